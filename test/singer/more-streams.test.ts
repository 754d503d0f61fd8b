// Time, tickets, contracts, invoices and campaigns as taps write them, brought into the tables that figures are measured from.
import { expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { rowsOf } from '../deliver.ts'
import { lines, send } from './send.ts'

const any = {}
const stream = (name: string, key: string, ...records: readonly Record<string, unknown>[]) => [
  {
    type: 'SCHEMA',
    stream: name,
    key_properties: [key],
    schema: {
      type: 'object',
      properties: Object.fromEntries(
        Object.keys(records[0] ?? {}).map((one) => [one, shape(records[0]?.[one])]),
      ),
    },
  },
  ...records.map((record) => ({ type: 'RECORD', stream: name, record })),
]

function shape(value: unknown): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return any
  return {
    type: ['null', 'object'],
    properties: Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shape(part)])),
  }
}

const faults = (reports: Awaited<ReturnType<typeof send>>['reports']) =>
  reports.flatMap(({ files }) =>
    files.flatMap(({ name, errors }) => errors.map(({ code, column }) => [name, code, column])),
  )

test('Salesforce: meetings with somebody from outside, calls, cases, campaigns, contracts', async () => {
  const database = await freshDatabase()
  const event = {
    Id: 'E1',
    OwnerId: 'U1',
    WhoId: 'C1',
    AccountId: 'A1',
    StartDateTime: '2026-02-03T09:00:00.000+0000',
    EndDateTime: '2026-02-03T10:00:00.000+0000',
    IsAllDayEvent: false,
    IsChild: false,
    IsDeleted: false,
    Subject: 'Zorblat',
    Description: 'Zorblat',
  }
  const { reports } = await send(
    database,
    lines(
      ...stream('User', 'Id', { Id: 'U1', Email: 'nora@example.com', Name: 'Nora Quist', ManagerId: null }),
      ...stream('Account', 'Id', { Id: 'A1', Name: 'Lorme', OwnerId: 'U1' }),
      ...stream(
        'Event',
        'Id',
        event,
        { ...event, Id: 'E2', WhoId: null },
        { ...event, Id: 'E3', IsAllDayEvent: true },
        { ...event, Id: 'E4', IsChild: true },
      ),
      ...stream(
        'Task',
        'Id',
        {
          Id: 'T1',
          OwnerId: 'U1',
          AccountId: 'A1',
          ActivityDate: '2026-02-04',
          CallDurationInSeconds: 630,
          IsDeleted: false,
          Subject: 'Zorblat',
        },
        {
          Id: 'T2',
          OwnerId: 'U1',
          AccountId: 'A1',
          ActivityDate: '2026-02-04',
          CallDurationInSeconds: null,
          IsDeleted: false,
          Subject: 'Zorblat',
        },
      ),
      ...stream('Case', 'Id', {
        Id: 'K1',
        CaseNumber: '1',
        AccountId: 'A1',
        CreatedDate: '2026-02-05T08:00:00Z',
        Subject: 'Panne',
        Description: 'La presse chauffe',
        Priority: 'High',
        IsDeleted: false,
      }),
      ...stream(
        'Campaign',
        'Id',
        { Id: 'P1', Name: 'Salon', Type: 'Trade Show', StartDate: '2026-01-10', ActualCost: 1500.5 },
        { Id: 'P2', Name: 'Plus tard', Type: 'Email', StartDate: '2026-09-10', ActualCost: null },
      ),
      ...stream('Contract', 'Id', {
        Id: 'N1',
        AccountId: 'A1',
        ContractNumber: '00012',
        ContractTerm: 12,
        StartDate: '2026-01-01',
        EndDate: '2026-12-31',
        ActivatedDate: '2026-01-01T08:00:00Z',
        OwnerId: 'U1',
        IsDeleted: false,
      }),
    ),
  )
  expect(faults(reports)).toEqual([])
  expect(
    await rowsOf(database, 'select external_id, category, seconds, day from activities order by 1'),
  ).toEqual([
    { external_id: 'E1', category: 'buyer-facing', seconds: 3600, day: '2026-02-03' },
    { external_id: 'T1', category: 'buyer-facing', seconds: 630, day: '2026-02-04' },
  ])
  expect(await rowsOf(database, 'select channel, comment from feedback')).toEqual([
    { channel: 'ticket', comment: 'La presse chauffe' },
  ])
  expect(await rowsOf(database, 'select amount_minor, category, department, campaign from costs')).toEqual([
    { amount_minor: 150050, category: 'events', department: 'marketing', campaign: 'Salon' },
  ])
  expect(
    await rowsOf(
      database,
      'select s.starts_on, a.name from subscriptions as s join accounts as a using (account_id)',
    ),
  ).toEqual([{ starts_on: '2026-01-01', name: 'Lorme' }])
  expect(
    await rowsOf(database, `select count(*) as n from landed_rows where data::text ~ 'Zorblat'`),
  ).toEqual([{ n: 0 }])
})

