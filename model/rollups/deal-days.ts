// Deals that closed, by day, pipeline and outcome, with the days that they had taken. A person closes too few deals a day for
// totals by person to be any fewer than the deals; without persons they are a few a day. A deal that closed after the day as of
// which a figure is told is open then: its day is not read. Whether a pipeline counts is looked up when a figure is read.
import { dealDays as table } from '../tables/deal-days.ts'
import { dealTotals as totalsTable } from '../tables/deal-totals.ts'
import { counting, type Rollup } from './rollup.ts'

export const dealDays: Rollup = {
  table: 'deal_days',
  behind: {
    opportunities: (rows) =>
      `select row.closed_on as day from ${rows} as row where row.closed_on is not null`,
  },
  part: { day: 'date' },
  version: 2,
  isOfDays: false,
  columns: Object.keys(table.columns),
  order: ['day', 'pipeline_id', 'outcome'],
  rows: ({ on }) => `
    select row.day, coalesce(row.pipeline_id, 0), row.outcome, count(*),
      coalesce(array_agg(row.cycle order by row.cycle) filter (where row.cycle is not null), '{}'),
      count(row.cycle), coalesce(sum(row.cycle), 0), coalesce(sum(row.cycle::bigint * row.cycle), 0)::bigint
    from (
      select deal.*, deal.closed_on as day, case when deal.opened_on <= deal.closed_on then deal.closed_on - deal.opened_on end as cycle
      from opportunities as deal
    ) as row
    where row.day is not null and row.outcome <> 'open' and not row.is_deleted and ${on('row')}
    group by 1, 2, 3`,
}

export const dealTotals = counting({
  table: 'deal_totals',
  version: 1,
  columns: Object.keys(totalsTable.columns),
  counts: {
    of: 'deal_days',
    isSum: true,
    cells: (facts) => `select closed.pipeline_id, closed.outcome, closed.deals from ${facts} as closed`,
  },
})
