// Gamma-gamma model of order values: what an order of this customer is worth on average, drawn towards that of all customers.
import { assertFinite, assertPositive } from './finite.ts'
import { descend, type Shape } from './descent.ts'
import { atOnce, type InPieces } from './pieces.ts'
import { digammaRise, logBeta, trigamma } from './special-functions.ts'

/** Shape p of order values, shape q and scale v of the customers' own scales. */
export type GammaGammaParameters = { p: number; q: number; v: number }

/** Logarithms of parameters are sought between this and its opposite, values being in units of their mean. */
const farthest = 18

/** Mean values that differ by less than this, as a share, are the same. */
const alike = 1e-9

/** A customer: number of orders that carry `meanValue` (repeat orders), and their mean value, > 0. */
export type OrderValues = { x: number; meanValue: number }

/** A fitted model. */
export type GammaGammaFit = GammaGammaParameters & {
  logLikelihood: number
  /** Customers used: those with x > 0 and a mean value > 0. */
  customers: number
  /**
   * Correlation of x and mean value among them. The model takes both as independent: show it, beware above about 0.2.
   * Null when one of them does not vary.
   */
  correlation: number | null
  converged: boolean
}

/**
 * Maximum-likelihood fit on customers with x > 0 and a mean value > 0; null for fewer than two of them. RangeError when a count is
 * negative or a number not finite (values of 0 or below, credit notes, are left out).
 * Source: Fader and Hardie, note 025, 2013; CDNOW: p 6.25, q 3.74, v 15.44, 946 customers.
 */
export function fitGammaGamma(customers: readonly OrderValues[]): GammaGammaFit | null {
  return atOnce(fittingGammaGamma(customers))
}

/** {@link fitGammaGamma} in pieces, each a look or a few at all customers. */
export function* fittingGammaGamma(customers: readonly OrderValues[]): InPieces<GammaGammaFit | null> {
  for (const { x, meanValue } of customers) assertOrders(x, meanValue)
  const used = customers.filter((customer) => customer.x > 0 && customer.meanValue > 0)
  if (used.length < 2) return null
  // In units of the mean value the parameters are near 1, whatever the currency.
  const unit = used.reduce((sum, customer) => sum + customer.meanValue, 0) / used.length
  const scaled = byOrders(used.map(({ x, meanValue }) => ({ x, meanValue: meanValue / unit })))
  // Values that are all the same have no spread to tell shapes by, and the search would find no end. The limit of the model says
  // that every order is worth what all are: p (v + x mean) / (p x + q - 1) = mean for v = mean and p = q - 1, however large.
  if (used.every(({ meanValue }) => Math.abs(meanValue / unit - 1) < alike)) {
    const limit = { p: 1e6, q: 1e6 + 1, v: unit }
    const logLikelihood = gammaGammaLogLikelihood(used, limit)
    return { ...limit, logLikelihood, customers: used.length, correlation: null, converged: false }
  }
  const found = yield* descend((point) => shapeByOrders(scaled, fromLogs(point)), [1, 1, 0], { farthest })
  const { p, q, v } = fromLogs(found.at)
  const fitted = { p, q, v: v * unit }
  return {
    ...fitted,
    logLikelihood: gammaGammaLogLikelihood(used, fitted),
    customers: used.length,
    correlation: correlation(used),
    converged: found.converged,
  }
}

function fromLogs([p, q, v]: readonly number[]): GammaGammaParameters {
  return { p: Math.exp(p!), q: Math.exp(q!), v: Math.exp(v!) }
}

/**
 * Log-likelihood of mean values given the number of orders, in nats. RangeError on a customer without orders or without a value > 0, or
 * parameters that are not positive.
 */
export function gammaGammaLogLikelihood(
  customers: readonly OrderValues[],
  parameters: GammaGammaParameters,
): number {
  return -gammaGammaShape(customers, parameters).value
}

/** Minus that log-likelihood, with its derivatives by the logarithms of p, q and v. RangeError as there. */
export function gammaGammaShape(customers: readonly OrderValues[], parameters: GammaGammaParameters): Shape {
  assertParameters(parameters)
  for (const { x, meanValue } of customers) {
    assertPositive(x, 'A number of orders')
    assertPositive(meanValue, 'A mean value')
  }
  return shapeByOrders(byOrders(customers), parameters)
}

