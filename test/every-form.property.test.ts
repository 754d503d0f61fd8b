// Deals, accounting entries, timers and snapshots: in whatever form of file they come, however their deliveries are ordered, repeated and
// cut, the same state stands at the end. Mailboxes, calendars and trackers have theirs in own-doors.property.test.ts, tables in
// sources/ingest/merge/tables, taps in singer/properties.test.ts, webhooks in api/hooks.test.ts, learning records in sources/xapi/meaning.
import { DuckDBInstance } from '@duckdb/node-api'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Database } from '../model/database.ts'
import fc from './chance.ts'
import { freshWorld } from './database.ts'
import { deliver, type Delivery, rowsOf } from './deliver.ts'
import { type Draft, fec } from './fec-drafts.ts'
import { writeWorkbook, writeZip } from './write-zip.ts'

const people = {
  'people.csv': 'person_email,display_name\nlea@ours.example,Léa Martin\ntom@ours.example,Tom Durand\n',
}

/** All pieces twice, in any order, where the order is cut into deliveries, and a number that chooses their forms. */
const arriving = (pieces: number) =>
  fc.record({
    order: fc.shuffledSubarray([...Array(pieces).keys(), ...Array(pieces).keys()], { minLength: pieces * 2 }),
    cuts: fc.uniqueArray(fc.integer({ min: 1, max: pieces * 2 - 1 }), { minLength: 2, maxLength: 4 }),
    form: fc.nat(),
  })

function cutUp<Item>(items: readonly Item[], cuts: readonly number[]): Item[][] {
  const places = [0, ...cuts.toSorted((one, other) => one - other), items.length]
  return places.slice(1).map((end, at) => items.slice(places[at], end))
}

type Cells = Readonly<Record<string, string>>
const header = 'deal_id,title,amount,currency,stage,owner_email,created_at,closed_at,status,account'.split(
  ',',
)
const deals: readonly Cells[] = [
  ['D-1', 'Forge', '1234.50', 'EUR', 'Won', 'lea@ours.example', '2026-01-05', '2026-02-05', 'won', 'Acme'],
  [
    'D-2',
    'a;b,c "d"',
    '10.00',
    'EUR',
    'Lost',
    'tom@ours.example',
    '2026-01-06',
    '2026-03-01',
    'lost',
    'Acme',
  ],
  ['D-3', 'Été 🦄', '0.10', 'USD', 'Proposal', 'tom@ours.example', '2026-01-07', '', 'open', 'Borea'],
  ['D-4', '', '99.00', 'EUR', 'Proposal', 'lea@ours.example', '2026-02-28', '', 'open', ''],
  ['007', 'zeros', '7.00', 'EUR', 'Won', 'lea@ours.example', '2026-02-28', '2026-02-28', 'won', 'Borea'],
].map((cells) => Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ''])))

const quoted = (cell: string): string => (/[",;\t|\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
const delimited = (rows: readonly Cells[], sign: string, end = '\n'): string =>
  [header, ...rows.map((row) => header.map((name) => quoted(row[name] ?? '')))]
    .map((cells) => cells.join(sign) + end)
    .join('')
const asJson = (row: Cells): string =>
  JSON.stringify(
    Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cell === '' ? null : cell])),
  )
const escaped = (cell: string): string => cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const workbook = (rows: readonly Cells[]): Buffer => {
  const line = (cells: readonly string[], at: number): string =>
    `<row r="${at + 1}">${cells
      .map((cell) => `<c t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`)
      .join('')}</row>`
  const lines = [header, ...rows.map((row) => header.map((name) => row[name] ?? ''))].map(line)
  return writeWorkbook({ sheets: [{ name: 'Deals', xml: `<sheetData>${lines.join('')}</sheetData>` }] })
}

