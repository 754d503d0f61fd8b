// Pieces of time cut at the organisation's midnights, and the days that a person may speak about.
import type { Zone } from '../files/values/index.ts'

export interface DayPart {
  readonly day: string
  readonly start: number
  readonly end: number
}

/** The parts of an interval, one for each day of the zone; a day has 23, 24 or 25 hours. */
export function cutAtMidnights(start: number, end: number, zone: Zone): DayPart[] {
  const parts: DayPart[] = []
  for (let from = start; from < end;) {
    const day = zone.dayOf(from)
    const to = Math.min(end, zone.startOfDay(Date.parse(`${addDays(day, 1)}T00:00:00Z`)))
    parts.push({ day, start: from, end: to })
    from = to
  }
  return parts
}

/** A day so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  return addDays(day, -weekday)
}

/** Longer ago nothing is kept of a person by the day: the ceiling of daily totals. */
export const daysBack = 730
