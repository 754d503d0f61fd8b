// Control charts of rates whose denominators change, and verdicts on a chart: which signal, which way, is a target met.
import { assertAllFinite } from './finite.ts'
import { controlFlags, type PointLimits, screenedRanges, type XmrFlags } from './control-charts.ts'
import { normalCritical } from './distributions.ts'
import { wilsonInterval, type Interval, type Proportion } from './intervals.ts'

/** Laney p' chart. `limits` and flag indexes follow the points given. */
export type LaneyChart = {
  status: 'settled' | 'provisional' | 'too_few_points'
  /** Overall rate: sum of successes / sum of trials; null without trials. */
  mean: number | null
  /** How much more (above 1) or less the rate varies than chance would: 1 gives a plain p chart. */
  spread: number | null
  /** Null for a point without trials, and for all when there are too few points. */
  limits: (PointLimits | null)[]
  flags: XmrFlags
}

const NO_FLAGS: XmrFlags = { outside: [], shift: [], trend: [], twoOfThree: [] }

/**
 * Laney p' chart: limits p -/+ 3 s_i sigma_z with s_i = sqrt(p (1 - p) / n_i) and sigma_z = mean moving range of the z scores / 1.128,
 * cut to [0, 1]. Points without trials have no limits and break no run. Fewer than 5 points: none; fewer than 12: provisional.
 * `screen` leaves out, once, moving ranges above 3.267 x their mean, as an XmR chart does; false by default, as Laney has none.
 * RangeError on impossible counts. Source: Laney 2002, Quality Engineering 14:531.
 */
export function laneyChart(points: readonly Proportion[], options: { screen?: boolean } = {}): LaneyChart {
  const used = points.flatMap((point, index) => {
    const interval = wilsonInterval(point.successes, point.trials)
    return interval === null ? [] : [{ index, rate: interval.estimate, trials: point.trials }]
  })
  const trials = used.reduce((sum, point) => sum + point.trials, 0)
  const mean = trials === 0 ? null : points.reduce((sum, point) => sum + point.successes, 0) / trials
  if (mean === null || used.length < 5) {
    return { status: 'too_few_points', mean, spread: null, limits: points.map(() => null), flags: NO_FLAGS }
  }
  const errors = used.map((point) => Math.sqrt((mean * (1 - mean)) / point.trials))
  const scores = used.map((point, i) => (errors[i] === 0 ? 0 : (point.rate - mean) / errors[i]!))
  const moved = scores.slice(1).map((score, i) => Math.abs(score - scores[i]!))
  const ranges = options.screen === true ? screenedRanges(moved) : moved
  const spread = ranges.reduce((sum, range) => sum + range, 0) / ranges.length / 1.128
  const own = errors.map((error) => ({
    mean,
    lower: Math.max(0, mean - 3 * error * spread),
    upper: Math.min(1, mean + 3 * error * spread),
  }))
  const limits: (PointLimits | null)[] = points.map(() => null)
  for (const [i, { index }] of used.entries()) limits[index] = own[i]!
  const flags = controlFlags(
    used.map((point) => point.rate),
    own,
  )
  const original = (indexes: readonly number[]) => indexes.map((i) => used[i]!.index)
  return {
    status: used.length < 12 ? 'provisional' : 'settled',
    mean,
    spread,
    limits,
    flags: {
      outside: original(flags.outside),
      shift: original(flags.shift),
      trend: original(flags.trend),
      twoOfThree: original(flags.twoOfThree),
    },
  }
}

/** One group of a funnel: its Wilson interval, and on which side of the overall rate it lies entirely, if it does. */
export type FunnelGroup = { interval: Interval | null; outside: 'above' | 'below' | null }

/**
 * Groups against the rate of all together: a group stands out when its Wilson interval leaves the overall rate out.
 * Default level .9973, the three-sigma limits of a control chart. `overall` null without trials. RangeError as {@link wilsonInterval}.
 * Source: Spiegelhalter 2005, Stat. Med. 24:1185, with Wilson's limits.
 */
export function funnel(
  groups: readonly Proportion[],
  options: { level?: number } = {},
): { overall: number | null; groups: FunnelGroup[] } {
  const level = options.level ?? 0.9973
  normalCritical(level)
  const trials = groups.reduce((sum, group) => sum + group.trials, 0)
  const overall = trials === 0 ? null : groups.reduce((sum, group) => sum + group.successes, 0) / trials
  return {
    overall,
    groups: groups.map((group) => {
      const interval = wilsonInterval(group.successes, group.trials, { level })
      if (interval === null || overall === null) return { interval, outside: null }
      return {
        interval,
        outside: interval.lower > overall ? 'above' : interval.upper < overall ? 'below' : null,
      }
    }),
  }
}

/** A signal at one point: the rule that marks it first, and which way the series moved. */
export type Signal = { rule: keyof XmrFlags; towards: 'up' | 'down' }

/**
 * The signal at point `index`, null when no rule marks it: noise, no arrow. Outside a limit comes first, then trend, 2 of 3, shift
 * (as NHSRplotthedots). Colour it by the direction in which the KPI improves.
 */
export function signalAt(
  values: readonly number[],
  flags: XmrFlags,
  mean: number,
  index: number,
): Signal | null {
  const rules = ['outside', 'trend', 'twoOfThree', 'shift'] as const
  const rule = rules.find((name) => flags[name].includes(index))
  if (rule === undefined) return null
  if (rule !== 'trend') return { rule, towards: values[index]! > mean ? 'up' : 'down' }
  // Two trends can meet in one point: the one that goes on counts.
  const goesOn = flags.trend.includes(index + 1)
  const rises = goesOn ? values[index + 1]! > values[index]! : values[index]! > values[index - 1]!
  return { rule, towards: rises ? 'up' : 'down' }
}

/** Whether the process meets a target by its limits, whatever its last point says. */
export type TargetVerdict = 'always_met' | 'never_met' | 'hit_or_miss'

/**
 * Judges a target by the limits: all values to be expected on the good side (a limit on the target meets it), on the bad side, or on
 * both. RangeError when the target or a limit is not finite.
 */
export function targetVerdict(limits: PointLimits, target: number, better: 'up' | 'down'): TargetVerdict {
  assertAllFinite([target, limits.lower, limits.upper], 'A target or limit')
  const [worst, best] = better === 'up' ? [limits.lower, limits.upper] : [-limits.upper, -limits.lower]
  const wanted = better === 'up' ? target : -target
  if (worst >= wanted) return 'always_met'
  return best < wanted ? 'never_met' : 'hit_or_miss'
}