/** The forms in which a table of deals can come. */
const forms: readonly ((rows: readonly Cells[]) => readonly [string, Buffer | string])[] = [
  (rows) => ['deals.csv', delimited(rows, ',')],
  (rows) => ['deals.csv', `\ufeff${delimited(rows, ';', '\r\n')}`],
  (rows) => ['deals.txt', Buffer.from(`\ufeff${delimited(rows, '\t', '\r\n')}`, 'utf16le')],
  (rows) => ['deals.csv', `sep=|\n${delimited(rows, '|', '\r')}`],
  (rows) => ['deals.json', `[${rows.map(asJson).join(',\n')}]`],
  (rows) => ['deals.jsonl', rows.map((row) => `${asJson(row)}\n`).join('')],
  (rows) => ['deals.csv.gz', gzipSync(delimited(rows, ','))],
  (rows) => ['deals.zip', writeZip([{ name: 'crm/deals.csv', data: delimited(rows, ';') }])],
  (rows) => ['deals.xlsx', workbook(rows)],
]

/** What stands of deals, without what says how it came. */
const standing = (database: Database) =>
  rowsOf(
    database,
    `select o.external_id, o.name, o.amount_minor, o.currency, o.outcome, o.opened_on, o.closed_on, s.name as stage,
       p.display_name as owner, a.name as account, a.is_identified,
       (select json_agg(json_build_array(v.entered_on, v.left_on, v.provenance) order by v.visit) from stage_visits as v
        where v.account_id = o.account_id and v.opportunity_id = o.opportunity_id) as visits,
       (select json_agg(json_build_array(w.owner_id is not null, w.starts_on, w.ends_on) order by w.stay)
        from opportunity_owners as w where w.account_id = o.account_id and w.opportunity_id = o.opportunity_id) as owners
     from opportunities as o join accounts as a using (account_id) left join stages as s using (stage_id)
       left join people as p on p.person_id = o.owner_id order by 1`,
  )

test('deals in every form of file', { timeout: 600_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'every-form-'))
  const duck = await DuckDBInstance.create(':memory:')
  const connection = await duck.connect()
  const parquet = async (rows: readonly Cells[]): Promise<readonly [string, Buffer]> => {
    await writeFile(join(folder, 'rows.csv'), delimited(rows, ','))
    await connection.run(
      `copy (select * from read_csv('${join(folder, 'rows.csv')}', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"'))
       to '${join(folder, 'rows.parquet')}' (format parquet)`,
    )
    return ['deals.parquet', await readFile(join(folder, 'rows.parquet'))]
  }
  const database = await freshWorld()
  await deliver(database, people)
  await deliver(database, { 'deals.csv': delimited(deals, ',') }, { asOf: '2026-06-01' })
  const usual = await standing(database)
  expect(usual).toHaveLength(deals.length)
  try {
    await fc.assert(
      fc.asyncProperty(arriving(deals.length), async ({ order, cuts, form }) => {
        await database.empty()
        await deliver(database, people)
        for (const [at, part] of cutUp(order, cuts).entries()) {
          const rows = part.map((place) => deals[place] ?? {})
          const made = forms[(form + at) % (forms.length + 1)]
          const [name, bytes] = made === undefined ? await parquet(rows) : made(rows)
          const report = await deliver(database, { [name]: bytes }, { asOf: '2026-06-01' })
          expect(
            report.files.map(({ rejected }) => rejected),
            name,
          ).toEqual([0])
        }
        expect(await standing(database)).toEqual(usual)
      }),
      { numRuns: 15, seed: 1980 },
    )
  } finally {
    connection.closeSync()
    duck.closeSync()
    await rm(folder, { recursive: true })
  }
})

