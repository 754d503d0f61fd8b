// Elapsed and working minutes between local times, on days that may have 23 or 25 hours.
import { Temporal } from 'temporal-polyfill'

/**
 * Opening hours by day of the week, 1 = Monday to 7 = Sunday, as ['09:00', '12:00'] pairs; days left out are closed. '24:00' is the end
 * of the day: ['00:00', '24:00'] has 23 or 25 hours when clocks change.
 */
export type WeekHours = Partial<Record<number, readonly (readonly [string, string])[]>>

const END_OF_DAY = '24:00'

/** Where and when work is done. `zone` is an IANA name, `holidays` are 'YYYY-MM-DD' dates. */
export type BusinessCalendar = { zone: string; week: WeekHours; holidays: readonly string[] }

/**
 * Minutes of absolute time from one local time ('2024-03-31T01:00') to another in `zone`; negative when the end comes first.
 * A local time that occurs twice means the first one, one that is skipped moves forward by the gap. RangeError on bad text or zone.
 */
export function elapsedMinutes(zone: string, start: string, end: string): number {
  return (localInstant(end, zone) - localInstant(start, zone)) / 60_000
}

/**
 * Minutes between two local times that fall inside opening hours, holidays closed. RangeError when the end comes before the start,
 * or hours overlap or run backwards.
 */
export function businessMinutes(calendar: BusinessCalendar, start: string, end: string): number {
  const from = localInstant(start, calendar.zone)
  const to = localInstant(end, calendar.zone)
  if (to < from) throw new RangeError(`The end comes before the start: ${start} to ${end}`)
  assertWeek(calendar.week)
  const closed = new Set(calendar.holidays)
  const last = Temporal.PlainDateTime.from(end).toPlainDate()
  let total = 0
  for (
    let day = Temporal.PlainDateTime.from(start).toPlainDate();
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ days: 1 })
  ) {
    if (closed.has(day.toString())) continue
    for (const [opens, closes] of calendar.week[day.dayOfWeek] ?? []) {
      const open = Math.max(from, instantOf(day.toPlainDateTime(opens), calendar.zone))
      const close = Math.min(to, instantOf(closing(day, closes), calendar.zone))
      if (close > open) total += close - open
    }
  }
  return total / 60_000
}

function closing(day: Temporal.PlainDate, closes: string): Temporal.PlainDateTime {
  return closes === END_OF_DAY ? day.add({ days: 1 }).toPlainDateTime() : day.toPlainDateTime(closes)
}

function localInstant(text: string, zone: string): number {
  return instantOf(Temporal.PlainDateTime.from(text), zone)
}

function instantOf(local: Temporal.PlainDateTime, zone: string): number {
  return local.toZonedDateTime(zone).epochMilliseconds
}

function assertWeek(week: WeekHours): void {
  for (const hours of Object.values(week)) {
    let previous = 0
    for (const [opens, closes] of hours ?? []) {
      const [open, close] = [secondOfDay(opens), closes === END_OF_DAY ? 86_400 : secondOfDay(closes)]
      if (open >= close || open < previous)
        throw new RangeError(`Opening hours must be in order and apart: ${opens} to ${closes}`)
      previous = close
    }
  }
}

function secondOfDay(time: string): number {
  return Temporal.PlainTime.from('00:00').until(time).total('seconds')
}
