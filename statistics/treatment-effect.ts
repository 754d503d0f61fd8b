// Did it help: chooses the strongest design that the people observed allow, and gives its estimate with what must stand beside it.
import type { IntervalOptions } from './intervals.ts'
import { matchedDifference } from './difference-in-differences.ts'
import { pairedEffectSize, effectSize } from './effect-size.ts'
import { ancova, type Coefficient } from './least-squares.ts'
import { expectedRegression, pairedChange } from './paired-change.ts'
import { groupPermutationTest, type PermutationOptions } from './permutation.ts'
import { mean, standardDeviation } from './quantiles.ts'
import { welchTest } from './two-samples.ts'

/** One person, the unit of treatment: the outcome before and after, and in both halves of the time before where known. */
export type ObservedUnit = {
  isTreated: boolean
  /** Only people of the same stratum are matched. */
  stratum: string
  early: number | null
  late: number | null
  before: number
  after: number
}

/** By falling strength. before-after: there is nobody to compare with. */
export type EffectDesign = 'random-wave' | 'matched' | 'before-after'

/** What a design says of an effect. Parts are null where they have no value. */
export type TreatmentEffect = {
  design: EffectDesign
  /** People whose outcome enters the estimate, on each side. */
  treated: number
  controls: number
  /** Treated people for whom nobody alike was found. */
  unmatched: number
  /** At least five on each side: else no value and no p-value, the direction only. */
  isEnough: boolean
  estimate: number | null
  lower: number | null
  upper: number | null
  p: number | null
  /** Of the p-value: all assignments were listed, or so many drawn. */
  exact: boolean
  assignments: number
  /** Means of all people observed, before and after. */
  treatedChange: { before: number | null; after: number | null }
  controlChange: { before: number | null; after: number | null }
  /** Given the outcome before, over everybody: to be shown beside the estimate. */
  ancova: Coefficient | null
  /** The same comparison between the two halves of the time before, when nothing had happened: should be near 0. */
  placebo: number | null
  /** Change of the treated that chance alone explains, when they were chosen for what they showed before. */
  regression: number | null
  hedgesG: number | null
}

const fewest = 5
/** Of the standard deviation before: people further apart are not alike (Austin 2011 has a fifth; small teams need some more). */
const caliperShare = 0.25

/**
 * Random wave: difference of the means after, permutation test of people. Else nearest neighbours on the outcome before within a
 * quarter of a standard deviation, change of treated minus change of control, sign-flip test over pairs. Without controls: the
 * change alone, whose estimate says nothing of a cause. In the unit of the outcome. The order of people changes nothing.
 * RangeError on an outcome that is not finite, and when a test needs a generator that is not given.
 */
export function treatmentEffect(
  people: readonly ObservedUnit[],
  options: IntervalOptions & PermutationOptions & { isRandomised: boolean },
): TreatmentEffect {
  const sorted = people.toSorted(byBefore)
  const treated = sorted.filter((one) => one.isTreated)
  const controls = sorted.filter((one) => !one.isTreated)
  const design: EffectDesign =
    controls.length === 0 ? 'before-after' : options.isRandomised ? 'random-wave' : 'matched'
  const found =
    design === 'random-wave'
      ? randomWave(treated, controls, options)
      : design === 'matched'
        ? matched(sorted, treated, controls, options)
        : beforeAfter(treated, options)
  return {
    design,
    ...found,
    treatedChange: meansOf(treated),
    controlChange: meansOf(controls),
    ancova:
      controls.length === 0
        ? null
        : (ancova(treated.map(asPair), controls.map(asPair), options)?.effect ?? null),
    placebo: placeboOf(treated, controls),
    regression: regressionOf(sorted, treated),
  }
}

type Estimate = Pick<
  TreatmentEffect,
  | 'treated'
  | 'controls'
  | 'unmatched'
  | 'isEnough'
  | 'estimate'
  | 'lower'
  | 'upper'
  | 'p'
  | 'exact'
  | 'assignments'
  | 'hedgesG'
>

function randomWave(
  treated: readonly ObservedUnit[],
  controls: readonly ObservedUnit[],
  options: IntervalOptions & PermutationOptions,
): Estimate {
  const [one, two] = [treated.map((unit) => unit.after), controls.map((unit) => unit.after)]
  const welch = welchTest(one, two, options)
  const isEnough = Math.min(one.length, two.length) >= fewest
  const test = isEnough ? groupPermutationTest(one, two, options) : null
  return {
    treated: one.length,
    controls: two.length,
    unmatched: 0,
    isEnough,
    estimate: welch.difference,
    lower: welch.lower,
    upper: welch.upper,
    p: test?.p ?? null,
    exact: test?.exact ?? true,
    assignments: test?.assignments ?? 0,
    hedgesG: effectSize(one, two).hedgesG,
  }
}

