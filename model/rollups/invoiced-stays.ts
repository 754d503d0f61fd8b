// Customers known by their invoices, as an accounting file brings them: how long each may be silent before it is lost, and its
// stretches of invoices with no such silence between them. It is told by all invoices of an account: as of a day with later ones,
// the invoices are read.
import { invoicedStays as table } from '../tables/invoiced-stays.ts'
import type { Rollup } from './rollup.ts'

/**
 * The rule, ours and said on screen: a customer is lost once it has not been invoiced for three times its usual interval (the median
 * between its days of invoice), never sooner than 60 days nor later than 365. Two intervals at least make a habit; before, it is 365.
 */
export const silence = { times: 3, least: 60, most: 365, intervals: 2 } as const

/**
 * Stays by the invoices that satisfy a condition on the alias `row`, which takes all of an account up to some day. A day counts on
 * which more was invoiced than credited. In the order of the columns.
 */
export function staysByInvoices(condition: string): string {
  const { times, least, most, intervals } = silence
  return `
    with invoiced as materialized (
      select account_id, day, day - lag(day) over (partition by account_id order by day) as gap
      from (
        select row.account_id, row.day from revenue as row where ${condition}
        group by row.account_id, row.day having sum(row.amount_minor) > 0
      ) as told
    ),
    usual as materialized (
      select account_id, case when count(gap) < ${intervals} then ${most}
        else least(${most}, greatest(${least}, ceil(${times} * percentile_cont(0.5) within group (order by gap))::integer)) end as patience
      from invoiced group by account_id
    )
    select account_id, min(day), max(day), patience
    from (
      select known.account_id, known.day, usual.patience, count(*) filter (where known.gap is null or known.gap > usual.patience)
        over (partition by known.account_id order by known.day) as stay
      from invoiced as known join usual on usual.account_id = known.account_id
    ) as numbered
    group by account_id, stay, patience`
}

export const invoicedStays: Rollup = {
  table: 'invoiced_stays',
  behind: { revenue: (rows) => `select row.account_id from ${rows} as row` },
  part: { account_id: 'bigint' },
  version: 1,
  isOfDays: false,
  columns: Object.keys(table.columns),
  order: ['last_on', 'account_id', 'started_on'],
  rows: ({ on }) => staysByInvoices(on('row')),
}
