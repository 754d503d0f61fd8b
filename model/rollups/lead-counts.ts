// How many leads came on a day. A lead of which neither a deal nor a conversion has come is idle, as at the end of the data:
// for an earlier day, lead_cohort tells which were worked only later. Leads of an unknown day are in none.
import { leadCounts as table } from '../tables/lead-counts.ts'
import type { Rollup } from './rollup.ts'

export const leadCounts: Rollup = {
  table: 'lead_counts',
  behind: {
    leads: (rows) => `select row.created_on as day from ${rows} as row where row.created_on is not null`,
  },
  part: { day: 'date' },
  version: 1,
  isOfDays: false,
  columns: Object.keys(table.columns),
  order: ['day', 'is_qualified', 'is_idle'],
  rows: ({ on }) => `
    select row.day, coalesce(row.is_qualified, false), row.opportunity_id is null and not coalesce(row.is_converted, false), count(*)
    from (select lead.*, lead.created_on as day from leads as lead) as row
    where row.day is not null and not row.is_deleted
      and not exists (select from purged_leads as purged where purged.lead_id = row.lead_id) and ${on('row')}
    group by 1, 2, 3`,
}
