// Differences of medians and quantiles by drawing the data again (percentile bootstrap), from histograms: a million durations cost
// no more than their distinct values.
import { quantileOfSorted, type WeightedCount } from './quantiles.ts'
import { type Random, randomBeta, randomNormal } from './random.ts'
import type { SpellCount } from './survival.ts'

/** The statistic of one sample drawn again from the data; Infinity where that sample does not come down to it. */
export type Redraw = (random: Random) => number

/**
 * Quantile (definition 7) of samples of the same size drawn with replacement. Exact: the order statistic of n uniform numbers that
 * the quantile needs is itself drawn (beta), and read off the histogram. In the unit of the values. Null for no values.
 * RangeError as in quantileOfCounts on impossible rows. Source: Efron 1979, Ann. Stat. 7:1; order statistics of uniforms: David and
 * Nagaraja 2003, Order Statistics, section 2.
 */
export function redrawQuantile(rows: readonly WeightedCount[], probability: number): Redraw | null {
  const sorted = rows.filter((row) => row.count > 0).toSorted((a, b) => a.value - b.value)
  const upTo: number[] = []
  let n = 0
  for (const { value, count } of sorted) {
    if (!Number.isInteger(count) || !Number.isFinite(value))
      throw new RangeError(`Not a histogram row: value ${value}, count ${count}`)
    upTo.push((n += count))
  }
  if (n === 0) return null
  const position = (n - 1) * probability
  const below = Math.floor(position)
  const valueAt = (uniform: number): number => sorted[indexAbove(upTo, uniform * n)]!.value
  return (random) => {
    const first = randomBeta(random, below + 1, n - below)
    const low = valueAt(first)
    if (position === below) return low
    // The next one above, given the first: the smallest of those that are left.
    const next = first + (1 - first) * (1 - (1 - random()) ** (1 / (n - below - 1)))
    return low + (position - below) * (valueAt(next) - low)
  }
}

/**
 * Kaplan-Meier median of spells drawn again: each cell of the histogram is drawn from a Poisson distribution around its count
 * (Poisson bootstrap: Hanley and MacGibbon 2006, Comput. Methods Programs Biomed. 83:57). Infinity where half are not reached. Null
 * for no spell.
 */
export function redrawMedianWait(spells: readonly SpellCount[]): Redraw | null {
  const rows = spells.toSorted((a, b) => a.time - b.time)
  if (rows.every((row) => row.events + row.censored === 0)) return null
  const [ended, left] = [new Float64Array(rows.length), new Float64Array(rows.length)]
  return (random) => {
    let atRisk = 0
    for (const [i, { events, censored }] of rows.entries()) {
      ended[i] = randomPoisson(random, events)
      left[i] = randomPoisson(random, censored)
      atRisk += ended[i] + left[i]
    }
    let survival = 1
    for (const [i, { time }] of rows.entries()) {
      if (ended[i]! > 0) survival *= 1 - ended[i]! / atRisk
      if (survival <= 0.5 + 1e-12) return time
      atRisk -= ended[i]! + left[i]!
    }
    return Number.POSITIVE_INFINITY
  }
}

/**
 * Percentile bootstrap of a difference, first minus second, both drawn again independently. Null when a bound is not reached: too
 * many samples do not come down to the statistic.
 */
export function redrawnDifference(
  first: Redraw,
  second: Redraw,
  { random, draws = 1000, level = 0.95 }: { random: Random; draws?: number; level?: number },
): { lower: number; upper: number } | null {
  const differences: number[] = []
  for (let i = 0; i < draws; i++) {
    const difference = first(random) - second(random)
    // Neither is reached: nothing is known of which is larger.
    if (Number.isNaN(difference)) return null
    differences.push(difference)
  }
  const sorted = Float64Array.from(differences).toSorted()
  const [lower, upper] = [finiteQuantile(sorted, (1 - level) / 2), finiteQuantile(sorted, (1 + level) / 2)]
  return lower === null || upper === null ? null : { lower, upper }
}

/** The quantile of sorted values of which some are infinite; null where it stands beside one of those. */
function finiteQuantile(sorted: Float64Array, probability: number): number | null {
  const below = Math.floor((sorted.length - 1) * probability)
  const isKnown = [sorted[below], sorted[Math.min(below + 1, sorted.length - 1)]].every(Number.isFinite)
  return isKnown ? quantileOfSorted(sorted, probability) : null
}

/** Knuth's product while it is short; beyond, the normal curve that the distribution comes close to. */
function randomPoisson(random: Random, mean: number): number {
  if (mean === 0) return 0
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * randomNormal(random)))
  const limit = Math.exp(-mean)
  let many = 0
  for (let product = random(); product > limit; product *= random()) many++
  return many
}

/** Position of the first running total above a place. */
function indexAbove(upTo: readonly number[], place: number): number {
  let [low, high] = [0, upTo.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (upTo[middle]! > place) high = middle
    else low = middle + 1
  }
  return low
}
