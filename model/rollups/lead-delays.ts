// How long leads took to become customers, by the month in which they did, and ever: what the usual delay is read from. As of an
// earlier day, months after it are taken away from all that ever were, and its own month is read from the leads.
import { delayTotals as totalsTable } from '../tables/delay-totals.ts'
import { leadDelays as table } from '../tables/lead-delays.ts'
import { counting } from './rollup.ts'

export const leadDelays = counting({
  table: 'lead_delays',
  version: 1,
  columns: Object.keys(table.columns),
  counts: {
    of: 'lead_cohort',
    cells: (facts) => `
      select date_trunc('month', lead.became_on)::date, coalesce(lead.is_qualified, false), lead.became_on - lead.created_on
      from ${facts} as lead where lead.created_on <= lead.became_on`,
  },
})

export const delayTotals = counting({
  table: 'delay_totals',
  version: 1,
  columns: Object.keys(totalsTable.columns),
  counts: {
    of: 'lead_cohort',
    cells: (facts) => `
      select coalesce(lead.is_qualified, false), lead.became_on - lead.created_on
      from ${facts} as lead where lead.created_on <= lead.became_on`,
  },
})
