// BG/NBD model of repeat orders without a contract (Fader, Hardie and Lee 2005): orders come at a customer's own rate, and after any
// order the customer may leave for good.
import { descend, type Shape } from './descent.ts'
import { assertPositive } from './finite.ts'
import { atOnce, type InPieces } from './pieces.ts'

/** r, alpha: gamma distribution of order rates; a, b: beta distribution of the chance to leave after an order. */
export type BgNbdParameters = { r: number; alpha: number; a: number; b: number }

/** A customer: x repeat orders, the last at time tx, observed for T, all in one time unit since the first order. */
export type CustomerHistory = { x: number; tx: number; T: number }

/** A fitted model. */
export type BgNbdFit = BgNbdParameters & { customers: number; converged: boolean }

/** How well it fits, with standard errors of the logarithms of its parameters (null when the Hessian is not positive). */
export type BgNbdJudged = BgNbdFit & { logLikelihood: number; logStandardErrors: BgNbdParameters | null }

/**
 * Log-likelihood, sum over customers of ln A1 + ln A2 + ln(A3 + [x > 0] A4), by log-sum-exp so that it does not overflow.
 * Source: Fader, Hardie and Lee 2005, Marketing Science 24(2):275; note 027. RangeError on impossible histories and on
 * parameters that are not positive.
 */
export function bgNbdLogLikelihood(
  customers: readonly CustomerHistory[],
  parameters: BgNbdParameters,
): number {
  return -bgNbdShape(customers, parameters).value
}

/** Minus that log-likelihood, with its derivatives by the logarithms of r, alpha, a and b. RangeError as there. */
export function bgNbdShape(customers: readonly CustomerHistory[], parameters: BgNbdParameters): Shape {
  assertParameters(parameters)
  return shapeOfCounts(byOrders(customers), parameters)
}

/** Customers with the same number of orders share the terms that cost most; `count` of them have the same history. */
type SameOrders = { x: number; tx: Float64Array; T: Float64Array; count: Float64Array }

/** Refuses impossible histories. Times are multiplied by `scale`. */
function byOrders(customers: readonly CustomerHistory[], scale = 1): readonly SameOrders[] {
  type Own = { tx: number[]; T: number[]; count: number[]; places: Map<number, Map<number, number>> }
  const found = new Map<number, Own>()
  for (const customer of customers) {
    assertHistory(customer)
    const { x, tx, T } = customer
    let own = found.get(x)
    if (own === undefined) found.set(x, (own = { tx: [], T: [], count: [], places: new Map() }))
    let places = own.places.get(T)
    if (places === undefined) own.places.set(T, (places = new Map<number, number>()))
    const place = places.get(tx)
    if (place === undefined) {
      places.set(tx, own.count.length)
      own.tx.push(tx * scale)
      own.T.push(T * scale)
      own.count.push(1)
    } else own.count[place]! += 1
  }
  return [...found].map(([x, { tx, T, count }]) => ({
    x,
    tx: Float64Array.from(tx),
    T: Float64Array.from(T),
    count: Float64Array.from(count),
  }))
}

/**
 * Maximum-likelihood fit. Null when no customer has a repeat order, or none was watched for any time. Deterministic. RangeError on
 * impossible histories. Where the data cannot tell (nobody leaves, everybody orders alike) parameters run to the bounds of the
 * search and the standard errors are null. CDNOW, 2357 customers in weeks: r .243, alpha 4.414, a .793, b 2.426, LL -9582.43.
 */
export function fitBgNbd(customers: readonly CustomerHistory[]): BgNbdJudged | null {
  const found = atOnce(searching(customers))
  if (found === null) return null
  const { fit, scaled, at } = found
  const { value, curvature } = shapeOfCounts(scaled, fromLogs(at))
  // A density over times: in the unit of the search it is another one, once for each order.
  const orders = customers.reduce((sum, { x }) => sum + x, 0)
  return {
    ...fit,
    logLikelihood: orders * Math.log(found.scale) - value,
    logStandardErrors: at.some((log) => Math.abs(log) === farthest) ? null : standardErrors(curvature),
  }
}

/** The model of {@link fitBgNbd} in pieces, each a look at all customers. How well it fits is not told. */
export function* fittingBgNbd(customers: readonly CustomerHistory[]): InPieces<BgNbdFit | null> {
  return (yield* searching(customers))?.fit ?? null
}

