// L2-penalised logistic regression: outcomes and, for lead scoring, judgements that enter as pseudo-observations.
import { assertAllFinite } from './finite.ts'

/** One row of evidence: features, outcome (0 to 1: a judgement may be a fraction) and how many observations it counts for. */
export type LogisticRow = { x: readonly number[]; y: number; weight: number }

/** Scale of one feature, when columns were standardised before fitting. */
export type FeatureScale = { mean: number; sd: number }

/** A fitted model: ln odds = coefficients[0] + sum of coefficients[j + 1] x feature j (standardised when `scales` is given). */
export type LogisticModel = {
  status: 'fitted'
  /** Intercept first, then one by feature, on the scale fitted. */
  coefficients: number[]
  /** Inverse of the (penalised) information; with a penalty they understate what the penalty hides. */
  standardErrors: number[]
  /** Unpenalised log-likelihood of the rows given as outcomes. */
  logLikelihood: number
  scales: FeatureScale[] | null
}

/** Why there is no model. 'separated': some combination of features splits the outcomes, so use a penalty. */
export type LogisticFailure = {
  status: 'no_data' | 'one_class' | 'collinear' | 'separated'
  coefficients: null
}

/** How to fit. */
export type LogisticOptions = {
  /** Penalty lambda / 2 x sum of squared coefficients, intercept free; on standardised columns if `standardise`. 0 by default. */
  l2?: number
  /** Standardise columns by their mean and population standard deviation over the outcomes (over all rows when there is none). */
  standardise?: boolean
  /** Rows that are not outcomes: judgements, with the weight each carries. */
  judgements?: readonly LogisticRow[]
}

const MAX_STEPS = 100

/**
 * Maximises sum w [y ln p + (1 - y) ln(1 - p)] - (l2 / 2) sum b^2 by Newton's method with step halving.
 *
 * Refuses what has no maximum: one class only (over outcomes and judgements together), collinear columns or complete or partial
 * separation without penalty. RangeError on rows of unequal length, y outside [0, 1], negative or not finite numbers.
 * Hosmer and Lemeshow birth weight: 1.295 -.024 -.014 1.004 .433 -.049, LL -111.286.
 */
export function fitLogistic(
  outcomes: readonly { x: readonly number[]; y: number; weight?: number }[],
  options: LogisticOptions = {},
): LogisticModel | LogisticFailure {
  const l2 = options.l2 ?? 0
  if (!(l2 >= 0 && l2 < Infinity)) throw new RangeError(`Not a penalty: ${l2}`)
  const data = outcomes.map(({ x, y, weight }) => ({ x, y, weight: weight ?? 1 }))
  const all = [...data, ...(options.judgements ?? [])].filter((row) => row.weight !== 0)
  assertRows(all)
  const first = all[0]
  if (first === undefined) return { status: 'no_data', coefficients: null }
  const positive = all.some((row) => row.y > 0)
  const negative = all.some((row) => row.y < 1)
  if (!positive || !negative) return { status: 'one_class', coefficients: null }
  const scales = options.standardise ? featureScales(data.length > 0 ? data : all, first.x.length) : null
  const design = designMatrix(all, scales)
  const found = newton(design, l2)
  if (found.status !== 'fitted') return { status: found.status, coefficients: null }
  const model: LogisticModel = {
    status: 'fitted',
    coefficients: [...found.coefficients],
    standardErrors: found.standardErrors,
    logLikelihood: 0,
    scales,
  }
  return { ...model, logLikelihood: logLikelihood(data, model) }
}

/** ln odds of one row under a model. RangeError when the row has other features than the model, or one that is not finite. */
export function logOdds(model: LogisticModel, x: readonly number[]): number {
  if (x.length !== model.coefficients.length - 1) throw new RangeError('The model has other features')
  assertAllFinite(x, 'A feature')
  let sum = model.coefficients[0]!
  for (const [j, value] of x.entries()) {
    const scale = model.scales?.[j]
    sum += model.coefficients[j + 1]! * (scale === undefined ? value : (value - scale.mean) / scale.sd)
  }
  return sum
}

