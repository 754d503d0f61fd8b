// A share of time of a dozen people, one more each month: a reader of groups is told the share, and nothing that tells who came.
import { beforeAll, expect, test } from 'vitest'
import { timeSpentSelling } from '../../kpis/time-spent-selling/definition.ts'
import { owner, type Reader } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill, idOf } from '../../test/fill.ts'
import { tell } from '../../test/story.ts'
import type { AnswerDefinition } from '../definition.ts'
import type { Answer } from '../measurement.ts'
import { parsePeriod } from '../period.ts'
import { breakDown, measure, trend } from '../runner/runner.ts'
import { organisation } from '../scope.ts'
import { withoutSums } from './without-sums.ts'

const database = await freshDatabase()
const leader: Reader = { personId: null, roles: ['leader'] }
const names = Array.from({ length: 14 }, (_, i) => `Rep ${i}`)
let ids: readonly number[]

// Everybody notes 1, 2 or 3 hours with customers and 4 of CRM in a month: 12 people in January, 13 in February, 14 in March.
beforeAll(async () => {
  await tell(database, {
    people: Object.fromEntries(names.map((name, i) => [name, i % 2 === 0 ? 'North' : 'South'])),
  })
  ids = await Promise.all(names.map((name) => idOf(database, 'people', name)))
  await note(12, '2026-01-15')
  await note(13, '2026-02-16')
  await note(14, '2026-03-16')
})

async function note(people: number, day: string): Promise<void> {
  const rows = ids.slice(0, people).flatMap((rep_id, i) =>
    [
      ['buyer-facing', 1 + (i % 3)],
      ['crm', 4],
    ].map(([category, hours]) => ({
      rep_id,
      day,
      category,
      basis: 'declared',
      seconds: Number(hours) * 3_600,
    })),
  )
  await fill(database, 'activities', rows)
}

const view = (period: string) => ({
  scope: organisation,
  period: parsePeriod(period)!,
  asOf: '2026-04-30',
  answer: 'declared-share',
})
async function answerTo(reader: Reader, period: string): Promise<Answer> {
  const { answers } = await measure(database, reader, timeSpentSelling, view(period))
  return answers.find(({ id }) => id === 'declared-share')!
}
const counts = ({ n, numerator, denominator }: Answer) => [n, numerator, denominator]

// January: 12 people, 24 of 72 hours. February: 13 people, 25 of 77. March: 14 people, 27 of 83. The quarter: 76 of 232.
test('the share of each month and of their quarter, of groups that differ by one', async () => {
  expect(counts(await answerTo(owner, '2026-02'))).toEqual([13, 25, 77])
  expect(counts(await answerTo(owner, '2026-Q1'))).toEqual([14, 76, 232])
  const told = await Promise.all(
    ['2026-01', '2026-02', '2026-03', '2026-Q1'].map((period) => answerTo(leader, period)),
  )
  // 24 / 72, 25 / 77, 27 / 83 and 76 / 232, to four digits.
  expect(told.map(({ value }) => value)).toEqual([0.3333, 0.3247, 0.3253, 0.3276])
  for (const one of told) expect(counts(one)).toEqual([null, null, null])
  for (const { interval } of told)
    expect([interval!.low, interval!.high].map((bound) => Number(Number(bound).toPrecision(4)))).toEqual([
      interval!.low,
      interval!.high,
    ])
})

test('neither comparisons nor trends nor teams say of how many', async () => {
  const [previous] = (await answerTo(leader, '2026-03')).comparisons
  expect(previous).toMatchObject({ against: 'previous', value: 0.3247, n: null, verdict: 'too-few' })
  expect(previous!.reason.en).toBe('Too few people to tell: 20 are needed.')
  const { points } = await trend(database, leader, timeSpentSelling, { ...view('2026-03'), points: 3 })
  expect(points.map(({ value, n }) => [value, n])).toEqual([
    [0.3333, null],
    [0.3247, null],
    [0.3253, null],
  ])
  const { lines, total } = await breakDown(database, leader, timeSpentSelling, {
    ...view('2026-03'),
    dimension: 'team',
  })
  expect(lines.map(({ label }) => label).toSorted()).toEqual(['North', 'South'])
  for (const one of [total, ...lines.map(({ answer }) => answer)])
    expect(counts(one)).toEqual([null, null, null])
  for (const { note: said } of lines) expect(said?.en ?? '').not.toContain('7')
})

// Three people note 6 of 18 hours in April: with the half-year and the first quarter, it could be worked out. 82 of 250 hours in all.
test('its sums are held apart as if they were told', async () => {
  await note(3, '2026-04-15')
  const told = await Promise.all(
    ['2026-04', '2026-Q2', '2026-Q1', '2026-H1'].map((period) => answerTo(leader, period)),
  )
  expect(told.map(({ value }) => value)).toEqual([null, null, null, 0.328])
})

// Three people in April: there is a share, and it is not the leader's to know. Nor is what was left out of any month.
test('what is not told is never said to be nothing', async () => {
  const point = async (reader: Reader) => {
    const { points } = await trend(database, reader, timeSpentSelling, { ...view('2026-04'), points: 1 })
    return points.map(({ value, isWithheld }) => [value, isWithheld])
  }
  expect(await point(leader)).toEqual([[null, true]])
  expect(await point(owner)).toEqual([[1 / 3, undefined]])
  const leftOut = async (reader: Reader) =>
    (await measure(database, reader, timeSpentSelling, view('2026-04'))).areExclusionsWithheld
  expect([await leftOut(leader), await leftOut(owner)]).toEqual([true, undefined])
})

test('what is no ratio over people is told whole, and a small sample without how small', () => {
  const { isOverPeople, ...other }: AnswerDefinition = timeSpentSelling.answers[0]!
  expect(isOverPeople).toBe(true)
  const answer = { ...silentOf, value: 1 / 3, n: 3, numerator: 1, denominator: 3, isFragile: true }
  const counted = { answer, tally: null }
  expect(withoutSums(other, counted)).toBe(counted)
  expect(withoutSums({ ...other, isOverPeople: true }, counted)).toMatchObject({
    answer: { value: 0.3333, n: null, note: { fr: 'Petit échantillon.', en: 'Small sample.' } },
    basis: 3,
  })
})

// A manager and her two reports alone note their time in May 2024, from which on some rows are gone and no figure was kept.
test('a small sample says as well since when its rows are kept', async () => {
  const [manager, ...reports] = ids.slice(0, 3)
  await note(3, '2024-05-15')
  await database.write(owner, async (query) => {
    await query
      .updateTable('people')
      .set({ manager_id: manager! })
      .where('person_id', 'in', reports)
      .execute()
    const cut = { rows_from: '2024-05-06' }
    await query.updateTable('rollups').set(cut).where('rollup', '=', 'activity_days').execute()
  })
  const { value, n, note: said } = await answerTo({ personId: manager!, roles: ['manager'] }, '2024-05')
  expect([value === null, n]).toEqual([false, null])
  expect(said?.en).toMatch(/ Counted from 6 May 2024 on: .* Small sample\.$/)
})

const silentOf: Answer = {
  id: 'selling-share',
  state: 'measured',
  value: null,
  unit: { kind: 'ratio' },
  n: null,
  numerator: null,
  denominator: null,
  partsUnit: null,
  interval: null,
  isFragile: false,
  details: [],
  comparisons: [],
  note: { fr: 'Petit échantillon : 3.', en: 'Small sample: 3.' },
}
