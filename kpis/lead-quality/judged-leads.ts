// The leads that are judged: those created in a period, with the first score they were given and what became of them since.
import { sql } from 'kysely'
import { dayIn, periodAt, scopeOf, type Sql } from '../../metric/rows/counted-deals.ts'
import { leadsAsOf, scoreCounts } from '../../metric/rows/counted-leads.ts'
import type { MetricContext } from '../../metric/definition.ts'
import { daysBefore, movedBack, type Period } from '../../metric/period.ts'

/** Where the source names no bar, the best third of all scores given is called good. */
const bestShare = 1 / 3

/**
 * Grain: one row per method and score. `standing` is the share of all scores of the method that are lower, ties by half, `band` its
 * fifth; `is_best` says whether it is in the best third, null where all scores are the same.
 */
function standings(context: MetricContext): Sql {
  return sql`(
    select ranked.*, least(5, 1 + floor(standing * 5))::integer as band from (
      select method, score, ((below + leads / 2.0) / total)::double precision as standing,
        case when count(*) over (partition by method) > 1 then
          score >= coalesce(min(score) filter (where total - below <= total * ${bestShare}::double precision) over (partition by method),
            max(score) over (partition by method)) end as is_best
      from (
        select method, score, leads, sum(leads) over (partition by method) as total,
          sum(leads) over (partition by method order by score) - leads as below
        from ${scoreCounts(context)} as counted
      ) as placed
    ) as ranked
  )`
}

/**
 * Which leads a period holds: those created in it, or those whose time to become a customer ended in it. The second are judged:
 * a period that is over is then never too young.
 */
export type Moment = { readonly by: 'created' } | { readonly by: 'judged'; readonly horizon: number | null }

function leadsOf(context: MetricContext, periods: readonly Period[], moment: Moment): Sql {
  const wait = moment.by === 'judged' ? (moment.horizon ?? 0) : 0
  const day = wait === 0 ? sql`lead.created_on` : sql`(lead.created_on + ${wait}::integer)`
  // Which days of creation those are, said of the day itself: only such leads are read.
  return sql`(
    select lead.*, ${periodAt(day, periods)} as period,
      coalesce(lead.became_on, ${context.asOf}::date) - lead.created_on as days
    from ${leadsAsOf(context)} as lead
    where ${dayIn(sql`lead.created_on`, movedBack(periods, wait), daysBefore(context.asOf, wait))} and ${scopeOf(context.scope, 'lead')}
  )`
}

/**
 * Grain: one row per lead of the periods that had a score before it became a customer: the first one, by which effort was
 * spent; of several of one day the lowest of the first method, because their order within the day is not known. `standing` from 0 to 1 within its method, `band` its fifth, `is_good` above the bar (the source's own, else the best
 * third of all scores); `is_converted_in_time` within the horizon, at any time when there is none.
 */
export function scoredLeads(context: MetricContext, periods: readonly Period[], moment: Moment): Sql {
  const horizon = moment.by === 'judged' ? moment.horizon : null
  // Every score has its place. Asked for those that have, the planner takes method and score for independent, expects one lead, and
  // sorts them all to group them.
  const within = horizon === null ? sql`true` : sql`(lead.became_on is null or lead.days <= ${horizon})`
  return sql`(
    select lead.*, place.standing, place.band,
      coalesce(lead.given_good, place.is_best) as is_good,
      lead.is_customer and ${within} as is_converted_in_time
    from ${leadsOf(context, periods, moment)} as lead
    left join ${standings(context)} as place on place.method = lead.method and place.score = lead.score
    where lead.score is not null and lead.days >= 0 and ${isInTime}
  )`
}

// A score given once the lead was a customer knows the answer already; one that stands on the lead has no day.
const isInTime = sql`(lead.scored_on is null or lead.became_on is null or lead.scored_on < lead.became_on
      or lead.scored_on <= lead.created_on)`

/** Grain: one row per lead of the period that the judged leads leave out, with the `code` of the reason. */
export function setAside(context: MetricContext, moment: Moment): Sql {
  return sql`(
    select * from (
      select lead.*,
        case
          when lead.days < 0 then 'customer-before-lead'
          when lead.score is null then 'no-score'
          when not ${isInTime} then 'scored-after'
          when coalesce(lead.given_good, place.is_best) is null then 'no-bar'
        end as code
      from ${leadsOf(context, [context.period], moment)} as lead
      left join ${standings(context)} as place on place.method = lead.method and place.score = lead.score
    ) as sorted
    where code is not null
  )`
}
