// How long new people take to come up to speed: the fitted curve, the observed one, and what it costs.
import { assertAllFinite } from './finite.ts'
import { minimiseBetween } from './optimise.ts'
import { mean } from './quantiles.ts'

/** y = plateau (1 - exp(-rate x)), x in months. */
export type RampFit = {
  plateau: number
  rate: number
  /** Null for fewer than three points. */
  plateauError: number | null
  rateError: number | null
  rss: number
  /** Months to 80 % of the plateau: ln 5 / rate. */
  monthsTo80Percent: number
}

/**
 * A fit, or why there is none: 'no_plateau' when no rate can be told, since the points still rise in a straight line, do not rise at
 * all, or stand on one level from the first of them.
 */
export type RampResult = ({ status: 'fitted' } & RampFit) | { status: 'too_few_points' | 'no_plateau' }

/**
 * Least squares by search on the rate, the plateau being linear once the rate is fixed: safe from any start, where Gauss-Newton
 * steps are not. Needs two distinct x > 0. Errors from the Gauss-Newton matrix with n - 2 degrees of freedom. RangeError on x < 0
 * or a number that is not finite. NIST BoxBOD: 213.80940889 (12.354515176), .54723748542 (.10455993237), RSS 1168.0088766.
 */
export function fitRamp(points: readonly { x: number; y: number }[]): RampResult {
  for (const { x, y } of points) {
    if (!(x >= 0 && x < Infinity) || !Number.isFinite(y))
      throw new RangeError(`Not a point of a ramp: ${x}, ${y}`)
  }
  const positive = points.filter((point) => point.x > 0)
  if (new Set(positive.map((point) => point.x)).size < 2) return { status: 'too_few_points' }
  const largest = Math.max(...positive.map((point) => point.x))
  const smallest = Math.min(...positive.map((point) => point.x))
  // From practically straight over the whole range to practically flat from the first point on.
  const low = Math.log(1e-3 / largest)
  const high = Math.log(40 / smallest)
  const rssAt = (logRate: number) => residuals(points, Math.exp(logRate)).rss
  const steps = 400
  const grid = Array.from({ length: steps + 1 }, (_, i) => low + ((high - low) * i) / steps)
  const values = grid.map(rssAt)
  const best = values.indexOf(Math.min(...values))
  const { plateau: slope } = residuals(points, Math.exp(grid[best]!))
  // As good at an end of the range as anywhere: the lowest point lies beyond it, and rounding alone puts it inside.
  const isOpen = [values[0]!, values[steps]!].some((value) => value <= values[best]! * (1 + 1e-9))
  if (isOpen || !(slope > 0)) return { status: 'no_plateau' }
  const [left, right] = [grid[best - 1]!, grid[best + 1]!]
  const searched = Math.exp(minimiseBetween(rssAt, left, right))
  return { status: 'fitted', ...polish(points, searched, Math.exp(left), Math.exp(right)) }
}

function residuals(
  points: readonly { x: number; y: number }[],
  rate: number,
): { plateau: number; rss: number } {
  let cross = 0
  let square = 0
  for (const { x, y } of points) {
    const share = -Math.expm1(-rate * x)
    cross += share * y
    square += share * share
  }
  const plateau = square === 0 ? 0 : cross / square
  const rss = points.reduce((sum, { x, y }) => sum + (y + plateau * Math.expm1(-rate * x)) ** 2, 0)
  return { plateau, rss }
}

