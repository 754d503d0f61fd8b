// Which statistic of a tally is drawn again where two values are compared: medians and quantiles have no formula for the error of
// their difference.
import {
  type Redraw,
  redrawMedianWait,
  redrawnDifference,
  redrawQuantile,
} from '../../statistics/drawn-again.ts'
import type { Random } from '../../statistics/random.ts'
import type { Interval } from '../measurement.ts'
import type { Tally } from './tally.ts'

/**
 * A quantile of completed durations, or the median wait (Kaplan-Meier). The median among those that win is neither: it grows with the
 * time that a period was followed for, and two periods rarely were for the same.
 */
export type Redrawn =
  { readonly kind: 'quantile'; readonly probability: number } | { readonly kind: 'median-wait' }

export const redrawnMedian: Redrawn = { kind: 'quantile', probability: 0.5 }
export const redrawnWait: Redrawn = { kind: 'median-wait' }

/**
 * Percentile bootstrap of the difference of two values, in their unit; null where a tally has no such statistic, or too many samples
 * do not reach it. The deals or waits themselves are drawn: nobody was treated.
 */
export function redrawDifference(
  redrawn: Redrawn,
  now: Tally | null,
  then: Tally | null,
  random: Random,
): Interval | null {
  const [one, two] = [redrawOf(redrawn, now), redrawOf(redrawn, then)]
  if (one === null || two === null) return null
  // A curve is followed day by day in each draw: fewer of them, and the bounds still hold (a test counts false alarms).
  const draws = redrawn.kind === 'quantile' ? 1000 : 400
  const found = redrawnDifference(one, two, { random, draws })
  return found && { low: found.lower, high: found.upper, level: 0.95, method: 'bootstrap' }
}

function redrawOf(redrawn: Redrawn, tally: Tally | null): Redraw | null {
  if (redrawn.kind === 'quantile') {
    if (tally?.kind !== 'days') return null
    return redrawQuantile(
      [...tally.counts].map(([value, count]) => ({ value, count })),
      redrawn.probability,
    )
  }
  if (tally?.kind !== 'spells') return null
  const rows = [...tally.counts]
  return redrawMedianWait(
    rows.map(([time, { won, lost, open }]) => ({ time, events: won + lost, censored: open })),
  )
}
