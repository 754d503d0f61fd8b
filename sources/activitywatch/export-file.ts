// An export of ActivityWatch taken apart in memory: windows, browser tabs and presence, by computer. Everything else that the
// file holds is passed over unread and named by its kind only. What this file returns must never be stored or logged.
import type { Interval } from './interval.ts'

/** A fault of one event; its number counts all events of the file in their order. It quotes nothing. */
export interface TrackerFault {
  readonly row: number
  readonly code:
    | 'DATE_INVALID'
    | 'DATE_OUT_OF_RANGE'
    | 'TIME_IN_FUTURE'
    | 'TIME_ZONE_UNKNOWN'
    | 'NUMBER_INVALID'
    | 'RANGE_INVERTED'
    | 'DURATION_TOO_LONG'
    | 'VALUE_REQUIRED'
  readonly column: 'timestamp' | 'duration'
}

export interface SeenEvent extends Interval {
  /** What rules look at: program and title, or title and address. */
  readonly texts: readonly string[]
}

/** One computer. */
export interface Computer {
  readonly windows: SeenEvent[]
  readonly tabs: (SeenEvent & { readonly isPrivate: boolean; readonly browser: string })[]
  readonly present: Interval[]
  readonly away: Interval[]
}

export interface TrackerExport {
  readonly computers: readonly Computer[]
  readonly events: number
  readonly faults: readonly TrackerFault[]
  /** Kinds of buckets that are not read, with how many events: 'screenshot', 'app.editor.activity'. */
  readonly passedOver: ReadonlyMap<string, number>
}

/** The file is no export of ActivityWatch. */
export class NoTrackerExport extends Error {
  readonly reason: 'json' | 'depth' | 'buckets'
  constructor(reason: 'json' | 'depth' | 'buckets') {
    // Never the parser's own message: it quotes the file.
    super(`no export of ActivityWatch (${reason})`)
    this.name = 'NoTrackerExport'
    this.reason = reason
  }
}

const deepest = 64
const dayLength = 86_400_000

/** Reads the text of an export. @throws NoTrackerExport */
export function readExport(text: string, now: number): TrackerExport {
  if (isTooDeep(text)) throw new NoTrackerExport('depth')
  let file: unknown
  try {
    file = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new NoTrackerExport('json')
  }
  const buckets = bucketsOf(file)
  if (buckets === null) throw new NoTrackerExport('buckets')
  const gathering = new Gathering(now)
  for (const bucket of buckets) gathering.take(bucket)
  return {
    computers: [...gathering.computers.values()],
    events: gathering.row,
    faults: gathering.faults,
    passedOver: gathering.passedOver,
  }
}

function isTooDeep(text: string): boolean {
  let depth = 0
  let isText = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (isText) {
      if (code === 92) at++
      else if (code === 34) isText = false
    } else if (code === 34) isText = true
    else if (code === 123 || code === 91) {
      if (++depth > deepest) return true
    } else if (code === 125 || code === 93) depth--
  }
  return false
}

interface Bucket {
  readonly id: string
  readonly kind: string
  readonly computer: string
  readonly events: readonly unknown[]
}

/** Buckets as a map by id or as a list, their events inside or in a map of their own beside them. */
function bucketsOf(file: unknown): Bucket[] | null {
  const buckets = propertyOf(file, 'buckets') ?? (propertyOf(file, 'events') !== undefined ? file : undefined)
  if (typeof buckets !== 'object' || buckets === null) return null
  const beside = propertyOf(file, 'events')
  const entries: [string, unknown][] = Array.isArray(buckets)
    ? buckets.map((bucket, index) => [textOf(propertyOf(bucket, 'id')) || String(index), bucket])
    : buckets === file
      ? [[textOf(propertyOf(file, 'id')), file]]
      : Object.entries(buckets)
  const found: Bucket[] = []
  for (const [id, bucket] of entries) {
    const events = propertyOf(bucket, 'events') ?? propertyOf(beside, id)
    if (typeof bucket !== 'object' || bucket === null) return null
    found.push({
      id,
      kind: kindOf(textOf(propertyOf(bucket, 'type')), `${textOf(propertyOf(bucket, 'client'))} ${id}`),
      computer: textOf(propertyOf(bucket, 'hostname')),
      events: Array.isArray(events) ? events : [],
    })
  }
  return found
}

