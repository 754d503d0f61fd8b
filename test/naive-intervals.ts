// Intervals, p-values and corrections computed a second time by other ways than statistics/: areas under curves are added up strip by
// strip, bounds are found by halving, corrections go by their definition. Slow, and nothing of ours is in them.
import { naiveMean, type Spell } from './naive.ts'

export type Bounds = readonly [low: number, high: number]

/** Simpson's rule. */
function area(of: (x: number) => number, from: number, to: number, strips = 400): number {
  const step = (to - from) / strips
  let sum = of(from) + of(to)
  for (let i = 1; i < strips; i++) sum += of(from + i * step) * (i % 2 === 1 ? 4 : 2)
  return (sum * step) / 3
}

/** Where a function that rises from below 0 to above it crosses. */
function crossing(of: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to]
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2
    if (of(middle) < 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}

const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)

/** Two-sided p-value of a standard normal. */
export function naiveTwoSided(z: number): number {
  return 2 * area(density, Math.abs(z), Math.abs(z) + 12, 2000)
}

/** 97.5 % of a standard normal lie below. */
export const naiveZ = crossing((z) => 0.025 - naiveTwoSided(z) / 2, 0, 5)

// Student's t with t = tan(angle) sqrt(df): its density is cos(angle)^(df - 1), whatever its constant.
const students = new Map<number, number>()
function naiveT(df: number): number {
  const known = students.get(df)
  if (known !== undefined) return known
  const up = (angle: number) => area((x) => Math.cos(x) ** (df - 1), 0, angle)
  const whole = up(Math.PI / 2)
  const found = Math.tan(crossing((angle) => up(angle) / whole - 0.95, 0, Math.PI / 2)) * Math.sqrt(df)
  students.set(df, found)
  return found
}

/** Every rate from which the share found is no further than z standard errors of that rate (Wilson). */
export function naiveWilson(successes: number, trials: number): Bounds {
  const share = successes / trials
  const distance = (p: number) => trials * (share - p) ** 2 - naiveZ ** 2 * p * (1 - p)
  return [
    share === 0 ? 0 : crossing((p) => -distance(p), 0, share),
    share === 1 ? 1 : crossing(distance, share, 1),
  ]
}

/** Two shares, each bound from the nearer bounds of both (Newcombe's tenth). */
export function naiveShareDifference(
  [one, of]: readonly [number, number],
  [two, among]: readonly [number, number],
): Bounds {
  const [l1, u1] = naiveWilson(one, of)
  const [l2, u2] = naiveWilson(two, among)
  const [p1, p2] = [one / of, two / among]
  return [
    p1 - p2 - Math.sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2),
    p1 - p2 + Math.sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2),
  ]
}

/** Sum of squared distances from the mean, over one less than there are. */
function variance(values: readonly number[]): number {
  const mean = naiveMean(values)!
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
}

export function naiveMeanBounds(values: readonly number[]): Bounds | null {
  if (values.length < 2) return null
  const half = naiveT(values.length - 1) * Math.sqrt(variance(values) / values.length)
  return [naiveMean(values)! - half, naiveMean(values)! + half]
}

/** Two means whose spreads may differ (Welch, degrees of freedom by Satterthwaite). */
export function naiveMeanDifference(one: readonly number[], two: readonly number[]): Bounds {
  const [a, b] = [variance(one) / one.length, variance(two) / two.length]
  const gap = naiveMean(one)! - naiveMean(two)!
  if (a + b === 0) return [gap, gap]
  const df = (a + b) ** 2 / (a ** 2 / (one.length - 1) + b ** 2 / (two.length - 1))
  const half = naiveT(df) * Math.sqrt(a + b)
  return [gap - half, gap + half]
}

/** Means of a Poisson count under which as many or more, as many or fewer, come one time in forty (Garwood). */
export function naiveCountBounds(count: number): Bounds {
  const upTo = (most: number, mean: number) => {
    let term = Math.exp(-mean)
    let sum = term
    for (let k = 1; k <= most; k++) {
      term *= mean / k
      sum += term
    }
    return sum
  }
  const far = 3 * count + 20
  return [
    count === 0 ? 0 : crossing((mean) => 0.975 - upTo(count - 1, mean), 0, far),
    crossing((mean) => 0.025 - upTo(count, mean), 0, far),
  ]
}