function matched(
  everybody: readonly ObservedUnit[],
  treated: readonly ObservedUnit[],
  controls: readonly ObservedUnit[],
  options: IntervalOptions & PermutationOptions,
): Estimate {
  const spread = standardDeviation(everybody.map((unit) => unit.before)) ?? 0
  const unit = (prefix: string) => (one: ObservedUnit, i: number) => ({
    id: `${prefix}${i}`,
    stratum: one.stratum,
    ...asPair(one),
  })
  const found = matchedDifference(treated.map(unit('t')), controls.map(unit('c')), {
    ...options,
    caliper: caliperShare * spread,
  })
  return {
    treated: found.pairs.length,
    controls: found.pairs.length,
    unmatched: found.unmatched.length,
    isEnough: found.enoughPeople,
    estimate: found.effect.estimate,
    lower: found.effect.lower,
    upper: found.effect.upper,
    p: found.enoughPeople ? (found.test?.p ?? null) : null,
    exact: found.test?.exact ?? true,
    assignments: found.test?.assignments ?? 0,
    hedgesG: pairedEffectSize(found.effects).hedgesG,
  }
}

function beforeAfter(treated: readonly ObservedUnit[], options: IntervalOptions): Estimate {
  const change = pairedChange(
    treated.map((unit) => unit.before),
    treated.map((unit) => unit.after),
    options,
  )
  return {
    treated: treated.length,
    controls: 0,
    unmatched: 0,
    isEnough: false,
    estimate: change.meanDifference,
    lower: change.lower,
    upper: change.upper,
    p: null,
    exact: true,
    assignments: 0,
    hedgesG: change.hedgesGz,
  }
}

function placeboOf(treated: readonly ObservedUnit[], controls: readonly ObservedUnit[]): number | null {
  const drift = (units: readonly ObservedUnit[]) =>
    mean(units.flatMap(({ early, late }) => (early === null || late === null ? [] : [late - early])))
  const [one, two] = [drift(treated), drift(controls)]
  return one === null || two === null ? null : one - two
}

// How much of what a person shows stays with her is read off the two halves of the time before, over everybody.
function regressionOf(everybody: readonly ObservedUnit[], treated: readonly ObservedUnit[]): number | null {
  const halves = everybody.flatMap(({ early, late }) =>
    early === null || late === null ? [] : [[early, late] as const],
  )
  const all = mean(everybody.map((unit) => unit.before))
  const chosen = mean(treated.map((unit) => unit.before))
  if (halves.length < fewest || all === null || chosen === null || treated.length === everybody.length)
    return null
  const rho = correlation(halves)
  if (rho === null) return null
  return expectedRegression({
    mean: all,
    selectedMean: chosen,
    // Halves that rise exactly together round to a little more than 1.
    withinCorrelation: Math.min(1, Math.max(0, rho)),
    baselineMeasurements: 2,
  })
}

function correlation(pairs: readonly (readonly [number, number])[]): number | null {
  const [one, two] = [mean(pairs.map((pair) => pair[0]))!, mean(pairs.map((pair) => pair[1]))!]
  let [xx, yy, xy] = [0, 0, 0]
  for (const [x, y] of pairs) {
    xx += (x - one) ** 2
    yy += (y - two) ** 2
    xy += (x - one) * (y - two)
  }
  return xx === 0 || yy === 0 ? null : xy / Math.sqrt(xx * yy)
}

function meansOf(units: readonly ObservedUnit[]): { before: number | null; after: number | null } {
  return { before: mean(units.map((unit) => unit.before)), after: mean(units.map((unit) => unit.after)) }
}

function asPair({ before, after }: ObservedUnit): { pre: number; post: number } {
  return { pre: before, post: after }
}

function byBefore(first: ObservedUnit, second: ObservedUnit): number {
  return (
    first.before - second.before ||
    first.after - second.after ||
    (first.stratum < second.stratum ? -1 : first.stratum > second.stratum ? 1 : 0) ||
    (first.early ?? 0) - (second.early ?? 0)
  )
}
