// Aalen-Johansen: the chance to be won by day t when deals may also be lost, which 1 - Kaplan-Meier overstates.
import { normalCritical } from './distributions.ts'
import { lastIndexUpTo } from './survival.ts'

/**
 * One line of a histogram of spells with competing outcomes: `events[k]` ended by cause k at `time`, `censored` are still open.
 * Times may repeat and come in any order; outcomes happen before censorings of the same time.
 */
export type CompetingCount = { time: number; events: readonly number[]; censored: number }

/** One line of a histogram of deals by days since creation. */
export type DealCount = { time: number; won: number; lost: number; censored: number }

/** Probability that a cause has happened, with its interval; bounds are null where no variance exists (0, or 1). */
export type Incidence = {
  probability: number
  standardError: number
  lower: number | null
  upper: number | null
}

/** One step of the curves, at a time with at least one outcome. */
export type IncidenceStep = {
  time: number
  atRisk: number
  /** Outcomes at this time, by cause. */
  events: readonly number[]
  /** Probability that nothing has happened yet, just after this time; with `incidence` it adds up to 1. */
  stillOpen: number
  /** Per cause. */
  incidence: Incidence[]
}

/** Cumulative incidence curves. All are 0 before the first step, level until `lastTime` and unknown beyond it. */
export type IncidenceCurves = {
  n: number
  /** Total number of outcomes by cause. */
  events: number[]
  lastTime: number | null
  steps: IncidenceStep[]
}

/**
 * Aalen-Johansen estimate F_k(t) = sum over t_i <= t of S(t_i-) d_k,i / n_i, S being the Kaplan-Meier curve of any outcome.
 *
 * Variance of Dinse and Larson 1986 (delta method): binomial without censoring, Greenwood's with a single cause. Interval on the
 * scale log(-log(1 - F)), so that a single cause gives exactly the log-log interval of Kaplan-Meier.
 * Probabilities as fractions. No spell: no step. RangeError on impossible rows or a changing number of causes.
 * Source: Aalen and Johansen 1978, Scand. J. Stat. 5:141; Dinse and Larson 1986, Biometrika 73:379.
 */
export function aalenJohansen(
  spells: readonly CompetingCount[],
  causes: number,
  options: { level?: number } = {},
): IncidenceCurves {
  const z = normalCritical(options.level ?? 0.95)
  const rows = sortedCompeting(spells, causes)
  const n = rows.reduce((sum, row) => sum + row.ended + row.censored, 0)
  const totals = Array.from({ length: causes }, () => 0)
  // Running sums of the variance, which is quadratic in F(t): F^2 a - 2 F b + c + d - 2 (F e - f).
  const sums = totals.map(() => ({ probability: 0, b: 0, c: 0, d: 0, e: 0, f: 0 }))
  let a = 0
  let stillOpen = 1
  let atRisk = n
  const steps: IncidenceStep[] = []
  for (const row of rows) {
    if (row.ended > 0) {
      const before = stillOpen
      const gone = row.ended >= atRisk
      const hazard = gone ? 0 : row.ended / (atRisk * (atRisk - row.ended))
      stillOpen = gone ? 0 : before * (1 - row.ended / atRisk)
      a += hazard
      const incidence: Incidence[] = []
      for (const [k, sum] of sums.entries()) {
        const happened = row.events[k]!
        totals[k] = totals[k]! + happened
        sum.probability = Math.min(1, sum.probability + (before * happened) / atRisk)
        const F = sum.probability
        sum.b += F * hazard
        sum.c += F * F * hazard
        sum.d += (before * before * (atRisk - happened) * happened) / atRisk ** 3
        const share = (before * happened) / (atRisk * atRisk)
        sum.e += share
        sum.f += F * share
        const variance = Math.max(0, F * F * a - 2 * F * sum.b + sum.c + sum.d - 2 * (F * sum.e - sum.f))
        incidence.push({
          probability: F,
          standardError: Math.sqrt(variance),
          ...incidenceInterval(F, variance, z),
        })
      }
      steps.push({ time: row.time, atRisk, events: row.events, stillOpen, incidence })
    }
    atRisk -= row.ended + row.censored
  }
  return { n, events: totals, lastTime: rows.at(-1)?.time ?? null, steps }
}

/** The curves read at one time. */
export type IncidencePoint = { time: number; stillOpen: number; incidence: Incidence[] }

/**
 * The curves read at `time`. Null beyond the longest spell seen while some were still open, and for no spell: unknown.
 * Before the first outcome all probabilities are 0 with null bounds. RangeError unless time >= 0.
 */
export function incidenceAt(curves: IncidenceCurves, time: number): IncidencePoint | null {
  if (!(time >= 0)) throw new RangeError(`Not a time: ${time}`)
  if (curves.lastTime === null) return null
  const step = curves.steps[lastIndexUpTo(curves.steps, time)]
  if (time > curves.lastTime && step?.stillOpen !== 0) return null
  if (step !== undefined) return { time, stillOpen: step.stillOpen, incidence: step.incidence }
  const none: Incidence = { probability: 0, standardError: 0, lower: null, upper: null }
  return { time, stillOpen: 1, incidence: curves.events.map(() => none) }
}

