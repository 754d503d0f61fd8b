// The customers behind a value: those under contract on the last day, with what they pay; those who order without a contract.
import { sql } from 'kysely'
import { scopeOf, type Sql } from '../../metric/rows/counted-deals.ts'
import { valuedCustomers, watchedCustomers } from '../../metric/rows/customer-value.ts'
import type { MetricContext, RowPage, RowRequest } from '../../metric/definition.ts'
import { inSight, isBare } from '../../metric/rows/in-sight.ts'
import { byHash } from '../../metric/runner/join-by-hash.ts'
import { listRows } from '../../metric/rows/listing.ts'
import { amountIn, lacksRate, ratesOn } from '../../metric/rows/money.ts'

/** Grain: one row per customer under contract on the period's last day whose amount is known. */
export function payers(context: MetricContext): Sql {
  return sql`(select * from ${valuedCustomers(context, [context.period])} as row where row.is_there)`
}

/** Grain: one row per customer under contract on the period's last day whose amount is not known. */
export function setAside(context: MetricContext): Sql {
  return sql`(
    select row.*, 'no-amount' as code from ${watchedCustomers(context, [context.period])} as row
    where row.is_there and coalesce(row.monthly_minor, 0) <= 0
  )`
}

/**
 * Grain: one row per identified customer without any contract and with an invoice by the as-of day. `orders`: days with invoices
 * after the first; weeks until the last of them, and until the as-of day; `mean_order` of those later orders. rep: the owner of
 * the last invoice; where nobody asks for it, none, and sums of orders are read instead of invoices.
 */
export function buyers(context: MetricContext): Sql {
  if (!isBare(context) || context.isFromRows === true) return buyersByInvoices(context)
  const { asOf, settings } = context
  // Whose amounts are to be converted, and who ordered later, is read from the invoices.
  return sql`(
    with other as materialized (
      select account_id from order_sums where is_mixed or currency <> ${settings.currency} or last_on > ${asOf}::date
    )
    select told.account_id, told.first_on, told.last_on, told.days - 1 as orders,
      (told.last_on - told.first_on) / 7.0::double precision as last_week,
      (${asOf}::date - told.first_on) / 7.0::double precision as weeks,
      told.later_minor::double precision / nullif(told.days - 1, 0) as mean_order, null::bigint as rep_id, false as lacks_rate,
      null::bigint as team_id
    from order_sums as told where told.account_id not in (select account_id from other)
    union all
    select * from ${buyersByInvoices(context, sql`array(select account_id from other)`)} as read
  )`
}

function buyersByInvoices(context: MetricContext, among?: Sql): Sql {
  const { currency } = context.settings
  const rep = isBare(context) ? sql`null::bigint` : sql`(array_agg(day.owner_id order by day.day desc))[1]`
  const ofThem = (row: Sql) => (among === undefined ? sql`true` : sql`${row}.account_id = any (${among})`)
  return sql`(
    select known.* from (
      select buyer.*, membership.team_id
      from (
        select day.account_id, min(day.day) as first_on, max(day.day) as last_on, count(*) - 1 as orders,
          (max(day.day) - min(day.day)) / 7.0::double precision as last_week,
          (${context.asOf}::date - min(day.day)) / 7.0::double precision as weeks,
          (sum(day.minor) filter (where not day.is_first))::double precision / nullif(count(*) - 1, 0) as mean_order,
          ${rep} as rep_id, bool_or(day.lacks_rate) as lacks_rate
        from (
          select deal.account_id, deal.day, sum(${amountIn(currency)}) as minor, max(deal.owner_id) as owner_id,
            bool_or(${lacksRate(currency)}) as lacks_rate,
            deal.day = min(deal.day) over (partition by deal.account_id) as is_first
          from revenue as deal
          join accounts as account on account.account_id = deal.account_id and account.is_identified and ${ofThem(sql`account`)}
          left join (
            select distinct held.account_id from subscriptions as held where ${ofThem(sql`held`)}
          ) as contract on contract.account_id = deal.account_id
          ${ratesOn(sql`deal.day`)}
          where deal.day <= ${context.asOf}::date and deal.amount_minor > 0 and contract.account_id is null and ${ofThem(sql`deal`)}
          group by deal.account_id, deal.day
        ) as day
        group by 1
      ) as buyer
      left join memberships as membership on membership.person_id = buyer.rep_id
        and (membership.starts_on is null or membership.starts_on <= buyer.last_on)
        and (membership.ends_on is null or buyer.last_on < membership.ends_on)
    ) as known
    where ${scopeOf(context.scope, 'known')} and ${inSight(context, sql`known.rep_id`, sql`known.last_on`)}
  )`
}

export async function rows(listed: MetricContext, request: RowRequest): Promise<RowPage> {
  // All customers are put together however short the page.
  const context = await byHash(listed)
  const currency = sql`${context.settings.currency}::text`
  if (request.excluded === undefined && request.answer.startsWith('orders-'))
    return listRows(
      context,
      {
        counted: buyers(context),
        with: ['account', 'rep', 'team'],
        cells: { started: sql`row.first_on`, last: sql`row.last_on`, orders: sql`row.orders + 1`, currency },
        money: { value: sql`round(row.mean_order)::bigint` },
        usual: { column: 'orders', descending: true },
        tie: sql`row.account_id`,
      },
      request,
    )
  return listRows(
    context,
    {
      counted: request.excluded === undefined ? payers(context) : setAside(context),
      with: ['account', 'rep', 'team'],
      cells: { started: sql`row.started_on`, currency },
      money: { value: sql`row.monthly_minor::bigint` },
      usual: { column: 'value', descending: true },
      tie: sql`row.account_id, row.started_on`,
    },
    request,
  )
}
