// What a subscription is paid, worked out by hand, and once more with plain numbers.
import { describe, expect, test } from 'vitest'
import fc from '../../../test/chance.ts'
import type { Json, JsonObject } from '../protocol/exact-json.ts'
import { recurringOf } from './recurring.ts'

const item = (
  unit_amount: number,
  { interval = 'month', interval_count = 1, quantity = 1, currency = 'eur', ...more }: Fields = {},
): JsonObject => ({
  id: `si_${unit_amount}`,
  quantity,
  price: { unit_amount, currency, recurring: { interval, interval_count, usage_type: 'licensed' }, ...more },
})
interface Fields {
  readonly interval?: string
  readonly interval_count?: number
  readonly quantity?: number
  readonly currency?: string
  readonly [name: string]: Json
}
const of = (items: readonly JsonObject[], more: JsonObject = {}) =>
  recurringOf({ id: 'sub_1', items: { data: items }, plan: null, ...more }, [])
const coupon = (fields: JsonObject) => ({ discount: { id: 'di_1', coupon: { id: 'C', ...fields } } })

test('items by the month add up to a month', () => {
  // 3 × 99.00 + 12.50
  expect(of([item(9900, { quantity: 3 }), item(1250)])).toMatchObject({
    monthly: 30950n,
    yearly: null,
    currency: 'eur',
  })
})

test('items by month, quarter, year and week come to a year', () => {
  // 12 × 3 × 99.00 = 3 564.00; 4 × 300.00 = 1 200.00; 1 200.00; 52 × 10.00 = 520.00
  const items = [
    item(9900, { quantity: 3 }),
    item(30_000, { interval_count: 3 }),
    item(120_000, { interval: 'year' }),
    item(1000, { interval: 'week' }),
  ]
  expect(of(items)).toMatchObject({ monthly: null, yearly: 356_400n + 120_000n + 120_000n + 52_000n })
})

describe('a discount', () => {
  const items = [item(10_000), item(5000)]
  test.each([
    ['of a share for good', { percent_off: 10, duration: 'forever' }, 13_500n],
    ['of an amount for good is taken off each bill', { amount_off: 500, duration: 'forever' }, 14_500n],
    ['greater than the bill leaves nothing', { amount_off: 99_999, duration: 'forever' }, 0n],
    ['for some months is none of what it is worth', { percent_off: 50, duration: 'repeating' }, 15_000n],
    ['of the first bill neither', { amount_off: 500, duration: 'once' }, 15_000n],
  ])('%s', (_name, fields, monthly) => {
    expect(of(items, coupon(fields))).toMatchObject({ monthly, hasUnknownDiscount: false })
  })

  test('of one item is of that item; written in the newer way it counts once', () => {
    const off = { id: 'di_2', source: { coupon: { percent_off: 50, duration: 'forever' } } }
    expect(of([{ ...item(10_000), discounts: [off] }, item(5000)])).toMatchObject({ monthly: 10_000n })
    expect(of(items, { discount: off, discounts: ['di_2'] })).toMatchObject({
      monthly: 7500n,
      hasUnknownDiscount: false,
    })
  })

  test('of which only the id is known is said', () => {
    expect(of(items, { discounts: ['di_3'] })).toMatchObject({ monthly: 15_000n, hasUnknownDiscount: true })
    expect(of(items, { discount: { id: 'di_3', coupon: 'C' } })).toMatchObject({ hasUnknownDiscount: true })
  })
})

test('parts of a cent are rounded once, a half upwards; bundles are whole', () => {
  expect(of([item(0, { unit_amount_decimal: '0.5', quantity: 1001 })])).toMatchObject({ monthly: 501n })
  const by = (round: string) =>
    of([item(1000, { quantity: 25, transform_quantity: { divide_by: 10, round } })])
  expect([by('up').monthly, by('down').monthly]).toEqual([3000n, 2000n])
})

test.each([
  [
    'metered',
    [item(9900), { price: { currency: 'eur', recurring: { interval: 'month', usage_type: 'metered' } } }],
  ],
  [
    'tiered',
    [item(9900), { plan: { amount: null, currency: 'eur', interval: 'month', billing_scheme: 'tiered' } }],
  ],
  ['currencies', [item(9900), item(9900, { currency: 'usd' })]],
  ['interval', [item(9900, { interval: 'fortnight' })]],
  ['price', [item(9900), { id: 'si_2' }]],
] as const)('%s: nothing is told of the whole', (unsaid, items) => {
  expect(of(items)).toMatchObject({ monthly: null, yearly: null, unsaid })
})

test('items known by their ids come from a stream of their own; more than were sent are missing', () => {
  const parts = [item(9900), item(100), item(7)]
  expect(recurringOf({ id: 'sub_1', items: ['si_9900', 'si_100'] }, parts)).toMatchObject({
    monthly: 10_000n,
  })
  expect(recurringOf({ id: 'sub_1', items: ['si_9900', 'si_8'] }, parts)).toMatchObject({ unsaid: 'price' })
  expect(recurringOf({ id: 'sub_1', items: { data: [item(9900)], has_more: true } }, [])).toMatchObject({
    unsaid: 'price',
  })
})

test('with one price the subscription says it itself, unless it is metered', () => {
  const plan = { amount: 9900, currency: 'eur', interval: 'month', interval_count: 1 }
  const record = (more: JsonObject) => ({
    id: 'sub_1',
    items: ['si_1'],
    quantity: 2,
    plan: { ...plan, ...more },
  })
  expect(recurringOf(record({}), [])).toMatchObject({ monthly: 19_800n })
  expect(recurringOf(record({ usage_type: 'metered' }), [])).toMatchObject({
    monthly: null,
    unsaid: 'metered',
  })
})

test('a second computation with plain numbers gives the same', () => {
  const priced = fc.record({
    unit: fc.integer({ min: 0, max: 999_999 }),
    interval: fc.constantFrom('day', 'week', 'month', 'year'),
    count: fc.integer({ min: 1, max: 12 }),
    quantity: fc.integer({ min: 0, max: 50 }),
  })
  const perYear = { day: 365, week: 52, month: 12, year: 1 }
  fc.assert(
    fc.property(
      fc.array(priced, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 0, max: 100 }),
      (all, percent) => {
        const items = all.map(({ unit, interval, count, quantity }) =>
          item(unit, { interval, interval_count: count, quantity }),
        )
        const found = of(items, coupon({ percent_off: percent, duration: 'forever' }))
        const naive =
          all.reduce((sum, one) => sum + (one.unit * one.quantity * perYear[one.interval]) / one.count, 0) *
          (1 - percent / 100)
        const year = found.yearly === null ? Number(found.monthly) * 12 : Number(found.yearly)
        expect(Math.abs(year - naive)).toBeLessThanOrEqual(found.yearly === null ? 6.01 : 0.51)
      },
    ),
    { numRuns: 300, seed: 1912 },
  )
})
