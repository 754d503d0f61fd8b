// Kaplan-Meier curves from histograms of spells, so that a million deals cost no more than their distinct durations.
import { normalCritical } from './distributions.ts'

/**
 * One line of a histogram of spells: how many ended by the event, and how many were censored (still open), at duration `time`.
 * Times may repeat and come in any order; counts may be weights. Events happen before censorings of the same time.
 */
export type SpellCount = { time: number; events: number; censored: number }

/** How the interval of a survival probability is built: 'log-log' always stays inside [0, 1] and is the one to show. */
export type SurvivalScale = 'log-log' | 'log' | 'plain'

/** One step of a Kaplan-Meier curve, at a time with at least one event. */
export type SurvivalStep = {
  time: number
  atRisk: number
  events: number
  /** S(time), just after the events. */
  survival: number
  /** Greenwood; null once S is 0, where neither error nor interval is defined. */
  standardError: number | null
  lower: number | null
  upper: number | null
}

/** A Kaplan-Meier curve. Survival is 1 before the first step and stays level until `lastTime`; beyond it is unknown. */
export type SurvivalCurve = {
  /** All spells counted, and those that ended. */
  n: number
  events: number
  /** Longest duration seen, censored or not; null for no spell. */
  lastTime: number | null
  steps: SurvivalStep[]
  /** For every time seen, event or not, how many were still running just before it. */
  riskSet: { time: number; atRisk: number }[]
  /** Smallest time with S <= 1/2; null when the curve does not come down to one half ("not reached"). */
  median: number | null
  /** Brookmeyer and Crowley: first times at which the lower and the upper confidence curve are <= 1/2; null = not reached. */
  medianLower: number | null
  medianUpper: number | null
}

/** Tallies single spells into a histogram. RangeError when the lists differ in length or a time is negative or not finite. */
export function countSpells(times: readonly number[], ended: readonly boolean[]): SpellCount[] {
  if (times.length !== ended.length) throw new RangeError('As many outcomes as times are needed')
  const byTime = new Map<number, SpellCount>()
  for (const [i, time] of times.entries()) {
    const row = byTime.get(time) ?? { time, events: 0, censored: 0 }
    if (ended[i]) row.events += 1
    else row.censored += 1
    byTime.set(time, row)
  }
  return sortedSpells([...byTime.values()])
}

/**
 * Kaplan-Meier estimate S(t) = prod over t_i <= t of (1 - d_i / n_i) with Greenwood's variance
 * S^2 sum d_i / (n_i (n_i - d_i)) and the median of Brookmeyer and Crowley 1982.
 *
 * Times in any unit, probabilities as fractions. No spell or no event: no step and a null median, never 0.
 * RangeError on a negative or not finite time or count.
 * Source: Kaplan and Meier 1958, JASA 53:457; log-log interval as in Kalbfleisch and Prentice 2002.
 */
export function kaplanMeier(
  spells: readonly SpellCount[],
  options: { level?: number; scale?: SurvivalScale } = {},
): SurvivalCurve {
  const z = normalCritical(options.level ?? 0.95)
  const scale = options.scale ?? 'log-log'
  const rows = sortedSpells(spells)
  const n = rows.reduce((sum, row) => sum + row.events + row.censored, 0)
  const steps: SurvivalStep[] = []
  let atRisk = n
  let survival = 1
  let greenwood = 0
  let events = 0
  const riskSet: SurvivalCurve['riskSet'] = []
  for (const row of rows) {
    riskSet.push({ time: row.time, atRisk })
    if (row.events > 0) {
      events += row.events
      // The last to leave takes the curve to exactly 0, whatever the rounding of weighted counts.
      const gone = row.events >= atRisk
      survival = gone ? 0 : survival * (1 - row.events / atRisk)
      greenwood = gone ? Number.POSITIVE_INFINITY : greenwood + row.events / (atRisk * (atRisk - row.events))
      steps.push({
        time: row.time,
        atRisk,
        events: row.events,
        survival,
        standardError: gone ? null : survival * Math.sqrt(greenwood),
        ...survivalInterval(survival, greenwood, z, scale),
      })
    }
    atRisk -= row.events + row.censored
  }
  return {
    n,
    events,
    lastTime: rows.at(-1)?.time ?? null,
    steps,
    riskSet,
    median: firstTimeBelow(steps, 0.5, (step) => step.survival),
    medianLower: firstTimeBelow(steps, 0.5, (step) => step.lower),
    medianUpper: firstTimeBelow(steps, 0.5, (step) => step.upper),
  }
}

