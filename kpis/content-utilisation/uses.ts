// Content in front of buyers: what reps shared and sent, what buyers opened, and the stage of the deal on that day.
import { sql } from 'kysely'
import { dayInIndex, periodAt, scopeOf, type Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext } from '../../metric/definition.ts'
import { inSight } from '../../metric/rows/in-sight.ts'
import { isToldOn, toldJoin } from '../../metric/rows/notice.ts'
import type { Period } from '../../metric/period.ts'

/** What puts an item before a buyer. */
const withBuyers = sql`('share', 'send', 'buyer-view', 'buyer-download')`

const sorts = {
  'by-reps': sql`('share', 'send')`,
  'by-buyers': sql`('buyer-view')`,
  downloaded: sql`('buyer-download')`,
} as const

/** Events of content, joined so that `isTold` says of each whether its rep had received the notice by then. */
function eventsTold(context: MetricContext): Sql {
  return sql`content_events as event ${toldJoin(context, sql`event.rep_id`)}`
}

/** What a buyer did without anybody known to have shared it is of nobody of ours: nobody was to be told. */
const isTold = sql`(event.rep_id = 0 or ${isToldOn(sql`event.day`)})`

/**
 * Grain: one row per item, deal, kind and day on which it was put before buyers by people who had the notice, with how often; of
 * days whose uses by person are no longer kept, from past_uses. Those name no account: the few deals are found by their numbers,
 * for joined by hash every deal that ever was would be read.
 */
export function toldUses(context: MetricContext): Sql {
  return sql`(
    select event.account_id, event.opportunity_id, event.content_item_id, event.kind, event.day, 1::bigint as uses
    from ${eventsTold(context)}
    where event.kind in ${withBuyers} and event.content_item_id is not null and ${isTold}
    union all
    select deal.account_id, deal.opportunity_id, past.content_item_id, past.kind, past.day, past.uses
    from opportunities as deal join past_uses as past on past.opportunity_id = deal.opportunity_id
    where deal.opportunity_id = any (array(select opportunity_id from past_uses))
    union all
    select null, null, past.content_item_id, past.kind, past.day, past.uses from past_uses as past where past.opportunity_id = 0
  )`
}

/**
 * Grain: one row per item shared with, sent to, opened or downloaded by a buyer in the periods; `is_told` once its rep
 * had the notice. Without a rep where nobody is known to have shared what a buyer saw.
 */
export function everyUse(context: MetricContext, periods: readonly Period[]): Sql {
  const isBare = context.isUnattributed === true && context.seen === 'everybody'
  const inTeam = sql`left join memberships as membership on membership.person_id = event.rep_id
        and (membership.starts_on is null or membership.starts_on <= event.day)
        and (membership.ends_on is null or event.day < membership.ends_on)`
  return sql`(
    select known.* from (
      select nullif(event.rep_id, 0) as rep_id, event.content_event_id, event.kind, event.content_item_id, event.day, event.tool, event.seconds,
        event.account_id, event.opportunity_id, ${periodAt(sql`event.day`, periods)} as period,
        ${isBare ? sql`null::bigint` : sql`membership.team_id`} as team_id, ${isTold} as is_told
      from ${eventsTold(context)}
      ${isBare ? sql`` : inTeam}
      where event.kind in ${withBuyers} and event.content_item_id is not null
        and ${dayInIndex(sql`event.day`, periods, context.asOf)}
    ) as known
    where ${scopeOf(context.scope, 'known')} and ${inSight(context, sql`known.rep_id`, sql`known.day`)}
  )`
}

/**
 * Grain: as everyUse, of those who had the notice and of this sort, with the stage in which the deal was on that day and what
 * became of the deal by the as-of day.
 */
export function uses(
  context: MetricContext,
  periods: readonly Period[],
  sort: keyof typeof sorts | 'both',
): Sql {
  const kinds = sort === 'both' ? withBuyers : sorts[sort]
  return sql`(
    select distinct on (use.rep_id, use.content_event_id) use.*, visit.stage_id,
      case when deal.opportunity_id is null then null
        when deal.closed_on > ${context.asOf}::date then 'open' else deal.outcome end as outcome
    from ${everyUse(context, periods)} as use
    left join opportunities as deal
      on deal.account_id = use.account_id and deal.opportunity_id = use.opportunity_id and not deal.is_deleted
    left join stage_visits as visit on visit.account_id = use.account_id and visit.opportunity_id = use.opportunity_id
      and visit.entered_on <= use.day and (visit.left_on is null or visit.left_on >= use.day)
    where use.is_told and use.kind in ${kinds}
    order by use.rep_id, use.content_event_id, visit.entered_at desc, visit.visit desc
  )`
}
