// Subscriptions and invoices of Stripe, as taps write them, brought into the tables that figures are measured from.
import { expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { rowsOf } from '../deliver.ts'
import { lines, send } from './send.ts'
import { faults, stream } from './streams.ts'

test('Stripe: subscriptions by month or year, invoices before tax, in the smallest unit of their currency', async () => {
  const database = await freshDatabase()
  const plan = (amount: number, interval: string, currency = 'eur') => ({
    amount,
    interval,
    interval_count: 1,
    currency,
  })
  const { reports } = await send(
    database,
    lines(
      ...stream('customers', 'id', {
        id: 'cus_1',
        object: 'customer',
        name: 'Lorme',
        description: null,
        delinquent: false,
        created: 1735689600,
      }),
      ...stream(
        'subscriptions',
        'id',
        {
          id: 'sub_1',
          customer: 'cus_1',
          plan: plan(9900, 'month'),
          quantity: 3,
          start_date: 1735689600,
          ended_at: null,
        },
        {
          id: 'sub_2',
          customer: 'cus_1',
          plan: plan(120000, 'year', 'jpy'),
          quantity: 1,
          start_date: 1735689600,
          ended_at: 1767225600,
        },
      ),
      ...stream(
        'invoices',
        'id',
        {
          id: 'in_1',
          customer: 'cus_1',
          status: 'paid',
          total: 12000,
          total_excluding_tax: 10000,
          currency: 'eur',
          created: 1735776000,
        },
        {
          id: 'in_2',
          customer: 'cus_1',
          status: 'draft',
          total: 1,
          total_excluding_tax: 1,
          currency: 'eur',
          created: 1735776000,
        },
      ),
    ),
  )
  expect(reports.map(({ source }) => source)).toEqual(['stripe'])
  expect(faults(reports)).toEqual([])
  expect(
    await rowsOf(
      database,
      'select external_id, monthly_minor, currency, starts_on, ends_on from subscriptions order by 1',
    ),
  ).toEqual([
    { external_id: 'sub_1', monthly_minor: 29700, currency: 'EUR', starts_on: '2025-01-01', ends_on: null },
    {
      external_id: 'sub_2',
      monthly_minor: 10000,
      currency: 'JPY',
      starts_on: '2025-01-01',
      ends_on: '2026-01-01',
    },
  ])
  expect(await rowsOf(database, 'select external_id, amount_minor, currency, day from revenue')).toEqual([
    { external_id: 'in_1', amount_minor: 10000, currency: 'EUR', day: '2025-01-02' },
  ])
})

const subscriptionOf = (id: string, items: unknown, more: Record<string, unknown> = {}) => ({
  id,
  object: 'subscription',
  customer: 'cus_1',
  status: 'active',
  current_period_end: 1767225600,
  start_date: 1735689600,
  ended_at: null,
  items,
  plan: null,
  quantity: null,
  discount: null,
  ...more,
})
const price = (unit_amount: number, interval: string, more: Record<string, unknown> = {}) => ({
  unit_amount,
  currency: 'eur',
  billing_scheme: 'per_unit',
  recurring: { interval, interval_count: 1, usage_type: 'licensed' },
  ...more,
})
const monthly = async (database: Awaited<ReturnType<typeof freshDatabase>>) =>
  rowsOf(database, 'select external_id, monthly_minor, currency from subscriptions order by 1')

test('Stripe: a subscription of several items is worth their sum; what has none says why', async () => {
  const database = await freshDatabase()
  const items = (...data: readonly object[]) => ({ object: 'list', data, has_more: false })
  const metered = price(0, 'month', {
    recurring: { interval: 'month', interval_count: 1, usage_type: 'metered' },
  })
  const { reports } = await send(
    database,
    lines(
      ...stream(
        'subscriptions',
        'id',
        subscriptionOf(
          'sub_1',
          items(
            { id: 'si_1', quantity: 3, price: price(9900, 'month'), metadata: { note: 'Zorblat' } },
            { id: 'si_2', quantity: 1, price: price(120_000, 'year') },
          ),
          { discount: { id: 'di_1', coupon: { id: 'C', percent_off: 10, duration: 'forever' } } },
        ),
        subscriptionOf(
          'sub_2',
          items({ id: 'si_3', quantity: 1, price: price(500, 'month') }, { id: 'si_4', price: metered }),
        ),
      ),
    ),
    { tap: 'tap-stripe' },
  )
  // (3 × 99.00 × 12 + 1 200.00) × 0.9 ÷ 12 = 357.30
  expect(await monthly(database)).toEqual([
    { external_id: 'sub_1', monthly_minor: 35_730, currency: 'EUR' },
    { external_id: 'sub_2', monthly_minor: null, currency: null },
  ])
  expect(reports[0]?.files[0]?.warnings.map(({ code, sentence }) => [code, sentence.en])).toContainEqual([
    'AMOUNT_NOT_SAID',
    'Without a monthly amount, subscriptions billed by usage, which no price says beforehand: 1 (sub_2).',
  ])
  expect(
    await rowsOf(database, `select count(*) as n from landed_rows where data::text ~ 'Zorblat'`),
  ).toEqual([{ n: 0 }])
})

test('Stripe: items of a stream of their own, as tap-stripe sends them, also when they come later or change', async () => {
  const database = await freshDatabase()
  const subscription = subscriptionOf('sub_1', ['si_1', 'si_2'])
  const part = (id: string, more: Record<string, unknown>) => ({
    id,
    subscription: 'sub_1',
    quantity: 1,
    plan: null,
    price: price(9900, 'month'),
    ...more,
  })
  const arrive = async (...messages: readonly object[]) =>
    send(database, lines(...messages), { tap: 'tap-stripe' })
  const first = await arrive(...stream('subscriptions', 'id', subscription))
  expect(await monthly(database)).toEqual([{ external_id: 'sub_1', monthly_minor: null, currency: null }])
  expect(first.reports[0]?.files[0]?.warnings.map(({ code }) => code)).toContain('AMOUNT_NOT_SAID')
  await arrive(
    ...stream(
      'subscription_items',
      'id',
      part('si_1', {}),
      part('si_2', { price: price(100, 'month'), quantity: 5 }),
    ),
  )
  expect(await monthly(database)).toEqual([{ external_id: 'sub_1', monthly_minor: 10_400, currency: 'EUR' }])
  await arrive(
    ...stream('subscription_items', 'id', part('si_2', { price: price(100, 'month'), quantity: 6 })),
  )
  expect(await monthly(database)).toEqual([{ external_id: 'sub_1', monthly_minor: 10_500, currency: 'EUR' }])
})

test('Stripe: the smallest unit is what Stripe counts in, also where ISO 4217 counts otherwise', async () => {
  const database = await freshDatabase()
  const invoice = (currency: string, total: number) => ({
    id: `in_${currency}`,
    customer: 'cus_1',
    status: 'paid',
    total,
    currency,
    created: 1735776000,
  })
  const written = { jpy: 500, krw: 500, ugx: 50_000, isk: 50_000, mga: 500, eur: 50_000, kwd: 500_000 }
  await send(
    database,
    lines(
      ...stream('customers', 'id', {
        id: 'cus_1',
        object: 'customer',
        name: 'Lorme',
        delinquent: false,
        created: 1735689600,
      }),
      ...stream(
        'invoices',
        'id',
        ...Object.entries(written).map(([currency, total]) => invoice(currency, total)),
      ),
    ),
  )
  const minor = await rowsOf(database, 'select currency, amount_minor from revenue order by 1')
  // Five hundred of each, in the smallest unit of ISO 4217.
  expect(Object.fromEntries(minor.map(({ currency, amount_minor }) => [currency, amount_minor]))).toEqual({
    JPY: 500,
    KRW: 500,
    UGX: 500,
    ISK: 500,
    MGA: 50_000,
    EUR: 50_000,
    KWD: 500_000,
  })
})
