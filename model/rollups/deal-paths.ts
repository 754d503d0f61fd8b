// The way of each deal through the stages, and how many went which way and stayed how long, by day of creation. It is told as it
// stands at the end of the data: who asks as of an earlier day reads the stays. What a stage stands for and its place in the
// pipeline are looked up when a figure is read.
import { dealPaths as table } from '../tables/deal-paths.ts'
import { pathDays as pathsTable } from '../tables/path-days.ts'
import { stayDays as staysTable } from '../tables/stay-days.ts'
import { counting, type Rollup } from './rollup.ts'

const itself = (rows: string) => `select row.account_id, row.opportunity_id from ${rows} as row`

/** The day from which on a stay without an end is counted: such a stay is as long as the as-of day is far from it, less its start. */
export const unendedSince = '2000-01-01'

export const dealPaths: Rollup = {
  table: 'deal_paths',
  behind: { opportunities: itself, stage_visits: itself },
  part: { account_id: 'bigint', opportunity_id: 'bigint' },
  version: 1,
  isOfDays: false,
  columns: Object.keys(table.columns),
  order: ['opened_on', 'account_id', 'opportunity_id'],
  // A deal that comes back to a stage has spent the sum of its stays there. What a decided deal did after its closing is no stay.
  rows: ({ on }) => `
    select account_id, opportunity_id, opened_on, pipeline_id, outcome, array_agg(stage_id order by stage_id),
      array_agg(running order by stage_id), array_agg(days order by stage_id)
    from (
      select row.account_id, row.opportunity_id, row.opened_on, row.pipeline_id, row.outcome, visit.stage_id,
        count(*) filter (where visit.ended_on is null) as running,
        sum(coalesce(visit.ended_on, date '${unendedSince}') - visit.entered_on) as days
      from (
        select deal.account_id, deal.opportunity_id, deal.opened_on, coalesce(deal.pipeline_id, 0) as pipeline_id, deal.outcome,
          case when deal.outcome <> 'open' then deal.closed_on end as decided_on
        from opportunities as deal where deal.opened_on is not null and not deal.is_deleted
      ) as row
      join stage_visits as stay on stay.account_id = row.account_id and stay.opportunity_id = row.opportunity_id
        and (row.decided_on is null or stay.entered_on <= row.decided_on) and (stay.left_on is null or stay.entered_on <= stay.left_on)
      cross join lateral (select stay.stage_id, stay.entered_on, least(stay.left_on, row.decided_on) as ended_on) as visit
      where ${on('row')}
      group by 1, 2, 3, 4, 5, 6
    ) as spent group by 1, 2, 3, 4, 5`,
}

export const pathDays = counting({
  table: 'path_days',
  version: 1,
  columns: Object.keys(pathsTable.columns),
  counts: {
    of: 'deal_paths',
    cells: (facts) =>
      `select deal.opened_on, deal.pipeline_id, deal.outcome, deal.stages from ${facts} as deal`,
  },
})

export const stayDays = counting({
  table: 'stay_days',
  version: 1,
  columns: Object.keys(staysTable.columns),
  counts: {
    of: 'deal_paths',
    cells: (facts) => `
      select deal.opened_on, deal.pipeline_id, stay.stage_id, deal.outcome = 'open', stay.running::integer, stay.days::integer
      from ${facts} as deal cross join lateral unnest(deal.stages, deal.running, deal.days) as stay (stage_id, running, days)`,
  },
})