interface Found {
  readonly fit: BgNbdFit
  /** Customers in the time of the search, what that is times theirs, and the logarithms of the parameters in it. */
  readonly scaled: readonly SameOrders[]
  readonly scale: number
  readonly at: readonly number[]
}

function* searching(customers: readonly CustomerHistory[]): InPieces<Found | null> {
  // Scaled so that the mean time observed is about 10 units, whatever the unit: the start then suits days as well as years.
  const meanTime = customers.reduce((sum, customer) => sum + customer.T, 0) / customers.length
  const scale = 10 / meanTime
  const scaled = byOrders(customers, scale)
  if (meanTime === 0 || !scaled.some(({ x }) => x > 0)) return null
  // Where the data cannot tell (nobody leaves, or everybody orders alike) the likelihood rises for ever along a ridge, up to the bounds.
  const look = (point: readonly number[]) => shapeOfCounts(scaled, fromLogs(point))
  const { at, converged } = yield* descend(look, [0, 0, 0, 0], { farthest })
  const { r, alpha, a, b } = fromLogs(at)
  return { fit: { r, alpha: alpha / scale, a, b, customers: customers.length, converged }, scaled, scale, at }
}

/**
 * Logarithms of parameters are sought between this and its opposite, time being scaled: from 1/8000 to 8000. Where the data cannot
 * tell, the likelihood rises for ever, by next to nothing from here on; forecasts are as good as at the limit.
 */
const farthest = 9

/** Where the data cannot tell what the model asks, and why. */
export type BgNbdLimit = 'nobody-leaves' | 'all-order-alike'

/**
 * Whether a fit ran to a bound of the model: fewer than one order in ten thousand is anybody's last, or the rates of customers
 * differ by less than one in thirty (their coefficient of variation is r^(-1/2)). Forecasts hold, parameters mean nothing by
 * themselves. Null where it did not.
 */
export function bgNbdLimit({ r, a, b }: BgNbdParameters): BgNbdLimit | null {
  if (a / (a + b) < 1e-4) return 'nobody-leaves'
  return r > 1e3 ? 'all-order-alike' : null
}

// Minus the log-likelihood with its first and second derivatives by the logarithms of the parameters, in one pass. The share of a
// customer's likelihood in which it has left weighs both terms. All is written as the difference from a customer of no orders and no
// time: where parameters run to their bounds, what remains is a small part of sums that are large.
function shapeOfCounts(groups: readonly SameOrders[], { r, alpha, a, b }: BgNbdParameters): Shape {
  const logAlpha = Math.log(alpha)
  let value = 0
  // `rr` without `byR`, which is in it too, r being e to its logarithm.
  let [byR, byAlpha, byA, byB] = [0, 0, 0, 0]
  let [rr, rAlpha, alphaAlpha, ra, rb, alphaA, alphaB, aa, ab, bb] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  for (const { x, tx, T, count } of groups) {
    const terms = termsOf(x, r, a, b)
    const common = terms.orders - x * logAlpha
    const odds = x === 0 ? Number.NEGATIVE_INFINITY : Math.log(a / (b + x - 1))
    // Sums over customers: of shares, of their spread, and of that times the slopes of the gap between both terms.
    let [weight, gone, spread, spreadR, spreadAlpha] = [0, 0, 0, 0, 0]
    for (let i = 0; i < count.length; i++) {
      const many = count[i]!
      const long = Math.log1p(T[i]! / alpha)
      const passed = T[i]! / (alpha + T[i]!)
      weight += many
      if (x === 0) {
        value -= many * r * long
        byR -= many * r * long
        byAlpha += many * r * passed
        rAlpha += many * r * passed
        alphaAlpha -= many * r * passed * (1 - passed)
        continue
      }
      const short = Math.log1p(tx[i]! / alpha)
      const until = tx[i]! / (alpha + tx[i]!)
      const gap = odds + (r + x) * (long - short)
      // e^-|gap|: the smaller of both terms over the larger.
      const less = Math.exp(gap > 0 ? -gap : gap)
      const share = (gap > 0 ? 1 : less) / (1 + less)
      const both = many * share * (1 - share)
      const gapR = r * (long - short)
      const gapAlpha = (r + x) * (until - passed)
      value += many * (common - (r + x) * long + (gap > 0 ? gap : 0) + Math.log1p(less))
      const meanLog = long - share * (long - short)
      const meanPassed = passed - share * (passed - until)
      gone += many * share
      byR -= many * r * meanLog
      byAlpha += many * ((r + x) * meanPassed - x)
      rr += both * gapR * gapR
      rAlpha += both * gapR * gapAlpha + many * r * meanPassed
      alphaAlpha +=
        both * gapAlpha * gapAlpha -
        many * (r + x) * ((1 - share) * passed * (1 - passed) + share * until * (1 - until))
      spread += both
      spreadR += both * gapR
      spreadAlpha += both * gapAlpha
    }
    if (x === 0) continue
    const late = b / (b + x - 1)
    byR += weight * r * terms.rises
    byA += gone - weight * a * terms.whole
    byB += weight * b * terms.stays - gone * late
    rr -= weight * r * r * terms.risesSquared
    ra += spreadR
    rb -= late * spreadR
    alphaA += spreadAlpha
    alphaB -= late * spreadAlpha
    aa += spread - weight * a * (terms.whole - a * terms.wholeSquared)
    ab += weight * a * b * terms.wholeSquared - late * spread
    bb +=
      late * late * spread + weight * b * (terms.stays - b * terms.staysSquared) - gone * late * (1 - late)
  }
  return {
    value: -value,
    slopes: [-byR, -byAlpha, -byA, -byB],
    curvature: [
      [-rr - byR, -rAlpha, -ra, -rb],
      [-rAlpha, -alphaAlpha, -alphaA, -alphaB],
      [-ra, -alphaA, -aa, -ab],
      [-rb, -alphaB, -ab, -bb],
    ],
  }
}

