// Leads, product lines, stage dates in columns, currencies: small deliveries worked out by hand.
import { describe, expect, test } from 'vitest'
import { owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { clock, deliver, rowsOf, wholeModel } from '../../test/deliver.ts'
import { changeCurrency, decide, undoImport } from './index.ts'

const deals = `deal_id,title,amount,currency,stage,owner_email,created_at,closed_at,account
D-1,First,100.00,EUR,Won,ana@example.com,2026-01-10,2026-02-09,Acme
D-2,Second,50.00,EUR,Open,ana@example.com,2026-01-15,,
`

describe('leads', async () => {
  const database = await freshDatabase()
  await deliver(database, { 'deals.csv': deals })
  const before = await wholeModel(database)
  const first = `lead_id,created_at,owner_email,lead_source,status,deal_id
L-1,2026-01-02,ana@example.com,Web,Qualified,
L-2,2026-01-03,ana@example.com,Web,Junk,
L-3,2026-01-04,ana@example.com,Fair,New,
`
  const report = await deliver(database, { 'leads.csv': first })

  test('are read with what their status says', async () => {
    expect(report.files.map((file) => [file.entity, file.added])).toEqual([['leads', 3]])
    expect(
      await rowsOf(
        database,
        'select external_id as id, is_qualified as q, is_converted as c, created_on from leads order by 1',
      ),
    ).toEqual([
      { id: 'L-1', q: true, c: null, created_on: '2026-01-02' },
      { id: 'L-2', q: false, c: false, created_on: '2026-01-03' },
      { id: 'L-3', q: false, c: false, created_on: '2026-01-04' },
    ])
    expect(report.decisions.find(({ kind }) => kind === 'lead-definition')?.weight?.en).toBe('3 leads')
  })

  test('move to the account of their opportunity when they convert', async () => {
    const later = `lead_id,created_at,owner_email,lead_source,status,deal_id
L-1,2026-01-02,ana@example.com,Web,Converted,D-1
`
    const second = await deliver(database, { 'leads.csv': later })
    expect(second.files.map((file) => [file.added, file.changed])).toEqual([[0, 1]])
    expect(
      await rowsOf(
        database,
        `select l.external_id as id, l.is_converted as c, a.name, l.opportunity_id = o.opportunity_id as linked from leads as l
         join accounts as a on a.account_id = l.account_id left join opportunities as o on o.external_id = 'D-1' where l.external_id = 'L-1'`,
      ),
    ).toEqual([{ id: 'L-1', c: true, name: 'Acme', linked: true }])
    // One account of its own for D-2, L-2 and L-3 each; L-1 left none behind.
    expect(await rowsOf(database, 'select count(*) as n from accounts where not is_identified')).toEqual([
      { n: 3 },
    ])
    await undoImport(database, owner, second.importId, { now: clock })
    await undoImport(database, owner, report.importId, { now: clock })
    expect(await wholeModel(database)).toEqual(before)
  })
})

test('a list of lines replaces the one product that a deal names', async () => {
  const database = await freshDatabase()
  await deliver(database, {
    'deals.csv': deals.replaceAll(/(account|Acme|,)$/gm, '$1,product').replace('Acme,product', 'Acme,Box'),
  })
  expect(
    await rowsOf(database, 'select count(*) as n from opportunity_lines where external_id is null'),
  ).not.toEqual([{ n: 0 }])
  const lines = `deal_id,product,quantity,amount
D-1,Box,2,60.00
D-1,Lid,1,40.00
D-7,Box,1,1.00
`
  const report = await deliver(database, { 'lines.csv': lines })
  expect(report.files.map((file) => [file.entity, file.added, file.rejected])).toEqual([
    ['opportunity-lines', 2, 1],
  ])
  expect(
    await rowsOf(
      database,
      `select p.name, l.quantity, l.amount_minor, l.currency from opportunity_lines as l join products as p using (product_id)
       join opportunities as o on o.opportunity_id = l.opportunity_id where o.external_id = 'D-1' order by 1`,
    ),
  ).toEqual([
    { name: 'Box', quantity: 2, amount_minor: 6000, currency: 'EUR' },
    { name: 'Lid', quantity: 1, amount_minor: 4000, currency: 'EUR' },
  ])
  const before = await wholeModel(database)
  const again = await deliver(database, { 'lines.csv': lines })
  expect(again.files.map((file) => [file.added, file.changed, file.unchanged])).toEqual([[0, 0, 2]])
  expect(await wholeModel(database)).toEqual(before)
})

test('HubSpot’s columns of stage dates become visits', async () => {
  const database = await freshDatabase()
  const text = `Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Create Date,Deal owner,Date entered "Qualified To Buy (Sales Pipeline)",Date entered "Closed Won (Sales Pipeline)"
501,Roof,Closed Won,Sales Pipeline,10.00,2026-02-01,2026-01-01,Ana Ruiz,2026-01-11 09:00,2026-02-01 10:30
502,Door,Qualified To Buy,Sales Pipeline,20.00,,2026-01-05,Ana Ruiz,2026-01-20 08:00,
`
  const report = await deliver(database, { 'hubspot-deals.csv': text })
  expect(report.files[0]?.entity).toBe('opportunities')
  expect(
    await rowsOf(
      database,
      `select o.external_id as id, v.visit, k.name as stage, v.entered_on, v.left_on from stage_visits as v
       join stages as k on k.stage_id = v.stage_id join opportunities as o on o.opportunity_id = v.opportunity_id order by 1, 2`,
    ),
  ).toEqual([
    { id: '501', visit: 1, stage: 'Qualified To Buy', entered_on: '2026-01-11', left_on: '2026-02-01' },
    { id: '501', visit: 2, stage: 'Closed Won', entered_on: '2026-02-01', left_on: null },
    { id: '502', visit: 1, stage: 'Qualified To Buy', entered_on: '2026-01-20', left_on: null },
  ])
})

test('amounts without a currency follow the decision about it; stated ones do not', async () => {
  const database = await freshDatabase()
  const list = `Opportunity ID,Opportunity Name,Stage,Amount,Created Date,Close Date,Owner
O-1,Roof,Won,10.50,2026-01-05,2026-02-01,Ana Ruiz
`
  const report = await deliver(database, { 'Opportunities.csv': list, 'deals.csv': deals })
  const asked = report.decisions.find(({ kind }) => kind === 'currency')
  expect([asked?.id, asked?.proposal, asked?.weight?.en]).toEqual(['currency', 'EUR', '1 opportunity'])
  await decide(database, owner, { currency: 'USD' }, clock)
  expect(
    await rowsOf(database, 'select external_id as id, amount_minor, currency from opportunities order by 1'),
  ).toEqual([
    { id: 'D-1', amount_minor: 10000, currency: 'EUR' },
    { id: 'D-2', amount_minor: 5000, currency: 'EUR' },
    { id: 'O-1', amount_minor: 1050, currency: 'USD' },
  ])
  // 10.50 read with two decimals is 10.50 yen at best: nothing is converted, whole yen are kept.
  await decide(database, owner, { currency: 'JPY' }, clock)
  expect(
    await rowsOf(database, "select amount_minor, currency from opportunities where external_id = 'O-1'"),
  ).toEqual([{ amount_minor: 11, currency: 'JPY' }])
})

test('people who change teams keep the team of then', async () => {
  const database = await freshDatabase()
  await deliver(database, {
    'people.csv': 'person_email,display_name,role,team\nana@example.com,Ana,rep,North\n',
    'deals.csv': deals,
  })
  await deliver(
    database,
    { 'people.csv': 'person_email,display_name,role,team\nana@example.com,Ana,rep,South\n' },
    { asOf: '2026-04-01' },
  )
  expect(
    await rowsOf(
      database,
      'select t.name, m.starts_on, m.ends_on from memberships as m join teams as t using (team_id) order by m.membership_id',
    ),
  ).toEqual([
    { name: 'North', starts_on: null, ends_on: '2026-04-01' },
    { name: 'South', starts_on: '2026-04-01', ends_on: null },
  ])
})

test('a visit that ends in the year 9999 has not ended', async () => {
  const database = await freshDatabase()
  const visits = `deal_id,stage,entered_at,left_at
D-2,Open,2026-01-15T09:00:00Z,2026-02-01T09:00:00Z
D-2,Offer,2026-02-01T09:00:00Z,9999-12-31 23:59:59
`
  const report = await deliver(database, { 'deals.csv': deals, 'history.csv': visits })
  expect(report.files.map((file) => file.rejected)).toEqual([0, 0])
  expect(
    await rowsOf(
      database,
      `select s.name, v.left_on from stage_visits as v join stages as s on s.stage_id = v.stage_id
       join opportunities as o on o.opportunity_id = v.opportunity_id where o.external_id = 'D-2' order by v.visit`,
    ),
  ).toEqual([
    { name: 'Open', left_on: '2026-02-01' },
    { name: 'Offer', left_on: null },
  ])
})

test('the organisation’s currency is that of amounts that name none', async () => {
  const database = await freshDatabase()
  await deliver(database, {
    'deals.csv':
      'Deal Id,Amount,Stage,Created,Closed\nD-1,100,Won,2026-01-10,2026-02-09\nD-2,70,Won,2026-01-11,2026-02-10\n',
    'dollars.csv': deals.replaceAll('D-', 'E-').replaceAll(',EUR,', ',USD,'),
  })
  const currencies = () =>
    rowsOf(database, 'select currency, count(*) as n from opportunities group by 1 order by 1')
  const before = await currencies()
  await expect(changeCurrency(database, owner, 'XXQ', clock)).rejects.toThrow(RangeError)
  expect(await currencies()).toEqual(before)
  await changeCurrency(database, owner, 'CHF', clock)
  expect(await currencies()).toEqual([
    { currency: 'CHF', n: 2 },
    { currency: 'USD', n: 2 },
  ])
})

describe('records that HubSpot merged', async () => {
  const database = await freshDatabase()
  const header = 'Record ID;Deal Name;Deal Stage;Pipeline;Amount;Close Date;Create Date;Deal owner'
  const first = `${header}
101;Delta;Closed Won;Sales Pipeline;100;2026-02-10;2026-01-05;Ana Ruiz
102;Delta again;Closed Won;Sales Pipeline;100;2026-02-11;2026-01-06;Ana Ruiz
103;Echo;Closed Won;Sales Pipeline;50;2026-02-12;2026-01-07;Ana Ruiz
`
  const second = `${header};Merged Record IDs
201;Delta;Closed Won;Sales Pipeline;100;2026-02-10;2026-01-05;Ana Ruiz;101;102
`.replace(';101;102\n', ';"101;102"\n')
  const counted = () =>
    rowsOf(database, `select external_id as id, is_deleted as gone from opportunities order by external_id`)

  test('count once, and again twice when the merge is taken back', async () => {
    await deliver(database, { 'deals.csv': first })
    const report = await deliver(database, { 'deals.csv': second })
    expect(report.findings.find(({ code }) => code === 'RECORDS_MERGED')?.sentence.en).toContain('2 records')
    expect(await counted()).toEqual([
      { id: '101', gone: true },
      { id: '102', gone: true },
      { id: '103', gone: false },
      { id: '201', gone: false },
    ])
    await undoImport(database, owner, report.importId, { now: clock })
    expect((await counted()).map(({ gone }) => gone)).toEqual([false, false, false])
  })
})
