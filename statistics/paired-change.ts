// Before and after for the same people, with no comparison group: says that something changed, never why.
import { assertFinite, assertPositive } from './finite.ts'
import { normalMeanAbove, studentTwoSided } from './distributions.ts'
import { changesOf } from './difference-in-differences.ts'
import { pairedEffectSize } from './effect-size.ts'
import { meanInterval, type IntervalOptions } from './intervals.ts'

/** Mean change of paired measurements. Null where fewer than two pairs, or no spread, leave it without a value. */
export type PairedChange = {
  n: number
  meanDifference: number | null
  t: number | null
  /** n - 1; 0 for one pair or none. */
  df: number
  p: number | null
  lower: number | null
  upper: number | null
  cohensDz: number | null
  hedgesGz: number | null
}

/**
 * After minus before: mean, paired t test, interval and effect size. In the unit of the measurements.
 * RangeError when the lists differ in length or a value is not finite. Source: Student 1908 (sleep: t 4.0621, p .002833).
 */
export function pairedChange(
  before: readonly number[],
  after: readonly number[],
  options: IntervalOptions = {},
): PairedChange {
  if (before.length !== after.length) throw new RangeError('As many values after as before are needed')
  const differences = changesOf(before.map((pre, i) => ({ pre, post: after[i]! })))
  const estimate = meanInterval(differences, options)
  const size = pairedEffectSize(differences)
  const df = Math.max(0, differences.length - 1)
  const t = estimate.standardError ? estimate.estimate! / estimate.standardError : null
  return {
    n: differences.length,
    meanDifference: estimate.estimate,
    t,
    df,
    p: t === null ? null : studentTwoSided(t, df),
    lower: estimate.lower,
    upper: estimate.upper,
    cohensDz: size.cohensD,
    hedgesGz: size.hedgesG,
  }
}

/** What chance alone does to people chosen for being beyond a cut-off. */
export type RegressionToMean = {
  /** Change expected with no effect at all: a rise for those below the cut-off, a fall for those above. */
  expectedChange: number
  /** Mean that those chosen show at the time they are chosen. */
  selectedMean: number
}

/**
 * Regression to the mean: (sw^2 / m) / sqrt(sb^2 + sw^2 / m) x phi(z) / (1 - Phi(z)), z the distance of the cut-off in standard
 * deviations of the mean of m baseline measurements, sb^2 = rho sd^2 between people and sw^2 = (1 - rho) sd^2 within.
 *
 * In the unit of the measurements. RangeError unless mean and cut-off are finite, totalSd > 0, rho in [0, 1], m a whole number >= 1.
 * Source: Barnett, van der Pols and Dobson 2005, Int. J. Epidemiol. 34:215.
 */
export function regressionToMean(selection: {
  mean: number
  totalSd: number
  withinCorrelation: number
  cutoff: number
  side: 'below' | 'above'
  baselineMeasurements: number
}): RegressionToMean {
  const { mean, totalSd, withinCorrelation: rho, cutoff, side, baselineMeasurements: m } = selection
  assertPositive(totalSd, 'A standard deviation')
  assertFinite(mean, 'A mean')
  assertFinite(cutoff, 'A cut-off')
  if (!(rho >= 0 && rho <= 1))
    throw new RangeError(`Within-person correlation lies between 0 and 1, got ${rho}`)
  if (!(Number.isInteger(m) && m >= 1)) throw new RangeError(`Not a number of measurements: ${m}`)
  // In shares of the standard deviation, whose square may be too small or too large for a number.
  const within = (1 - rho) / m
  const share = Math.sqrt(rho + within)
  const spread = share * totalSd
  const z = (side === 'below' ? mean - cutoff : cutoff - mean) / spread
  const beyond = normalMeanAbove(z)
  const towards = side === 'below' ? 1 : -1
  return {
    expectedChange: (towards * within * totalSd * beyond) / share,
    selectedMean: mean - towards * spread * beyond,
  }
}

/**
 * {@link regressionToMean} without a cut-off, for people chosen in any way by what they showed before: (1 - r) x (mean of all -
 * mean of those chosen), r = m rho / (1 + (m - 1) rho) the reliability of a mean of m measurements (Spearman and Brown). The same
 * number where a cut-off chose them. In the unit of the measurements. RangeError as there.
 */
export function expectedRegression({
  mean,
  selectedMean,
  withinCorrelation: rho,
  baselineMeasurements: m,
}: {
  readonly mean: number
  readonly selectedMean: number
  readonly withinCorrelation: number
  readonly baselineMeasurements: number
}): number {
  assertFinite(mean, 'A mean')
  assertFinite(selectedMean, 'A mean')
  if (!(rho >= 0 && rho <= 1))
    throw new RangeError(`Within-person correlation lies between 0 and 1, got ${rho}`)
  if (!(Number.isInteger(m) && m >= 1)) throw new RangeError(`Not a number of measurements: ${m}`)
  return (1 - (m * rho) / (1 + (m - 1) * rho)) * (mean - selectedMean)
}
