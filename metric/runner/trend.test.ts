// Series of shares whose basis changes from month to month: a thin month swings, and that is no signal.
import { beforeAll, expect, test } from 'vitest'
import { owner } from '../../model/reader.ts'
import { randomIndex, seededRandom } from '../../statistics/random.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill } from '../../test/fill.ts'
import { tell } from '../../test/story.ts'
import { meanDaysAnswer, proportionAnswer } from '../answers/answers.ts'
import type { MetricDefinition } from '../definition.ts'
import { organisation } from '../scope.ts'
import { parsePeriod } from '../period.ts'
import type { Tally } from '../tallies/tally.ts'
import { words } from '../words.ts'
import { trend } from './runner.ts'

const database = await freshDatabase()
beforeAll(() =>
  tell(database, {
    deals: [
      { owner: 'Ada', opened: '2023-01-05', won: '2023-01-20' },
      { owner: 'Ada', opened: '2026-01-05', won: '2026-01-31' },
    ],
  }),
)

const oneAnswer = (unit: 'ratio' | 'days') =>
  ({
    id: 'asked',
    name: words('Demandé', 'Asked'),
    explanation: words('n', 'n'),
    unit,
    direction: 'higher-is-better',
    isAdditive: false,
  }) as const

/** A metric of one answer whose months have these tallies, the last one first. */
function metricOf(tallies: readonly Tally[]): MetricDefinition {
  const isShare = tallies[0]!.kind === 'proportion'
  return {
    id: 'lead-quality',
    number: 8,
    imperative: 'B',
    class: 'E',
    name: words('Affaires', 'Deals'),
    question: words('Combien ?', 'How many?'),
    formula: words('nombre', 'count'),
    explanation: words('Un nombre.', 'A count.'),
    answers: [oneAnswer(isShare ? 'ratio' : 'days')],
    headline: 'asked',
    dimensions: [],
    rowColumns: [],
    needs: [],
    history: [{ version: 1, on: '2026-01-01', why: words('Essai.', 'Trial.') }],
    count: async (_context, { periods }) =>
      periods.flatMap(({ start }, period) => {
        const back = (2026 - Number(start.slice(0, 4))) * 12 + 1 - Number(start.slice(5, 7))
        const asked = tallies[back]
        return asked === undefined ? [] : [{ period, key: null, tallies: { asked } }]
      }),
    finish: (id, tally, side) =>
      isShare ? proportionAnswer(id, tally, side) : meanDaysAnswer(id, tally, side),
    rows: async () => ({ rows: [], total: 0 }),
  }
}

const view = { scope: organisation, period: parsePeriod('2026-01')! }
const share = (successes: number, trials: number): Tally => ({ kind: 'proportion', successes, trials })

// Rate of all (12 x 60 + 10) / 2420 = .302; standard error of 20 answers .1027, of 200 .0325. Months of 52 and 68 in turn move by .08, 2.5
// errors, so sigma is about 2.2 and limits stand 6.5 errors away: .21 for a month of 200, .67 for one of 20.
test('a month of 20 after a year of 200: its limits are as wide as its basis is thin; 120 of 200 are beyond theirs', async () => {
  const year = Array.from({ length: 12 }, (_, i) => share(i % 2 === 0 ? 52 : 68, 200))
  const thin = await trend(database, owner, metricOf([share(10, 20), ...year]), view)
  expect(thin.points).toHaveLength(13)
  expect(thin.points.map(({ signal }) => signal).filter(Boolean)).toEqual([])
  expect(thin.verdict).toBe('no-clear-change')
  const width = (at: number) => thin.points[at]!.limits!.high - thin.limits!.centre
  expect(width(12) / width(11)).toBeCloseTo(Math.sqrt(10), 9)
  expect(thin.limits).toMatchObject(thin.points[12]!.limits!)

  const clear = await trend(database, owner, metricOf([share(120, 200), ...year]), view)
  expect(clear.points[12]!.signal).toBe('outside')
  expect(clear.verdict).toBe('better')
})

