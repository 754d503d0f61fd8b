import { expect, test } from 'vitest'
import { proportionAnswer } from '../answers/answers.ts'
import { compareWithPeriod } from './compare.ts'
import { type AnswerDefinition, kpiIds, type MetricDefinition, type MetricId } from '../definition.ts'
import { headlines } from './headlines.ts'
import type { Measurement, Trend, TrendPoint } from '../measurement.ts'
import { parsePeriod } from '../period.ts'
import { organisation } from '../scope.ts'
import { amongAnswers, amongTiles } from './tiles.ts'
import { words } from '../words.ts'

const now = parsePeriod('2026-Q2')!
const before = parsePeriod('2026-Q1')!
const answer: AnswerDefinition = {
  id: 'rate',
  name: words('Taux', 'Rate'),
  explanation: words('Un taux.', 'A rate.'),
  unit: 'ratio',
  direction: 'higher-is-better',
  isAdditive: false,
}
const definitions = kpiIds.map((id): MetricDefinition => ({
  id,
  number: 1,
  imperative: 'A',
  class: 'E',
  name: words(`Le ${id}`, `The ${id}`),
  question: words('', ''),
  formula: words('', ''),
  explanation: words('', ''),
  answers: [answer],
  headline: 'rate',
  dimensions: [],
  rowColumns: [],
  needs: [],
  history: [],
}))

function measured(
  metric: MetricId,
  [a, n]: readonly [number, number],
  [b, m]: readonly [number, number],
): Measurement {
  const tallyNow = { kind: 'proportion', successes: a, trials: n } as const
  const tallyThen = { kind: 'proportion', successes: b, trials: m } as const
  const one = { tally: tallyNow, answer: proportionAnswer('rate', tallyNow, {}) }
  const two = { tally: tallyThen, answer: proportionAnswer('rate', tallyThen, {}) }
  const comparisons = [compareWithPeriod(answer, one, two, 'previous', before)]
  return { ...frame(metric), state: 'measured', answers: [{ ...one.answer, comparisons }] }
}

function frame(metric: MetricId): Measurement {
  return {
    metric,
    definitionVersion: 1,
    scope: organisation,
    period: now,
    asOf: null,
    timeZone: 'Europe/Paris',
    state: 'not-connected',
    headline: 'rate',
    answers: [],
    exclusions: [],
    coverage: { firstDay: null, lastDay: null, people: null, note: null },
    sources: [],
    reason: null,
  }
}

test('what moved beyond chance is said first, with its size and its basis', () => {
  const [first] = headlines([measured('conversion-rate', [120, 200], [60, 200])], definitions)
  expect(first).toMatchObject({
    metric: 'conversion-rate',
    verdict: 'better',
    change: { fr: '+30 points', en: '+30 points' },
  })
  expect(first!.sentence.fr).toBe(
    'Le conversion-rate\u202f: 60\u202f%, contre 30\u202f% (T1 2026). Le progrès dépasse ce que le hasard explique.',
  )
  expect(first!.basis.en).toContain('from 30% to 60%')
})

// One gap of p about 0.03 among twelve tiles is what chance brings: 0.03 x 12 is far above 0.05.
test('one small signal among twelve tiles is not a headline', () => {
  const still = kpiIds.slice(1).map((id) => measured(id, [100, 200], [100, 200]))
  const alone = measured('time-spent-selling', [121, 200], [100, 200])
  expect(headlines([alone], definitions)[0]!.verdict).toBe('better')
  expect(headlines([alone, ...still], definitions).map((one) => one.verdict)).toEqual(['no-clear-change'])
})

test('at most three, and what is not connected is named', () => {
  const moved = kpiIds.slice(0, 6).map((id) => measured(id, [180, 200], [60, 200]))
  const found = headlines([...moved, frame('net-promoter-score')], definitions)
  expect(found).toHaveLength(3)
  expect(found.at(-1)).toMatchObject({ verdict: 'not-connected' })
  expect(found.at(-1)!.sentence.en).toContain('net-promoter-score')
})

test('nothing measured, nothing to say but what is missing', () => {
  expect(headlines([], definitions)).toEqual([])
  expect(headlines([frame('lead-quality'), frame('customer-churn')], definitions)).toHaveLength(1)
})

test('a gap that counts alone and not among twelve is no clear change on the page', () => {
  // p of 60 in 100 against 46 in 100 is .047: below 5 % alone, far above 5 % / 12.
  const lone = measured(kpiIds[0], [60, 100], [46, 100])
  const still = kpiIds.slice(1).map((id) => measured(id, [50, 100], [50, 100]))
  const verdict = (view: readonly Measurement[]) =>
    amongTiles(view, definitions)[0]?.answers[0]?.comparisons[0]?.verdict
  expect(verdict([lone])).toBe('better')
  expect(verdict([lone, ...still])).toBe('no-clear-change')
  expect(headlines([lone, ...still], definitions)[0]?.verdict).toBe('no-clear-change')
})

function drifting(signal: TrendPoint['signal'], verdict: Trend['verdict']): Trend {
  const values = [0.2, 0.2, 0.2, 0.2, 0.5, 0.5]
  return {
    answer: 'rate',
    unit: { kind: 'ratio' },
    points: values.map((value, i) => ({
      period: parsePeriod(`2026-0${i + 1}`)!,
      value,
      n: 100,
      state: 'measured',
      signal: i === values.length - 1 ? signal : null,
    })),
    limits: { low: 0.1, centre: 0.3, high: 0.6 },
    isProvisional: true,
    verdict,
  }
}

test('a series that drifts is said although the last period alone says little, and is not called still', () => {
  const view = ['lead-quality', 'customer-churn'].map((id) => measured(id as MetricId, [100, 200], [99, 200]))
  const found = headlines(view, definitions, new Map([['lead-quality', drifting('run', 'better')]]))
  expect(found.map((one) => [one.metric, one.verdict])).toEqual([
    ['lead-quality', 'better'],
    ['customer-churn', 'no-clear-change'],
  ])
  expect(found[0]!.sentence.en).toBe('The lead-quality: a long run of months above the mean.')
  expect(found[0]!.basis.en).toBe('last point 50% (June 2026), mean of the 6 points 30% · control chart')
})

test('a series within its limits says nothing, and what moved is said once', () => {
  const view = [measured('lead-quality', [120, 200], [60, 200])]
  const said = (trend: Trend) => headlines(view, definitions, new Map([['lead-quality', trend]]))
  expect(said(drifting(null, 'no-clear-change'))).toEqual(headlines(view, definitions))
  expect(said(drifting('outside', 'better'))).toEqual(headlines(view, definitions))
})

test('of a period without a value a series says nothing: it ended with the data', () => {
  const empty: Measurement = { ...measured('lead-quality', [100, 200], [99, 200]), answers: [] }
  const drifts = new Map([['lead-quality', drifting('run', 'worse')]])
  expect(headlines([empty], definitions, drifts)).toEqual([])
})

test('where every answer is shown, all of them are one family', () => {
  const lone = measured(kpiIds[0], [60, 100], [46, 100])
  const still = kpiIds.slice(1).map((id) => measured(id, [50, 100], [50, 100]))
  const verdictAmong = (view: readonly Measurement[]) =>
    amongAnswers(view, definitions)[0]?.answers[0]?.comparisons[0]?.verdict
  expect(verdictAmong([lone])).toBe('better')
  expect(verdictAmong([lone, ...still])).toBe('no-clear-change')
  // p of 80 in 100 against 46 in 100 is far below 5 % / 12.
  expect(verdictAmong([measured(kpiIds[0], [80, 100], [46, 100]), ...still])).toBe('better')
})
