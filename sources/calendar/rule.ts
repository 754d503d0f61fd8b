// A recurrence rule as RFC 5545 writes it (RRULE), checked part by part.
import type { WrittenTime } from './property.ts'
import { readTime } from './property.ts'

export const frequencies = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY', 'MINUTELY', 'SECONDLY'] as const
export type Frequency = (typeof frequencies)[number]

/** A weekday, 0 for Monday; `nth` 2 is the second of the month or year, -1 the last, 0 every one. */
export interface RuleDay {
  readonly weekday: number
  readonly nth: number
}

export interface Rule {
  readonly frequency: Frequency
  readonly interval: number
  readonly count: number | null
  readonly until: WrittenTime | null
  /** 0 for Monday. */
  readonly weekStart: number
  readonly months: readonly number[]
  readonly weekNumbers: readonly number[]
  readonly yearDays: readonly number[]
  readonly monthDays: readonly number[]
  readonly days: readonly RuleDay[]
  readonly hours: readonly number[]
  readonly minutes: readonly number[]
  readonly seconds: readonly number[]
  readonly positions: readonly number[]
}

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** Reads the parts that ical.js found in a rule; null when one of them is no rule's part. */
export function readRule(parts: unknown): Rule | null {
  if (typeof parts !== 'object' || parts === null) return null
  const part = new Map(Object.entries(parts).map(([name, value]) => [name.toLowerCase(), value as unknown]))
  const written = part.get('freq')
  const frequency = (typeof written === 'string' ? written.toUpperCase() : '') as Frequency
  if (!frequencies.includes(frequency)) return null
  const interval = whole(part.get('interval') ?? 1, 1, 1e9)
  const count = part.has('count') ? whole(part.get('count'), 1, Number.MAX_SAFE_INTEGER) : null
  const until = part.has('until') ? readTime(part.get('until'), '') : null
  const weekStart = part.has('wkst') ? weekdays.indexOf(weekStartOf(part.get('wkst'))) : 0
  const lists = {
    months: list(part.get('bymonth'), 1, 12),
    weekNumbers: list(part.get('byweekno'), 1, 53, true),
    yearDays: list(part.get('byyearday'), 1, 366, true),
    monthDays: list(part.get('bymonthday'), 1, 31, true),
    hours: list(part.get('byhour'), 0, 23),
    minutes: list(part.get('byminute'), 0, 59),
    seconds: list(part.get('bysecond'), 0, 60)?.map((second) => Math.min(second, 59)),
    positions: list(part.get('bysetpos'), 1, 366, true),
  }
  const days = daysOf(part.get('byday'))
  if (interval === null || (part.has('count') && count === null) || (part.has('until') && until === null))
    return null
  if (weekStart === -1 || days === null || Object.values(lists).some((one) => one == null)) return null
  return {
    frequency,
    interval,
    count,
    until,
    weekStart,
    days,
    ...(lists as Record<keyof typeof lists, number[]>),
  }
}

function weekStartOf(value: unknown): string {
  // ical.js counts from Sunday, which is 1.
  return typeof value === 'number' ? (weekdays[(value + 5) % 7] ?? '') : String(value).toUpperCase()
}

function whole(value: unknown, least: number, most: number): number | null {
  const text = String(value)
  const number = Number(text)
  return /^\+?\d{1,15}$/.test(text) && number >= least && number <= most ? number : null
}

const longestList = 400

function list(value: unknown, least: number, most: number, mayCountBack = false): number[] | null {
  if (value === undefined) return []
  const values = Array.isArray(value) ? (value as unknown[]) : [value]
  if (values.length > longestList) return null
  const numbers: number[] = []
  for (const one of values) {
    const text = String(one)
    const size = whole(text.replace(/^-/, ''), least, most)
    if (size === null || (text.startsWith('-') && !mayCountBack)) return null
    numbers.push(text.startsWith('-') ? -size : size)
  }
  return [...new Set(numbers)].toSorted((a, b) => a - b)
}

function daysOf(value: unknown): RuleDay[] | null {
  if (value === undefined) return []
  const values = Array.isArray(value) ? (value as unknown[]) : [value]
  if (values.length > longestList) return null
  const days: RuleDay[] = []
  for (const one of values) {
    const match = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/i.exec(String(one).trim())
    const nth = Number(match?.[1] ?? 0)
    if (match === null || Math.abs(nth) > 53) return null
    days.push({ weekday: weekdays.indexOf(match[2]!.toUpperCase()), nth })
  }
  return days
}
