// Time that overlaps counts once: unions of intervals, time by category, and what incomplete tracking allows to say.
import { assertAllFinite } from './finite.ts'

/** Half-open interval [start, end), in any one unit (minutes here). */
export type TimeSpan = { start: number; end: number }

/** A union of intervals. */
export type TimeUnion = {
  /** Disjoint, in order; touching intervals are joined, empty ones vanish. */
  merged: TimeSpan[]
  total: number
  /** Intervals whose end comes before their start: left out and counted. */
  rejected: number
}

/** Union of intervals, O(n log n). RangeError on a bound that is not finite. Source: Klee 1977. */
export function unionOfTime(spans: readonly TimeSpan[]): TimeUnion {
  const valid = spans.filter((span) => {
    if (!Number.isFinite(span.start) || !Number.isFinite(span.end)) {
      throw new RangeError(`Not an interval: ${span.start} to ${span.end}`)
    }
    return span.end >= span.start
  })
  const merged: TimeSpan[] = []
  for (const { start, end } of valid
    .filter((span) => span.end > span.start)
    .toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1)
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end)
    else merged.push({ start, end })
  }
  return {
    merged,
    total: merged.reduce((sum, { start, end }) => sum + end - start, 0),
    rejected: spans.length - valid.length,
  }
}

/**
 * What of `spans` (disjoint, in order) is not covered by `covered` (disjoint, in order), O(n). RangeError on a bound that is not
 * finite.
 */
export function subtractTime(spans: readonly TimeSpan[], covered: readonly TimeSpan[]): TimeSpan[] {
  for (const { start, end } of [...spans, ...covered]) assertAllFinite([start, end], 'A bound')
  const left: TimeSpan[] = []
  let from = 0
  for (const { start, end } of spans) {
    let at = start
    while (from < covered.length && covered[from]!.end <= start) from += 1
    for (let i = from; i < covered.length && covered[i]!.start < end; i++) {
      if (covered[i]!.start > at) left.push({ start: at, end: covered[i]!.start })
      at = Math.max(at, covered[i]!.end)
    }
    if (at < end) left.push({ start: at, end })
  }
  return left
}

/** An activity in one category. */
export type CategorisedSpan = TimeSpan & { category: string }

/** Time by category, each moment counted once, in the first category of the priority that has it. */
export type TimeByCategory = {
  /** Every category of the priority, and any other that occurs. */
  byCategory: Record<string, number>
  /** Union of all: the categories add up to it. */
  tracked: number
  /** Sum without regard to overlaps, for the audit view only. */
  naiveSum: number
  rejected: number
}

/**
 * Splits overlapping activities by priority (selling > content > admin), O(n log n) for a category. Categories missing from `priority`
 * come last, as given. RangeError on a bound that is not finite.
 */
export function timeByCategory(
  activities: readonly CategorisedSpan[],
  priority: readonly string[],
): TimeByCategory {
  const order = [...new Set([...priority, ...activities.map((activity) => activity.category)])]
  let covered: TimeSpan[] = []
  let rejected = 0
  const totals: [string, number][] = []
  for (const category of order) {
    const own = unionOfTime(activities.filter((activity) => activity.category === category))
    rejected += own.rejected
    const fresh = subtractTime(own.merged, covered)
    totals.push([category, fresh.reduce((sum, { start, end }) => sum + end - start, 0)])
    covered = unionOfTime([...covered, ...fresh]).merged
  }
  return {
    byCategory: Object.fromEntries(totals),
    tracked: covered.reduce((sum, { start, end }) => sum + end - start, 0),
    naiveSum: activities.reduce((sum, { start, end }) => sum + Math.max(0, end - start), 0),
    rejected,
  }
}

/** A share of time of which only part was tracked. */
export type BoundedShare = {
  /** part / tracked; null when nothing was tracked. */
  shareOfTracked: number | null
  /** part / all and (part + untracked) / all: the untracked time holds none or only this part. Null when there is no time at all. */
  lower: number | null
  upper: number | null
  untracked: number
  /** tracked / all. Below 0.6 show the bounds only. */
  coverage: number | null
}

/**
 * Share of `part` in tracked time with bounds for all the time there was (Manski 1990, AER 80(2):319).
 * `work` is the time to be accounted for (work day less breaks); more time tracked than that stretches it. RangeError unless
 * 0 <= part <= tracked and work >= 0.
 */
export function boundedShare(part: number, tracked: number, work: number): BoundedShare {
  if (!(part >= 0 && part <= tracked && tracked < Infinity && work >= 0 && work < Infinity)) {
    throw new RangeError(`Not a part of tracked time: ${part} of ${tracked}, work ${work}`)
  }
  const untracked = Math.max(0, work - tracked)
  const all = tracked + untracked
  return {
    shareOfTracked: tracked === 0 ? null : part / tracked,
    lower: all === 0 ? null : part / all,
    upper: all === 0 ? null : (part + untracked) / all,
    untracked,
    coverage: all === 0 ? null : tracked / all,
  }
}

/**
 * Activity from moments of use: a gap of more than `idleAfter` ends it, each stretch lasts at least `minimum` (an isolated event).
 * Defaults are minutes: 5 and 1. A gap of exactly `idleAfter` is kept. RangeError on a moment that is not finite, or a length that is
 * negative or not finite.
 */
export function activityFromEvents(
  moments: readonly number[],
  options: { idleAfter?: number; minimum?: number } = {},
): TimeUnion {
  const { idleAfter = 5, minimum = 1 } = options
  for (const length of [idleAfter, minimum])
    if (!(length >= 0 && length < Infinity)) throw new RangeError(`Not a length of time: ${length}`)
  const spans: TimeSpan[] = []
  for (const moment of moments.toSorted((a, b) => a - b)) {
    const last = spans.at(-1)
    if (last !== undefined && moment - last.end <= idleAfter) last.end = moment
    else spans.push({ start: moment, end: moment })
  }
  return unionOfTime(spans.map(({ start, end }) => ({ start, end: Math.max(end, start + minimum) })))
}