/** Marks 1, 0, -1 with three answers more: three quarters of a promoter, one and a half passives, three quarters of a detractor. */
export function naiveNpsBounds(marks: readonly number[]): Bounds {
  const weighted = [
    ...marks.map((mark) => [mark, 1] as const),
    ...([1, 0, -1] as const).map((mark) => [mark, mark === 0 ? 1.5 : 0.75] as const),
  ]
  const all = weighted.reduce((sum, [, weight]) => sum + weight, 0)
  const mean = weighted.reduce((sum, [mark, weight]) => sum + mark * weight, 0) / all
  const spread = weighted.reduce((sum, [mark, weight]) => sum + weight * (mark - mean) ** 2, 0) / all
  const half = naiveZ * Math.sqrt(spread / all)
  return [Math.max(-1, mean - half), Math.min(1, mean + half)]
}

/** A sum over another, over units that bring both: what each is off the common ratio is its error (Cochran 6.4). */
export function naiveRatioBounds(units: readonly (readonly [y: number, x: number])[]): Bounds | null {
  const n = units.length
  if (n < 2) return null
  const [y, x] = [0, 1].map((at) => units.reduce((sum, one) => sum + one[at]!, 0)) as [number, number]
  const errors = units.reduce((sum, one) => sum + (one[0] - (y / x) * one[1]) ** 2, 0)
  const half = (naiveT(n - 1) * Math.sqrt((errors * n) / (n - 1))) / Math.abs(x)
  return [y / x - half, y / x + half]
}

/** First days on which the lower, the upper curve of those still open has come down to one half; null where one never does. */
export function naiveMedianBounds(spells: readonly Spell[]): Bounds | null {
  let open = 1
  let risk = 0
  let low: number | null = null
  let high: number | null = null
  for (const day of [...new Set(spells.map((one) => one.days))].toSorted((a, b) => a - b)) {
    const here = spells.filter((one) => one.days >= day).length
    const closed = spells.filter((one) => one.days === day && one.end !== 'open').length
    if (closed === 0) continue
    // With nobody left there is no spread to speak of: no curve is drawn there.
    if (closed === here) continue
    open *= 1 - closed / here
    risk += closed / (here * (here - closed))
    const turn = (naiveZ * Math.sqrt(risk)) / Math.log(open)
    const [lower, upper] = [open ** Math.exp(-turn), open ** Math.exp(turn)]
    if (low === null && lower <= 0.5 + 1e-12) low = day
    if (high === null && upper <= 0.5 + 1e-12) high = day
  }
  return low === null || high === null ? null : [low, high]
}

/** How far beyond chance a gap is, as the bound that faces 0 implies it; null where the interval has no width. */
export function naiveP(gap: number, [low, high]: Bounds): number | null {
  const error = (gap > 0 ? gap - low : high - gap) / naiveZ
  return error === 0 ? null : naiveTwoSided(gap / error)
}

/** Which are signals: all up to the largest p that is no more than its rank's part of 5 % (Benjamini and Hochberg). */
export function naiveSignals(pValues: readonly number[]): boolean[] {
  const bars = pValues.filter((p) => {
    const rank = pValues.filter((other) => other <= p).length
    return p <= (0.05 * rank) / pValues.length
  })
  const bar = Math.max(-1, ...bars)
  return pValues.map((p) => p <= bar)
}

/** Holm's p of the first: the smaller ones before it must have passed theirs, and each is multiplied by how many are left. */
export function naiveHolm(own: number, others: readonly number[]): number {
  const all = [own, ...others]
  const factor = (p: number) => all.filter((other) => other >= p).length
  return Math.min(1, Math.max(...all.filter((p) => p <= own).map((p) => p * factor(p))))
}

/** How many of all ways to deal values out again leave means as far apart; sums that differ in their last digits are alike. */
export function naiveDealtP(one: readonly number[], two: readonly number[]): number {
  const all = [...one, ...two]
  const whole = all.reduce((sum, value) => sum + value, 0)
  const gapOf = (sum: number) => Math.abs(sum / one.length - (whole - sum) / two.length)
  const seen = gapOf(one.reduce((sum, value) => sum + value, 0)) - 1e-9
  let [ways, far] = [0, 0]
  for (let mask = 0; mask < 2 ** all.length; mask++) {
    const first = all.filter((_value, at) => (mask >> at) % 2 === 1)
    if (first.length !== one.length) continue
    ways++
    if (gapOf(first.reduce((sum, value) => sum + value, 0)) >= seen) far++
  }
  return far / ways
}

/** How many of all ways to turn pairs round leave their changes as far from none. */
export function naiveTurnedP(changes: readonly number[]): number {
  const sumOf = (mask: number) =>
    Math.abs(changes.reduce((sum, change, at) => sum + ((mask >> at) % 2 === 1 ? -change : change), 0))
  const ways = Array.from({ length: 2 ** changes.length }, (_, mask) => sumOf(mask))
  return ways.filter((sum) => sum >= sumOf(0) - 1e-9).length / ways.length
}
