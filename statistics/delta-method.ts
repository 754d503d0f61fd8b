// How sure a quantity is that is worked out from parameters fitted by maximum likelihood.
import { CholeskyDecomposition, Matrix } from 'ml-matrix'
import type { Shape } from './descent.ts'
import type { InPieces } from './pieces.ts'

/** A model at the top of its likelihood, and what is worked out from it. All take the parameters on a scale without bounds (logarithms). */
export interface FittedModel<Unit> {
  /** Those that the likelihood is made of: all, or a sample of them. */
  readonly units: readonly Unit[]
  /** Minus the log-likelihood of some of them, with its derivatives. */
  readonly shape: (units: readonly Unit[], parameters: readonly number[]) => Shape
  readonly quantities: (parameters: readonly number[]) => readonly number[]
  readonly at: readonly number[]
  /** How many times the sample was fitted; 1 by default. */
  readonly times?: number
}

const step = 1e-3
/** Units looked at in one piece. */
const piece = 500
/** What is left of a parameter's information once the others have told theirs: below, it is rounding. */
const leastLeft = 1e-6

/**
 * Variance of each quantity by the delta method, robust to a model that does not hold: sum over units of (g' I^-1 s)^2, g the slopes of
 * the quantity, by central differences of 1e-3, I the observed information and s the slopes of a unit's own log-likelihood. What a
 * bootstrap of the units comes to. In the squared unit of the quantity. Null where the data does not tell the parameters
 * apart. In pieces, each a look at all units or some hundred. Sources: Huber 1967; White 1982, Econometrica 50:1; Oehlert 1992, The American Statistician
 * 46:27.
 */
export function* deltaVariances<Unit>({
  units,
  shape,
  quantities,
  at,
  times = 1,
}: FittedModel<Unit>): InPieces<readonly number[] | null> {
  const information = shape(units, at).curvature.map((row) => [...row])
  yield
  if (!information.flat().every(Number.isFinite)) return null
  const decomposed = new CholeskyDecomposition(new Matrix(information))
  const lower = decomposed.lowerTriangularMatrix
  const isTold = information.every((row, i) => lower.get(i, i) ** 2 > leastLeft * row[i]!)
  if (!decomposed.isPositiveDefinite() || !isTold) return null
  const slopes: number[][] = []
  for (const i of at.keys()) {
    const [up, down] = [step, -step].map((by) => at.map((value, k) => (k === i ? value + by : value)))
    const [above, below] = [quantities(up!), quantities(down!)]
    slopes.push(above.map((value, k) => (value - below[k]!) / (2 * step)))
    yield
  }
  const weights = decomposed.solve(new Matrix(slopes))
  const squares = Array.from({ length: weights.columns }, () => 0)
  for (const [place, unit] of units.entries()) {
    if (place % piece === 0) yield
    const own = shape([unit], at).slopes
    for (const k of squares.keys())
      squares[k]! += own.reduce((sum, slope, i) => sum + weights.get(i, k) * slope, 0) ** 2
  }
  return squares.map((sum) => sum / times)
}
