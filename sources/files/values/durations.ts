// How long something took: '1:30', '01:30:00', '1 h 30', '90 min', '1h 30m 20s', 'PT1H30M'.
import type { ValueFault } from './shapes.ts'
import { faults } from './value-fault.ts'

/** Hours of a duration that a column of seconds still holds. */
const mostSeconds = 2_000_000_000

/** Seconds of a duration; hours may pass 24. A bare number says no unit and is refused. */
export function readDuration(cell: string): number | ValueFault {
  const text = cell.trim()
  if (text === '') return faults.required
  const seconds = readClock(text) ?? readUnits(text.toLowerCase())
  if (seconds === null) return faults.duration
  return seconds > mostSeconds ? faults.tooLarge : seconds
}

/** 'H:MM' and 'HH:MM:SS'. */
function readClock(text: string): number | null {
  const match = /^(\d{1,6}):([0-5]\d)(?::([0-5]\d)(?:[.,]\d+)?)?$/.exec(text)
  return match === null ? null : Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0)
}

const part = (unit: string) => String.raw`(?:(\d{1,7}(?:[.,]\d{1,6})?)\s*(?:${unit})\s*)?`
const written = new RegExp(
  `^(?:pt)?\\s*${part('d|days?|j|jours?')}${part('h|hrs?|hours?|heures?')}${part('m|mn|mins?|minutes?')}${part('s|secs?|seconds?|secondes?')}$`,
)

/** Numbers with their units, the largest first; minutes may stand bare behind hours, as in '1 h 30'. */
function readUnits(text: string): number | null {
  const bare = /^(\d{1,6})\s*h\s*(\d{2})$/.exec(text)
  if (bare !== null) return Number(bare[2]) > 59 ? null : Number(bare[1]) * 3600 + Number(bare[2]) * 60
  const match = written.exec(text)
  if (match === null) return null
  const [days, hours, minutes, seconds] = match.slice(1).map((value) => value?.replace(',', '.'))
  if ([days, hours, minutes, seconds].every((value) => value === undefined)) return null
  return Math.round(
    Number(days ?? 0) * 86_400 + Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0),
  )
}
