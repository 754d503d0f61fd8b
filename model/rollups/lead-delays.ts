// How long leads took to become customers, by the month in which they did: what the usual delay is read from. As of a day within a
// month, that month is read from the leads.
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
