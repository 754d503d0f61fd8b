// New reps: those hired in the periods, their first sale of their own, what they won month by month, and their welcome.
import { sql } from 'kysely'
import { dayIn, periodAt, scopeOf, type Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext } from '../../metric/definition.ts'
import { inSight } from '../../metric/rows/in-sight.ts'
import { afterNotice } from '../../metric/rows/notice.ts'
import type { Period } from '../../metric/period.ts'
import { workedOut } from '../../metric/worked-out.ts'
import { firstWon } from './first-won.ts'
import { firstDayOf, isByInvoice, knownFrom, soldByAnybody, soldSince, startedSelling } from './sold.ts'

/**
 * Grain: one row per sale of a rep hired in the periods, since her hire. `taken` is true for deals that she took over from a
 * predecessor, or that were opened before she came: they are not her first sale.
 */
function sales(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select closed.rep_id, closed.closed_on, closed.account_id, closed.opportunity_id, person.hired_on,
      closed.is_begun_by_other or closed.opened_on < person.hired_on as taken
    from ${soldByAnybody(context, firstDayOf(periods))} as closed
    join people as person on person.person_id = closed.rep_id and ${dayIn(sql`person.hired_on`, periods, context.asOf)}
    where closed.closed_on >= person.hired_on
      and (person.left_on is null or closed.closed_on < person.left_on)
  )`
}

/** Grain: one row per rep hired in the periods who has a sale of her own: the first. Over all data everybody is new, and all is read. */
function firstSales(context: MetricContext, periods: readonly Period[]): Sql {
  const isOfAll = periods.some((period) => period.kind === 'all')
  if (!isOfAll && !isByInvoice(context)) return firstWon(context, periods)
  return sql`(
    select distinct on (own.rep_id) own.* from ${sales(context, periods)} as own where not own.taken
    order by own.rep_id, own.closed_on, own.opportunity_id
  )`
}

/** Those hired in some periods, as rows of a query: see `everyHire`. */
export type Hires = Sql

/**
 * Grain: one row per rep hired in the periods, in the team she came to. `ended`: 'won' with her first sale, 'lost' when she left
 * without one, 'open' while neither; `days` since her hire. `is_seen` is false for whoever came before the first sale known. All that is
 * told of them rests on the same few rows: they are looked up once for a request.
 */
export async function everyHire(context: MetricContext, periods: readonly Period[]): Promise<Hires> {
  const { asOf, passing, query, scope, seen } = context
  const name = `hires ${JSON.stringify([asOf, periods.map(({ start, end }) => [start, end]), scope, seen])}`
  const listed = await workedOut({ worked: passing }, name, async () => {
    const { rows } = await sql`select * from ${hiredIn(context, periods)} as hire`.execute(query)
    return JSON.stringify(rows)
  })
  return sql`(
    select * from jsonb_to_recordset(${listed}::jsonb) as hire (
      rep_id bigint, day date, hired_on date, period integer, hire_month text, team_id bigint, left_on date, first_sale date,
      account_id bigint, opportunity_id bigint, is_seen boolean, ended text, days integer
    )
  )`
}

function hiredIn(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select known.*, case when known.first_sale is not null then 'won' when known.left_on is not null then 'lost' else 'open' end as ended,
      coalesce(known.first_sale, known.left_on, ${context.asOf}::date) - known.hired_on as days
    from (
      select person.person_id as rep_id, person.hired_on as day, person.hired_on, ${periodAt(sql`person.hired_on`, periods)} as period,
        to_char(person.hired_on, 'YYYY-MM') as hire_month, stay.team_id,
        case when person.left_on <= ${context.asOf}::date then person.left_on end as left_on,
        sale.closed_on as first_sale, sale.account_id, sale.opportunity_id,
        person.hired_on >= ${knownFrom(context)} as is_seen
      from people as person
      left join (
        select distinct on (member.person_id) member.person_id, membership.team_id
        from people as member join memberships as membership on membership.person_id = member.person_id
        where membership.ends_on is null or membership.ends_on > member.hired_on
        order by member.person_id, membership.starts_on nulls first, membership.membership_id
      ) as stay on stay.person_id = person.person_id
      left join ${firstSales(context, periods)} as sale on sale.rep_id = person.person_id
      where coalesce(person.job, 'rep') = 'rep' and ${dayIn(sql`person.hired_on`, periods, context.asOf)}
    ) as known
    where ${scopeOf(context.scope, 'known')} and ${inSight(context, sql`known.rep_id`, sql`known.day`)}
  )`
}

/** Those whose sales can be known: hired once sales were. */
export function hires(everybody: Hires): Sql {
  return sql`(select * from ${everybody} as hire where is_seen)`
}

/** Hires that are left out, with the reason in `code`. */
export function unseenHires(everybody: Hires): Sql {
  return sql`(select hire.*, 'before-deals' as code from ${everybody} as hire where not is_seen)`
}

