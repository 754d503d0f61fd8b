// The items that are there in a period, what they cost, and whether buyers ever saw them.
import { sql } from 'kysely'
import { dayInIndex, periodAt, scopeOf, type Sql } from '../../metric/counted-deals.ts'
import type { MetricContext } from '../../metric/definition.ts'
import { inSight } from '../../metric/in-sight.ts'
import { amountIn, lacksRate, ratesOn } from '../../metric/money.ts'
import type { Period } from '../../metric/period.ts'
import { periodRows } from '../../metric/period-rows.ts'
import { toldUses } from './uses.ts'

/** An item is given so many days to be used before its cost is counted as lost. */
export const timeToBeUsed = 90

/**
 * Grain: one row per period and item published by its last day and not archived before its first, or without a day of
 * publication. `uses` with buyers in the period. rep: who made it, with the team of the period's last day.
 */
export function published(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select known.* from (
      select item.content_item_id, item.title, item.type, item.department, item.stage, item.segment as made_for_segment,
        item.published_on, p.position as period, p.last_on, item.owner_id as rep_id, membership.team_id,
        coalesce(used.shares, 0) as shares, coalesce(used.views, 0) as views, coalesce(used.shares + used.views, 0) as uses
      from content_items as item
      join ${periodRows(context, periods)} as p on (item.published_on is null or item.published_on <= p.last_on)
        and (item.archived_on is null or item.archived_on > p.starts_on)
      left join (
        select ${periodAt(sql`event.day`, periods)} as position, event.content_item_id,
          coalesce(sum(event.uses) filter (where event.kind <> 'buyer-view'), 0)::bigint as shares,
          coalesce(sum(event.uses) filter (where event.kind = 'buyer-view'), 0)::bigint as views
        from ${toldUses(context)} as event
        where ${dayInIndex(sql`event.day`, periods, context.asOf)}
        group by 1, 2
      ) as used on used.position = p.position and used.content_item_id = item.content_item_id
      left join memberships as membership on membership.person_id = item.owner_id
        and (membership.starts_on is null or membership.starts_on <= p.last_on)
        and (membership.ends_on is null or p.last_on < membership.ends_on)
      where not item.is_template
    ) as known
    where ${scopeOf(context.scope, 'known')} and ${inSight(context, sql`known.rep_id`, sql`known.last_on`)}
  )`
}

/**
 * Grain: one row per period and item that had been out for 90 days on its last day and that no buyer had seen by then. `cost_minor`
 * in the organisation's currency: external costs, and hours at `rate` where that is known; null where neither is.
 */
export function unused(context: MetricContext, periods: readonly Period[], rate: number | null): Sql {
  const { currency } = context.settings
  const worked = sql`round(work.seconds / 3600.0 * ${rate}::double precision)::bigint`
  return sql`(
    select row.*, spent.missing, coalesce(spent.minor + coalesce(${worked}, 0), ${worked}) as cost_minor
    from ${published(context, periods)} as row
    left join (
      select event.content_item_id, min(event.day) as first_on
      from ${toldUses(context)} as event
      group by 1
    ) as seen on seen.content_item_id = row.content_item_id and seen.first_on <= row.last_on
    left join (
      select p.position, deal.content_item_id, sum(${amountIn(currency)}) as minor,
        array_agg(distinct deal.currency) filter (where ${lacksRate(currency)}) as missing
      from costs as deal join ${periodRows(context, periods)} as p on deal.day <= p.last_on
      ${ratesOn(sql`deal.day`)}
      where deal.content_item_id is not null group by 1, 2
    ) as spent on spent.position = row.period and spent.content_item_id = row.content_item_id
    left join (
      select p.position, work.content_item_id, sum(work.seconds) as seconds
      from content_work as work join ${periodRows(context, periods)} as p on work.day <= p.last_on group by 1, 2
    ) as work on work.position = row.period and work.content_item_id = row.content_item_id
    where seen.content_item_id is null and row.published_on <= row.last_on - ${timeToBeUsed}::integer
  )`
}