test('HubSpot: meetings and calls by their time, tickets; mails are not kept', async () => {
  const database = await freshDatabase()
  const engagement = (id: number, type: string, metadata: object) => ({
    engagement_id: id,
    engagement: { id, type, ownerId: 77, timestamp: 1770109200000 },
    associations: { companyIds: [5], dealIds: [] },
    metadata: {
      subject: 'Zorblat',
      text: 'Zorblat',
      startTime: null,
      endTime: null,
      durationMilliseconds: null,
      ...metadata,
    },
  })
  const { reports } = await send(
    database,
    lines(
      ...stream('owners', 'ownerId', {
        ownerId: 77,
        email: 'nora@example.com',
        firstName: 'Nora',
        lastName: 'Quist',
      }),
      ...stream(
        'engagements',
        'engagement_id',
        engagement(1, 'MEETING', { startTime: 1770109200000, endTime: 1770112800000 }),
        engagement(2, 'CALL', { durationMilliseconds: 90500 }),
        engagement(3, 'EMAIL', {}),
      ),
      ...stream('tickets', 'id', {
        id: '9',
        property_hs_pipeline_stage: { value: '1' },
        property_createdate: { value: '2026-02-05T08:00:00Z' },
        property_subject: { value: 'Panne' },
      }),
    ),
  )
  expect(faults(reports)).toEqual([])
  expect(await rowsOf(database, 'select external_id, category, seconds from activities order by 1')).toEqual([
    { external_id: '1', category: 'buyer-facing', seconds: 3600 },
    { external_id: '2', category: 'buyer-facing', seconds: 90 },
  ])
  expect(await rowsOf(database, 'select comment, received_on from feedback')).toEqual([
    { comment: 'Panne', received_on: '2026-02-05' },
  ])
  expect(
    await rowsOf(database, `select count(*) as n from landed_rows where data::text ~ 'Zorblat'`),
  ).toEqual([{ n: 0 }])
})

test.each([
  ['nested, as Meltano’s tap', (properties: object) => ({ properties })],
  [
    'flat, as Airbyte’s source',
    (properties: object) =>
      Object.fromEntries(Object.entries(properties).map(([name, value]) => [`properties_${name}`, value])),
  ],
])('HubSpot: meetings and calls by the objects of its third version, %s', async (_, shaped) => {
  const database = await freshDatabase()
  const { reports } = await send(
    database,
    lines(
      ...stream('owners', 'id', { id: '77', email: 'nora@example.com', firstName: 'Nora', lastName: 'Quist', archived: false }), // prettier-ignore
      ...stream(
        'meetings',
        'id',
        {
          id: '1',
          ...shaped({
            hs_meeting_start_time: '2026-02-03T09:00:00Z',
            hs_meeting_end_time: '2026-02-03T10:00:00Z',
            hubspot_owner_id: '77',
            hs_meeting_body: 'Zorblat',
          }),
          archived: false,
        },
        { id: '2', ...shaped({ hs_meeting_start_time: null, hubspot_owner_id: '77' }), archived: false },
      ),
      ...stream('calls', 'id', {
        id: '3',
        ...shaped({
          hs_timestamp: '2026-02-04T09:00:00Z',
          hs_call_duration: '90500',
          hubspot_owner_id: '77',
          hs_call_body: 'Zorblat',
        }),
        archived: false,
      }),
      ...stream('tasks', 'id', { id: '4', ...shaped({ hs_timestamp: '2026-02-04T09:00:00Z', hs_task_body: 'Zorblat' }) }), // prettier-ignore
    ),
  )
  expect(faults(reports)).toEqual([])
  expect(await rowsOf(database, 'select external_id, category, seconds from activities order by 1')).toEqual([
    { external_id: '1', category: 'buyer-facing', seconds: 3600 },
    { external_id: '3', category: 'buyer-facing', seconds: 90 },
  ])
  expect(
    await rowsOf(database, `select count(*) as n from landed_rows where data::text ~ 'Zorblat'`),
  ).toEqual([{ n: 0 }])
})

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