/** Grain: one row per deal that a new rep won and that does not count as her first sale, taken over before she had one. */
export function takenOver(context: MetricContext, periods: readonly Period[], everybody: Hires): Sql {
  return sql`(
    select hire.rep_id, hire.team_id, hire.period, hire.hired_on, sale.closed_on as day, sale.closed_on as first_sale, sale.account_id,
      sale.opportunity_id, sale.closed_on - hire.hired_on as days, 'taken-over' as code
    from ${hires(everybody)} as hire
    join ${sales(context, periods)} as sale on sale.rep_id = hire.rep_id and sale.taken
      and (hire.first_sale is null or sale.closed_on < hire.first_sale)
  )`
}

/** Days of a month of tenure. */
export const monthDays = 30
/** After so many days a rep is tenured: what new ones are measured against. */
export const tenuredAfter = 365
/** A ramp is read over so many months of tenure: with the next one a rep is tenured. */
export const mostMonths = 12

/** Grain: one row per hire and whole month of tenure, from 0, with the sales that she made in it, taken over or not. */
export function months(context: MetricContext, periods: readonly Period[], everybody: Hires): Sql {
  return sql`(
    select hire.*, month, count(won.opportunity_id) as won
    from ${hires(everybody)} as hire
    join generate_series(0, ${mostMonths - 1}::integer) as month
      on hire.hired_on + (month + 1) * ${monthDays}::integer <= coalesce(hire.left_on, ${context.asOf}::date + 1)
    left join ${soldSince(context, firstDayOf(periods))} as won on won.rep_id = hire.rep_id
      and won.closed_on >= hire.hired_on + month * ${monthDays}::integer and won.closed_on < hire.hired_on + (month + 1) * ${monthDays}::integer
    group by hire.rep_id, hire.day, hire.hired_on, hire.period, hire.hire_month, hire.team_id, hire.left_on, hire.first_sale, hire.account_id,
      hire.opportunity_id, hire.is_seen, hire.ended, hire.days, month
  )`
}

/** Hires who have been here for a whole month: those whose ramp is read. */
export function ramping(context: MetricContext, periods: readonly Period[], everybody: Hires): Sql {
  return sql`(
    select month.rep_id, month.team_id, month.period, month.hired_on, month.first_sale, month.days, month.day, month.hire_month,
      count(*) as months, sum(month.won)::bigint as won
    from ${months(context, periods, everybody)} as month group by 1, 2, 3, 4, 5, 6, 7, 8
  )`
}

/**
 * What reps here for a year or longer worked, and what they won, from a day on. Grain: one row for the stays between the same days,
 * `from_day` to the day before `until_day`, and one per month with the deals won in such stays. Stays may begin before that day, on
 * another one than they did. Reps who never opened a deal are not counted, and neither is what closed while the time of its owner did not
 * count: before her first deal was opened, or once she had left.
 */
export function tenure(context: MetricContext, since: Sql): Sql {
  const tenured = sql`person.hired_on + ${tenuredAfter}::integer`
  return sql`(
    with tenured as materialized (
      select person.person_id, greatest(${tenured}, first.opened_on) as from_day,
        least(person.left_on, ${context.asOf}::date + 1) as until_day
      from people as person
      join ${startedSelling(context, since, tenured)} as first on first.rep_id = person.person_id
      where coalesce(person.job, 'rep') = 'rep'
    )
    select from_day, until_day, null as month, count(*) as many from tenured where until_day > from_day group by 1, 2
    union all
    select null, null, to_char(won.closed_on, 'YYYY-MM'), count(*)
    from tenured
    join ${soldSince(context, since)} as won on won.rep_id = tenured.person_id
      and won.closed_on >= tenured.from_day and won.closed_on < tenured.until_day
    group by 3
  )`
}

/**
 * Grain: one row per hire with a programme of welcome: all milestones of hers, else the course of that kind. `ended_on` when its last
 * part was reached; else she is still in it, or left in the middle: `days` to then.
 */
export function programmes(context: MetricContext, everybody: Hires): Sql {
  const told = sql`${afterNotice(context, sql`hire.rep_id`, sql`coalesce(welcome.ended_on, ${context.asOf}::date)`)}`
  return sql`(
    select hire.rep_id, hire.team_id, hire.period, hire.day, hire.hired_on, hire.hire_month, hire.left_on, welcome.ended_on,
      greatest(0, coalesce(welcome.ended_on, hire.left_on, ${context.asOf}::date) - hire.hired_on) as days, ${told} as is_told
    from ${everybody} as hire
    join (
      select person_id, case when bool_and(coalesce(reached_on <= ${context.asOf}::date, false)) then max(reached_on) end as ended_on
      from onboarding_milestones group by 1
      union all
      select result.person_id, min(result.completed_on) filter (where result.completed_on <= ${context.asOf}::date and coalesce(result.is_passed, true))
      from training_results as result join courses as course on course.course_id = result.course_id and course.kind = 'onboarding'
      left join onboarding_milestones as milestone on milestone.person_id = result.person_id
      where milestone.person_id is null group by 1
    ) as welcome on welcome.person_id = hire.rep_id
  )`
}