test('entries of accounting files', { timeout: 600_000 }, async () => {
  const sale = (entry: number, aux: string, amount: string, turned = false): Draft[] => {
    const [owed, sold] = turned ? (['credit', 'debit'] as const) : (['debit', 'credit'] as const)
    return [
      { journal: 'VE', entry, account: '411000', aux, auxName: aux, [owed]: amount },
      { journal: 'VE', entry, account: '706000', [sold]: amount },
    ]
  }
  const cost = (entry: number, account: string, amount: string): Draft[] => [
    { journal: 'AC', entry, account, debit: amount },
    { journal: 'AC', entry, account: '401000', credit: amount },
  ]
  const entries = [
    [{ journal: 'AN', journalName: 'A nouveaux', entry: 1, account: '411000', aux: 'ACME', debit: '50,00' },
      { journal: 'AN', journalName: 'A nouveaux', entry: 1, account: '110000', credit: '50,00' }],
    sale(1, 'ACME', '100,00'),
    sale(2, 'BOREA', '70,00'),
    sale(3, 'ACME', '30,00', true),
    cost(1, '623100', '12,34'),
    cost(2, '625100', '5,00'),
  ] satisfies Draft[][] // prettier-ignore
  const stands = async (database: Database) => [
    await rowsOf(database, 'select day, category, amount_minor from costs order by 1, 2, 3'),
    await rowsOf(
      database,
      'select r.day, a.name, r.amount_minor from revenue as r join accounts as a using (account_id) order by 1, 2, 3',
    ),
  ]
  const name = (at: number): string => `12345678${at}FEC20261231.txt`
  const database = await freshWorld()
  await deliver(database, { [name(0)]: fec(entries.flat()) })
  const usual = await stands(database)
  expect(usual.map((rows) => rows.length)).toEqual([2, 3])
  await fc.assert(
    fc.asyncProperty(arriving(entries.length), async ({ order, cuts, form }) => {
      await database.empty()
      for (const [at, part] of cutUp(order, cuts).entries()) {
        const drafts = [...new Set(part)].flatMap((place) => entries[place] ?? [])
        await deliver(database, { [name(0)]: fec(drafts, (form + at) % 2 === 0 ? '\t' : '|') })
      }
      expect(await stands(database)).toEqual(usual)
    }),
    { numRuns: 12, seed: 1980 },
  )
})

const timers: Readonly<Record<string, readonly [string, ...string[]]>> = {
  'Toggl_time_entries.csv': [
    'User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags',
    'Léa Martin,lea@ours.example,Acme,Demo,,x,No,2026-05-04,09:00:00,2026-05-04,10:30:00,01:30:00,',
    'Léa Martin,lea@ours.example,Acme,Demo,,x,No,2026-05-04,11:00:00,2026-05-04,11:30:00,00:30:00,',
    'Tom Durand,tom@ours.example,,Admin,,x,No,2026-05-04,23:30:00,2026-05-05,00:30:00,01:00:00,',
  ],
  'Clockify_Time_Report_Detailed.csv': [
    '"Project","Client","Description","Task","User","Group","Email","Tags","Billable","Start Date","Start Time","End Date","End Time","Duration (h)","Duration (decimal)","Billable Rate (USD)","Billable Amount (USD)"',
    '"Demo","Acme","x","","Léa Martin","","lea@ours.example","","Yes","05/13/2026","09:00:00 AM","05/13/2026","01:30:00 PM","04:30:00","4.50","0.00","0.00"',
    '"Demo","Acme","x","","Tom Durand","","tom@ours.example","","Yes","05/13/2026","12:15:00 AM","05/13/2026","12:45:00 PM","12:30:00","12.50","0.00","0.00"',
    '"Demo","Acme","x","","Tom Durand","","tom@ours.example","","Yes","05/14/2026","10:00:00 AM","05/14/2026","10:45:00 AM","00:45:00","0.75","0.00","0.00"',
  ],
  'kimai-export.csv': [
    'Date,From,To,Duration,User,Customer,Project,Activity,Description,Billable,Tags',
    '2026-05-20,09:00,10:00,1:00,Léa Martin,Acme,P,Demo,,Yes,',
    '2026-05-20,10:00,10:15,0:15,Léa Martin,Acme,P,Demo,,Yes,',
    '2026-05-20,09:00,10:00,1:00,Tom Durand,Acme,P,Admin,,Yes,',
  ],
  'harvest_time_report.csv': [
    'Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,First Name,Last Name,Roles,Employee?,Billable Rate,Cost Rate,Currency',
    '2026-05-25,Acme,P,,Demo,,1.5,Yes,No,Léa,Martin,,Yes,0,0,Euro - EUR',
    '2026-05-25,Borea,P,,Demo,,2.25,Yes,No,Léa,Martin,,Yes,0,0,Euro - EUR',
    '2026-05-26,Acme,P,,Admin,,0.5,Yes,No,Tom,Durand,,Yes,0,0,Euro - EUR',
  ],
}

