// What it costs to win customers, and who was won: shared by the outcomes that set one against the other.
import { sql } from 'kysely'
import { dayIn, dealsAsOf, periodAt, scopeOf, type Sql, stretchesOf } from './counted-deals.ts'
import type { MetricContext } from '../definition.ts'
import { firstPurchasesBy, firstWonByPipeline } from './first-purchases.ts'
import { inSight, isBare, withoutPeople } from './in-sight.ts'
import { amountIn, lacksRate, ratesOn } from './money.ts'
import type { Period } from '../period.ts'
import { organisation } from '../scope.ts'

/** What was spent on one new rep serves for so many months: a year, the usual choice (references: fully loaded cost). */
const onboardingMonths = 12

/** Condition on a cost: it serves to win customers. What keeps existing ones does not, unless the source says otherwise. */
const servesToWin = sql`coalesce(deal.is_acquisition,
  deal.department in ('sales', 'marketing', 'research') and deal.category <> 'customer-success')`

/**
 * Grain: one row per cost of winning customers and day on which it counts: its own day, or, for what was spent on one new rep, a
 * twelfth on each of twelve months. `minor` in the organisation's currency; null with the currency in `missing` where no rate is
 * known. `counts_on` moved by `lag` months. team: the cost's own, else that of the person it was spent on; not looked up where nobody
 * asks. Where periods are given, costs that count in none of them need not be there.
 */
export function acquisitionCosts(context: MetricContext, lag = 0, periods?: readonly Period[]): Sql {
  const { currency } = context.settings
  const amount = amountIn(currency)
  const isOf = (most: number) => sql`${servesToWin} and deal.day <= ${context.asOf}::date
            and ${spentIn(context, periods, lag, most)}`
  const [team, membership] = isBare(context)
    ? [sql`null::bigint`, sql``]
    : [
        sql`coalesce(priced.team_id, membership.team_id)`,
        sql`left join memberships as membership on membership.person_id = priced.person_id
        and (membership.starts_on is null or membership.starts_on <= priced.counts_on)
        and (membership.ends_on is null or priced.counts_on < membership.ends_on)`,
      ]
  return sql`(
    select known.* from (
      select priced.cost_id, priced.part, priced.day, priced.category, priced.department, priced.channel, priced.campaign, priced.segment,
        priced.label, priced.missing, priced.purchases, ${team} as team_id, priced.person_id,
        null::bigint as rep_id, ${lag === 0 ? sql`priced.counts_on` : sql`(priced.counts_on + make_interval(months => ${lag}::integer))::date`} as counts_on,
        case when priced.parts = 1 then priced.minor
          else priced.minor * (priced.part + 1) / priced.parts - priced.minor * priced.part / priced.parts end as minor
      from (
        select deal.cost_id, deal.part, deal.day, deal.category, deal.department, deal.channel, deal.campaign, deal.segment, deal.label,
          deal.purchases, deal.team_id, deal.person_id, case when deal.person_id is null then 1 else ${onboardingMonths}::integer end as parts,
          deal.counts_on, ${amount} as minor, case when ${lacksRate(currency)} then deal.currency end as missing
        from (
          select deal.*, 0 as part, deal.day as counts_on from costs as deal where deal.person_id is null and ${isOf(lag)}
          union all
          select deal.*, part, (deal.day + make_interval(months => part))::date
          from costs as deal cross join generate_series(0, ${onboardingMonths - 1}::integer) as part
          where deal.person_id is not null and ${isOf(lag + onboardingMonths - 1)}
        ) as deal ${ratesOn(sql`deal.day`)}
      ) as priced
      ${membership}
    ) as known
    where ${scopeOf(context.scope, 'known')} and ${inSight(context, sql`known.rep_id`, sql`known.counts_on`)}
  )`
}

/**
 * Condition on a cost: something of it may count in one of the periods, from `least` to `most` months after its day. A week more is left
 * on both sides: a month may have fewer days than the one before it, twice.
 */
function spentIn(
  { asOf }: MetricContext,
  periods: readonly Period[] | undefined,
  least: number,
  most: number,
): Sql {
  if (periods === undefined || periods.some((period) => period.kind === 'all')) return sql`true`
  const earlier = (day: string, months: number, days: number) =>
    months === 0
      ? sql`${day}::date`
      : sql`(${day}::date - make_interval(months => ${months}::integer, days => ${days}::integer))::date`
  const stretches = stretchesOf(periods, asOf).map(
    ({ start, last }) =>
      sql`deal.day >= ${earlier(start, most, 7)} and deal.day <= ${earlier(last, least, -7)}`,
  )
  return stretches.length === 0 ? sql`false` : sql`(${sql.join(stretches, sql` or `)})`
}

