// The items that are there in a period, what they cost, and whether buyers ever saw them.
import { sql } from 'kysely'
import { dayIn, dayInIndex, lastDayOf, periodAt, scopeOf, type Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext } from '../../metric/definition.ts'
import { inSight } from '../../metric/rows/in-sight.ts'
import { amountIn, lacksRate, ratesOn } from '../../metric/rows/money.ts'
import type { Period } from '../../metric/period.ts'
import { periodRows } from '../../metric/rows/period-rows.ts'
import { toldUses } from './uses.ts'

/** An item is given so many days to be used before its cost is counted as lost. */
export const timeToBeUsed = 90

/** An item is there in a period `p`. */
const isThere = sql`(item.published_on is null or item.published_on <= p.last_on)
        and (item.archived_on is null or item.archived_on > p.starts_on)`

/**
 * Grain: one row per period and item published by its last day and not archived before its first, or without a day of
 * publication. rep: who made it, with the team of the period's last day. `more` columns of `item` and the period `p`, by `join`.
 */
function there(context: MetricContext, periods: readonly Period[], more: Sql, join: Sql = sql``): Sql {
  return sql`(
    select known.* from (
      select item.content_item_id, item.title, item.type, item.department, item.stage, item.segment as made_for_segment,
        item.published_on, p.position as period, p.last_on, item.owner_id as rep_id, membership.team_id, ${more}
      from content_items as item
      join ${periodRows(context, periods)} as p on ${isThere}
      ${join}
      left join memberships as membership on membership.person_id = item.owner_id
        and (membership.starts_on is null or membership.starts_on <= p.last_on)
        and (membership.ends_on is null or p.last_on < membership.ends_on)
      where not item.is_template
    ) as known
    where ${scopeOf(context.scope, 'known')} and ${inSight(context, sql`known.rep_id`, sql`known.last_on`)}
  )`
}

/** Grain: as `there`, with its `shares` and `views` by buyers in the period. */
export function published(context: MetricContext, periods: readonly Period[]): Sql {
  const uses = sql`
      left join (
        select ${periodAt(sql`event.day`, periods)} as position, event.content_item_id,
          coalesce(sum(event.uses) filter (where event.kind in ('share', 'send')), 0)::bigint as shares,
          coalesce(sum(event.uses) filter (where event.kind = 'buyer-view'), 0)::bigint as views
        from ${toldUses(context)} as event
        where ${dayInIndex(sql`event.day`, periods, context.asOf)}
        group by 1, 2
      ) as used on used.position = p.position and used.content_item_id = item.content_item_id`
  return there(
    context,
    periods,
    sql`coalesce(used.shares, 0) as shares, coalesce(used.views, 0) as views`,
    uses,
  )
}

/** Grain: as `there`; `is_used` when it was put before a buyer in the period. */
export function usedOrNot(context: MetricContext, periods: readonly Period[]): Sql {
  return there(
    context,
    periods,
    sql`shown.position is not null as is_used`,
    joinShown(context, periods, false),
  )
}

/** Items of which a buyer saw something so shortly before the end of a period are most of those that are used at all. */
const recentDays = 7
/** Further back only those are looked for that were not seen meanwhile; all of the past is read for the few that were not here either. */
const seasonDays = 92

/**
 * A join, to items under `item` and periods under `p`: `shown` is there when a buyer saw the item in the period, or ever before its
 * end. Uses of the last days of each period are read, and further back only those of items that were not among them: however many
 * uses there are, and however old they are, an index finds the few that still say something.
 */
function joinShown(context: MetricContext, periods: readonly Period[], isEver: boolean): Sql {
  const rows = periodRows(context, periods)
  const missing = (seen: Sql) => sql`
          select array_agg(distinct item.content_item_id) as items
          from content_items as item
          join ${rows} as p on ${isThere}
          left join ${seen} as seen on seen.position = p.position and seen.content_item_id = item.content_item_id
          where not item.is_template and seen.content_item_id is null`
  return sql`left join (
        with recent as materialized (
          select distinct ${periodAt(sql`event.day`, periods)} as position, event.content_item_id
          from ${toldUses(context)} as event
          where ${dayIn(sql`event.day`, periods, context.asOf)} and ${shortlyBefore(context, periods, recentDays)}
        ), rest as materialized (${missing(sql`recent`)}
        )
        ${isEver ? everBefore(context, periods, rows, missing) : within(context, periods)}
      ) as shown on shown.position = p.position and shown.content_item_id = item.content_item_id`
}

