// Events become occurrences: recurrences followed, moved and cancelled instances put in place, every time an instant.
import type { CalendarEvent, EventFault, Length } from './event.ts'
import type { WrittenTime } from './property.ts'
import type { Rule } from './rule.ts'
import { type Budget, mostOccurrences, occurrences, RecurrenceTooLarge } from './recur.ts'
import { utc, type ZoneNames } from './zones.ts'
import type { Clock } from './clock.ts'

export interface Occurrence {
  /** The event that describes it: of a moved instance, the one that replaces it. */
  readonly event: CalendarEvent
  /** The original start of an instance of a series, by which it is known again when it moves; null for a single event. */
  readonly instance: number | null
  /** Instants in milliseconds; of an all-day event, the midnights of its days read as if UTC. */
  readonly start: number
  readonly end: number
  readonly isAllDay: boolean
}

export interface ExpandOptions {
  readonly zones: ZoneNames
  /** The clock of times that name no zone. */
  readonly floating: Clock
  /** Only what overlaps [from, to) is asked for; instants in milliseconds. */
  readonly from: number
  readonly to: number
  readonly budget: Budget
}

/** A zone that nobody knows. */
export class ZoneUnknown extends Error {
  readonly zone: string
  constructor(zone: string) {
    super(`unknown time zone: ${zone}`)
    this.name = 'ZoneUnknown'
    this.zone = zone
  }
}

const dayLength = 86_400_000

/** The events of one UID: the one that recurs, and those that replace instances of it. */
export interface Series {
  readonly master: CalendarEvent | null
  readonly replacements: readonly CalendarEvent[]
  /** Instances whose replacement cannot be read: where they went is not known, so they count nowhere. */
  readonly lost: readonly WrittenTime[]
}

/**
 * The occurrences of a series that overlap the window, in order.
 * @throws RecurrenceTooLarge, ZoneUnknown
 */
export function expandSeries(series: Series, options: ExpandOptions): Occurrence[] {
  const { master, replacements } = series
  if (master === null)
    return replacements.map((event) => single(event, options, true)).filter(overlaps(options))
  if (
    master.rules.length === 0 &&
    master.extraDates.length === 0 &&
    replacements.length + series.lost.length === 0
  )
    return [single(master, options, false)].filter(overlaps(options))
  const replacedBy = new Map<number, CalendarEvent>()
  for (const event of replacements) replacedBy.set(keyOf(event.replaces!, master, options), event)
  const later = replacements
    .filter((event) => event.replacesLater)
    .map((event) => ({ event, from: keyOf(event.replaces!, master, options) }))
    .toSorted((a, b) => b.from - a.from)
  const found: Occurrence[] = []
  const isExcepted = exceptions(master, replacements, options)
  const seen = new Set(series.lost.map((time) => keyOf(time, master, options)))
  for (const { start, end } of startsOf(master, replacements, options)) {
    const key = keyOf(start, master, options)
    if (seen.has(key)) continue
    seen.add(key)
    if (isExcepted(start)) continue
    const replacement = replacedBy.get(key)
    const shift = later.find((one) => key >= one.from)
    // A replacement of an instance that the rule does not give stands for nothing.
    if (replacement !== undefined) found.push({ ...single(replacement, options, true), instance: key })
    else if (shift === undefined) found.push(placed(master, start, end, key, options))
    else found.push(shifted(shift, start, key, master, options))
  }
  return found.filter(overlaps(options)).toSorted((a, b) => a.start - b.start || a.end - b.end)
}

function overlaps({ from, to }: ExpandOptions): (occurrence: Occurrence) => boolean {
  return ({ start, end }) => start < to && (end > from || (end === start && start >= from))
}

interface Start {
  readonly start: WrittenTime
  readonly end: WrittenTime | Length | null
}

/** The starts that rules and dates give, before exceptions. */
function* startsOf(
  master: CalendarEvent,
  replacements: readonly CalendarEvent[],
  options: ExpandOptions,
): Generator<Start, void> {
  const { start } = master
  if (master.rules.length === 0) yield { start, end: null }
  let given = 0
  for (const rule of master.rules)
    for (const local of localsOf(rule, master, replacements, options)) {
      if (++given > mostOccurrences) throw new RecurrenceTooLarge()
      yield { start: { ...start, local }, end: null }
    }
  for (const extra of master.extraDates) {
    if (++given > mostOccurrences) throw new RecurrenceTooLarge()
    yield extra
  }
}

/** The local times of one of the event's rules, within the window. */
function localsOf(
  written: Rule,
  master: CalendarEvent,
  replacements: readonly CalendarEvent[],
  options: ExpandOptions,
): Generator<number, void> {
  const { start } = master
  // Wide enough for long events, any zone, and instances that were moved into the window.
  const originals = replacements.map((event) => event.replaces!.local)
  const margin = 2 * dayLength + lengthOf(master, options)
  // A day has no hours: RFC 5545 says to pass over the parts of a rule that speak of them.
  const rule = start.isDate ? { ...written, hours: [], minutes: [], seconds: [] } : written
  return occurrences(rule, {
    start: start.local,
    from: Math.min(options.from - margin, ...originals.map((local) => local - dayLength)),
    to: Math.max(options.to + 2 * dayLength, ...originals.map((local) => local + dayLength)),
    isPast: (local) => isPast(rule.until, { ...start, local }, options),
    budget: options.budget,
  })
}

