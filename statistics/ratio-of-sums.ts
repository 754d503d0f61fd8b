// Ratio of sums over people (share of selling time of a team), with an error that takes people, not days, as independent.
import { assertLevel, studentCritical } from './distributions.ts'
import type { IntervalOptions } from './intervals.ts'
import { quantiles } from './quantiles.ts'
import { randomIndex, type Random } from './random.ts'

/** One observation (a day) of one cluster (a person). */
export type RatioRow = { cluster: string; numerator: number; denominator: number }

/** A ratio of sums. All but `clusters` are null when the denominators add up to 0. */
export type RatioOfSums = {
  estimate: number | null
  /** Null for fewer than two clusters. */
  standardError: number | null
  /** Student interval with clusters - 1 degrees of freedom. */
  lower: number | null
  upper: number | null
  clusters: number
  /** Mean of the clusters' own ratios (those with a denominator), for comparison. */
  meanOfRatios: number | null
}

/**
 * R = sum of numerators / sum of denominators; standard error sqrt(n / (n - 1) sum over clusters (s_i - R t_i)^2) / sum t_i.
 * RangeError on numbers that are not finite. Source: Cochran 1977, Sampling Techniques, 6.4; svyratio of the R package survey.
 */
export function ratioOfSums(rows: readonly RatioRow[], options: IntervalOptions = {}): RatioOfSums {
  const level = options.level ?? 0.95
  assertLevel(level)
  const byCluster = new Map<string, { numerator: number; denominator: number }>()
  for (const { cluster, numerator, denominator } of rows) {
    if (!Number.isFinite(numerator) || !Number.isFinite(denominator)) {
      throw new RangeError(`Not a ratio: ${numerator} / ${denominator}`)
    }
    const sum = byCluster.get(cluster) ?? { numerator: 0, denominator: 0 }
    byCluster.set(cluster, {
      numerator: sum.numerator + numerator,
      denominator: sum.denominator + denominator,
    })
  }
  const sums = [...byCluster.values()]
  const n = sums.length
  const denominator = sums.reduce((total, sum) => total + sum.denominator, 0)
  const nothing = { standardError: null, lower: null, upper: null, clusters: n }
  if (denominator === 0) return { estimate: null, meanOfRatios: null, ...nothing }
  const estimate = sums.reduce((total, sum) => total + sum.numerator, 0) / denominator
  const own = sums.filter((sum) => sum.denominator !== 0).map((sum) => sum.numerator / sum.denominator)
  const meanOfRatios = own.reduce((total, ratio) => total + ratio, 0) / own.length
  if (n < 2) return { estimate, meanOfRatios, ...nothing }
  const squares = sums.reduce((total, sum) => total + (sum.numerator - estimate * sum.denominator) ** 2, 0)
  const standardError = Math.sqrt((n / (n - 1)) * squares) / Math.abs(denominator)
  const half = studentCritical(level, n - 1) * standardError
  return {
    estimate,
    standardError,
    lower: estimate - half,
    upper: estimate + half,
    clusters: n,
    meanOfRatios,
  }
}

/** A bootstrap interval. */
export type BootstrapInterval = {
  /** The statistic of the data itself; null when it has no value. */
  estimate: number | null
  lower: number | null
  upper: number | null
  /** Draws in which the statistic had a value; bounds are null when fewer than half had one. */
  usable: number
}

/**
 * Percentile bootstrap: `statistic` of `draws` samples of the units with replacement, quantiles by definition 7.
 *
 * Resample the unit that was treated (the person, not the deal). The generator comes from a stored seed, so the interval can be
 * repeated. `statistic` returns null where it has no value. Null bounds for fewer than two units. In the unit of the
 * statistic. RangeError unless the level lies between 0 and 1. Source: Efron 1979; Efron and Tibshirani 1993, ch. 13.
 */
export function bootstrapInterval<Unit>(
  units: readonly Unit[],
  statistic: (sample: readonly Unit[]) => number | null,
  options: IntervalOptions & { random: Random; draws?: number },
): BootstrapInterval {
  const level = options.level ?? 0.95
  assertLevel(level)
  const draws = options.draws ?? 2000
  const estimate = statistic(units)
  if (units.length < 2) return { estimate, lower: null, upper: null, usable: 0 }
  const values: number[] = []
  for (let i = 0; i < draws; i++) {
    const value = statistic(units.map(() => units[randomIndex(options.random, units.length)]!))
    if (value !== null && Number.isFinite(value)) values.push(value)
  }
  if (values.length * 2 < draws) return { estimate, lower: null, upper: null, usable: values.length }
  const [lower, upper] = quantiles(values, [(1 - level) / 2, (1 + level) / 2])
  return { estimate, lower: lower ?? null, upper: upper ?? null, usable: values.length }
}