/**
 * Grain: one row per identified account whose first day with a won deal, a contract or an invoice (`since`) falls in one of the
 * periods. rep, team and lead source are those of its first won deal; without one, the owner of its first contract or invoice and
 * her team of that day.
 * Where nobody asks who sold, neither they nor the source are looked up.
 */
export function customersSince(context: MetricContext, periods: readonly Period[]): Sql {
  // Who was won first is the organisation's fact, whatever part of it is asked for.
  const everywhere: MetricContext = { ...context, scope: organisation, seen: 'everybody' }
  const isWhole = context.isByHash !== true || periods.some((period) => period.kind === 'all')
  const first = sql`
    select first.account_id, first.day as since from ${firstPurchasesBy(context, 'any')} as first
    where ${dayIn(sql`first.day`, periods, context.asOf)}`
  if (isBare(context))
    return sql`(
      with first as materialized (${first})
      select account.account_id, account.segment, account.industry, account.country, first.since, null::text as lead_source,
        null::bigint as rep_id, null::bigint as team_id
      from first join accounts as account on account.account_id = first.account_id and account.is_identified
        and ${isWhole ? sql`true` : sql`account.account_id = any (array(select account_id from first))`}
    )`
  const ofThem = (row: Sql) =>
    isWhole ? sql`true` : sql`${row}.account_id = any (array(select account_id from first))`
  const deals = isWhole ? undefined : sql`array(select opportunity_id from deal)`
  return sql`(
    with first as materialized (${first}),
    deal as materialized (
      select distinct on (won.account_id) won.account_id, won.opportunity_id
      from ${firstWonByPipeline(context)} as won join first on first.account_id = won.account_id
      order by won.account_id, won.day, won.opportunity_id
    ),
    won as (
      select won.account_id, won.lead_source, won.rep_id, won.team_id
      from ${dealsAsOf(everywhere, 'closed', deals)} as won
      join deal on deal.account_id = won.account_id and deal.opportunity_id = won.opportunity_id
    ),
    signed as (
      select account_id, day, (array_agg(owner_id order by owner_id nulls last))[1] as owner_id
      from (
        select contract.account_id, contract.starts_on as day, contract.owner_id from subscriptions as contract
        where ${ofThem(sql`contract`)}
        union all
        select invoice.account_id, invoice.day, invoice.owner_id from revenue as invoice
        where invoice.amount_minor > 0 and ${ofThem(sql`invoice`)}
      ) as sign group by 1, 2
    )
    select known.* from (
      select account.account_id, account.segment, account.industry, account.country, first.since, won.lead_source,
        case when won.account_id is not null then won.rep_id else signed.owner_id end as rep_id,
        case when won.account_id is not null then won.team_id else membership.team_id end as team_id
      from first
      join accounts as account on account.account_id = first.account_id and account.is_identified
      left join won on won.account_id = first.account_id
      left join signed on signed.account_id = first.account_id and signed.day = first.since
      left join memberships as membership on membership.person_id = signed.owner_id
        and (membership.starts_on is null or membership.starts_on <= first.since)
        and (membership.ends_on is null or first.since < membership.ends_on)
    ) as known
    where ${scopeOf(context.scope, 'known')} and ${inSight(context, sql`known.rep_id`, sql`known.since`)}
  )`
}

