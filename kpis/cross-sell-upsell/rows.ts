// Which deals are cross-sell or upsell: as the source says, or else as the account's earlier purchases show (`kindOf`). Read from the
// rollups of kinds; tests compare them with the rows.
import { sql } from 'kysely'
import { isOfAllDeals } from '../../metric/rows/closed-days.ts'
import {
  dayIn,
  dealsAsOf,
  dealsOn,
  dealsOpenOn,
  periodAt,
  scopeOf,
  type Sql,
} from '../../metric/rows/counted-deals.ts'
import { listDeals } from '../../metric/rows/deal-rows.ts'
import type { MetricContext, RowPage, RowRequest, Split } from '../../metric/definition.ts'
import { isBare } from '../../metric/rows/in-sight.ts'
import type { Period } from '../../metric/period.ts'
import { workedOut } from '../../metric/worked-out.ts'
import { dealKinds, isKindStated, isSaidExisting, kindOf } from '../../model/rollups/index.ts'

const everything = { on: () => 'true', after: () => 'true', listedIn: null }

/** Sales to existing customers. */
export const isSale = sql`deal.kind in ('cross-sell', 'upsell', 'kind-unknown')`

/** Grain: as the table deal_kinds. */
export function factsOfKinds({ isFromRows }: MetricContext): Sql {
  if (isFromRows !== true) return sql`deal_kinds`
  return sql`(
    with facts (${sql.join(dealKinds.columns.map((column) => sql.ref(column)))}) as (${sql.raw(dealKinds.rows(everything))})
    select * from facts
  )`
}

/**
 * Grain: one row per deal decided in one of the periods, or open on the as-of day (`period` null); with 'decided' no open ones.
 * `kind` is 'cross-sell', 'upsell' or 'kind-unknown' for a sale to an existing customer; else the reason why it is not one:
 * 'first-deal', 'renewal', 'account-unknown', 'pipeline-not-counted', 'deleted'. `is_stated` when the source said so.
 * `started_on` is the day on which it was opened, `segment` that of its account. Unattributed, the columns are those of deal_kinds; else those of dealsAsOf as well.
 */
export function judgedDeals(
  context: MetricContext,
  periods: readonly Period[],
  extent: 'decided' | 'with-open' = 'with-open',
): Sql {
  const { asOf } = context
  const day = sql`${asOf}::date`
  const isOpen = sql`(fact.outcome = 'open' or fact.closed_on > ${day}) and (fact.opened_on is null or fact.opened_on <= ${day})`
  const isDecided = sql`(${dayIn(sql`fact.closed_on`, periods, asOf)} and fact.outcome <> 'open')`
  const isAsked = extent === 'decided' ? isDecided : sql`(${isDecided} or ${isOpen})`
  const outcome = sql`case when fact.closed_on > ${day} then 'open' else fact.outcome end`
  // As of an earlier day, who bought later had not bought yet.
  const since = sql`fact.is_identified, fact.has_cross_sell_line, fact.has_upsell_line,
      fact.segment, fact.main_product_id,
      case when fact.customer_since <= ${day} then fact.customer_since end as customer_since,
      case when fact.families_since > ${day} then 'infinity' else fact.families_since end as families_since`
  const bare = sql`
    select fact.account_id, fact.opportunity_id, fact.opened_on, fact.closed_on, ${outcome} as outcome, fact.pipeline_id,
      coalesce(pipeline.is_counted, true) and not fact.is_deleted as is_counted, fact.is_deleted, fact.type, fact.amount_minor,
      fact.currency, ${since}
    from ${factsOfKinds(context)} as fact
    left join pipelines as pipeline on pipeline.pipeline_id = fact.pipeline_id
    where ${isAsked}`
  const decided = dealsOn(context, 'closed_on', periods)
  const among =
    decided === undefined || extent === 'decided' ? decided : sql`${decided} || ${dealsOpenOn(context, day)}`
  const attributed = sql`
    select whole.*, ${since}
    from ${dealsAsOf(context, 'closed', among)} as whole
    join ${factsOfKinds(context)} as fact on fact.account_id = whole.account_id and fact.opportunity_id = whole.opportunity_id and ${isAsked}
    where ${scopeOf(context.scope, 'whole')}`
  return sql`(
    select deal.*, case when deal.outcome <> 'open' then ${periodAt(sql`deal.closed_on`, periods)} end as period,
      ${sql.raw(isKindStated('deal'))} as is_stated, ${sql.raw(isSaidExisting('deal'))} as is_said_existing,
      case when not deal.is_counted and not deal.is_deleted then 'pipeline-not-counted' else ${sql.raw(kindOf('deal'))} end as kind
    from (
      select told.*, coalesce(told.opened_on, told.closed_on, ${day}) as started_on
      from (${isBare(context) ? bare : attributed}) as told
    ) as deal
  )`
}

/** Grain: one row per sale to a customer decided in one of the periods, as judgedDeals. */
export function pricedSales(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(select deal.* from ${judgedDeals(context, periods, 'decided')} as deal where deal.outcome <> 'open' and ${isSale})`
}

/** Whether days say as much as deals: nobody asks whose they were, and as of that day all stands as it does at the end of the data. */
export async function areDaysEnough(context: MetricContext, split: Split): Promise<boolean> {
  if (!isOfAllDeals(context, split)) return false
  const day = sql`${context.asOf}::date`
  return workedOut(context, `kinds by day ${context.asOf}`, async () => {
    const found = await sql<{ is_later: boolean }>`
      select exists (select from deal_kinds where closed_on > ${day})
        or exists (select from deal_kinds where outcome = 'open' and (opened_on is null or opened_on > ${day})) as is_later`.execute(
      context.query,
    )
    return !found.rows[0]!.is_later
  })
}

/** Grain: one row per day of the periods, or of open deals (`period` null), outcome and kind, as judgedDeals; `deals` of them. */
export function kindsByDay(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select counted.outcome, counted.is_stated, counted.is_said_existing, counted.deals,
      case when not coalesce(pipeline.is_counted, true) and counted.kind <> 'deleted' then 'pipeline-not-counted'
        else counted.kind end as kind,
      case when counted.outcome <> 'open' then ${periodAt(sql`counted.day`, periods)} end as period
    from deal_kind_days as counted
    left join pipelines as pipeline on pipeline.pipeline_id = counted.pipeline_id
    where ${dayIn(sql`counted.day`, periods, context.asOf)} or counted.day = 'infinity'
  )`
}

/** The kinds that an answer counts. */
export function kindsOf(answer: string): readonly string[] {
  if (answer === 'cross-sell' || answer === 'upsell') return [answer]
  return ['cross-sell', 'upsell', 'kind-unknown']
}

export function rows(context: MetricContext, request: RowRequest): Promise<RowPage> {
  const kinds = request.excluded === undefined ? kindsOf(request.answer) : [request.excluded]
  const onlyWon = request.excluded === undefined && request.answer === 'won-value'
  const counted = sql`(
    select * from ${judgedDeals(context, [context.period], 'decided')} as judged
    where outcome <> 'open' and kind in (${sql.join([...kinds])}) and (not ${onlyWon}::boolean or outcome = 'won')
  )`
  return listDeals(context, counted, request, { column: 'closed', descending: true }, [
    { id: 'kind', value: sql`deal.kind` },
    { id: 'stated', value: sql`deal.is_stated` },
  ])
}
