// An answer over successive periods, and which of its points are beyond chance (XmR chart; Laney's for shares).
import { type PointLimits, type XmrFlags, xmrChart } from '../../statistics/control-charts.ts'
import type { Proportion } from '../../statistics/intervals.ts'
import { laneyChart, targetVerdict } from '../../statistics/rate-charts.ts'
import type { Query } from '../../model/database.ts'
import { smallSample } from '../answers/answers.ts'
import type { AnswerDefinition, MetricContext, MetricDefinition } from '../definition.ts'
import type { Facts } from '../facts.ts'
import { isComplete } from './home.ts'
import { answerNamed, contextOf, unitOf } from '../context.ts'
import { countPeriods } from './count-periods.ts'
import type { Trend, TrendPoint, Verdict } from '../measurement.ts'
import { type Period, periodOf, shiftPeriod } from '../period.ts'
import { readTargets, type TargetValue } from '../rows/targets.ts'
import type { Tally } from '../tallies/tally.ts'
import type { TrendRequest } from '../view.ts'

const shares: ReadonlySet<string> = new Set(['proportion', 'amounts'])

/** @throws RequestError 'unknown-answer' */
export async function trendIn(
  query: Query,
  facts: Facts,
  definition: MetricDefinition,
  request: TrendRequest,
): Promise<Trend> {
  const answer = answerNamed(definition, request.answer ?? definition.headline)
  const context = contextOf(query, facts, request)
  const unit = unitOf(answer.unit, facts.settings)
  const periods = pointsOf(context, facts, request)
  if (periods.length === 0 || definition.count === undefined || answer.isTimeless || answer.standsAlone)
    return { answer: answer.id, unit, points: [], limits: null, isProvisional: true, verdict: 'too-few' }
  const measured = await countPeriods(definition, context, facts, periods, [answer.id])
  const bare: TrendPoint[] = periods.map((period, i) => {
    const found = measured[i]?.[0]?.answer
    const hidden = found?.isWithheld === true ? ({ isWithheld: true } as const) : {}
    const isCovered = facts.firstDay !== null && period.end > facts.firstDay
    return found === undefined || !isCovered
      ? { period, value: null, n: null, state: 'no-data', signal: null }
      : { period, value: found.value, n: found.n, state: found.state, ...hidden, signal: null }
  })
  if (measured.some((found) => found[0]?.isComparable === false))
    return {
      answer: answer.id,
      unit,
      points: bare,
      limits: null,
      isProvisional: true,
      verdict: 'no-clear-change',
    }
  // Limits come from the moving ranges and know nothing of shares: no share of a whole passes 1.
  const isShare = measured.some((found) => shares.has(found[0]?.tally?.kind ?? ''))
  const parts = measured.map((found) => countedOf(found[0]?.tally))
  const found = judged(answer, bare, parts, context.asOf, isShare)
  const targets = await readTargets(context, definition.id, request)
  return { answer: answer.id, unit, ...found, ...targetOf(answer, found, targets) }
}

const targetWords = { always_met: 'always-met', never_met: 'never-met', hit_or_miss: 'hit-or-miss' } as const

// What is asked of a quarter says nothing of a month where both add up.
function targetOf(
  { id, direction, isAdditive, unit }: AnswerDefinition,
  { limits, isProvisional }: Pick<Trend, 'limits' | 'isProvisional'>,
  targets: readonly TargetValue[],
): Pick<Trend, 'target'> {
  const set = targets.find(({ answer, kind }) => answer === id && kind === 'target')
  if (set === undefined || limits === null || isProvisional || isAdditive || direction === 'neither')
    return {}
  const within = { mean: limits.centre, lower: limits.low, upper: limits.high }
  const better = direction === 'higher-is-better' ? 'up' : 'down'
  return {
    target: {
      value: unit === 'money' ? BigInt(Math.round(set.value)) : set.value,
      verdict: targetWords[targetVerdict(within, set.value, better)],
    },
  }
}

function pointsOf(context: MetricContext, facts: Facts, request: TrendRequest): Period[] {
  if (facts.asOf === null) return []
  const { fiscalStart } = facts.settings
  const lastDay = context.period.end <= facts.asOf ? dayBefore(context.period.end) : facts.asOf
  let period: Period | null = periodOf(lastDay, request.grain ?? 'month', fiscalStart)
  const periods: Period[] = []
  while (period !== null && periods.length < (request.points ?? 13)) {
    periods.unshift(period)
    period = shiftPeriod(period, -1, fiscalStart)
  }
  return periods
}

function countedOf(tally: Tally | null | undefined): Proportion | null {
  return tally?.kind === 'proportion' ? tally : null
}

/** A series with its limits, point by point; those of a share follow how many were counted. */
interface Charted {
  readonly status: 'settled' | 'provisional'
  readonly flags: XmrFlags
  readonly limits: readonly PointLimits[]
  readonly areOwn: boolean
}

