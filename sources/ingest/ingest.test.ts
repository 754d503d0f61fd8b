// Stories of deliveries, worked out by hand: what a few files become, loaded once, twice, in any order, and undone.
import { describe, expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { clock, deliver, rowsOf, stageTexts, wholeModel } from '../../test/deliver.ts'
import { owner } from '../../model/reader.ts'
import { checkRollups, within } from '../../model/rollups/index.ts'
import { decide, decisions, refusedRows, undoImport } from './index.ts'

const people = `person_email,display_name,role,team,manager_email
ana@example.com,Ana Ruiz,rep,North,mia@example.com
bob@example.com,Bob Stone,rep,South,mia@example.com
mia@example.com,Mia Lang,manager,North,
`
const accounts = `account_name,industry,country
Acme,steel,FR
Borea,wood,FI
`
const deals = `deal_id,title,amount,currency,stage,owner_email,created_at,closed_at,account,product
D-1,First,100.00,EUR,Won,ana@example.com,2026-01-10,2026-02-09,Acme,GTX Pro
D-2,Second,50.50,EUR,Lost,bob@example.com,2026-01-15,2026-03-01,ACME,GTXPro
D-3,Third,7.00,EUR,Proposal,ana@example.com,2026-02-01,,,
`

describe('a first delivery', async () => {
  const database = await freshDatabase()
  const report = await deliver(database, {
    'people.csv': people,
    'accounts.csv': accounts,
    'deals.csv': deals,
  })

  test('is understood whole', () => {
    expect(report.state).toBe('visible')
    expect(report.files.map((file) => [file.entity, file.verdict, file.accepted, file.added])).toEqual([
      ['people', 'accept', 3, 3],
      ['accounts', 'accept', 2, 2],
      ['opportunities', 'accept', 3, 3],
    ])
    expect(report.files[2]?.checks.map(({ value }) => value)).toEqual(['157.50'])
    expect(report.provisionalPeople).toEqual([])
  })

  test('joins deals with people, teams, accounts and stages', async () => {
    const rows = await rowsOf(
      database,
      `select o.external_id as id, p.display_name as owner, t.name as team, a.name as account, k.name as stage, o.outcome,
         o.opened_on, o.closed_on, o.amount_minor, o.currency
       from opportunities as o join people as p on p.person_id = o.owner_id
       join memberships as m on m.person_id = p.person_id join teams as t on t.team_id = m.team_id
       join accounts as a on a.account_id = o.account_id join stages as k on k.stage_id = o.stage_id
       order by o.external_id`,
    )
    expect(rows).toEqual([
      {
        id: 'D-1',
        owner: 'Ana Ruiz',
        team: 'North',
        account: 'Acme',
        stage: 'Won',
        outcome: 'won',
        opened_on: '2026-01-10',
        closed_on: '2026-02-09',
        amount_minor: 10000,
        currency: 'EUR',
      },
      {
        id: 'D-2',
        owner: 'Bob Stone',
        team: 'South',
        account: 'Acme',
        stage: 'Lost',
        outcome: 'lost',
        opened_on: '2026-01-15',
        closed_on: '2026-03-01',
        amount_minor: 5050,
        currency: 'EUR',
      },
      {
        id: 'D-3',
        owner: 'Ana Ruiz',
        team: 'North',
        account: null,
        stage: 'Proposal',
        outcome: 'open',
        opened_on: '2026-02-01',
        closed_on: null,
        amount_minor: 700,
        currency: 'EUR',
      },
    ])
  })

  test('gives a deal without a company an account that is no customer', async () => {
    expect(await rowsOf(database, 'select name, is_identified from accounts order by account_id')).toEqual([
      { name: 'Acme', is_identified: true },
      { name: 'Borea', is_identified: true },
      { name: null, is_identified: false },
    ])
  })

  test('writes GTXPro and GTX Pro as one product, and says so', async () => {
    expect(await rowsOf(database, 'select name from products')).toEqual([{ name: 'GTX Pro' }])
    expect(await rowsOf(database, 'select amount_minor from opportunity_lines order by 1')).toEqual([
      { amount_minor: 5050 },
      { amount_minor: 10000 },
    ])
    expect(report.findings.find(({ code }) => code === 'PRODUCT_JOINED')?.sentence.en).toBe(
      '“GTXPro” is the product “GTX Pro” (1 row).',
    )
  })

  test('changes nothing the second time', async () => {
    const before = await wholeModel(database)
    const again = await deliver(database, {
      'deals.csv': deals,
      'accounts.csv': accounts,
      'people.csv': people,
    })
    expect(again.files.map((file) => [file.added, file.changed, file.unchanged])).toEqual([
      [0, 0, 3],
      [0, 0, 2],
      [0, 0, 3],
    ])
    expect(await wholeModel(database)).toEqual(before)
  })

  test('removes nothing when a shorter export follows', async () => {
    const before = await wholeModel(database)
    await deliver(database, { 'deals.csv': deals.split('\n').slice(0, 2).join('\n') + '\n' })
    expect(await wholeModel(database)).toEqual(before)
  })
})

test('files one by one, in any order, end in the same figures', async () => {
  const figures = `select o.external_id, p.email, p.is_provisional, t.name as team, a.name as account, a.industry, o.outcome, l.amount_minor
    from opportunities as o left join people as p on p.person_id = o.owner_id
    left join memberships as m on m.person_id = p.person_id left join teams as t on t.team_id = m.team_id
    left join accounts as a on a.account_id = o.account_id
    left join opportunity_lines as l on l.opportunity_id = o.opportunity_id order by 1`
  const orders = [
    { people, accounts, deals },
    { deals, accounts, people },
    { accounts, deals, people },
  ]
  const found = []
  for (const order of orders) {
    const database = await freshDatabase()
    for (const [name, text] of Object.entries(order)) await deliver(database, { [`${name}.csv`]: text })
    found.push(await rowsOf(database, figures))
  }
  expect(found[1]).toEqual(found[0])
  expect(found[2]).toEqual(found[0])
  expect(found[0]).toHaveLength(3)
})

describe('a second export of the same deals', async () => {
  const database = await freshDatabase()
  await deliver(database, { 'people.csv': people, 'deals.csv': deals })
  const before = await wholeModel(database)
  // D-3 moves to Negotiation, changes hands and turns out to be for Borea; as of 15 March.
  const later = `deal_id,title,amount,currency,stage,owner_email,created_at,closed_at,account,product
D-3,Third,9.00,EUR,Negotiation,bob@example.com,2026-02-01,,Borea,
D-4,Fourth,1.00,EUR,Proposal,zed@example.com,2026-03-15,,Acme,
`
  const report = await deliver(database, { 'deals.csv': later })

  test('counts what is new and what changed', () => {
    expect(report.files.map((file) => [file.added, file.changed, file.unchanged])).toEqual([[1, 1, 0]])
    expect(report.provisionalPeople).toEqual(['zed@example.com'])
  })

  test('moves the deal to its company and leaves no empty account', async () => {
    expect(
      await rowsOf(
        database,
        `select o.external_id as id, a.name from opportunities as o join accounts as a on a.account_id = o.account_id order by 1`,
      ),
    ).toEqual([
      { id: 'D-1', name: 'Acme' },
      { id: 'D-2', name: 'Acme' },
      { id: 'D-3', name: 'Borea' },
      { id: 'D-4', name: 'Acme' },
    ])
    expect(await rowsOf(database, 'select 1 from accounts where not is_identified')).toEqual([])
  })

  test('sees the change of stage and of owner, dated by the later export', async () => {
    expect(
      await rowsOf(
        database,
        `select v.visit, k.name as stage, v.entered_on, v.left_on, v.provenance from stage_visits as v
         join stages as k on k.stage_id = v.stage_id order by v.visit`,
      ),
    ).toEqual([
      // The first export describes 1 March 2026, its last event: the stage is known from then on.
      {
        visit: 1,
        stage: 'Proposal',
        entered_on: '2026-03-01',
        left_on: '2026-03-15',
        provenance: 'snapshot',
      },
      { visit: 2, stage: 'Negotiation', entered_on: '2026-03-15', left_on: null, provenance: 'snapshot' },
    ])
    expect(
      await rowsOf(
        database,
        `select w.stay, p.email, w.starts_on, w.ends_on from opportunity_owners as w join people as p on p.person_id = w.owner_id order by 1`,
      ),
    ).toEqual([
      { stay: 1, email: 'ana@example.com', starts_on: null, ends_on: '2026-03-15' },
      { stay: 2, email: 'bob@example.com', starts_on: '2026-03-15', ends_on: null },
    ])
  })

  test('is undone to the same bytes, and only while nothing depends on it', async () => {
    await expect(undoImport(database, owner, 1, { now: clock })).rejects.toThrow(/Undo import/)
    const undone = await undoImport(database, owner, report.importId, { now: clock })
    expect(undone.state).toBe('undone')
    expect(await wholeModel(database)).toEqual(before)
  })

  test('and the first can be undone then, leaving nothing', async () => {
    await undoImport(database, owner, 1, { now: clock })
    const left = await wholeModel(database)
    expect(Object.entries(left).filter(([, rows]) => rows.length > 0)).toEqual([])
  })
})

test('a stage history gives visits, and repeated stages are no moves', async () => {
  const database = await freshDatabase()
  const history = `deal_id,stage,entered_at
D-1,Proposal,2026-01-10
D-1,Proposal,2026-01-20
D-1,Negotiation,2026-01-25
D-1,Won,2026-02-09
D-9,Proposal,2026-01-01
`
  const texts = { 'people.csv': people, 'deals.csv': deals, 'history.csv': history }
  const report = await deliver(database, texts)
  const visits = `select v.visit, k.name as stage, v.entered_on, v.left_on from stage_visits as v join stages as k on k.stage_id = v.stage_id order by 1`
  const expected = [
    { visit: 1, stage: 'Proposal', entered_on: '2026-01-10', left_on: '2026-01-25' },
    { visit: 2, stage: 'Negotiation', entered_on: '2026-01-25', left_on: '2026-02-09' },
    { visit: 3, stage: 'Won', entered_on: '2026-02-09', left_on: null },
  ]
  expect(await rowsOf(database, visits)).toEqual(expected)
  const file = report.files[2]
  expect([file?.verdict, file?.accepted, file?.rejected, file?.errors[0]?.code]).toEqual([
    'partial',
    4,
    1,
    'REFERENCE_UNKNOWN',
  ])
  const before = await wholeModel(database)
  const again = await deliver(database, texts)
  expect(again.files.map(({ added, changed }) => added + changed)).toEqual([0, 0, 0])
  expect(await wholeModel(database)).toEqual(before)
})

test('a decision about a stage changes the outcome of its deals', async () => {
  const database = await freshDatabase()
  await deliver(database, { 'people.csv': people, 'deals.csv': deals })
  const asked = (await decisions(database, owner)).find(({ subject }) => subject === 'Proposal')
  expect([asked?.kind, asked?.proposal, asked?.isConfirmed, asked?.weight?.en]).toEqual([
    'stage-outcome',
    'open',
    false,
    '1 opportunity',
  ])
  const after = await decide(database, owner, { [asked?.id ?? '']: 'won' }, clock)
  expect(after.find(({ id }) => id === asked?.id)).toMatchObject({ proposal: 'won', isConfirmed: true })
  expect(await rowsOf(database, "select outcome from opportunities where external_id = 'D-3'")).toEqual([
    { outcome: 'won' },
  ])
  await expect(decide(database, owner, { [asked?.id ?? '']: 'maybe' }, clock)).rejects.toThrow(
    /not a possible answer/,
  )
})

test('stays in a stage that is decided to be no open one are counted no more', async () => {
  const database = await freshDatabase()
  const history = `deal_id,stage,entered_at
D-1,Proposal,2026-01-10
D-1,Won,2026-02-09
`
  await deliver(database, { 'people.csv': people, 'deals.csv': deals, 'history.csv': history })
  const stays = 'select left_on, went_on from stage_stays'
  expect(await rowsOf(database, stays)).toEqual([{ left_on: '2026-02-09', went_on: '2026-02-09' }])
  const asked = (await decisions(database, owner)).find(({ subject }) => subject === 'Proposal')
  await decide(database, owner, { [asked?.id ?? '']: 'lost' }, clock)
  expect(await rowsOf(database, stays)).toEqual([])
  const found = await database.read(owner, (query) => checkRollups(within(query)))
  expect(found.filter(({ wrong }) => wrong > 0)).toEqual([])
})

test('answers given with the confirmation hold at once', async () => {
  const database = await freshDatabase()
  const staged = await stageTexts(database, { 'people.csv': people, 'deals.csv': deals })
  const asked = staged.decisions.find(({ subject }) => subject === 'Proposal')
  const report = await deliver(
    database,
    { 'people.csv': people, 'deals.csv': deals },
    { decisions: { [asked?.id ?? '']: 'lost' } },
  )
  expect(report.decisions.find(({ id }) => id === asked?.id)).toMatchObject({
    proposal: 'lost',
    isConfirmed: true,
  })
  expect(await rowsOf(database, "select outcome from opportunities where external_id = 'D-3'")).toEqual([
    { outcome: 'lost' },
  ])
})

test('refused rows keep their cells, row, line, column, code and sentence', async () => {
  const database = await freshDatabase()
  const staged = await stageTexts(
    database,
    {
      'deals.csv': `deal_id,title,amount,currency,stage,owner_email,created_at,closed_at
D-1,ok,1.00,EUR,Open,ana@example.com,2026-01-01,
D-2,"two
lines",n/a,EUR,Open,ana@example.com,2026-01-01,
D-3,unknown,1.00,EUR,Open,who@example.com,2026-01-01,
`,
      'people.csv': people,
    },
    { unknownPeople: 'refuse' },
  )
  expect(staged.files[0]?.verdict).toBe('partial')
  const rows = []
  for await (const row of refusedRows(database, owner, staged.importId)) rows.push(row)
  expect(rows.map(({ row, line, column, code, cells }) => [row, line, column, code, cells[1]])).toEqual([
    [3, 3, 'amount', 'NUMBER_INVALID', 'two\nlines'],
    [4, 5, 'owner_email', 'REFERENCE_UNKNOWN', 'unknown'],
  ])
  expect(rows[0]?.header).toEqual([
    'deal_id',
    'title',
    'amount',
    'currency',
    'stage',
    'owner_email',
    'created_at',
    'closed_at',
  ])
  expect(rows[1]?.sentence.fr).toContain('who@example.com')
})

test('all or nothing refuses the delivery at its first bad row', async () => {
  const database = await freshDatabase()
  const report = await stageTexts(
    database,
    { 'deals.csv': deals.replace('50.50', 'half') },
    { onRowError: 'abort' },
  )
  expect([report.state, report.refusal?.en]).toEqual([
    'refused',
    'Rows refused: 1. You asked for all or nothing.',
  ])
})

test('rows without an id are known again', async () => {
  const database = await freshDatabase()
  const list = `Opportunity name,Stage,Amount,Created,Owner
Roof,Won,10,2026-01-05,Ana Ruiz
Roof,Lost,10,2026-01-05,Ana Ruiz
Door,Open,20,2026-01-06,Bob Stone
`
  const texts = { 'Opportunities.csv': list }
  const first = await deliver(database, texts)
  expect(first.files.map((file) => [file.entity, file.accepted, file.added])).toEqual([
    ['opportunities', 3, 3],
  ])
  const again = await deliver(database, texts)
  expect(again.files.map((file) => [file.added, file.changed, file.unchanged])).toEqual([[0, 0, 3]])
})
