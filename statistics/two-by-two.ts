// Success with and without something, alone and within strata. An association, not an effect.
import { chiSquareUpper, normalCritical } from './distributions.ts'
import type { IntervalOptions } from './intervals.ts'

/** Successes and failures of those exposed (content used) and those not. Counts, >= 0. */
export type TwoByTwo = {
  exposedSuccess: number
  exposedFailure: number
  unexposedSuccess: number
  unexposedFailure: number
}

/** A ratio with its interval; bounds are null where the formula has no value (a zero count). */
export type RatioEstimate = { estimate: number; lower: number | null; upper: number | null }

/**
 * Rate with / rate without, interval exp(ln RR -/+ z sqrt(1/a - 1/n1 + 1/c - 1/n0)).
 *
 * Null when a side is empty or nobody succeeds without (the ratio has no value). When nobody succeeds with, 0 without interval: nothing is
 * added to a count of 0. RangeError on a count that is negative or not finite.
 * Source: Katz et al. 1978, Biometrics 34:469.
 */
export function riskRatio(table: TwoByTwo, options: IntervalOptions = {}): RatioEstimate | null {
  assertTable(table)
  const z = normalCritical(options.level ?? 0.95)
  const { exposedSuccess: a, unexposedSuccess: c } = table
  const exposed = a + table.exposedFailure
  const unexposed = c + table.unexposedFailure
  if (exposed === 0 || unexposed === 0 || c === 0) return null
  const estimate = a / exposed / (c / unexposed)
  if (a === 0) return { estimate, lower: null, upper: null }
  const half = z * Math.sqrt(1 / a - 1 / exposed + 1 / c - 1 / unexposed)
  return { estimate, lower: estimate * Math.exp(-half), upper: estimate * Math.exp(half) }
}

/**
 * Odds ratio ad / bc with the log interval of Woolf 1955. Null when bc is 0; no interval when any count is 0. RangeError as {@link
 * riskRatio}.
 */
export function oddsRatio(table: TwoByTwo, options: IntervalOptions = {}): RatioEstimate | null {
  assertTable(table)
  const z = normalCritical(options.level ?? 0.95)
  const { exposedSuccess: a, exposedFailure: b, unexposedSuccess: c, unexposedFailure: d } = table
  if (b * c === 0) return null
  const estimate = (a * d) / (b * c)
  if (a * d === 0) return { estimate, lower: null, upper: null }
  const half = z * Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
  return { estimate, lower: estimate * Math.exp(-half), upper: estimate * Math.exp(half) }
}

/** The strata added up into one table: the crude comparison. RangeError on a count that is negative or not finite. */
export function collapse(strata: readonly TwoByTwo[]): TwoByTwo {
  for (const table of strata) assertTable(table)
  const sum = (read: (table: TwoByTwo) => number) => strata.reduce((total, table) => total + read(table), 0)
  return {
    exposedSuccess: sum((table) => table.exposedSuccess),
    exposedFailure: sum((table) => table.exposedFailure),
    unexposedSuccess: sum((table) => table.unexposedSuccess),
    unexposedFailure: sum((table) => table.unexposedFailure),
  }
}

/** A chi-square test. */
export type ChiSquareTest = { chiSquare: number; df: number; p: number }

/** Comparison within strata. Each part is null when the strata carry no information on it. */
export type StratifiedComparison = {
  /** Mantel-Haenszel odds ratio, Robins-Breslow-Greenland interval. */
  oddsRatio: RatioEstimate | null
  /** Mantel-Haenszel risk difference, as a fraction. */
  riskDifference: number | null
  /** Cochran-Mantel-Haenszel test of "no association in any stratum", without and with continuity correction. */
  association: ChiSquareTest | null
  associationCorrected: ChiSquareTest | null
  /** Breslow-Day test with Tarone's correction of "one odds ratio for all strata". Small p: show the strata. */
  heterogeneity: ChiSquareTest | null
}

/**
 * Comparison of exposed and unexposed within strata (stage reached x segment).
 *
 * Strata with an empty side add nothing. The continuity correction takes 1/2 off |O - E|, or all of it where it is smaller (R's
 * mantelhaen.test leaves the statistic uncorrected there). Two-sided. RangeError on a count that is negative or not finite.
 * Sources: Mantel and Haenszel 1959; Robins, Breslow and Greenland 1986; Breslow and Day 1980; Tarone 1985. Berkeley admissions:
 * crude 1.84, common .9047 (.7719 to 1.0603), chi-square 1.5246, heterogeneity 18.83.
 */