/**
 * Of x orders: the logarithm of what rates and chances to stay multiply to, Gamma(r + x) / Gamma(r) B(a, b + x) / B(a, b), and what its
 * slopes and curvature are made of, sums over the orders: of 1 / (r + k), of 1 / (a + b + k), of 1 / (b + k) less those, and of
 * the same squared.
 */
function termsOf(x: number, r: number, a: number, b: number) {
  let [orders, rises, risesSquared, whole, wholeSquared, stays, staysSquared] = [0, 0, 0, 0, 0, 0, 0]
  for (let k = 0; k < x; k++) {
    const [rate, left, all] = [1 / (r + k), 1 / (b + k), 1 / (a + b + k)]
    const stay = a * left * all
    orders += Math.log((r + k) * (b + k) * all)
    rises += rate
    risesSquared += rate * rate
    whole += all
    wholeSquared += all * all
    stays += stay
    staysSquared += stay * (left + all)
  }
  return { orders, rises, risesSquared, whole, wholeSquared, stays, staysSquared }
}

function fromLogs([r, alpha, a, b]: readonly number[]): BgNbdParameters {
  return { r: Math.exp(r!), alpha: Math.exp(alpha!), a: Math.exp(a!), b: Math.exp(b!) }
}

function standardErrors(information: Shape['curvature']): BgNbdParameters | null {
  const inverse = invertPositive(information)
  if (inverse === null) return null
  const [r, alpha, a, b] = inverse.map((row, i) => Math.sqrt(row[i]!))
  return { r: r!, alpha: alpha!, a: a!, b: b! }
}

/** Inverse of a small symmetric matrix, null unless it is positive definite. */
function invertPositive(matrix: Shape['curvature']): number[][] | null {
  const n = matrix.length
  const work = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))])
  for (let i = 0; i < n; i++) {
    const pivot = work[i]![i]!
    if (!(pivot > 1e-12)) return null
    for (let j = 0; j < 2 * n; j++) work[i]![j]! /= pivot
    for (let k = 0; k < n; k++) {
      if (k === i) continue
      const factor = work[k]![i]!
      for (let j = 0; j < 2 * n; j++) work[k]![j]! -= factor * work[i]![j]!
    }
  }
  return work.map((row) => row.slice(n))
}

/**
 * P(customer has not left by T): 1 / (1 + [x > 0] a / (b + x - 1) ((alpha + T) / (alpha + tx))^(r + x)); 1 for x = 0, as only an order
 * can be the last. RangeError as {@link bgNbdLogLikelihood}. Source: Fader, Hardie and Lee 2008, note 021.
 */
export function bgNbdAlive(customer: CustomerHistory, parameters: BgNbdParameters): number {
  assertHistory(customer)
  assertParameters(parameters)
  const { r, alpha, a, b } = parameters
  const { x, tx, T } = customer
  if (x === 0) return 1
  return 1 / (1 + Math.exp(Math.log(a / (b + x - 1)) + (r + x) * Math.log((alpha + T) / (alpha + tx))))
}

