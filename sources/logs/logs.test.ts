// Logs of other tools, from their bytes to the model: visits of shared documents, the audit log of Microsoft 365, the log of Google Drive.
import { beforeAll, expect, test } from 'vitest'
import type { Database } from '../../model/database.ts'
import { owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { deliver, rowsOf, wholeModel } from '../../test/deliver.ts'
import { undoImport } from '../ingest/index.ts'

// Two deals of Acme's are open in May, one of them alone in March; Brume has one; of Cobalt nothing is known.
const crm = {
  'people.csv': `owner_name,owner_email\nAna Silva,ana@douze.example\nTom Roy,tom@douze.example\n`,
  'accounts.csv': `account_id,account_name,domain\na1,Acme,acme.example\na2,Brume,brume.example\n`,
  'deals.csv': `deal_id,amount,stage,owner_email,created_at,closed_at,account_id
d1,100.00,Open,ana@douze.example,2026-01-05,,a1
d2,100.00,Open,ana@douze.example,2026-04-20,,a1
d3,100.00,Won,tom@douze.example,2026-02-01,2026-03-10,a2
`,
  'content.csv': `content_id,content_title,published_on\nc1,Product deck,2026-01-01\nc2,Guide de sécurité,2026-01-01\n`,
}

const visits = `Viewed at,Name,Email,Link Name,Total Visit Duration (s),Total Document Completion (%),Document version,Downloaded at,Verified,Agreement Accepted,Agreement Name,Agreement Content,Agreement Accepted At,Viewed from dataroom,Browser,OS,Device,Country,City
2026-03-04T10:00:00.000Z,Zoe Durand,zoe@acme.example,Acme link,42.4,80.00%,2,2026-03-04T10:05:00.000Z,Yes,NaN,NaN,NaN,NaN,No,Canarybrowser,Canaryos,Canarydevice,FR,Canarycity
2026-05-06T10:00:00.000Z,NaN,leo@eu.acme.example,Acme link,7.0,10.00%,2,NaN,No,NaN,NaN,NaN,NaN,No,Canarybrowser,Canaryos,Canarydevice,FR,Canarycity
2026-03-05T09:00:00.000Z,NaN,NaN,NaN,0.0,0.00%,2,NaN,No,NaN,NaN,NaN,NaN,No,Canarybrowser,Canaryos,Canarydevice,FR,Canarycity
2026-03-06T09:00:00.000Z,Tom,tom@douze.example,NaN,5.0,10.00%,2,NaN,No,NaN,NaN,NaN,NaN,No,Canarybrowser,Canaryos,Canarydevice,FR,Canarycity
2026-03-07T09:00:00.000Z,Ann,ann@cobalt.example,NaN,5.0,10.00%,2,NaN,No,NaN,NaN,NaN,NaN,No,Canarybrowser,Canaryos,Canarydevice,FR,Canarycity
2026-13-45T09:00:00.000Z,Ann,ann@brume.example,NaN,5.0,10.00%,2,NaN,No,NaN,NaN,NaN,NaN,No,Canarybrowser,Canaryos,Canarydevice,FR,Canarycity
`
const visitsFile = 'visits-Product_deck_pdf-2026-05-08.csv'

const events = `select e.kind, e.day::text as day, e.seconds, i.title, a.name as account, d.external_id as deal,
    (select p.display_name from people as p where p.person_id = e.rep_id) as sharer
  from content_events as e left join content_items as i on i.content_item_id = e.content_item_id
  left join accounts as a on a.account_id = e.account_id
  left join opportunities as d on d.opportunity_id = e.opportunity_id
  order by e.occurred_at, e.kind, e.seconds`

/** Every text that stands anywhere in the database. */
async function everyText(database: Database): Promise<string> {
  const client = await database.connect(owner)
  try {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_schema in ('public', 'staging') and table_type = 'BASE TABLE'`,
    )
    let text = ''
    for (const { name } of rows)
      text += (await client.query<{ t: string }>(`select to_jsonb(t)::text as t from ${name} as t`)).rows
        .map(({ t }) => t)
        .join('\n')
    return text
  } finally {
    client.release()
  }
}

let database: Database
beforeAll(async () => {
  database = await freshDatabase()
  await deliver(database, crm)
})

test('visits of a shared document are events of buyers: account by the address, deal where it is the only one open, nobody who shared', async () => {
  const report = await deliver(database, { [visitsFile]: visits })
  const [file] = report.files
  expect(file).toMatchObject({
    entity: 'content-events',
    rows: 6,
    accepted: 4,
    rejected: 1,
    verdict: 'partial',
  })
  expect(file?.warnings.map(({ code }) => code)).toEqual(['SHARER_UNSAID', 'OWN_VIEWS'])
  expect(file?.errors.map(({ code, row }) => [code, row])).toEqual([['DATE_INVALID', 7]])
  expect(report.findings.find(({ code }) => code === 'BUYERS_BY_DOMAIN')?.sentence.en).toMatch(
    /address: 4, of which 3 by an account/,
  )
  const of = { title: 'Product deck', sharer: null, deal: null, account: null }
  expect(await rowsOf(database, events)).toEqual([
    { ...of, kind: 'buyer-view', day: '2026-03-04', seconds: 42, account: 'Acme', deal: 'd1' },
    { ...of, kind: 'buyer-download', day: '2026-03-04', seconds: null, account: 'Acme', deal: 'd1' },
    { ...of, kind: 'buyer-view', day: '2026-03-05', seconds: 0 },
    { ...of, kind: 'buyer-view', day: '2026-03-07', seconds: 5 },
    // Two deals of Acme's are open by then: neither is guessed.
    { ...of, kind: 'buyer-view', day: '2026-05-06', seconds: 7, account: 'Acme' },
  ])
})

test('neither addresses nor names of visitors, nor devices and places, stand anywhere, also of a row that was refused', async () => {
  const text = await everyText(database)
  for (const canary of ['Canary', 'zoe@', 'leo@', 'ann@', 'Zoe Durand', 'acme.example/'])
    expect(text).not.toContain(canary)
  expect(text).toContain('2026-13-45T09:00:00.000Z')
})

test('brought twice changes nothing; a share that is known by then says who had shared, and for which deal; undone, all is as before', async () => {
  const before = await wholeModel(database)
  const again = await deliver(database, { [visitsFile]: visits })
  expect(again.files[0]).toMatchObject({ added: 0, changed: 0 })
  expect((await wholeModel(database))['content_events']).toEqual(before['content_events'])
  const shares = `rep_email,content_use,content,occurred_at,deal_id
ana@douze.example,share,Product deck,2026-03-01T08:00:00Z,d1
tom@douze.example,share,Product deck,2026-05-01T08:00:00Z,d2
`
  // The visits of a delivery find its shares as well.
  const { importId } = await deliver(database, { 'shares.csv': shares, [visitsFile]: visits })
  const found = await rowsOf(
    database,
    `select * from (${events}) as e where e.account = 'Acme' and e.kind like 'buyer%'`,
  )
  expect(found.map(({ day, deal, sharer }) => [day, deal, sharer])).toEqual([
    ['2026-03-04', 'd1', 'Ana Silva'],
    ['2026-03-04', 'd1', 'Ana Silva'],
    ['2026-05-06', 'd2', 'Tom Roy'],
  ])
  await undoImport(database, owner, importId, { now: () => new Date('2026-06-30T10:00:00Z') })
  expect((await wholeModel(database))['content_events']?.map(sorted).toSorted()).toEqual(
    before['content_events']?.map(sorted).toSorted(),
  )
})

const sorted = (row: string) =>
  JSON.stringify(
    Object.entries(JSON.parse(row) as object).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  )

test('who had shared may be said once for the file; she is then whose rows they are', async () => {
  const fresh = await freshDatabase()
  await deliver(fresh, crm)
  const report = await deliver(fresh, { [visitsFile]: visits }, { sharedBy: 'tom@douze.example' })
  expect(report.files[0]?.warnings.map(({ code }) => code)).toEqual(['OWN_VIEWS'])
  const rows = await rowsOf(fresh, events)
  expect(new Set(rows.map(({ sharer }) => sharer))).toEqual(new Set(['Tom Roy']))
  expect(rows).toHaveLength(5)
})

test('a data room: each document opened is a view, a room without one is left out and counted', async () => {
  const fresh = await freshDatabase()
  await deliver(fresh, crm)
  const report = await deliver(fresh, {
    'visits-Room-2026-05-08.csv': `Dataroom Viewed At,Dataroom Downloaded At,Visitor Name,Visitor Email,Link Name,Verified,Agreement Accepted,Agreement Name,Agreement Content,Agreement Accepted At,Document Name,Document Viewed At,Document Downloaded At,Total Visit Duration (s),Total Document Completion (%),Document Version,Browser,OS,Device,Country,City
2026-03-04T10:00:00.000Z,NaN,Zoe,zoe@brume.example,L,Yes,NaN,NaN,NaN,NaN,Guide de sécurité,2026-03-04T10:01:00.000Z,NaN,12.6,50.00%,1,Chrome,macOS,Desktop,FR,Lyon
2026-03-05T10:00:00.000Z,NaN,Zoe,zoe@brume.example,L,Yes,NaN,NaN,NaN,NaN,NaN,NaN,NaN,NaN,NaN,NaN,NaN,NaN,NaN,NaN,NaN
`,
  })
  expect(report.files[0]).toMatchObject({ rows: 2, accepted: 1, rejected: 0, verdict: 'accept' })
  expect(report.files[0]?.warnings.find(({ code }) => code === 'NO_DOCUMENT')?.sentence.en).toContain(
    'left out: 1.',
  )
  expect(await rowsOf(fresh, events)).toEqual([
    {
      kind: 'buyer-view',
      day: '2026-03-04',
      seconds: 13,
      title: 'Guide de sécurité',
      account: 'Brume',
      deal: 'd3',
      sharer: null,
    },
  ])
})

test('page views of one visit are one view; those of robots are left out and counted', async () => {
  const fresh = await freshDatabase()
  await deliver(fresh, crm)
  const report = await deliver(fresh, {
    'page_views.csv': `id,linkId,documentId,viewId,versionNumber,time,duration,pageNumber,country,city,ua,bot
1,l,c1,v1,1,1772618400000,20000,1,FR,Lyon,x,0
2,l,c1,v1,1,1772618430000,10400,2,FR,Lyon,x,0
3,l,c1,v2,1,1772618400000,100,1,US,Ashburn,bot,1
`,
  })
  expect(report.files[0]).toMatchObject({ rows: 3, accepted: 1, rejected: 0 })
  expect(report.files[0]?.warnings.map(({ code }) => code)).toContain('ROBOT_PAGES')
  expect(await rowsOf(fresh, events)).toEqual([
    {
      kind: 'buyer-view',
      day: '2026-03-04',
      seconds: 30,
      title: 'Product deck',
      account: null,
      deal: null,
      sharer: null,
    },
  ])
})

const audit = (operation: string, user: string, details: object, at = '2026-03-04T10:00:00') =>
  `${at},${user},${operation},"${JSON.stringify({ CreationTime: at, Operation: operation, ClientIP: 'Canary.1', Workload: 'SharePoint', ...details }).replaceAll('"', '""')}"`

test('the audit log of Microsoft 365: what is done with known content, searches without their words, guests as buyers', async () => {
  const fresh = await freshDatabase()
  await deliver(fresh, crm)
  const deck = {
    SourceFileName: 'Product deck.pptx',
    ObjectId: 'https://douze.example/Shared/Product%20deck.pptx',
  }
  const lines = [
    audit('FileAccessed', 'ana@douze.example', { Id: '1', ...deck }),
    audit('FileAccessed', 'ana@douze.example', { Id: '2', SourceFileName: 'Canary salaries.xlsx' }),
    audit(
      'SearchQueryPerformed',
      'ana@douze.example',
      { Id: '3', SearchQueryText: 'Canary words' },
      '2026-03-04T09:59:00',
    ),
    audit('SearchQueryPerformed', 'hr@douze.example', { Id: '4' }),
    audit('FileSyncUploadedFull', 'ana@douze.example', { Id: '5', ...deck }),
    audit(
      'AddedToSecureLink',
      'ana@douze.example',
      { Id: '6', ...deck, TargetUserOrGroupName: 'zoe_brume.example#ext#@douze.onmicrosoft.com' },
      '2026-03-04T11:00:00',
    ),
    audit('SecureLinkUsed', 'urn:spo:guest#zoe@brume.example', { Id: '7', ...deck }, '2026-03-05T08:00:00'),
    audit(
      'FileDownloaded',
      'zoe_brume.example#EXT#@douze.onmicrosoft.com',
      { Id: '8', ...deck },
      '2026-03-05T08:05:00',
    ),
    audit('FileAccessed', 'app@sharepoint', { Id: '9', ...deck }),
  ]
  const report = await deliver(fresh, {
    'audit.csv': `CreationDate,UserIds,Operations,AuditData\n${lines.join('\n')}\n`,
  })
  expect(report.files[0]).toMatchObject({ rows: 9, accepted: 5, rejected: 0, verdict: 'accept' })
  expect(report.files[0]?.warnings.map(({ code }) => code).toSorted()).toEqual([
    'NOBODY',
    'OTHER_FILE',
    'OTHER_OPERATION',
    'SEARCH_OF_OTHERS',
  ])
  const of = {
    title: 'Product deck',
    seconds: null,
    account: null,
    deal: null,
    sharer: 'Ana Silva',
    day: '2026-03-04',
  }
  expect(await rowsOf(fresh, events)).toEqual([
    { ...of, kind: 'search', title: null },
    { ...of, kind: 'open' },
    { ...of, kind: 'share', account: 'Brume' },
    { ...of, kind: 'buyer-view', day: '2026-03-05', account: 'Brume', deal: 'd3' },
    { ...of, kind: 'buyer-download', day: '2026-03-05', account: 'Brume', deal: 'd3' },
  ])
  const text = await everyText(fresh)
  expect(text).not.toContain('Canary')
  expect(text).not.toContain('zoe')
})

test('the log of Google Drive: colleagues open, others read what was shared with them', async () => {
  const fresh = await freshDatabase()
  await deliver(fresh, crm)
  const report = await deliver(fresh, {
    'drive.csv': `Date,Event,Description,Actor,Document ID,Document type,Title,Visibility,Owner,IP address
2026-03-04T10:00:00Z,View,x,ana@douze.example,1A,pdf,Product deck.pdf,Private,ana@douze.example,Canary
2026-03-04T11:00:00Z,Download,x,zoe@brume.example,1A,pdf,Product deck.pdf,Shared,ana@douze.example,Canary
2026-03-04T12:00:00Z,View,x,ana@douze.example,2B,doc,Canary salaries,Private,ana@douze.example,Canary
2026-03-04T12:00:00Z,Change user access,x,ana@douze.example,1A,pdf,Product deck.pdf,Private,ana@douze.example,Canary
`,
  })
  expect(report.files[0]).toMatchObject({ rows: 4, accepted: 2, rejected: 0 })
  const of = { title: 'Product deck', seconds: null, day: '2026-03-04' }
  expect(await rowsOf(fresh, events)).toEqual([
    { ...of, kind: 'open', account: null, deal: null, sharer: 'Ana Silva' },
    { ...of, kind: 'buyer-download', account: 'Brume', deal: 'd3', sharer: null },
  ])
  expect(await everyText(fresh)).not.toContain('Canary')
})

test('a list of visits of another tool: the visitor is the buyer, whatever else it says of her device is not kept', async () => {
  const fresh = await freshDatabase()
  await deliver(fresh, crm)
  const report = await deliver(fresh, {
    'visits.csv': `Visited At,Visitor Email,Document Name,Link Creator,Duration,Device,Location
2026-03-04T10:00:00Z,zoe@brume.example,Product deck,ana@douze.example,00:01:05,Canary,Canary
2026-03-04T11:00:00Z,zoe@brume.example,Guide de sécurité,,00:00:05,Canary,Canary
2026-03-05T11:00:00Z,not an address,Product deck,,00:00:05,Canary,Canary
`,
  })
  expect(report.files[0]).toMatchObject({ entity: 'content-events', rows: 3, accepted: 2, rejected: 1 })
  expect(report.files[0]?.errors.map(({ code, column }) => [code, column])).toEqual([
    ['EMAIL_INVALID', 'Visitor Email'],
  ])
  const of = { kind: 'buyer-view', day: '2026-03-04', account: 'Brume', deal: 'd3' }
  expect(await rowsOf(fresh, events)).toEqual([
    { ...of, seconds: 65, title: 'Product deck', sharer: 'Ana Silva' },
    { ...of, seconds: 5, title: 'Guide de sécurité', sharer: null },
  ])
  const text = await everyText(fresh)
  for (const canary of ['Canary', 'zoe@']) expect(text).not.toContain(canary)
})

test('who had shared one file is not who shared the next, also where its mapping is remembered', async () => {
  const fresh = await freshDatabase()
  await deliver(fresh, crm)
  const list = (at: string) => `Quand,Qui,Quoi\n${at},zoe@brume.example,Product deck\n`
  const columns = { Quand: 'occurredAt', Qui: 'visitor', Quoi: 'content' }
  await deliver(
    fresh,
    { 'liste.csv': list('2026-03-04T10:00:00Z') },
    { sharedBy: 'tom@douze.example', corrections: { 'liste.csv': { entity: 'content-events', columns } } },
  )
  const next = await deliver(fresh, { 'liste 2.csv': list('2026-05-04T10:00:00Z') })
  expect(next.files[0]).toMatchObject({ entity: 'content-events', accepted: 1 })
  expect(next.files[0]?.warnings.map(({ code }) => code)).toEqual(['SHARER_UNSAID'])
  expect((await rowsOf(fresh, events)).map(({ day, sharer }) => [day, sharer])).toEqual([
    ['2026-03-04', 'Tom Roy'],
    ['2026-05-04', null],
  ])
})
