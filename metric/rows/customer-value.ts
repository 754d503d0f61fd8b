// What a customer under contract is expected to bring: how long customers stay, weighted by what they pay, times what they pay now.
import { sql } from 'kysely'
import { sbgSurvival, fitSbg } from '../../statistics/shifted-beta-geometric.ts'
import { type TenureMonth, weightedSurvival } from '../../statistics/life-table.ts'
import { lastDayOf, scopeOf, type Sql } from './counted-deals.ts'
import { countAlike, isAlike } from './customers-alike.ts'
import { customerStays, earliestOf, isSteady, runsOn } from './customer-stays.ts'
import type { MetricContext } from '../definition.ts'
import { splittingBy } from './dimensions.ts'
import { inSight, isBare } from './in-sight.ts'
import { grouped } from '../tallies/lines.ts'
import { amountIn, lacksRate, ratesOn } from './money.ts'
import { bounds, longest, monthDays, monthOfTenure, paidTimes, watched, type Watched } from './tenure.ts'
import type { Period } from '../period.ts'
import { periodRows } from './period-rows.ts'
import type { LifeTally, ValueBasis } from '../tallies/tally.ts'
import { valueInForce } from './targets.ts'
import { workedOut } from '../worked-out.ts'

/** A month of tenure is known once so many customer-months were watched in it. */
const enoughWatched = 5

/**
 * Grain: one row per period and identified customer watched in the year up to its last day. `monthly_minor`: what she pays in a
 * month, at the last day or the day before she left, in the organisation's currency; null when not known. `is_there` on the last
 * day; `from_day` and `to_day`: days of tenure between which she was watched: of a list without days the whole of it, for when in the calendar
 * they were is not known. rep: the owner of her last contract. `of` as in `customerStays`.
 */
export function watchedCustomers(context: MetricContext, periods: readonly Period[], of?: Sql): Sql {
  const { currency } = context.settings
  const since = sql`(${earliestOf(context, periods.map(lastDayOf))} - ${watched}::integer)`
  // Where nobody asks who sold what, that is not looked up: of several contracts it takes a sort of each customer's.
  const isWithout = isBare(context)
  const [owner, product, team] = isWithout
    ? [sql`null::bigint`, sql`null::bigint`, sql`null::bigint`]
    : [
        sql`(array_agg(deal.owner_id order by deal.starts_on desc, deal.subscription_id desc))[1]`,
        sql`(array_agg(deal.product_id order by deal.amount_minor desc nulls last, deal.subscription_id))[1]`,
        sql`membership.team_id`,
      ]
  const membership = sql`
      left join memberships as membership on membership.person_id = told.rep_id
        and (membership.starts_on is null or membership.starts_on <= told.attributed_on)
        and (membership.ends_on is null or told.attributed_on < membership.ends_on)`
  const paidOn = sql`case when stay.ended_on <= p.last_on then stay.ended_on - 1 else p.last_on end`
  // Of those whose contracts changed since.
  const isAsked = isWithout
    ? sql`s.account_id = any (array(select account_id from watched where not is_steady))`
    : runsOn(since)
  return sql`(
    with watched as materialized (
      select p.position as period, p.last_on, stay.account_id, stay.started_on, stay.is_reckoned, stay.described_on,
        case when stay.lost_on <= p.last_on then stay.lost_on end as lost_on, ${paidOn} as paid_on,
        ${isSteady(context)} and stay.steady_from <= ${paidOn} as is_steady, stay.amount_minor, stay.currency
      from ${customerStays(context, since, of)} as stay
      join ${periodRows(context, periods)} as p on stay.started_on <= p.last_on
        and (stay.lost_on is null or stay.lost_on > p.last_on - ${watched}::integer)
        and (not stay.is_reckoned or stay.described_on <= p.last_on)
      where stay.is_identified
    ),
    looked_up as (
      select stay.period, stay.account_id, stay.started_on, sum(${amountIn(currency)}) as minor,
        array_agg(distinct deal.currency) filter (where ${lacksRate(currency)}) as missing,
        ${owner} as owner_id, ${product} as product_id
      from watched as stay
      join (
        select s.*, s.monthly_minor as amount_minor from subscriptions as s where ${isAsked}
      ) as deal on deal.account_id = stay.account_id and not stay.is_steady
        and deal.starts_on <= stay.paid_on and (deal.ends_on is null or deal.ends_on > stay.paid_on)
      ${ratesOn(sql`stay.last_on`)}
      group by 1, 2, 3
    ),
    paid as (
      select deal.*, null::bigint as owner_id, null::bigint as product_id, ${amountIn(currency)} as minor,
        case when ${lacksRate(currency)} then array[deal.currency] end as missing
      from watched as deal ${ratesOn(sql`deal.last_on`)} where deal.is_steady
      union all
      select stay.*, looked_up.owner_id, looked_up.product_id, looked_up.minor::bigint, looked_up.missing
      from watched as stay
      left join looked_up
        on looked_up.period = stay.period and looked_up.account_id = stay.account_id and looked_up.started_on = stay.started_on
      where not stay.is_steady
    )
    select known.* from (
      select told.*, ${team} as team_id
      from (
        select paid.period, paid.account_id, paid.started_on, paid.lost_on, paid.last_on,
          case when paid.is_reckoned then 0 else greatest(0, paid.last_on - ${watched - 1}::integer - paid.started_on) end as from_day,
          coalesce(paid.lost_on, case when paid.is_reckoned then least(paid.described_on, paid.last_on) else paid.last_on + 1 end)
            - paid.started_on as to_day,
          paid.lost_on is null as is_there, paid.owner_id as rep_id, paid.product_id, paid.minor as monthly_minor, paid.missing,
          coalesce(paid.lost_on - 1, paid.last_on) as attributed_on
        from paid
      ) as told ${isWithout ? sql`` : membership}
    ) as known
    where ${scopeOf(context.scope, 'known')} and ${inSight(context, sql`known.rep_id`, sql`known.attributed_on`)}
  )`
}

