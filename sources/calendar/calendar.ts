// A whole calendar: read event by event, versions of one event settled, recurrences followed inside a window.
//
//   const calendar = await readCalendar(chunksOfText)
//   const { occurrences, faults } = expandCalendar(calendar, { from, to, timeZone: 'Europe/Paris' })
import { CalendarCut, type Component, ComponentReader } from './components.ts'
import { type CalendarEvent, type EventFault, readEvent } from './event.ts'
import { expandSeries, faultOfTimes, type Occurrence, type Series } from './expand.ts'
import { readProperty, textOf } from './property.ts'
import { RecurrenceTooLarge } from './recur.ts'
import { ianaClock, ZoneNames } from './zones.ts'

export interface Calendar {
  /** Sound events in the order of the file. */
  readonly events: readonly CalendarEvent[]
  /** Events that are none, by number. */
  readonly faults: readonly EventFault[]
  readonly count: number
  readonly zones: ZoneNames
  /** X-WR-CALNAME: often the address of the calendar's owner. */
  readonly name: string
  /** X-WR-TIMEZONE; '' when the file does not say. */
  readonly timeZone: string
  /** Other things that a calendar holds, with how many: VTODO, VFREEBUSY. */
  readonly passedOver: ReadonlyMap<string, number>
}

/** Reads the text of a calendar, piece by piece. @throws CalendarCut when it is not whole */
export async function readCalendar(chunks: AsyncIterable<string> | Iterable<string>): Promise<Calendar> {
  const sink = new Gathering()
  const reader = new ComponentReader(sink)
  for await (const chunk of chunks) reader.write(chunk)
  reader.end()
  return {
    events: sink.events,
    faults: sink.faults,
    count: reader.eventCount,
    zones: sink.zones,
    name: sink.name,
    timeZone: sink.timeZone,
    passedOver: reader.passedOver,
  }
}

class Gathering {
  readonly events: CalendarEvent[] = []
  readonly faults: EventFault[] = []
  readonly zones = new ZoneNames()
  name = ''
  timeZone = ''
  /** Where the events of the calendar that is being read begin: METHOD may stand after them. */
  private from = 0

  event(component: Component, number: number): void {
    const found = readEvent(component, number, false)
    if ('code' in found) this.faults.push(found)
    else this.events.push(found)
  }

  calendar(component: Component): void {
    for (const zone of component.children) this.zones.describe(zone)
    for (const property of component.lines.map(readProperty)) {
      if (property === null) continue
      const text = textOf(property)
      if (property.name === 'x-wr-calname' && this.name === '') this.name = text
      if (property.name === 'x-wr-timezone' && this.timeZone === '') this.timeZone = text
      if (property.name === 'method' && /^CANCEL$/i.test(text))
        for (let at = this.from; at < this.events.length; at++)
          this.events[at] = { ...this.events[at]!, isCancelled: true }
    }
    this.from = this.events.length
  }
}

export interface Window {
  /** Instants in milliseconds: what overlaps [from, to). */
  readonly from: number
  readonly to: number
  /** The organisation's zone, for times that name none. */
  readonly timeZone: string
}

export interface ExpandedCalendar {
  readonly occurrences: readonly Occurrence[]
  /** Sorted by number. */
  readonly faults: readonly EventFault[]
  /** Events that were older versions of others. */
  readonly duplicates: number
  /** Events that stand, by number, in order. */
  readonly accepted: readonly CalendarEvent[]
}

/** Steps that the rules of one file may take together. */
const budgetOfFile = 10_000_000

/** Follows every event of a calendar inside the window. */
export function expandCalendar(calendar: Calendar, window: Window): ExpandedCalendar {
  const floating = calendar.zones.find(calendar.timeZone) ?? ianaClock(window.timeZone)
  if (floating === null) throw new RangeError(`unknown time zone: ${window.timeZone}`)
  const options = { ...window, zones: calendar.zones, floating, budget: { steps: budgetOfFile } }
  const faults = [...calendar.faults]
  const sound: CalendarEvent[] = []
  const lost: CalendarEvent[] = []
  for (const event of calendar.events) {
    const fault = faultOfTimes(event, options)
    if (fault !== null) faults.push(fault)
    if (fault === null) sound.push(event)
    else if (fault.code === 'RANGE_INVERTED' && event.replaces !== null) lost.push(event)
  }
  const { series, duplicates } = settleVersions(sound, lost)
  const found: Occurrence[] = []
  const accepted: CalendarEvent[] = []
  for (const one of series) {
    const members = [...(one.master === null ? [] : [one.master]), ...one.replacements]
    try {
      found.push(...expandSeries(one, options))
      accepted.push(...members)
    } catch (error) {
      if (!(error instanceof RecurrenceTooLarge)) throw error
      const column = one.master?.rules.length === 0 ? 'RDATE' : 'RRULE'
      for (const event of members) faults.push({ row: event.number, code: 'RECURRENCE_TOO_LARGE', column })
    }
  }
  return {
    occurrences: found,
    faults: faults.toSorted((a, b) => a.row - b.row),
    duplicates,
    accepted: accepted.toSorted((a, b) => a.number - b.number),
  }
}

/** Of two versions of one event or instance the higher SEQUENCE stands, then the one written later, then the later line. */
function settleVersions(
  events: readonly CalendarEvent[],
  lost: readonly CalendarEvent[],
): { series: Series[]; duplicates: number } {
  const byUid = new Map<string, { master: CalendarEvent | null; replacements: Map<string, CalendarEvent> }>()
  let duplicates = 0
  for (const event of events) {
    let found = byUid.get(event.uid)
    if (found === undefined) byUid.set(event.uid, (found = { master: null, replacements: new Map() }))
    if (event.replaces === null) {
      if (found.master !== null) duplicates++
      found.master = newer(found.master, event)
    } else {
      const key = `${event.replaces.zone ?? ''} ${event.replaces.local}`
      const known = found.replacements.get(key) ?? null
      if (known !== null) duplicates++
      found.replacements.set(key, newer(known, event))
    }
  }
  const series = [...byUid].map(([uid, { master, replacements }]) => ({
    master,
    replacements: [...replacements.values()],
    lost: lost.flatMap((event) => (event.uid === uid && event.replaces !== null ? [event.replaces] : [])),
  }))
  return { series, duplicates }
}

function newer(known: CalendarEvent | null, event: CalendarEvent): CalendarEvent {
  if (known === null) return event
  return (event.sequence - known.sequence || event.writtenAt - known.writtenAt || 1) > 0 ? event : known
}

export { CalendarCut }
