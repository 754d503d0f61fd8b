import { expect, test } from 'vitest'
import { seededRandom } from '../../statistics/random.ts'
import { countAnswer, meanDaysAnswer, proportionAnswer } from '../answers/answers.ts'
import { quantileAnswer } from '../answers/duration-answers.ts'
import { npsAnswer } from '../answers/ratio-answers.ts'
import { compareWithFixed, compareWithPeriod, type Counted, pValueOf } from './compare.ts'
import type { AnswerDefinition } from '../definition.ts'
import { parsePeriod } from '../period.ts'
import { formatDifference } from '../phrase.ts'
import { words } from '../words.ts'

const before = parsePeriod('2026-Q1')!
const rate: AnswerDefinition = {
  id: 'rate',
  name: words('Taux', 'Rate'),
  explanation: words('Un taux.', 'A rate.'),
  unit: 'ratio',
  direction: 'higher-is-better',
  isAdditive: false,
}
const cycle: AnswerDefinition = { ...rate, id: 'cycle', unit: 'days', direction: 'lower-is-better' }

function share(successes: number, trials: number): Counted {
  const tally = { kind: 'proportion', successes, trials } as const
  return { tally, answer: proportionAnswer('rate', tally, {}) }
}
function mean(n: number, average: number, deviation: number): Counted {
  const sumOfSquares = deviation ** 2 * (n - 1) + n * average ** 2
  const tally = { kind: 'mean', n, sum: n * average, sumOfSquares } as const
  return { tally, answer: meanDaysAnswer('cycle', tally, {}) }
}

// Newcombe 1998b, Table II, first contrast: 56 of 70 against 48 of 80, difference 0.20, 0.0524 to 0.3339.
test('two shares: Newcombe, and better when the interval clears 0 on the good side', () => {
  const found = compareWithPeriod(rate, share(56, 70), share(48, 80), 'previous', before)
  expect(found.difference).toBeCloseTo(0.2, 12)
  expect(found.interval).toMatchObject({ method: 'Newcombe' })
  expect(Number(found.interval!.low)).toBeCloseTo(0.0524, 4)
  expect(Number(found.interval!.high)).toBeCloseTo(0.3339, 4)
  expect(found.verdict).toBe('better')
  expect(pValueOf(found)!).toBeLessThan(0.05)
})

test('fewer than twenty is too few, whatever the gap', () => {
  const found = compareWithPeriod(rate, share(19, 19), share(1, 100), 'previous', before)
  expect(found).toMatchObject({ verdict: 'too-few', value: 0.01, n: 100 })
  expect(found.reason.fr).toBe('Trop peu pour le dire\u202f: 19 ici, il en faut 20.')
})

// Means 50 and 40, standard deviations 20, 100 each: standard error sqrt(4 + 4) = 2.83, difference 10 by 3.5 of them.
test('two means: Welch, and worse when a cycle gets longer', () => {
  const found = compareWithPeriod(cycle, mean(100, 50, 20), mean(100, 40, 20), 'previous', before)
  expect(found).toMatchObject({ verdict: 'worse', interval: { method: 'Welch' } })
  expect(Number(found.interval!.low)).toBeCloseTo(10 - 1.972 * Math.sqrt(8), 2)
  expect(found.reason.en).toBe('Beyond chance: likely difference between +4.4 days and +15.6 days.')
})

// sqrt(se1^2 + se2^2) of the adjusted scores: 11/27 of (2.75, 10.5, 13.75) with error .1284, 0 of (10.75, 5.5, 10.75) with .1717.
test('two scores: the z test of their change, which is no signal where two intervals put together would see one', () => {
  const score = (detractors: number, passives: number, promoters: number): Counted => {
    const tally = { kind: 'nps', detractors, passives, promoters } as const
    return { tally, answer: npsAnswer('score', tally, {}) }
  }
  const definition: AnswerDefinition = { ...rate, id: 'score', unit: 'score' }
  const found = compareWithPeriod(definition, score(2, 9, 13), score(10, 4, 10), 'previous', before)
  expect(found.difference).toBeCloseTo(11 / 24, 12)
  expect(Number(found.interval!.low)).toBeCloseTo(
    11 / 27 - 1.959964 * Math.sqrt(0.1284 ** 2 + 0.1717 ** 2),
    2,
  )
  expect(Number(found.interval!.low)).toBeCloseTo(-0.01286, 5)
  expect(Number(found.interval!.high)).toBeCloseTo(0.82768, 5)
  expect(found.verdict).toBe('no-clear-change')
  // A hundred answers on each side, from 0 to +20: p .067.
  const hundred = compareWithPeriod(definition, score(20, 40, 40), score(30, 40, 30), 'previous', before)
  expect(hundred).toMatchObject({ verdict: 'no-clear-change', interval: { method: /adjusted Wald/ } })
})

