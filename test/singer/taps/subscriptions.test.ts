// A company's customers as tap-stripe and Airbyte's source send them: who left, and what was invoiced, against sums worked out by hand.
import { describe, expect, test } from 'vitest'
import { customerChurn } from '../../../kpis/customer-churn/definition.ts'
import { measure, organisation, parsePeriod } from '../../../metric/index.ts'
import { owner } from '../../../model/reader.ts'
import { freshDatabase } from '../../database.ts'
import { rowsOf } from '../../deliver.ts'
import { lines, send } from '../send.ts'
import { airbyte, type Fields, flag, list, object, stream, text, time, whole } from './messages.ts'

/** Moments as singer-io's tap writes them, or as Stripe and Airbyte do: seconds. */
const written = (by: 'singer' | 'airbyte') => (moment: string | null) =>
  moment === null ? null : by === 'singer' ? `${moment}.000000Z` : Date.parse(`${moment}Z`) / 1000

const customer = (number: number, at: (moment: string) => unknown): Fields => ({
  id: `cus_${number}`,
  object: 'customer',
  name: `Customer ${number}`,
  email: 'zorblat@buyer.example',
  delinquent: false,
  invoice_prefix: 'A1',
  currency: number === 4 ? 'jpy' : 'eur',
  created: at('2025-01-01T00:00:00'),
})
const plan = (amount: number, currency = 'eur', interval = 'month', interval_count = 1) => ({
  id: 'plan_1',
  object: 'plan',
  amount,
  currency,
  interval,
  interval_count,
})

function company(by: 'singer' | 'airbyte'): object[] {
  const at = written(by)
  const subscription = (
    number: number,
    status: string,
    from: string,
    to: string | null,
    paid: object | null,
    more = {},
  ): Fields => ({
    id: `sub_${number}`,
    object: 'subscription',
    customer: `cus_${number}`,
    status,
    start_date: at(from),
    created: at(from),
    ended_at: at(to),
    canceled_at: at(to),
    current_period_end: at('2026-07-01T00:00:00'),
    quantity: 1,
    plan: paid,
    items: by === 'singer' ? ['si_1'] : { data: [{ id: 'si_1' }] },
    ...more,
  })
  const invoice = (id: string, status: string, minor: number, currency = 'eur', more = {}): Fields => ({
    id,
    object: 'invoice',
    customer: 'cus_1',
    status,
    currency,
    subtotal: minor,
    tax: Math.round(minor / 5),
    total: Math.round(minor * 1.2),
    amount_due: Math.round(minor * 1.2),
    created: at('2026-01-31T23:00:00'),
    status_transitions: { finalized_at: at('2026-01-31T23:30:00'), paid_at: null },
    ...more,
  })
  const customers = [1, 2, 3, 4, 5, 6].map((number) => customer(number, at))
  const subscriptions = [
    subscription(1, 'active', '2025-01-01T00:00:00', null, plan(9_900), { quantity: 3 }),
    // Left in the quarter, on the evening of 9 February by UTC: in Paris on the 10th.
    subscription(2, 'canceled', '2025-02-01T00:00:00', '2026-02-09T23:30:00', plan(120_000, 'eur', 'year')),
    // Three months at a time, and of several prices: what a month is worth is not said.
    subscription(3, 'past_due', '2025-03-01T00:00:00', null, plan(30_000, 'eur', 'month', 3)),
    subscription(4, 'active', '2025-04-01T00:00:00', null, plan(5_000, 'jpy')),
    subscription(5, 'active', '2026-01-15T00:00:00', null, null),
    // The first payment never came: nobody became a customer.
    subscription(6, 'incomplete_expired', '2025-12-01T00:00:00', null, plan(9_900)),
  ]
  const invoices = [
    invoice('in_1', 'paid', 10_000),
    invoice('in_2', 'open', 4_000),
    invoice('in_3', 'draft', 7_000),
    invoice('in_4', 'uncollectible', 500, 'jpy'),
  ]
  const notes: Fields[] = [
    {
      id: 'cn_1',
      object: 'credit_note',
      customer: 'cus_1',
      invoice: 'in_1',
      status: 'issued',
      currency: 'eur',
      amount: 3_000,
      subtotal: 2_500,
      total: 3_000,
      created: at('2026-02-10T08:00:00'),
    },
    {
      id: 'cn_2',
      object: 'credit_note',
      customer: 'cus_1',
      invoice: 'in_1',
      status: 'void',
      currency: 'eur',
      amount: 3_000,
      subtotal: 2_500,
      total: 3_000,
      created: at('2026-02-10T08:00:00'),
    },
  ]
  if (by === 'airbyte')
    return [
      ...airbyte('subscriptions', subscriptions),
      ...airbyte('customers', customers),
      ...airbyte('invoices', invoices),
      ...airbyte('credit_notes', notes),
    ]
  const money = {
    subtotal: whole,
    total: whole,
    currency: text,
    status: text,
    customer: text,
    created: time,
    id: text,
    object: text,
  }
  return [
    ...stream(
      'customers',
      'id',
      {
        id: text,
        object: text,
        name: text,
        email: text,
        delinquent: flag,
        invoice_prefix: text,
        created: time,
      },
      customers,
    ),
    ...stream(
      'subscriptions',
      'id',
      {
        id: text,
        customer: text,
        status: text,
        start_date: time,
        created: time,
        ended_at: time,
        current_period_end: time,
        quantity: whole,
        items: list(text),
        plan: object({ amount: whole, currency: text, interval: text, interval_count: whole }),
      },
      subscriptions,
    ),
    ...stream(
      'invoices',
      'id',
      {
        ...money,
        tax: whole,
        amount_due: whole,
        status_transitions: object({ finalized_at: time, paid_at: time }),
      },
      invoices,
    ),
    ...stream('credit_notes', 'id', { ...money, amount: whole, invoice: text }, notes),
  ]
}

