// Is it better, worse, or chance? Differences of two tallies with their intervals, and verdicts in words.
import { estimateDifference, meanDifference } from '../../statistics/differences.ts'
import { normalTwoSided } from '../../statistics/distributions.ts'
import { meanIntervalOfSums, proportionDifference, wilsonInterval } from '../../statistics/intervals.ts'
import { npsChange } from '../../statistics/nps.ts'
import type { Random } from '../../statistics/random.ts'
import { smallSample } from '../answers/answers.ts'
import { adjustedWald } from '../answers/ratio-answers.ts'
import type { AnswerDefinition, Direction } from '../definition.ts'
import type { Answer, Comparison, Interval, Verdict } from '../measurement.ts'
import type { Period } from '../period.ts'
import { redrawDifference } from '../tallies/redraw.ts'
import { formatDifference, formatNumber, formatValue } from '../phrase.ts'
import type { Tally } from '../tallies/tally.ts'
import type { Unit, Value } from '../unit.ts'
import { type Words, words } from '../words.ts'

/** An answer with what it was counted from. */
export interface Counted {
  readonly answer: Answer
  readonly tally: Tally | null
  /** How many were counted, where the answer does not tell it: verdicts rest on it all the same. */
  readonly basis?: number
  /** False when periods were not followed for the same time. */
  readonly isComparable?: false
}

/** A difference of two answers; null where no interval can be given. */
export interface Difference {
  readonly difference: Value
  readonly interval: Interval | null
}

/**
 * Compares an answer with the same one of another period. `random`, from a stored seed, is what medians are drawn again with;
 * without it their difference is judged from their two intervals.
 */
export function compareWithPeriod(
  definition: AnswerDefinition,
  now: Counted,
  then: Counted,
  against: 'previous' | 'year-ago',
  period: Period,
  random?: Random,
): Comparison {
  const base = { against, period, value: then.answer.value, n: then.answer.n }
  const judged = judge(definition, now, then, random)
  if (now.isComparable !== false && then.isComparable !== false) return { ...base, ...judged }
  if (judged.difference === null || judged.verdict === 'too-few') return { ...base, ...judged }
  return { ...base, difference: judged.difference, interval: null, ...unequal }
}

const unequal = {
  verdict: 'no-clear-change',
  reason: words(
    "Les deux périodes n'ont pas été suivies aussi longtemps : l'écart est montré sans être jugé.",
    'The two periods have not been followed for the same time: the gap is shown and not judged.',
  ),
} as const

/** Compares an answer with a target or a standard: a value without uncertainty of its own. */
export function compareWithFixed(
  definition: AnswerDefinition,
  now: Counted,
  value: Value,
  against: 'target' | 'standard',
): Comparison {
  const base = { against, period: null, value, n: null }
  const { answer } = now
  if (answer.value === null)
    return {
      ...base,
      difference: null,
      interval: null,
      ...tooFew(words('Pas de valeur à comparer.', 'No value to compare.')),
    }
  const difference = subtract(answer.value, value)
  if (answer.interval === null)
    return {
      ...base,
      difference,
      interval: null,
      verdict: 'no-clear-change',
      reason: words(
        "Cette valeur n'a pas d'intervalle : l'écart est montré sans être jugé.",
        'This value has no interval: the gap is shown and not judged.',
      ),
    }
  const interval: Interval = {
    ...answer.interval,
    low: subtract(answer.interval.low, value),
    high: subtract(answer.interval.high, value),
  }
  if (basisOf(now) < smallSample) return { ...base, difference, interval, ...tooFew(fewWords(now, null)) }
  return {
    ...base,
    difference,
    interval,
    ...verdictOf(definition.direction, difference, interval, answer.unit),
  }
}

/** Holds an answer that is a change by itself against no change at all. */
export function compareWithNoChange(direction: Direction, answer: Answer): Comparison {
  const base = { against: 'no-effect', period: null, value: 0, n: null } as const
  const { value, interval } = answer
  if (value === null || interval === null || (answer.n ?? 0) < smallSample)
    return { ...base, difference: value, interval, ...tooFew(fewWords({ answer, tally: null }, null)) }
  return { ...base, difference: value, interval, ...verdictOf(direction, value, interval, answer.unit) }
}

