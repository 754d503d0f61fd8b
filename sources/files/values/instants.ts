// Instants: a date with a time and an offset, or a local time of the organisation; serials of spreadsheets;
// milliseconds since 1970. And the days of such cells.
import { serialToDate } from '../reading/xlsx/format.ts'
import { digits, parseDay } from './days.ts'
import type { ColumnStyle, ValueFault } from './shapes.ts'
import { faults } from './value-fault.ts'
import type { Zone } from './zone.ts'

export interface TimeContext {
  /** The organisation's zone: local times are read in it, and days are its days. */
  readonly zone: Zone
  /** Calendar of date serials: the table's. */
  readonly calendar: 1900 | 1904
  /** First day accepted; '2000-01-01' unless the field has older ones, as dates of hire do. */
  readonly earliest?: string
  /** A person said that years of two digits are 20xx; they are refused otherwise. */
  readonly takesShortYears?: boolean
  /** Times without an offset are of UTC: the header says so. */
  readonly isUtc?: boolean
  /** Messages of machines must carry an offset: a local time is TIME_ZONE_UNKNOWN. */
  readonly needsOffset?: boolean
  /** Called for a local time that the autumn change repeats, which is read as the first: TIME_AMBIGUOUS. */
  readonly onAmbiguous?: () => void
}

type DateStyle = Pick<ColumnStyle, 'dateOrder' | 'epoch'>

const defaultEarliest = '2000-01-01'
const mostOffset = 14 * 60

/** Milliseconds since 1970 of a cell that holds a date, with or without a time. A date alone is its first instant. */
export function readInstant(cell: string, style: DateStyle, context: TimeContext): number | ValueFault {
  const text = cell.trim()
  if (text === '') return faults.required
  const read = parseInstant(text, style, context)
  if (typeof read !== 'number') return read
  return read < earliestInstant(context) ? faults.tooEarly : read
}

/** 'YYYY-MM-DD' of a cell: its date, or the organisation's day when it holds a time with an offset. */
export function readDay(cell: string, style: DateStyle, context: TimeContext): string | ValueFault {
  const text = cell.trim()
  if (text === '') return faults.required
  const day = parseDayOfAny(text, style, context)
  if (typeof day !== 'string') return day
  return day < (context.earliest ?? defaultEarliest) ? faults.tooEarly : day
}

function earliestInstant({ zone, earliest = defaultEarliest }: TimeContext): number {
  const known = earliestByZone.get(zone)
  if (known?.day === earliest) return known.instant
  const instant = zone.startOfDay(Date.parse(`${earliest}T00:00:00Z`))
  earliestByZone.set(zone, { day: earliest, instant })
  return instant
}
const earliestByZone = new WeakMap<Zone, { readonly day: string; readonly instant: number }>()

function parseDayOfAny(text: string, style: DateStyle, context: TimeContext): string | ValueFault {
  if (text.length === 10) {
    const day = parseDay(text, style.dateOrder, context.takesShortYears)
    if (typeof day === 'string') return day
  }
  const moment = parseMoment(text, style, context)
  if (typeof moment === 'number') return context.zone.dayOf(moment)
  if ('fault' in moment) return moment
  const local = localMilliseconds(moment.day, moment.milliseconds)
  const offset = offsetOf(moment, context)
  if (offset !== null) return context.zone.dayOf(local - offset * 60_000)
  return moment.milliseconds < dayMilliseconds ? moment.day : new Date(local).toISOString().slice(0, 10)
}

function parseInstant(text: string, style: DateStyle, context: TimeContext): number | ValueFault {
  const moment = parseMoment(text, style, context)
  if (typeof moment === 'number' || 'fault' in moment) return moment
  const local = localMilliseconds(moment.day, moment.milliseconds)
  const offset = offsetOf(moment, context)
  if (offset !== null) return local - offset * 60_000
  return fromLocal(local, moment.isDayOnly, context)
}

/** Minutes east of UTC: its own, or none where the column is in UTC. A day alone is a day, wherever it was written. */
function offsetOf({ offset, isDayOnly }: Moment, { isUtc }: TimeContext): number | null {
  return offset ?? (isUtc === true && !isDayOnly ? 0 : null)
}

/** Seconds since midnight of a time of the day, without a zone: '9:05 AM', '14:30', a spreadsheet's 0.375. */
export function readTime(cell: string): number | ValueFault {
  const text = cell.trim()
  if (text === '') return faults.required
  if (/^0?[.,]\d+$/.test(text)) return Math.round(Number(text.replace(',', '.')) * 86_400)
  const time = parseTime(text)
  if ('fault' in time) return time
  return time.offset === null ? Math.floor(time.milliseconds / 1000) : faults.zone
}

/** What a cell says: a local day and time, or one with its offset. */
interface Moment {
  readonly day: string
  readonly milliseconds: number
  /** Minutes east of UTC; null for a local time. */
  readonly offset: number | null
  readonly isDayOnly: boolean
}

