// XmR control charts and the four rules that tell a signal from noise. Never a coloured arrow without one of them.
import { assertAllFinite } from './finite.ts'

/** 2.66 = 3 / 1.128 and 3.267: constants of ranges of two points (Wheeler 1993). */
const LIMIT_FACTOR = 2.66
const RANGE_FACTOR = 3.267
/** Points in a row that make a shift or a trend. */
const RUN = 7
const FEWEST_POINTS = 5
const SETTLED_POINTS = 12

/** Natural process limits, in the unit of the values. */
export type XmrLimits = {
  mean: number
  lower: number
  upper: number
  /** Mean of the moving ranges that set the limits (after screening), and of all of them. */
  meanMovingRange: number
  meanMovingRangeUnscreened: number
  /** Upper limit of the moving-range chart. */
  movingRangeUpper: number
  /** How many points set the limits. */
  points: number
}

/** 'settled' from 12 points, 'provisional' from 5, 'too_few_points' below: then there are no limits and no flags. */
export type XmrStatus = 'settled' | 'provisional' | 'too_few_points'

/** Indexes of the points that each rule marks. */
export type XmrFlags = {
  /** Strictly outside a limit. */
  outside: number[]
  /** Part of 7 points in a row strictly on one side of the mean. */
  shift: number[]
  /** Part of 7 points in a row strictly rising or falling. */
  trend: number[]
  /** One of 2 in 3 successive points beyond two thirds of the way to a limit but inside it, all three on the same side. */
  twoOfThree: number[]
}

/** An XmR chart of one segment. */
export type XmrChart = { status: XmrStatus; limits: XmrLimits | null; flags: XmrFlags }

/** How limits are set. */
export type XmrOptions = {
  /** Leave out, once, moving ranges above 3.267 x their mean. True by default. */
  screen?: boolean
  /** Set the limits on the first so many points and keep them for the rest; all points by default. */
  baselinePoints?: number
}

/**
 * Limits mean -/+ 2.66 x mean moving range, whatever the number of points. Null for fewer than two.
 * RangeError on a value that is not finite. Source: Wheeler 1993; NIST/SEMATECH 6.3.2.2 (flow rate 50.81, 1.8778).
 */
export function xmrLimits(values: readonly number[], options: { screen?: boolean } = {}): XmrLimits | null {
  assertAllFinite(values, 'A value')
  if (values.length < 2) return null
  const ranges = values.slice(1).map((value, i) => Math.abs(value - values[i]!))
  const unscreened = average(ranges)
  const kept = (options.screen ?? true) ? screenedRanges(ranges) : ranges
  const meanMovingRange = average(kept)
  const mean = average(values)
  return {
    mean,
    lower: mean - LIMIT_FACTOR * meanMovingRange,
    upper: mean + LIMIT_FACTOR * meanMovingRange,
    meanMovingRange,
    meanMovingRangeUnscreened: unscreened,
    movingRangeUpper: RANGE_FACTOR * meanMovingRange,
    points: values.length,
  }
}

/** Moving ranges without those above 3.267 x their mean, left out once (as NHSRplotthedots). */
export function screenedRanges(ranges: readonly number[]): readonly number[] {
  const most = RANGE_FACTOR * average(ranges)
  return ranges.filter((range) => range <= most)
}

/**
 * XmR chart of values in time order, with the four rules of NHS England's "Making data count" (as in NHSRplotthedots).
 *
 * Fewer than 5 points to set the limits: no limits, no flags; fewer than 12: provisional. Missing periods must be left out by the
 * caller, never passed as 0. RangeError on a value that is not finite or a baseline that is not a whole number > 0.
 */
export function xmrChart(values: readonly number[], options: XmrOptions = {}): XmrChart {
  const baseline = options.baselinePoints ?? values.length
  if (options.baselinePoints !== undefined && !(Number.isInteger(baseline) && baseline > 0)) {
    throw new RangeError(`A baseline is a whole number of points, got ${baseline}`)
  }
  const limits = xmrLimits(values.slice(0, baseline), options)
  assertAllFinite(values, 'A value')
  if (limits === null || limits.points < FEWEST_POINTS) {
    return {
      status: 'too_few_points',
      limits: null,
      flags: { outside: [], shift: [], trend: [], twoOfThree: [] },
    }
  }
  return {
    status: limits.points < SETTLED_POINTS ? 'provisional' : 'settled',
    limits,
    flags: controlFlags(
      values,
      values.map(() => limits),
    ),
  }
}

