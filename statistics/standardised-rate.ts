// A rate as it would be with the mix of a common population: groups that hold different sorts of cases become comparable.
import { type Interval, type IntervalOptions, wilsonInterval } from './intervals.ts'

/** Successes among trials in one stratum, and the weight of that stratum in the common population (any positive scale). */
export type WeightedStratum = { successes: number; trials: number; weight: number }

/** The standardised rate, and how much of the common population the strata with trials cover. */
export type StandardisedRate = Interval & { covered: number }

/**
 * Direct standardisation: the weighted mean of the strata's rates, weights over the strata that have any trial.
 *
 * Interval: Wilson's of each stratum put together by their distances from the estimate (MOVER; Zou and Donner 2008, Stat. Med.
 * 27:1693). Null when no stratum with a weight has a trial. With one stratum it is Wilson's interval itself.
 * RangeError for a weight that is negative or not finite, and impossible counts.
 */
export function standardisedRate(
  strata: readonly WeightedStratum[],
  options: IntervalOptions = {},
): StandardisedRate | null {
  for (const { weight, trials } of strata) {
    if (!(weight >= 0 && weight < Infinity)) throw new RangeError(`Not a weight: ${weight}`)
    if (!(trials >= 0)) throw new RangeError(`Not a count of trials: ${trials}`)
  }
  const whole = strata.reduce((sum, one) => sum + one.weight, 0)
  const used = strata.filter((one) => one.trials > 0 && one.weight > 0)
  const held = used.reduce((sum, one) => sum + one.weight, 0)
  if (held === 0) return null
  let estimate = 0
  let below = 0
  let above = 0
  for (const { successes, trials, weight } of used) {
    const part = weight / held
    const rate = wilsonInterval(successes, trials, options)!
    estimate += part * rate.estimate
    below += (part * (rate.estimate - rate.lower)) ** 2
    above += (part * (rate.upper - rate.estimate)) ** 2
  }
  return {
    estimate,
    lower: Math.max(0, estimate - Math.sqrt(below)),
    upper: Math.min(1, estimate + Math.sqrt(above)),
    covered: held / whole,
  }
}
