// Estimates of many small groups at once, each drawn towards what all have in common.
import { assertPositive } from './finite.ts'
import { fitBeta, type BetaParameters } from './beta-fit.ts'
import { assertLevel, betaQuantile } from './distributions.ts'
import type { IntervalOptions } from './intervals.ts'
import { randomBeta, type Random } from './random.ts'
import { logBeta } from './special-functions.ts'

/** James-Stein estimates of proportions measured on equally many trials. */
export type JamesStein = {
  grandMean: number
  /** What is kept of each distance to the mean: 0 (all alike) to 1 (no shrinkage). */
  shrinkage: number
  estimates: number[]
}

/**
 * Positive-part James-Stein: mean + c (value - mean), c = 1 - (k - 3) variance / sum of squares, variance = mean (1 - mean) / trials.
 *
 * Fractions. Null for fewer than four values, where the method has no gain. RangeError on a value outside [0, 1] or trials not positive.
 * Source: Efron and Morris 1977, Sci. Am. 236(5):119 (.212).
 */
export function jamesStein(values: readonly number[], trials: number): JamesStein | null {
  assertPositive(trials, 'Trials')
  for (const value of values)
    if (!(value >= 0 && value <= 1)) throw new RangeError(`A proportion lies between 0 and 1, got ${value}`)
  const k = values.length
  if (k < 4) return null
  const grandMean = values.reduce((sum, value) => sum + value, 0) / k
  const squares = values.reduce((sum, value) => sum + (value - grandMean) ** 2, 0)
  const variance = (grandMean * (1 - grandMean)) / trials
  const shrinkage = squares === 0 ? 0 : Math.max(0, 1 - ((k - 3) * variance) / squares)
  return {
    grandMean,
    shrinkage,
    estimates: values.map((value) => grandMean + shrinkage * (value - grandMean)),
  }
}

/** Successes among trials of one group (a content: deals won among deals that used it). */
export type GroupCount = { trials: number; successes: number }

/** A beta distribution of success rates across groups. */
export type BetaBinomialFit = BetaParameters & {
  /** Without the binomial coefficients. */
  logLikelihood: number
  /** True when the groups differ no more than chance: alpha + beta is very large and every group gets the common rate. */
  noSpread: boolean
}

/**
 * Beta-binomial fitted by maximum likelihood over groups: sum ln B(alpha + s, beta + n - s) - ln B(alpha, beta).
 *
 * Null when fewer than two groups have trials, or when nothing or everything succeeded: nothing tells the spread.
 * RangeError on impossible counts. Source: Casella 1985, The American Statistician 39:83; Gelman et al., Bayesian Data Analysis, ch. 5.
 */
export function fitBetaBinomial(groups: readonly GroupCount[]): BetaBinomialFit | null {
  for (const group of groups) assertGroup(group)
  const used = groups.filter((group) => group.trials > 0)
  const trials = used.reduce((sum, group) => sum + group.trials, 0)
  const successes = used.reduce((sum, group) => sum + group.successes, 0)
  if (used.length < 2 || successes === 0 || successes === trials) return null
  const rate = successes / trials
  const { common, ...fit } = fitBeta(
    ({ alpha, beta }) =>
      used.reduce(
        (sum, group) =>
          sum +
          logBeta(alpha + group.successes, beta + group.trials - group.successes) -
          logBeta(alpha, beta),
        0,
      ),
    rate,
    successes * Math.log(rate) + (trials - successes) * Math.log1p(-rate),
  )
  return { ...fit, noSpread: common }
}

/** What is believed of one group after seeing its counts. */
export type ShrunkRate = {
  /** Successes / trials; null without trials. */
  raw: number | null
  /** Posterior mean (alpha + successes) / (alpha + beta + trials). */
  mean: number
  lower: number
  upper: number
}

/**
 * Posterior of one group under a fitted beta distribution, fractions; equal-tailed interval. RangeError on impossible counts and
 * parameters that are not positive. Source: Gelman et al., Bayesian Data Analysis, ch. 5.
 */
export function shrunkRate(
  group: GroupCount,
  prior: BetaParameters,
  options: IntervalOptions = {},
): ShrunkRate {
  const level = options.level ?? 0.95
  assertLevel(level)
  assertGroup(group)
  assertPositive(prior.alpha, 'A parameter')
  assertPositive(prior.beta, 'A parameter')
  const tail = (1 - level) / 2
  const alpha = prior.alpha + group.successes
  const beta = prior.beta + group.trials - group.successes
  return {
    raw: group.trials === 0 ? null : group.successes / group.trials,
    mean: alpha / (alpha + beta),
    lower: betaQuantile(tail, alpha, beta),
    upper: betaQuantile(1 - tail, alpha, beta),
  }
}

function assertGroup({ trials, successes }: GroupCount): void {
  if (!(successes >= 0 && successes <= trials && trials < Infinity))
    throw new RangeError(`Not a count of successes: ${successes} of ${trials}`)
}

/**
 * Index of the group picked by one Thompson draw: a rate is drawn from each posterior and the highest wins, so that groups with few
 * trials are tried now and then. Null for no groups. Draws in the order given: the same seed gives the same pick. RangeError as
 * {@link shrunkRate}. Source: Thompson 1933, Biometrika 25:285.
 */
export function thompsonPick(
  groups: readonly GroupCount[],
  prior: BetaParameters,
  random: Random,
): number | null {
  let best: { index: number; draw: number } | null = null
  for (const [index, group] of groups.entries()) {
    assertGroup(group)
    const { trials, successes } = group
    const draw = randomBeta(random, prior.alpha + successes, prior.beta + trials - successes)
    if (best === null || draw > best.draw) best = { index, draw }
  }
  return best?.index ?? null
}
