// Restricted mean: average time spent open up to a horizon. The comparison to use when survival curves cross.
import { normalCritical, normalTwoSided } from './distributions.ts'
import type { SurvivalCurve } from './survival.ts'

/** Mean time up to `horizon`, in the unit of the curve. */
export type RestrictedMean = {
  horizon: number
  estimate: number
  standardError: number
  lower: number
  upper: number
  /**
   * True when the curve is still above 0 where the data ends, before the horizon: it was carried on level. Say so, or shorten the
   * horizon.
   */
  extended: boolean
}

/**
 * Area under the Kaplan-Meier curve up to `horizon`; variance sum over t_i of (area right of t_i)^2 d_i / (n_i (n_i - d_i)).
 *
 * Null for no spell. RangeError unless the horizon is positive and finite. With no event the mean is the horizon and the error 0.
 * Interval normal, cut to [0, horizon]. Source: Andersen et al. 1993; as print(survfit, rmean) of the R package survival.
 */
export function restrictedMean(
  curve: SurvivalCurve,
  horizon: number,
  options: { level?: number } = {},
): RestrictedMean | null {
  if (!(horizon > 0 && horizon < Infinity)) throw new RangeError(`A horizon must be positive, got ${horizon}`)
  const z = normalCritical(options.level ?? 0.95)
  if (curve.lastTime === null) return null
  const steps = curve.steps.filter((step) => step.time < horizon)
  // From the right, so that the area to the right of each step is at hand.
  let area = 0
  let variance = 0
  let end = horizon
  for (const step of steps.toReversed()) {
    area += step.survival * (end - step.time)
    if (step.atRisk > step.events)
      variance += (area * area * step.events) / (step.atRisk * (step.atRisk - step.events))
    end = step.time
  }
  const estimate = area + end
  const standardError = Math.sqrt(variance)
  return {
    horizon,
    estimate,
    standardError,
    lower: Math.max(0, estimate - z * standardError),
    upper: Math.min(horizon, estimate + z * standardError),
    extended: curve.lastTime < horizon && steps.at(-1)?.survival !== 0,
  }
}

/** Difference of two restricted means, first minus second. */
export type RestrictedMeanDifference = {
  horizon: number
  estimate: number
  standardError: number
  lower: number
  upper: number
  /** Two-sided z test; null when both errors are 0. */
  p: number | null
  extended: boolean
}

/** {@link restrictedMean} of two independent curves up to the same horizon, subtracted; normal interval.
 * Null when either has no spell. RangeError as there. */
export function restrictedMeanDifference(
  first: SurvivalCurve,
  second: SurvivalCurve,
  horizon: number,
  options: { level?: number } = {},
): RestrictedMeanDifference | null {
  const one = restrictedMean(first, horizon, options)
  const two = restrictedMean(second, horizon, options)
  if (one === null || two === null) return null
  const estimate = one.estimate - two.estimate
  const standardError = Math.hypot(one.standardError, two.standardError)
  const half = normalCritical(options.level ?? 0.95) * standardError
  return {
    horizon,
    estimate,
    standardError,
    lower: estimate - half,
    upper: estimate + half,
    p: standardError === 0 ? null : normalTwoSided(estimate / standardError),
    extended: one.extended || two.extended,
  }
}
