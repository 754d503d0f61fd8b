// Uses of content by person and day. A search succeeds when its person opens, downloads, customises or sends something within
// two minutes of it; where that happens after midnight it is kept apart, because a period may end in between.
import { contentDays as table } from '../tables/content-days.ts'
import type { Rollup } from './rollup.ts'

/** A search succeeds when something is opened so soon after it. */
export const soon = '2 minutes'

const kinds: readonly (readonly [string, string, string])[] = [
  ['search', 'searches', 'search_seconds'],
  ['open', 'opens', 'open_seconds'],
  ['download', 'downloads', 'download_seconds'],
  ['customise', 'customises', 'customise_seconds'],
  ['send', 'sends', 'send_seconds'],
  ['share', 'shares', 'share_seconds'],
]

/** Kinds of use by a rep, with the columns of their number and their seconds. */
export const useColumns = kinds

/** What is kept of a person's day, and of her month (`content_months`). */
export const useTotals: readonly string[] = Object.keys(table.columns).slice(2)

const counted = kinds.map(
  ([kind, many, seconds]) => `count(*) filter (where row.kind = '${kind}') as ${many},
        coalesce(sum(row.seconds) filter (where row.kind = '${kind}'), 0) as ${seconds}`,
)

const after = (instant: string) => `round(extract(epoch from ${instant} - search.occurred_at))::integer`
const soonAfter = (instant: string) => `${instant} <= search.occurred_at + interval '${soon}'`
const later = 'search.next_at is null and tomorrow.first_at >= search.occurred_at'

export const contentDays: Rollup = {
  table: 'content_days',
  // What follows a search after midnight is a matter of the day before too.
  behind: {
    content_events: (rows) => `
      select row.rep_id, row.day - before as day from ${rows} as row cross join generate_series(0, 1) as before`,
  },
  part: { rep_id: 'bigint', day: 'date' },
  version: 1,
  isOfDays: true,
  columns: Object.keys(table.columns),
  order: ['day', 'rep_id'],
  // Each step is written down once: by a key of two columns the planner expects one row, and would do a step again for each.
  rows: (days) => `
    with used as materialized (
      select row.rep_id, row.day, ${counted.join(',\n        ')},
        count(*) filter (where row.kind = 'search' and row.has_result is not null) as answered_searches,
        count(*) filter (where row.kind = 'search' and not row.has_result) as empty_searches
      from content_events as row
      where row.kind not in ('buyer-view', 'buyer-download') and ${days.on('row')}
      group by 1, 2
    ), search as materialized (
      select * from (
        select row.rep_id, row.day, row.kind, row.occurred_at,
          min(case when row.kind <> 'search' then row.occurred_at end) over (
            partition by row.rep_id, row.day order by row.occurred_at desc, row.content_event_id desc
            rows between unbounded preceding and 1 preceding) as next_at
        from content_events as row
        where row.kind not in ('buyer-view', 'buyer-download') and row.occurred_at is not null and ${days.on('row')}
      ) as timed where kind = 'search'
    ), tomorrow as materialized (
      select row.rep_id, row.day - 1 as day, min(row.occurred_at) as first_at
      from content_events as row
      where row.kind not in ('search', 'buyer-view', 'buyer-download') and row.occurred_at is not null and ${days.after('row')}
      group by 1, 2
    ), timed as materialized (
      select search.rep_id, search.day, count(*) as searches,
        array_agg(${after('search.next_at')} order by ${after('search.next_at')}) filter (where ${soonAfter('search.next_at')}) as found,
        array_agg(${after('tomorrow.first_at')} order by ${after('tomorrow.first_at')})
          filter (where ${later} and ${soonAfter('tomorrow.first_at')}) as found_later
      from search left join tomorrow on tomorrow.rep_id = search.rep_id and tomorrow.day = search.day
      group by 1, 2
    )
    select used.*, coalesce(timed.searches, 0), coalesce(timed.found, '{}'), coalesce(timed.found_later, '{}')
    from used left join timed on timed.rep_id = used.rep_id and timed.day = used.day`,
}
