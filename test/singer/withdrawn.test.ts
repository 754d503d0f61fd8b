// A record that counted and no longer does takes back the row that it had brought, and brings it again when it counts again.
import { describe, expect, test } from 'vitest'
import { owner } from '../../model/reader.ts'
import { undoImport } from '../../sources/ingest/index.ts'
import { freshDatabase } from '../database.ts'
import { deliver, rowsOf } from '../deliver.ts'
import { lines, now, send } from './send.ts'

const declare = (stream: string, key: string, record: Record<string, unknown>) => ({
  type: 'SCHEMA',
  stream,
  key_properties: [key],
  schema: { properties: Object.fromEntries(Object.keys(record).map((name) => [name, {}])) },
})

interface Case {
  readonly what: string
  readonly tap: string
  readonly stream: string
  readonly key: string
  readonly table: string
  readonly counts: Record<string, unknown>
  readonly not: Record<string, unknown>
}

const event = {
  Id: 'E1',
  OwnerId: 'U1',
  WhoId: 'C1',
  StartDateTime: '2026-02-03T09:00:00Z',
  EndDateTime: '2026-02-03T10:00:00Z',
  IsAllDayEvent: false,
  IsChild: false,
  IsPrivate: false,
  IsDeleted: false,
}
const campaign = { Id: 'P1', Name: 'Salon', StartDate: '2026-01-10', ActualCost: 1500, IsDeleted: false }
const contract = { Id: 'N1', AccountId: 'A1', StartDate: '2026-01-01', ContractTerm: 12, EndDate: null }
const call = { Id: 'T1', OwnerId: 'U1', ActivityDate: '2026-02-04', CallDurationInSeconds: 630 }
const activity = {
  id: 7,
  type: 'call',
  done: true,
  owner_id: 3,
  org_id: 5,
  due_date: '2026-02-04',
  due_time: '09:00',
  duration: '00:30',
}
const meeting = {
  id: '8',
  property_hs_meeting_start_time: '2026-02-03T09:00:00Z',
  property_hs_meeting_end_time: '2026-02-03T09:30:00Z',
  property_hubspot_owner_id: '77',
  archived: false,
}
const rating = { id: 4, ticket_id: 9, score: 'good', comment: 'Parfait', created_at: '2026-02-03T09:00:00Z' }
const subscription = {
  id: 'sub_1',
  customer: 'cus_1',
  status: 'active',
  current_period_end: 1,
  created: 1735689600,
}
const invoice = {
  id: 'in_1',
  customer: 'cus_1',
  status: 'open',
  total: 100,
  currency: 'eur',
  created: 1735776000,
}

const salesforce = { tap: 'tap-salesforce', key: 'Id' }
const cases: readonly Case[] = [
  {
    what: 'a meeting that became private',
    ...salesforce,
    stream: 'Event',
    table: 'activities',
    counts: event,
    not: { ...event, IsPrivate: true },
  },
  {
    what: 'a meeting without anybody from outside',
    ...salesforce,
    stream: 'Event',
    table: 'activities',
    counts: event,
    not: { ...event, WhoId: null },
  },
  {
    what: 'a meeting deleted without its times',
    ...salesforce,
    stream: 'Event',
    table: 'activities',
    counts: event,
    not: { ...event, OwnerId: null, StartDateTime: null, EndDateTime: null, IsDeleted: true },
  },
  {
    what: 'a call without a length',
    ...salesforce,
    stream: 'Task',
    table: 'activities',
    counts: call,
    not: { ...call, CallDurationInSeconds: null },
  },
  {
    what: 'a campaign without its cost',
    ...salesforce,
    stream: 'Campaign',
    table: 'costs',
    counts: campaign,
    not: { ...campaign, ActualCost: null },
  },
  {
    what: 'a campaign that was deleted',
    ...salesforce,
    stream: 'Campaign',
    table: 'costs',
    counts: campaign,
    not: { ...campaign, IsDeleted: true },
  },
  {
    what: 'a contract no longer activated',
    ...salesforce,
    stream: 'Contract',
    table: 'subscriptions',
    counts: { ...contract, ActivatedDate: '2026-01-01T08:00:00Z' },
    not: { ...contract, ActivatedDate: null },
  },
  {
    what: 'an activity that is to be done again',
    tap: 'tap-pipedrive',
    key: 'id',
    stream: 'activities',
    table: 'activities',
    counts: activity,
    not: { ...activity, done: false },
  },
  {
    what: 'a meeting without a time',
    tap: 'tap-hubspot',
    key: 'id',
    stream: 'meetings',
    table: 'activities',
    counts: meeting,
    not: { ...meeting, property_hs_meeting_start_time: null },
  },
  {
    what: 'words taken back',
    tap: 'tap-zendesk',
    key: 'id',
    stream: 'satisfaction_ratings',
    table: 'feedback',
    counts: rating,
    not: { ...rating, comment: null },
  },
  {
    what: 'a subscription that came to nothing',
    tap: 'tap-stripe',
    key: 'id',
    stream: 'subscriptions',
    table: 'subscriptions',
    counts: subscription,
    not: { ...subscription, status: 'incomplete_expired' },
  },
  {
    what: 'an invoice that is a draft again',
    tap: 'tap-stripe',
    key: 'id',
    stream: 'invoices',
    table: 'revenue',
    counts: invoice,
    not: { ...invoice, status: 'draft' },
  },
]

