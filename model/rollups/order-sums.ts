// How often and for how much each customer without a contract has ordered. It is told by all invoices of an account: as of a day with
// later ones, and where amounts are to be converted by the rate of their day, the invoices are read.
import { orderSums as table } from '../tables/order-sums.ts'
import type { Rollup } from './rollup.ts'

const itself = (rows: string) => `select row.account_id from ${rows} as row`

export const orderSums: Rollup = {
  table: 'order_sums',
  behind: { accounts: itself, revenue: itself, subscriptions: itself },
  part: { account_id: 'bigint' },
  version: 1,
  isOfDays: false,
  columns: Object.keys(table.columns),
  order: ['account_id'],
  // Credit notes are no orders.
  rows: ({ on }) => `
    select account_id, min(day), max(day), count(*), coalesce(sum(minor) filter (where not is_first), 0),
      min(lowest), coalesce(min(lowest) <> max(highest), false)
    from (
      select row.account_id, row.day, sum(row.amount_minor) as minor, min(row.currency) as lowest, max(row.currency) as highest,
        row.day = min(row.day) over (partition by row.account_id) as is_first
      from revenue as row
      join accounts as account on account.account_id = row.account_id and account.is_identified
      left join (select distinct held.account_id from subscriptions as held where ${on('held')}) as contract on contract.account_id = row.account_id
      where row.amount_minor > 0 and contract.account_id is null and ${on('row')}
      group by row.account_id, row.day
    ) as ordered group by account_id`,
}
