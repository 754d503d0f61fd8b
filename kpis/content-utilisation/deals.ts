// Deals and the content that went with them: those decided, with and without; and each stage, with what was used while a deal was
// in it. A deal that lasts sees more content, so content counts only in the stage where it was used.
import { sql } from 'kysely'
import { dayIn, dealsAsOf, periodAt, scopeOf, type Sql } from '../../metric/counted-deals.ts'
import type { MetricContext } from '../../metric/definition.ts'
import type { Period } from '../../metric/period.ts'
import { isTold, withBuyers } from './uses.ts'

/** Grain: one row per deal and day on which its buyer had an item before her. */
function usesOfDeals(context: MetricContext): Sql {
  return sql`(
    select event.account_id, event.opportunity_id, event.content_item_id, event.day
    from content_events as event
    where event.opportunity_id is not null and event.content_item_id is not null and event.kind in ${withBuyers}
      and event.day <= ${context.asOf}::date and ${isTold(context)}
  )`
}

/** Grain: one row per deal won or lost in one of the periods; `has_content` when its buyer had any item before her until then. */
export function decided(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select deal.*, ${periodAt(sql`deal.closed_on`, periods)} as period, coalesce(used.first_on <= deal.closed_on, false) as has_content
    from ${dealsAsOf(context, 'closed')} as deal
    left join (
      select account_id, opportunity_id, min(day) as first_on from ${usesOfDeals(context)} as use group by 1, 2
    ) as used on used.account_id = deal.account_id and used.opportunity_id = deal.opportunity_id
    where deal.is_counted and deal.outcome <> 'open' and ${dayIn(sql`deal.closed_on`, periods, context.asOf)}
      and ${scopeOf(context.scope, 'deal')}
  )`
}

/**
 * Grain: one row per stay of a deal in an open stage that ended in one of the periods. `went_on` when the deal reached a later
 * stage or was won by the as-of day; `segment` of its account.
 */
function stays(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select deal.*, visit.visit, visit.stage_id as stayed_stage_id, visit.entered_on, visit.left_on,
      ${periodAt(sql`visit.left_on`, periods)} as period, coalesce(account.segment, '') as segment,
      deal.outcome = 'won' or coalesce(stage.position < furthest.position, false) as went_on
    from ${dealsAsOf(context, 'closed')} as deal
    join stage_visits as visit on visit.account_id = deal.account_id and visit.opportunity_id = deal.opportunity_id
    join stages as stage on stage.stage_id = visit.stage_id and stage.outcome = 'open'
    join accounts as account on account.account_id = deal.account_id
    left join (
      select later.account_id, later.opportunity_id, max(reached.position) as position
      from stage_visits as later join stages as reached on reached.stage_id = later.stage_id and reached.outcome = 'open'
      where later.entered_on <= ${context.asOf}::date
      group by 1, 2
    ) as furthest on furthest.account_id = deal.account_id and furthest.opportunity_id = deal.opportunity_id
    where deal.is_counted and ${dayIn(sql`visit.left_on`, periods, context.asOf)} and visit.entered_on <= visit.left_on
      and ${scopeOf(context.scope, 'deal')}
  )`
}

/** Grain: as stays; `has_content` when its buyer had any item before her while the deal was in the stage. */
export function staysWithContent(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select stay.*, used.visit is not null as has_content
    from ${stays(context, periods)} as stay
    left join (${usedIn(context, periods)}) as used
      on used.account_id = stay.account_id and used.opportunity_id = stay.opportunity_id and used.visit = stay.visit
  )`
}

function usedIn(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`
    select distinct stay.account_id, stay.opportunity_id, stay.visit
    from ${stays(context, periods)} as stay
    join ${usesOfDeals(context)} as use on use.account_id = stay.account_id and use.opportunity_id = stay.opportunity_id
      and use.day >= stay.entered_on and use.day <= stay.left_on`
}

/**
 * Grain: one row per item and stage in which it was used, for stays that ended in the periods: stays with it and without it, and
 * the share of each that went on.
 */
export function itemsByStage(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select used.content_item_id, used.stayed_stage_id, used.stays, used.went_on::double precision / used.stays as rate_with,
      (whole.went_on - used.went_on)::double precision / nullif(whole.stays - used.stays, 0) as rate_without
    from (
      select content_item_id, stayed_stage_id, count(*) as stays, count(*) filter (where went_on) as went_on
      from (
        select distinct use.content_item_id, stay.stayed_stage_id, stay.account_id, stay.opportunity_id, stay.visit, stay.went_on
        from ${stays(context, periods)} as stay
        join ${usesOfDeals(context)} as use on use.account_id = stay.account_id and use.opportunity_id = stay.opportunity_id
          and use.day >= stay.entered_on and use.day <= stay.left_on
      ) as each group by 1, 2
    ) as used
    join (
      select stay.stayed_stage_id, count(*) as stays, count(*) filter (where stay.went_on) as went_on
      from ${stays(context, periods)} as stay group by 1
    ) as whole on whole.stayed_stage_id = used.stayed_stage_id
  )`
}
