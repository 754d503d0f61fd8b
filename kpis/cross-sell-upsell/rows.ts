// Which deals are cross-sell or upsell: as the source says, or else as the account's earlier purchases show.
import { sql } from 'kysely'
import {
  dayIn,
  dealsAsOf,
  dealsOn,
  dealsOpenOn,
  isAmong,
  periodAt,
  scopeOf,
  type Sql,
} from '../../metric/counted-deals.ts'
import { listDeals } from '../../metric/deal-rows.ts'
import type { MetricContext, RowPage, RowRequest } from '../../metric/definition.ts'
import { firstPurchasesBy } from '../../metric/first-purchases.ts'
import type { Period } from '../../metric/period.ts'

/**
 * Grain: one row per deal decided in one of the periods, or open on the as-of day (`period` null). `kind` is 'cross-sell',
 * 'upsell' or 'kind-unknown' for a sale to an existing customer; else the reason why it is not one: 'first-deal',
 * 'renewal', 'account-unknown', 'pipeline-not-counted', 'deleted'. `is_stated` when the source said so.
 *
 * Inferred: an account that had won a deal before this one was opened is a customer; a product of a family that it had
 * not bought then makes a cross-sell, products of families bought before make an upsell. A product without a
 * family is its own. With 'customers' the families are not read, and all sales to customers are of unknown kind; with 'decided'
 * the open deals are not.
 */
export function judgedDeals(
  context: MetricContext,
  periods: readonly Period[],
  depth: 'kinds' | 'customers' = 'kinds',
  extent: 'decided' | 'with-open' = 'with-open',
): Sql {
  const { asOf } = context
  const families = depth === 'kinds'
  const orOpen = sql`or deal.outcome = 'open' and (deal.opened_on is null or deal.opened_on <= ${asOf}::date)`
  const decided = dealsOn(context, 'closed_on', periods)
  const among =
    decided === undefined || extent === 'decided'
      ? decided
      : sql`${decided} || ${dealsOpenOn(context, sql`${asOf}::date`)}`
  return sql`(
    with considered as (
      select deal.*, case when deal.outcome <> 'open' then ${periodAt(sql`deal.closed_on`, periods)} end as period,
        coalesce(deal.opened_on, deal.closed_on, ${asOf}::date) as started_on
      from ${dealsAsOf(context, 'closed', among)} as deal
      where (${dayIn(sql`deal.closed_on`, periods, asOf)} and deal.outcome <> 'open' ${extent === 'decided' ? sql`` : orOpen})
        and ${scopeOf(context.scope, 'deal')}
    ),
    customer as (
      select account_id, min(day) as first_won_on from ${firstPurchasesBy(context, 'pipeline')} as first group by 1
    ),
    ${families ? contentWithFamilies(context, among) : contentAsStated(among)}
    select deal.*,
      coalesce(deal.type in ('cross-sell', 'upsell') or content.has_cross_sell_line or content.has_upsell_line, false)
        as is_stated,
      coalesce(deal.type = 'existing-business', false) as is_said_existing,
      case
        when deal.is_deleted then 'deleted'
        when not deal.is_counted then 'pipeline-not-counted'
        when deal.type = 'cross-sell' or (deal.type is null and content.has_cross_sell_line) then 'cross-sell'
        when deal.type = 'upsell' or (deal.type is null and content.has_upsell_line) then 'upsell'
        when deal.type = 'renewal' then 'renewal'
        when deal.type = 'new-business' then 'first-deal'
        when not account.is_identified and deal.type is null then 'account-unknown'
        when customer.first_won_on < deal.started_on then
          case
            when content.has_new_family is null then 'kind-unknown'
            when content.has_new_family then 'cross-sell'
            else 'upsell'
          end
        when deal.type = 'existing-business' then 'kind-unknown'
        else 'first-deal'
      end as kind
    from considered as deal
    join accounts as account on account.account_id = deal.account_id
    left join customer on customer.account_id = deal.account_id
    left join content on content.account_id = deal.account_id and content.opportunity_id = deal.opportunity_id
  )`
}

function contentWithFamilies(context: MetricContext, among: Sql | undefined): Sql {
  return sql`
    bought as (
      select first.account_id, coalesce(product.family, 'product ' || product.product_id) as family, min(first.day) as first_won_on
      from ${firstPurchasesBy(context, 'product')} as first
      join products as product on product.product_id = first.product_id
      group by 1, 2
    ),
    content as (
      select deal.account_id, deal.opportunity_id,
        bool_or(bought.first_won_on is null or bought.first_won_on >= deal.started_on) as has_new_family,
        bool_or(line.type = 'cross-sell') as has_cross_sell_line, bool_or(line.type = 'upsell') as has_upsell_line
      from considered as deal
      join opportunity_lines as line
        on line.account_id = deal.account_id and line.opportunity_id = deal.opportunity_id and ${isAmong(sql`line`, among)}
      join products as product on product.product_id = line.product_id
      left join bought on bought.account_id = line.account_id
        and bought.family = coalesce(product.family, 'product ' || product.product_id)
      group by 1, 2
    )`
}

// Few lines carry a kind of their own: this reads no others.
function contentAsStated(among: Sql | undefined): Sql {
  return sql`
    content as (
      select line.account_id, line.opportunity_id, null::boolean as has_new_family,
        bool_or(line.type = 'cross-sell') as has_cross_sell_line, bool_or(line.type = 'upsell') as has_upsell_line
      from opportunity_lines as line
      where line.type in ('cross-sell', 'upsell') and ${isAmong(sql`line`, among)}
      group by 1, 2
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
    select * from ${judgedDeals(context, [context.period], 'kinds', 'decided')} as judged
    where outcome <> 'open' and kind in (${sql.join([...kinds])}) and (not ${onlyWon}::boolean or outcome = 'won')
  )`
  return listDeals(context, counted, request, { column: 'closed', descending: true }, [
    { id: 'kind', value: sql`deal.kind` },
    { id: 'stated', value: sql`deal.is_stated` },
  ])
}
