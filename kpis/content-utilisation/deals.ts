// Deals and the content that went with them: those decided, with and without; and each stage, with what was used while a deal was
// in it. A deal that lasts sees more content, so content counts only in the stage where it was used.
import { sql } from 'kysely'
import {
  dayIn,
  dayInIndex,
  dealsAsOf,
  dealsOn,
  isAmong,
  periodAt,
  scopeOf,
  type Sql,
} from '../../metric/rows/counted-deals.ts'
import type { MetricContext } from '../../metric/definition.ts'
import type { Period } from '../../metric/period.ts'
import { toldUses } from './uses.ts'

/** Grain: one row per deal `among` some whose buyer had any item before her, with the first day on which. */
function usesOfDeals(context: MetricContext, among: Sql | undefined): Sql {
  return sql`(
    select event.account_id, event.opportunity_id, min(event.day) as first_on
    ${usedForDeals(context, among)}
    group by 1, 2
  )`
}

function usedForDeals(context: MetricContext, among: Sql | undefined): Sql {
  return sql`from ${toldUses(context)} as event
    where event.opportunity_id is not null and event.day <= ${context.asOf}::date and ${isAmong(sql`event`, among)}`
}

/**
 * After endedStays. Grain: one row per stay on a day of which a buyer had any item before her, or per such stay and item where
 * `columns`, of `stay` and `event`, name it.
 */
function usedInStays(context: MetricContext, among: Sql | undefined, columns?: Sql): Sql {
  return sql`
      select distinct stay.account_id, stay.opportunity_id, stay.visit${columns === undefined ? sql`` : sql`, ${columns}`}
      from ended as stay
      join (select event.account_id, event.opportunity_id, event.content_item_id, event.day ${usedForDeals(context, among)}) as event
        on event.account_id = stay.account_id and event.opportunity_id = stay.opportunity_id
        and event.day between stay.entered_on and stay.left_on`
}

/** Grain: one row per deal won or lost in one of the periods; `has_content` when its buyer had any item before her until then. */
export function decided(context: MetricContext, periods: readonly Period[]): Sql {
  const among = dealsOn(context, 'closed_on', periods)
  return sql`(
    select deal.*, ${periodAt(sql`deal.closed_on`, periods)} as period, coalesce(used.first_on <= deal.closed_on, false) as has_content
    from ${dealsAsOf(context, 'closed', among)} as deal
    left join ${usesOfDeals(context, among)} as used
      on used.account_id = deal.account_id and used.opportunity_id = deal.opportunity_id
    where deal.is_counted and deal.outcome <> 'open' and ${dayIn(sql`deal.closed_on`, periods, context.asOf)}
      and ${scopeOf(context.scope, 'deal')}
  )`
}

// The deals that left a stage in the periods, looked for once; over all data, where every deal is read anyway, they are not.
function leaving(context: MetricContext, periods: readonly Period[]): Sql {
  if (amongLeaving(context, periods) === undefined) return sql``
  return sql`leaving as materialized (
      select array_agg(distinct visit.opportunity_id) as deals from stage_visits as visit
      where ${dayInIndex(sql`visit.left_on`, periods, context.asOf)}
    ), `
}

function amongLeaving({ isByHash }: MetricContext, periods: readonly Period[]): Sql | undefined {
  if (isByHash !== true || periods.some((period) => period.kind === 'all')) return undefined
  return sql`(select deals from leaving)::bigint[]`
}

/**
 * Steps of a query that end with `ended`. Grain: one row per stay of a deal in an open stage that ended in one of the periods.
 * `went_on` when the deal reached a later stage or was won by the as-of day; `segment` of its account. Only what is counted or
 * split by: half a million wide rows would not stay in memory.
 */
