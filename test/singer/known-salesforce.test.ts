// Streams of tap-salesforce, as the tap writes them, brought into the tables that figures are measured from.
import { describe, expect, test } from 'vitest'
import { owner } from '../../model/reader.ts'
import { undoImport } from '../../sources/ingest/index.ts'
import { freshDatabase } from '../database.ts'
import { rowsOf, wholeModel } from '../deliver.ts'
import { lines, now, send } from './send.ts'
import { flag, moment, number, record, schema, string } from './tap-messages.ts'

const opportunity = {
  Id: string,
  IsDeleted: flag,
  AccountId: string,
  Name: string,
  StageName: string,
  Amount: number,
  CloseDate: moment,
  CreatedDate: moment,
  IsClosed: flag,
  IsWon: flag,
  OwnerId: string,
  NextStep: string,
}
const salesforce = lines(
  // What depends on others comes first: the order of streams is the tap's.
  schema('OpportunityLineItem', 'Id', {
    Id: string,
    OpportunityId: string,
    Product2Id: string,
    Quantity: number,
    TotalPrice: number,
    IsDeleted: flag,
  }),
  record('OpportunityLineItem', {
    Id: '00k000000000001AAA',
    OpportunityId: '006000000000001AAA',
    Product2Id: '01t000000000001AAA',
    Quantity: 2,
    TotalPrice: 1200.5,
    IsDeleted: false,
  }),
  schema('Opportunity', 'Id', opportunity),
  record('Opportunity', {
    Id: '006000000000001AAA',
    IsDeleted: false,
    AccountId: '001000000000001AAA',
    Name: 'Forge',
    StageName: 'Closed Won',
    Amount: 1200.5,
    CloseDate: '2026-03-31',
    CreatedDate: '2026-01-15T09:12:44.000+0000',
    IsClosed: true,
    IsWon: true,
    OwnerId: '005000000000001AAA',
    NextStep: 'call Zorblat at home',
  }),
  record('Opportunity', {
    Id: '006000000000002AAA',
    IsDeleted: false,
    AccountId: '001000000000001AAA',
    Name: 'Press',
    StageName: 'Prospecting',
    Amount: 800.0,
    CloseDate: '2026-09-30',
    CreatedDate: '2026-02-10T14:01:02.000Z',
    IsClosed: false,
    IsWon: false,
    OwnerId: '005000000000001AAA',
    NextStep: null,
  }),
  schema('OpportunityHistory', 'Id', {
    Id: string,
    OpportunityId: string,
    StageName: string,
    CreatedDate: moment,
  }),
  record('OpportunityHistory', {
    Id: '008000000000001AAA',
    OpportunityId: '006000000000001AAA',
    StageName: 'Prospecting',
    CreatedDate: '2026-01-15T09:12:44.000Z',
  }),
  record('OpportunityHistory', {
    Id: '008000000000002AAA',
    OpportunityId: '006000000000001AAA',
    StageName: 'Closed Won',
    CreatedDate: '2026-03-31T08:00:00.000Z',
  }),
  schema('Account', 'Id', { Id: string, Name: string, Industry: string, OwnerId: string, Phone: string }),
  record('Account', {
    Id: '001000000000001AAA',
    Name: 'Aciéries Lorme',
    Industry: 'Steel',
    OwnerId: '005000000000001AAA',
    Phone: '0102030405',
  }),
  schema('Product2', 'Id', { Id: string, Name: string, ProductCode: string, Family: string }),
  record('Product2', { Id: '01t000000000001AAA', Name: 'Presse', ProductCode: 'PR', Family: 'Machines' }),
  schema('UserRole', 'Id', { Id: string, Name: string, ParentRoleId: string }),
  record('UserRole', { Id: '00E000000000001AAA', Name: 'Ventes Nord', ParentRoleId: null }),
  schema('User', 'Id', {
    Id: string,
    Email: string,
    Name: string,
    UserRoleId: string,
    ManagerId: string,
    IsActive: flag,
  }),
  record('User', {
    Id: '005000000000001AAA',
    Email: 'nora@example.com',
    Name: 'Nora Quist',
    UserRoleId: '00E000000000001AAA',
    ManagerId: null,
    IsActive: true,
  }),
  schema('Contact', 'Id', { Id: string, Email: string }),
  record('Contact', { Id: '003000000000001AAA', Email: 'zorblat@buyer.example' }),
  { type: 'STATE', value: { bookmarks: { Opportunity: '2026-02-10' } } },
)