/** A moment, or the instant itself where the cell counts from 1970. */
function parseMoment(text: string, style: DateStyle, context: TimeContext): Moment | number | ValueFault {
  if (!text.includes(':')) {
    const bare = readBareNumber(text, style, context)
    if (bare !== null) return bare
  }
  const cut = text.search(/[Tt,\s]/)
  const timeAt = cut < 0 ? -1 : text.search(/\d{1,2}[:hH]\d{2}/)
  if (timeAt < 0 && !/^\d{4}-\d{2}-\d{2}T/i.test(text)) {
    const day = parseDay(text, style.dateOrder, context.takesShortYears)
    return typeof day === 'string' ? { day, milliseconds: 0, offset: null, isDayOnly: true } : day
  }
  const dayText = text.slice(0, timeAt < 0 ? cut : timeAt).replace(/[Tt,\s]+$/, '')
  const day = parseDay(dayText, style.dateOrder, context.takesShortYears)
  if (typeof day !== 'string') return day
  const time = parseTime(timeAt < 0 ? '' : text.slice(timeAt))
  return 'fault' in time ? time : { day, ...time, isDayOnly: false }
}

function fromLocal(local: number, isDayOnly: boolean, context: TimeContext): number | ValueFault {
  if (context.needsOffset === true) return faults.noZone
  if (isDayOnly) return context.zone.startOfDay(local)
  const found = context.zone.toInstant(local)
  if (found === null) return faults.skippedTime
  if (found.isAmbiguous) context.onAmbiguous?.()
  return found.instant
}

function isDigitStart(text: string): boolean {
  const code = text.charCodeAt(0)
  return code >= 48 && code <= 57
}

const firstSerial = 1 // 1900-01-01
const pastSerial = 2_958_466

/** A number alone in a date column: milliseconds or seconds since 1970 where the column holds those, else a serial. */
function readBareNumber(
  text: string,
  style: DateStyle,
  context: TimeContext,
): number | Moment | ValueFault | null {
  if (!isDigitStart(text) || !/^\d+(?:[.,]\d+)?$/.test(text)) return null
  const value = Number(text.replace(',', '.'))
  if (style.epoch === 'milliseconds' && value > 1e11) return value
  if (style.epoch === 'seconds' && value > 1e8) return value * 1000
  // Milliseconds cannot be anything else, whatever the rest of the column.
  if (/^\d{12,13}$/.test(text)) return value
  if (/^\d{8}$/.test(text)) return null // 20260331: a day
  if (!/^\d{5,7}(?:[.,]\d+)?$/.test(text) || value < firstSerial || value >= pastSerial) return faults.notDate
  const date = serialToDate(value, context.calendar)
  if (date === null) return faults.notDate
  const time = date.time === null ? null : parseTime(date.time)
  const milliseconds = time === null || 'fault' in time ? 0 : time.milliseconds
  return { day: date.day, milliseconds, offset: null, isDayOnly: milliseconds === 0 }
}

interface ParsedTime {
  readonly milliseconds: number
  /** Minutes east of UTC; null for a local time. */
  readonly offset: number | null
}

/** '21:03:23.000+0000', '9:05 PM', '24:00:00' (the next midnight). Second 60 is refused. */
function parseTime(text: string): ParsedTime | ValueFault {
  const match = /^(\d{1,2})[:hH](\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(.*)$/s.exec(text)
  if (match === null) return faults.noSuchTime
  const [, hours = '', minutes = '', seconds = '0', fraction = '', rest = ''] = match
  const half = /^([ap])\.?\s?m\.?(?:\s+|$)/i.exec(rest)
  let hour = Number(hours)
  if (half !== null) {
    if (hour < 1 || hour > 12) return faults.noSuchTime
    hour = (hour % 12) + (half[1]?.toLowerCase() === 'p' ? 12 : 0)
  }
  const minute = Number(minutes)
  const second = Number(seconds)
  const thousandths = Number(fraction.slice(0, 3).padEnd(3, '0'))
  const isMidnight = hour === 24 && minute === 0 && second === 0 && thousandths === 0
  if ((hour > 23 && !isMidnight) || minute > 59 || second > 59) return faults.noSuchTime
  const milliseconds = ((hour * 60 + minute) * 60 + second) * 1000 + thousandths
  const zone = half === null ? rest : rest.slice(half[0].length)
  if (zone === '') return { milliseconds, offset: null }
  const offset = parseOffset(zone)
  return offset === null ? faults.zone : { milliseconds, offset }
}

/** Minutes of 'Z', 'UTC', '+02:00', '+0200', '-03' or 'GMT+2' (as Google writes it), up to 14 hours; null for a zone that is not known. */
function parseOffset(text: string): number | null {
  if (/^(?:z|utc|gmt)$/i.test(text)) return 0
  const match =
    /^([+-])(\d{2})(?::?(\d{2}))?$/.exec(text) ?? /^(?:utc|gmt)([+-])(\d{1,2})(?::?(\d{2}))?$/i.exec(text)
  if (match === null) return null
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0)
  if (minutes > mostOffset || Number(match[3] ?? 0) > 59) return null
  return match[1] === '-' ? -minutes : minutes
}

const dayMilliseconds = 86_400_000

/** Milliseconds of a local day and time, read as if UTC. Days are kept: a column has few. */
function localMilliseconds(day: string, milliseconds: number): number {
  let start = dayStarts.get(day)
  if (start === undefined) {
    const year = digits(day, 0, 4)
    const date = new Date(0)
    date.setUTCFullYear(year, digits(day, 5, 7) - 1, digits(day, 8, 10))
    start = Math.floor(date.getTime() / dayMilliseconds) * dayMilliseconds
    if (dayStarts.size > 20_000) dayStarts.clear()
    dayStarts.set(day, start)
  }
  return start + milliseconds
}
const dayStarts = new Map<string, number>()
