// How the reps of the simulated company spend their days: captured totals, hours for the last weeks only, and a diary week
// each quarter, in which people think they sell a little more than they do.
import { type Random, randomNormal } from '../statistics/random.ts'
import { dayText, firstDay, holidays, instantText, lastDay, months } from './calendar.ts'
import { isAtWork, ramp, type Staff } from './people.ts'
import type { Rows } from './rows.ts'

/** Hours of an average day of seven and a half, and the tool where they are spent. */
const usual = {
  'buyer-facing': { hours: 2.1, tool: 'agenda' },
  prospecting: { hours: 0.7, tool: 'téléphone' },
  preparation: { hours: 0.6, tool: null },
  email: { hours: 1.0, tool: 'messagerie' },
  crm: { hours: 0.75, tool: 'CRM' },
  content: { hours: 0.65, tool: 'portail' },
  internal: { hours: 0.7, tool: 'agenda' },
  admin: { hours: 0.35, tool: null },
  training: { hours: 0.2, tool: null },
} as const

/** Captured totals are kept for so many days, hours of the clock for fewer. */
const followed = 540
const withHours = 30

export function spendTime(rows: Rows, random: Random, staff: Staff): void {
  for (let day = Math.max(firstDay, lastDay - followed); day <= lastDay; day++)
    for (const rep of staff.reps) {
      // One day in ten was not captured: it stays unknown.
      if (!isAtWork(rep, day) || random() < 0.1) continue
      let hour = 7
      for (const [category, { hours, tool }] of Object.entries(usual)) {
        const isSelling = category === 'buyer-facing'
        const mean = isSelling ? hours * (0.7 + 0.3 * ramp(rep, day)) * (1 + 0.25 * rep.skill) : hours
        const length = Math.max(0, mean * (1 + 0.35 * randomNormal(random)))
        if (length < 0.1 || (category === 'training' && random() < 0.6)) continue
        const seconds = Math.round(length * 60) * 60
        const hasHours = day > lastDay - withHours
        rows.add('activities', {
          rep_id: rep.id,
          day: dayText(day),
          category,
          basis: 'captured',
          seconds,
          started_at: hasHours ? instantText(day, hour) : null,
          ended_at: hasHours ? instantText(day, hour + seconds / 3_600) : null,
          tool,
          account_id: null,
          opportunity_id: null,
        })
        hour += seconds / 3_600
      }
    }
}

/** A diary of five days in the second week of every quarter: rounded to quarters of an hour. */
export function keepDiaries(rows: Rows, random: Random, staff: Staff): void {
  for (const quarter of months.filter((_, i) => i % 3 === 0))
    for (let day = quarter + 7; day < quarter + 14; day++)
      for (const rep of staff.reps) {
        if (!isAtWork(rep, day)) continue
        for (const [category, { hours }] of Object.entries(usual)) {
          const told =
            category === 'buyer-facing'
              ? hours * 1.25
              : category === 'crm' || category === 'email'
                ? hours * 0.85
                : hours
          const seconds = Math.round(told * (1 + 0.3 * randomNormal(random)) * 4) * 900
          if (seconds <= 0) continue
          rows.add('activities', {
            rep_id: rep.id,
            day: dayText(day),
            category,
            basis: 'declared',
            seconds,
            started_at: null,
            ended_at: null,
            tool: null,
            account_id: null,
            opportunity_id: null,
          })
        }
      }
}

/** The week that everybody works, and the days on which nobody does. */
export function makeCalendar(rows: Rows): void {
  rows.add('work_schedules', { person_id: null, starts_on: null, hours_per_week: 37.5, days_per_week: 5 })
  for (const [day, name] of holidays) rows.add('holidays', { day, name })
}
