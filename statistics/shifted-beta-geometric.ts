// Shifted beta-geometric model of renewals: each customer has a loss rate of its own, so those who stay are the loyal ones.
// For contractual settings with discrete renewals only.
import { assertPositive } from './finite.ts'
import { fitBeta, type BetaParameters } from './beta-fit.ts'
import { logBeta } from './special-functions.ts'

/** Parameters of the beta distribution of loss rates. */
export type SbgParameters = BetaParameters

/** A fitted model. */
export type SbgFit = SbgParameters & {
  logLikelihood: number
  /** True when the data shows no difference between customers: a constant loss rate, alpha + beta very large. */
  constantRate: boolean
}

/**
 * S(t) = B(alpha, beta + t) / B(alpha, beta): share still there after t renewals, a fraction. 1 at t = 0.
 * RangeError unless t >= 0 and the parameters are positive, all finite.
 */
export function sbgSurvival({ alpha, beta }: SbgParameters, t: number): number {
  assertParameters(alpha, beta)
  if (!(t >= 0 && t < Infinity)) throw new RangeError(`Not a number of renewals: ${t}`)
  return Math.exp(logBeta(alpha, beta + t) - logBeta(alpha, beta))
}

/** r_t = (beta + t - 1) / (alpha + beta + t - 1): share of those there at t - 1 that renew at t = 1, 2, ...; RangeError below 1. */
export function sbgRetention({ alpha, beta }: SbgParameters, t: number): number {
  assertParameters(alpha, beta)
  if (!(t >= 1 && t < Infinity)) throw new RangeError(`The first renewal has number 1, got ${t}`)
  return (beta + t - 1) / (alpha + beta + t - 1)
}

/**
 * Log-likelihood of cohorts: sum of lost_t ln P(t) + alive ln S(t_max), P(t) = B(alpha + 1, beta + t - 1) / B(alpha, beta).
 * A cohort lists its survivors, the first number being its size. RangeError when survivors ever increase.
 */
export function sbgLogLikelihood(
  cohorts: readonly (readonly number[])[],
  { alpha, beta }: SbgParameters,
): number {
  assertCohorts(cohorts)
  assertParameters(alpha, beta)
  const base = logBeta(alpha, beta)
  let sum = 0
  for (const survivors of cohorts) {
    for (let t = 1; t < survivors.length; t++) {
      const lost = survivors[t - 1]! - survivors[t]!
      if (lost > 0) sum += lost * (logBeta(alpha + 1, beta + t - 1) - base)
    }
    const last = survivors.length - 1
    if (last > 0 && survivors[last]! > 0) sum += survivors[last]! * (logBeta(alpha, beta + last) - base)
  }
  return sum
}

/**
 * Maximum-likelihood fit to one or several cohorts of any lengths.
 *
 * Null when nothing can be learnt: nobody was lost, everybody was lost at the first renewal, or no cohort saw a renewal.
 * With a single renewal seen only the mean rate is known: `constantRate` or not, do not project. RangeError when survivors ever increase.
 * Source: Fader and Hardie 2007,
 * J. Interactive Marketing 21(1):76 (Regular .704, 1.182; High End .668, 3.806).
 */
export function fitSbg(cohorts: readonly (readonly number[])[]): SbgFit | null {
  assertCohorts(cohorts)
  let lost = 0
  let renewed = 0
  for (const survivors of cohorts) {
    for (let t = 1; t < survivors.length; t++) {
      lost += survivors[t - 1]! - survivors[t]!
      renewed += survivors[t]!
    }
  }
  if (lost === 0 || renewed === 0) return null
  const rate = lost / (lost + renewed)
  const { common, ...fit } = fitBeta(
    (parameters) => sbgLogLikelihood(cohorts, parameters),
    rate,
    lost * Math.log(rate) + renewed * Math.log1p(-rate),
  )
  return { ...fit, constantRate: common }
}

/**
 * Discounted expected residual lifetime, in renewals, of a customer who has renewed `renewals` times, the next one being due now and
 * not discounted: (b + n) / (a + b + n) x 2F1(1, b + n + 1; a + b + n + 1; 1 / (1 + discount)).
 *
 * `discount` is the rate per renewal period, > 0 (RangeError otherwise: without discount the sum may be infinite).
 * Source: Fader and Hardie 2010, Marketing Science 29(1):85; High End after 7 renewals at 10 %: 7.530.
 */
export function sbgResidualLifetime(
  { alpha, beta }: SbgParameters,
  renewals: number,
  discount: number,
): number {
  assertParameters(alpha, beta)
  assertPositive(discount, 'A discount rate')
  if (!(Number.isInteger(renewals) && renewals >= 0))
    throw new RangeError(`Not a number of renewals: ${renewals}`)
  const start = beta + renewals
  return (start / (alpha + start)) * hypergeometricOfOne(start + 1, alpha + start, 1 / (1 + discount))
}

// 2F1(1, b; c + 1; z), 0 <= z < 1, by the continued fraction of Gauss (Lentz): some thousand terms where the discount is so small that
// the series would take millions. Source: Abramowitz and Stegun 15.2; Cuyt et al. 2008, Handbook of Continued Fractions, 15.3.
function hypergeometricOfOne(b: number, c: number, z: number): number {
  let value = 1
  let [up, down] = [1, 0]
  for (let k = 1; k < 100_000_000; k++) {
    const n = Math.floor(k / 2)
    const part = k % 2 === 1 ? (b + n) * (c + n) : n * (c - b + n)
    const step = (-z * part) / ((c + k - 1) * (c + k))
    down = 1 / (1 + step * down)
    up = 1 + step / up
    value *= up * down
    if (Math.abs(up * down - 1) < Number.EPSILON) break
  }
  return 1 / value
}

function assertParameters(alpha: number, beta: number): void {
  assertPositive(alpha, 'A parameter')
  assertPositive(beta, 'A parameter')
}

function assertCohorts(cohorts: readonly (readonly number[])[]): void {
  for (const survivors of cohorts) {
    for (const [t, alive] of survivors.entries()) {
      if (!(alive >= 0 && alive < Infinity) || (t > 0 && alive > survivors[t - 1]!)) {
        throw new RangeError(`Survivors must be counts that never increase: ${survivors.join(', ')}`)
      }
    }
  }
}
