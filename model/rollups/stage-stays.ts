// When each stay in a stage of open deals ended, and when its deal went on: had been in a later stage, before or after, or was won.
// What became of a deal is told as it stands at the end of the data: as of an earlier day, one that went on later has not yet.
// Whether a pipeline counts is looked up when a figure is read.
import { stageStays as table } from '../tables/stage-stays.ts'
import type { Rollup } from './rollup.ts'

const itself = (rows: string) => `select row.account_id, row.opportunity_id from ${rows} as row`

export const stageStays: Rollup = {
  table: 'stage_stays',
  behind: {
    stage_visits: itself,
    opportunities: itself,
    accounts: (rows) => `
      select visit.account_id, visit.opportunity_id from stage_visits as visit
      where visit.account_id in (select row.account_id from ${rows} as row)`,
    // A stage that changes its place is one before or after others for the deals that were in it. Where none changed, which is the
    // usual, stays are not looked through.
    stages: (rows) => `
      select visit.account_id, visit.opportunity_id from stage_visits as visit
      where exists (select from ${rows} as row) and visit.stage_id in (select row.stage_id from ${rows} as row)`,
  },
  part: { account_id: 'bigint', opportunity_id: 'bigint' },
  version: 2,
  isOfDays: false,
  columns: Object.keys(table.columns),
  order: ['left_on', 'account_id', 'opportunity_id', 'visit'],
  rows: ({ on }) => `
    select stay.account_id, stay.opportunity_id, stay.visit, stay.stage_id, coalesce(deal.pipeline_id, 0), coalesce(account.segment, ''), stay.left_on,
      least(stay.further_on, case when deal.outcome = 'won' then coalesce(deal.closed_on, '-infinity') end)
    from (
      select row.account_id, row.opportunity_id, row.visit, row.stage_id, row.entered_on, row.left_on,
        case when stage.position is not null then min(row.entered_on) filter (where stage.position is not null) over (
          partition by row.account_id, row.opportunity_id order by stage.position desc
          range between unbounded preceding and 1 preceding) end as further_on
      from stage_visits as row
      join stages as stage on stage.stage_id = row.stage_id and stage.outcome = 'open'
      where ${on('row')}
    ) as stay
    join opportunities as deal
      on deal.account_id = stay.account_id and deal.opportunity_id = stay.opportunity_id and not deal.is_deleted
    left join accounts as account on account.account_id = stay.account_id
    where stay.entered_on <= stay.left_on`,
}
