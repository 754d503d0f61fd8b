// Working time that is due: contracts less leave and public holidays, person by person and day by day. Where nobody wrote a
// working time down, the legal week of France holds; figures say so.
import { sql } from 'kysely'
import { lastDayOf, type Sql } from './counted-deals.ts'
import type { MetricContext } from './definition.ts'
import type { Period } from './period.ts'

/** Hours and days of a week where no schedule says otherwise (French Labour Code, article L3121-27). */
export const usualWeek = { hours: 35, days: 5 }

/** Working time that one person owes in a period as a member of a team, up to the as-of day. */
export interface Due {
  readonly rep_id: number
  readonly team_id: number | null
  /** Position of the period. */
  readonly period: number
  readonly seconds: number
  /** Working days, a half-day of leave counted as half. */
  readonly days: number
}

/** What these people owe in these periods; all of the data starts on `firstDay`, an expression. */
export async function dueOf(
  context: MetricContext,
  periods: readonly Period[],
  people: readonly { readonly rep_id: number; readonly period: number }[],
  firstDay: Sql,
): Promise<(person: Pick<Due, 'rep_id' | 'team_id' | 'period'>) => Due | undefined> {
  if (people.length === 0) return () => undefined
  const here = people.map((row) => sql`(${row.rep_id}::bigint, ${row.period}::integer)`)
  const bounds = periods.map((period, position) => {
    const last = lastDayOf(period) < context.asOf ? lastDayOf(period) : context.asOf
    return sql`(${position}::integer, ${period.kind === 'all' ? firstDay : sql`${period.start}::date`}, ${last}::date)`
  })
  const calendar = sql`(
    select distinct people.rep_id, people.period, day::date as day
    from (values ${sql.join(here)}) as people (rep_id, period)
    join (values ${sql.join(bounds)}) as p (period, starts_on, last_on) on p.period = people.period
    cross join generate_series(p.starts_on, p.last_on, interval '1 day') as day
  )`
  const { rows } = await sql<Due>`
    select due.rep_id, membership.team_id, due.period, sum(due.due_seconds)::double precision as seconds,
      sum(due.due_days)::double precision as days
    from ${dueTime(calendar)} as due
    left join memberships as membership on membership.person_id = due.rep_id
      and (membership.starts_on is null or membership.starts_on <= due.day)
      and (membership.ends_on is null or due.day < membership.ends_on)
    group by 1, 2, 3`.execute(context.query)
  const idOf = (row: Pick<Due, 'rep_id' | 'team_id' | 'period'>) =>
    `${row.rep_id} ${row.team_id} ${row.period}`
  const found = new Map(rows.map((row) => [idOf(row), row]))
  return (person) => found.get(idOf(person))
}

/**
 * Grain: one row per person and working day of `days`, a sub-query with rep_id, period and day; `due_seconds` and `due_days` after leave.
 * Days off, public holidays and days outside of the person's time here are left out.
 */
function dueTime(days: Sql): Sql {
  return sql`(
    select due.rep_id, due.period, due.day,
      coalesce(own.hours_per_week / nullif(own.days_per_week, 0), everybody.hours_per_week / nullif(everybody.days_per_week, 0),
        ${usualWeek.hours / usualWeek.days}::double precision) * 3600
        * greatest(0, 1 - coalesce(away.share, 0)) as due_seconds, greatest(0, 1 - coalesce(away.share, 0)) as due_days
    from ${days} as due
    join people as person on person.person_id = due.rep_id
      and (person.hired_on is null or person.hired_on <= due.day) and (person.left_on is null or due.day < person.left_on)
    left join ${schedules} as own on own.person_id = due.rep_id
      and (own.starts_on is null or own.starts_on <= due.day) and (own.ends_on is null or due.day < own.ends_on)
    left join ${schedules} as everybody on everybody.person_id is null
      and (everybody.starts_on is null or everybody.starts_on <= due.day)
      and (everybody.ends_on is null or due.day < everybody.ends_on)
    left join (
      select absence.person_id, due_day::date as day, sum(absence.share) as share
      from absences as absence cross join generate_series(absence.starts_on, absence.ends_on - 1, interval '1 day') as due_day
      group by 1, 2
    ) as away on away.person_id = due.rep_id and away.day = due.day
    where extract(isodow from due.day) <= ceil(coalesce(own.days_per_week, everybody.days_per_week, ${usualWeek.days}))
      and not exists (select from holidays as holiday where holiday.day = due.day)
  )`
}

const schedules = sql`(
  select person_id, starts_on, hours_per_week, days_per_week,
    lead(starts_on) over (partition by person_id order by starts_on nulls first) as ends_on
  from work_schedules
)`