describe('Salesforce', async () => {
  const database = await freshDatabase()

  test('a run fills deals, visits, lines, accounts, products, people and teams; what no figure needs is not kept', async () => {
    const { reports, printed, verdict } = await send(database, salesforce)
    expect(verdict).toBe('accept')
    expect(printed).toEqual(['{"bookmarks":{"Opportunity":"2026-02-10"}}'])
    const [report] = reports
    expect(report?.files.map((file) => [file.name, file.entity, file.verdict, file.errors])).toEqual([
      ['OpportunityLineItem', 'opportunity-lines', 'accept', []],
      ['Opportunity', 'opportunities', 'accept', []],
      ['OpportunityHistory', 'stage-history', 'accept', []],
      ['Account', 'accounts', 'accept', []],
      ['Product2', 'products', 'accept', []],
      ['UserRole', 'teams', 'accept', []],
      ['User', 'people', 'accept', []],
      ['Contact', null, 'left-out', []],
    ])
    expect(
      await rowsOf(
        database,
        `select o.external_id, o.name, o.outcome, o.amount_minor, o.opened_on, o.closed_on, a.name as account, p.display_name as owner, k.name as stage,
           (select count(*) from stage_visits as v where v.opportunity_id = o.opportunity_id) as visits,
           (select sum(l.amount_minor) from opportunity_lines as l where l.opportunity_id = o.opportunity_id) as lines
         from opportunities as o join accounts as a using (account_id) join people as p on p.person_id = o.owner_id
         join stages as k on k.stage_id = o.stage_id order by 1`,
      ),
    ).toEqual([
      {
        external_id: '006000000000001AAA',
        name: 'Forge',
        outcome: 'won',
        amount_minor: 120050,
        opened_on: '2026-01-15',
        closed_on: '2026-03-31',
        account: 'Aciéries Lorme',
        owner: 'Nora Quist',
        stage: 'Closed Won',
        visits: 2,
        lines: 120050,
      },
      {
        external_id: '006000000000002AAA',
        name: 'Press',
        outcome: 'open',
        amount_minor: 80000,
        opened_on: '2026-02-10',
        closed_on: null,
        account: 'Aciéries Lorme',
        owner: 'Nora Quist',
        stage: 'Prospecting',
        visits: 0,
        lines: null,
      },
    ])
    expect(await rowsOf(database, 'select name from teams')).toEqual([{ name: 'Ventes Nord' }])
    const kept = await rowsOf(
      database,
      `select count(*) as n from landed_rows where data::text ~* 'zorblat|0102030405'`,
    )
    expect(kept).toEqual([{ n: 0 }])
  })

  test('sent again, nothing changes and no import is made', async () => {
    const before = await wholeModel(database)
    const { reports, streams } = await send(database, salesforce)
    expect(reports).toEqual([])
    expect(streams.map(({ added, changed }) => added + changed)).toEqual(streams.map(() => 0))
    expect(await wholeModel(database)).toEqual(before)
  })

  test('a deal deleted at the source is marked, whichever way the tap says so', async () => {
    const deleted = lines(
      schema('Opportunity', 'Id', { ...opportunity, _sdc_deleted_at: string }),
      record('Opportunity', { Id: '006000000000002AAA', _sdc_deleted_at: '2026-06-01T00:00:00Z' }),
    )
    const { reports } = await send(database, deleted)
    expect(reports[0]?.files[0]?.errors).toEqual([])
    expect(
      await rowsOf(database, `select external_id, name, is_deleted from opportunities order by 1`),
    ).toEqual([
      { external_id: '006000000000001AAA', name: 'Forge', is_deleted: false },
      { external_id: '006000000000002AAA', name: 'Press', is_deleted: true },
    ])
  })

  test('a run can be undone while nothing depends on it, and the deal is back', async () => {
    const [{ import_id } = { import_id: '0' }] = await rowsOf(
      database,
      'select max(import_id) as import_id from imports',
    )
    await undoImport(database, owner, Number(import_id), { now })
    expect(await rowsOf(database, 'select external_id from opportunities where is_deleted')).toEqual([])
  })
})

test('a version of a full table that is activated makes the deals that it does not hold disappear', async () => {
  const database = await freshDatabase()
  const deal = (id: string) => ({
    Id: id,
    StageName: 'Prospecting',
    Amount: 10,
    CreatedDate: '2026-01-15T09:12:44Z',
    IsClosed: false,
    IsWon: false,
  })
  const head = schema('Opportunity', 'Id', opportunity)
  const load = (version: number, ...ids: readonly string[]) =>
    send(
      database,
      lines(head, ...ids.map((id) => record('Opportunity', deal(id), { version })), {
        type: 'ACTIVATE_VERSION',
        stream: 'Opportunity',
        version,
      }),
    )
  await load(1, 'A', 'B', 'C')
  const { reports, streams } = await load(2, 'A', 'C')
  expect(streams[0]).toMatchObject({ kept: 2, added: 0, changed: 0, deleted: 1 })
  expect(reports).toHaveLength(1)
  expect(
    await rowsOf(database, 'select external_id from opportunities where not is_deleted order by 1'),
  ).toEqual([{ external_id: 'A' }, { external_id: 'C' }])
  expect(await rowsOf(database, 'select count(*) as n from landed_rows')).toEqual([{ n: 2 }])
})

test('lines whose deal has not arrived wait, and are taken when it comes with a later run', async () => {
  const database = await freshDatabase()
  const item = { Id: string, OpportunityId: string, Product2Id: string, Quantity: number, TotalPrice: number }
  const first = await send(
    database,
    lines(
      schema('OpportunityLineItem', 'Id', item),
      record('OpportunityLineItem', {
        Id: 'L1',
        OpportunityId: 'D1',
        Product2Id: 'P1',
        Quantity: 1,
        TotalPrice: 5,
      }),
    ),
  )
  expect(first.reports[0]?.files[0]?.errors.map(({ code }) => code)).toEqual(['REFERENCE_UNKNOWN'])
  const second = await send(
    database,
    lines(
      schema('Opportunity', 'Id', opportunity),
      record('Opportunity', {
        Id: 'D1',
        StageName: 'Prospecting',
        Amount: 5,
        CreatedDate: '2026-01-15T09:12:44Z',
        IsClosed: false,
        IsWon: false,
      }),
    ),
  )
  expect(second.reports[0]?.files.map(({ name, accepted }) => [name, accepted])).toEqual([
    ['OpportunityLineItem', 1],
    ['Opportunity', 1],
  ])
  expect(await rowsOf(database, 'select amount_minor from opportunity_lines')).toEqual([
    { amount_minor: 500 },
  ])
})