/** Compares one line of a breakdown with all the others together. */
export function compareWithRest(
  definition: AnswerDefinition,
  line: Counted,
  rest: Counted,
  random?: Random,
): Pick<Comparison, 'difference' | 'interval' | 'verdict' | 'reason'> {
  return judge(definition, line, rest, random)
}

/**
 * Two-sided p-value that agrees with an interval of a difference: the distance from 0 in standard errors, as the
 * bound that faces 0 implies them. Null without an interval or of no width.
 */
export function pValueOf(comparison: Pick<Comparison, 'difference' | 'interval'>): number | null {
  if (comparison.difference === null || comparison.interval === null) return null
  const difference = Number(comparison.difference)
  const bound = Number(difference > 0 ? comparison.interval.low : comparison.interval.high)
  const standardError = Math.abs(difference - bound) / 1.959963984540054
  if (standardError === 0) return null
  return normalTwoSided(difference / standardError)
}

function judge(
  definition: AnswerDefinition,
  now: Counted,
  then: Counted,
  random: Random | undefined,
): Pick<Comparison, 'difference' | 'interval' | 'verdict' | 'reason'> {
  const none = { difference: null, interval: null }
  if (now.answer.value === null)
    return { ...none, ...tooFew(words('Pas de valeur à comparer.', 'No value to compare.')) }
  if (then.answer.value === null)
    return {
      ...none,
      ...tooFew(
        then.answer.n === null || then.answer.n === 0
          ? words('Aucune donnée en face.', 'No data on the other side.')
          : words("L'autre valeur n'est pas connue.", 'The other value is not known.'),
      ),
    }
  const fewest = Math.min(basisOf(now), basisOf(then))
  const isTooFew = fewest < smallSample && now.tally?.kind !== 'count'
  // What is not judged need not be drawn again.
  const found = differenceOf(definition, now, then, isTooFew ? undefined : random)
  if (isTooFew) return { ...found, ...tooFew(fewWords(now, then)) }
  if (found.interval === null)
    return {
      ...found,
      verdict: 'no-clear-change',
      reason: words(
        "Cette valeur n'a pas d'intervalle : sa carte de contrôle dit si elle bouge vraiment.",
        'This value has no interval: its control chart tells whether it really moves.',
      ),
    }
  return { ...found, ...verdictOf(definition.direction, found.difference, found.interval, now.answer.unit) }
}

function differenceOf(
  { redrawn }: AnswerDefinition,
  now: Counted,
  then: Counted,
  random: Random | undefined,
): Difference {
  const difference = subtract(now.answer.value!, then.answer.value!)
  const level = 0.95
  const drawn =
    redrawn === undefined || random === undefined
      ? null
      : redrawDifference(redrawn, now.tally, then.tally, random)
  if (drawn !== null) return { difference, interval: drawn }
  if (now.tally?.kind === 'proportion' && then.tally?.kind === 'proportion') {
    const found = proportionDifference(now.tally, then.tally)
    return {
      difference,
      interval: found && { low: found.lower, high: found.upper, level, method: 'Newcombe' },
    }
  }
  if (now.tally?.kind === 'mean' && then.tally?.kind === 'mean') {
    const found = meanDifference(meanOf(now.tally), meanOf(then.tally))
    return { difference, interval: found && { low: found.lower, high: found.upper, level, method: 'Welch' } }
  }
  if (now.tally?.kind === 'nps' && then.tally?.kind === 'nps') {
    const found = npsChange(then.tally, now.tally)
    return {
      difference,
      interval: found && { low: found.lower, high: found.upper, level, method: adjustedWald },
    }
  }
  if (now.tally?.kind === 'count' && then.tally?.kind === 'count') {
    const interval = countDifference(now.tally, then.tally)
    return { difference, interval }
  }
  const one = asEstimate(now.answer)
  const two = asEstimate(then.answer)
  if (one === null || two === null) return { difference, interval: null }
  const found = estimateDifference(one, two)
  // Money is whole minor units, its bounds too.
  const bound = (value: number): Value => (typeof difference === 'bigint' ? BigInt(Math.round(value)) : value)
  return {
    difference,
    interval: { low: bound(found.lower), high: bound(found.upper), level, method: 'Zou–Donner' },
  }
}

