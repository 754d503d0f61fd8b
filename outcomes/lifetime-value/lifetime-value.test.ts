// The value of some customers, worked out by hand; and published orders.
import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import type { Answer, Measurement } from '../../metric/measurement.ts'
import { parsePeriod } from '../../metric/period.ts'
import { measure, rows } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { bgNbdExpectedOf } from '../../statistics/bg-nbd.ts'
import { purchaseHistories } from '../../statistics/purchase-history.ts'
import { fill } from '../../test/fill.ts'
import { lifetimeValue } from './definition.ts'
import { shared } from '../../test/shared.ts'

const database = await freshDatabase()
const view = { scope: organisation, period: parsePeriod('2026-Q2')!, asOf: '2026-06-30' }

const accounts = (many: number, from = 1) =>
  Array.from({ length: many }, (_, i) => ({
    account_id: from + i,
    name: `Account ${from + i}`,
    name_key: `account ${from + i}`,
    is_identified: true,
  }))

// Thirty customers pay 100 euros a month since 2 July 2025, the first day watched: 363 days. Ten others came on the same day and left
// after 100 days, in their fourth month of tenure (days 91 to 121). One pays an unknown amount.
const customersPaying = async (into: Awaited<ReturnType<typeof freshDatabase>>, minor: bigint) => {
  await fill(into, 'accounts', accounts(41))
  await fill(
    into,
    'subscriptions',
    accounts(41).map(({ account_id }) => ({
      account_id,
      starts_on: '2025-07-02',
      ends_on: account_id > 30 && account_id <= 40 ? '2025-10-10' : null,
      end_reason: account_id > 30 && account_id <= 40 ? 'price' : null,
      monthly_minor: account_id === 41 ? null : minor,
    })),
  )
  await fill(into, 'targets', [
    {
      metric: 'lifetime-value',
      answer: 'gross-margin',
      kind: 'standard',
      valid_from: '2026-01-01',
      value: 0.5,
      origin: 'story',
    },
    {
      metric: 'lifetime-value',
      answer: 'discount',
      kind: 'standard',
      valid_from: '2026-01-01',
      value: 0,
      origin: 'story',
    },
  ])
}

beforeAll(() => customersPaying(database, 100_00n))

const answerOf = (measurement: Measurement, id: string): Answer =>
  measurement.answers.find((answer) => answer.id === id)!

// Four million million cents a month each, times their days or themselves, are no whole numbers of eight bytes any more.
test('what the largest customers bring is told to the same digits', async () => {
  const large = await freshDatabase()
  await customersPaying(large, 4_000_000_000_000n)
  const [few, many] = [
    answerOf(await measure(database, owner, lifetimeValue, view), 'value-12'),
    answerOf(await measure(large, owner, lifetimeValue, view), 'value-12'),
  ]
  expect(many).toMatchObject({ n: 30, state: 'measured', note: null })
  expect(Number(many.value) / 4e8).toBeCloseTo(Number(few.value), -1)
  expect(Number(many.interval?.low) / 4e8).toBeCloseTo(Number(few.interval?.low), -1)
})

// In the fourth month 30 customers are watched for 31 days (91 to 122) and ten for 9 (91 to 100): 1020 days, 1020 / 30.4375 months; ten
// leave. From the fifth month on exp(-10 x 30.4375 / 1020) are left. 100 euros at a margin of one half, twelve payments.
test('what a customer brings in a year, from those who stayed and those who left', async () => {
  const found = await measure(database, owner, lifetimeValue, view)
  const left = Math.exp((-10 * 30.4375) / 1020)
  const expected = 50_00 * (4 + 8 * left)
  const value = answerOf(found, 'value-12')
  expect(Number(value.value)).toBeCloseTo(expected, -1)
  expect(value).toMatchObject({ n: 30, state: 'measured', note: null })
  expect(found.exclusions.map((one) => [one.code, one.count])).toEqual([['no-amount', 1]])
  const page = await rows(database, owner, lifetimeValue, { ...view, offset: 0, limit: 50 })
  expect(page.total).toBe(30)
  expect(page.rows[0]).toMatchObject({ value: 100_00n, started: '2025-07-02' })
})

test('beyond what was watched, it is projected, and said', async () => {
  const found = answerOf(await measure(database, owner, lifetimeValue, view), 'value-24')
  expect(found.note!.en).toContain('Projected beyond')
  const year = answerOf(await measure(database, owner, lifetimeValue, view), 'value-12')
  expect(Number(found.value)).toBeGreaterThan(Number(year.value))
  expect(Number(found.value)).toBeLessThan(2 * Number(year.value))
})

const file = shared('data/cdnow/CDNOW_sample.txt')

// Fader, Hardie and Lee 2005: 39 weeks of 2357 customers give r .243, alpha 4.414, a .793, b 2.426; for a new customer 1.444 orders
// are expected in 52 weeks. Here: the mean over those customers, given what each did, worked out from the published parameters.
test.skipIf(!existsSync(file))('orders without a contract, on the published sample', async () => {
  const shop = await freshDatabase()
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((cells) => cells.length >= 5)
  const orders = lines
    .map(([, customer, day, , amount]) => ({
      account_id: Number(customer),
      day: `${day!.slice(0, 4)}-${day!.slice(4, 6)}-${day!.slice(6)}`,
      amount_minor: BigInt(Math.round(Number(amount) * 100)),
    }))
    .filter((order) => order.amount_minor > 0n)
  const ids = [...new Set(orders.map((order) => order.account_id))]
  await fill(
    shop,
    'accounts',
    ids.map((account_id) => ({
      account_id,
      name: `C${account_id}`,
      name_key: `c${account_id}`,
      is_identified: true,
    })),
  )
  await fill(shop, 'revenue', orders)
  const found = await measure(shop, owner, lifetimeValue, {
    ...view,
    asOf: '1997-09-30',
    period: parsePeriod('1997-Q3')!,
  })
  const value = answerOf(found, 'orders-12')
  const published = { r: 0.2426, alpha: 4.4135, a: 0.7929, b: 2.4258 }
  const histories = purchaseHistories(
    orders.map((order) => ({ customer: order.account_id, day: order.day })),
    '1997-09-30',
  )
  const mean = histories.reduce((all, one) => all + bgNbdExpectedOf(one, 52, published), 0) / histories.length
  const [expectedOrders, orderValue] = value.details.map((detail) => Number(detail.value))
  expect(value.n).toBe(histories.length)
  expect(expectedOrders).toBeCloseTo(mean, 2)
  expect(orderValue! / 100).toBeGreaterThan(33)
  expect(orderValue! / 100).toBeLessThan(42)
})
