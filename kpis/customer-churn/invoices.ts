// Customers known by their invoices alone, as an accounting file brings them: no contract says when one leaves, so a silence does.
import { sql } from 'kysely'
import { scopeOf, type Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext } from '../../metric/definition.ts'
import { ofStays } from '../../metric/rows/customer-stays.ts'
import { inSight, isBare } from '../../metric/rows/in-sight.ts'
import { amountIn, lacksRate, ratesOn } from '../../metric/rows/money.ts'
import type { Period } from '../../metric/period.ts'
import { periodRows } from '../../metric/rows/period-rows.ts'
import { silence, staysByInvoices } from '../../model/rollups/index.ts'

/** Revenue of so many days before the period tells what a customer was worth. */
const worthDays = 365

/**
 * Grain: one row per stay of one customer: invoices with no silence between them. `lost_on` is the day on which the rule says it. Of
 * customers with later invoices than the as-of day, these are left out and the others read again. Stays over before the periods
 * are not all there.
 */
function invoicedStays(context: MetricContext, periods: readonly Period[]): Sql {
  const { asOf, isFromRows } = context
  const isLater = sql`select later.account_id from revenue as later where later.day > ${asOf}::date`
  const first = periods
    .map((period) => period.start)
    .reduce((one, other) => (one < other ? one : other), asOf)
  const kept = sql`
    select stay.account_id, stay.started_on, stay.last_on, stay.patience from invoiced_stays as stay
    where stay.last_on >= ${first}::date - ${silence.most}::integer and stay.account_id not in (${isLater})
    union all`
  const isAsked = isFromRows === true ? 'true' : 'row.account_id = any (array(select account_id from later))'
  return sql`(
    with up_to as (select ${asOf}::date as day), later as (${isLater}),
    stay (account_id, started_on, last_on, patience) as (
      ${isFromRows === true ? sql`` : kept}
      select * from (${sql.raw(staysByInvoices(`${isAsked} and row.day <= (select day from up_to)`))}) as read (account_id, started_on, last_on, patience)
    )
    select stay.account_id, stay.started_on,
      case when stay.last_on + stay.patience <= ${asOf}::date then stay.last_on + stay.patience end as lost_on
    from stay
  )`
}

/** Grain: one row per customer and period with what it was invoiced in the year before, by the month, and who sold last. */
function worth(context: MetricContext, periods: readonly Period[]): Sql {
  const { currency } = context.settings
  const invoices = sql`
    from (select r.* from revenue as r where r.day <= ${context.asOf}::date) as deal
    join ${periodRows(context, periods)} as p
      on deal.day < p.starts_on and deal.day >= p.starts_on - ${worthDays}::integer
    ${ratesOn(sql`p.starts_on`)}`
  // By currency first: to tell different ones apart in a group, PostgreSQL would sort all invoices.
  if (isBare(context))
    return sql`(
    select position, account_id, round(sum(minor) / 12)::bigint as start_minor,
      array_agg(currency) filter (where lacks_rate) as missing, null::bigint as rep_id, null::bigint as product_id
    from (
      select p.position, deal.account_id, deal.currency, sum(${amountIn(currency)}) as minor, bool_or(${lacksRate(currency)}) as lacks_rate
      ${invoices} group by 1, 2, 3
    ) as sums group by 1, 2
  )`
  return sql`(
    select p.position, deal.account_id, round(sum(${amountIn(currency)}) / 12)::bigint as start_minor,
      array_agg(distinct deal.currency) filter (where ${lacksRate(currency)}) as missing,
      (array_agg(deal.owner_id order by deal.day desc, deal.revenue_id desc))[1] as rep_id,
      (array_agg(deal.product_id order by deal.amount_minor desc nulls last, deal.revenue_id))[1] as product_id
    ${invoices} group by 1, 2
  )`
}

/** Grain and columns of `customers`, by the invoices: a stay begun before the period, and not lost by then. */
export function invoicedCustomers(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    with customer_stays as materialized (select * from ${invoicedStays(context, periods)} as stays)
    select known.* from (
      select p.position as period, stay.account_id, stay.started_on, account.is_identified,
        case when stay.lost_on <= p.last_on then stay.lost_on end as lost_on,
        coalesce(stay.lost_on <= p.last_on, false) as is_lost, false as is_late, false as is_reckoned, null::date as described_on,
        case when stay.lost_on <= p.last_on then 'unknown' end as reason,
        value.start_minor, value.missing, value.product_id, value.rep_id, membership.team_id, p.starts_on,
        case when stay.lost_on <= p.last_on then 0 else value.start_minor end as end_minor
      from customer_stays as stay
      join ${periodRows(context, periods)} as p
        on stay.started_on < p.starts_on and (stay.lost_on is null or stay.lost_on >= p.starts_on)
      join accounts as account on account.account_id = stay.account_id and ${ofStays(context, sql`customer_stays`)}
      left join ${worth(context, periods)} as value
        on value.position = p.position and value.account_id = stay.account_id
      left join memberships as membership on membership.person_id = value.rep_id
        and (membership.starts_on is null or membership.starts_on <= p.starts_on)
        and (membership.ends_on is null or p.starts_on < membership.ends_on)
    ) as known
    where ${scopeOf(context.scope, 'known')} and ${inSight(context, sql`known.rep_id`, sql`known.starts_on`)}
  )`
}