/** Grain: one row per day of the periods (`since`) on which `customers` of `customersSince` bought for the first time. */
function customersByDay(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select first.day as since, first.customers from first_days as first
    where ${dayIn(sql`first.day`, periods, context.asOf)}
  )`
}

/** What was spent and who was won, by period and value of a dimension. */
export interface Acquisition {
  readonly period: number
  readonly key: string | null
  readonly minor: bigint
  readonly won: number
  readonly missingRates: readonly string[]
}

const whole = { cost: sql`null::text`, customer: sql`null::text`, join: sql`` }

/** How a dimension is read off costs and off customers; null where costs have no such thing. */
export function acquisitionSplit(
  dimension: string | null,
): { readonly cost: Sql; readonly customer: Sql; readonly join: Sql } | null {
  const nothing = sql``
  switch (dimension) {
    case null:
      return whole
    case 'channel':
      return { cost: sql`row.channel`, customer: sql`row.lead_source`, join: nothing }
    case 'segment':
      return { cost: sql`row.segment`, customer: sql`row.segment`, join: nothing }
    case 'team':
      return { cost: sql`row.team_id::text`, customer: sql`row.team_id::text`, join: nothing }
    case 'region': {
      const join = sql`left join teams as team_then on team_then.team_id = row.team_id`
      return { cost: sql`team_then.region`, customer: sql`team_then.region`, join }
    }
    case 'month':
      return {
        cost: sql`to_char(row.counts_on, 'YYYY-MM')`,
        customer: sql`to_char(row.since, 'YYYY-MM')`,
        join: nothing,
      }
    default:
      return null
  }
}

type By = { readonly cost: Sql; readonly customer: Sql; readonly join: Sql }

/** How many new customers there were, by period and value of a dimension. */
export type Won = readonly { readonly period: number; readonly key: string | null; readonly won: number }[]

/** New customers of each period. */
export async function wonIn(context: MetricContext, periods: readonly Period[], by: By): Promise<Won> {
  const own = by === whole ? withoutPeople(context) : context
  const isByDay = by === whole && isBare(own) && context.isFromRows !== true
  const [from, many] = isByDay
    ? [customersByDay(context, periods), sql`sum(row.customers)`]
    : [customersSince(own, periods), sql`count(*)`]
  const { rows } = await sql<Won[number]>`
    select ${periodAt(sql`row.since`, periods)} as period, ${by.customer} as key, ${many} as won
    from ${from} as row ${by.join} group by 1, 2`.execute(context.query)
  return rows
}

/** Costs of each period beside the customers `won`; `only` narrows the costs (alias `row`), `lag` moves them by months. */
export async function acquisitionOf(
  context: MetricContext,
  periods: readonly Period[],
  by: By,
  won: Won,
  { lag = 0, only = sql`true` }: { readonly lag?: number; readonly only?: Sql } = {},
): Promise<readonly Acquisition[]> {
  const costs = await sql<{
    period: number
    key: string | null
    cost_minor: bigint
    missing: readonly string[] | null
  }>`
    select ${periodAt(sql`row.counts_on`, periods)} as period, ${by.cost} as key, coalesce(sum(row.minor), 0)::bigint as cost_minor,
      array_agg(distinct row.missing) filter (where row.missing is not null) as missing
    from ${acquisitionCosts(by === whole ? withoutPeople(context) : context, lag, periods)} as row ${by.join}
    where ${dayIn(sql`row.counts_on`, periods, context.asOf)} and ${only} group by 1, 2`.execute(
    context.query,
  )
  const found = new Map<string, Acquisition>()
  const at = (row: { period: number; key: string | null }): Acquisition =>
    found.get(`${row.period} ${row.key === null ? 'unknown' : `key ${row.key}`}`) ?? {
      period: row.period,
      key: row.key,
      minor: 0n,
      won: 0,
      missingRates: [],
    }
  const put = (row: Acquisition) =>
    found.set(`${row.period} ${row.key === null ? 'unknown' : `key ${row.key}`}`, row)
  for (const row of costs.rows) put({ ...at(row), minor: row.cost_minor, missingRates: row.missing ?? [] })
  for (const row of won) put({ ...at(row), won: row.won })
  return [...found.values()]
}

/**
 * What was spent where an advertising platform says how many purchases it brought, and how many, by period and value of a dimension.
 * `won` are those purchases, to the nearest whole: platforms share one between several advertisements.
 */
export async function purchasesTold(
  context: MetricContext,
  periods: readonly Period[],
  by: By,
): Promise<readonly Acquisition[]> {
  const { rows } = await sql<{
    period: number
    key: string | null
    cost_minor: bigint
    won: number
    missing: readonly string[] | null
  }>`
    select ${periodAt(sql`row.counts_on`, periods)} as period, ${by.cost} as key, coalesce(sum(row.minor), 0)::bigint as cost_minor,
      round(sum(row.purchases::numeric))::bigint as won,
      array_agg(distinct row.missing) filter (where row.missing is not null) as missing
    from ${acquisitionCosts(by === whole ? withoutPeople(context) : context, 0, periods)} as row ${by.join}
    where row.purchases is not null and row.part = 0 and ${dayIn(sql`row.counts_on`, periods, context.asOf)}
    group by 1, 2`.execute(context.query)
  return rows.map(({ cost_minor: minor, missing, ...row }) => ({
    ...row,
    minor,
    missingRates: missing ?? [],
  }))
}

/** What was spent on one person each, by period and person; `only` and `lag` as above. */
export async function spentOnPeople(
  context: MetricContext,
  periods: readonly Period[],
  { lag = 0, only = sql`true` }: { readonly lag?: number; readonly only?: Sql } = {},
): Promise<readonly { readonly period: number; readonly person: number; readonly minor: bigint }[]> {
  const { rows } = await sql<{ period: number; person: number; cost_minor: bigint }>`
    select ${periodAt(sql`row.counts_on`, periods)} as period, row.person_id as person,
      coalesce(sum(abs(row.minor)), 0)::bigint as cost_minor
    from ${acquisitionCosts(context, lag, periods)} as row
    where row.person_id is not null and ${only} and ${dayIn(sql`row.counts_on`, periods, context.asOf)}
    group by 1, 2`.execute(context.query)
  return rows.map(({ cost_minor: minor, ...row }) => ({ ...row, minor }))
}
