// BG/NBD model of repeat orders without a contract (Fader, Hardie and Lee 2005): orders come at a customer's own rate, and after any
// order the customer may leave for good.
import { descend, type Slope } from './descent.ts'
import { assertPositive } from './finite.ts'
import { hessian } from './optimise.ts'
import { atOnce, type InPieces } from './pieces.ts'
import { logBeta, logGamma } from './special-functions.ts'

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
  assertParameters(parameters)
  return logLikelihoodOfCounts(byOrders(tally(customers)), parameters)
}

type TalliedHistory = CustomerHistory & { count: number }

/** Customers with the same number of orders share the terms that cost most: a search asks for them thousands of times. */
type SameOrders = { x: number; tx: Float64Array; T: Float64Array; count: Float64Array }

function byOrders(rows: readonly TalliedHistory[]): readonly SameOrders[] {
  const found = new Map<number, TalliedHistory[]>()
  for (const row of rows) {
    const same = found.get(row.x)
    if (same === undefined) found.set(row.x, [row])
    else same.push(row)
  }
  const column = (same: readonly TalliedHistory[], of: 'tx' | 'T' | 'count') =>
    Float64Array.from(same, (row) => row[of])
  return [...found].map(([x, same]) => ({
    x,
    tx: column(same, 'tx'),
    T: column(same, 'T'),
    count: column(same, 'count'),
  }))
}

function logLikelihoodOfCounts(groups: readonly SameOrders[], { r, alpha, a, b }: BgNbdParameters): number {
  const start = r * Math.log(alpha) - logGamma(r)
  const base = logBeta(a, b)
  let sum = 0
  for (const { x, tx, T, count } of groups) {
    const common = start + logGamma(r + x)
    const alive = logBeta(a, b + x) - base
    const left = x > 0 ? logBeta(a + 1, b + x - 1) - base : Number.NEGATIVE_INFINITY
    for (let i = 0; i < count.length; i++) {
      const stillAlive = alive - (r + x) * Math.log(alpha + T[i]!)
      if (x === 0) {
        sum += count[i]! * (common + stillAlive)
        continue
      }
      // ln(e^one + e^other) without overflow; below e^-40 the smaller one is lost in rounding.
      const hasLeft = left - (r + x) * Math.log(alpha + tx[i]!)
      const gap = hasLeft - stillAlive
      const more = gap > 0 ? hasLeft : stillAlive
      const less = gap > 0 ? -gap : gap
      sum += count[i]! * (common + more + (less > -40 ? Math.log1p(Math.exp(less)) : 0))
    }
  }
  return sum
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
  return {
    ...fit,
    logLikelihood: bgNbdLogLikelihood(customers, fit),
    logStandardErrors: standardErrors(
      hessian((point) => (isFar(point) ? Infinity : -logLikelihoodOfCounts(scaled, fromLogs(point))), at),
    ),
  }
}

/** The model of {@link fitBgNbd} in pieces, each a look at all customers. How well it fits takes half as many looks again, and is not told. */
export function* fittingBgNbd(customers: readonly CustomerHistory[]): InPieces<BgNbdFit | null> {
  return (yield* searching(customers))?.fit ?? null
}

interface Found {
  readonly fit: BgNbdFit
  /** Customers in the time of the search, and the logarithms of the parameters in it. */
  readonly scaled: readonly SameOrders[]
  readonly at: readonly number[]
}

function* searching(customers: readonly CustomerHistory[]): InPieces<Found | null> {
  const rows = tally(customers)
  if (!rows.some((row) => row.x > 0)) return null
  // Scaled so that the mean time observed is about 10 units, whatever the unit: the start then suits days as well as years.
  const meanTime = customers.reduce((sum, customer) => sum + customer.T, 0) / customers.length
  if (meanTime === 0) return null
  const scale = 10 / meanTime
  const scaled = byOrders(rows.map((row) => ({ ...row, tx: row.tx * scale, T: row.T * scale })))
  // Where the data cannot tell (nobody leaves, or everybody orders alike) the likelihood rises for ever along a ridge: the search
  // ends where it rises by less than rounding.
  const { at, converged } = yield* descend(
    (point) => (isFar(point) ? nowhere : slopesOfCounts(scaled, fromLogs(point))),
    [0, 0, 0, 0],
  )
  const { r, alpha, a, b } = fromLogs(at)
  return { fit: { r, alpha: alpha / scale, a, b, customers: customers.length, converged }, scaled, at }
}