// A search on values stops at half the digits; a few Gauss-Newton steps from there, inside the bracket, give the others, and the errors.
function polish(
  points: readonly { x: number; y: number }[],
  start: number,
  least: number,
  most: number,
): RampFit {
  let { plateau, rss } = residuals(points, start)
  let rate = start
  let inverse = { pp: Number.NaN, rr: Number.NaN }
  for (let i = 0; i < 20; i++) {
    let pp = 0
    let pr = 0
    let rr = 0
    let gp = 0
    let gr = 0
    for (const { x, y } of points) {
      const share = -Math.expm1(-rate * x)
      const slope = plateau * x * Math.exp(-rate * x)
      const residual = y - plateau * share
      pp += share * share
      pr += share * slope
      rr += slope * slope
      gp += share * residual
      gr += slope * residual
    }
    const determinant = pp * rr - pr * pr
    if (!(determinant > 0)) break
    inverse = { pp: rr / determinant, rr: pp / determinant }
    const next = rate + (pp * gr - pr * gp) / determinant
    const tried = next >= least && next <= most ? residuals(points, next) : null
    if (tried === null || tried.rss > rss * (1 + 1e-12)) break
    const moved = Math.abs(next - rate)
    rate = next
    plateau = tried.plateau
    rss = tried.rss
    if (moved < 1e-15 * rate) break
  }
  const df = points.length - 2
  const variance = df > 0 && inverse.pp >= 0 ? rss / df : null
  return {
    plateau,
    rate,
    plateauError: variance === null ? null : Math.sqrt(variance * inverse.pp),
    rateError: variance === null ? null : Math.sqrt(variance * inverse.rr),
    rss,
    monthsTo80Percent: Math.log(5) / rate,
  }
}

/** Attainment of several people in one month of tenure, as fractions of quota. */
export type TenureMonth = { month: number; attainment: readonly number[] }

/** Observed ramp. */
export type RampCurve = {
  /** Mean is null for a month with nobody. */
  curve: { month: number; n: number; mean: number | null }[]
  /** threshold x attainment of tenured people. */
  target: number
  /** First month from which the mean stays at or above the target; null when it does not. Months with nobody are skipped. */
  rampMonth: number | null
}

/**
 * Mean attainment by month of tenure (fractions of quota); ramp month = first month from which it stays at or above the target, which is
 * `threshold` (0.8) times what tenured people attain. RangeError on a number that is not finite.
 */
export function rampCurve(
  months: readonly TenureMonth[],
  tenuredAttainment: number,
  threshold = 0.8,
): RampCurve {
  assertAllFinite(
    [tenuredAttainment, threshold, ...months.map(({ month }) => month)],
    'An attainment or month',
  )
  const curve = months
    .toSorted((a, b) => a.month - b.month)
    .map(({ month, attainment }) => ({ month, n: attainment.length, mean: mean(attainment) }))
  const target = threshold * tenuredAttainment
  let rampMonth: number | null = null
  for (const point of curve.toReversed()) {
    if (point.mean === null) continue
    if (point.mean < target - 1e-12) break
    rampMonth = point.month
  }
  return { curve, target, rampMonth }
}

/** What a new person cost: all costs up to the first deal, and the acquisition spend on that deal. */
export type NewPersonCost = { cost: number; firstDealAcquisition: number; sold: boolean }

/** Onboarding costs of a cohort. */
export type OnboardingCost = {
  /** Null for an empty cohort. */
  meanCost: number | null
  /** Cost of the first sale by person; null for those who have not sold. */
  costOfFirstSale: (number | null)[]
  /** All costs of the cohort over the people who sold, so that those who left without a sale are paid for; null when nobody sold. */
  fullyLoaded: number | null
}

/** Cost per new person and cost of the first sale, in the unit of the costs. RangeError on a cost that is not finite. */
export function onboardingCost(people: readonly NewPersonCost[]): OnboardingCost {
  for (const { cost, firstDealAcquisition } of people) assertAllFinite([cost, firstDealAcquisition], 'A cost')
  const sold = people.filter((person) => person.sold)
  const total = people.reduce((sum, person) => sum + person.cost + person.firstDealAcquisition, 0)
  return {
    meanCost: mean(people.map((person) => person.cost)),
    costOfFirstSale: people.map((person) => (person.sold ? person.cost + person.firstDealAcquisition : null)),
    fullyLoaded: sold.length === 0 ? null : total / sold.length,
  }
}
