// The quality of some leads, worked out by hand.
import { beforeAll, expect, test } from 'vitest'
import type { Answer, Measurement } from '../../metric/measurement.ts'
import { parsePeriod } from '../../metric/period.ts'
import { breakDown, measure, rows } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill, idOf } from '../../test/fill.ts'
import { tell } from '../../test/story.ts'
import { leadQuality } from './definition.ts'

const database = await freshDatabase()
const view = { scope: organisation, period: parsePeriod('2026-Q1')!, asOf: '2026-06-30' }

interface Told {
  readonly account: 'Large' | 'Small'
  readonly source: 'Fair' | 'Web'
  readonly became?: string
  readonly scores?: readonly (readonly [day: string, score: number, good?: boolean])[]
  readonly own?: number
  readonly created?: string
}

// Created on 15 January, in the quarter. Twenty have 90 points: ten of them are customers twenty days later. Thirty have 10
// points: three are customers twenty days later. Nine conversions of ten take twenty days, so twenty days are what a lead is given:
// all of these are judged on 4 February.
const scored = (count: number, score: number, became: number): Told[] =>
  Array.from({ length: count }, (_, i) => ({
    account: i < became ? 'Large' : 'Small',
    source: i < became ? 'Fair' : 'Web',
    scores: [['2026-01-15', score]],
    ...(i < became && { became: '2026-02-04' }),
  }))
const leads: readonly Told[] = [
  ...scored(20, 90, 10),
  ...scored(30, 10, 3),
  // Too late: fifty days.
  { account: 'Small', source: 'Web', scores: [['2026-01-15', 10]], became: '2026-03-06' },
  { account: 'Small', source: 'Fair', own: 90 },
  { account: 'Large', source: 'Fair', scores: [['2026-01-16', 10, true]] },
  { account: 'Small', source: 'Web', scores: [['2026-02-06', 90]], became: '2026-02-04' },
  { account: 'Small', source: 'Web' },
  { account: 'Small', source: 'Web', scores: [['2026-06-20', 90]], created: '2026-06-20' },
]

beforeAll(async () => {
  await tell(database, {
    people: { Ada: 'North' },
    accounts: { Large: { segment: 'large' }, Small: { segment: 'small' } },
  })
  const ada = await idOf(database, 'people', 'Ada')
  const ids = {
    Large: await idOf(database, 'accounts', 'Large'),
    Small: await idOf(database, 'accounts', 'Small'),
  }
  await fill(
    database,
    'leads',
    leads.map((lead, i) => ({
      lead_id: i + 1,
      account_id: ids[lead.account],
      owner_id: ada,
      lead_source: lead.source,
      score: lead.own ?? null,
      created_on: lead.created ?? '2026-01-15',
      is_qualified: true,
      is_converted: lead.became !== undefined,
      converted_on: lead.became ?? null,
      is_deleted: false,
    })),
  )
  await fill(
    database,
    'lead_scores',
    leads.flatMap((lead, i) =>
      (lead.scores ?? []).map(([day, score, good]) => ({
        account_id: ids[lead.account],
        lead_id: i + 1,
        scored_on: day,
        score,
        is_good: good ?? null,
      })),
    ),
  )
  // A later score of one of the thirty: it is judged by the first.
  await fill(database, 'lead_scores', [
    { account_id: ids.Small, lead_id: 50, scored_on: '2026-03-01', score: 90 },
  ])
})

const answerOf = (measurement: Measurement, id: string): Answer =>
  measurement.answers.find((answer) => answer.id === id)!

