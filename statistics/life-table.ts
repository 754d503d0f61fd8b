// Survival from occurrences and exposures: how long customers stay, when most of them were not watched from their first day.
import { assertAllFinite } from './finite.ts'

/** One month of tenure: weight of customer-months watched, weight of customers lost, and the sum of squares of the latter. */
export type TenureMonth = {
  /** Weighted time at risk, in months. */
  exposure: number
  /** Weight of those lost. */
  lost: number
  /** Sum of the squared weights of those lost. */
  lostSquares: number
}

/** Sum over months of coefficients times survival, with the variance that comes from who was lost. */
export type WeightedSurvival = {
  /** S(t) at the start of month t, t = 0 .. months.length. */
  survival: number[]
  /** Sum over t of coefficients[t] S(t). */
  total: number
  variance: number
}

/**
 * S(t) = exp(-sum of h(m) for m < t), h(m) = lost / exposure of month m, and the sum of `coefficients[t]` S(t).
 *
 * Who is watched late in her stay adds exposure only to the months in which she was watched (left truncation), and who is still
 * there only up to then (right censoring). With weights (revenue) the result is the weighted mean, E[w S(t)] / E[w]. Variance of
 * h(m): sum of squared weights lost / exposure^2, at least that of the mean hazard; var(sum) = sum over m of that times (sum of
 * c(t) S(t) for t > m)^2. RangeError where a month has losses and no exposure, an amount is negative or not finite, or more
 * coefficients are given than months + 1. Source: piecewise-constant hazard with the Nelson-Aalen variance (Aalen 1978, Annals of
 * Statistics 6:701).
 */
export function weightedSurvival(
  months: readonly TenureMonth[],
  coefficients: readonly number[],
): WeightedSurvival {
  if (coefficients.length > months.length + 1)
    throw new RangeError(`${coefficients.length} coefficients for ${months.length} months`)
  for (const { exposure, lost, lostSquares } of months) {
    for (const amount of [exposure, lost, lostSquares])
      if (!(amount >= 0 && amount < Infinity)) throw new RangeError(`Not an amount of a month: ${amount}`)
  }
  assertAllFinite(coefficients, 'A coefficient')
  const survival = [1]
  let hazard = 0
  for (const { exposure, lost } of months) {
    if (!(exposure > 0) && lost > 0) throw new RangeError('Lost in a month that nobody was watched in')
    hazard += exposure > 0 ? lost / exposure : 0
    survival.push(Math.exp(-hazard))
  }
  const terms = coefficients.map((coefficient, t) => coefficient * survival[t]!)
  const total = terms.reduce((sum, term) => sum + term, 0)
  let after = total
  let variance = 0
  const sum = (pick: (month: TenureMonth) => number) => months.reduce((all, month) => all + pick(month), 0)
  const watched = sum((month) => month.exposure)
  // A month that saw nobody leave is not certain: it is given at least what the mean hazard would leave open.
  const usual = watched > 0 ? sum((month) => month.lostSquares) / watched : 0
  for (const [m, { exposure, lostSquares }] of months.entries()) {
    after -= terms[m] ?? 0
    if (exposure > 0) variance += (Math.max(lostSquares, usual * exposure) / exposure ** 2) * after ** 2
  }
  return { survival, total, variance }
}
