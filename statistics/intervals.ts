// Confidence intervals of proportions, differences, counts and means. Rates are fractions, intervals two-sided.
import { assertFinite } from './finite.ts'
import { assertLevel, gammaQuantile, normalCritical, studentCritical } from './distributions.ts'
import { mean, standardDeviation } from './quantiles.ts'

/** An estimate with its two-sided interval, all in the unit of the estimate. */
export type Interval = { estimate: number; lower: number; upper: number }

/** Options shared by the intervals: `level` is the confidence level, 0.95 by default. */
export type IntervalOptions = { level?: number }

/**
 * Wilson score interval of a proportion: (2np + z^2 -/+ z sqrt(z^2 + 4npq)) / (2 (n + z^2)).
 *
 * Fractions in [0, 1]. Null when `trials` is 0: the rate is unknown, not 0. `continuity` gives the continuity-corrected form
 * (method 4 of Newcombe 1998a), wider. Never width 0: 0 of 20 gives 0 to 0.1611.
 * RangeError when the counts are not finite, negative, or successes exceed trials. Fractional counts (weights) are allowed.
 * Source: Wilson 1927, JASA 22:209; Newcombe 1998, Stat. Med. 17:857.
 */
export function wilsonInterval(
  successes: number,
  trials: number,
  options: IntervalOptions & { continuity?: boolean } = {},
): Interval | null {
  assertProportion(successes, trials)
  const z = normalCritical(options.level ?? 0.95)
  if (trials === 0) return null
  const n = trials
  const p = successes / n
  const square = z * z
  if (options.continuity) return continuityCorrected(successes, n, z)
  const centre = 2 * successes + square
  const spread = z * Math.sqrt(square + 4 * successes * (1 - p))
  const denominator = 2 * (n + square)
  return {
    estimate: p,
    // At the ends the formula is exactly 0 or 1; rounding must not leave 1e-17 there.
    lower: successes === 0 ? 0 : Math.max(0, (centre - spread) / denominator),
    upper: successes === n ? 1 : Math.min(1, (centre + spread) / denominator),
  }
}

function continuityCorrected(successes: number, n: number, z: number): Interval {
  const p = successes / n
  const q = 1 - p
  const square = z * z
  const denominator = 2 * (n + square)
  const below = z * Math.sqrt(Math.max(0, square - 2 - 1 / n + 4 * p * (n * q + 1)))
  const above = z * Math.sqrt(Math.max(0, square + 2 - 1 / n + 4 * p * (n * q - 1)))
  return {
    estimate: p,
    lower: successes === 0 ? 0 : Math.max(0, (2 * successes + square - 1 - below) / denominator),
    upper: successes === n ? 1 : Math.min(1, (2 * successes + square + 1 + above) / denominator),
  }
}

/** A count of successes among trials. */
export type Proportion = { successes: number; trials: number }

/**
 * Difference of two independent proportions, first minus second, with Newcombe's hybrid score interval (method 10):
 * d - sqrt((p1 - l1)^2 + (u2 - p2)^2) to d + sqrt((u1 - p1)^2 + (p2 - l2)^2), l and u from Wilson.
 *
 * Fractions in [-1, 1]. Null when either side has no trials. RangeError as {@link wilsonInterval}.
 * Source: Newcombe 1998, Stat. Med. 17:873.
 */
export function proportionDifference(
  first: Proportion,
  second: Proportion,
  options: IntervalOptions = {},
): Interval | null {
  const one = wilsonInterval(first.successes, first.trials, options)
  const two = wilsonInterval(second.successes, second.trials, options)
  if (one === null || two === null) return null
  const difference = one.estimate - two.estimate
  return {
    estimate: difference,
    lower: difference - Math.hypot(one.estimate - one.lower, two.upper - two.estimate),
    upper: difference + Math.hypot(one.upper - one.estimate, two.estimate - two.lower),
  }
}

/**
 * Exact interval of a Poisson count: half the chi-square quantiles with 2n and 2n + 2 degrees of freedom.
 *
 * In events. A count of 0 has lower bound 0 and upper bound 3.689 at 95 %. RangeError when the count is not a whole number >= 0.
 * Source: Garwood 1936, Biometrika 28:437; 10 events give 4.795 to 18.390.
 */
export function garwoodInterval(count: number, options: IntervalOptions = {}): Interval {
  if (!Number.isInteger(count) || count < 0)
    throw new RangeError(`A count must be a whole number >= 0, got ${count}`)
  const level = options.level ?? 0.95
  assertLevel(level)
  const tail = (1 - level) / 2
  return {
    estimate: count,
    lower: count === 0 ? 0 : gammaQuantile(tail, count),
    upper: gammaQuantile(1 - tail, count + 1),
  }
}

/** Mean of a sample with what is needed to judge it. */
export type MeanEstimate = {
  n: number
  /** Null for no values. */
  estimate: number | null
  /** n - 1 in the denominator; null for fewer than two values. */
  standardDeviation: number | null
  standardError: number | null
  /** Student interval, n - 1 degrees of freedom; null for fewer than two values. */
  lower: number | null
  upper: number | null
}

/**
 * Mean with Student's t interval: m -/+ t(n - 1) s / sqrt(n), in the unit of the values.
 * One value has a mean and no interval; none has neither. RangeError on a value that is not finite. Source: Student 1908.
 */
export function meanInterval(values: readonly number[], options: IntervalOptions = {}): MeanEstimate {
  const level = options.level ?? 0.95
  assertLevel(level)
  const n = values.length
  return meanIntervalOfMoments(n, mean(values), standardDeviation(values), level)
}

/**
 * {@link meanInterval} from sums: n values, their sum and the sum of their squares (as a database returns them). Exact while the spread
 * is not tiny beside the mean: the difference of squares keeps about 15 digits less twice the digits of mean / spread.
 * RangeError when n is not a whole number >= 0 or a sum is not finite.
 */
export function meanIntervalOfSums(
  n: number,
  sum: number,
  sumOfSquares: number,
  options: IntervalOptions = {},
): MeanEstimate {
  const level = options.level ?? 0.95
  assertLevel(level)
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`n must be a whole number >= 0, got ${n}`)
  assertFinite(sum, 'A sum')
  assertFinite(sumOfSquares, 'A sum of squares')
  const centre = n === 0 ? null : sum / n
  const squared = n < 2 ? null : Math.max(0, sumOfSquares - (sum * sum) / n) / (n - 1)
  return meanIntervalOfMoments(n, centre, squared === null ? null : Math.sqrt(squared), level)
}

function meanIntervalOfMoments(
  n: number,
  estimate: number | null,
  deviation: number | null,
  level: number,
): MeanEstimate {
  if (estimate === null || deviation === null) {
    return { n, estimate, standardDeviation: null, standardError: null, lower: null, upper: null }
  }
  const standardError = deviation / Math.sqrt(n)
  const half = studentCritical(level, n - 1) * standardError
  return {
    n,
    estimate,
    standardDeviation: deviation,
    standardError,
    lower: estimate - half,
    upper: estimate + half,
  }
}

function assertProportion(successes: number, trials: number): void {
  if (!(Number.isFinite(successes) && Number.isFinite(trials) && successes >= 0 && successes <= trials)) {
    throw new RangeError(`Not a count of successes among trials: ${successes} of ${trials}`)
  }
}