// Above the bar: the twenty, the one with a score of its own, the one that the source calls good: 22, ten of them customers in
// time. The others: thirty and the late one: 31, three of them in time.
test('leads above the bar convert 4.7 times better', async () => {
  const found = await measure(database, owner, leadQuality, view)
  const lift = answerOf(found, 'lift')
  expect(lift).toMatchObject({ state: 'measured', n: 53 })
  expect(lift.value).toBeCloseTo(10 / 22 / (3 / 31), 12)
  expect(lift.details.map((detail) => detail.value)).toEqual([10 / 22, 3 / 31, 20])
  expect(answerOf(found, 'above-bar')).toMatchObject({ numerator: 22, denominator: 53 })
  expect(answerOf(found, 'conversion')).toMatchObject({ numerator: 13, denominator: 53 })
})

// 90 points: 10 customers, 11 not. 10 points: 3 customers, 29 not. Pairs won: 10 x 29, and half of the ties, 10 x 11 and 3 x 29.
test('the score sorts three pairs of four', async () => {
  const found = await measure(database, owner, leadQuality, view)
  expect(answerOf(found, 'sorting').value).toBeCloseTo((10 * (29 + 11 / 2) + 3 * (29 / 2)) / (13 * 40), 12)
})

test('what is left out is counted, and listed', async () => {
  const found = await measure(database, owner, leadQuality, view)
  expect(found.exclusions.map((one) => [one.code, one.count])).toEqual([
    ['no-score', 1],
    ['scored-after', 1],
  ])
  const page = { offset: 0, limit: 100 }
  const after = await rows(database, owner, leadQuality, { ...view, ...page, excluded: 'scored-after' })
  expect(after.rows).toMatchObject([{ customer: true, became: '2026-02-04' }])
  const counted = await rows(database, owner, leadQuality, { ...view, ...page })
  expect(counted.total).toBe(53)
  expect(counted.rows.filter((row) => row['good'] === true)).toHaveLength(22)
})

test('a lead counts where its time ends; its score counts where it was created', async () => {
  const second = { ...view, period: parsePeriod('2026-Q2')! }
  const young = await measure(database, owner, leadQuality, second)
  expect(answerOf(young, 'lift')).toMatchObject({ state: 'no-data', value: null })
  expect(answerOf(young, 'above-bar')).toMatchObject({ value: 1, n: 1 })
  const january = await measure(database, owner, leadQuality, { ...view, period: parsePeriod('2026-01')! })
  expect(answerOf(january, 'conversion').state).toBe('no-data')
  expect(answerOf(january, 'above-bar').n).toBe(53)
  const later = await measure(database, owner, leadQuality, {
    ...view,
    period: parsePeriod('2026-Q3')!,
    asOf: '2026-07-31',
  })
  expect(answerOf(later, 'conversion')).toMatchObject({ numerator: 0, denominator: 1 })
})

// Fair: of large accounts, 13 of 14 convert (the 14th is the one the source calls good); of small ones 0 of 1. Web: 0 of 38 small
// ones, no large one. The whole is 14 large and 39 small: with that mix Fair would convert 14/53 of 13/14.
test('a source is compared with the segments of the whole', async () => {
  const split = { ...view, dimension: 'lead-source' }
  const crude = await breakDown(database, owner, leadQuality, { ...split, answer: 'conversion' })
  const equal = await breakDown(database, owner, leadQuality, { ...split, answer: 'conversion-same-segment' })
  const of = (lines: typeof crude.lines, label: string) => lines.find((line) => line.label === label)!.answer
  expect(of(crude.lines, 'Fair').value).toBeCloseTo(13 / 15, 12)
  expect(of(equal.lines, 'Fair').value).toBeCloseTo(((14 / 53) * 13) / 14, 12)
  expect(of(equal.lines, 'Web').value).toBe(0)
})

test('the fifths of the score tell whether it climbs', async () => {
  const found = await breakDown(database, owner, leadQuality, {
    ...view,
    answer: 'conversion',
    dimension: 'score-band',
  })
  // 32 of 56 scores are 10: their middle stands at 0.29, in the second fifth; the middle of the others at 0.79.
  expect(Object.fromEntries(found.lines.map((line) => [line.key, line.answer.n]))).toEqual({ 2: 32, 4: 21 })
})