/** Probability of one row under a model, strictly between 0 and 1 up to rounding. RangeError as {@link logOdds}. */
export function predictLogistic(model: LogisticModel, x: readonly number[]): number {
  return logistic(logOdds(model, x))
}

/** 1 / (1 + exp(-value)), a probability; 0 and 1 at the infinities. RangeError on what is not a number. */
export function logistic(value: number): number {
  if (Number.isNaN(value)) throw new RangeError('Log odds are not a number')
  return value >= 0 ? 1 / (1 + Math.exp(-value)) : Math.exp(value) / (1 + Math.exp(value))
}

/** Sum of w [y ln p + (1 - y) ln(1 - p)] over rows, in nats. RangeError as {@link fitLogistic}. */
export function logLikelihood(rows: readonly LogisticRow[], model: LogisticModel): number {
  assertRows(rows)
  return rows.reduce((sum, { x, y, weight }) => sum + weight * rowLogLikelihood(logOdds(model, x), y), 0)
}

// ln p = -softplus(-eta), ln(1 - p) = -softplus(eta): no logarithm of 0.
function rowLogLikelihood(eta: number, y: number): number {
  return y * eta - (eta > 0 ? eta + Math.log1p(Math.exp(-eta)) : Math.log1p(Math.exp(eta)))
}

type Design = { columns: number; count: number; x: Float64Array; y: Float64Array; weight: Float64Array }

function designMatrix(rows: readonly LogisticRow[], scales: FeatureScale[] | null): Design {
  const columns = rows[0]!.x.length + 1
  const x = new Float64Array(rows.length * columns)
  for (const [i, row] of rows.entries()) {
    x[i * columns] = 1
    for (const [j, value] of row.x.entries()) {
      const scale = scales?.[j]
      x[i * columns + j + 1] = scale === undefined ? value : (value - scale.mean) / scale.sd
    }
  }
  return {
    columns,
    count: rows.length,
    x,
    y: Float64Array.from(rows, (row) => row.y),
    weight: Float64Array.from(rows, (row) => row.weight),
  }
}

type NewtonResult =
  | { status: 'fitted'; coefficients: Float64Array; standardErrors: number[] }
  | { status: 'collinear' | 'separated' }

function newton(design: Design, l2: number): NewtonResult {
  const { columns, count, x, y, weight } = design
  let beta = new Float64Array(columns)
  let value = penalised(design, beta, l2)
  for (let step = 0; step < MAX_STEPS; step++) {
    const gradient = new Float64Array(columns)
    const information = new Float64Array(columns * columns)
    for (let i = 0; i < count; i++) {
      const at = i * columns
      const p = logistic(dot(x, at, beta))
      const residual = weight[i]! * (y[i]! - p)
      const w = weight[i]! * p * (1 - p)
      for (let j = 0; j < columns; j++) {
        const xj = x[at + j]!
        if (xj === 0) continue
        gradient[j]! += residual * xj
        for (let k = 0; k <= j; k++) information[j * columns + k]! += w * xj * x[at + k]!
      }
    }
    for (let j = 1; j < columns; j++) {
      gradient[j]! -= l2 * beta[j]!
      information[j * columns + j]! += l2
    }
    const factor = cholesky(information, columns)
    // At the start all weights are alike, so a singular matrix means collinear columns; later it means fitted values of 0 or 1.
    if (factor === null) return { status: step === 0 ? 'collinear' : 'separated' }
    const direction = solveCholesky(factor, columns, gradient)
    let next = moved(beta, direction, 1)
    let nextValue = penalised(design, next, l2)
    for (let half = 0.5; !(nextValue >= value - 1e-12 * Math.abs(value)) && half > 1e-8; half /= 2) {
      next = moved(beta, direction, half)
      nextValue = penalised(design, next, l2)
    }
    const largest = largestShift(design, direction)
    const gain = nextValue - value
    beta = next
    value = nextValue
    if (largest < 1e-10) {
      return {
        status: 'fitted',
        coefficients: beta,
        standardErrors: inverseDiagonal(factor, columns).map(Math.sqrt),
      }
    }
    // The likelihood has settled but some fitted ln odds still run away by the step: separation.
    if (l2 === 0 && gain < 1e-9 * (1 + Math.abs(value)) && largest > 0.1) return { status: 'separated' }
  }
  return { status: 'separated' }
}

