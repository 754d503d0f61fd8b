// Permutation tests: how often chance alone would give a difference this large. Exact when all assignments can be listed.
import { assertAllFinite } from './finite.ts'
import { mean } from './quantiles.ts'
import type { Random } from './random.ts'

/** Result of a permutation test, two-sided. */
export type PermutationTest = {
  /** The difference observed. */
  observed: number
  /** Assignments at least as extreme, among those looked at; when sampled, the observed one counts in both. */
  asExtreme: number
  assignments: number
  p: number
  exact: boolean
}

/** How many assignments to list at most, and how many to draw when there are more. `random` is needed only then. */
export type PermutationOptions = { random?: Random; draws?: number; maxExact?: number }

const DEFAULT_DRAWS = 10_000
const DEFAULT_MAX_EXACT = 1_048_576

/**
 * Sign-flip test of paired differences (Fisher): every difference keeps or changes its sign, |sum| compared.
 *
 * Exact up to 20 differences, sampled beyond with p = (k + 1) / (draws + 1). Null for no differences.
 * RangeError when sampling is needed and no generator is given, or a difference is not finite.
 * Source: Fisher 1935, The Design of Experiments, ch. 3. Sleep data: 4 of 1024.
 */
export function signFlipTest(
  differences: readonly number[],
  options: PermutationOptions = {},
): PermutationTest | null {
  const n = differences.length
  assertAllFinite(differences, 'A difference')
  if (n === 0) return null
  const total = differences.reduce((sum, value) => sum + value, 0)
  const bound = Math.abs(total) - slack(differences)
  const observed = total / n
  if (2 ** n <= (options.maxExact ?? DEFAULT_MAX_EXACT)) {
    let asExtreme = 0
    const visit = (i: number, sum: number): void => {
      if (i === n) {
        if (Math.abs(sum) >= bound) asExtreme += 1
        return
      }
      visit(i + 1, sum + differences[i]!)
      visit(i + 1, sum - differences[i]!)
    }
    visit(0, 0)
    return { observed, asExtreme, assignments: 2 ** n, p: asExtreme / 2 ** n, exact: true }
  }
  return sampled(observed, options, (random) => {
    let sum = 0
    for (const value of differences) sum += random() < 0.5 ? value : -value
    return Math.abs(sum) >= bound
  })
}

/**
 * Permutation test of two groups: the values are dealt out again, |difference of means| compared; first minus second.
 *
 * Exact while the ways to choose the first group stay below `maxExact`, sampled beyond with p = (k + 1) / (draws + 1). Null when a group is
 * empty. RangeError as {@link signFlipTest}. Source: Pitman 1937; Phipson and Smyth 2010 for the added 1.
 */
export function groupPermutationTest(
  first: readonly number[],
  second: readonly number[],
  options: PermutationOptions = {},
): PermutationTest | null {
  const one = mean(first)
  const two = mean(second)
  if (one === null || two === null) return null
  const observed = one - two
  const all = [...first, ...second]
  const n = all.length
  const k = first.length
  const total = all.reduce((sum, value) => sum + value, 0)
  const differenceOf = (sumOfFirst: number) => sumOfFirst / k - (total - sumOfFirst) / (n - k)
  const bound = Math.abs(observed) - slack(all)
  const ways = combinations(n, k)
  if (ways <= (options.maxExact ?? DEFAULT_MAX_EXACT)) {
    let asExtreme = 0
    const visit = (from: number, left: number, sum: number): void => {
      if (left === 0) {
        if (Math.abs(differenceOf(sum)) >= bound) asExtreme += 1
        return
      }
      for (let i = from; i <= n - left; i++) visit(i + 1, left - 1, sum + all[i]!)
    }
    visit(0, k, 0)
    return { observed, asExtreme, assignments: ways, p: asExtreme / ways, exact: true }
  }
  const dealt = [...all]
  return sampled(observed, options, (random) => {
    let sum = 0
    for (let i = 0; i < k; i++) {
      const j = i + Math.floor(random() * (n - i))
      const value = dealt[j]!
      dealt[j] = dealt[i]!
      dealt[i] = value
      sum += value
    }
    return Math.abs(differenceOf(sum)) >= bound
  })
}

function sampled(
  observed: number,
  options: PermutationOptions,
  draw: (random: Random) => boolean,
): PermutationTest {
  const { random, draws = DEFAULT_DRAWS } = options
  if (random === undefined)
    throw new RangeError('Too many assignments to list: a seeded generator is needed to draw them')
  let asExtreme = 1
  for (let i = 0; i < draws; i++) if (draw(random)) asExtreme += 1
  return { observed, asExtreme, assignments: draws + 1, p: asExtreme / (draws + 1), exact: false }
}

// Sums in another order differ in the last digits: ties with the observed one must count.
function slack(values: readonly number[]): number {
  return 1e-12 * values.reduce((sum, value) => sum + Math.abs(value), 0)
}

function combinations(n: number, k: number): number {
  let ways = 1
  for (let i = 1; i <= Math.min(k, n - k); i++) ways = (ways * (n - i + 1)) / i
  return Math.round(ways)
}