describe.each([['singer'], ['airbyte']] as const)('Stripe by %s', (by) => {
  test('who left, and what was invoiced', async () => {
    const database = await freshDatabase()
    const { reports, fault } = await send(database, lines(...company(by)))
    expect(fault).toBeNull()
    expect(
      reports.flatMap(({ files }) => files.flatMap(({ name, errors }) => errors.map((one) => [name, one]))),
    ).toEqual([])
    const { answers } = await measure(database, owner, customerChurn, {
      scope: organisation,
      period: parsePeriod('2026-Q1')!,
      asOf: '2026-04-20',
    })
    // Customers 1 to 4 on the first of January; the second leaves. The fifth comes later, the sixth never was one.
    const churn = answers.find(({ id }) => id === 'logo-churn')
    expect([churn?.numerator, churn?.denominator]).toEqual([1, 4])
    expect(
      await rowsOf(
        database,
        `select external_id as id, starts_on, ends_on, monthly_minor as monthly, currency from subscriptions order by 1`,
      ),
    ).toEqual([
      { id: 'sub_1', starts_on: '2025-01-01', ends_on: null, monthly: 29_700, currency: 'EUR' },
      { id: 'sub_2', starts_on: '2025-02-01', ends_on: '2026-02-10', monthly: 10_000, currency: 'EUR' },
      // 300.00 every three months.
      { id: 'sub_3', starts_on: '2025-03-01', ends_on: null, monthly: 10_000, currency: 'EUR' },
      { id: 'sub_4', starts_on: '2025-04-01', ends_on: null, monthly: 5_000, currency: 'JPY' },
      { id: 'sub_5', starts_on: '2026-01-15', ends_on: null, monthly: null, currency: null },
    ])
    const invoiced = 'select external_id as id, amount_minor as minor, currency, day from revenue order by 1'
    expect(await rowsOf(database, invoiced)).toEqual([
      { id: 'cn_1', minor: -2_500, currency: 'EUR', day: '2026-02-10' },
      { id: 'cn_2', minor: 0, currency: 'EUR', day: '2026-02-10' },
      { id: 'in_1', minor: 10_000, currency: 'EUR', day: '2026-02-01' },
      { id: 'in_2', minor: 4_000, currency: 'EUR', day: '2026-02-01' },
      { id: 'in_4', minor: 500, currency: 'JPY', day: '2026-02-01' },
    ])
    // Later the open one is voided: nothing of it is revenue any more.
    const voided = JSON.stringify(company(by)).replaceAll('"status":"open"', '"status":"void"')
    await send(database, lines(...(JSON.parse(voided) as object[])))
    const [sum] = await rowsOf(
      database,
      "select sum(amount_minor)::integer as minor from revenue where currency = 'EUR'",
    )
    expect(sum).toEqual({ minor: 7_500 })
  })
})
