// What reps sold beside what they were to sell. A quota is counted whole or not at all: it lies wholly in the period asked for, it is
// over, and sales of all its days are known. Nothing is spread over days: months of a quota are not alike.
import { sql } from 'kysely'
import { dayIn, lastDayOf, periodAt, scopeOf, type Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext } from '../../metric/definition.ts'
import { inSight } from '../../metric/rows/in-sight.ts'
import { amountIn, lacksRate, ratesOn } from '../../metric/rows/money.ts'
import type { Period } from '../../metric/period.ts'
import { knownFrom, knownUntil, soldAmounts, soldIn } from './sold.ts'

// Who leaves before its end had not the time that her quota was for. Whoever comes late was given hers for the days that were left.
const hasLeft = sql`coalesce(person.left_on <= quota.ends_on - 1, false)`
const isOfRep = sql`coalesce(person.job, 'rep') = 'rep'`

/** Grain: one row per quota, in the team that its person was in on its last day. */
function everyQuota(context: MetricContext, which: Sql): Sql {
  return sql`(
    select known.* from (
      select quota.quota_id, quota.person_id as rep_id, quota.starts_on, quota.ends_on, quota.ends_on - 1 as day, quota.counts,
        quota.amount_minor, quota.currency, quota.deals, membership.team_id,
        case
          when not ${isOfRep} then 'quota-of-others'
          when coalesce(quota.amount_minor, quota.deals) <= 0 then 'quota-of-nothing'
          when quota.starts_on < ${knownFrom(context)} then 'quota-before-sales'
          when not coalesce(quota.ends_on - 1 <= ${knownUntil(context)}, false) then 'quota-not-over'
          when ${hasLeft} then 'quota-of-leaver'
        end as code
      from quotas as quota
      join people as person on person.person_id = quota.person_id
      left join memberships as membership on membership.person_id = quota.person_id
        and (membership.starts_on is null or membership.starts_on <= quota.ends_on - 1)
        and (membership.ends_on is null or quota.ends_on - 1 < membership.ends_on)
      where ${which}
    ) as known
    where ${scopeOf(context.scope, 'known')} and ${inSight(context, sql`known.rep_id`, sql`known.day`)}
  )`
}

/**
 * Grain: one row per quota that counts in one of the periods, with what its person sold from its first day to its last: `sold_minor`
 * beside `quota_minor`, or `sold_deals` beside `deals`. Both amounts are in the organisation's currency, at the rates of the first day of
 * the quota: in the currency of the quota, what was sold is not moved by rates. `missing`: currencies without a rate on that day.
 */
export function countedQuotas(context: MetricContext, periods: readonly Period[]): Sql {
  const { currency } = context.settings
  const [first, last] = [sql`quota.starts_on`, sql`quota.ends_on - 1`]
  const within = sql`${dayIn(first, periods, context.asOf)} and ${dayIn(last, periods, context.asOf)}
    and ${periodAt(first, periods)} = ${periodAt(last, periods)}`
  const inDays = (day: Sql) => sql`${day} >= quota.starts_on and ${day} < quota.ends_on`
  return sql`(
    with quota as materialized (
      select deal.*, ${amountIn(currency)} as quota_minor, case when ${lacksRate(currency)} then deal.currency end as lacking
      from ${everyQuota(context, within)} as deal
      ${ratesOn(sql`deal.starts_on`)}
      where deal.code is null
    )
    select quota.quota_id, quota.rep_id, quota.team_id, quota.starts_on, quota.day, quota.counts, quota.quota_minor, quota.deals,
      ${periodAt(sql`quota.starts_on`, periods)} as period,
      case when quota.counts = 'amount' then coalesce(paid.minor, 0)::bigint end as sold_minor,
      case when quota.counts = 'deals' then coalesce(won.many, 0)::bigint end as sold_deals,
      array_remove(coalesce(paid.missing, '{}') || quota.lacking, null) as missing
    from quota
    left join (
      select quota.quota_id, sum(${amountIn(currency)})::bigint as minor,
        array_agg(distinct deal.currency) filter (where ${lacksRate(currency)}) as missing
      from quota join ${soldAmounts(context, periods)} as deal on deal.rep_id = quota.rep_id and ${inDays(sql`deal.closed_on`)}
      ${ratesOn(sql`quota.starts_on`)}
      where quota.counts = 'amount' group by 1
    ) as paid on paid.quota_id = quota.quota_id
    left join (
      select quota.quota_id, count(*) as many
      from quota join ${soldIn(context, periods)} as sale on sale.rep_id = quota.rep_id and ${inDays(sql`sale.closed_on`)}
      where quota.counts = 'deals' group by 1
    ) as won on won.quota_id = quota.quota_id
  )`
}

/** Quotas that share days with the period and are not counted in it, with the reason in `code`. */
export function leftOutQuotas(context: MetricContext): Sql {
  const { period } = context
  const touches = sql`quota.starts_on <= ${lastDayOf(period)}::date and quota.ends_on > ${period.start}::date`
  const isWithin = sql`quota.starts_on >= ${period.start}::date and quota.day <= ${lastDayOf(period)}::date`
  return sql`(
    select quota.rep_id, quota.team_id, quota.quota_id, quota.starts_on, quota.day, quota.counts, quota.amount_minor, quota.currency,
      quota.deals, coalesce(quota.code, 'quota-across') as code
    from ${everyQuota(context, touches)} as quota where quota.code is not null or not (${isWithin})
  )`
}