/** Grain: as watchedCustomers, of those whose amount is known; `of` as in `customerStays`. */
export function valuedCustomers(context: MetricContext, periods: readonly Period[], of?: Sql): Sql {
  return sql`(select * from ${watchedCustomers(context, periods, of)} as row where row.monthly_minor > 0)`
}

interface Row {
  readonly period: number
  readonly key: string | null
}

/** `name`: the same split is the same for every metric that asks for it. */
type By = { readonly key: Sql; readonly join: Sql; readonly name?: string }

/** How lives are split by a dimension that customers have. */
export function livesBy(dimension: string): By {
  return { ...splittingBy(dimension, 'row', sql`row.started_on`), name: dimension }
}

/**
 * Counts life tallies by period and key; `key` and `join` read off rows of valuedCustomers under the alias `row`. Not split (`by` null),
 * those of the whole organisation are counted once for all who ask; split under a name, once for all metrics of a request.
 */
export function lifeTallies(
  context: MetricContext,
  periods: readonly Period[],
  by: By | null,
): Promise<readonly (Row & { readonly tally: LifeTally })[]> {
  const { scope, seen, asOf, isFromRows } = context
  const isOfAll = scope.kind === 'organisation' && scope.line === undefined && seen === 'everybody'
  const count = () =>
    by === null
      ? countLives(context, periods, { key: sql`null::text`, join: sql`` }, isOfAll)
      : countLives(context, periods, by)
  const name = `lives ${asOf}${isFromRows === true ? ' from rows' : ''} ${periods.map(({ start, end }) => `${start} ${end}`).join()}`
  if (by === null && isOfAll) return workedOut(context, name, count)
  if (by !== null && by.name === undefined) return count()
  const whose = JSON.stringify([by?.name ?? null, scope, seen])
  return workedOut({ worked: context.passing }, `${name} ${whose}`, count)
}