// Given both counts together, the share that falls in the first follows a binomial: its Wilson interval, as a
// rate per day on each side, gives the interval of the difference.
function countDifference(
  now: Extract<Tally, { kind: 'count' }>,
  then: Extract<Tally, { kind: 'count' }>,
): Interval | null {
  const total = now.count + then.count
  const share = wilsonInterval(now.count, total)
  if (share === null || now.days <= 0 || then.days <= 0) return null
  const scale = now.days / then.days
  const gap = (p: number) => total * p - total * (1 - p) * scale
  return { low: gap(share.lower), high: gap(share.upper), level: 0.95, method: 'Wilson' }
}

function meanOf(tally: Extract<Tally, { kind: 'mean' }>) {
  return meanIntervalOfSums(tally.n, tally.sum, tally.sumOfSquares)
}

function asEstimate(answer: Answer): { estimate: number; lower: number; upper: number } | null {
  if (answer.value === null || answer.interval === null) return null
  return {
    estimate: Number(answer.value),
    lower: Number(answer.interval.low),
    upper: Number(answer.interval.high),
  }
}

/** Money stays whole minor units. */
export function subtract(first: Value, second: Value): Value {
  if (typeof first === 'bigint' && typeof second === 'bigint') return first - second
  return Number(first) - Number(second)
}

function verdictOf(
  direction: Direction,
  difference: Value,
  interval: Interval,
  unit: Unit,
): { verdict: Verdict; reason: Words } {
  const isBeyondChance = interval.low > 0 || interval.high < 0
  const gap = {
    fr: `écart probable entre ${formatDifference(interval.low, unit, 'fr')} et ${formatDifference(interval.high, unit, 'fr')}`,
    en: `likely difference between ${formatDifference(interval.low, unit, 'en')} and ${formatDifference(interval.high, unit, 'en')}`,
  }
  if (!isBeyondChance)
    return {
      verdict: 'no-clear-change',
      reason: words(
        `Le hasard suffit à l'expliquer : ${gap.fr}.`,
        `Chance is enough to explain it: ${gap.en}.`,
      ),
    }
  const reason = words(`Au-delà du hasard : ${gap.fr}.`, `Beyond chance: ${gap.en}.`)
  if (direction === 'neither')
    return {
      verdict: 'no-clear-change',
      reason: words(
        `Change au-delà du hasard, sans être mieux ni moins bien en soi : ${gap.fr}.`,
        `Changes beyond chance, neither better nor worse in itself: ${gap.en}.`,
      ),
    }
  const isUp = difference > 0
  return { verdict: isUp === (direction === 'higher-is-better') ? 'better' : 'worse', reason }
}

function tooFew(reason: Words): { verdict: Verdict; reason: Words } {
  return { verdict: 'too-few', reason }
}

function basisOf({ answer, basis }: Counted): number {
  return answer.n ?? basis ?? 0
}

function fewWords(now: Counted, then: Counted | null): Words {
  if (now.basis !== undefined || then?.basis !== undefined)
    return words(
      `Trop peu de personnes pour le dire : il en faut ${smallSample}.`,
      `Too few people to tell: ${smallSample} are needed.`,
    )
  const fewest = then === null ? basisOf(now) : Math.min(basisOf(now), basisOf(then))
  const there = then !== null && basisOf(then) < basisOf(now)
  return words(
    `Trop peu pour le dire : ${formatNumber(fewest, 'fr')} ${there ? 'en face' : 'ici'}, il en faut ${smallSample}.`,
    `Too few to tell: ${formatNumber(fewest, 'en')} ${there ? 'on the other side' : 'here'}, ${smallSample} are needed.`,
  )
}

/** A value as a sentence says it, in both languages. */
export function said(value: Value, unit: Unit): Words {
  return { fr: formatValue(value, unit, 'fr'), en: formatValue(value, unit, 'en') }
}
