// When each account bought for the first time, and how many known ones did on a day. A first time is the earliest of all days, so it
// holds as of any later day: of a figure as of an earlier one, who bought later had not bought yet. Which pipelines count, the
// families of products, and who sold are looked up when a figure is read.
import { firstDays as daysTable } from '../tables/first-days.ts'
import { firstPurchases as table } from '../tables/first-purchases.ts'
import { counting, type Rollup } from './rollup.ts'

const itself = (rows: string) => `select row.account_id from ${rows} as row`
// Before a change and after it: a deal that is won neither time is behind nothing.
const ofWon = (rows: string) => `${itself(rows)} where row.outcome = 'won'`
// Of an account only whether it is known matters, which seldom changes. None goes while it has bought something.
const ofOtherwiseKnown = (rows: string) => `
  ${itself(rows)} join first_purchases as first on first.account_id = row.account_id and first.is_identified <> row.is_identified`

export const firstPurchases: Rollup = {
  table: 'first_purchases',
  behind: {
    accounts: ofOtherwiseKnown,
    opportunities: ofWon,
    opportunity_lines: itself,
    revenue: itself,
    subscriptions: itself,
  },
  part: { account_id: 'bigint' },
  version: 2,
  isOfDays: false,
  columns: Object.keys(table.columns),
  order: ['way', 'day', 'account_id', 'pipeline_id', 'product_id'],
  rows: ({ on }) => `
    with won as materialized (
      select row.account_id, row.opportunity_id, coalesce(row.pipeline_id, 0) as pipeline_id, row.closed_on as day
      from opportunities as row
      where row.outcome = 'won' and not row.is_deleted and row.closed_on is not null and ${on('row')}
    )
    select told.*, coalesce(account.is_identified, false)
    from (
      select account_id, 'any', 0::bigint, 0::bigint, min(day), null::bigint
      from (
        select account_id, day from won
        union all select row.account_id, row.starts_on from subscriptions as row where ${on('row')}
        union all select row.account_id, row.day from revenue as row where row.amount_minor > 0 and ${on('row')}
      ) as sign group by 1
      union all
      select * from (
        select distinct on (account_id, pipeline_id) account_id, 'pipeline', pipeline_id, 0::bigint, day, opportunity_id
        from won order by account_id, pipeline_id, day, opportunity_id
      ) as first
      union all
      select won.account_id, 'product', 0::bigint, line.product_id, min(won.day), null::bigint
      from won join opportunity_lines as line on line.account_id = won.account_id and line.opportunity_id = won.opportunity_id
      group by won.account_id, line.product_id
    ) as told (account_id)
    left join accounts as account on account.account_id = told.account_id and ${on('account')}`,
}

export const firstDays = counting({
  table: 'first_days',
  version: 1,
  columns: Object.keys(daysTable.columns),
  counts: {
    of: 'first_purchases',
    cells: (facts) => `
      select first.day from ${facts} as first where first.way = 'any' and first.is_identified`,
  },
})
