// Stretches of contracts told as stays of customers: who was one, from when to when.
import { sql } from 'kysely'
import { grace, stayColumns, staysByContracts } from '../../model/rollups/index.ts'
import type { Sql } from './counted-deals.ts'
import type { MetricContext } from '../definition.ts'
import { isBare } from './in-sight.ts'

/** Accounts with a contract that begins after the as-of day: what is kept of them knows more than is asked. */
export function signedLater({ asOf }: Pick<MetricContext, 'asOf'>): Sql {
  return sql`select later.account_id from subscriptions as later where later.starts_on > ${asOf}::date`
}

/**
 * Grain: one row per stay of one customer: stretches of its contracts with no more than the grace between them; `account_id` and
 * `started_on` tell them apart; `is_identified` as its account. Of what it pays, see `isSteady`.
 * `lost_on` is the first day without a contract, once the grace is over or the source gives a reason; null while the customer
 * is one, or late (`is_late`). A list without days (`is_reckoned`, of its day `described_on`) says who has left: that is no late renewal.
 * Every stay not lost before `since` is there, if `since` is no later than the grace before the as-of day. `of` narrows what is read of
 * contract_stays (alias `kept`); where contracts are read instead, as of accounts with later ones, it does not.
 */
export function customerStays(context: MetricContext, since: Sql, of: Sql = sql`true`): Sql {
  const { asOf, isFromRows } = context
  const columns = sql.raw(stayColumns.map((name) => `kept.${name}`).join(', '))
  const kept = sql`
      select ${columns}, kept.is_identified from contract_stays as kept
      where kept.ended_on >= ${since} and ${of} and kept.account_id not in (${signedLater(context)})
      union all`
  const isAsked = (alias: string) =>
    isFromRows === true ? 'true' : `${alias}.account_id = any (array(select account_id from later))`
  // Written down once: held against several periods, the planner would work the stays out again for each.
  return sql`(
    with up_to as (select ${asOf}::date as day), later as (${signedLater(context)}),
    stretch as (
      ${isFromRows === true ? sql`` : kept}
      select ${columns}, account.is_identified
      from (${sql.raw(staysByContracts(`${isAsked('row')} and row.starts_on <= (select day from up_to)`))}) as kept (${sql.raw(stayColumns.join(', '))})
      join accounts as account on account.account_id = kept.account_id and ${sql.raw(isAsked('account'))}
      where kept.ended_on >= ${since}
    ),
    stays as materialized (
      select stay.*, case when is_said or ended_on + ${grace}::integer <= ${asOf}::date then ended_on end as lost_on,
        ended_on is not null and not is_said and ended_on + ${grace}::integer > ${asOf}::date as is_late
      from (
        select each.*, described_on is not null as is_reckoned, reason is not null or coalesce(ended_on = described_on, false) as is_said
        from (
          select account_id, started_on, case when ended_on <= ${asOf}::date then ended_on end as ended_on, reason, described_on,
            is_identified, steady_from, contracts, monthly_minor as amount_minor, currency, is_mixed
          from stretch
        ) as each
      ) as stay
    )
    select * from stays
  )`
}

/**
 * Condition on a stay (alias `stay`): what it pays in a month, from `steady_from` to its end, is `amount_minor` in `currency`. Amounts are
 * rounded contract by contract: those of several can be added up before only where nothing is to be converted. Where somebody asks
 * who sold what, the contracts are looked up.
 */
export function isSteady(context: MetricContext): Sql {
  const { currency } = context.settings
  if (!isBare(context)) return sql`false`
  return sql`(not stay.is_mixed and (stay.contracts <= 1 or stay.currency is null or stay.currency = ${currency}))`
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
