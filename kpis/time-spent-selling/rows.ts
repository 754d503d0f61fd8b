// The time that is counted: what was captured or declared, person by person and day by day, a minute once.
import { sql } from 'kysely'
import { dayIn, periodAt, scopeOf, type Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext, RowPage, RowRequest } from '../../metric/definition.ts'
import { inSight } from '../../metric/rows/in-sight.ts'
import { listRows } from '../../metric/rows/listing.ts'
import { isToldOn, toldJoin } from '../../metric/rows/notice.ts'
import type { Period } from '../../metric/period.ts'
import { secondsColumns } from '../../model/rollups/index.ts'

export type Basis = 'captured' | 'declared'

/** What an answer rests on. */
export function basisOf(answer: string): Basis {
  return answer === 'declared-share' ? 'declared' : 'captured'
}

/**
 * Grain: one row per activity of the periods on this basis, with her team of the day. Time of her own ('not-measured') is
 * never here; `is_told` is false for what was before she got the notice.
 */
function activities(context: MetricContext, periods: readonly Period[], basis: Basis): Sql {
  return sql`(
    select known.* from (
      select activity.rep_id, activity.activity_id, activity.day, ${periodAt(sql`activity.day`, periods)} as period,
        activity.category, activity.seconds, activity.started_at, activity.ended_at, activity.tool, membership.team_id,
        ${isToldOn(sql`activity.day`)} as is_told
      from activities as activity
      left join memberships as membership on membership.person_id = activity.rep_id
        and (membership.starts_on is null or membership.starts_on <= activity.day)
        and (membership.ends_on is null or activity.day < membership.ends_on)
      ${toldJoin(context, sql`activity.rep_id`)}
      where activity.basis = ${basis} and activity.category <> 'not-measured'
        and ${dayIn(sql`activity.day`, periods, context.asOf)}
    ) as known
    where ${scopeOf(context.scope, 'known')} and ${inSight(context, sql`known.rep_id`, sql`known.day`)}
  )`
}

/**
 * Grain: one row per person, day and team. `selling` is the union of her time with customers, `tracked` that of all her time:
 * intervals that overlap count once, totals without hours are added.
 */
function days(context: MetricContext, periods: readonly Period[], basis: Basis): Sql {
  const span = sql`tstzmultirange(tstzrange(activity.started_at, activity.ended_at))`
  const length = (ranges: Sql) =>
    sql`coalesce((select sum(extract(epoch from upper(part) - lower(part))) from unnest(${ranges}) as part), 0)`
  return sql`(
    select period, rep_id, team_id, day,
      ${length(sql`selling_spans`)} + selling_totals as selling, ${length(sql`spans`)} + totals as tracked
    from (
      select activity.period, activity.rep_id, activity.team_id, activity.day,
        range_agg(${span}) filter (where activity.started_at < activity.ended_at) as spans,
        range_agg(${span}) filter (where activity.started_at < activity.ended_at and activity.category = 'buyer-facing') as selling_spans,
        coalesce(sum(activity.seconds) filter (where activity.started_at is null), 0) as totals,
        coalesce(sum(activity.seconds) filter (where activity.started_at is null and activity.category = 'buyer-facing'), 0)
          as selling_totals
      from ${activities(context, periods, basis)} as activity
      where activity.is_told
      group by 1, 2, 3, 4
    ) as day
  )`
}

/** Seconds sold and tracked, summed over rows of countedDays under the alias `row`. */
export function secondsOf(context: MetricContext): { readonly selling: Sql; readonly tracked: Sql } {
  if (context.isFromRows) return { selling: sql`sum(row.selling)`, tracked: sql`sum(row.tracked)` }
  return {
    selling: sql`sum(row.selling_micros) * 0.000001`,
    tracked: sql`sum(row.tracked_micros) * 0.000001`,
  }
}

/** Grain: one row per person, day and team. */
export function countedDays(context: MetricContext, periods: readonly Period[], basis: Basis): Sql {
  if (context.isFromRows) return days(context, periods, basis)
  return sql`(select * from ${dayTotals(context, periods, basis)} as day where day.is_told)`
}

/** Grain: one row per person, day and team from the totals that are kept by day: as days, before and after the notice. */
function dayTotals(context: MetricContext, periods: readonly Period[], basis: Basis): Sql {
  return sql`(
    select known.* from (
      select total.rep_id, total.day, ${periodAt(sql`total.day`, periods)} as period, membership.team_id, total.activities,
        total.selling_micros, total.tracked_micros,
        ${sql.join([...secondsColumns.values()].map((column) => sql.ref(`total.${column}`)))}, ${isToldOn(sql`total.day`)} as is_told
      from activity_days as total
      left join memberships as membership on membership.person_id = total.rep_id
        and (membership.starts_on is null or membership.starts_on <= total.day)
        and (membership.ends_on is null or total.day < membership.ends_on)
      ${toldJoin(context, sql`total.rep_id`)}
      where total.basis = ${basis} and ${dayIn(sql`total.day`, periods, context.asOf)}
    ) as known
    where ${scopeOf(context.scope, 'known')} and ${inSight(context, sql`known.rep_id`, sql`known.day`)}
  )`
}

