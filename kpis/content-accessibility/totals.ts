// The same uses of content from the totals that are kept by person and month, and by person and day: what figures read where they
// are not split by anything finer. A test compares both.
import { sql } from 'kysely'
import { dayIn, lastDayOf, periodAt, scopeOf, type Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext, Split } from '../../metric/definition.ts'
import { inSight } from '../../metric/rows/in-sight.ts'
import { isToldOn, toldJoin } from '../../metric/rows/notice.ts'
import { daysBefore, type Period } from '../../metric/period.ts'
import { useColumns, useTotals } from '../../model/rollups/index.ts'

const finer: readonly (string | null)[] = ['content', 'content-type', 'tool', 'action']

/** Whether totals by person can tell what is asked. */
export function canReadTotals(context: MetricContext, split: Split): boolean {
  return context.isFromRows !== true && !finer.includes(split.dimension)
}

/**
 * Grain: one row per person and month of the periods within which her team or the notice given to her changes. Days of such a month
 * differ: they are read one by one.
 */
function changingMonths({ settings, asOf }: MetricContext, periods: readonly Period[]): Sql {
  const monthOf = sql`date_trunc('month', change.day)::date`
  return sql`(
    select change.person_id, ${monthOf} as month
    from (
      select person_id, starts_on as day from memberships
      union all
      select person_id, ends_on from memberships
      union all
      select person_id, min((received_at at time zone ${settings.timeZone})::date) from notice_receipts group by 1
    ) as change
    where change.day <> ${monthOf} and ${dayIn(sql`change.day`, periods, asOf)}
  )`
}

const totalColumns = sql.join(useTotals.map((column) => sql.ref(column)))

/**
 * Grain: one row per person, team and month, from `day` to `last`, as in content_months; of a month within which her team or notice
 * changes, and of one that the data does not cover to its end, one per day, as in content_days. `is_told` once she had the notice.
 * Periods start and end with a month.
 */
function everyStretch(context: MetricContext, periods: readonly Period[]): Sql {
  const { asOf } = context
  const wholeBefore = `${daysBefore(asOf, -1).slice(0, 7)}-01`
  const days = sql`select rep_id, day, day as last, ${totalColumns} from content_days as total`
  return sql`(
    with changing as materialized ${changingMonths(context, periods)},
    stretch as (
      select rep_id, month as day, (month + interval '1 month' - interval '1 day')::date as last, ${totalColumns}
      from content_months
      where ${dayIn(sql`month`, periods, asOf)} and month < ${wholeBefore}::date
        and (rep_id, month) not in (select person_id, month from changing)
      union all
      ${days} where ${dayIn(sql`day`, periods, asOf)} and day < ${wholeBefore}::date and rep_id = any (array(select person_id from changing))
        and (rep_id, date_trunc('month', day)::date) in (select person_id, month from changing)
      union all
      ${days} where ${dayIn(sql`day`, periods, asOf)} and day >= ${wholeBefore}::date
    )
    select known.* from (
      select stretch.*, ${periodAt(sql`stretch.day`, periods)} as period, membership.team_id, ${isToldOn(sql`stretch.day`)} as is_told
      from stretch
      left join memberships as membership on membership.person_id = stretch.rep_id
        and (membership.starts_on is null or membership.starts_on <= stretch.day)
        and (membership.ends_on is null or stretch.day < membership.ends_on)
      ${toldJoin(context, sql`stretch.rep_id`)}
    ) as known
    where ${scopeOf(context.scope, 'known')} and ${inSight(context, sql`known.rep_id`, sql`known.day`)}
  )`
}

/** Grain: as everyStretch, of those who had the notice. */
export function usedStretches(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(select * from ${everyStretch(context, periods)} as stretch where stretch.is_told)`
}

/**
 * Grain: one row per period, person and team, with how often and how many seconds for each kind of use, as in content_days. Written
 * down once: for rows in an order all stretches would be sorted before they are added up.
 */
export function usedInPeriods(context: MetricContext, periods: readonly Period[]): Sql {
  const sums = useColumns.flatMap(([, many, seconds]) =>
    [many, seconds].map((column) => sql`sum(stretch.${sql.ref(column)}) as ${sql.ref(column)}`),
  )
  return sql`(
    with whole as materialized (
      select stretch.period, stretch.rep_id, stretch.team_id, ${sql.join(sums)}
      from ${usedStretches(context, periods)} as stretch group by 1, 2, 3
    )
    select * from whole
  )`
}

/**
 * Grain: as everyStretch, of those who had the notice, with searches whose hour is known, and in `found` the seconds after which each
 * of those that succeed did. What was found after the last midnight counts where the period goes on.
 */
export function searchedStretches(context: MetricContext, periods: readonly Period[]): Sql {
  const lasts = periods.map((period) => {
    const last = lastDayOf(period)
    return sql`${last < context.asOf ? last : context.asOf}::date`
  })
  return sql`(
    select stretch.*, case when stretch.last < (array[${sql.join(lasts)}])[stretch.period + 1]
      then stretch.found_seconds || stretch.found_later_seconds else stretch.found_seconds end as found
    from ${usedStretches(context, periods)} as stretch where stretch.timed_searches > 0
  )`
}

/** Grain: as everyStretch, of the period, where uses are not counted; with the `code` of the reason, and `many`, how many. */
export function totalsSetAside(context: MetricContext): Sql {
  const all = sql.join(
    useColumns.map(([, many]) => sql`stretch.${sql.ref(many)}`),
    sql` + `,
  )
  return sql`(
    select case when stretch.is_told then 'no-hour' else 'before-notice' end as code,
      case when stretch.is_told then stretch.searches - stretch.timed_searches else ${all} end as many
    from ${everyStretch(context, [context.period])} as stretch
    where not stretch.is_told or stretch.searches > stretch.timed_searches
  )`
}
