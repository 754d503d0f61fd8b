// One narrow row for each lead that counts: when it came, what became of it, and the score by which effort was spent on it.
// Leads are too few a person and day for totals to be any fewer; what figures need of a lead is a tenth of its row, of its deal's
// and of its scores', and is found by its days. What became of it is told as it stands at the end of the data: as of an earlier
// day, a customer whose day is later is none yet, and a lead whose deal was opened later has none yet.
import { leadCohort as table } from '../tables/lead-cohort.ts'
import type { Rollup } from './rollup.ts'

const itself = (rows: string) => `select row.account_id, row.lead_id from ${rows} as row`

export const leadCohort: Rollup = {
  table: 'lead_cohort',
  behind: {
    accounts: (rows) => `
      select lead.account_id, lead.lead_id from ${rows} as row join leads as lead on lead.account_id = row.account_id`,
    leads: itself,
    lead_scores: itself,
    opportunities: (rows) => `
      select lead.account_id, lead.lead_id from ${rows} as row
      join leads as lead on lead.account_id = row.account_id and lead.opportunity_id = row.opportunity_id`,
  },
  part: { account_id: 'bigint', lead_id: 'bigint' },
  version: 3,
  isOfDays: false,
  columns: Object.keys(table.columns),
  order: ['created_on', 'account_id', 'lead_id'],
  // The first score a lead was given; of several of one day the lowest of the first method, because their order within the day
  // is not known. Where a source gives no dated scores, the lead's own stands in, without a day: it may have changed since. All
  // scores are joined before the first is taken: joined to a list of first ones, whose number the planner cannot know, every
  // lead would be held against every one.
  rows: ({ on }) => `
    select * from (
      select distinct on (row.account_id, row.lead_id) row.account_id, row.lead_id, row.created_on, row.owner_id, row.lead_source,
        row.is_qualified, row.is_converted, row.opportunity_id is not null as has_opportunity,
        case when row.opportunity_id is not null then coalesce(deal.outcome = 'won', false)
          else coalesce(row.is_converted, false) end as is_customer,
        case when row.opportunity_id is not null then case when deal.outcome = 'won' then deal.closed_on end
          else case when row.is_converted then row.converted_on end end as became_on,
        case when row.opportunity_id is null then case when row.is_converted then row.converted_on end
          when deal.opened_on is not null then least(deal.opened_on, case when deal.outcome = 'won' then deal.closed_on end)
          end as worked_on,
        given.scored_on, case when given.lead_id is null then row.score else given.score end as score,
        case when given.lead_id is not null then coalesce(given.method, '') when row.score is not null then '' end as method,
        given.is_good, coalesce(account.is_identified, false), coalesce(account.segment, '')
      from leads as row
      left join accounts as account on account.account_id = row.account_id
      left join opportunities as deal
        on deal.account_id = row.account_id and deal.opportunity_id = row.opportunity_id and not deal.is_deleted
      left join lead_scores as given on given.account_id = row.account_id and given.lead_id = row.lead_id
      where not row.is_deleted and not exists (select from purged_leads as purged where purged.lead_id = row.lead_id)
        and ${on('row')}
      order by row.account_id, row.lead_id, given.scored_on, coalesce(given.method, ''), given.score, given.is_good
    ) as told`,
}