test('shares of which nothing changes are called a signal no more often where their basis does', async () => {
  const random = seededRandom('changing basis')
  const drawn = (trials: number) =>
    share(
      Array.from({ length: trials }, () => Number(randomIndex(random, 10) < 3)).reduce((a, b) => a + b),
      trials,
    )
  let alarms = 0
  const series = 400
  for (let i = 0; i < series; i++) {
    const months = [20, ...Array.from({ length: 12 }, () => 200)].map(drawn)
    const found = await trend(database, owner, metricOf(months), view)
    if (found.points.at(-1)!.signal === 'outside') alarms++
  }
  // 27 % by one limit for all months; limits of their own leave a little over the 1 % of equal months.
  expect(alarms / series).toBeLessThan(0.03)
})

test('limits stand on the first two years: a later change is held against them', async () => {
  const days = (mean: number): Tally => ({
    kind: 'mean',
    n: 30,
    sum: 30 * mean,
    sumOfSquares: 30 * (mean ** 2 + 4),
  })
  const months = Array.from({ length: 36 }, (_, back) => days(back < 12 ? 60 : back % 2 === 0 ? 40 : 42))
  const found = await trend(database, owner, metricOf(months), { ...view, points: 36 })
  expect(found.limits!.centre).toBeCloseTo(41, 9)
  expect(found.points.filter(({ signal }) => signal === 'outside')).toHaveLength(12)
  expect(found.points.every(({ limits }) => limits === undefined)).toBe(true)
})

// Limits of months of 40 and 42 days in turn: 41 -/+ 2.66 x 2, from 35.7 to 46.3.
test('a target is judged by the limits, not by the last month', async () => {
  const days = (mean: number): Tally => ({
    kind: 'mean',
    n: 30,
    sum: 30 * mean,
    sumOfSquares: 30 * (mean ** 2 + 4),
  })
  const metric = metricOf(Array.from({ length: 13 }, (_, back) => days(back % 2 === 0 ? 40 : 42)))
  const shorter = {
    ...metric,
    answers: metric.answers.map((answer) => ({ ...answer, direction: 'lower-is-better' as const })),
  }
  const judged = async (value: number) => {
    const apart = await freshDatabase()
    await tell(apart, { deals: [{ owner: 'Ada', opened: '2023-01-05', won: '2026-01-31' }] })
    await fill(apart, 'targets', [
      {
        metric: metric.id,
        answer: 'asked',
        kind: 'target',
        valid_from: '2020-01-01',
        value,
        origin: 'person',
      },
    ])
    return (await trend(apart, owner, shorter, view)).target
  }
  expect(await judged(47)).toEqual({ value: 47, verdict: 'always-met' })
  expect(await judged(41)).toEqual({ value: 41, verdict: 'hit-or-miss' })
  expect(await judged(35)).toEqual({ value: 35, verdict: 'never-met' })
  expect((await trend(database, owner, shorter, view)).target).toBeUndefined()
})

// One of 13: mean 1/13, and without the two moves of that month nothing moves. With them 2/12: limits reach to .077 + .443.
test('months of none but one are no thirteen signals, and a level that changes at once is one', async () => {
  const days = (mean: number): Tally => ({
    kind: 'mean',
    n: 30,
    sum: 30 * mean,
    sumOfSquares: 30 * mean ** 2,
  })
  const rare = Array.from({ length: 13 }, (_, back) => days(back === 6 ? 1 : 0))
  const found = await trend(database, owner, metricOf(rare), view)
  expect(found.points.map(({ signal }) => signal).filter(Boolean)).toEqual(['outside'])
  expect(found.limits!.high).toBeCloseTo(1 / 13 + (2.66 * 2) / 12, 9)
  expect(found.verdict).toBe('no-clear-change')
  const lost = Array.from({ length: 13 }, (_, back) => share(back === 6 ? 2 : 0, 40))
  const shares = await trend(database, owner, metricOf(lost), view)
  expect(shares.points.map(({ signal }) => signal).filter(Boolean)).toEqual(['outside'])
  const step = Array.from({ length: 12 }, (_, back) => days(back < 6 ? 9 : 5))
  expect(await trend(database, owner, metricOf(step), view)).toMatchObject({ verdict: 'better' })
  const level = await trend(database, owner, metricOf(step.map(() => days(5))), view)
  expect(level.points.every(({ signal }) => signal === null)).toBe(true)
})
