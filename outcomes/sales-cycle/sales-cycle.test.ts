// The sales cycle of a few deals, worked out by hand.
import { beforeAll, expect, test } from 'vitest'
import { measure, breakDown, rows, trend } from '../../metric/runner/runner.ts'
import { tooFewFollowed } from '../../metric/answers/duration-answers.ts'
import type { Answer, Measurement } from '../../metric/measurement.ts'
import { parsePeriod } from '../../metric/period.ts'
import { organisation } from '../../metric/scope.ts'
import { owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { tell } from '../../test/story.ts'
import { salesCycle } from './definition.ts'

const database = await freshDatabase()
const january = parsePeriod('2026-01')!
const firstQuarter = parsePeriod('2026-Q1')!

// January: Ada wins in 10 and 20 days, Grace in 60. Mean (10 + 20 + 60) / 3 = 30, median 20.
// One deal has no day of creation, one closed before it was created, one is in a pipeline that is left out.
beforeAll(async () => {
  await tell(database, {
    people: { Ada: ['North until 2026-01-15', 'South'], Grace: 'South', Edsger: 'North' },
    leftOut: ['Partners'],
    deals: [
      { id: 'a', owner: 'Ada', account: 'Acme', opened: '2026-01-01', won: '2026-01-11' },
      { id: 'b', owner: 'Ada', account: 'Bolt', opened: '2026-01-01', won: '2026-01-21' },
      { id: 'c', owner: 'Grace', account: 'Acme', opened: '2025-11-20', won: '2026-01-19' },
      { id: 'd', owner: 'Grace', opened: null, won: '2026-01-20' },
      { id: 'e', owner: 'Grace', opened: '2026-01-20', won: '2026-01-10' },
      { id: 'f', owner: 'Grace', opened: '2026-01-02', won: '2026-01-03', pipeline: 'Partners' },
      { id: 'g', owner: 'Ada', opened: '2026-01-02', lost: '2026-01-04' },
      { id: 'h', owner: 'Ada', opened: '2026-01-05' },
      { id: 'i', owner: 'Ada', opened: '2026-01-05', won: '2026-01-06', isDeleted: true },
      {
        id: 'j',
        owner: 'Grace',
        ownedBefore: [{ owner: 'Ada', until: '2026-02-20' }],
        opened: '2026-02-01',
        won: '2026-02-10',
      },
      { id: 'k', owner: 'Grace', opened: '2026-03-31' },
    ],
  })
})

function answerOf(measurement: Measurement, id: string): Answer {
  return measurement.answers.find((answer) => answer.id === id)!
}

test('mean, median and ninth decile of the deals won in the month', async () => {
  const found = await measure(database, owner, salesCycle, { scope: organisation, period: january })
  expect(found.state).toBe('measured')
  expect(found.asOf).toBe('2026-03-31')
  expect(answerOf(found, 'mean')).toMatchObject({
    value: 30,
    n: 3,
    numerator: 90,
    denominator: 3,
    isFragile: true,
  })
  expect(answerOf(found, 'median')).toMatchObject({ value: 20, n: 3 })
  // Definition 7: rank 1 + 2 x 0.9 = 2.8 between 20 and 60.
  expect(answerOf(found, 'p90').value).toBeCloseTo(52, 10)
})

test('what is left out is counted by reason, and listed', async () => {
  const view = { scope: organisation, period: january }
  const found = await measure(database, owner, salesCycle, view)
  expect(found.exclusions.map(({ code, count }) => [code, count])).toEqual([
    ['no-opening-day', 1],
    ['closed-before-opened', 1],
    ['deleted', 1],
    ['pipeline-not-counted', 1],
  ])
  const page = await rows(database, owner, salesCycle, {
    ...view,
    excluded: 'closed-before-opened',
    offset: 0,
    limit: 10,
  })
  expect(page).toMatchObject({ total: 1, rows: [{ deal: 'e' }] })
})

// Created in January and counted: a (won, day 10), b (won, day 20), g (lost, day 2), h (open for 85 days).
// Kaplan-Meier of closing: 3/4 at 2, 2/4 at 10. Aalen-Johansen of winning: 1/4 at 10, 2/4 at 20. Neither is told of so few; see
// test/medians.test.ts for more.
test('the cohort created in the month counts open deals and lets lost ones compete', async () => {
  const found = await measure(database, owner, salesCycle, { scope: organisation, period: january })
  expect(answerOf(found, 'close-median')).toMatchObject({ value: null, n: 4, note: tooFewFollowed })
  expect(answerOf(found, 'win-by-30')).toMatchObject({ value: null, n: 4 })
  expect(answerOf(found, 'win-by-30').note!.en).toContain('fewer than 5 deals are followed')
  expect(answerOf(found, 'win-by-90')).toMatchObject({ state: 'no-data', value: null })
  expect(answerOf(found, 'winner-median')).toMatchObject({ state: 'no-data', value: null })
})

test('a deal counts for the team and the owner of the day', async () => {
  const byTeam = await breakDown(database, owner, salesCycle, {
    scope: organisation,
    period: january,
    dimension: 'team',
  })
  // Ada left North on 15 January: a is North's (10), b and c are South's ((20 + 60) / 2 = 40).
  expect(byTeam.lines.map((line) => [line.label, line.answer.value, line.answer.n])).toEqual([
    ['South', 40, 2],
    ['North', 10, 1],
  ])
  const february = parsePeriod('2026-02')!
  const listed = await rows(database, owner, salesCycle, {
    scope: organisation,
    period: february,
    offset: 0,
    limit: 10,
  })
  expect(listed.rows).toMatchObject([{ deal: 'j', rep: 'Ada', owner_now: 'Grace', days: 9 }])
})

test('a person without a deal is named with the reason', async () => {
  const byRep = await breakDown(database, owner, salesCycle, {
    scope: organisation,
    period: january,
    dimension: 'rep',
  })
  expect(byRep.absent).toEqual([
    {
      label: 'Edsger',
      reason: expect.objectContaining({ en: 'No deal under this name in all of the data.' }),
    },
  ])
})

test('what closed later is still open on an earlier day', async () => {
  const found = await measure(database, owner, salesCycle, {
    scope: organisation,
    period: january,
    asOf: '2026-01-15',
  })
  expect(answerOf(found, 'mean')).toMatchObject({ value: 10, n: 1 })
  // a won on day 10, g lost on day 2; b open for 14 days, h for 10; e and f stay out.
  expect(answerOf(found, 'close-median')).toMatchObject({ n: 4 })
})

test('comparisons say that few are too few', async () => {
  const found = await measure(database, owner, salesCycle, { scope: organisation, period: firstQuarter })
  const [previous] = answerOf(found, 'mean').comparisons
  expect(previous).toMatchObject({ against: 'previous', verdict: 'too-few', value: null })
})

test('a trend has thirteen months, those before the data without a value', async () => {
  const found = await trend(database, owner, salesCycle, { scope: organisation, period: firstQuarter })
  expect(found.points).toHaveLength(13)
  expect(found.points.map((point) => point.period.id).slice(-3)).toEqual(['2026-01', '2026-02', '2026-03'])
  expect(found.points.map((point) => point.value).slice(-3)).toEqual([30, 9, null])
  expect(found.limits).toBeNull()
})