test.each(Object.entries(timers))('%s', { timeout: 600_000 }, async (file, [head, ...lines]) => {
  const time = (database: Database) =>
    rowsOf(
      database,
      `select p.display_name, c.day, c.seconds, c.started_at, c.category, a.name as account
       from activities as c join people as p on p.person_id = c.rep_id left join accounts as a using (account_id)
       order by 1, 2, 4, 3, 6`,
    )
  const database = await freshWorld()
  const text = (some: readonly string[]): string => [head, ...some, ''].join('\n')
  await deliver(database, people)
  await deliver(database, { [file]: text(lines) })
  const usual = await time(database)
  // What runs over midnight is of two days.
  expect(usual.length).toBeGreaterThanOrEqual(lines.length)
  await fc.assert(
    fc.asyncProperty(arriving(lines.length), async ({ order, cuts }) => {
      await database.empty()
      await deliver(database, people)
      for (const part of cutUp(order, cuts))
        await deliver(database, { [file]: text([...new Set(part)].map((place) => lines[place] ?? '')) })
      expect(await time(database)).toEqual(usual)
    }),
    { numRuns: 6, seed: 1980 },
  )
})

test('snapshots: each any number of times, its rows in any order', { timeout: 600_000 }, async () => {
  const at = (day: string, stages: readonly [string, string][]): readonly [Delivery, readonly Cells[]] => [
    { asOf: day },
    stages.flatMap(([id, stage]) => {
      const deal = deals.find(({ deal_id }) => deal_id === id)
      const isWon = stage === 'Won'
      return deal === undefined
        ? []
        : [{ ...deal, stage, status: isWon ? 'won' : 'open', closed_at: isWon ? day : '' }]
    }),
  ]
  const snapshots = [
    at('2026-03-01', [['D-1', 'Proposal'], ['D-2', 'Proposal'], ['D-3', 'Proposal']]),
    at('2026-03-08', [['D-1', 'Negotiation'], ['D-2', 'Proposal'], ['D-3', 'Proposal'], ['D-4', 'Proposal']]),
    // Shrunk: D-3 is no longer in it.
    at('2026-03-15', [['D-1', 'Won'], ['D-2', 'Negotiation'], ['D-4', 'Proposal']]),
  ] // prettier-ignore
  const database = await freshWorld()
  const send = ([delivery, rows]: readonly [Delivery, readonly Cells[]], order: number) => {
    const turned = order % 2 === 0 ? rows : rows.toReversed()
    return deliver(database, { 'deals.csv': delimited(turned, ',') }, delivery)
  }
  await deliver(database, people)
  for (const one of snapshots) await send(one, 0)
  const usual = await standing(database)
  expect(usual.find(({ external_id }) => external_id === 'D-1')?.['visits']).toHaveLength(3)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 9 }), { minLength: 3, maxLength: 3 }), async (times) => {
      await database.empty()
      await deliver(database, people)
      for (const [place, count] of times.entries())
        for (let again = 0; again <= count % 4; again++) {
          const one = snapshots[place]
          if (one !== undefined) await send(one, count + again)
        }
      expect(await standing(database)).toEqual(usual)
    }),
    { numRuns: 6, seed: 1980 },
  )
})
