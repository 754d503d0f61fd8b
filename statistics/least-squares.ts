// Ordinary least squares, and the two uses made of it: analysis of covariance and straight trends.
import { assertAllFinite } from './finite.ts'
import { Matrix, QrDecomposition } from 'ml-matrix'
import { assertLevel, studentCritical, studentTwoSided } from './distributions.ts'
import type { IntervalOptions } from './intervals.ts'
import type { BeforeAfter } from './difference-in-differences.ts'

/** A fitted linear model. Coefficients in the order of the columns. */
export type LeastSquares = {
  coefficients: number[]
  standardErrors: (number | null)[]
  residualVariance: number | null
  df: number
}

/** A column of length 1 is collinear with those before it when less than this of it is left: the tolerance of R's lm. */
const COLLINEAR = 1e-7

/**
 * Least squares of `y` on the columns of `rows` (an intercept is a column of ones), classical standard errors.
 * Null when there are fewer rows than columns or the columns are collinear; errors are null without spare degrees of freedom.
 * RangeError on rows of unequal length, lists that differ in length, or a number that is not finite.
 */
export function leastSquares(
  rows: readonly (readonly number[])[],
  y: readonly number[],
): LeastSquares | null {
  if (rows.length !== y.length) throw new RangeError('As many outcomes as rows are needed')
  assertAllFinite(y, 'An outcome')
  for (const row of rows) {
    if (row.length !== rows[0]!.length) throw new RangeError('Rows have different numbers of columns')
    assertAllFinite(row, 'A column')
  }
  const columns = rows[0]?.length ?? 0
  if (columns === 0 || rows.length < columns) return null
  // Columns brought to one length, so that the test for collinearity does not depend on units.
  const lengths = Array.from({ length: columns }, (_, j) =>
    Math.sqrt(rows.reduce((sum, row) => sum + row[j]! ** 2, 0)),
  )
  if (lengths.some((length) => length === 0)) return null
  const design = new Matrix(rows.map((row) => row.map((value, j) => value / lengths[j]!)))
  // By orthogonal columns, not by the normal equations, which would lose twice as many digits.
  const qr = new QrDecomposition(design)
  const triangle = qr.upperTriangularMatrix
  if (triangle.diagonal().some((value) => !(Math.abs(value) > COLLINEAR))) return null
  const solved = qr.solve(Matrix.columnVector([...y])).to1DArray()
  const df = rows.length - columns
  const fitted = design.mmul(Matrix.columnVector(solved)).to1DArray()
  const rss = y.reduce((sum, value, i) => sum + (value - fitted[i]!) ** 2, 0)
  const residualVariance = df > 0 ? withoutRounding(rss / df, fitted) : null
  const inverse = inverseOfTriangle(triangle, columns)
  return {
    coefficients: solved.map((value, j) => value / lengths[j]!),
    standardErrors: lengths.map((length, j) =>
      residualVariance === null ? null : (Math.sqrt(residualVariance) * Math.hypot(...inverse[j]!)) / length,
    ),
    residualVariance,
    df,
  }
}

// What is left of a perfect fit is rounding: below 1e-30 of the fitted values' mean square (as summary.lm of R warns) nothing is left.
function withoutRounding(residualVariance: number, fitted: readonly number[]): number {
  const square = fitted.reduce((sum, value) => sum + value * value, 0) / fitted.length
  return residualVariance < 1e-30 * square ? 0 : residualVariance
}

// Rows of R^-1: the length of row j is the square root of the j-th diagonal element of (X'X)^-1.
function inverseOfTriangle(triangle: Matrix, n: number): number[][] {
  const inverse = Array.from({ length: n }, () => Array.from({ length: n }, () => 0))
  for (let column = 0; column < n; column++) {
    for (let i = column; i >= 0; i--) {
      let sum = i === column ? 1 : 0
      for (let k = i + 1; k <= column; k++) sum -= triangle.get(i, k) * inverse[k]![column]!
      inverse[i]![column] = sum / triangle.get(i, i)
    }
  }
  return inverse
}

/** A coefficient with its Student interval; all but the estimate are null without spare degrees of freedom. */
export type Coefficient = {
  estimate: number
  standardError: number | null
  lower: number | null
  upper: number | null
  p: number | null
}

/**
 * Reads one coefficient with its two-sided Student interval and p, `fit.df` degrees of freedom; neither where the fit is perfect.
 * RangeError on an impossible level.
 */
export function coefficient(fit: LeastSquares, index: number, options: IntervalOptions = {}): Coefficient {
  const level = options.level ?? 0.95
  assertLevel(level)
  const estimate = fit.coefficients[index]!
  const standardError = fit.standardErrors[index] ?? null
  if (standardError === null || standardError === 0)
    return { estimate, standardError, lower: null, upper: null, p: null }
  const half = studentCritical(level, fit.df) * standardError
  return {
    estimate,
    standardError,
    lower: estimate - half,
    upper: estimate + half,
    p: studentTwoSided(estimate / standardError, fit.df),
  }
}

/** Analysis of covariance: outcome after = intercept + effect x treated + slope x outcome before. */
export type Ancova = { effect: Coefficient; slopeOfPre: Coefficient; intercept: Coefficient; df: number }

/**
 * Effect of treatment given the outcome before. Show it beside the difference in differences: when groups differ at the start the
 * two differ (Lord's paradox), and if the assumption of either holds they bracket the effect (Ding and Li 2019).
 * Null when an arm is empty, the outcome before does not vary, or there are fewer than four people. In the unit of the outcome, Student
 * with n - 3 degrees of freedom. RangeError on an outcome that is not finite. Source: Vickers and Altman 2001, BMJ 323:1123.
 */
export function ancova(
  treated: readonly BeforeAfter[],
  control: readonly BeforeAfter[],
  options: IntervalOptions = {},
): Ancova | null {
  const rows = [
    ...treated.map((person) => [1, 1, person.pre]),
    ...control.map((person) => [1, 0, person.pre]),
  ]
  const fit =
    rows.length < 4
      ? null
      : leastSquares(
          rows,
          [...treated, ...control].map((person) => person.post),
        )
  if (fit === null) return null
  return {
    effect: coefficient(fit, 1, options),
    slopeOfPre: coefficient(fit, 2, options),
    intercept: coefficient(fit, 0, options),
    df: fit.df,
  }
}

/** Slope of a straight line through points, per unit of `x`. Null for fewer than two distinct x. RangeError as {@link leastSquares}. */
export function linearTrend(
  points: readonly { x: number; y: number }[],
  options: IntervalOptions = {},
): Coefficient | null {
  const fit = leastSquares(
    points.map((point) => [1, point.x]),
    points.map((point) => point.y),
  )
  return fit === null ? null : coefficient(fit, 1, options)
}

/**
 * Do two groups drift apart before treatment? Difference of the slopes of their means per period, treated minus control: the slope
 * of the differences. `treated` and `control` list the group means of the same periods, in order. Null for fewer than two periods.
 * RangeError when the lists differ in length, and as {@link leastSquares}.
 */
export function preTrendDifference(
  treated: readonly number[],
  control: readonly number[],
  options: IntervalOptions = {},
): Coefficient | null {
  if (treated.length !== control.length) throw new RangeError('The same periods of both groups are needed')
  return linearTrend(
    treated.map((value, x) => ({ x, y: value - control[x]! })),
    options,
  )
}
