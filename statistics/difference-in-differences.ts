// Did it help: change of those treated beside the change of those who were not. The unit is the person (rep), never the deal.
import { assertAllFinite } from './finite.ts'
import { meanInterval, type IntervalOptions, type MeanEstimate } from './intervals.ts'
import { signFlipTest, type PermutationOptions, type PermutationTest } from './permutation.ts'
import { differencesWithoutRounding, mean } from './quantiles.ts'
import { welchTest, type WelchTest } from './two-samples.ts'

/** One person measured before and after. */
export type BeforeAfter = { pre: number; post: number }

/** Means and change of one group. */
export type GroupChange = { n: number; pre: number | null; post: number | null; change: MeanEstimate }

/** Effect = change of the treated - change of the controls, with Welch's interval on the two groups of changes. */
export type DifferenceInDifferences = WelchTest & {
  treated: GroupChange
  control: GroupChange
  /** Fewer than five people in an arm: show the direction only, no p-value. */
  enoughPeople: boolean
}

const FEWEST_PEOPLE = 5

/**
 * Difference in differences of people seen before and after. Assumes that without treatment both groups would have changed alike:
 * show their pre-period trends beside it.
 *
 * In the unit of the outcome; null parts as in {@link WelchTest}. RangeError on an outcome that is not finite.
 * Source: Card and Krueger 1994, AER 84:772: 2.75 (1.34), changes 0.47 and -2.28.
 */
export function differenceInDifferences(
  treated: readonly BeforeAfter[],
  control: readonly BeforeAfter[],
  options: IntervalOptions = {},
): DifferenceInDifferences {
  return {
    ...welchTest(changesOf(treated), changesOf(control), options),
    treated: groupChange(treated, options),
    control: groupChange(control, options),
    enoughPeople: Math.min(treated.length, control.length) >= FEWEST_PEOPLE,
  }
}

/** The same from four means only: no error can be given. RangeError on a mean that is not finite. */
export function differenceOfMeans(treated: BeforeAfter, control: BeforeAfter): number {
  assertAllFinite([treated.pre, treated.post, control.pre, control.post], 'A mean')
  return change(treated) - change(control)
}

/** A person to be matched. Only people of the same `stratum` (segment, tenure band) are matched; left out, all are alike. */
export type MatchUnit = BeforeAfter & { id: string; stratum?: string }

/** Matched difference in differences. */
export type MatchedDifference = {
  /** Treated and control ids, in the order of the treated. */
  pairs: [string, string][]
  /** Treated people with no control within the caliper: reported, never silently dropped. */
  unmatched: string[]
  /** Change of treated - change of its control, pair by pair. */
  effects: number[]
  /** Mean of (change of treated - change of its control), Student interval over pairs; null estimate without pairs. */
  effect: MeanEstimate
  /** Sign-flip test over pairs; null without pairs. */
  test: PermutationTest | null
  enoughPeople: boolean
}

/**
 * Nearest neighbour on the outcome before, without replacement, treated taken in the given order, at most `caliper` apart
 * (inclusive); of equally near controls the first given. In the unit of the outcome.
 *
 * RangeError on a negative caliper (Infinity: anybody), an outcome that is not finite, and when more than 20 pairs need a generator for
 * the test that is not given.
 */
export function matchedDifference(
  treated: readonly MatchUnit[],
  controls: readonly MatchUnit[],
  options: IntervalOptions & PermutationOptions & { caliper: number },
): MatchedDifference {
  if (!(options.caliper >= 0)) throw new RangeError(`Not a caliper: ${options.caliper}`)
  for (const { pre, post } of [...treated, ...controls]) assertAllFinite([pre, post], 'An outcome')
  const free = new Set(controls)
  const pairs: [string, string][] = []
  const unmatched: string[] = []
  const differences: number[] = []
  for (const person of treated) {
    let nearest: MatchUnit | null = null
    let distance = options.caliper
    for (const candidate of free) {
      if (candidate.stratum !== person.stratum) continue
      const apart = Math.abs(candidate.pre - person.pre)
      if (apart < distance || (apart === distance && nearest === null)) {
        nearest = candidate
        distance = apart
      }
    }
    if (nearest === null) {
      unmatched.push(person.id)
      continue
    }
    free.delete(nearest)
    pairs.push([person.id, nearest.id])
    differences.push(change(person) - change(nearest))
  }
  const effects = differencesWithoutRounding(differences, 2 * largestOf([...treated, ...controls]))
  return {
    pairs,
    unmatched,
    effects,
    effect: meanInterval(effects, options),
    test: signFlipTest(effects, options),
    enoughPeople: pairs.length >= FEWEST_PEOPLE,
  }
}

function change({ pre, post }: BeforeAfter): number {
  return post - pre
}

/** Outcome after minus before, person by person; changes that are alike but for rounding are one number. */
export function changesOf(people: readonly BeforeAfter[]): number[] {
  return differencesWithoutRounding(people.map(change), largestOf(people))
}

function largestOf(people: readonly BeforeAfter[]): number {
  return people.reduce((most, { pre, post }) => Math.max(most, Math.abs(pre), Math.abs(post)), 0)
}

function groupChange(people: readonly BeforeAfter[], options: IntervalOptions): GroupChange {
  return {
    n: people.length,
    pre: mean(people.map((person) => person.pre)),
    post: mean(people.map((person) => person.post)),
    change: meanInterval(changesOf(people), options),
  }
}
