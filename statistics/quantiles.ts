// Means, variances and quantiles of a list of numbers.
import { assertAllFinite, assertFinite } from './finite.ts'

/**
 * Quantile by definition 7 of Hyndman and Fan 1996 (linear interpolation at (n - 1) p; R's default, PERCENTILE.INC).
 * Unit of the values. Null for no values. RangeError when `probability` is outside [0, 1] or a value is not finite.
 */
export function quantile(values: readonly number[], probability: number): number | null {
  return quantiles(values, [probability])[0]!
}

/** Several quantiles of the same values with one sort; see {@link quantile}. */
export function quantiles(values: readonly number[], probabilities: readonly number[]): (number | null)[] {
  assertAllFinite(values, 'A value')
  const sorted = Float64Array.from(values).toSorted()
  return probabilities.map((probability) => quantileOfSorted(sorted, probability))
}

/** {@link quantile} of values already in ascending order; neither order nor values are checked, but for the two it reads. */
export function quantileOfSorted(sorted: ArrayLike<number>, probability: number): number | null {
  assertShare(probability)
  if (sorted.length === 0) return null
  const position = (sorted.length - 1) * probability
  const below = Math.floor(position)
  const low = sorted[below]!
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!
  assertFinite(low, 'A value')
  assertFinite(high, 'A value')
  return position === below ? low : low + (position - below) * (high - low)
}

/** Median, definition 7. Null for no values; RangeError as {@link quantile}. */
export function median(values: readonly number[]): number | null {
  return quantile(values, 0.5)
}

/** A value and how many times it occurs. */
export type WeightedCount = { value: number; count: number }

/**
 * Quantile by definition 7 of a histogram, the same number as {@link quantile} of the values written out one by one.
 * Rows may come in any order and repeat a value. Null when all counts are 0. RangeError when a count is not a whole number >= 0 or a value
 * not finite.
 */
export function quantileOfCounts(rows: readonly WeightedCount[], probability: number): number | null {
  assertShare(probability)
  const sorted = rows.filter((row) => row.count > 0).toSorted((a, b) => a.value - b.value)
  let total = 0
  for (const row of rows) {
    if (!Number.isInteger(row.count) || row.count < 0 || !Number.isFinite(row.value)) {
      throw new RangeError(`Not a histogram row: value ${row.value}, count ${row.count}`)
    }
    total += row.count
  }
  if (total === 0) return null
  const position = (total - 1) * probability
  const below = Math.floor(position)
  const low = valueAtRank(sorted, below)
  return position === below ? low : low + (position - below) * (valueAtRank(sorted, below + 1) - low)
}

function valueAtRank(sorted: readonly WeightedCount[], rank: number): number {
  let seen = 0
  for (const row of sorted) {
    seen += row.count
    if (rank < seen) return row.value
  }
  return sorted.at(-1)!.value
}

/**
 * Arithmetic mean, in the unit of the values; null for no values. RangeError when a value, or the sum, is not finite.
 * The sum is taken twice, the second time of the distances left, so that no digit is lost.
 */
export function mean(values: readonly number[]): number | null {
  if (values.length === 0) return null
  let sum = 0
  for (const value of values) sum += value
  const first = sum / values.length
  if (!Number.isFinite(first)) throw new RangeError(`A mean of finite numbers is needed, got ${first}`)
  let left = 0
  for (const value of values) left += value - first
  return first + left / values.length
}

/**
 * Sample variance with n - 1, in the squared unit; null for fewer than two values. RangeError as {@link mean}.
 * Around the mean, less what the mean's own rounding adds.
 */
export function variance(values: readonly number[]): number | null {
  if (values.length < 2) return null
  const centre = mean(values)!
  let squares = 0
  let left = 0
  for (const value of values) {
    squares += (value - centre) ** 2
    left += value - centre
  }
  return Math.max(0, squares - (left * left) / values.length) / (values.length - 1)
}

/** Sample standard deviation with n - 1, in the unit of the values; null for fewer than two. RangeError as {@link mean}. */
export function standardDeviation(values: readonly number[]): number | null {
  const squared = variance(values)
  return squared === null ? null : Math.sqrt(squared)
}

/**
 * The differences of numbers that may be as large as `scale`; where they are alike but for the rounding of such numbers, one number for
 * all: 0.3 - 0.2 is not 0.2 - 0.1 to the last digit, and what does not vary must not get a standard error of 1e-17 and a p-value of 0.
 */
export function differencesWithoutRounding(differences: readonly number[], scale: number): number[] {
  const middle = mean(differences)
  const rounding = 4 * Number.EPSILON * scale
  if (middle === null || !differences.every((value) => Math.abs(value - middle) <= rounding))
    return [...differences]
  return differences.map(() => middle)
}

function assertShare(probability: number): void {
  if (!(probability >= 0 && probability <= 1))
    throw new RangeError(`Probability must lie between 0 and 1, got ${probability}`)
}
