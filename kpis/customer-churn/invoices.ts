// Customers known by their invoices alone, as an accounting file brings them: no contract says when one leaves, so a silence does.
import { sql } from 'kysely'
import { scopeOf, type Sql } from '../../metric/counted-deals.ts'
import type { MetricContext } from '../../metric/definition.ts'
import { inSight } from '../../metric/in-sight.ts'
import { amountIn, lacksRate, ratesOn } from '../../metric/money.ts'
import type { Period } from '../../metric/period.ts'
import { periodRows } from '../../metric/period-rows.ts'

/**
 * The rule, ours and said on screen: a customer is lost once it has not been invoiced for three times its usual interval (the median
 * between its days of invoice), never sooner than 60 days nor later than 365. Two intervals at least make a habit; before, it is 365.
 */
export const silence = { times: 3, least: 60, most: 365, intervals: 2 } as const

/** Revenue of so many days before the period tells what a customer was worth. */
const worthDays = 365

/** Grain: one row per customer and day on which it was invoiced more than it was credited. */
function invoiceDays({ asOf }: MetricContext): Sql {
  return sql`(
    select account_id, day, day - lag(day) over (partition by account_id order by day) as gap
    from (
      select account_id, day from revenue where day <= ${asOf}::date
      group by account_id, day having sum(amount_minor) > 0
    ) as invoiced
  )`
}

/** Grain: one row per stay of one customer: invoices with no silence between them. `lost_on` is the day on which the rule says it. */
function invoicedStays(context: MetricContext): Sql {
  const { times, least, most, intervals } = silence
  const { asOf } = context
  return sql`(
    select stay.account_id, stay.started_on,
      case when stay.last_day + stay.patience <= ${asOf}::date then stay.last_day + stay.patience end as lost_on
    from (
      select account_id, stay, patience, min(day) as started_on, max(day) as last_day
      from (
        select known.account_id, known.day, usual.patience,
          count(*) filter (where known.gap is null or known.gap > usual.patience)
            over (partition by known.account_id order by known.day) as stay
        from ${invoiceDays(context)} as known
        join (
          select account_id, case when count(gap) < ${intervals}::integer then ${most}::integer
            else least(${most}::integer, greatest(${least}::integer,
              ceil(${times}::integer * percentile_cont(0.5) within group (order by gap))::integer)) end as patience
          from ${invoiceDays(context)} as days group by account_id
        ) as usual on usual.account_id = known.account_id
      ) as numbered
      group by account_id, stay, patience
    ) as stay
  )`
}

/** Grain: one row per customer and period with what it was invoiced in the year before, by the month, and who sold last. */
function worth(context: MetricContext, periods: readonly Period[]): Sql {
  const { currency } = context.settings
  return sql`(
    select p.position, deal.account_id, round(sum(${amountIn(currency)}) / 12) as start_minor,
      array_agg(distinct deal.currency) filter (where ${lacksRate(currency)}) as missing,
      (array_agg(deal.owner_id order by deal.day desc, deal.revenue_id desc))[1] as rep_id,
      (array_agg(deal.product_id order by deal.amount_minor desc nulls last, deal.revenue_id))[1] as product_id
    from (select r.* from revenue as r where r.day <= ${context.asOf}::date) as deal
    join ${periodRows(context, periods)} as p
      on deal.day < p.starts_on and deal.day >= p.starts_on - ${worthDays}::integer
    ${ratesOn(sql`p.starts_on`)}
    group by 1, 2
  )`
}

/** Grain and columns of `customers`, by the invoices: a stay begun before the period, and not lost by then. */
export function invoicedCustomers(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select known.* from (
      select p.position as period, stay.account_id, stay.started_on, account.is_identified,
        case when stay.lost_on <= p.last_on then stay.lost_on end as lost_on,
        coalesce(stay.lost_on <= p.last_on, false) as is_lost, false as is_late,
        case when stay.lost_on <= p.last_on then 'unknown' end as reason,
        value.start_minor, value.missing, value.product_id, value.rep_id, membership.team_id, p.starts_on,
        case when stay.lost_on <= p.last_on then 0 else value.start_minor end as end_minor
      from ${invoicedStays(context)} as stay
      join ${periodRows(context, periods)} as p
        on stay.started_on < p.starts_on and (stay.lost_on is null or stay.lost_on >= p.starts_on)
      join accounts as account on account.account_id = stay.account_id
      left join ${worth(context, periods)} as value
        on value.position = p.position and value.account_id = stay.account_id
      left join memberships as membership on membership.person_id = value.rep_id
        and (membership.starts_on is null or membership.starts_on <= p.starts_on)
        and (membership.ends_on is null or p.starts_on < membership.ends_on)
    ) as known
    where ${scopeOf(context.scope, 'known')} and ${inSight(context, sql`known.rep_id`, sql`known.starts_on`)}
  )`
}
