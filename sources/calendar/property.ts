// One content line: its name, parameters and values. The tokens are ical.js's; dates are read by us, because a 30 February
// must be refused and not moved to March.
import ICAL from 'ical.js'

export interface Property {
  /** In lower case. */
  readonly name: string
  readonly parameters: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly type: string
  readonly values: readonly unknown[]
}

/** Reads a content line; null when it is none. */
export function readProperty(line: string): Property | null {
  try {
    // The words of a rule may be written in any case (RFC 5545, 3.3.10); ical.js knows them in capitals.
    const written = /^(?:rrule|exrule)[;:]/i.test(line) ? line.toUpperCase() : line
    const [name, parameters, type, ...values] = ICAL.parse.property(written) as [
      string,
      Record<string, string>,
      string | null,
      ...unknown[],
    ]
    return { name, parameters: Object.assign(Object.create(null), parameters), type: type ?? 'text', values }
  } catch {
    return null
  }
}

export function textOf(property: Property | undefined): string {
  const [value] = property?.values ?? []
  return typeof value === 'string' ? value.trim() : ''
}

export function parameterOf(property: Property, name: string): string {
  const value = property.parameters[name]
  return typeof value === 'string' ? value : (value?.[0] ?? '')
}

/** A date or a local time as it is written; the zone that it names is looked up later. */
export interface WrittenTime {
  /** Milliseconds since 1970, read as if UTC. */
  readonly local: number
  readonly isDate: boolean
  /** 'UTC', the name of a zone as written, or null for a time that floats. */
  readonly zone: string | null
}

/** Reads one value of a date property; null when it is no day or time of the calendar. */
export function readTime(value: unknown, tzid: string): WrittenTime | null {
  if (typeof value !== 'string') return null
  // ical.js writes a date given without VALUE=DATE as '2026-06-03T::'.
  const match =
    /^(\d{4})-(\d{2})-(\d{2})(?:T::)?$/.exec(value) ??
    /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(Z?)$/.exec(value)
  if (match === null) return null
  const [year, month, day, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0))
  const isDate = match[4] === undefined
  const date = new Date(0)
  date.setUTCFullYear(year!, month! - 1, day)
  if (
    date.getUTCMonth() !== month! - 1 ||
    date.getUTCDate() !== day ||
    hour > 23 ||
    minute > 59 ||
    // A leap second is refused here as in every other door: see docs/connect/bad-input.md.
    second > 59
  )
    return null
  date.setUTCHours(hour, minute, second)
  return {
    local: date.getTime(),
    isDate,
    zone: isDate ? null : match[7] === 'Z' ? 'UTC' : tzid === '' ? null : tzid,
  }
}

/** Seconds of a duration such as PT1H30M; null when it is none. Days and weeks are `days`, which clocks may stretch; some write them after the T. */
export function readDuration(value: unknown): { readonly days: number; readonly seconds: number } | null {
  const match =
    typeof value === 'string'
      ? /^([+-]?)P(?=.)T?(?:(\d{1,5})W)?(?:(\d{1,6})D)?T?(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?$/.exec(
          value,
        )
      : null
  if (match === null) return null
  const [weeks, days, hours, minutes, seconds] = match.slice(2).map((part) => Number(part ?? 0))
  const sign = match[1] === '-' ? -1 : 1
  return {
    days: sign * (weeks! * 7 + days!),
    seconds: sign * (hours! * 3600 + minutes! * 60 + seconds!),
  }
}