test('Pipedrive: the flow of a deal gives the moments of its stages', async () => {
  const database = await freshDatabase()
  const flow = (id: number, field_key: string, new_value: string, log_time: string) => ({
    id,
    item_id: 1,
    user_id: 5,
    field_key,
    old_value: null,
    new_value,
    log_time,
  })
  const deal = {
    id: 1,
    title: 'Forge',
    value: 10,
    currency: 'EUR',
    status: 'open',
    stage_id: 3,
    add_time: '2026-01-01 09:00:00',
  }
  const { reports } = await send(
    database,
    lines(
      ...stream(
        'stages',
        'id',
        { id: 2, name: 'Contact', order_nr: 1, pipeline_id: 1 },
        { id: 3, name: 'Offre', order_nr: 2, pipeline_id: 1 },
      ),
      ...stream('deals', 'id', deal),
      ...stream(
        'dealflow',
        'id',
        flow(10, 'add_time', '2026-01-01 09:00:00', '2026-01-01 09:00:00'),
        flow(11, 'stage_id', '2', '2026-01-01 09:00:00'),
        flow(12, 'stage_id', '3', '2026-01-09 10:00:00'),
      ),
    ),
  )
  expect(faults(reports)).toEqual([])
  expect(
    await rowsOf(
      database,
      'select k.name, v.entered_at from stage_visits as v join stages as k using (stage_id) order by v.entered_at',
    ),
  ).toEqual([
    { name: 'Contact', entered_at: '2026-01-01T09:00:00+00:00' },
    { name: 'Offre', entered_at: '2026-01-09T10:00:00+00:00' },
  ])
})

test('HubSpot: deals that were merged count once', async () => {
  const database = await freshDatabase()
  const deal = (id: number, merged: string | null) => ({
    dealId: id,
    property_dealname: { value: `D${id}` },
    property_dealstage: { value: 'x' },
    property_createdate: { value: '2026-01-01T09:00:00Z' },
    property_hs_merged_object_ids: { value: merged },
  })
  await send(database, lines(...stream('deals', 'dealId', deal(1, null), deal(2, null))))
  await send(database, lines(...stream('deals', 'dealId', deal(3, '1;2'))))
  expect(await rowsOf(database, 'select external_id, is_deleted from opportunities order by 1')).toEqual([
    { external_id: '1', is_deleted: true },
    { external_id: '2', is_deleted: true },
    { external_id: '3', is_deleted: false },
  ])
})

test('Zendesk: tickets of organisations, in a source of their own', async () => {
  const database = await freshDatabase()
  const { reports } = await send(
    database,
    lines(
      ...stream('organizations', 'id', {
        id: 42,
        name: 'Lorme',
        domain_names: ['lorme.example'],
        created_at: '2025-01-01T00:00:00Z',
      }),
      ...stream('tickets', 'id', {
        id: 1,
        requester_id: 7,
        organization_id: 42,
        subject: 'Panne',
        description: 'La presse chauffe',
        created_at: '2026-02-05T23:30:00Z',
      }),
      ...stream('users', 'id', { id: 7, organization_id: 42, email: 'zorblat@buyer.example' }),
    ),
  )
  expect(reports.map(({ source }) => source)).toEqual(['zendesk'])
  expect(faults(reports)).toEqual([])
  expect(
    await rowsOf(
      database,
      'select f.received_on, f.comment, a.name from feedback as f join accounts as a using (account_id)',
    ),
  ).toEqual([{ received_on: '2026-02-06', comment: 'La presse chauffe', name: 'Lorme' }])
})
