// Occurrences become pieces of working time with a category, or are left out for a reason that is counted. Nothing but times,
// categories and the event's own id goes further.
import type { ActivityCategory } from '../../model/codes.ts'
import { type Calendar, expandCalendar, type Window } from './calendar.ts'
import { type Circle, companyOf, hasDeclined } from './circle.ts'
import type { CalendarEvent, EventFault } from './event.ts'
import { clockOf, type Occurrence } from './expand.ts'
import type { Mark } from './marks.ts'
import { ianaClock } from './zones.ts'
import type { Clock } from './clock.ts'

export interface Piece {
  /** Number of the event in the file. */
  readonly event: number
  readonly uid: string
  /** The event's UID, and of an instance of a series also its original start. */
  readonly id: string
  /** Instants in milliseconds; at most 24 hours. */
  readonly start: number
  readonly end: number
  readonly category: ActivityCategory
}

/** Why an occurrence counts no minutes. */
export const leftOutReasons = [
  'cancelled',
  'declined',
  'private',
  'away',
  'all-day',
  'free',
  'not-yet',
  'no-length',
] as const
export type LeftOutReason = (typeof leftOutReasons)[number]

export interface CountedTime {
  readonly pieces: readonly Piece[]
  readonly faults: readonly EventFault[]
  readonly leftOut: ReadonlyMap<LeftOutReason, number>
  readonly accepted: readonly CalendarEvent[]
  readonly duplicates: number
  /** UIDs of events whose time clocks show twice. */
  readonly ambiguous: readonly string[]
  /** Pieces that no attendee explains: the title or a category did, or nothing. */
  readonly toldByWords: number
  readonly untold: number
}

export interface Counting extends Window {
  readonly circle: Circle
  /** Occurrences that end later have not taken place. */
  readonly now: number
}

const dayLength = 86_400_000
/** 1 January 2000. */
const earliest = Date.UTC(2000, 0, 1)

/** Counts the time of a calendar inside a window. */
export function countTime(calendar: Calendar, counting: Counting): CountedTime {
  const expanded = expandCalendar(calendar, counting)
  const faults = [...expanded.faults]
  const ambiguous: string[] = []
  const refused = new Set<number>()
  for (const event of expanded.accepted) {
    const found = checkSingle(event, calendar, counting)
    if (found === 'twice') ambiguous.push(event.uid)
    else if (found !== null) {
      faults.push(found)
      refused.add(event.number)
    }
  }
  const leftOut = new Map<LeftOutReason, number>()
  const planned = expanded.accepted.filter((event) => isPlanned(event, calendar, counting)).length
  if (planned > 0) leftOut.set('not-yet', planned)
  const pieces: Piece[] = []
  let [toldByWords, untold] = [0, 0]
  for (const occurrence of expanded.occurrences) {
    const { event } = occurrence
    if (refused.has(event.number)) continue
    const reason = whyLeftOut(occurrence, counting)
    if (reason !== null) {
      leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1)
      continue
    }
    const told = categoryOf(event, counting.circle)
    if (told.by === 'words') toldByWords++
    else if (told.by === 'nothing') untold++
    const { start, end } = occurrence
    pieces.push({
      event: event.number,
      uid: event.uid,
      id: idOf(occurrence),
      start,
      end,
      category: told.category,
    })
  }
  return {
    pieces,
    faults: faults.toSorted((a, b) => a.row - b.row),
    leftOut,
    accepted: expanded.accepted.filter((event) => !refused.has(event.number)),
    duplicates: expanded.duplicates,
    ambiguous,
    toldByWords,
    untold,
  }
}

/** A single event that begins after the window; a series has no end to count. */
function isPlanned(event: CalendarEvent, calendar: Calendar, counting: Counting): boolean {
  if (event.start.isDate || event.rules.length > 0 || event.isCancelled) return false
  const { zones } = calendar
  return (
    clockOf(event.start, { zones, floating: floatingOf(calendar, counting) }).toInstant(event.start.local)
      .instant >= counting.to
  )
}