/** S(t) with its interval at one time. */
export type SurvivalPoint = {
  time: number
  survival: number
  /** Null before the first event and once S is 0: there is no variance to speak of. */
  lower: number | null
  upper: number | null
  /** Spells still running just before `time` or leaving at it. */
  atRisk: number
}

/**
 * The curve read at `time`. Null when `time` lies beyond the longest spell seen while some were still open: unknown, not level.
 * (A curve that has come down to 0 stays 0.) Before the first event S is 1 with null bounds. RangeError unless time >= 0.
 */
export function survivalAt(curve: SurvivalCurve, time: number): SurvivalPoint | null {
  if (!(time >= 0)) throw new RangeError(`Not a time: ${time}`)
  if (curve.lastTime === null) return null
  const step = curve.steps[lastIndexUpTo(curve.steps, time)]
  if (time > curve.lastTime && step?.survival !== 0) return null
  return {
    time,
    survival: step?.survival ?? 1,
    lower: step?.lower ?? null,
    upper: step?.upper ?? null,
    atRisk: stillRunning(curve, time),
  }
}

// The first time at or after `time` at which someone leaves tells who was still there.
function stillRunning({ riskSet }: SurvivalCurve, time: number): number {
  const last = lastIndexUpTo(riskSet, time)
  return (riskSet[last]?.time === time ? riskSet[last] : riskSet[last + 1])?.atRisk ?? 0
}

/**
 * Fewest spells that must still run for a curve to be drawn or read: below, each one that ends moves it by a fifth or more, and
 * where it passes one half is an accident of the last few (references: rules for every figure).
 */
export const fewestFollowed = 5

/** The last time at which `fewestFollowed` spells or more still ran; null when there never were as many. */
export function lastFollowed({ riskSet }: SurvivalCurve): number | null {
  return riskSet.findLast(({ atRisk }) => atRisk >= fewestFollowed)?.time ?? null
}

/**
 * Smallest time with S(t) <= 1 - probability; null when not reached. The median is probability 0.5. RangeError outside [0, 1].
 * Where S is exactly 1 - probability over a stretch, this is its start (R's survfit prints the middle of the stretch).
 */
export function survivalQuantile(curve: SurvivalCurve, probability: number): number | null {
  if (!(probability >= 0 && probability <= 1))
    throw new RangeError(`Probability must lie between 0 and 1, got ${probability}`)
  return firstTimeBelow(curve.steps, 1 - probability, (step) => step.survival)
}

/** Index of the last step at or before `time`, -1 when there is none (binary search). */
export function lastIndexUpTo(steps: readonly { time: number }[], time: number): number {
  let low = 0
  let high = steps.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (steps[middle]!.time <= time) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Merges equal times and sorts; the input is not changed. RangeError on impossible rows. */
export function sortedSpells(spells: readonly SpellCount[]): SpellCount[] {
  const byTime = new Map<number, SpellCount>()
  for (const { time, events, censored } of spells) {
    if (!(
      time >= 0 &&
      time < Infinity &&
      events >= 0 &&
      events < Infinity &&
      censored >= 0 &&
      censored < Infinity
    )) {
      throw new RangeError(`Not a count of spells: time ${time}, events ${events}, censored ${censored}`)
    }
    const row = byTime.get(time)
    if (row === undefined) byTime.set(time, { time, events, censored })
    else {
      row.events += events
      row.censored += censored
    }
  }
  return [...byTime.values()].toSorted((a, b) => a.time - b.time)
}

function survivalInterval(
  survival: number,
  greenwood: number,
  z: number,
  scale: SurvivalScale,
): { lower: number | null; upper: number | null } {
  if (survival <= 0 || survival >= 1) return { lower: null, upper: null }
  const relative = Math.sqrt(greenwood)
  if (scale === 'plain') {
    return {
      lower: Math.max(0, survival - z * survival * relative),
      upper: Math.min(1, survival + z * survival * relative),
    }
  }
  if (scale === 'log') {
    return {
      lower: survival * Math.exp(-z * relative),
      upper: Math.min(1, survival * Math.exp(z * relative)),
    }
  }
  const logSurvival = Math.log(survival)
  const factor = Math.exp((z * relative) / -logSurvival)
  return { lower: Math.exp(logSurvival * factor), upper: Math.exp(logSurvival / factor) }
}

// One half is reached in exact arithmetic more often than in floating point: 3/4 x 2/3 must count as one half.
const ROUNDING = 1e-12

function firstTimeBelow(
  steps: readonly SurvivalStep[],
  threshold: number,
  read: (step: SurvivalStep) => number | null,
): number | null {
  for (const step of steps) {
    const value = read(step)
    if (value !== null && value <= threshold + ROUNDING) return step.time
  }
  return null
}
