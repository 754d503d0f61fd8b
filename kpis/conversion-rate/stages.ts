// The way of deals through the stages of their pipeline, and the time that they spend in each.
import { sql } from 'kysely'
import {
  dayIn,
  dealAsOfColumns,
  dealsAsOf,
  dealsOn,
  dealsOpenOn,
  isAmong,
  lastDayOf,
  periodAt,
  scopeOf,
  type Sql,
} from '../../metric/rows/counted-deals.ts'
import { isOfAllDeals } from '../../metric/rows/closed-days.ts'
import type { MetricContext, Split } from '../../metric/definition.ts'
import { workedOut } from '../../metric/worked-out.ts'
import { unendedSince } from '../../model/rollups/index.ts'
import type { Period } from '../../metric/period.ts'

function cohort(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`
    select deal.*, ${periodAt(sql`deal.opened_on`, periods)} as period
    from ${dealsAsOf(context, 'opened', dealsOn(context, 'opened_on', periods))} as deal
    where deal.is_counted and ${dayIn(sql`deal.opened_on`, periods, context.asOf)}
      and ${scopeOf(context.scope, 'deal')}`
}

// Each deal with its stays in open stages. One pass, grouped by the deal's own columns: joining a grouped copy back to
// the deals made PostgreSQL loop over both.
function visits(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(${cohort(context, periods)}) as deal
    join stage_visits as visit
      on visit.account_id = deal.account_id and visit.opportunity_id = deal.opportunity_id
      and visit.entered_on <= least(case when deal.outcome <> 'open' then deal.closed_on end, ${context.asOf}::date)
      and (visit.left_on is null or visit.entered_on <= visit.left_on)
      and ${isAmong(sql`visit`, dealsOn(context, 'opened_on', periods))}
    join stages as stage on stage.stage_id = visit.stage_id and stage.outcome = 'open'`
}

/** Which columns of a deal come with its stages: all, for a list, or those that a count reads. */
export type Width = 'all' | 'counted'

const readByCounts = ['account_id', 'opportunity_id', 'outcome', 'pipeline_id'] as const
const readBySplits = ['opened_on', 'lead_source', 'rep_id', 'team_id'] as const

// Grouping by the others as well would cost as much as reading the stages does.
function ownColumns({ isUnattributed }: MetricContext, width: Width): Sql {
  const counted = isUnattributed === true ? readByCounts : [...readByCounts, ...readBySplits]
  const columns = width === 'all' ? dealAsOfColumns : counted
  return sql.join([...columns, 'period'].map((column) => sql.ref(`deal.${column}`)))
}

/**
 * Grain: one row per deal created in one of the periods, with a history, and open stage that it reached: entered, or
 * passed on the way to a later one. `is_success` when it went further or was won, `is_pending` when it is still there,
 * `is_skipped` when it never stayed in it.
 */
export function reachedStages(context: MetricContext, periods: readonly Period[], width: Width = 'all'): Sql {
  const own = ownColumns(context, width)
  return sql`(
    select deal.*, stage.stage_id as reached_stage_id, stage.name as reached_stage,
      deal.outcome = 'won' or stage.position < deal.furthest as is_success,
      deal.outcome = 'open' and stage.position = deal.furthest as is_pending,
      not stage.stage_id = any(deal.visited) as is_skipped
    from (
      select ${own}, max(stage.position) as furthest, array_agg(distinct stage.stage_id) as visited
      from ${visits(context, periods)}
      group by ${own}
    ) as deal
    join stages as stage on stage.pipeline_id = deal.pipeline_id and stage.outcome = 'open'
      and (stage.position <= deal.furthest or deal.outcome = 'won')
  )`
}

/**
 * Grain: one row per deal created in one of the periods and open stage that it stayed in; `days` in all: a deal that
 * comes back has spent the sum of its stays there.
 */
export function stageSpells(context: MetricContext, periods: readonly Period[], width: Width = 'all'): Sql {
  const own = ownColumns(context, width)
  return sql`(
    select ${own}, stage.stage_id as reached_stage_id, stage.name as reached_stage,
      sum(least(visit.left_on, case when deal.outcome <> 'open' then deal.closed_on end, ${context.asOf}::date)
        - visit.entered_on) as days,
      bool_or(deal.outcome = 'open' and (visit.left_on is null or visit.left_on > ${context.asOf}::date)) as is_running
    from ${visits(context, periods)}
    group by ${own}, stage.stage_id, stage.name
  )`
}

/**
 * Whether days say as much as stays: nobody asks whose deals they were, and as of that day all stands as it does at the end of the
 * data.
 */
export async function areDaysEnough(context: MetricContext, split: Split): Promise<boolean> {
  if (!isOfAllDeals(context, split)) return false
  const day = sql`${context.asOf}::date`
  return workedOut(context, `ways by day ${context.asOf}`, async () => {
    const { rows } = await sql<{ is_later: boolean }>`
      select exists (select from opportunities where closed_on > ${day}) or exists (select from stage_visits where entered_on > ${day})
        or exists (select from stage_visits where left_on > ${day}) as is_later`.execute(context.query)
    return !rows[0]!.is_later
  })
}

/** Grain: as reachedStages, of the whole organisation, one row for all deals of a period that went the same way; `deals` of them. */
export function reachedByDay(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    with way as materialized (
      select ${periodAt(sql`gone.day`, periods)} as period, gone.pipeline_id, gone.outcome, gone.stages, sum(gone.deals)::bigint as deals
      from path_days as gone
      left join pipelines as pipeline on pipeline.pipeline_id = gone.pipeline_id
      where coalesce(pipeline.is_counted, true) and ${dayIn(sql`gone.day`, periods, context.asOf)}
      group by 1, 2, 3, 4
    ),
    reached as (
      select way.period, way.pipeline_id, way.outcome, way.stages, way.deals, max(stage.position) as furthest
      from way cross join lateral unnest(way.stages) as visited (stage_id)
      join stages as stage on stage.stage_id = visited.stage_id and stage.outcome = 'open'
      group by 1, 2, 3, 4, 5
    )
    select deal.period, deal.deals, stage.stage_id as reached_stage_id,
      deal.outcome = 'won' or stage.position < deal.furthest as is_success,
      deal.outcome = 'open' and stage.position = deal.furthest as is_pending,
      not stage.stage_id = any(deal.stages) as is_skipped
    from reached as deal
    join stages as stage on stage.pipeline_id = deal.pipeline_id and stage.outcome = 'open'
      and (stage.position <= deal.furthest or deal.outcome = 'won')
  )`
}

