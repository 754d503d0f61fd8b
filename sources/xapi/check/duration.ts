// Durations of ISO 8601 with designators: P3Y6M4DT12H30M5.1S, P2W. Only the smallest unit may have a fraction.
import type { JsonValue } from '../json/parse-json.ts'
import { asText, type Checking } from './shape.ts'

const part = String.raw`\d+(?:[.,]\d+)?`
const shape = new RegExp(
  `^P(?:(${part})W|(?:(${part})Y)?(?:(${part})M)?(?:(${part})D)?(?:T(?:(${part})H)?(?:(${part})M)?(?:(${part})S)?)?)$`,
)
const longest = 100

/** Days of a year and of a month when nobody says which: the mean of the Gregorian calendar. */
const yearDays = 365.2425
const weights = [7 * 86_400, yearDays * 86_400, (yearDays / 12) * 86_400, 86_400, 3_600, 60, 1]

/** The length in seconds; null for what is no duration. A year counts 365.2425 days, a month a twelfth of it. */
export function durationSeconds(text: string): number | null {
  if (text.length > longest) return null
  const match = shape.exec(text)
  if (match === null || text.endsWith('T')) return null
  const parts = match.slice(1)
  const given = parts.filter((one) => one !== undefined)
  if (given.length === 0) return null
  if (given.slice(0, -1).some((one) => /[.,]/.test(one))) return null
  return parts.reduce(
    (sum, one, place) => sum + Number((one ?? '0').replace(',', '.')) * (weights[place] ?? 0),
    0,
  )
}

export function checkDuration(value: JsonValue, checking: Checking): void {
  const text = asText(value, checking)
  if (text !== null && durationSeconds(text) === null) checking.faults.add(checking.field, 'duration')
}