/** A chart of one stretch of the series; `from` is the index of its first point in the whole series. */
export type XmrSegment = XmrChart & { from: number }

/**
 * The series cut at `rebasedAt` (indexes of first points, decided by a person after an explained shift), each stretch with its own
 * limits and rules: runs do not cross a cut. Flag indexes count from the start of the whole series. RangeError on a cut outside the
 * series and as {@link xmrChart}. Source: Wheeler 1993.
 */
export function xmrSegments(
  values: readonly number[],
  rebasedAt: readonly number[],
  options: XmrOptions = {},
): XmrSegment[] {
  for (const cut of rebasedAt) {
    if (!Number.isInteger(cut) || cut < 1 || cut >= values.length)
      throw new RangeError(`Cannot re-base at point ${cut}`)
  }
  const starts = [...new Set([0, ...rebasedAt])].toSorted((a, b) => a - b)
  return starts.map((from, i) => {
    const chart = xmrChart(values.slice(from, starts[i + 1] ?? values.length), options)
    const moved = (indexes: readonly number[]) => indexes.map((index) => index + from)
    const { outside, shift, trend, twoOfThree } = chart.flags
    return {
      ...chart,
      from,
      flags: {
        outside: moved(outside),
        shift: moved(shift),
        trend: moved(trend),
        twoOfThree: moved(twoOfThree),
      },
    }
  })
}

/** The centre and limits a point is judged by. */
export type PointLimits = { mean: number; lower: number; upper: number }

/**
 * The four rules on points in time order that may each have limits of their own (Laney charts). A point that lies on its mean or a limit
 * up to rounding lies on it. RangeError when the lists differ in length or a number is not finite.
 */
export function controlFlags(values: readonly number[], limits: readonly PointLimits[]): XmrFlags {
  if (values.length !== limits.length) throw new RangeError('As many limits as values are needed')
  assertAllFinite(values, 'A value')
  for (const { mean, lower, upper } of limits) assertAllFinite([mean, lower, upper], 'A limit')
  const distances = values.map((value, i) => distance(value, limits[i]!.mean))
  const sides = distances.map(Math.sign)
  const isOutside = values.map(
    (value, i) => distance(value, limits[i]!.lower) < 0 || distance(value, limits[i]!.upper) > 0,
  )
  const isNear = values.map((value, i) => {
    const { mean, lower, upper } = limits[i]!
    const beyond =
      distance(value, mean + (2 / 3) * (upper - mean)) > 0 ||
      distance(value, mean - (2 / 3) * (mean - lower)) < 0
    return beyond && !isOutside[i]
  })
  const shift = values.map(() => false)
  const trend = values.map(() => false)
  const twoOfThree = values.map(() => false)
  for (let end = RUN - 1; end < values.length; end++) {
    const start = end - RUN + 1
    if (sides[start] !== 0 && allFrom(start, end, (i) => sides[i] === sides[start]))
      shift.fill(true, start, end + 1)
    const direction = Math.sign(values[start + 1]! - values[start]!)
    if (
      direction !== 0 &&
      allFrom(start + 1, end, (i) => Math.sign(values[i]! - values[i - 1]!) === direction)
    ) {
      trend.fill(true, start, end + 1)
    }
  }
  for (let end = 2; end < values.length; end++) {
    const window = [end - 2, end - 1, end]
    const near = window.filter((i) => isNear[i])
    if (near.length < 2 || sides[end] === 0 || !window.every((i) => sides[i] === sides[end])) continue
    for (const i of near) twoOfThree[i] = true
  }
  return {
    outside: indexesOf(isOutside),
    shift: indexesOf(shift),
    trend: indexesOf(trend),
    twoOfThree: indexesOf(twoOfThree),
  }
}

// Fifteen times 0.1 has a mean of 0.1000...02: rounding must not put all of them below it.
function distance(value: number, from: number): number {
  const apart = value - from
  return Math.abs(apart) <= 1e-12 * (Math.abs(value) + Math.abs(from)) ? 0 : apart
}

function allFrom(start: number, end: number, holds: (i: number) => boolean): boolean {
  for (let i = start; i <= end; i++) if (!holds(i)) return false
  return true
}

function indexesOf(marks: readonly boolean[]): number[] {
  return marks.flatMap((mark, i) => (mark ? [i] : []))
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
