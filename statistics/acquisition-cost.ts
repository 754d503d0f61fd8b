// Customer acquisition cost, its lags and its margin. Money in one unit, margins and rates as fractions, time in months.
import { assertAllFinite } from './finite.ts'
import { garwoodInterval, type IntervalOptions } from './intervals.ts'

/**
 * spend / customers won, in the unit of the spend; null when none was won ("no customer won", neither 0 nor infinite).
 * RangeError on a spend or count that is negative or not finite.
 */
export function acquisitionCost(spend: number, customers: number): number | null {
  assertSpend(spend)
  assertCustomers(customers)
  return customers === 0 ? null : spend / customers
}

/** CAC with the margin that comes from customers being a count. */
export type AcquisitionCostInterval = {
  /** Garwood interval of the number of customers. */
  countLower: number
  countUpper: number
  cac: number | null
  /** spend / countUpper and spend / countLower; the upper bound is null when no customer was won. */
  lower: number
  upper: number | null
}

/**
 * CAC in [spend / n_hi, spend / n_lo], spend taken as known, the count as Poisson. 10 customers and CAC 5000: 2719 to 10427.
 * RangeError on a spend that is negative or not finite, or a count that is not whole. Source: Garwood 1936.
 */
export function acquisitionCostInterval(
  spend: number,
  customers: number,
  options: IntervalOptions = {},
): AcquisitionCostInterval {
  assertSpend(spend)
  const { lower, upper } = garwoodInterval(customers, options)
  return {
    countLower: lower,
    countUpper: upper,
    cac: acquisitionCost(spend, customers),
    lower: spend / upper,
    upper: lower === 0 ? null : spend / lower,
  }
}

/**
 * CAC of several segments together: the ratio of the sums, not the mean of the ratios. Null when nobody was won. RangeError as
 * {@link acquisitionCost}.
 */
export function blendedAcquisitionCost(
  segments: readonly { spend: number; customers: number }[],
): number | null {
  return acquisitionCost(
    segments.reduce((sum, segment) => sum + segment.spend, 0),
    segments.reduce((sum, segment) => sum + segment.customers, 0),
  )
}

/**
 * Spend that a period's customers answer to: sum over k of weights[k] x spend(t - k), weights being the share of won deals closed
 * k periods after the spend. Null where the series does not reach back far enough. `[0, 0, 1]` is a plain lag of two periods.
 * RangeError unless the weights are >= 0 and add up to 1, and spends are >= 0 and finite.
 */
export function laggedSpend(spend: readonly number[], weights: readonly number[]): (number | null)[] {
  for (const amount of spend) assertSpend(amount)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (weights.some((weight) => !(weight >= 0)) || Math.abs(total - 1) > 1e-6) {
    throw new RangeError(`Lag weights must be shares that add up to 1, got ${weights.join(', ')}`)
  }
  return spend.map((_, t) =>
    t < weights.length - 1 ? null : weights.reduce((sum, weight, k) => sum + weight * spend[t - k]!, 0),
  )
}

/** Weights of {@link laggedSpend} for a plain lag of `periods` (a whole number >= 0). */
export function plainLag(periods: number): number[] {
  if (!(Number.isInteger(periods) && periods >= 0)) throw new RangeError(`Not a lag: ${periods}`)
  return Array.from({ length: periods + 1 }, (_, k) => (k === periods ? 1 : 0))
}

/**
 * CAC period by period from lagged spend; null without spend known or without customers. RangeError as {@link laggedSpend}, on lists that
 * differ in length and on impossible counts.
 */
export function laggedAcquisitionCost(
  spend: readonly number[],
  customers: readonly number[],
  weights: readonly number[],
): (number | null)[] {
  if (spend.length !== customers.length) throw new RangeError('As many customer counts as spends are needed')
  for (const count of customers) assertCustomers(count)
  return laggedSpend(spend, weights).map((effective, t) =>
    effective === null ? null : acquisitionCost(effective, customers[t]!),
  )
}

/** Months of gross margin that pay a customer back. */
export type Payback = {
  /** CAC / (ARPA x margin), nobody leaving; null without CAC or margin. */
  simple: number | null
  /** Allowing for those who leave; null when the margin to come never reaches the CAC. */
  withChurn: number | null
}

/**
 * Payback n such that ARPA x margin x (1 - (1 - c)^n) / c = CAC, so n = ln(1 - CAC c / (ARPA margin)) / ln(1 - c).
 * `cac` null (no customer won) and a margin of 0 or below give nulls. RangeError when the monthly churn is outside [0, 1], the CAC negative
 * or a number not finite.
 */
export function payback(
  cac: number | null,
  arpaMonth: number,
  grossMargin: number,
  churnMonth: number,
): Payback {
  if (!(churnMonth >= 0 && churnMonth <= 1))
    throw new RangeError(`Churn lies between 0 and 1, got ${churnMonth}`)
  if (cac !== null) assertSpend(cac)
  assertAllFinite([arpaMonth, grossMargin], 'ARPA or margin')
  const margin = arpaMonth * grossMargin
  if (cac === null || !(margin > 0)) return { simple: null, withChurn: null }
  const simple = cac / margin
  if (churnMonth === 0 || cac === 0) return { simple, withChurn: simple }
  const left = 1 - simple * churnMonth
  // With churn 1 there is one month of margin only.
  if (churnMonth === 1) return { simple, withChurn: simple <= 1 ? simple : null }
  return { simple, withChurn: left > 0 ? Math.log(left) / Math.log1p(-churnMonth) : null }
}

/**
 * First month count n at which the margin summed over `survival` (share still there at the start of months 0, 1, ...) reaches the
 * CAC; 0 when there is nothing to pay back. Null when the curve given does not get there. For survival curves that are not a constant
 * churn. RangeError on a number that is not finite.
 */
export function paybackMonth(
  cac: number,
  arpaMonth: number,
  grossMargin: number,
  survival: readonly number[],
): number | null {
  assertAllFinite([cac, arpaMonth, grossMargin, ...survival], 'A number of the payback')
  if (cac <= 0) return 0
  let total = 0
  for (const [month, share] of survival.entries()) {
    total += arpaMonth * grossMargin * share
    if (total >= cac * (1 - 1e-12)) return month + 1
  }
  return null
}

function assertSpend(spend: number): void {
  if (!(spend >= 0 && spend < Infinity)) throw new RangeError(`Not a spend: ${spend}`)
}

function assertCustomers(customers: number): void {
  if (!(customers >= 0 && customers < Infinity))
    throw new RangeError(`Not a count of customers: ${customers}`)
}