async function countLives(
  context: MetricContext,
  periods: readonly Period[],
  { key, join }: By,
  isOfAll = false,
): Promise<readonly (Row & { readonly tally: LifeTally })[]> {
  const alike = isOfAll && context.isFromRows !== true ? await countAlike(context, periods) : null
  const others = alike === null ? undefined : sql`${isAlike(context, periods, 'kept')} is not true`
  // Read through once: customers by the months of tenure in which they began and ceased to be watched.
  const from = monthOfTenure(sql`row.from_day`)
  const until = monthOfTenure(sql`row.to_day - 1`)
  const { rows } = await sql<Watched>`
    select row.period, ${key} as key, ${from} as from_month, ${until} as until_month, row.is_there, count(*) as customers,
      sum(row.from_day)::text as from_days, sum(row.to_day)::text as to_days, sum(row.monthly_minor)::text as paid,
      ${paidTimes(sql`row.from_day`)}::text as from_paid, ${paidTimes(sql`row.to_day`)}::text as to_paid,
      ${paidTimes(sql`row.monthly_minor`)}::text as squares
    from ${valuedCustomers(context, periods, others)} as row ${join} group by 1, 2, 3, 4, 5`.execute(
    context.query,
  )
  const basis = await valueBasis(context)
  return grouped([...rows, ...(alike ?? [])]).flatMap((group): (Row & { readonly tally: LifeTally })[] => {
    const there = group.rows.filter((row) => row.is_there)
    if (there.length === 0) return []
    const tally: LifeTally = {
      kind: 'life',
      n: there.reduce((all, row) => all + row.customers, 0),
      sum: Number(added(there, (row) => row.paid)),
      sumOfSquares: Number(added(there, (row) => row.squares!)),
      months: monthsOf(group.rows),
      spent: { minor: 0n, won: 0, missingRates: [] },
      basis,
    }
    return [{ period: group.period, key: group.key, tally }]
  })
}

// Whole days and minor units, divided once: a sum of fractions would depend on the order of the rows.
function monthsOf(
  rows: readonly Watched[],
): ReadonlyMap<number, TenureMonth & { readonly customers: number }> {
  const customers = daysUpTo(rows, ['customers', 'from_days', 'to_days'])
  const paid = daysUpTo(rows, ['paid', 'from_paid', 'to_paid'])
  const lost = sumsBy(rows, lossMonth, 'paid')
  const lostSquares = sumsBy(rows, lossMonth, 'squares')
  const within = (upTo: readonly bigint[], month: number) =>
    Number(upTo[month + 1]! - upTo[month]!) / monthDays
  return new Map(
    Array.from({ length: longest }, (_, month) => [
      month,
      {
        exposure: within(paid, month),
        customers: within(customers, month),
        lost: Number(lost[month]!),
        lostSquares: Number(lostSquares[month]!),
      },
    ]),
  )
}

/** The month of tenure in which customers left; null for those who are there. Who was watched on no day of a month is not lost in it. */
function lossMonth({ is_there: isThere, from_month: from, until_month: until }: Watched): number | null {
  return isThere || until === null || (from !== null && from > until) ? null : until - 1
}

/**
 * For each bound, the days of customers up to it: those up to their last day, less those up to their first. Weighed by their number or
 * by what they pay; then the same times the days of tenure at which they began to be watched, and at which they ceased to be.
 */
function daysUpTo(
  rows: readonly Watched[],
  [weight, begun, ceased]: readonly [Amount, Amount, Amount],
): readonly bigint[] {
  // Those past a bound count to the bound, all others to their own day.
  const passing = (side: 'from_month' | 'until_month', days: Amount) => {
    const whole = sumsBy(rows, (row) => row[side], weight)
    const own = sumsBy(rows, (row) => row[side], days)
    let beyond = whole.reduce((all, one) => all + one, 0n)
    let before = 0n
    return bounds.map((bound, month) => {
      beyond -= whole[month]!
      before += own[month]!
      return before + beyond * BigInt(bound)
    })
  }
  const [from, until] = [passing('from_month', begun), passing('until_month', ceased)]
  return bounds.map((_, month) => until[month]! - from[month]!)
}

type Amount = 'customers' | 'from_days' | 'to_days' | 'paid' | 'from_paid' | 'to_paid' | 'squares'

/** Sums by month of tenure, from 0 to beyond the longest. */
function sumsBy(
  rows: readonly Watched[],
  month: (row: Watched) => number | null,
  of: Amount,
): readonly bigint[] {
  const sums = Array.from({ length: longest + 2 }, () => 0n)
  for (const row of rows) {
    const at = month(row)
    if (at !== null && at >= 0) sums[at] = sums[at]! + BigInt(row[of]!)
  }
  return sums
}

