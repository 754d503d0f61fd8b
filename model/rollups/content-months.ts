// Uses of content by person and month: the days of content_days added up. A figure reads a month of a person where neither her
// team nor the notice given to her changes within it, and else its days.
import { contentMonths as table } from '../tables/content-months.ts'
import { useTotals } from './content-days.ts'
import type { Rollup } from './rollup.ts'

const sums = useTotals.filter((column) => column !== 'found_seconds' && column !== 'found_later_seconds')

export const contentMonths: Rollup = {
  table: 'content_months',
  // As of content_days: what follows a search after midnight is a matter of the day before too.
  behind: {
    content_events: (rows) => `
      select row.rep_id, date_trunc('month', row.day - before)::date as month
      from ${rows} as row cross join generate_series(0, 1) as before`,
  },
  part: { rep_id: 'bigint', month: 'date' },
  version: 1,
  isOfDays: false,
  columns: Object.keys(table.columns),
  order: ['month', 'rep_id'],
  // What is found after the last midnight of a month stays apart, because a period may end there. Days of a month are found by
  // their index; written down once, because they are read twice.
  rows: ({ listedIn }) => `
    with total as materialized (
      select day.*, date_trunc('month', day.day)::date as month
      from ${
        listedIn === null
          ? 'content_days as day'
          : `${listedIn} as part join content_days as day on day.rep_id = part.rep_id
          and day.day >= part.month and day.day < (part.month + interval '1 month')::date`
      }
    ), found as materialized (
      select rep_id, month, array_agg(seconds order by seconds) filter (where not is_later) as found,
        array_agg(seconds order by seconds) filter (where is_later) as found_later
      from (
        select total.rep_id, total.month, unnest(total.found_seconds) as seconds, false as is_later from total
        union all
        select total.rep_id, total.month, unnest(total.found_later_seconds),
          total.day + 1 = (total.month + interval '1 month')::date
        from total
      ) as one group by 1, 2
    ), used as materialized (
      select total.rep_id, total.month, ${sums.map((column) => `sum(total.${column})::bigint as ${column}`).join(', ')}
      from total group by 1, 2
    )
    select used.*, coalesce(found.found, '{}'), coalesce(found.found_later, '{}')
    from used left join found on found.rep_id = used.rep_id and found.month = used.month`,
}