export function stratifiedComparison(
  strata: readonly TwoByTwo[],
  options: IntervalOptions = {},
): StratifiedComparison {
  for (const table of strata) assertTable(table)
  const z = normalCritical(options.level ?? 0.95)
  const common = mantelHaenszel(strata, z)
  let numerator = 0
  let weight = 0
  let excess = 0
  let variance = 0
  for (const { exposedSuccess: a, exposedFailure: b, unexposedSuccess: c, unexposedFailure: d } of strata) {
    const n = a + b + c + d
    if (n < 2) continue
    numerator += (a * (c + d) - c * (a + b)) / n
    weight += ((a + b) * (c + d)) / n
    excess += a - ((a + b) * (a + c)) / n
    variance += ((a + b) * (c + d) * (a + c) * (b + d)) / (n * n * (n - 1))
  }
  const association = (distance: number): ChiSquareTest | null => {
    if (variance === 0) return null
    const chiSquare = (distance * distance) / variance
    return { chiSquare, df: 1, p: chiSquareUpper(chiSquare, 1) }
  }
  return {
    oddsRatio: common,
    riskDifference: weight === 0 ? null : numerator / weight,
    association: association(excess),
    associationCorrected: association(Math.max(0, Math.abs(excess) - 0.5)),
    heterogeneity: common === null ? null : breslowDayTarone(strata, common.estimate),
  }
}

function mantelHaenszel(strata: readonly TwoByTwo[], z: number): RatioEstimate | null {
  let r = 0
  let s = 0
  let pr = 0
  let mixed = 0
  let qs = 0
  for (const { exposedSuccess: a, exposedFailure: b, unexposedSuccess: c, unexposedFailure: d } of strata) {
    const n = a + b + c + d
    if (n === 0) continue
    const agree = (a + d) / n
    const differ = (b + c) / n
    const ad = (a * d) / n
    const bc = (b * c) / n
    r += ad
    s += bc
    pr += agree * ad
    mixed += agree * bc + differ * ad
    qs += differ * bc
  }
  if (s === 0) return null
  if (r === 0) return { estimate: 0, lower: null, upper: null }
  const estimate = r / s
  const half = z * Math.sqrt(pr / (2 * r * r) + mixed / (2 * r * s) + qs / (2 * s * s))
  return { estimate, lower: estimate * Math.exp(-half), upper: estimate * Math.exp(half) }
}

function breslowDayTarone(strata: readonly TwoByTwo[], ratio: number): ChiSquareTest | null {
  if (!(ratio > 0)) return null
  let chiSquare = 0
  let excess = 0
  let total = 0
  let used = 0
  for (const { exposedSuccess: a, exposedFailure: b, unexposedSuccess: c, unexposedFailure: d } of strata) {
    const exposed = a + b
    const unexposed = c + d
    const successes = a + c
    if (exposed === 0 || unexposed === 0 || successes === 0 || successes === exposed + unexposed) continue
    const failures = exposed + unexposed - successes
    // Each cell by a root of its own: taken from the margins, what is left of a small one is rounding.
    const cells = [
      { fitted: fittedCell(exposed, unexposed, successes, ratio), seen: a, sign: 1 },
      { fitted: fittedCell(exposed, unexposed, failures, 1 / ratio), seen: b, sign: -1 },
      { fitted: fittedCell(unexposed, exposed, successes, 1 / ratio), seen: c, sign: -1 },
      { fitted: fittedCell(unexposed, exposed, failures, ratio), seen: d, sign: 1 },
    ]
    const variance = 1 / cells.reduce((sum, { fitted }) => sum + 1 / fitted, 0)
    // All four are as far from what was seen: the smallest tells it with the most digits.
    const smallest = cells.reduce((least, one) => (one.fitted < least.fitted ? one : least))
    const apart = smallest.sign * (smallest.seen - smallest.fitted)
    chiSquare += apart ** 2 / variance
    excess += apart
    total += variance
    used += 1
  }
  if (used < 2) return null
  const corrected = Math.max(0, chiSquare - (excess * excess) / total)
  return { chiSquare: corrected, df: used - 1, p: chiSquareUpper(corrected, used - 1) }
}

// The count in a cell of the first row and column that gives exactly this odds ratio with the margins as they are: the root of a
// quadratic, in the form in which nothing cancels.
function fittedCell(row: number, otherRow: number, column: number, ratio: number): number {
  const linear = otherRow - column + ratio * (row + column)
  const root =
    ratio <= 1
      ? Math.sqrt(linear * linear + 4 * (1 - ratio) * ratio * row * column)
      : Math.hypot(
          otherRow + ratio * row - (ratio - 1) * column,
          2 * Math.sqrt((ratio - 1) * otherRow * column),
        )
  return linear >= 0 ? (2 * ratio * row * column) / (linear + root) : (root - linear) / (2 * (1 - ratio))
}

function assertTable(table: TwoByTwo): void {
  const { exposedSuccess, exposedFailure, unexposedSuccess, unexposedFailure } = table
  for (const count of [exposedSuccess, exposedFailure, unexposedSuccess, unexposedFailure]) {
    if (!(count >= 0 && count < Infinity)) throw new RangeError(`Not a count: ${count}`)
  }
}
