// Instants: ISO 8601 in its extended or basic form (xAPI 1.0), RFC 3339 (xAPI 2.0). A day that the calendar does not have
// is refused and never moved to the next one.
import type { JsonValue } from '../json/parse-json.ts'
import { asText, type Checking, type XapiVersion } from './shape.ts'

const extended =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,20}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/i
const basic =
  /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(?:(\d{2})(?:[.,](\d{1,20}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/i

/** An instant as it was written, and as the one point in time that it is. */
export interface Instant {
  readonly at: Date
  /** The same instant in UTC, with as many digits of its second as were sent. */
  readonly utc: string
}

/** @returns null for what is no instant, 'negative-zero' for an offset of minus nothing */
export function readInstant(text: string, version: XapiVersion): Instant | 'negative-zero' | null {
  const match = extended.exec(text) ?? (version === '1.0' ? basic.exec(text) : null)
  if (match === null) return null
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '00', fraction = '', zone] =
    match
  // RFC 3339 wants an offset; before it, an instant without one is read as UTC.
  if (zone === undefined && version === '2.0') return null
  const minutes = offsetMinutes(zone ?? 'Z')
  if (minutes === null) return null
  if (minutes === 'negative-zero') return minutes
  const [h, m, s] = [Number(hour), Number(minute), Number(second)]
  if (h > 23 || m > 59 || s > 59) return null
  const local = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day), h, m, s))
  if (Number(year) < 100) local.setUTCFullYear(Number(year))
  if (local.getUTCMonth() !== Number(month) - 1 || local.getUTCDate() !== Number(day)) return null
  const whole = new Date(local.getTime() - minutes * 60_000)
  const utcYear = whole.getUTCFullYear()
  if (utcYear < 1 || utcYear > 9999) return null
  const digits = fraction === '' ? '000' : fraction.padEnd(3, '0')
  return {
    at: new Date(whole.getTime() + Number(digits.slice(0, 3))),
    utc: `${whole.toISOString().slice(0, 19)}.${digits}Z`,
  }
}

function offsetMinutes(zone: string): number | 'negative-zero' | null {
  if (zone.toUpperCase() === 'Z') return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(3).replace(':', '') || '0')
  if (zone.startsWith('-') && hours === 0 && minutes === 0) return 'negative-zero'
  if (hours > 23 || minutes > 59) return null
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

export function checkTimestamp(value: JsonValue | undefined, checking: Checking): void {
  const text = asText(value, checking)
  if (text === null) return
  const instant = readInstant(text, checking.version)
  if (instant === null) checking.faults.add(checking.field, 'timestamp')
  else if (instant === 'negative-zero') checking.faults.add(checking.field, 'negativeZero')
}