/** UNTIL is meant in UTC; what is written local, or as a day, is compared as such. */
function isPast(until: WrittenTime | null, at: WrittenTime, options: ExpandOptions): boolean {
  if (until === null) return false
  if (until.isDate) return Math.floor(at.local / dayLength) * dayLength > until.local
  if (until.zone === 'UTC') return instantOf(at, options) > until.local
  return at.local > until.local
}

function exceptions(
  master: CalendarEvent,
  replacements: readonly CalendarEvent[],
  options: ExpandOptions,
): (start: WrittenTime) => boolean {
  const days = new Set<number>()
  const instants = new Set<number>()
  const locals = new Set<number>()
  for (const rule of master.exceptRules)
    for (const local of localsOf(rule, master, replacements, options)) locals.add(local)
  for (const except of master.exceptDates)
    if (except.isDate) days.add(except.local)
    else {
      instants.add(instantOf(except, options))
      // Calendars that name another zone mean the hour on the wall.
      if (except.zone !== 'UTC') locals.add(except.local)
    }
  return (start) =>
    days.has(Math.floor(start.local / dayLength) * dayLength) ||
    locals.has(start.local) ||
    (!start.isDate && instants.has(instantOf(start, options)))
}

/** By what an instance is known: the instant of its original start, or its day when it lasts days. */
function keyOf(start: WrittenTime, master: CalendarEvent, options: ExpandOptions): number {
  if (master.start.isDate) return Math.floor(start.local / dayLength) * dayLength
  // A replacement that names only the day means the instance of that day.
  return instantOf(
    start.isDate ? { ...master.start, local: start.local + (master.start.local % dayLength) } : start,
    options,
  )
}

function single(event: CalendarEvent, options: ExpandOptions, isInstance: boolean): Occurrence {
  const key = isInstance && event.replaces !== null ? keyOf(event.replaces, event, options) : null
  return placed(event, event.start, null, key, options)
}

function placed(
  event: CalendarEvent,
  start: WrittenTime,
  end: WrittenTime | Length | null,
  instance: number | null,
  options: ExpandOptions,
): Occurrence {
  const isAllDay = start.isDate
  const begin = instantOf(start, options)
  return { event, instance, start: begin, end: endOf(event, start, begin, end, options), isAllDay }
}

/** An instance after a replacement that stands for all later ones: moved by as much, as long as it. */
function shifted(
  { event }: { readonly event: CalendarEvent },
  start: WrittenTime,
  key: number,
  master: CalendarEvent,
  options: ExpandOptions,
): Occurrence {
  const by = event.start.local - event.replaces!.local
  const moved = { ...event.start, local: start.local + by }
  return placed(
    event,
    master.start.isDate ? { ...moved, isDate: event.start.isDate } : moved,
    null,
    key,
    options,
  )
}

function endOf(
  event: CalendarEvent,
  start: WrittenTime,
  begin: number,
  own: WrittenTime | Length | null,
  options: ExpandOptions,
): number {
  if (own !== null && 'local' in own) return instantOf(own, options)
  const length = own ?? event.length
  // Days are days of the wall clock; hours are hours.
  if (length !== null)
    return (
      instantOf({ ...start, local: start.local + length.days * dayLength }, options) + length.seconds * 1000
    )
  if (event.end !== null) return begin + lengthOf(event, options)
  return start.isDate ? begin + dayLength : begin
}

/** How long the event lasts: the same elapsed time for each instance. */
function lengthOf(event: CalendarEvent, options: ExpandOptions): number {
  if (event.end !== null) return instantOf(event.end, options) - instantOf(event.start, options)
  if (event.length !== null) return event.length.days * dayLength + event.length.seconds * 1000
  return event.start.isDate ? dayLength : 0
}

function instantOf(time: WrittenTime, options: ExpandOptions): number {
  return time.isDate ? time.local : clockOf(time, options).toInstant(time.local).instant
}

/** The clock of a written time. @throws ZoneUnknown */
export function clockOf(
  time: WrittenTime,
  { zones, floating }: Pick<ExpandOptions, 'zones' | 'floating'>,
): Clock {
  if (time.zone === null) return floating
  if (time.zone === 'UTC') return utc
  const clock = zones.find(time.zone)
  if (clock === null) throw new ZoneUnknown(time.zone)
  return clock
}

/** What is wrong with the times of an event, once its zones are known; null when nothing is. */
export function faultOfTimes(event: CalendarEvent, options: ExpandOptions): EventFault | null {
  const row = event.number
  try {
    for (const time of [event.start, event.end, event.replaces])
      if (time !== null && !time.isDate) clockOf(time, options)
    const end = endOf(event, event.start, instantOf(event.start, options), null, options)
    if (end < instantOf(event.start, options))
      return { row, code: 'RANGE_INVERTED', column: event.end === null ? 'DURATION' : 'DTEND' }
    for (const except of [...event.exceptDates, ...event.extraDates.map(({ start }) => start)])
      clockOf(except, options)
    return null
  } catch (error) {
    if (error instanceof ZoneUnknown)
      return { row, code: 'TIME_ZONE_UNKNOWN', column: 'DTSTART', value: error.zone }
    throw error
  }
}
