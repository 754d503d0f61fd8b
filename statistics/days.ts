// Calendar dates as whole days, so that differences are exact and free of time zones.

const DAY = 86_400_000

/** Days from 1970-01-01 to a 'YYYY-MM-DD' date. RangeError when the text is not a date of the calendar. */
export function dayNumber(date: string): number {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  // Date.parse takes 30 February for 1 March in some engines: the text must come back unchanged.
  if (Number.isNaN(instant) || new Date(instant).toISOString().slice(0, 10) !== date) {
    throw new RangeError(`Not a date: ${date}`)
  }
  return instant / DAY
}

/** The 'YYYY-MM-DD' date of a {@link dayNumber}. */
export function dateOfDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}

/** Whole days from `start` to `end`, negative when `end` comes first. RangeError as {@link dayNumber}. */
export function daysBetween(start: string, end: string): number {
  return dayNumber(end) - dayNumber(start)
}