/** Some exports leave the type out: the watcher's name tells it. */
function kindOf(type: string, client: string): string {
  if (type !== '') return type.slice(0, 100)
  if (/aw-watcher-window/.test(client)) return 'currentwindow'
  if (/aw-watcher-afk/.test(client)) return 'afkstatus'
  if (/aw-watcher-web|aw-client-web/.test(client)) return 'web.tab.current'
  return 'unknown'
}

class Gathering {
  readonly computers = new Map<string, Computer>()
  readonly faults: TrackerFault[] = []
  readonly passedOver = new Map<string, number>()
  row = 0
  private readonly now: number

  constructor(now: number) {
    this.now = now
  }

  take(bucket: Bucket): void {
    const { kind } = bucket
    if (kind !== 'currentwindow' && kind !== 'afkstatus' && kind !== 'web.tab.current') {
      this.row += bucket.events.length
      this.passedOver.set(kind, (this.passedOver.get(kind) ?? 0) + bucket.events.length)
      return
    }
    const computer = this.computerOf(bucket.computer)
    for (const event of bucket.events) {
      this.row++
      const span = readSpan(event, kind === 'afkstatus', this.now)
      if ('code' in span) this.faults.push({ row: this.row, ...span })
      else keep(computer, kind, bucket.id, span, propertyOf(event, 'data'))
    }
  }

  private computerOf(name: string): Computer {
    let computer = this.computers.get(name)
    if (computer === undefined) {
      computer = { windows: [], tabs: [], present: [], away: [] }
      this.computers.set(name, computer)
    }
    return computer
  }
}

function keep(computer: Computer, kind: string, id: string, span: Interval, data: unknown): void {
  if (kind === 'afkstatus') {
    const status = textOf(propertyOf(data, 'status'))
    if (status === 'not-afk') computer.present.push(span)
    else if (status === 'afk') computer.away.push(span)
    return
  }
  // An event without length shows that a program was seen, not for how long.
  if (span.end === span.start) return
  const title = textOf(propertyOf(data, 'title'))
  if (kind === 'currentwindow')
    computer.windows.push({ ...span, texts: [textOf(propertyOf(data, 'app')), title] })
  else
    computer.tabs.push({
      ...span,
      texts: [title, textOf(propertyOf(data, 'url'))],
      isPrivate: propertyOf(data, 'incognito') === true,
      browser: id.toLowerCase(),
    })
}

type Fault = Omit<TrackerFault, 'row'>

function readSpan(event: unknown, isPresence: boolean, now: number): Interval | Fault {
  const written = propertyOf(event, 'timestamp')
  if (written === undefined || written === null) return { code: 'VALUE_REQUIRED', column: 'timestamp' }
  const start = readInstant(written)
  if (typeof start === 'string') return { code: start, column: 'timestamp' }
  const seconds = propertyOf(event, 'duration') ?? 0
  if (typeof seconds !== 'number' || !Number.isFinite(seconds))
    return { code: 'NUMBER_INVALID', column: 'duration' }
  if (seconds < 0) return { code: 'RANGE_INVERTED', column: 'duration' }
  // Nobody is away for less than she is; a window that stays open for longer than a day was not looked at.
  if (seconds * 1000 > dayLength && !isPresence) return { code: 'DURATION_TOO_LONG', column: 'duration' }
  if (start < Date.UTC(2000, 0, 1)) return { code: 'DATE_OUT_OF_RANGE', column: 'timestamp' }
  if (start > now + dayLength) return { code: 'TIME_IN_FUTURE', column: 'timestamp' }
  return { start, end: start + Math.round(seconds * 1000) }
}

function readInstant(written: unknown): number | 'DATE_INVALID' | 'TIME_ZONE_UNKNOWN' {
  const match =
    typeof written === 'string'
      ? /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?(Z|[+-]\d{2}:?\d{2})?$/i.exec(
          written.trim(),
        )
      : null
  if (match === null) return 'DATE_INVALID'
  const [, year, month, day, hour, minute, second, fraction = '0', zone] = match
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return 'DATE_INVALID'
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return 'DATE_INVALID'
  if (zone === undefined) return 'TIME_ZONE_UNKNOWN'
  const offset = /^z$/i.test(zone) ? 0 : Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  if (offset > 14 * 60 || Number(zone.slice(-2)) > 59) return 'TIME_ZONE_UNKNOWN'
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  )
  return (
    local + Math.round(Number(`0.${fraction}`) * 1000) - (zone.startsWith('-') ? -offset : offset) * 60_000
  )
}

function propertyOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 2000) : ''
}
