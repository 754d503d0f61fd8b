// Difference of the means of two groups of different people, without assuming equal spread.
import { meanDifference } from './differences.ts'
import { assertLevel } from './distributions.ts'
import { meanInterval, type IntervalOptions } from './intervals.ts'
import { mean, variance } from './quantiles.ts'

/** Welch's comparison; what needs two values a side, or some spread, is null without them. */
export type WelchTest = {
  /** First minus second; null when a group is empty. */
  difference: number | null
  standardError: number | null
  df: number | null
  t: number | null
  p: number | null
  lower: number | null
  upper: number | null
  /** Least-squares error that assumes equal spread, for comparison. */
  standardErrorPooled: number | null
}

/** Welch's t test: standard error sqrt(s1^2 / n1 + s2^2 / n2), Satterthwaite degrees of freedom. In the unit of the values.
 * Two-sided. RangeError on a value that is not finite. Sources: Welch 1947; as t.test of R. */
export function welchTest(
  first: readonly number[],
  second: readonly number[],
  options: IntervalOptions = {},
): WelchTest {
  const level = options.level ?? 0.95
  assertLevel(level)
  const one = mean(first)
  const two = mean(second)
  const difference = one === null || two === null ? null : one - two
  const nothing = {
    standardError: null,
    df: null,
    t: null,
    p: null,
    lower: null,
    upper: null,
    standardErrorPooled: null,
  }
  const welch = meanDifference(meanInterval(first, { level }), meanInterval(second, { level }), { level })
  if (difference === null || welch === null) return { difference, ...nothing }
  const squares = variance(first)! * (first.length - 1) + variance(second)! * (second.length - 1)
  const pooled = squares / (first.length + second.length - 2)
  const standardErrorPooled = Math.sqrt(pooled * (1 / first.length + 1 / second.length))
  const { standardError, df, p, lower, upper } = welch
  if (standardError === 0) return { difference, ...nothing, standardError, standardErrorPooled }
  return {
    difference,
    standardError,
    df,
    t: difference / standardError,
    p,
    lower,
    upper,
    standardErrorPooled,
  }
}
