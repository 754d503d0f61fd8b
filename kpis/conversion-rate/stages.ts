// The way of deals through the stages of their pipeline, and the time that they spend in each.
import { sql } from 'kysely'
import { dayIn, dealsAsOf, periodAt, scopeOf, type Sql } from '../../metric/counted-deals.ts'
import type { MetricContext } from '../../metric/definition.ts'
import { lastDayOf } from '../../metric/counted-deals.ts'
import type { Period } from '../../metric/period.ts'

function cohort(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`
    select deal.*, ${periodAt(sql`deal.opened_on`, periods)} as period
    from ${dealsAsOf(context, 'opened')} as deal
    where deal.is_counted and ${dayIn(sql`deal.opened_on`, periods, context.asOf)}
      and ${scopeOf(context.scope, 'deal')}`
}

// Stays of one deal in one stage add up: a deal that comes back has spent the sum of its stays there.
function stays(context: MetricContext): Sql {
  return sql`
    select deal.account_id, deal.opportunity_id, stage.stage_id, stage.name as stage_name, stage.position,
      sum(least(visit.left_on, case when deal.outcome <> 'open' then deal.closed_on end, ${context.asOf}::date)
        - visit.entered_on) as days,
      bool_or(deal.outcome = 'open' and (visit.left_on is null or visit.left_on > ${context.asOf}::date)) as is_running
    from cohort as deal
    join stage_visits as visit
      on visit.account_id = deal.account_id and visit.opportunity_id = deal.opportunity_id
    join stages as stage on stage.stage_id = visit.stage_id and stage.outcome = 'open'
    where visit.entered_on <= least(case when deal.outcome <> 'open' then deal.closed_on end, ${context.asOf}::date)
      and (visit.left_on is null or visit.entered_on <= visit.left_on)
    group by 1, 2, 3, 4, 5`
}

/**
 * Grain: one row per deal created in one of the periods, with a history, and open stage that it reached: entered, or
 * passed on the way to a later one. `is_success` when it went further or was won, `is_pending` when it is still there,
 * `is_skipped` when it never stayed in it.
 */
export function reachedStages(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    with cohort as (${cohort(context, periods)}),
    stay as (${stays(context)}),
    furthest as (
      select account_id, opportunity_id, max(position) as position from stay group by account_id, opportunity_id
    )
    select deal.*, stage.stage_id as reached_stage_id, stage.name as reached_stage,
      deal.outcome = 'won' or stage.position < furthest.position as is_success,
      deal.outcome = 'open' and stage.position = furthest.position as is_pending,
      stay.stage_id is null as is_skipped
    from cohort as deal
    join furthest on furthest.account_id = deal.account_id and furthest.opportunity_id = deal.opportunity_id
    join stages as stage on stage.pipeline_id = deal.pipeline_id and stage.outcome = 'open'
      and (stage.position <= furthest.position or deal.outcome = 'won')
    left join stay on stay.account_id = deal.account_id and stay.opportunity_id = deal.opportunity_id
      and stay.stage_id = stage.stage_id
  )`
}

/** Grain: one row per deal created in one of the periods and open stage that it stayed in; `days` in all. */
export function stageSpells(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    with cohort as (${cohort(context, periods)}),
    stay as (${stays(context)})
    select deal.*, stay.stage_id as reached_stage_id, stay.stage_name as reached_stage, stay.days, stay.is_running
    from cohort as deal
    join stay on stay.account_id = deal.account_id and stay.opportunity_id = deal.opportunity_id
  )`
}

/** Grain: one row per deal that was open at the end of one of the periods, or on the as-of day if that is earlier. */
export function openDeals(context: MetricContext, period: Period): Sql {
  const day = endOf(context, period)
  return sql`(
    select deal.*
    from ${dealsAsOf(context, 'closed')} as deal
    where deal.is_counted and (deal.outcome = 'open' or deal.closed_on > ${day}::date)
      and (deal.opened_on is null or deal.opened_on <= ${day}::date)
      and ${scopeOf(context.scope, 'deal')}
  )`
}

/** The last day of a period that the data describes. */
export function endOf(context: MetricContext, period: Period): string {
  const last = lastDayOf(period)
  return last < context.asOf ? last : context.asOf
}