/**
 * Orders expected of a new customer in its first `t` units, its first order not counted. RangeError when `t` is negative or not
 * finite. Source: equation 9 of Fader, Hardie and Lee 2005: (a + b - 1) / (a - 1) (1 - (alpha / (alpha + t))^r 2F1(r, b; a + b -
 * 1; t / (alpha + t))).
 */
export function bgNbdExpected(t: number, parameters: BgNbdParameters): number {
  assertAhead(t)
  assertParameters(parameters)
  const { r, alpha, a, b } = parameters
  return expectedGrowth(t, alpha, r, b, a)
}

/**
 * Orders expected of a known customer in the next `t` units: equation 9 from what is known of the customer, times P(not yet left).
 * RangeError when `t` is negative or not finite.
 * Source: equation 10 of Fader, Hardie and Lee 2005; customer (26, 30.857, 31) of CDNOW: 25.7566 in 52 weeks.
 */
export function bgNbdExpectedOf(customer: CustomerHistory, t: number, parameters: BgNbdParameters): number {
  assertAhead(t)
  const { r, alpha, a, b } = parameters
  const { x, T } = customer
  return expectedGrowth(t, alpha + T, r + x, b + x, a) * bgNbdAlive(customer, parameters)
}

function assertAhead(t: number): void {
  if (!(t >= 0 && t < Infinity)) throw new RangeError(`A time ahead must be >= 0, got ${t}`)
}

/** How far from a = 1, where the formula divides by 0 and its value does not, it is still read directly. */
const AROUND_ONE = 1e-4

// Both equations are this one: orders in t units of somebody who has not left, at a rate drawn from gamma(shape, time), who leaves
// after an order with a chance drawn from beta(a, b).
function expectedGrowth(t: number, time: number, shape: number, b: number, a: number): number {
  const at = (near: number) => growthAwayFromOne(t, time, shape, b, near)
  if (Math.abs(a - 1) >= AROUND_ONE) return at(a)
  const [below, above] = [at(1 - AROUND_ONE), at(1 + AROUND_ONE)]
  return below + ((above - below) * (a - 1 + AROUND_ONE)) / (2 * AROUND_ONE)
}

function growthAwayFromOne(t: number, time: number, shape: number, b: number, a: number): number {
  const z = t / (time + t)
  const c = a + b - 1
  // Terms begin in proportion to the product of both numerators: Euler's transformation has the smaller one where a - 1 < shape, and no
  // cancellation while its first parameter is not negative.
  const product =
    c >= shape && a - 1 < shape
      ? hypergeometric(c - shape, a - 1, c, z, (a - 1) * Math.log1p(-z))
      : hypergeometric(shape, b, c, z, shape * Math.log1p(-z))
  return (c - product) / (a - 1)
}

/**
 * e^logFactor c 2F1(a, b; c; z), 0 <= z < 1 and c > -1, by the series of Gauss. Times c, as c may be 0; the factor is worked in on the
 * way, as the series alone may be too large for a number.
 */
function hypergeometric(a: number, b: number, c: number, z: number, logFactor: number): number {
  let term = a * b * z
  let sum = c + term
  let scale = logFactor
  for (let k = 1; k < 10_000_000; k++) {
    const ratio = ((a + k) * (b + k) * z) / ((c + k) * (k + 1))
    term *= ratio
    sum += term
    if (Math.abs(term) > 1e200) {
      term *= 1e-200
      sum *= 1e-200
      scale += 200 * Math.LN10
    }
    if (Math.abs(term) <= Math.abs(sum) * 1e-17 && Math.abs(ratio) < 1) return sum * Math.exp(scale)
  }
  throw new RangeError(`No sum of the series 2F1(${a}, ${b}; ${c}; ${z})`)
}

function assertHistory({ x, tx, T }: CustomerHistory): void {
  if (!(Number.isInteger(x) && x >= 0 && tx >= 0 && tx <= T && T < Infinity) || (x === 0 && tx !== 0)) {
    throw new RangeError(`Not an order history: x ${x}, tx ${tx}, T ${T}`)
  }
}

function assertParameters({ r, alpha, a, b }: BgNbdParameters): void {
  for (const value of [r, alpha, a, b]) assertPositive(value, 'A parameter')
}
