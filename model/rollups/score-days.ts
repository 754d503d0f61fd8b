// How many leads were given which score, by method and day, and ever: where a score stands among all others is read off these counts.
// Dated scores count on their day. Where a lead has none, its own score counts, under the day on which the lead came, only so
// that few are counted again when one changes; it has no day of its own.
import { scoreDays as table } from '../tables/score-days.ts'
import { scoreTotals as totalsTable } from '../tables/score-totals.ts'
import { counting, type Rollup } from './rollup.ts'

/** The day of a lead that came on an unknown one. */
const cameOn = (alias: string) => `coalesce(${alias}.created_on, '-infinity'::date)`

export const scoreDays: Rollup = {
  table: 'score_days',
  behind: {
    leads: (rows) => `
      select false as is_dated, ${cameOn('row')} as day from ${rows} as row where row.score is not null`,
    lead_scores: (rows) => `
      select true as is_dated, row.scored_on as day from ${rows} as row
      union all
      select false, ${cameOn('lead')} from ${rows} as row
      join leads as lead on lead.account_id = row.account_id and lead.lead_id = row.lead_id
      where lead.score is not null`,
  },
  part: { is_dated: 'boolean', day: 'date' },
  version: 1,
  isOfDays: false,
  columns: Object.keys(table.columns),
  order: ['is_dated', 'day', 'method', 'score'],
  rows: ({ listedIn }) => {
    const isOn = (isDated: boolean, day: string) =>
      listedIn === null ? 'true' : `${day} in (select day from ${listedIn} where is_dated = ${isDated})`
    return `
    select true, row.scored_on, coalesce(row.method, ''), row.score, count(*)
    from lead_scores as row where ${isOn(true, 'row.scored_on')}
    group by 1, 2, 3, 4
    union all
    select false, ${cameOn('row')}, '', row.score, count(*)
    from leads as row
    where row.score is not null and not row.is_deleted and ${isOn(false, cameOn('row'))}
      and not exists (select from lead_scores as dated where dated.account_id = row.account_id and dated.lead_id = row.lead_id)
    group by 1, 2, 3, 4`
  },
}

/** As of an earlier day, what came after it is taken away. */
export const scoreTotals = counting({
  table: 'score_totals',
  version: 1,
  columns: Object.keys(totalsTable.columns),
  counts: {
    of: 'score_days',
    isSum: true,
    cells: (facts) => `select given.method, given.score, given.leads from ${facts} as given`,
  },
})