function penalised(design: Design, beta: Float64Array, l2: number): number {
  let sum = 0
  for (let i = 0; i < design.count; i++) {
    sum += design.weight[i]! * rowLogLikelihood(dot(design.x, i * design.columns, beta), design.y[i]!)
  }
  for (let j = 1; j < beta.length; j++) sum -= (l2 / 2) * beta[j]! ** 2
  return sum
}

function largestShift(design: Design, direction: Float64Array): number {
  let largest = 0
  for (let i = 0; i < design.count; i++) {
    largest = Math.max(largest, Math.abs(dot(design.x, i * design.columns, direction)))
  }
  return largest
}

function dot(x: Float64Array, at: number, beta: Float64Array): number {
  let sum = 0
  for (let j = 0; j < beta.length; j++) sum += x[at + j]! * beta[j]!
  return sum
}

function moved(beta: Float64Array, direction: Float64Array, share: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(beta, (value, j) => value + share * direction[j]!)
}

/** Lower Cholesky factor of the lower triangle given; null when not positive definite to working precision. */
function cholesky(matrix: Float64Array, n: number): Float64Array | null {
  const factor = new Float64Array(n * n)
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = matrix[i * n + j]!
      for (let k = 0; k < j; k++) sum -= factor[i * n + k]! * factor[j * n + k]!
      if (i > j) factor[i * n + j] = sum / factor[j * n + j]!
      else if (sum > 1e-12 * matrix[j * n + j]! && sum > 0) factor[j * n + j] = Math.sqrt(sum)
      else return null
    }
  }
  return factor
}

function solveCholesky(factor: Float64Array, n: number, right: Float64Array): Float64Array {
  const solved = Float64Array.from(right)
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) solved[i]! -= factor[i * n + k]! * solved[k]!
    solved[i]! /= factor[i * n + i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) solved[i]! -= factor[k * n + i]! * solved[k]!
    solved[i]! /= factor[i * n + i]!
  }
  return solved
}

function inverseDiagonal(factor: Float64Array, n: number): number[] {
  return Array.from({ length: n }, (_, j) => {
    const unit = new Float64Array(n)
    unit[j] = 1
    return solveCholesky(factor, n, unit)[j]!
  })
}

function featureScales(rows: readonly LogisticRow[], features: number): FeatureScale[] {
  return Array.from({ length: features }, (_, j) => {
    const mean = rows.reduce((sum, row) => sum + row.x[j]!, 0) / rows.length
    const sd = Math.sqrt(rows.reduce((sum, row) => sum + (row.x[j]! - mean) ** 2, 0) / rows.length)
    // A constant column carries nothing: centred to 0, its weight is decided by the penalty alone.
    return { mean, sd: sd > 0 ? sd : 1 }
  })
}

function assertRows(rows: readonly LogisticRow[]): void {
  const features = rows[0]?.x.length
  for (const { x, y, weight } of rows) {
    if (x.length !== features) throw new RangeError('Rows have different numbers of features')
    if (!(y >= 0 && y <= 1)) throw new RangeError(`An outcome lies between 0 and 1, got ${y}`)
    if (!(weight >= 0 && weight < Infinity)) throw new RangeError(`Not a weight: ${weight}`)
    if (!x.every(Number.isFinite))
      throw new RangeError('A feature is not a finite number: give missing values their own indicator')
  }
}
