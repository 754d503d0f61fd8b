// How long a working day is where only days are written down.
import type { Query } from './database.ts'

/** Hours and days of a week where no schedule says otherwise (French Labour Code, article L3121-27). */
export const usualWeek = { hours: 35, days: 5 }

export interface WorkingDay {
  readonly hours: number
  /** Nobody wrote a working time down: it is that of the usual week. */
  readonly isUsual: boolean
}

/** A day of everybody's working time that is in force on `day`; what single people work changes nothing. */
export async function workingDay(query: Query, day: string): Promise<WorkingDay> {
  const row = await query
    .selectFrom('work_schedules')
    .select(['hours_per_week', 'days_per_week'])
    .where('person_id', 'is', null)
    .where((where) => where.or([where('starts_on', 'is', null), where('starts_on', '<=', day)]))
    .orderBy('starts_on', (order) => order.desc().nullsLast())
    .executeTakeFirst()
  const hours = row === undefined || row.days_per_week === 0 ? null : row.hours_per_week / row.days_per_week
  return hours === null
    ? { hours: usualWeek.hours / usualWeek.days, isUsual: true }
    : { hours, isUsual: false }
}
