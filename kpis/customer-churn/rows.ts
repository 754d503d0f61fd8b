// Who was a customer at the start of a period, and what became of them: stretches of contracts, told as stays of customers.
import { sql } from 'kysely'
import { scopeOf, type Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext, RowPage, RowRequest } from '../../metric/definition.ts'
import { customerStays, earliestOf, isSteady, runsOn } from '../../metric/rows/customer-stays.ts'
import { inSight, isBare } from '../../metric/rows/in-sight.ts'
import { listRows } from '../../metric/rows/listing.ts'
import { amountIn, lacksRate, ratesOn } from '../../metric/rows/money.ts'
import type { Period } from '../../metric/period.ts'
import { periodRows } from '../../metric/rows/period-rows.ts'
import { invoicedCustomers } from './invoices.ts'
import { byAge, staysByAge } from './retention.ts'

/** Renewals are looked at so many days ahead. */
export const ahead = 90

/** Contracts that ended before it are of no customer of these periods. */
function since(context: MetricContext, periods: readonly Period[]): Sql {
  return earliestOf(
    context,
    periods.map((period) => period.start),
  )
}

/**
 * Grain: one row per customer and period with the recurring amount of a month the day before it starts and on its last day, and the
 * currencies that lack a rate, of both days and of the first. Where `among` is given, of those accounts alone.
 */
function amounts(context: MetricContext, periods: readonly Period[], among?: Sql): Sql {
  const { currency } = context.settings
  const atStart = sql`deal.starts_on < p.starts_on and (deal.ends_on is null or deal.ends_on >= p.starts_on)`
  const atEnd = sql`deal.starts_on <= p.last_on and (deal.ends_on is null or deal.ends_on > p.last_on)`
  const [rep, product] = isBare(context)
    ? [sql`null::bigint`, sql`null::bigint`]
    : [
        sql`(array_agg(deal.owner_id order by deal.starts_on desc, deal.subscription_id desc) filter (where ${atStart}))[1]`,
        sql`(array_agg(deal.product_id order by deal.amount_minor desc nulls last, deal.subscription_id) filter (where ${atStart}))[1]`,
      ]
  return sql`(
    select p.position, deal.account_id,
      (sum(${amountIn(currency)}) filter (where ${atStart}))::bigint as start_minor,
      (sum(${amountIn(currency)}) filter (where ${atEnd}))::bigint as end_minor,
      array_agg(distinct deal.currency) filter (where ${lacksRate(currency)}) as missing,
      array_agg(distinct deal.currency) filter (where ${lacksRate(currency)} and ${atStart}) as start_missing,
      ${rep} as rep_id, ${product} as product_id
    from (select s.*, s.monthly_minor as amount_minor from subscriptions as s
      where s.starts_on <= ${context.asOf}::date and ${among === undefined ? runsOn(since(context, periods)) : sql`s.account_id = any (${among})`}) as deal
    join ${periodRows(context, periods)} as p on (${atStart}) or (${atEnd})
    ${ratesOn(sql`p.starts_on`)}
    group by 1, 2
  )`
}

/**
 * Grain: one row per period and customer at its start: a stay begun before, and not lost by then. `is_lost` when it was lost
 * during the period; coming back later is a new stay. Amounts are those of a month, in the organisation's currency at the
 * rate of the period's first day; a late renewal keeps its amount. Those known by a list without days (`is_reckoned`) are there
 * too, and no figure of a period counts them: when they left is not known.
 */
export function customers(context: MetricContext, periods: readonly Period[]): Sql {
  const { currency } = context.settings
  const isThere = sql`stay.steady_from < p.starts_on and (stay.ended_on is null or stay.ended_on >= p.starts_on)`
  // What somebody pays who pays the same from the day before the start to the last day, or to the end, stands beside the stay. Of who
  // left, or is late, nothing is read of the last day: another stay may have begun by then.
  const value = amounts(
    context,
    periods,
    isBare(context) ? sql`array(select account_id from there where not is_steady)` : undefined,
  )
  const amountOf = (looked: Sql) =>
    sql`case when deal.is_steady then ${amountIn(currency)} else ${looked} end`
  return sql`(
    with customer_stays as materialized (select * from ${customerStays(context, since(context, periods))} as stays),
    there as materialized (
      select p.position as period, p.starts_on, p.last_on, stay.*, ${isSteady(context)} and ${isThere} as is_steady
      from customer_stays as stay
      join ${periodRows(context, periods)} as p
        on stay.started_on < p.starts_on and (stay.lost_on is null or stay.lost_on >= p.starts_on)
    )
    select known.* from (
      select stay.period, stay.account_id, stay.started_on, stay.is_identified,
        case when stay.lost_on <= stay.last_on then stay.lost_on end as lost_on,
        coalesce(stay.lost_on <= stay.last_on, false) as is_lost, stay.is_late, stay.is_reckoned, stay.described_on,
        case when stay.lost_on <= stay.last_on then coalesce(stay.reason, 'unknown') end as reason,
        stay.start_minor, stay.missing, stay.product_id, stay.rep_id, membership.team_id, stay.starts_on,
        case when stay.lost_on <= stay.last_on then 0 when stay.is_late then stay.start_minor
          else coalesce(stay.end_minor, 0) end as end_minor
      from (
        select deal.*, value.product_id, value.rep_id,
          ${amountOf(sql`value.start_minor`)} as start_minor, ${amountOf(sql`value.end_minor`)} as end_minor,
          case when deal.is_steady then case when ${lacksRate(currency)} then array[deal.currency] end
            when deal.is_late or deal.lost_on <= deal.last_on then value.start_missing else value.missing end as missing
        from there as deal
        ${ratesOn(sql`deal.starts_on`)}
        left join ${value} as value
          on value.position = deal.period and value.account_id = deal.account_id and not deal.is_steady
      ) as stay
      left join memberships as membership on membership.person_id = stay.rep_id
        and (membership.starts_on is null or membership.starts_on <= stay.starts_on)
        and (membership.ends_on is null or stay.starts_on < membership.ends_on)
    ) as known
    where ${scopeOf(context.scope, 'known')} and ${inSight(context, sql`known.rep_id`, sql`known.starts_on`)}
  )`
}

