// What it cost to win some customers, worked out by hand.
import { beforeAll, expect, test } from 'vitest'
import type { Answer, Measurement } from '../../metric/measurement.ts'
import { parsePeriod } from '../../metric/period.ts'
import { breakDown, measure, rows } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill, idOf } from '../../test/fill.ts'
import { tell } from '../../test/story.ts'
import { acquisitionCost } from './definition.ts'

const database = await freshDatabase()
const view = { scope: organisation, period: parsePeriod('2026-Q2')!, asOf: '2026-06-30' }

// Four customers are won in the quarter: Acme and Bolt at the fair, Core from the web, Dyna by its contract alone. Echo buys again:
// it was won in 2025. Faro had a contract before its deal. Twelve older deals, sixty days each, make the cycle two months.
beforeAll(async () => {
  const names = ['Acme', 'Bolt', 'Core', 'Dyna', 'Echo', 'Faro']
  await tell(database, {
    people: { Ada: 'North', Nina: 'South' },
    accounts: Object.fromEntries(names.map((name) => [name, {}])),
    deals: [
      ...Array.from({ length: 12 }, (_, i) => ({
        id: `old${i}`,
        account: 'Echo',
        owner: 'Ada',
        opened: '2025-01-01',
        won: '2025-03-02',
      })),
      { id: 'a', account: 'Acme', owner: 'Ada', leadSource: 'Fair', opened: '2026-03-01', won: '2026-04-30' },
      { id: 'a2', account: 'Acme', owner: 'Ada', leadSource: 'Web', opened: '2026-03-01', won: '2026-05-30' },
      {
        id: 'b',
        account: 'Bolt',
        owner: 'Nina',
        leadSource: 'Fair',
        opened: '2026-03-01',
        won: '2026-04-30',
      },
      { id: 'c', account: 'Core', owner: 'Ada', leadSource: 'Web', opened: '2026-03-02', won: '2026-05-01' },
      { id: 'e', account: 'Echo', owner: 'Ada', leadSource: 'Web', opened: '2026-04-02', won: '2026-06-01' },
      { id: 'f', account: 'Faro', owner: 'Ada', leadSource: 'Web', opened: '2026-04-02', won: '2026-06-01' },
      { id: 'n', owner: 'Ada', leadSource: 'Web', opened: '2026-04-02', won: '2026-06-01' },
    ],
  })
  const account = (name: string) => idOf(database, 'accounts', name)
  const nina = await idOf(database, 'people', 'Nina')
  await fill(database, 'subscriptions', [
    { account_id: await account('Dyna'), starts_on: '2026-04-15', owner_id: nina, monthly_minor: 100_00n },
    { account_id: await account('Faro'), starts_on: '2025-04-15', owner_id: nina, monthly_minor: 100_00n },
  ])
  const cost = (day: string, euros: number, category: string, department: string, more = {}) => ({
    day,
    amount_minor: BigInt(euros) * 100n,
    category,
    department,
    ...more,
  })
  await fill(database, 'costs', [
    cost('2026-02-10', 600, 'advertising', 'marketing', { channel: 'Web' }),
    cost('2026-04-10', 900, 'events', 'marketing', { channel: 'Fair' }),
    cost('2026-05-10', 400, 'advertising', 'marketing', { channel: 'Web' }),
    cost('2026-06-10', -100, 'advertising', 'marketing', { channel: 'Web' }),
    cost('2026-06-28', 3000, 'salary', 'sales'),
    // Spent on a new rep: a twelfth each month, so three in the quarter. In February too: none of it before the quarter counts.
    cost('2026-02-01', 1200, 'recruiting', 'sales', { person_id: nina }),
    // To keep customers, and to keep accounts; but this one fee of the lawyer wins some.
    cost('2026-05-01', 5000, 'customer-success', 'sales'),
    cost('2026-05-01', 7000, 'other', 'other'),
    cost('2026-05-01', 200, 'other', 'other', { is_acquisition: true }),
    cost('2026-07-01', 9999, 'salary', 'sales'),
  ])
})

const answerOf = (measurement: Measurement, id: string): Answer =>
  measurement.answers.find((answer) => answer.id === id)!

