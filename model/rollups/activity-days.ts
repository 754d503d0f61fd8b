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

const byCategory = [...secondsColumns].map(
  ([category, column]) => `sum(row.seconds) filter (where row.category = '${category}') as ${column}`,
)

/** In the order of the table. */
const columns = Object.keys(table.columns)

/** What rows of activities under the alias `row` come to, by person, day and basis; in the order of the columns. */
export const noted = (condition: string) => `
      select rep_id, day, basis, activities, ${length('selling_spans')} + selling_totals * 1000000 as selling_micros,
        ${length('spans')} + totals * 1000000 as tracked_micros, ${[...secondsColumns.values()].join(', ')}
      from (
        select row.rep_id, row.day, row.basis, count(*) as activities,
          ${spans} filter (where ${hasHours}) as spans,
          ${spans} filter (where ${hasHours} and ${isSelling}) as selling_spans,
          coalesce(sum(row.seconds) filter (where row.started_at is null), 0) as totals,
          coalesce(sum(row.seconds) filter (where row.started_at is null and ${isSelling}), 0) as selling_totals,
          ${byCategory.join(',\n          ')}
        from activities as row
        where row.category <> 'not-measured' and ${condition}
        group by 1, 2, 3
      ) as noted`

export const activityDays: Rollup = {
  table: 'activity_days',
  behind: { activities: (rows) => `select row.rep_id, row.day from ${rows} as row` },
  part: { rep_id: 'bigint', day: 'date' },
  version: 1,
  isOfDays: true,
  columns,
  order: ['day', 'rep_id'],
  // Pieces with hours and totals without hours are added, so those whose hours are no longer kept can stand beside the rest.
  rows: ({ on }) => `
    select rep_id, day, basis, ${columns
      .slice(3)
      .map((column) => `sum(${column})::bigint as ${column}`)
      .join(', ')}
    from (${noted(on('row'))}
      union all
      select ${columns.join(', ')} from past_hours as row where ${on('row')}
    ) as part group by 1, 2, 3`,
}