/** Grain: one row per period and renewal due in the 90 days after its last day, without a decision by then. */
export function renewalsAhead(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select known.* from (
      select p.position as period, renewal.account_id, renewal.renewal_id, renewal.due_on, renewal.owner_id as rep_id,
        membership.team_id, renewal.amount_minor, renewal.currency, coalesce(renewal.is_at_risk, false) as is_at_risk,
        renewal.is_at_risk is not null as is_judged, p.last_on
      from renewals as renewal
      join ${periodRows(context, periods)} as p
        on renewal.due_on > p.last_on and renewal.due_on <= p.last_on + ${ahead}::integer
        and (renewal.decided_on is null or renewal.decided_on > p.last_on)
      left join memberships as membership on membership.person_id = renewal.owner_id
        and (membership.starts_on is null or membership.starts_on <= p.last_on)
        and (membership.ends_on is null or p.last_on < membership.ends_on)
    ) as known
    where ${scopeOf(context.scope, 'known')} and ${inSight(context, sql`known.rep_id`, sql`known.last_on`)}
  )`
}

/** Grain: one row per customer of the period's start that some answer leaves out, with the `code` of the reason. */
export function setAside(context: MetricContext): Sql {
  return sql`(
    select * from (
      select row.*, case when not row.is_identified then 'account-unknown' when row.is_reckoned then 'list-without-days'
        when row.start_minor is null then 'no-amount' end as code
      from ${customers(context, [context.period])} as row
    ) as judged where code is not null
  )`
}

const customersOf = (answer: string) => (byInvoices.has(answer) ? invoicedCustomers : customers)

export function rows(context: MetricContext, request: RowRequest): Promise<RowPage> {
  const { currency } = context.settings
  if (request.answer === 'at-risk' && request.excluded === undefined)
    return listRows(
      context,
      {
        counted: renewalsAhead(context, [context.period]),
        with: ['account', 'rep', 'team'],
        cells: {
          due: sql`row.due_on`,
          currency: sql`coalesce(row.currency, ${currency})`,
          risk: sql`row.is_at_risk`,
        },
        money: { value: sql`row.amount_minor` },
        usual: { column: 'due', descending: false },
        tie: sql`row.renewal_id`,
      },
      request,
    )
  if (byAge.has(request.answer) && request.excluded === undefined)
    return listRows(
      context,
      {
        counted: staysByAge(context, request.answer === 'left-by-list' ? 'listed' : 'all'),
        with: ['account', 'rep', 'team'],
        cells: {
          started: sql`row.started_on`,
          ended: sql`row.lost_on`,
          reason: sql`row.reason`,
          months: sql`row.months`,
          reckoned: sql`row.is_reckoned`,
        },
        usual: { column: 'ended', descending: true },
        tie: sql`row.account_id, row.started_on`,
      },
      request,
    )
  const counted =
    request.excluded === undefined
      ? sql`(select * from ${customersOf(request.answer)(context, [context.period])} as row where row.is_identified and not row.is_reckoned ${narrowedTo(request.answer)})`
      : sql`(select * from ${setAside(context)} as row where code = ${request.excluded})`
  return listRows(
    context,
    {
      counted,
      with: ['account', 'rep', 'team'],
      cells: {
        started: sql`row.started_on`,
        ended: sql`row.lost_on`,
        reason: sql`row.reason`,
        currency: sql`${currency}::text`,
      },
      money: { value: sql`row.start_minor`, after: sql`row.end_minor` },
      usual: { column: 'ended', descending: true },
      tie: sql`row.account_id`,
    },
    request,
  )
}

/** Answers about customers known by their invoices, not by their contracts. */
export const byInvoices: ReadonlySet<string> = new Set(['silent-customers', 'silent-revenue'])

function narrowedTo(answer: string): Sql {
  if (answer === 'lost-customers') return sql`and row.is_lost`
  return answer === 'logo-churn' || answer === 'silent-customers' ? sql`` : sql`and row.start_minor > 0`
}
