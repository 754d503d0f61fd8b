// The occurrences of a calendar as ical.js expands them: a second opinion on our own expansion, which shares no code with it
// but the reading of a line. Zones are followed by Temporal, or by ical.js where only the file describes them.
import ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'

export interface OtherWindow {
  /** Instants in milliseconds: what overlaps [from, to). */
  readonly from: number
  readonly to: number
  /** The zone of times that name none. */
  readonly timeZone: string
}

/** What ical.js says of a calendar. */
export interface OtherOpinion {
  /** One line for each occurrence, `uid start end`, in order; all-day ones as days. */
  readonly lines: readonly string[]
  /** Events that ical.js cannot follow: a broken value, or a zone that nobody describes. */
  readonly broken: ReadonlyMap<string, string>
}

/** @throws what ical.js throws at a file that it cannot read as a whole */
export function occurrencesByIcalJs(text: string, window: OtherWindow): OtherOpinion {
  const parsed = ICAL.parse(text) as unknown[]
  const calendars = (Array.isArray(parsed[0]) ? parsed : [parsed]) as unknown as [
    string,
    unknown[],
    unknown[],
  ][]
  const lines: string[] = []
  const broken = new Map<string, string>()
  for (const jcal of calendars) {
    const calendar = new ICAL.Component(jcal as never)
    const zones = new Map(
      calendar.getAllSubcomponents('vtimezone').map((zone) => {
        const name = String(zone.getFirstPropertyValue('tzid'))
        return [name, new ICAL.Timezone({ component: zone, tzid: name })] as const
      }),
    )
    const byUid = new Map<string, ICAL.Component[]>()
    for (const event of calendar.getAllSubcomponents('vevent')) {
      const uid = String(event.getFirstPropertyValue('uid') ?? '')
      byUid.set(uid, [...(byUid.get(uid) ?? []), event])
    }
    for (const [uid, members] of byUid)
      try {
        for (const member of members) nameZones(member)
        const exceptions = members.filter((member) => member.hasProperty('recurrence-id'))
        const master = newest(members.filter((member) => !member.hasProperty('recurrence-id')))
        if (master === null) throw new Error('instances without their series')
        const shown = String(calendar.getFirstPropertyValue('x-wr-timezone') ?? window.timeZone)
        const found = Array.from(occurrencesOf(master, exceptions, { ...window, timeZone: shown }, zones))
        lines.push(...found.map(([start, end]) => `${uid} ${start} ${end}`))
      } catch (error) {
        broken.set(uid, String(error))
      }
  }
  return { lines: lines.toSorted(), broken }
}

/** ical.js forgets the name of a zone that the file does not describe: it becomes a zone of its own here. */
function nameZones(event: ICAL.Component): void {
  for (const property of event.getAllProperties()) {
    const name = property.getFirstParameter('tzid')
    if (typeof name !== 'string') continue
    for (const value of property.getValues() as unknown[])
      if (value instanceof ICAL.Time && (value.zone === null || value.zone.tzid === 'floating'))
        value.zone = new ICAL.Timezone({ tzid: name })
  }
}

/** Of several versions of one event, the one with the highest SEQUENCE, then the one written last. */
function newest(versions: readonly ICAL.Component[]): ICAL.Component | null {
  const rank = (version: ICAL.Component): [number, string] => [
    Number(version.getFirstPropertyValue('sequence') ?? 0),
    String(version.getFirstPropertyValue('dtstamp') ?? ''),
  ]
  let best: ICAL.Component | null = null
  for (const version of versions) {
    const [sequence, written] = rank(version)
    const [most, last] = best === null ? [-1, ''] : rank(best)
    if (sequence > most || (sequence === most && written >= last)) best = version
  }
  return best
}

type Zones = ReadonlyMap<string, ICAL.Timezone>

function* occurrencesOf(
  master: ICAL.Component,
  exceptions: readonly ICAL.Component[],
  window: OtherWindow,
  zones: Zones,
): Generator<[string, string]> {
  const event = new ICAL.Event(master, { exceptions: [...exceptions], strictExceptions: true })
  const show = (from: ICAL.Time, to: ICAL.Time): [string, string] | null => {
    const [start, end] = [from, to].map((time) => instantOf(time, window.timeZone, zones)) as [number, number]
    const isIn = start < window.to && (end > window.from || (end === start && start >= window.from))
    const [first, last] = [start, end].map((at) => new Date(at).toISOString()) as [string, string]
    return !isIn ? null : from.isDate ? [first.slice(0, 10), last.slice(0, 10)] : [first, last]
  }
  if (!event.isRecurring()) {
    const only = show(event.startDate, event.endDate)
    if (only !== null) yield only
    return
  }
  const iterator = event.iterator()
  for (let count = 0; count < 20_000; count++) {
    const next = iterator.next() as ICAL.Time | undefined
    if (
      next === undefined ||
      next === null ||
      instantOf(next, window.timeZone, zones) > window.to + 40 * 86_400_000
    )
      return
    const { startDate, endDate } = event.getOccurrenceDetails(next)
    const shown = show(startDate, endDate)
    if (shown !== null) yield shown
  }
}

function instantOf(time: ICAL.Time, floating: string, zones: Zones): number {
  const local = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second)
  if (time.isDate || time.zone === ICAL.Timezone.utcTimezone) return local
  const name = time.zone?.tzid ?? 'floating'
  const isFloating = name === 'floating' || name === ''
  const plain = new Temporal.PlainDateTime(
    time.year,
    time.month,
    time.day,
    time.hour,
    time.minute,
    time.second,
  )
  try {
    return plain.toZonedDateTime(isFloating ? floating : name).epochMilliseconds
  } catch {
    const described = zones.get(name)
    if (described === undefined) throw new Error(`unknown zone ${name}`)
    return local - described.utcOffset(time) * 1000
  }
}
