// Standardised differences: how large a change is beside the usual spread of people.
import { assertFinite } from './finite.ts'
import { mean, standardDeviation, variance } from './quantiles.ts'
import { logGamma } from './special-functions.ts'

/**
 * Exact small-sample correction of Hedges 1981: J = Gamma(df / 2) / (sqrt(df / 2) Gamma((df - 1) / 2)), below 1.
 * Null for df below 2, where it has no value. RangeError unless df is finite.
 */
export function hedgesCorrection(df: number): number | null {
  assertFinite(df, 'Degrees of freedom')
  if (df < 2) return null
  return Math.exp(logGamma(df / 2) - logGamma((df - 1) / 2) - Math.log(df / 2) / 2)
}

/** A standardised difference without and with the small-sample correction; null where it has no value. */
export type EffectSize = { cohensD: number | null; hedgesG: number | null }

/**
 * Mean of the first group minus mean of the second, over their pooled standard deviation.
 * Null when a group is empty, there are fewer than three values in all, or nothing varies. RangeError on a value that is not finite.
 * Source: Cohen 1988; Hedges 1981, J. Educational Statistics 6:107.
 */
export function effectSize(first: readonly number[], second: readonly number[]): EffectSize {
  const df = first.length + second.length - 2
  const one = mean(first)
  const two = mean(second)
  if (one === null || two === null || df < 1) return { cohensD: null, hedgesG: null }
  const squares = (variance(first) ?? 0) * (first.length - 1) + (variance(second) ?? 0) * (second.length - 1)
  return corrected(one - two, Math.sqrt(squares / df), df)
}

/**
 * Mean of paired differences over their standard deviation (d_z, g_z). Null for fewer than two, or when nothing varies; RangeError
 * as {@link effectSize}.
 */
export function pairedEffectSize(differences: readonly number[]): EffectSize {
  const spread = standardDeviation(differences)
  if (spread === null) return { cohensD: null, hedgesG: null }
  return corrected(mean(differences)!, spread, differences.length - 1)
}

function corrected(difference: number, spread: number, df: number): EffectSize {
  if (spread === 0) return { cohensD: null, hedgesG: null }
  const cohensD = difference / spread
  const correction = hedgesCorrection(df)
  return { cohensD, hedgesG: correction === null ? null : correction * cohensD }
}
