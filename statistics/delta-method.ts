// How sure a quantity is that is worked out from parameters fitted by maximum likelihood.
import { CholeskyDecomposition, Matrix } from 'ml-matrix'
import type { InPieces } from './pieces.ts'

/** A model at the top of its likelihood, and what is worked out from it. All take the parameters on a scale without bounds (logarithms). */
export interface FittedModel<Unit> {
  /** Those that the likelihood is made of: all, or a sample of them. */
  readonly units: readonly Unit[]
  readonly logLikelihood: (units: readonly Unit[], parameters: readonly number[]) => number
  readonly quantities: (parameters: readonly number[]) => readonly number[]
  readonly at: readonly number[]
  /** How many times the sample was fitted; 1 by default. */
  readonly times?: number
}

const step = 1e-3
/** What is left of a parameter's information once the others have told theirs: below, it is rounding. */
const leastLeft = 1e-6

/**
 * Variance of each quantity by the delta method, robust to a model that does not hold: sum over units of (g' I^-1 s)^2, g the slopes of
 * the quantity, I the observed information and s the slopes of a unit's own log-likelihood, all by central differences of 1e-3. What a
 * bootstrap of the units comes to. In the squared unit of the quantity. Null where the data does not tell the parameters
 * apart. In pieces, each a look at all units. Sources: Huber 1967; White 1982, Econometrica 50:1; Oehlert 1992, The American Statistician
 * 46:27.
 */
export function* deltaVariances<Unit>({
  units,
  logLikelihood,
  quantities,
  at,
  times = 1,
}: FittedModel<Unit>): InPieces<readonly number[] | null> {
  const information = yield* informationOf((point) => logLikelihood(units, point), at)
  if (!information.flat().every(Number.isFinite)) return null
  const decomposed = new CholeskyDecomposition(new Matrix(information))
  const lower = decomposed.lowerTriangularMatrix
  const isTold = information.every((row, i) => lower.get(i, i) ** 2 > leastLeft * row[i]!)
  if (!decomposed.isPositiveDefinite() || !isTold) return null
  const slopes: number[][] = []
  const scores: Float64Array[] = []
  for (const i of at.keys()) {
    const [up, down] = [step, -step].map((by) => at.map((value, k) => (k === i ? value + by : value)))
    const [above, below] = [quantities(up!), quantities(down!)]
    slopes.push(above.map((value, k) => (value - below[k]!) / (2 * step)))
    scores.push(
      Float64Array.from(
        units,
        (unit) => (logLikelihood([unit], up!) - logLikelihood([unit], down!)) / (2 * step),
      ),
    )
    yield
  }
  const weights = decomposed.solve(new Matrix(slopes))
  return Array.from({ length: weights.columns }, (_, k) => {
    let squares = 0
    for (let unit = 0; unit < units.length; unit++) {
      let influence = 0
      for (const [i, own] of scores.entries()) influence += weights.get(i, k) * own[unit]!
      squares += influence * influence
    }
    return squares / times
  })
}

function* informationOf(
  logLikelihood: (point: readonly number[]) => number,
  at: readonly number[],
): InPieces<number[][]> {
  const moved = (i: number, byI: number, j: number, byJ: number) =>
    logLikelihood(at.map((value, k) => value + (k === i ? byI : 0) + (k === j ? byJ : 0)))
  const top = logLikelihood(at)
  const information = at.map(() => at.map(() => 0))
  for (const i of at.keys()) {
    for (let j = 0; j <= i; j++) {
      const bent =
        i === j
          ? (moved(i, step, j, 0) - 2 * top + moved(i, -step, j, 0)) / step ** 2
          : (moved(i, step, j, step) +
              moved(i, -step, j, -step) -
              moved(i, step, j, -step) -
              moved(i, -step, j, step)) /
            (4 * step ** 2)
      information[i]![j] = -bent
      information[j]![i] = -bent
      yield
    }
  }
  return information
}
