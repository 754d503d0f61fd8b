// Customers by their age, worked out by hand: those of a list that gives ages and no days, and one whose contract has its days.
import { beforeAll, expect, test } from 'vitest'
import type { Answer, Measurement } from '../../metric/measurement.ts'
import { parsePeriod } from '../../metric/period.ts'
import { breakDown, measure, rows } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill, idOf } from '../../test/fill.ts'
import { tell } from '../../test/story.ts'
import { customerChurn } from './definition.ts'

const database = await freshDatabase()
const listed = '2026-03-31'
const view = { scope: organisation, period: parsePeriod('2026-Q1')!, asOf: listed }

// The list of 31 March: months as a customer, and who has left. The start of one month ago is the last day of February.
const list: readonly (readonly [name: string, start: string, hasLeft: boolean])[] = [
  ['One', '2026-02-28', true],
  ['Year', '2025-03-31', true],
  ['Same', '2025-03-31', false],
  ['More', '2025-02-28', false],
  ['Two', '2024-03-31', false],
  ['Half', '2023-09-30', false],
  ['Three', '2023-03-31', true],
  ['Old', '2022-11-30', false],
]

beforeAll(async () => {
  await tell(database, {
    people: { Ada: 'North' },
    accounts: {
      ...Object.fromEntries(list.map(([name]) => [name, { segment: 'Listed' }])),
      Dated: { segment: 'Dated' },
    },
  })
  const contracts: Record<string, unknown>[] = []
  for (const [name, start, hasLeft] of list)
    contracts.push({
      account_id: await idOf(database, 'accounts', name),
      starts_on: start,
      ends_on: hasLeft ? listed : null,
      monthly_minor: 100_00n,
      described_on: listed,
    })
  // Thirteen months to the day.
  contracts.push({
    account_id: await idOf(database, 'accounts', 'Dated'),
    starts_on: '2025-01-01',
    ends_on: '2026-02-01',
    monthly_minor: 100_00n,
    owner_id: await idOf(database, 'people', 'Ada'),
    end_reason: 'price',
  })
  await fill(database, 'subscriptions', contracts)
})

function answerOf(measurement: Measurement, id: string): Answer {
  return measurement.answers.find((answer) => answer.id === id)!
}

test('three of the eight of the list had left by its day', async () => {
  const found = answerOf(await measure(database, owner, customerChurn, view), 'left-by-list')
  expect(found).toMatchObject({ value: 3 / 8, n: 8, numerator: 3, denominator: 8 })
  expect(found.note?.en).toContain('no rate of a month or a year')
})

// At 1 month 9 are followed and 1 leaves: 8/9. At 12 months 8 are followed and 1 leaves: 7/9. At 24 months 4 are: not shown.
test('still customers after a year, by their age', async () => {
  const found = answerOf(await measure(database, owner, customerChurn, view), 'kept-by-age')
  expect(found.value).toBeCloseTo(7 / 9, 12)
  expect(found.n).toBe(9)
  expect(found.details.map(({ name, value }) => [name.en, Number(value).toFixed(6)])).toEqual([
    ['Still there after 1 month', (8 / 9).toFixed(6)],
    ['Still there after 3 months', (8 / 9).toFixed(6)],
    ['Still there after 6 months', (8 / 9).toFixed(6)],
  ])
  expect(found.note?.en).toContain('8 of them are known by a list that gives ages')
})

test('a period counts none of the list, and says what it cannot say', async () => {
  const found = await measure(database, owner, customerChurn, view)
  const churn = answerOf(found, 'logo-churn')
  expect(churn).toMatchObject({ value: 1, numerator: 1, denominator: 1 })
  expect(churn.note?.en).toContain('7 customers of the start are known only by a list')
  expect(churn.note?.en).toContain('2 of them had left by 31 March 2026')
  expect(answerOf(found, 'lost-customers')).toMatchObject({ value: 1 })
  expect(found.exclusions).toMatchObject([{ code: 'list-without-days', count: 7 }])
  // Of the list alone, not even that nobody was lost.
  const alone = await breakDown(database, owner, customerChurn, { ...view, dimension: 'segment' })
  expect(alone.lines.find(({ key }) => key === 'Listed')?.answer).toMatchObject({ value: null })
  const lost = await breakDown(database, owner, customerChurn, {
    ...view,
    answer: 'lost-customers',
    dimension: 'segment',
  })
  expect(lost.lines.map(({ key, answer }) => [key, answer.value])).toEqual([['Dated', 1]])
})

test('before its day a list tells nothing', async () => {
  const found = await measure(database, owner, customerChurn, { ...view, asOf: '2026-03-30' })
  expect(answerOf(found, 'left-by-list')).toMatchObject({ state: 'no-data', value: null })
  expect(answerOf(found, 'left-by-list').note?.en).toContain('No list without days')
})

test('the rows are the stays, with their whole months', async () => {
  const page = await rows(database, owner, customerChurn, {
    ...view,
    answer: 'kept-by-age',
    offset: 0,
    limit: 20,
    sort: { column: 'months', descending: false },
  })
  expect(page.rows.map((row) => [row['account'], row['months'], row['reckoned']])).toEqual([
    ['One', 1, true],
    ['Year', 12, true],
    ['Same', 12, true],
    ['More', 13, true],
    ['Dated', 13, false],
    ['Two', 24, true],
    ['Half', 30, true],
    ['Three', 36, true],
    ['Old', 40, true],
  ])
})