function isFar(point: readonly number[]): boolean {
  return point.some((value) => Math.abs(value) > farthest)
}

/**
 * Logarithms of parameters are sought between this and its opposite, time being scaled: from 1/8000 to 8000. Where the data cannot
 * tell, the likelihood rises for ever, by less than rounding from here on; forecasts are as good as at the limit, and their series
 * are short.
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

const nowhere: Slope = { value: Number.POSITIVE_INFINITY, slopes: [0, 0, 0, 0] }

// Minus the log-likelihood with its derivatives by the logarithms of the parameters, in one pass. The share of a customer's likelihood
// in which it has left weighs both terms; sums of 1 / (z + k) are digamma(z + x) - digamma(z).
function slopesOfCounts(groups: readonly SameOrders[], parameters: BgNbdParameters): Slope {
  const { r, alpha, a, b } = parameters
  const base = logBeta(a, b)
  const logAlpha = Math.log(alpha)
  const start = r * logAlpha - logGamma(r)
  let value = 0
  let byR = 0
  let byAlpha = 0
  let byA = 0
  let byB = 0
  for (const { x, tx, T, count } of groups) {
    const rises = harmonic(r, x)
    const whole = harmonic(a + b, x)
    const stays = harmonic(b, x)
    const common = start + logGamma(r + x)
    const alive = logBeta(a, b + x) - base
    const left = x > 0 ? logBeta(a + 1, b + x - 1) - base : Number.NEGATIVE_INFINITY
    let weight = 0
    let gone = 0
    for (let i = 0; i < count.length; i++) {
      const many = count[i]!
      const long = Math.log(alpha + T[i]!)
      const short = x === 0 ? long : Math.log(alpha + tx[i]!)
      const stillAlive = alive - (r + x) * long
      const gap = left - (r + x) * short - stillAlive
      // e^-|gap|: the smaller of both terms over the larger.
      const less = x === 0 ? 0 : Math.exp(gap > 0 ? -gap : gap)
      const share = (gap > 0 ? 1 : less) / (1 + less)
      value += many * (common + stillAlive + (gap > 0 ? gap : 0) + (less > 0 ? Math.log1p(less) : 0))
      weight += many
      gone += many * share
      byR += many * (logAlpha + rises - (1 - share) * long - share * short)
      byAlpha += many * (r / alpha - (r + x) * ((1 - share) / (alpha + T[i]!) + share / (alpha + tx[i]!)))
    }
    if (x === 0) continue
    byA += gone / a - weight * whole
    byB += weight * (stays - whole) - gone / (b + x - 1)
  }
  return { value: -value, slopes: [-byR * r, -byAlpha * alpha, -byA * a, -byB * b] }
}

/** 1 / z + 1 / (z + 1) + ... , `many` terms. */
function harmonic(z: number, many: number): number {
  let sum = 0
  for (let k = 0; k < many; k++) sum += 1 / (z + k)
  return sum
}

function fromLogs([r, alpha, a, b]: readonly number[]): BgNbdParameters {
  return { r: Math.exp(r!), alpha: Math.exp(alpha!), a: Math.exp(a!), b: Math.exp(b!) }
}

function standardErrors(information: number[][]): BgNbdParameters | null {
  const inverse = invertPositive(information)
  if (inverse === null) return null
  const [r, alpha, a, b] = inverse.map((row, i) => Math.sqrt(row[i]!))
  return { r: r!, alpha: alpha!, a: a!, b: b! }
}

/** Inverse of a small symmetric matrix, null unless it is positive definite. */
function invertPositive(matrix: number[][]): number[][] | null {
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
  // Euler's transformation has the short series, and no cancellation while its first parameter is not negative.
  const product =
    c >= shape
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

function tally(customers: readonly CustomerHistory[]): TalliedHistory[] {
  const rows = new Map<string, TalliedHistory>()
  for (const { x, tx, T } of customers) {
    assertHistory({ x, tx, T })
    const key = `${x} ${tx} ${T}`
    const row = rows.get(key)
    if (row === undefined) rows.set(key, { x, tx, T, count: 1 })
    else row.count += 1
  }
  return [...rows.values()]
}