/** Grain: as stageSpells, of the whole organisation, one row for all deals of a day that stayed as long; `deals` of them. */
export function spellsByDay(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select ${periodAt(sql`stayed.day`, periods)} as period, stayed.deals,
      stayed.days + stayed.running * (${context.asOf}::date - ${unendedSince}::date) as days,
      stayed.is_open and stayed.running > 0 as is_running
    from stay_days as stayed
    join stages as stage on stage.stage_id = stayed.stage_id and stage.outcome = 'open'
    left join pipelines as pipeline on pipeline.pipeline_id = stayed.pipeline_id
    where coalesce(pipeline.is_counted, true) and ${dayIn(sql`stayed.day`, periods, context.asOf)}
  )`
}

/** Grain: one row per deal that was open at the end of one of the periods, or on the as-of day if that is earlier. */
export function openDeals(context: MetricContext, period: Period): Sql {
  const day = endOf(context, period)
  return sql`(
    select deal.*
    from ${dealsAsOf(context, 'closed', dealsOpenOn(context, sql`${day}::date`))} as deal
    where deal.is_counted and (deal.outcome = 'open' or deal.closed_on > ${day}::date)
      and (deal.opened_on is null or deal.opened_on <= ${day}::date)
      and ${scopeOf(context.scope, 'deal')}
  )`
}

/** Grain: as openDeals, of the whole organisation, where nobody asks more of them than how many there are: told by two indexes. */
export function openOfAll(context: MetricContext, period: Period): Sql {
  const day = endOf(context, period)
  const open = (isSo: Sql) => sql`
    select deal.pipeline_id from deal_kinds as deal
    where ${isSo} and not deal.is_deleted and (deal.opened_on is null or deal.opened_on <= ${day}::date)`
  return sql`(
    select deal.* from (
      ${open(sql`deal.outcome = 'open'`)}
      union all
      ${open(sql`deal.outcome <> 'open' and deal.closed_on > ${day}::date`)}
    ) as deal
    left join pipelines as pipeline on pipeline.pipeline_id = deal.pipeline_id
    where coalesce(pipeline.is_counted, true)
  )`
}

/** The last day of a period that the data describes. */
export function endOf(context: MetricContext, period: Period): string {
  const last = lastDayOf(period)
  return last < context.asOf ? last : context.asOf
}
