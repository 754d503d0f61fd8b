// What reps do to find content: searches, openings, downloads, and the time that they take.
import { sql } from 'kysely'
import { dayIn, periodAt, scopeOf, type Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext, RowPage, RowRequest } from '../../metric/definition.ts'
import { inSight } from '../../metric/rows/in-sight.ts'
import { listRows } from '../../metric/rows/listing.ts'
import { isToldOn, toldJoin } from '../../metric/rows/notice.ts'
import type { Period } from '../../metric/period.ts'
import { soon } from '../../model/rollups/index.ts'

/** Grain: one row per thing a rep did with content in the periods, with her team of the day; `is_told` once she had the notice. */
function everyUse(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select known.* from (
      select event.rep_id, event.content_event_id, event.kind, event.content_item_id, event.occurred_at, event.day,
        event.has_result, event.seconds, event.tool, ${periodAt(sql`event.day`, periods)} as period, membership.team_id,
        ${isToldOn(sql`event.day`)} as is_told
      from content_events as event
      left join memberships as membership on membership.person_id = event.rep_id
        and (membership.starts_on is null or membership.starts_on <= event.day)
        and (membership.ends_on is null or event.day < membership.ends_on)
      ${toldJoin(context, sql`event.rep_id`)}
      where event.kind not in ('buyer-view', 'buyer-download') and ${dayIn(sql`event.day`, periods, context.asOf)}
    ) as known
    where ${scopeOf(context.scope, 'known')} and ${inSight(context, sql`known.rep_id`, sql`known.day`)}
  )`
}

/** Grain: as everyUse, of those who had the notice. */
export function uses(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(select * from ${everyUse(context, periods)} as use where use.is_told)`
}

/**
 * Grain: one row per search whose hour is known. `found_after`: seconds until the same rep opened, downloaded, customised or sent
 * something, within the same period; `is_found` within two minutes.
 */
export function searches(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select timed.*, extract(epoch from timed.next_at - timed.occurred_at) as found_after,
      coalesce(timed.next_at <= timed.occurred_at + ${soon}::interval, false) as is_found
    from (
      select use.*, min(case when use.kind <> 'search' then use.occurred_at end) over (
        partition by use.rep_id, use.period order by use.occurred_at desc, use.content_event_id desc
        rows between unbounded preceding and 1 preceding) as next_at
      from ${uses(context, periods)} as use where use.occurred_at is not null
    ) as timed
    where timed.kind = 'search'
  )`
}

/** Grain: as uses: openings and downloads. */
export function accesses(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(select * from ${uses(context, periods)} as use where use.kind in ('open', 'download'))`
}

/** Grain: as uses: searches of which the source says whether they gave anything. */
export function answeredSearches(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(select * from ${uses(context, periods)} as use where use.kind = 'search' and use.has_result is not null)`
}

/** Grain: one row per event of the period that is not used, with the `code` of the reason. */
export function setAside(context: MetricContext): Sql {
  return sql`(
    select use.*, case when not use.is_told then 'before-notice' else 'no-hour' end as code
    from ${everyUse(context, [context.period])} as use
    where not use.is_told or (use.kind = 'search' and use.occurred_at is null)
  )`
}

export function rows(context: MetricContext, request: RowRequest): Promise<RowPage> {
  const periods = [context.period]
  const isSearch = request.answer === 'search-success' || request.answer === 'time-to-find'
  const counted =
    request.excluded !== undefined
      ? sql`(select * from ${setAside(context)} as row where code = ${request.excluded})`
      : request.answer === 'search-success'
        ? searches(context, periods)
        : request.answer === 'time-to-find'
          ? sql`(select * from ${searches(context, periods)} as row where row.is_found)`
          : request.answer === 'accesses'
            ? accesses(context, periods)
            : request.answer === 'empty-searches'
              ? answeredSearches(context, periods)
              : uses(context, periods)
  return listRows(
    context,
    {
      counted,
      with: ['rep', 'team'],
      join: sql`left join content_items as item on item.content_item_id = row.content_item_id`,
      cells: {
        day: sql`row.day`,
        action: sql`row.kind`,
        content: sql`item.title`,
        tool: sql`row.tool`,
        minutes: sql`round(row.seconds / 60.0, 1)::double precision`,
        result: sql`row.has_result`,
        ...(isSearch &&
          request.excluded === undefined && {
            found: sql`row.is_found`,
            seconds: sql`case when row.is_found then round(row.found_after)::integer end`,
          }),
      },
      usual: { column: 'day', descending: true },
      tie: sql`row.rep_id, row.content_event_id`,
    },
    request,
  )
}
