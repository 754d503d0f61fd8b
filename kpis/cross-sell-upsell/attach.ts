// The attach rate: customers to whom something more was sold. Beside the success rate, which rises when only sure opportunities
// are written down.
import { sql } from 'kysely'
import { dealsAsOf, scopeOf, type Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext, RowPage, RowRequest } from '../../metric/definition.ts'
import { inSight } from '../../metric/rows/in-sight.ts'
import { listRows } from '../../metric/rows/listing.ts'
import type { Period } from '../../metric/period.ts'
import { periodRows } from '../../metric/rows/period-rows.ts'
import { firstWonByPipeline } from '../../metric/rows/first-purchases.ts'
import { organisation } from '../../metric/scope.ts'
import { workedOut } from '../../metric/worked-out.ts'
import { isSale, judgedDeals } from './rows.ts'

/**
 * Grain: one row per period and customer at its start: an account that had won a deal before. rep and team: those of its last deal won
 * before the period. With `among`, an array of their numbers, no others need be there.
 */
export function customersAtStart(context: MetricContext, periods: readonly Period[], among?: Sql): Sql {
  const everybody = everywhere(context)
  const bought = sql`${dealsAsOf(everybody, 'closed')} as deal`
  const isBought = sql`deal.is_counted and deal.outcome = 'won'`
  const lastBought = sql`
        select distinct on (p.position, deal.account_id) p.position as period, p.starts_on, deal.account_id, deal.closed_on, deal.rep_id, deal.team_id
        from ${periodRows(context, periods)} as p
        join ${bought} on ${isBought} and deal.closed_on < p.starts_on
        order by p.position, deal.account_id, deal.closed_on desc, deal.opportunity_id`
  // Where nobody asks who sold last, the first deal won says all, and is looked for once for all periods.
  const isBare = context.isUnattributed === true && context.seen === 'everybody'
  const since = sql`
        select p.position as period, p.starts_on, first.account_id, null::date as closed_on, null::bigint as rep_id, null::bigint as team_id
        from ${firstWon(context, among)} as first
        join ${periodRows(context, periods)} as p on first.won_on < p.starts_on
        where first.is_identified`
  const identified = sql`
      select customer.period, customer.starts_on, customer.account_id, customer.closed_on, customer.rep_id, customer.team_id
      from (${lastBought}) as customer
      join accounts as account on account.account_id = customer.account_id and account.is_identified${ofThem(sql`account`, among)}`
  return sql`(
    select known.* from (${isBare ? since : identified}
    ) as known
    where ${scopeOf(context.scope, 'known')} and ${inSight(context, sql`known.rep_id`, sql`known.starts_on`)}
  )`
}

/** Grain: as customersAtStart; `is_attached` when a cross-sell or upsell to it was won in the period, whoever won it. */
export function attachedOrNot(context: MetricContext, periods: readonly Period[], among?: Sql): Sql {
  return sql`(
    select customer.*, sold.account_id is not null as is_attached
    from ${customersAtStart(context, periods, among)} as customer
    left join (
      ${soldIn(context, periods)}
    ) as sold on sold.period = customer.period and sold.account_id = customer.account_id
  )`
}

// Who bought is the organisation's fact, whatever part of it is asked for.
function everywhere(context: MetricContext): MetricContext {
  return { ...context, scope: organisation, seen: 'everybody' }
}

/** Grain: one row per account that had won a deal, with the day of the first; `is_identified` as the account. */
export function firstWon(context: MetricContext, among?: Sql): Sql {
  return sql`(
    select won.account_id, won.is_identified, min(won.day) as won_on from ${firstWonByPipeline(context)} as won
    where true${ofThem(sql`won`, among)} group by 1, 2
  )`
}

/** An index finds the rows of a few accounts; joined by hash, a table is read through. */
export function ofThem(row: Sql, among: Sql | undefined): Sql {
  return among === undefined ? sql`` : sql` and ${row}.account_id = any (${among})`
}

/** Grain: one row per period and account to which something more was sold in it. */
function soldIn(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`
        select distinct period, account_id, is_identified, customer_since
        from ${judgedDeals({ ...everywhere(context), isUnattributed: true }, periods, 'decided')} as deal
        where outcome = 'won' and period is not null and ${isSale}`
}

/**
 * Whether months say as much of the organisation's customers as accounts do: no pipeline is left out, so that whatever an account
 * won first made it a customer.
 */
export async function areMonthsEnough(context: MetricContext): Promise<boolean> {
  if (context.isUnattributed !== true || context.seen !== 'everybody' || context.isFromRows === true)
    return false
  return workedOut(context, 'no pipeline left out', async () => {
    const found = await sql<{ is_left_out: boolean }>`
      select exists (select from pipelines where not is_counted) as is_left_out`.execute(context.query)
    return !found.rows[0]!.is_left_out
  })
}

/**
 * Grain: one row per period with customers at its start: how many `customers`, and how many of them are `attached`. The same as
 * attachedOrNot, of the whole organisation, where months are enough. A period begins with a month.
 */
export function countedAtStart(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    with sold as materialized (${soldIn(context, periods)})
    select * from (
      select p.position as period,
        (select coalesce(sum(accounts), 0)::bigint from customer_months where month < p.starts_on) as customers,
        (select count(*) from sold where sold.period = p.position and sold.is_identified and sold.customer_since < p.starts_on) as attached
      from ${periodRows(context, periods)} as p
    ) as counted where customers > 0
  )`
}

/** The list of those customers. */
export function listCustomers(context: MetricContext, request: RowRequest): Promise<RowPage> {
  return listRows(
    context,
    {
      counted: attachedOrNot(context, [context.period]),
      with: ['account', 'rep', 'team'],
      cells: { closed: sql`row.closed_on`, attached: sql`row.is_attached` },
      usual: { column: 'attached', descending: true },
      tie: sql`row.account_id`,
    },
    request,
  )
}
