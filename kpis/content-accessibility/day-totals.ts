// The same uses of content from the totals that are kept by person and day: what figures read where they are not split by
// anything finer. A test compares both.
import { sql } from 'kysely'
import { dayIn, lastDayOf, periodAt, scopeOf, type Sql } from '../../metric/counted-deals.ts'
import type { MetricContext, Split } from '../../metric/definition.ts'
import { inSight } from '../../metric/in-sight.ts'
import { isToldOn, toldJoin } from '../../metric/notice.ts'
import type { Period } from '../../metric/period.ts'
import { useColumns } from '../../model/rollups/index.ts'

const finer: readonly (string | null)[] = ['content', 'content-type', 'tool', 'action']

/** Whether totals by person and day can tell what is asked. */
export function canReadTotals(context: MetricContext, split: Split): boolean {
  return context.isFromRows !== true && !finer.includes(split.dimension)
}

/** Grain: one row per person, day and team; `is_told` once she had the notice. */
export function everyDay(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select known.* from (
      select total.*, ${periodAt(sql`total.day`, periods)} as period, membership.team_id, ${isToldOn(sql`total.day`)} as is_told
      from content_days as total
      left join memberships as membership on membership.person_id = total.rep_id
        and (membership.starts_on is null or membership.starts_on <= total.day)
        and (membership.ends_on is null or total.day < membership.ends_on)
      ${toldJoin(context, sql`total.rep_id`)}
      where ${dayIn(sql`total.day`, periods, context.asOf)}
    ) as known
    where ${scopeOf(context.scope, 'known')} and ${inSight(context, sql`known.rep_id`, sql`known.day`)}
  )`
}

/** Grain: as everyDay, of those who had the notice. */
export function usedDays(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(select * from ${everyDay(context, periods)} as day where day.is_told)`
}

/**
 * Grain: one row per period, person and team, with how often and how many seconds for each kind of use, as in content_days. Written
 * down once: for rows in an order all days would be sorted before they are added up.
 */
export function usedInPeriods(context: MetricContext, periods: readonly Period[]): Sql {
  const sums = useColumns.flatMap(([, many, seconds]) =>
    [many, seconds].map((column) => sql`sum(day.${sql.ref(column)}) as ${sql.ref(column)}`),
  )
  return sql`(
    with whole as materialized (
      select day.period, day.rep_id, day.team_id, ${sql.join(sums)}
      from ${usedDays(context, periods)} as day group by 1, 2, 3
    )
    select * from whole
  )`
}

/**
 * Grain: one row per person, day and team with its searches whose hour is known, and in `found` the seconds after which each of
 * those that succeed did. What was found after midnight counts where the period goes on.
 */
export function searchedDays(context: MetricContext, periods: readonly Period[]): Sql {
  const lasts = periods.map((period) => {
    const last = lastDayOf(period)
    return sql`${last < context.asOf ? last : context.asOf}::date`
  })
  return sql`(
    select day.*, case when day.day < (array[${sql.join(lasts)}])[day.period + 1]
      then day.found_seconds || day.found_later_seconds else day.found_seconds end as found
    from ${usedDays(context, periods)} as day where day.timed_searches > 0
  )`
}

/** Grain: one row per person, day and reason for which uses of the period are not counted; `many` says how many. */
export function daysSetAside(context: MetricContext): Sql {
  const days = everyDay(context, [context.period])
  const all = sql.join(
    useColumns.map(([, many]) => sql`day.${sql.ref(many)}`),
    sql` + `,
  )
  return sql`(
    select case when day.is_told then 'no-hour' else 'before-notice' end as code,
      case when day.is_told then day.searches - day.timed_searches else ${all} end as many
    from ${days} as day where not day.is_told or day.searches > day.timed_searches
  )`
}