/** The clock of times that name no zone. */
function floatingOf({ zones, timeZone }: Calendar, counting: Counting): Clock {
  return zones.find(timeZone) ?? ianaClock(counting.timeZone)!
}

function idOf({ event, instance }: Occurrence): string {
  return instance === null ? event.uid : `${event.uid} ${new Date(instance).toISOString().slice(0, 19)}Z`
}

/** What is wrong with the times of an event as working time. */
function checkSingle(
  event: CalendarEvent,
  calendar: Calendar,
  counting: Counting,
): EventFault | 'twice' | null {
  if (event.start.isDate) return null
  const floating = floatingOf(calendar, counting)
  const at = (time: CalendarEvent['start']) =>
    clockOf(time, { zones: calendar.zones, floating }).toInstant(time.local)
  const row = event.number
  const start = at(event.start)
  const end = event.end === null || event.end.isDate ? null : at(event.end)
  const length = end === null ? lengthOf(event) : end.instant - start.instant
  if (length > dayLength && !lastsWholeDays(event)) return { row, code: 'DURATION_TOO_LONG', column: 'DTEND' }
  // A series may meet the change of the clock by itself; an event that names the hour names one that there is.
  if (event.rules.length > 0) return null
  if (start.kind === 'skipped' || end?.kind === 'skipped')
    return { row, code: 'TIME_NONEXISTENT', column: start.kind === 'skipped' ? 'DTSTART' : 'DTEND' }
  if (start.instant < earliest) return { row, code: 'DATE_OUT_OF_RANGE', column: 'DTSTART' }
  return start.kind === 'twice' || end?.kind === 'twice' ? 'twice' : null
}

function lengthOf({ length }: CalendarEvent): number {
  return length === null ? 0 : length.days * dayLength + length.seconds * 1000
}

/** From midnight to midnight on the wall clock: whole days under another name. */
function lastsWholeDays(event: CalendarEvent): boolean {
  if (event.isMarkedAllDay) return true
  const isMidnight = (local: number) => local % dayLength === 0
  if (!isMidnight(event.start.local)) return false
  return event.end === null
    ? event.length !== null &&
        event.length.seconds % 86_400 === 0 &&
        event.length.days + event.length.seconds > 0
    : event.end.local > event.start.local && isMidnight(event.end.local)
}

function whyLeftOut(occurrence: Occurrence, counting: Counting): LeftOutReason | null {
  const { event } = occurrence
  if (event.isCancelled) return 'cancelled'
  if (hasDeclined(event, counting.circle)) return 'declined'
  if (event.isPrivate) return 'private'
  if (event.isOutOfOffice || event.mark === 'away') return 'away'
  if (occurrence.isAllDay || lastsWholeDays(event)) return 'all-day'
  if (event.isFree) return 'free'
  if (occurrence.end > counting.now) return 'not-yet'
  return occurrence.end === occurrence.start ? 'no-length' : null
}

const byMark: Readonly<Record<Exclude<Mark, 'away'>, ActivityCategory>> = {
  // The field's word for both is training: the e-book counts coaching with it.
  coaching: 'training',
  training: 'training',
  travel: 'travel',
  prospecting: 'prospecting',
  preparation: 'preparation',
  admin: 'admin',
  customer: 'buyer-facing',
  internal: 'internal',
}

/** Training and coaching are what is marked so; else attendees decide; where there are none, the words of the event do. */
export function categoryOf(
  event: CalendarEvent,
  circle: Circle,
): { readonly category: ActivityCategory; readonly by: 'attendees' | 'words' | 'nothing' } {
  const { mark } = event
  const company = companyOf(event, circle)
  if (mark === 'training' || mark === 'coaching') return { category: 'training', by: 'words' }
  if (company === 'external') return { category: 'buyer-facing', by: 'attendees' }
  // Time with colleagues about a customer is no time with the customer.
  if (company === 'internal')
    return { category: mark === 'prospecting' || mark === 'travel' ? mark : 'internal', by: 'attendees' }
  if (mark === null || mark === 'away') return { category: 'other', by: 'nothing' }
  return { category: byMark[mark], by: 'words' }
}