function endedStays(context: MetricContext, periods: readonly Period[], among: Sql | undefined): Sql {
  return sql`${leaving(context, periods)}stay as materialized (
      select deal.account_id, deal.opportunity_id, deal.outcome, deal.pipeline_id, deal.lead_source, deal.rep_id, deal.team_id,
        visit.visit, visit.stage_id as stayed_stage_id, stage.position, visit.entered_on, visit.left_on,
        ${periodAt(sql`visit.left_on`, periods)} as period, coalesce(account.segment, '') as segment
      from ${dealsAsOf(context, 'closed', among)} as deal
      join stage_visits as visit on visit.account_id = deal.account_id and visit.opportunity_id = deal.opportunity_id
      join stages as stage on stage.stage_id = visit.stage_id and stage.outcome = 'open'
      join accounts as account on account.account_id = deal.account_id
      where deal.is_counted and ${dayIn(sql`visit.left_on`, periods, context.asOf)} and visit.entered_on <= visit.left_on
        and ${scopeOf(context.scope, 'deal')}
    ), furthest as (
      select later.account_id, later.opportunity_id, max(reached.position) as position
      from (select distinct account_id, opportunity_id from stay) as deal
      join stage_visits as later on later.account_id = deal.account_id and later.opportunity_id = deal.opportunity_id
      join stages as reached on reached.stage_id = later.stage_id and reached.outcome = 'open'
      where later.entered_on <= ${context.asOf}::date and ${isAmong(sql`later`, among)}
      group by 1, 2
    ), ended as materialized (
      select stay.*, stay.outcome = 'won' or coalesce(stay.position < furthest.position, false) as went_on
      from stay left join furthest on furthest.account_id = stay.account_id and furthest.opportunity_id = stay.opportunity_id
    )`
}

/** Grain: as endedStays; `has_content` when its buyer had any item before her while the deal was in the stage. */
export function staysWithContent(context: MetricContext, periods: readonly Period[]): Sql {
  const among = amongLeaving(context, periods)
  return sql`(
    with ${endedStays(context, periods, among)}, used as (${usedInStays(context, among)})
    select stay.*, used.visit is not null as has_content
    from ended as stay
    left join used on used.account_id = stay.account_id and used.opportunity_id = stay.opportunity_id and used.visit = stay.visit
  )`
}

/**
 * Grain: one row per item and stage in which it was used, for stays that ended in the periods: stays with it, the share of those with
 * and of those without that went on, and the ratio of the odds of both within segments (Mantel-Haenszel), with the standard error
 * `spread` of its logarithm (Robins, Breslow and Greenland). Null where a side has none.
 */
export function itemsByStage(context: MetricContext, periods: readonly Period[]): Sql {
  const among = amongLeaving(context, periods)
  return sql`(
    with ${endedStays(context, periods, among)}, totals as materialized (
      select stayed_stage_id, segment, count(*) as stays, count(*) filter (where went_on) as went_on from ended group by 1, 2
    ), with_it as materialized (
      select content_item_id, stayed_stage_id, segment, count(*) as stays, count(*) filter (where went_on) as went_on
      from (${usedInStays(context, among, sql`event.content_item_id, stay.stayed_stage_id, stay.segment, stay.went_on`)}) as each
      group by 1, 2, 3
    ), parts as (
      select used.*, a * d / n as r, b * c / n as s, (a + d) / n as p, (b + c) / n as q
      from (
        select with_it.content_item_id, with_it.stayed_stage_id, with_it.went_on::double precision as a,
          (with_it.stays - with_it.went_on)::double precision as b, (alike.went_on - with_it.went_on)::double precision as c,
          (alike.stays - alike.went_on - with_it.stays + with_it.went_on)::double precision as d, alike.stays::double precision as n
        from with_it
        join totals as alike on alike.stayed_stage_id = with_it.stayed_stage_id and alike.segment = with_it.segment
      ) as used
    )
    select item.*, r / nullif(s, 0) as odds,
      sqrt(pr / nullif(2 * r * r, 0) + mixed / nullif(2 * r * s, 0) + qs / nullif(2 * s * s, 0)) as spread
    from (
      select part.content_item_id, part.stayed_stage_id, sum(part.a + part.b)::bigint as stays,
        sum(part.a)::double precision / sum(part.a + part.b) as rate_with,
        (max(whole.went_on) - sum(part.a))::double precision / nullif(max(whole.stays) - sum(part.a + part.b), 0) as rate_without,
        sum(part.r) as r, sum(part.s) as s, sum(part.p * part.r) as pr, sum(part.p * part.s + part.q * part.r) as mixed,
        sum(part.q * part.s) as qs
      from parts as part
      join (
        select stayed_stage_id, sum(stays) as stays, sum(went_on) as went_on from totals group by 1
      ) as whole on whole.stayed_stage_id = part.stayed_stage_id
      group by 1, 2
    ) as item
  )`
}