/** Customers with the same number of orders share all terms but those of the sum of their orders. */
interface SameOrders {
  readonly x: number
  readonly sums: Float64Array
  readonly sumOfLogs: number
}

function byOrders(customers: readonly OrderValues[]): readonly SameOrders[] {
  const found = new Map<number, number[]>()
  for (const { x, meanValue } of customers) {
    const same = found.get(x)
    if (same === undefined) found.set(x, [x * meanValue])
    else same.push(x * meanValue)
  }
  return [...found].map(([x, sums]) => ({
    x,
    sums: Float64Array.from(sums),
    sumOfLogs: sums.reduce((all, sum) => all + Math.log(sum), 0),
  }))
}

// Minus the log-likelihood with its first and second derivatives by the logarithms of the parameters, in one pass. Of a customer whose
// orders sum up to s: -ln B(p x, q) + p x ln(s / v) - (p x + q) ln(1 + s / v) - ln(s / x). With all terms relative to v: where customers
// differ by less and less, q and v run to their bounds together, and what remains is a small part of sums that are large.
function shapeByOrders(groups: readonly SameOrders[], { p, q, v }: GammaGammaParameters): Shape {
  let [value, byP, byQ, byV] = [0, 0, 0, 0]
  let [pp, pq, qq, pv, qv, vv] = [0, 0, 0, 0, 0, 0]
  for (const { x, sums, sumOfLogs } of groups) {
    const many = sums.length
    const shape = p * x
    let [logs, parts, products] = [0, 0, 0]
    for (const sum of sums) {
      const part = sum / (v + sum)
      logs += Math.log1p(sum / v)
      parts += part
      products += part * (1 - part)
    }
    const above = sumOfLogs - many * Math.log(v)
    const both = trigamma(shape + q)
    value += shape * above - (shape + q) * logs - sumOfLogs + many * (Math.log(x) - logBeta(shape, q))
    byP += shape * (many * digammaRise(shape, q) + above - logs)
    byQ += q * (many * digammaRise(q, shape) - logs)
    byV += (shape + q) * parts - many * shape
    pp += many * shape * shape * (both - trigamma(shape))
    pq += many * shape * q * both
    qq += many * q * q * (both - trigamma(q))
    pv += shape * (parts - many)
    qv += q * parts
    vv -= (shape + q) * products
  }
  return {
    value: -value,
    slopes: [-byP, -byQ, -byV],
    // p and q being e to their logarithms, their slopes are in it too.
    curvature: [
      [-pp - byP, -pq, -pv],
      [-pq, -qq - byQ, -qv],
      [-pv, -qv, -vv],
    ],
  }
}

/**
 * Expected value of an order: p (v + x mean) / (p x + q - 1), the mean of all customers for x = 0.
 * In the unit of the values. Null when p x + q <= 1: the model then has no finite mean. RangeError as {@link fitGammaGamma}.
 */
export function gammaGammaMean(
  { x, meanValue }: OrderValues,
  parameters: GammaGammaParameters,
): number | null {
  assertOrders(x, meanValue)
  assertParameters(parameters)
  const { p, q, v } = parameters
  const denominator = p * x + q - 1
  return denominator > 0 ? (p * (v + x * meanValue)) / denominator : null
}

function assertOrders(x: number, meanValue: number): void {
  if (!(x >= 0 && x < Infinity)) throw new RangeError(`Not a number of orders: ${x}`)
  assertFinite(meanValue, 'A mean value')
}

function assertParameters({ p, q, v }: GammaGammaParameters): void {
  for (const value of [p, q, v]) assertPositive(value, 'A parameter')
}

function correlation(customers: readonly OrderValues[]): number | null {
  const n = customers.length
  const meanX = customers.reduce((sum, one) => sum + one.x, 0) / n
  const meanValue = customers.reduce((sum, one) => sum + one.meanValue, 0) / n
  let cross = 0
  let squareX = 0
  let squareValue = 0
  for (const one of customers) {
    cross += (one.x - meanX) * (one.meanValue - meanValue)
    squareX += (one.x - meanX) ** 2
    squareValue += (one.meanValue - meanValue) ** 2
  }
  if (squareX === 0 || squareValue === 0) return null
  return Math.max(-1, Math.min(1, cross / Math.sqrt(squareX * squareValue)))
}
