// Pieces of time, working times, absences, public holidays.
import { account, fill, needed, opportunity, person, plain, spent, type TableSpec } from './spec.ts'

const dayIn = (zone: string, instant: string) => `(${instant} at time zone ${zone})::date`

/**
 * The days of an interval in the organisation's zone, each with its part of it: a day may have 23 or 25 hours. A length without
 * hours of the clock is one part, and so is an interval that ends on the day on which it starts, as most do: no days are looked
 * through for it.
 */
const splitAtMidnight = (zone: string) => `
  select 1 as part, s.day, s.seconds, null::timestamptz as started_at, null::timestamptz as ended_at where s.started_at is null
  union all
  select 1, ${dayIn(zone, 's.started_at')}, round(extract(epoch from s.ended_at - s.started_at))::integer, s.started_at, s.ended_at
  where ${dayIn(zone, 's.started_at')} = ${dayIn(zone, 's.ended_at')}
  union all
  select row_number() over (order by d.day)::integer, d.day,
    round(extract(epoch from least(s.ended_at, d.until) - greatest(s.started_at, d.since)))::integer,
    greatest(s.started_at, d.since), least(s.ended_at, d.until)
  from (
    select g::date as day, g at time zone ${zone} as since, (g + interval '1 day') at time zone ${zone} as until
    from generate_series(
      ${dayIn(zone, 's.started_at')}::timestamp, ${dayIn(zone, 's.ended_at')}::timestamp, interval '1 day') as g
  ) as d
  where ${dayIn(zone, 's.started_at')} < ${dayIn(zone, 's.ended_at')} and d.since < s.ended_at and d.until > s.started_at`

const when = ['startedAt', 'endedAt', 'day', 'startTime', 'endTime', 'endDay', ...spent]

export const activities: TableSpec = {
  entity: 'activities',
  table: 'activities',
  id: 'activity_id',
  parts: splitAtMidnight,
  references: [needed('rep', 'rep_id'), opportunity, account],
  columns: [
    fill('day', when, 'part.day'),
    fill('seconds', when, 'part.seconds'),
    fill('started_at', when, 'part.started_at'),
    fill('ended_at', when, 'part.ended_at'),
    fill('category', 'category', 's.category'),
    fill('basis', 'basis', 's.basis', "case when s.started_at is null then 'declared' else 'captured' end"),
    ...plain(['tool', 'tool']),
  ],
  events: ['s.day'],
}

export const workSchedules: TableSpec = {
  entity: 'work-schedules',
  table: 'work_schedules',
  id: 'schedule_id',
  references: [person('person', 'person_id')],
  columns: [
    ...plain(['starts_on', 'startsOn'], ['hours_per_week', 'hoursPerWeek']),
    fill('days_per_week', 'daysPerWeek', 's.days_per_week', '5'),
  ],
  events: [],
}

export const absences: TableSpec = {
  entity: 'absences',
  table: 'absences',
  id: 'absence_id',
  references: [needed('person', 'person_id')],
  columns: [
    ...plain(['starts_on', 'startsOn']),
    fill('ends_on', ['startsOn', 'lastDay'], 'coalesce(s.last_day, s.starts_on) + 1'),
    fill('share', 'share', 's.share', '1'),
  ],
  events: [],
}

export const holidays: TableSpec = {
  entity: 'holidays',
  table: 'holidays',
  id: 'holiday_id',
  references: [],
  columns: plain(['day', 'day'], ['name', 'name']),
  events: [],
}
