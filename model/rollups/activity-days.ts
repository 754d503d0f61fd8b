// Time by person, day and basis. Selling comes before all else: a minute with a customer counts as one whatever was noted
// beside it, and every minute counts once in what was tracked.
import { activityCategories } from '../codes.ts'
import { activityDays as table } from '../tables/activity-days.ts'
import type { Rollup } from './rollup.ts'

/** The categories that a figure may show, with the column of each. */
export const secondsColumns: ReadonlyMap<string, string> = new Map(
  activityCategories
    .filter((category) => category !== 'not-measured')
    .map((category) => [category, `${category.replaceAll('-', '_')}_seconds`]),
)

const hasHours = 'row.started_at < row.ended_at'
const isSelling = "row.category = 'buyer-facing'"
const spans = 'range_agg(tstzrange(row.started_at, row.ended_at))'

/** Microseconds in a set of intervals. */
const length = (ranges: string) =>
  `coalesce((select sum(extract(epoch from upper(part) - lower(part))) from unnest(${ranges}) as part) * 1000000, 0)::bigint`

const noted = [...secondsColumns].map(
  ([category, column]) => `sum(row.seconds) filter (where row.category = '${category}') as ${column}`,
)

export const activityDays: Rollup = {
  table: 'activity_days',
  behind: { activities: (rows) => `select row.rep_id, row.day from ${rows} as row` },
  part: { rep_id: 'bigint', day: 'date' },
  version: 1,
  isOfDays: true,
  columns: Object.keys(table.columns),
  order: ['day', 'rep_id'],
  rows: ({ on }) => `
    select rep_id, day, basis, activities, ${length('selling_spans')} + selling_totals * 1000000,
      ${length('spans')} + totals * 1000000, ${[...secondsColumns.values()].join(', ')}
    from (
      select row.rep_id, row.day, row.basis, count(*) as activities,
        ${spans} filter (where ${hasHours}) as spans,
        ${spans} filter (where ${hasHours} and ${isSelling}) as selling_spans,
        coalesce(sum(row.seconds) filter (where row.started_at is null), 0) as totals,
        coalesce(sum(row.seconds) filter (where row.started_at is null and ${isSelling}), 0) as selling_totals,
        ${noted.join(',\n        ')}
      from activities as row
      where row.category <> 'not-measured' and ${on('row')}
      group by 1, 2, 3
    ) as noted`,
}