test('a difference that rounds to nothing has no sign', () => {
  expect(formatDifference(-0.0001, { kind: 'ratio' }, 'en')).toBe('0 points')
  expect(formatDifference(-1n, { kind: 'money', currency: 'EUR' }, 'en')).toBe('€0')
  expect(formatDifference(-0.06, { kind: 'ratio' }, 'fr')).toBe('−6 points')
})

test('a gap within chance is no change', () => {
  const found = compareWithPeriod(cycle, mean(30, 50, 40), mean(30, 45, 40), 'previous', before)
  expect(found.verdict).toBe('no-clear-change')
  expect(found.reason.fr).toMatch(/^Le hasard suffit à l’expliquer/)
})

test('a target is met when the whole interval is on its good side', () => {
  expect(compareWithFixed(rate, share(60, 100), 0.4, 'target').verdict).toBe('better')
  expect(compareWithFixed(rate, share(60, 100), 0.55, 'target').verdict).toBe('no-clear-change')
  expect(compareWithFixed(rate, share(60, 100), 0.8, 'target').verdict).toBe('worse')
})

test('periods that were not followed for the same time are not judged', () => {
  const found = compareWithPeriod(
    rate,
    { ...share(56, 70), isComparable: false },
    share(48, 80),
    'previous',
    before,
  )
  expect(found).toMatchObject({ verdict: 'no-clear-change', interval: null })
  expect(found.difference).toBeCloseTo(0.2, 12)
  expect(found.reason.en).toContain('not been followed for the same time')
})

test('what has no value is compared with nothing', () => {
  const found = compareWithPeriod(rate, share(50, 100), share(0, 0), 'year-ago', before)
  expect(found).toMatchObject({ verdict: 'too-few', value: null, difference: null, interval: null })
})

// 60 leads in 30 days against 30 in 30: of 90, a share of 0.667 falls in the first, 0.564 to 0.755 (Wilson).
test('two counts are compared through the share that falls in the first', () => {
  const count = (many: number): Counted => {
    const tally = { kind: 'count', count: many, days: 30 } as const
    return { tally, answer: countAnswer('leads', tally, {}) }
  }
  const found = compareWithPeriod({ ...rate, unit: 'count' }, count(60), count(30), 'previous', before)
  expect(found).toMatchObject({ difference: 30, verdict: 'better' })
  expect(Number(found.interval!.low)).toBeCloseTo(90 * (2 * 0.5642 - 1), 0)
})

// Thirty durations of 30 to 59 days against forty of 45 to 84: medians 44.5 and 64.5, twenty days apart.
test('medians are drawn again from a stored seed, and judged by what the draws differ', () => {
  const median: AnswerDefinition = { ...cycle, redrawn: { kind: 'quantile', probability: 0.5 } }
  const durations = (many: number, first: number): Counted => {
    const tally = {
      kind: 'days',
      counts: new Map(Array.from({ length: many }, (_, i) => [first + i, 1])),
    } as const
    return { tally, answer: quantileAnswer('cycle', tally, {}, 0.5) }
  }
  const judge = (now: Counted, then: Counted) =>
    compareWithPeriod(median, now, then, 'previous', before, seededRandom('stored'))
  const shorter = judge(durations(30, 30), durations(40, 45))
  expect(shorter).toMatchObject({ difference: -20, interval: { method: 'bootstrap' }, verdict: 'better' })
  expect(Number(shorter.interval!.low)).toBeLessThan(-20)
  expect(Number(shorter.interval!.high)).toBeGreaterThan(-20)
  expect(judge(durations(30, 30), durations(40, 45))).toEqual(shorter)
  expect(judge(durations(30, 30), durations(30, 31)).verdict).toBe('no-clear-change')
  // Without chance handed in, the two intervals are all there is.
  const found = compareWithPeriod(median, durations(30, 30), durations(40, 45), 'previous', before)
  expect(found.interval).toMatchObject({ method: 'Zou–Donner' })
})