/** Limits stand on the first two years: what changes later is held against them, and does not widen them. */
const mostForLimits = 24

// Where as many are counted in a month as in ten others, one limit for all calls the thin month a signal: in a quarter of all series in
// which nothing changes, for one month of 20 after a year of 200. Widths would tell how many were counted: not where that is not told.
function chartOf(used: readonly UsedPoint[]): Charted | null {
  const parts = used.flatMap(({ n, part }) => (n === null || part === null ? [] : [part]))
  if (parts.length === used.length) {
    const screened = laneyChart(parts, { screen: true })
    const { status, limits, flags } = screened.spread === 0 ? withoutRuns(laneyChart(parts)) : screened
    return status === 'too_few_points'
      ? null
      : { status, flags, limits: limits.map((own) => own!), areOwn: true }
  }
  const values = used.map(({ value }) => value)
  const baseline = { baselinePoints: Math.min(mostForLimits, used.length) }
  const usual = xmrChart(values, baseline)
  // A loss in a year of none: without its two moves nothing moves, and every month would lie outside limits of no width. With them, and
  // without the rules of runs, for most months lie on one side of such a mean.
  const hasNoWidth = usual.limits !== null && usual.limits.meanMovingRange === 0
  const { status, limits, flags } = hasNoWidth
    ? withoutRuns(xmrChart(values, { ...baseline, screen: false }))
    : usual
  if (limits === null || status === 'too_few_points') return null
  return { status, flags, limits: used.map(() => limits), areOwn: false }
}

function withoutRuns<Chart extends { readonly flags: XmrFlags }>(chart: Chart): Chart {
  return { ...chart, flags: { ...chart.flags, shift: [], twoOfThree: [] } }
}

interface UsedPoint {
  readonly value: number
  readonly n: number | null
  readonly i: number
  readonly part: Proportion | null
}

// A period that is not over yet is drawn, but neither sets the limits nor is judged by them.
function judged(
  answer: AnswerDefinition,
  points: readonly TrendPoint[],
  parts: readonly (Proportion | null)[],
  asOf: string,
  isShare: boolean,
): Pick<Trend, 'points' | 'limits' | 'isProvisional' | 'verdict'> {
  const used = points.flatMap((point, i) =>
    point.value === null || !isComplete(point.period, asOf)
      ? []
      : [{ value: Number(point.value), n: point.n, i, part: parts[i] ?? null }],
  )
  const chart = used.length === 0 ? null : chartOf(used)
  if (chart === null) return { points, limits: null, isProvisional: true, verdict: 'too-few' }
  const signals = new Map<number, TrendPoint['signal']>()
  const mark = (indexes: readonly number[], signal: TrendPoint['signal']) => {
    for (const index of indexes) if (!signals.has(used[index]!.i)) signals.set(used[index]!.i, signal)
  }
  mark(chart.flags.outside, 'outside')
  mark(chart.flags.shift, 'run')
  mark(chart.flags.trend, 'trend')
  mark(chart.flags.twoOfThree, 'near-limit')
  const isBounded = answer.unit !== 'score' && answer.unit !== 'money'
  const drawn = chart.limits.map(({ mean, lower, upper }) => ({
    low: isBounded ? Math.max(0, lower) : lower,
    centre: mean,
    high: Math.min(isShare ? 1 : Infinity, upper),
  }))
  const own = new Map(chart.areOwn ? used.map(({ i }, at) => [i, drawn[at]!] as const) : [])
  const limitsOf = (i: number) => {
    const found = own.get(i)
    return found === undefined ? {} : { limits: { low: found.low, high: found.high } }
  }
  const last = used.at(-1)!
  const mean = drawn.at(-1)!.centre
  return {
    points: points.map((point, i) => ({ ...point, signal: signals.get(i) ?? null, ...limitsOf(i) })),
    limits: drawn.at(-1)!,
    isProvisional: chart.status === 'provisional',
    verdict: !signals.has(last.i)
      ? 'no-clear-change'
      : isThin(points[last.i], chart.status, isShare)
        ? 'too-few'
        : side(answer, last.value, mean, signals.get(last.i), used),
  }
}

// Limits of fewer than 12 points are provisional, and a share of a handful jumps from 0 to 100 %: neither colours anything.
function isThin(point: TrendPoint | undefined, status: string, isShare: boolean): boolean {
  return status === 'provisional' || (isShare && (point?.n ?? 0) < smallSample)
}

function side(
  answer: AnswerDefinition,
  value: number,
  mean: number,
  signal: TrendPoint['signal'] | undefined,
  used: readonly { value: number }[],
): Verdict {
  if (answer.direction === 'neither') return 'no-clear-change'
  const isUp = signal === 'trend' ? value > used.at(-2)!.value : value > mean
  return isUp === (answer.direction === 'higher-is-better') ? 'better' : 'worse'
}

function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - 1)
  return date.toISOString().slice(0, 10)
}
