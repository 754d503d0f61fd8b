// The costs that count as winning customers, and the customers won.
import { sql } from 'kysely'
import { acquisitionCosts, customersSince } from '../../metric/rows/acquisition.ts'
import { dayIn, type Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext, RowPage, RowRequest } from '../../metric/definition.ts'
import { listRows } from '../../metric/rows/listing.ts'
import { salesLag } from './lag.ts'

/** Condition on a cost (alias `row`) that an advertising platform says what it brought. */
const told: Sql = sql`row.purchases is not null and row.part = 0`

/** Condition on a cost (alias `row`) that it pays for campaigns. */
export const paid: Sql = sql`row.category = 'advertising'`

const narrowed = (answer: string | undefined): Sql =>
  answer === 'paid-cost' ? paid : answer === 'platform-cost' ? told : sql`true`

/** Grain: one row per cost, or twelfth of it, that counts in the period. */
function costs(context: MetricContext, lag: number, only: Sql = sql`true`): Sql {
  return sql`(
    select * from ${acquisitionCosts(context, lag)} as row
    where ${dayIn(sql`row.counts_on`, [context.period], context.asOf)} and ${only}
  )`
}

/** Grain: one row per customer whose first day falls in the period. */
function newCustomers(context: MetricContext): Sql {
  return customersSince(context, [context.period])
}

/** Grain: one row per deal won in the period whose account is not known: nobody can tell whether the customer is new. */
export function setAside(context: MetricContext): Sql {
  return sql`(
    select deal.account_id, deal.opportunity_id, deal.closed_on as since, deal.lead_source, null::text as segment,
      deal.owner_id as rep_id, null::bigint as team_id, 'account-unknown' as code
    from opportunities as deal
    join accounts as account on account.account_id = deal.account_id and not account.is_identified
    where deal.outcome = 'won' and not deal.is_deleted and ${dayIn(sql`deal.closed_on`, [context.period], context.asOf)}
  )`
}

export async function rows(context: MetricContext, request: RowRequest): Promise<RowPage> {
  if (request.answer === 'new-customers' || request.excluded !== undefined)
    return listRows(
      context,
      {
        counted:
          request.excluded === undefined
            ? newCustomers(context)
            : sql`(select * from ${setAside(context)} as row where code = ${request.excluded})`,
        with: ['account', 'rep', 'team'],
        cells: { day: sql`row.since`, channel: sql`row.lead_source`, segment: sql`row.segment` },
        usual: { column: 'day', descending: true },
        tie: sql`row.account_id`,
      },
      request,
    )
  const lag = request.answer === 'lagged-cost' ? ((await salesLag(context)) ?? 0) : 0
  return listRows(
    context,
    {
      counted: costs(context, lag, narrowed(request.answer)),
      with: ['team'],
      cells: {
        day: sql`row.day`,
        category: sql`row.category`,
        department: sql`row.department`,
        label: sql`row.label`,
        channel: sql`row.channel`,
        segment: sql`row.segment`,
        purchases: sql`row.purchases`,
        currency: sql`${context.settings.currency}::text`,
      },
      money: { cost: sql`row.minor` },
      usual: { column: 'day', descending: true },
      tie: sql`row.cost_id, row.part`,
    },
    request,
  )
}