describe('a record that no longer counts', () => {
  test.each(cases)('$what', async ({ tap, stream, key, table, counts, not }) => {
    const database = await freshDatabase()
    const rows = async () => (await rowsOf(database, `select 1 as one from ${table}`)).length
    const arrive = async (record: Record<string, unknown>) =>
      send(database, lines(declare(stream, key, counts), { type: 'RECORD', stream, record }), { tap })
    const first = await arrive(not)
    expect(await rows()).toBe(0)
    expect(first.reports[0]?.files[0]?.accepted ?? 0).toBe(0)
    await arrive(counts)
    expect(await rows()).toBe(1)
    const { reports } = await arrive(not)
    expect(await rows()).toBe(0)
    expect(reports[0]?.files[0]).toMatchObject({ verdict: 'accept', rejected: 0, added: 0, changed: 1 })
    const importId = reports[0]?.importId ?? 0
    await undoImport(database, owner, importId, { now })
    expect(await rows()).toBe(1)
    await arrive(counts)
    expect(await rows()).toBe(1)
  })

  test('the row of another source with the same id stays', async () => {
    const database = await freshDatabase()
    const arrive = async (record: object, source: string) =>
      send(database, lines(declare('Event', 'Id', event), { type: 'RECORD', stream: 'Event', record }), {
        source,
      })
    await arrive(event, 'north')
    await arrive(event, 'south')
    await arrive({ ...event, IsPrivate: true }, 'south')
    expect(await rowsOf(database, 'select source from activities')).toEqual([{ source: 'north' }])
  })
})

test('a line that was deleted and comes back is one line, and is known again', async () => {
  const database = await freshDatabase()
  const deal = {
    Id: 'D1',
    StageName: 'Proposal',
    Amount: 100,
    CreatedDate: '2026-01-05T08:00:00Z',
    IsClosed: false,
    IsWon: false,
  }
  const line = {
    Id: 'L1',
    OpportunityId: 'D1',
    Product2Id: 'P1',
    Name: 'Presse',
    Quantity: 1,
    TotalPrice: 100,
    IsDeleted: false,
  }
  await send(
    database,
    lines(declare('Opportunity', 'Id', deal), { type: 'RECORD', stream: 'Opportunity', record: deal }),
  )
  const arrive = async (record: object) =>
    send(
      database,
      lines(declare('OpportunityLineItem', 'Id', line), {
        type: 'RECORD',
        stream: 'OpportunityLineItem',
        record,
      }),
    )
  const amounts = async () =>
    (await rowsOf(database, 'select amount_minor from opportunity_lines where external_id is not null')).map(
      (row) => row['amount_minor'],
    )
  await arrive(line)
  // A deletion says which, and not of what.
  await arrive({ ...line, OpportunityId: null, IsDeleted: true })
  expect(await amounts()).toEqual([])
  await arrive(line)
  expect(await amounts()).toEqual([10000])
  await arrive({ ...line, TotalPrice: 200 })
  expect(await amounts()).toEqual([20000])
})

describe('an invoice of Stripe’s own list', () => {
  const list = (...rows: readonly (readonly [id: string, total: string, status: string])[]) => ({
    'invoices.csv': `id;Amount Due;Currency;Customer;Customer Name;Invoice Date (UTC);Number;Paid;Subtotal;Tax;Total;Status
${rows.map(([id, total, status]) => `${id};${total};eur;cus_1;Aubrac;2026-05-12 09:00;${id}-N;true;${total};0.00;${total};${status}`).join('\n')}\n`,
  })
  const amounts = async (database: Awaited<ReturnType<typeof freshDatabase>>) =>
    (await rowsOf(database, 'select amount_minor from revenue order by 1')).map((row) => row['amount_minor'])

  test('that is voided in the next one is withdrawn', async () => {
    const database = await freshDatabase()
    await deliver(database, list(['in_1', '100.00', 'open'], ['in_2', '50.00', 'paid']))
    expect(await amounts(database)).toEqual([5000, 10000])
    const next = list(['in_1', '100.00', 'void'], ['in_2', '50.00', 'paid'], ['in_3', '7.00', 'draft'])
    const report = await deliver(database, next)
    expect(report.files[0]).toMatchObject({ rows: 3, added: 0, changed: 1, unchanged: 1, rejected: 0 })
    expect(await amounts(database)).toEqual([5000])
  })

  test('stands where one of its rows says so, whatever another says', async () => {
    const database = await freshDatabase()
    await deliver(database, list(['in_1', '100.00', 'void'], ['in_1', '100.00', 'paid']))
    expect(await amounts(database)).toEqual([10000])
  })
})