/** Cause numbers of {@link dealIncidence}. */
export const WON = 0
export const LOST = 1

/**
 * {@link aalenJohansen} of deals: `incidence[WON]` is the chance to be won by `time`, `incidence[LOST]` to be lost. RangeError as
 * there.
 */
export function dealIncidence(
  deals: readonly DealCount[],
  options: { level?: number } = {},
): IncidenceCurves {
  const rows = deals.map(({ time, won, lost, censored }) => ({ time, events: [won, lost], censored }))
  return aalenJohansen(rows, 2, options)
}

/**
 * Mean time until won up to `horizon`, in the unit of the times: the horizon less the area under the curve of {@link dealIncidence}, lost
 * deals counting in full. Beyond the longest spell the curve is carried on level. Without variances, so that it can be drawn again
 * thousands of times. Null for no spell; RangeError unless the horizon is positive and finite.
 */
export function restrictedMeanToWin(deals: readonly DealCount[], horizon: number): number | null {
  if (!(horizon > 0 && horizon < Infinity)) throw new RangeError(`A horizon must be positive, got ${horizon}`)
  const sorted = deals.toSorted((x, y) => x.time - y.time)
  let atRisk = deals.reduce((sum, { won, lost, censored }) => sum + won + lost + censored, 0)
  if (atRisk === 0) return null
  let [mean, from, stillOpen, isWon] = [0, 0, 1, 0]
  for (let i = 0; i < sorted.length && sorted[i]!.time < horizon && atRisk > 0;) {
    const { time } = sorted[i]!
    let [won, lost, censored] = [0, 0, 0]
    for (; sorted[i]?.time === time; i++) {
      won += sorted[i]!.won
      lost += sorted[i]!.lost
      censored += sorted[i]!.censored
    }
    mean += (1 - isWon) * (time - from)
    from = time
    isWon += (stillOpen * won) / atRisk
    stillOpen *= 1 - (won + lost) / atRisk
    atRisk -= won + lost + censored
  }
  return mean + (1 - isWon) * (horizon - from)
}

/** Time by which a share of those who ever meet a cause have met it. */
export type TimeAmongThose = {
  /** Null when nobody has met the cause. */
  time: number | null
  /** Share still open at the end of the curves; null for no spell. */
  stillOpen: number | null
  /** True when less than 10 % is still open: only then is the curve flat enough for `time` to be shown. */
  settled: boolean
}

/**
 * Days to win among those that win: first t with F_k(t) >= probability x F_k(t_max).
 * In the unit of the times. Show it only when `settled`, as long deals still open would lengthen it. RangeError unless the probability
 * lies in (0, 1].
 */
export function timeAmongThose(curves: IncidenceCurves, cause: number, probability = 0.5): TimeAmongThose {
  if (!(probability > 0 && probability <= 1))
    throw new RangeError(`Probability must lie between 0 and 1, got ${probability}`)
  const last = curves.steps.at(-1)
  const stillOpen = curves.n === 0 ? null : (last?.stillOpen ?? 1)
  const end = last?.incidence[cause]?.probability ?? 0
  if (end === 0) return { time: null, stillOpen, settled: false }
  const reached = curves.steps.find(
    (step) => step.incidence[cause]!.probability >= probability * end * (1 - 1e-12),
  )
  return { time: reached?.time ?? null, stillOpen, settled: stillOpen !== null && stillOpen < 0.1 }
}

function incidenceInterval(
  F: number,
  variance: number,
  z: number,
): { lower: number | null; upper: number | null } {
  if (F <= 0 || F >= 1 - 1e-12 || variance <= 0) return { lower: null, upper: null }
  const logOther = Math.log1p(-F)
  const factor = Math.exp((z * Math.sqrt(variance)) / ((1 - F) * -logOther))
  return { lower: -Math.expm1(logOther / factor), upper: -Math.expm1(logOther * factor) }
}

function isPossible(count: number): boolean {
  return count >= 0 && count < Infinity
}

type CompetingRow = { time: number; events: number[]; ended: number; censored: number }

function sortedCompeting(spells: readonly CompetingCount[], causes: number): CompetingRow[] {
  const byTime = new Map<number, CompetingRow>()
  for (const { time, events, censored } of spells) {
    if (!isPossible(time) || !isPossible(censored) || events.length !== causes || !events.every(isPossible)) {
      throw new RangeError(
        `Not a count of spells: time ${time}, events ${events.join(', ')}, censored ${censored}`,
      )
    }
    let row = byTime.get(time)
    if (row === undefined)
      byTime.set(time, (row = { time, events: events.map(() => 0), ended: 0, censored: 0 }))
    for (const [k, count] of events.entries()) {
      row.events[k] = row.events[k]! + count
      row.ended += count
    }
    row.censored += censored
  }
  return [...byTime.values()].toSorted((x, y) => x.time - y.time)
}