function added(rows: readonly Watched[], of: (row: Watched) => string | bigint): bigint {
  return rows.reduce((sum, row) => sum + BigInt(of(row)), 0n)
}

/** What a customer is expected to bring over some months, in minor units, with the variance of that mean. */
export interface ExpectedValue {
  readonly value: number
  readonly variance: number
  /** Months of tenure that customers were watched in; those beyond are projected. */
  readonly known: number
}

/**
 * Mean monthly amount x gross margin x sum over t of S(t) / (1 + d)^(t / 12), t = 0 .. months - 1, paid at the start of each month
 * (references: value under contract). S is weighted by what customers pay, so that large ones who stay weigh as they do in money.
 * Beyond the months that were watched, the shifted beta-geometric model continues the curve (Fader and Hardie 2007). Null when
 * fewer than two months were watched, or the curve cannot be continued.
 */
export function expectedValue(tally: LifeTally, months: number): ExpectedValue | null {
  const { discount } = tally.basis
  const margin = tally.basis.margin ?? 1
  const known: TenureMonth[] = []
  for (let month = 0; month < months; month++) {
    const found = tally.months.get(month)
    if (found === undefined || found.customers < enoughWatched) break
    known.push(found)
  }
  if (known.length < 2 || tally.n === 0) return null
  const table = continued(known, tally, months - 1)
  if (table === null) return null
  const coefficients = Array.from({ length: months }, (_, t) => 1 / (1 + discount) ** (t / 12))
  const found = weightedSurvival(table, coefficients)
  const mean = tally.sum / tally.n
  const spread = tally.n < 2 ? 0 : Math.max(0, tally.sumOfSquares / tally.n - mean * mean) / (tally.n - 1)
  return {
    value: mean * margin * found.total,
    // Both factors are nearly independent: relative variances add up.
    variance: margin ** 2 * (mean ** 2 * found.variance + found.total ** 2 * spread),
    known: known.length,
  }
}

// Months beyond what was watched lose as the model says that those who stayed so long do.
function continued(known: readonly TenureMonth[], tally: LifeTally, months: number): TenureMonth[] | null {
  if (known.length >= months) return known.slice(0, months)
  const { survival } = weightedSurvival(known, [])
  const customerMonths = known.reduce((all, _, month) => all + (tally.months.get(month)?.customers ?? 0), 0)
  const size = customerMonths / known.length
  const isWhole = known.every((month) => month.lost === 0)
  const model = isWhole ? null : fitSbg([survival.map((share) => share * size)])
  if (!isWhole && model === null) return null
  const exposure = known.reduce((all, month) => all + month.exposure, 0) / known.length
  const beyond = Array.from({ length: months - known.length }, (_, i): TenureMonth => {
    const t = known.length + i
    const hazard = model === null ? 0 : -Math.log(sbgSurvival(model, t + 1) / sbgSurvival(model, t))
    // As uncertain as if as many had been watched as in the months before.
    return { exposure, lost: hazard * exposure, lostSquares: 0 }
  })
  return [...known, ...beyond]
}

/** A discount of a tenth a year, unless the organisation set another. */
const usualDiscount = 0.1

/**
 * The standards 'gross-margin' and 'discount' of lifetime-value in force on the as-of day; without the first, the margin of the
 * invoices that carry one, over the year up to that day.
 */
export function valueBasis(context: MetricContext): Promise<ValueBasis> {
  return workedOut(context, `value basis ${context.asOf}`, async () => ({
    margin:
      (await valueInForce(context, 'lifetime-value', 'gross-margin')) ?? (await invoicedMargin(context)),
    discount: (await valueInForce(context, 'lifetime-value', 'discount')) ?? usualDiscount,
  }))
}

async function invoicedMargin({ asOf, query }: MetricContext): Promise<number | null> {
  const { rows } = await sql<{ margin: number | null }>`
    select (sum(margin_minor)::double precision / nullif(sum(amount_minor), 0)) as margin from revenue
    where margin_minor is not null and day > ${asOf}::date - 365 and day <= ${asOf}::date`.execute(query)
  return rows[0]?.margin ?? null
}
