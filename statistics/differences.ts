// Differences of two independent estimates: means with Welch's test, and any two estimates with intervals of their own.
import { assertFinite } from './finite.ts'
import { studentCritical, studentTwoSided } from './distributions.ts'
import type { Interval, MeanEstimate } from './intervals.ts'

/** Difference of two means, first minus second, in the unit of the means. */
export type MeanDifference = Interval & { standardError: number; df: number; p: number | null }

/**
 * Welch: d -/+ t(df) sqrt(s1^2 / n1 + s2^2 / n2), df of Welch and Satterthwaite. Variances may differ.
 *
 * Two-sided. Null when either side has fewer than two values. `p` is null when both sides have no spread at all.
 * RangeError on a mean or an error that is not finite.
 * Source: Welch 1947, Biometrika 34:28; Satterthwaite 1946.
 */
export function meanDifference(
  first: MeanEstimate,
  second: MeanEstimate,
  options: { level?: number } = {},
): MeanDifference | null {
  if (first.standardError === null || second.standardError === null) return null
  for (const side of [first, second]) {
    assertFinite(side.estimate!, 'A mean')
    if (!(side.standardError! >= 0 && side.standardError! < Infinity && side.n >= 2))
      throw new RangeError(`Not a mean of two or more: n ${side.n}, standard error ${side.standardError}`)
  }
  const one = first.standardError ** 2
  const two = second.standardError ** 2
  const estimate = first.estimate! - second.estimate!
  const standardError = Math.sqrt(one + two)
  if (standardError === 0)
    return { estimate, lower: estimate, upper: estimate, standardError, df: 1, p: null }
  const df = (one + two) ** 2 / (one ** 2 / (first.n - 1) + two ** 2 / (second.n - 1))
  const half = studentCritical(options.level ?? 0.95, df) * standardError
  return {
    estimate,
    lower: estimate - half,
    upper: estimate + half,
    standardError,
    df,
    p: studentTwoSided(estimate / standardError, df),
  }
}

/**
 * Difference of two independent estimates from their own intervals (method of variance estimates recovery):
 * d - sqrt((e1 - l1)^2 + (u2 - e2)^2) to d + sqrt((u1 - e1)^2 + (e2 - l2)^2). Newcombe's method is this one with
 * Wilson's intervals; here for medians and chances, whose intervals lean to one side. RangeError on an estimate or a bound that is not
 * finite.
 * Source: Zou and Donner 2008, Stat. Med. 27:1693.
 */
export function estimateDifference(first: Interval, second: Interval): Interval {
  for (const { estimate, lower, upper } of [first, second]) {
    for (const value of [estimate, lower, upper]) assertFinite(value, 'An estimate or bound')
  }
  const estimate = first.estimate - second.estimate
  return {
    estimate,
    lower: estimate - Math.hypot(first.estimate - first.lower, second.upper - second.estimate),
    upper: estimate + Math.hypot(first.upper - first.estimate, second.estimate - second.lower),
  }
}