/** The day of use is one of the last of a period. */
function shortlyBefore({ asOf }: MetricContext, periods: readonly Period[], days: number): Sql {
  const each = lastDays(periods, asOf).map(
    (last) => sql`event.day between ${last}::date - ${days - 1}::integer and ${last}::date`,
  )
  return sql`(${sql.join(each, sql` or `)})`
}

/** As `shortlyBefore`, for an index of items, which answers one stretch of days: the whole that they span is said as well. */
function inSeason(context: MetricContext, periods: readonly Period[]): Sql {
  const lasts = lastDays(periods, context.asOf).toSorted()
  return sql`event.day between ${lasts[0]}::date - ${seasonDays - 1}::integer and ${lasts.at(-1)}::date
              and ${shortlyBefore(context, periods, seasonDays)}`
}

function lastDays(periods: readonly Period[], asOf: string): string[] {
  return periods.map((period) => (lastDayOf(period) < asOf ? lastDayOf(period) : asOf))
}

const isOf = (items: Sql) => sql`event.content_item_id = any ((select items from ${items})::bigint[])`

function within(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`select position, content_item_id from recent
        union
        select ${periodAt(sql`event.day`, periods)}, event.content_item_id from ${toldUses(context)} as event
        where ${isOf(sql`rest`)} and ${dayInIndex(sql`event.day`, periods, context.asOf)}`
}

function everBefore(
  context: MetricContext,
  periods: readonly Period[],
  rows: Sql,
  missing: (seen: Sql) => Sql,
): Sql {
  return sql`, season as materialized (
          select position, content_item_id from recent
          union
          select p.position, event.content_item_id
          from (
            select distinct event.content_item_id, event.day from ${toldUses(context)} as event
            where ${isOf(sql`rest`)} and ${inSeason(context, periods)}
          ) as event join ${rows} as p on event.day between p.last_on - ${seasonDays - 1}::integer and p.last_on
        ), older as materialized (${missing(sql`season`)}
        )
        select position, content_item_id from season
        union
        select p.position, first.content_item_id
        from (
          select event.content_item_id, min(event.day) as day from ${toldUses(context)} as event
          where ${isOf(sql`older`)} and event.day <= ${context.asOf}::date group by 1
        ) as first join ${rows} as p on first.day <= p.last_on`
}

/**
 * Grain: one row per period and item that had been out for 90 days on its last day and that no buyer had seen by then. `cost_minor`
 * in the organisation's currency: external costs, and hours at `rate` where that is known; null where neither is.
 */
export function unused(context: MetricContext, periods: readonly Period[], rate: number | null): Sql {
  const { currency } = context.settings
  const worked = sql`round(work.seconds / 3600.0 * ${rate}::double precision)::bigint`
  const ofIdle = (row: Sql) => sql`${row}.content_item_id = any (array(select content_item_id from idle))`
  return sql`(
    with idle as materialized (
      select row.* from ${there(context, periods, sql`0 as shares, 0 as views, shown.position is not null as was_shown`, joinShown(context, periods, true))} as row
      where not row.was_shown and row.published_on <= row.last_on - ${timeToBeUsed}::integer
    )
    select row.*, spent.missing, coalesce(spent.minor + coalesce(${worked}, 0), ${worked}) as cost_minor
    from idle as row
    left join (
      select p.position, deal.content_item_id, sum(${amountIn(currency)}) as minor,
        array_agg(distinct deal.currency) filter (where ${lacksRate(currency)}) as missing
      from costs as deal join ${periodRows(context, periods)} as p on deal.day <= p.last_on
      ${ratesOn(sql`deal.day`)}
      where ${ofIdle(sql`deal`)} group by 1, 2
    ) as spent on spent.position = row.period and spent.content_item_id = row.content_item_id
    left join (
      select p.position, work.content_item_id, sum(work.seconds) as seconds
      from content_work as work join ${periodRows(context, periods)} as p on work.day <= p.last_on
      where ${ofIdle(sql`work`)} group by 1, 2
    ) as work on work.position = row.period and work.content_item_id = row.content_item_id
  )`
}