// 900 + 400 - 100 + 3000 + 3 x 100 + 200 = 4700 for Acme, Bolt, Core and Dyna.
test('4700 euros for four customers', async () => {
  const found = await measure(database, owner, acquisitionCost, view)
  expect(answerOf(found, 'full-cost')).toMatchObject({ value: 1175_00n, n: 4, numerator: 4700_00n })
  expect(answerOf(found, 'new-customers')).toMatchObject({ value: 4 })
  expect(answerOf(found, 'paid-cost')).toMatchObject({ value: 75_00n, n: 4 })
  expect(found.exclusions.map((one) => [one.code, one.count])).toEqual([['account-unknown', 1]])
})

// The cycle is 60 days, 2 months: what was spent from February to April. 600 + 900 + 100 x 3 (the twelfths of February to April).
test('a cycle earlier, other costs answer', async () => {
  const found = answerOf(await measure(database, owner, acquisitionCost, view), 'lagged-cost')
  expect(found.details).toMatchObject([{ value: 2 }])
  expect(found).toMatchObject({ numerator: 1800_00n, value: 450_00n })
  const early = await measure(database, owner, acquisitionCost, { ...view, period: parsePeriod('2026-Q1')! })
  expect(answerOf(early, 'lagged-cost').value).toBeNull()
})

// A platform credits 7.5 and 2 purchases to two advertisements of the web, 300 and 80 euros, and none is told of the others: 380 / 10 to the
// nearest whole. Ten events give 4.795 to 18.390 (Garwood).
test('what a platform says of its own advertisements is divided by its own purchases', async () => {
  const apart = await freshDatabase()
  const ad = (amount_minor: bigint, more = {}) => ({
    day: '2026-05-10',
    amount_minor,
    category: 'advertising',
    department: 'marketing',
    channel: 'Web',
    ...more,
  })
  await fill(apart, 'costs', [
    ad(300_00n, { purchases: 7.5 }),
    ad(80_00n, { purchases: 2 }),
    ad(900_00n),
    ad(5_00n, { purchases: 3, day: '2026-02-10' }),
  ])
  const found = await measure(apart, owner, acquisitionCost, view)
  expect(found.headline).toBe('platform-cost')
  expect(answerOf(found, 'platform-cost')).toMatchObject({
    state: 'measured',
    value: 38_00n,
    n: 10,
    numerator: 380_00n,
    interval: { low: 20_66n, high: 79_24n },
  })
  expect(answerOf(found, 'full-cost')).toMatchObject({ state: 'not-connected', value: null })
  const asked = { ...view, answer: 'platform-cost', offset: 0, limit: 5 }
  expect((await rows(apart, owner, acquisitionCost, asked)).rows.map((row) => row['purchases'])).toEqual([
    7.5, 2,
  ])
  // Of costs that say nothing of purchases there is no such cost, and the reason is told.
  const silent = answerOf(await measure(database, owner, acquisitionCost, view), 'platform-cost')
  expect(silent).toMatchObject({ state: 'no-data', value: null })
  expect(silent.note!.en).toContain('how many purchases')
})

test('by channel, what names none is divided by nobody', async () => {
  const found = await breakDown(database, owner, acquisitionCost, { ...view, dimension: 'channel' })
  const lines = Object.fromEntries(found.lines.map((line) => [line.label, line]))
  expect(lines['Fair']!.answer).toMatchObject({ value: 450_00n, n: 2 })
  expect(lines['Web']!.answer).toMatchObject({ value: 300_00n, n: 1 })
  expect(lines['–']!.answer).toMatchObject({ value: null, n: 1 })
  expect(lines['–']!.answer.note!.en).toContain('no key allocates')
  expect(found.lines.every((line) => line.verdict === 'no-clear-change')).toBe(true)
})

test('the rows are the costs, and the customers', async () => {
  const page = { offset: 0, limit: 20 }
  const costs = await rows(database, owner, acquisitionCost, { ...view, ...page })
  expect(costs.rows.map((row) => row['cost']).toSorted((a, b) => Number(a) - Number(b))).toEqual([
    -100_00n,
    100_00n,
    100_00n,
    100_00n,
    200_00n,
    400_00n,
    900_00n,
    3000_00n,
  ])
  const won = await rows(database, owner, acquisitionCost, { ...view, ...page, answer: 'new-customers' })
  expect(won.rows.map((row) => [row['account'], row['day'], row['channel'], row['rep']])).toEqual([
    ['Core', '2026-05-01', 'Web', 'Ada'],
    ['Acme', '2026-04-30', 'Fair', 'Ada'],
    ['Bolt', '2026-04-30', 'Fair', 'Nina'],
    ['Dyna', '2026-04-15', null, 'Nina'],
  ])
})