/** Tasks whose time can be won back. */
export const tasks = ['email', 'crm', 'content', 'internal', 'admin']

/** Grain: one row per person, team, period and task with its seconds and the days on which she noted anything at all. */
export function byTask(context: MetricContext, periods: readonly Period[]): Sql {
  if (context.isFromRows) return byTaskFromRows(context, periods)
  const columns = tasks.map((task) => [task, sql.ref(secondsColumns.get(task)!)] as const)
  const seconds = sql`case task.category ${sql.join(
    columns.map(([task, column]) => sql`when ${task} then worked.${column}`),
    sql` `,
  )} end`
  return sql`(
    select row.* from (
      select worked.period, worked.rep_id, worked.team_id, worked.days, task.category, ${seconds} as seconds
      from (
        select period, rep_id, team_id, count(*) as days, ${sql.join(columns.map(([, column]) => sql`sum(${column}) as ${column}`))}
        from ${dayTotals(context, periods, 'captured')} as day where day.is_told group by 1, 2, 3
      ) as worked
      cross join (values ${sql.join(tasks.map((task) => sql`(${task})`))}) as task (category)
    ) as row where row.seconds is not null
  )`
}

function byTaskFromRows(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select task.*, worked.days
    from (
      select period, rep_id, team_id, category, sum(seconds) as seconds
      from ${activities(context, periods, 'captured')} as activity where activity.is_told and category in (${sql.join(tasks)})
      group by 1, 2, 3, 4
    ) as task
    join (
      select period, rep_id, team_id, count(distinct day) as days from ${days(context, periods, 'captured')} as day group by 1, 2, 3
    ) as worked on worked.period = task.period and worked.rep_id = task.rep_id and worked.team_id is not distinct from task.team_id
  )`
}

/**
 * Grain: one row per period and category with its `seconds` as noted, null for none: what was noted for two things at once is in both.
 */
export function byActivity(context: MetricContext, periods: readonly Period[], basis: Basis): Sql {
  if (context.isFromRows)
    return sql`(
      select period, category, sum(seconds)::bigint as seconds from ${activities(context, periods, basis)} as activity
      where activity.is_told group by 1, 2
    )`
  const columns = [...secondsColumns].map(([category, column]) => [category, sql.ref(column)] as const)
  const seconds = sql`case activity.category ${sql.join(
    columns.map(([category, column]) => sql`when ${category} then total.${column}`),
    sql` `,
  )} end`
  return sql`(
    select total.period, activity.category, ${seconds} as seconds
    from (
      select period, ${sql.join(columns.map(([, column]) => sql`sum(${column})::bigint as ${column}`))}
      from ${dayTotals(context, periods, basis)} as day where day.is_told group by 1
    ) as total
    cross join (values ${sql.join(columns.map(([category]) => sql`(${category})`))}) as activity (category)
  )`
}

/** Grain: one row per activity of the period that came before its person had received the notice. */
function setAside(context: MetricContext): Sql {
  return sql`(
    select activity.*, 'before-notice' as code
    from (
      select * from ${activities(context, [context.period], 'captured')} as one
      union all select * from ${activities(context, [context.period], 'declared')} as other
    ) as activity where not activity.is_told
  )`
}

/** Grain: as setAside, several activities in one row: `many` says how many. */
export function countedAside(context: MetricContext): Sql {
  if (context.isFromRows) return sql`(select code, 1 as many from ${setAside(context)} as row)`
  const { period } = context
  return sql`(
    select total.activities as many, 'before-notice' as code
    from (
      select * from ${dayTotals(context, [period], 'captured')} as one
      union all select * from ${dayTotals(context, [period], 'declared')} as other
    ) as total where not total.is_told
  )`
}

export function rows(context: MetricContext, request: RowRequest): Promise<RowPage> {
  if (request.excluded !== undefined)
    return listRows(
      context,
      {
        counted: sql`(select * from ${setAside(context)} as row where code = ${request.excluded})`,
        with: ['rep', 'team'],
        cells: {
          day: sql`row.day`,
          activity: sql`row.category`,
          minutes: sql`round(row.seconds / 60.0)::integer`,
        },
        usual: { column: 'day', descending: true },
        tie: sql`row.activity_id`,
      },
      request,
    )
  // Days are listed from the totals that figures read: pieces lose their hours after a while, and days stay.
  const basis = basisOf(request.answer)
  const minutes = (column: string) =>
    context.isFromRows
      ? sql`round(row.${sql.ref(column)} / 60.0)::integer`
      : sql`round(row.${sql.ref(`${column}_micros`)} / 60000000.0)::integer`
  return listRows(
    context,
    {
      counted: countedDays(context, [context.period], basis),
      with: ['rep', 'team'],
      cells: { day: sql`row.day`, selling: minutes('selling'), minutes: minutes('tracked') },
      usual: { column: 'day', descending: true },
      tie: sql`row.rep_id, row.team_id`,
    },
    request,
  )
}
