// Stretches of contracts told as stays of customers: who was one, from when to when.
import { sql } from 'kysely'
import type { Sql } from './counted-deals.ts'
import type { MetricContext } from './definition.ts'

/** Days after the end of a contract during which a renewal is late and not lost, and a gap between two contracts is none. */
export const grace = 30

/**
 * Grain: one row per stay of one customer: stretches of its contracts with no more than the grace between them.
 * `lost_on` is the first day without a contract, once the grace is over or the source gives a reason; null while the customer
 * is one, or late (`is_late`). A list without days (`is_reckoned`, of its day `described_on`) says who has left: that is no late renewal.
 * Only of customers with a contract that runs on `since` or later: stays that nobody asks for are
 * not put together. Every stay not lost before `since` is there, if `since` is no later than the grace before the as-of day.
 */
export function customerStays(context: MetricContext, since: Sql, of: Sql = sql`true`): Sql {
  const { asOf } = context
  // Written down once: held against several periods, the planner would work the stays out again for each.
  return sql`(
    with stays as materialized (
    select stay.*, case when is_said or ended_on + ${grace}::integer <= ${asOf}::date then ended_on end as lost_on,
      ended_on is not null and not is_said and ended_on + ${grace}::integer > ${asOf}::date as is_late
    from (
      select each.*, described_on is not null as is_reckoned, reason is not null or coalesce(ended_on = described_on, false) as is_said
      from (
      select account_id, stay, min(starts_on) as started_on,
        case when bool_or(ends_on is null or ends_on > ${asOf}::date) then null else max(ends_on) end as ended_on,
        (array_agg(end_reason order by ends_on desc nulls first, subscription_id desc))[1] as reason,
        max(described_on) as described_on
      from (
        select stretch.*, count(*) filter (where is_first) over
          (partition by account_id order by starts_on, subscription_id) as stay
        from (
          select s.*, coalesce(s.starts_on > ${grace}::integer + max(coalesce(s.ends_on, 'infinity'::date)) over
            (partition by s.account_id order by s.starts_on, s.subscription_id
              rows between unbounded preceding and 1 preceding), true) as is_first
          from subscriptions as s
          where s.starts_on <= ${asOf}::date and ${of}
            and s.account_id in (select account_id from subscriptions where ${runsOn(since)})
        ) as stretch
      ) as numbered
      group by account_id, stay
      ) as each
    ) as stay
    )
    select * from stays
  )`
}

/** The day in the past from which on stays are asked for: the first of some days, and no later than the grace before the as-of day. */
export function earliestOf({ asOf }: MetricContext, days: readonly string[]): Sql {
  const first = days.reduce((earliest, day) => (day < earliest ? day : earliest), asOf)
  return sql`least(${first}::date, ${asOf}::date - ${grace}::integer)`
}

/** Condition on a contract: it runs on a day or later. */
export function runsOn(day: Sql): Sql {
  return sql`(ends_on is null or ends_on >= ${day})`
}

/** Condition on an account (alias `account`): of those in `stays`, the name of a sub-query. However few they are, joined by hash all would be read. */
export function ofStays({ isByHash }: MetricContext, stays: Sql): Sql {
  return isByHash === true
    ? sql`account.account_id = any (array(select account_id from ${stays}))`
    : sql`true`
}
