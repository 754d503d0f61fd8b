// Customers and revenue lost over a period. Rates are fractions; money in any one unit.
import { assertAllFinite, assertPositive } from './finite.ts'
import { wilsonInterval, type IntervalOptions } from './intervals.ts'

/** Customers lost among those present at the start. All null when there were none. */
export type LogoChurn = {
  churn: number | null
  retention: number | null
  /** Wilson. */
  lower: number | null
  upper: number | null
}

/**
 * Logo churn = customers of the start lost in the period / customers at the start. Customers won in the period are in neither count.
 * RangeError when more are lost than were there.
 */
export function logoChurn(
  startCustomers: number,
  lostOfStart: number,
  options: IntervalOptions = {},
): LogoChurn {
  const interval = wilsonInterval(lostOfStart, startCustomers, options)
  if (interval === null) return { churn: null, retention: null, lower: null, upper: null }
  return {
    churn: interval.estimate,
    retention: 1 - interval.estimate,
    lower: interval.lower,
    upper: interval.upper,
  }
}

/**
 * A loss rate per `fromPeriods` restated per `toPeriods`: 1 - (1 - rate)^(to / from). Monthly to yearly is 1 to 12, never x 12.
 * RangeError when the rate is outside [0, 1] or a period is not positive.
 */
export function rescaleLossRate(rate: number, fromPeriods: number, toPeriods: number): number {
  if (!(rate >= 0 && rate <= 1)) throw new RangeError(`A loss rate lies between 0 and 1, got ${rate}`)
  assertPositive(fromPeriods, 'A period')
  assertPositive(toPeriods, 'A period')
  // expm1 and log1p keep the digits of small rates.
  return -Math.expm1(Math.log1p(-rate) * (toPeriods / fromPeriods))
}

/** Recurring revenue of the customers of the start, over the period. `fresh` comes from customers won in it, and counts apart. */
export type RevenueMovements = {
  start: number
  churned: number
  contraction: number
  expansion: number
  fresh: number
}

/** Revenue retention. Rates are null when there was no revenue at the start. */
export type RevenueRetention = {
  /** Gross: (start - churned - contraction) / start, at most 1. */
  grr: number | null
  /** Net: (start + expansion - contraction - churned) / start. */
  nrr: number | null
  grossChurn: number | null
  /** Negative when expansion outweighs losses. */
  netChurn: number | null
  end: number
}

/**
 * Gross and net revenue retention from movements (SaaS Metrics Standards Board: cohort active at the start of the period).
 * RangeError on a negative movement.
 */
export function revenueRetention(movements: RevenueMovements): RevenueRetention {
  const { start, churned, contraction, expansion, fresh } = movements
  for (const amount of [start, churned, contraction, expansion, fresh]) {
    if (!(amount >= 0 && amount < Infinity)) throw new RangeError(`Not an amount: ${amount}`)
  }
  const end = start - churned - contraction + expansion + fresh
  if (start === 0) return { grr: null, nrr: null, grossChurn: null, netChurn: null, end }
  return {
    grr: Math.min(1, (start - churned - contraction) / start),
    nrr: (start + expansion - contraction - churned) / start,
    grossChurn: (churned + contraction) / start,
    netChurn: (churned + contraction - expansion) / start,
    end,
  }
}

/** Movements found by comparing each customer's revenue at the start and at the end of the period. */
export type CustomerMovements = RevenueMovements & { startCustomers: number; lostCustomers: number }

/**
 * Movements customer by customer: start > 0 and end 0 is churned; less is contraction, more is expansion; start 0 is new revenue
 * (a customer who came back counts as new). RangeError on a negative amount.
 */
export function customerMovements(customers: readonly { start: number; end: number }[]): CustomerMovements {
  const sum = {
    start: 0,
    churned: 0,
    contraction: 0,
    expansion: 0,
    fresh: 0,
    startCustomers: 0,
    lostCustomers: 0,
  }
  for (const { start, end } of customers) {
    if (!(start >= 0 && start < Infinity && end >= 0 && end < Infinity)) {
      throw new RangeError(`Not amounts: ${start} and ${end}`)
    }
    if (start === 0) {
      sum.fresh += end
      continue
    }
    sum.start += start
    sum.startCustomers += 1
    if (end === 0) {
      sum.churned += start
      sum.lostCustomers += 1
    } else if (end < start) sum.contraction += start - end
    else sum.expansion += end - start
  }
  return sum
}

/** Share of its first revenue that a cohort still brings, period by period; the first value is that of period 0. */
export type RetentionCohort = { weight: number; retention: readonly number[] }

/** Average over cohorts, weighted by initial revenue, of those that have reached the period. */
export type CohortAverage = { period: number; average: number; cohorts: number; weight: number }

/**
 * Weighted retention by age: sum of weight x retention / sum of weight over the cohorts that have reached it. The last periods rest on few
 * cohorts: show `cohorts`. Periods without weight are left out. RangeError on a number that is not finite.
 */
export function averageRetention(cohorts: readonly RetentionCohort[]): CohortAverage[] {
  for (const { weight, retention } of cohorts)
    assertAllFinite([weight, ...retention], 'A weight or retention')
  const longest = Math.max(0, ...cohorts.map((cohort) => cohort.retention.length))
  return Array.from({ length: longest }, (_, period) => {
    const reached = cohorts.filter((cohort) => cohort.retention.length > period && cohort.weight > 0)
    const weight = reached.reduce((sum, cohort) => sum + cohort.weight, 0)
    const total = reached.reduce((sum, cohort) => sum + cohort.weight * cohort.retention[period]!, 0)
    return { period, average: total / weight, cohorts: reached.length, weight }
  }).filter((row) => row.cohorts > 0)
}
