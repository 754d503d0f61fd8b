// How good a score is: calibration, gain and lift, points that sales can read, and columns that know the outcome already.
import { assertFinite, assertPositive } from './finite.ts'
import { fitLogistic } from './logistic.ts'

/** One equal-sized group of predictions in ascending order. */
export type CalibrationBin = { n: number; meanPredicted: number; observed: number }

/** Does 30 % mean 30 %? All null or empty for no predictions. */
export type Calibration = {
  n: number
  /** Mean of (p - y)^2. */
  brier: number | null
  /** Mean of -ln of the probability given to what happened, in nats; p is cut to [1e-15, 1 - 1e-15]. */
  logLoss: number | null
  meanPredicted: number | null
  observedRate: number | null
  /** Logistic regression of the outcome on ln odds of p: 1 and 0 are ideal. Null when it cannot be fitted. */
  slope: number | null
  intercept: number | null
  bins: CalibrationBin[]
}

/**
 * Calibration of probabilities against outcomes, with `groups` equal groups (ties kept in row order).
 * Slope and intercept come from one fit of both (the intercept is not "in the large", with the slope held at 1); p of 0 and 1 enter it cut
 * to [1e-9, 1 - 1e-9]. RangeError when the lists differ in length, a probability is outside [0, 1] or `groups` is not a whole number > 0.
 * Sources: Brier 1950; Cox 1958, Biometrika 45:562.
 */
export function calibration(
  probabilities: readonly number[],
  outcomes: readonly boolean[],
  groups = 5,
): Calibration {
  if (probabilities.length !== outcomes.length)
    throw new RangeError('As many outcomes as probabilities are needed')
  if (!(Number.isInteger(groups) && groups > 0)) throw new RangeError(`Not a number of groups: ${groups}`)
  for (const p of probabilities) if (!(p >= 0 && p <= 1)) throw new RangeError(`Not a probability: ${p}`)
  const rows = probabilities.map((p, i) => ({ p, y: outcomes[i] ? 1 : 0 }))
  const n = rows.length
  const average = (read: (row: (typeof rows)[number]) => number) =>
    n === 0 ? null : rows.reduce((sum, row) => sum + read(row), 0) / n
  const fit = fitLogistic(rows.map(({ p, y }) => ({ x: [Math.log(inside(p) / (1 - inside(p)))], y })))
  const sorted = rows.toSorted((a, b) => a.p - b.p)
  const bins = Array.from({ length: groups }, (_, g) =>
    sorted.slice(Math.round((g * n) / groups), Math.round(((g + 1) * n) / groups)),
  )
  return {
    n,
    brier: average(({ p, y }) => (p - y) ** 2),
    logLoss: average(({ p, y }) => -Math.log(y === 1 ? cut(p) : 1 - cut(p))),
    meanPredicted: average(({ p }) => p),
    observedRate: average(({ y }) => y),
    slope: fit.status === 'fitted' ? fit.coefficients[1]! : null,
    intercept: fit.status === 'fitted' ? fit.coefficients[0]! : null,
    bins: bins
      .filter((bin) => bin.length > 0)
      .map((bin) => ({
        n: bin.length,
        meanPredicted: bin.reduce((sum, row) => sum + row.p, 0) / bin.length,
        observed: bin.reduce((sum, row) => sum + row.y, 0) / bin.length,
      })),
  }
}

function cut(p: number): number {
  return Math.min(1 - 1e-15, Math.max(1e-15, p))
}

// A single p of exactly 0 or 1 would decide the slope alone if its ln odds were taken at face value.
function inside(p: number): number {
  return Math.min(1 - 1e-9, Math.max(1e-9, p))
}

/** What the best-scored share of leads holds. */
export type LiftPoint = {
  share: number
  /** Leads in the share: share x all, rounded, at least one. */
  n: number
  /** Conversion rate in it / overall rate; null when nothing converted. */
  lift: number | null
  /** Share of all conversions that it holds; null when nothing converted. */
  gain: number | null
}

/**
 * Lift and gain of the top shares. `sorted` lists outcomes by score, best first; a share of a lead is rounded half up. Overall
 * rate null for no leads. RangeError on a share outside (0, 1].
 */
export function liftTable(
  sorted: readonly boolean[],
  shares: readonly number[],
): { overallRate: number | null; at: LiftPoint[] } {
  const all = sorted.length
  const converted = sorted.filter(Boolean).length
  const at = shares.map((share) => {
    if (!(share > 0 && share <= 1)) throw new RangeError(`A share lies between 0 and 1, got ${share}`)
    const n = Math.min(all, Math.max(1, Math.round(share * all)))
    const held = sorted.slice(0, n).filter(Boolean).length
    if (converted === 0) return { share, n, lift: null, gain: null }
    return { share, n, lift: held / n / (converted / all), gain: held / converted }
  })
  return { overallRate: all === 0 ? null : converted / all, at }
}

/** Points = offset + factor x ln odds. */
export type PointScale = { factor: number; offset: number }

/**
 * Scale on which `pointsToDoubleOdds` more points double the odds: factor = that / ln 2, offset = reference points - factor ln(reference
 * odds). RangeError unless odds and points to double are positive. Source: Siddiqi 2006: 20, 600, 50 give 28.8539, 487.12.
 */
export function pointScale(scale: {
  pointsToDoubleOdds: number
  referencePoints: number
  referenceOdds: number
}): PointScale {
  assertPositive(scale.referenceOdds, 'Odds')
  assertPositive(scale.pointsToDoubleOdds, 'Points to double the odds')
  assertFinite(scale.referencePoints, 'Reference points')
  const factor = scale.pointsToDoubleOdds / Math.LN2
  return { factor, offset: scale.referencePoints - factor * Math.log(scale.referenceOdds) }
}

/** Points of given odds: offset + factor x ln odds. RangeError unless the odds are positive and finite. */
export function pointsOfOdds({ factor, offset }: PointScale, odds: number): number {
  assertPositive(odds, 'Odds')
  return offset + factor * Math.log(odds)
}

/** A column that may know the outcome. */
export type ScreenedFeature = { name: string; singleAuc: number; updatedAfterClose: boolean }

/** Names of columns that cannot be trusted: AUC of the column alone above .90 (or below .10), or changed after the close date.
 * RangeError on an AUC outside [0, 1]. */
export function leakageSuspects(features: readonly ScreenedFeature[], limit = 0.9): string[] {
  for (const { singleAuc } of features)
    if (!(singleAuc >= 0 && singleAuc <= 1)) throw new RangeError(`Not an AUC: ${singleAuc}`)
  return features
    .filter(
      ({ singleAuc, updatedAfterClose }) => updatedAfterClose || Math.max(singleAuc, 1 - singleAuc) > limit,
    )
    .map(({ name }) => name)
}
