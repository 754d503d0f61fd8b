// What must never happen: half an import, an import of nothing, a crash on odd text, two imports at once.
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { clock, deliver, restageTexts, rowsOf, stageTexts, wholeModel } from '../../test/deliver.ts'
import {
  discardImport,
  importReport,
  listImports,
  makeVisible,
  openImport,
  stageImport,
  sweepInterrupted,
} from './index.ts'

const header = 'deal_id,title,amount,currency,stage,owner_email,created_at,closed_at,account\n'
const row = (id: string, title = 'T', account = '') =>
  `${id},${title},1.00,EUR,Open,ana@example.com,2026-01-05,,${account}\n`
const database = await freshDatabase()
const deals = async () => (await rowsOf(database, 'select count(*) as n from opportunities'))[0]?.['n']

test('staged rows that the database lost are not taken for an empty delivery', async () => {
  const { importId } = await stageTexts(database, { 'deals.csv': header + row('S-1') })
  const client = await database.connect(owner)
  await client.query(`truncate staging.import_${importId}_opportunities`)
  client.release()
  await expect(makeVisible(database, owner, importId, { now: clock })).rejects.toThrow(/send them again/)
  expect((await importReport(database, owner, importId)).state).toBe('staged')
  await discardImport(database, owner, importId, clock)
  expect(await rowsOf(database, "select tablename from pg_tables where schemaname = 'staging'")).toEqual([])
})

test('a cancelled reading leaves the delivery open and nothing staged', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'douze-safety-'))
  const path = join(folder, 'deals.csv')
  await writeFile(path, header + Array.from({ length: 20_000 }, (_, index) => row(`C-${index}`)).join(''))
  const { importId } = await openImport(database, owner, { now: clock })
  const stop = new AbortController()
  const reading = stageImport(database, owner, importId, [{ name: 'deals.csv', path }], {
    now: clock,
    signal: stop.signal,
    onProgress: ({ step }) => {
      if (step.en.startsWith('Reading')) stop.abort(new Error('enough'))
    },
  })
  await expect(reading).rejects.toThrow('enough')
  expect((await importReport(database, owner, importId)).state).toBe('reading')
  expect(await rowsOf(database, "select tablename from pg_tables where schemaname = 'staging'")).toEqual([])
  const staged = await stageImport(database, owner, importId, [{ name: 'deals.csv', path }], { now: clock })
  expect(staged.files[0]?.accepted).toBe(20_000)
  await discardImport(database, owner, importId, clock)
})

test('an import left by a dead process is swept, one just opened is not', async () => {
  const { importId: opened } = await openImport(database, owner, { now: clock })
  const { importId: dead } = await openImport(database, owner, { now: clock })
  const client = await database.connect(owner)
  await client.query(`update imports set options = options || '{"isRead": true}' where import_id = $1`, [
    dead,
  ])
  await client.query(`create unlogged table staging.import_${dead}_opportunities (n integer)`)
  client.release()
  expect(await sweepInterrupted(database, owner, { now: clock })).toEqual([dead])
  const states = await rowsOf(
    database,
    `select import_id, state from imports where import_id in (${opened}, ${dead}) order by 1`,
  )
  expect(states.map(({ state }) => state)).toEqual(['reading', 'interrupted'])
  expect(await rowsOf(database, "select tablename from pg_tables where schemaname = 'staging'")).toEqual([])
})

test('two deliveries of the same deals at once end in one of each', async () => {
  const text = {
    'deals.csv':
      header +
      Array.from({ length: 300 }, (_, index) => row(`P-${index}`, 'T', `Firm ${index % 7}`)).join(''),
  }
  const [one, other] = await Promise.all([stageTexts(database, text), stageTexts(database, text)])
  const before = Number(await deals())
  const reports = await Promise.all(
    [one, other].map(({ importId }) => makeVisible(database, owner, importId, { now: clock })),
  )
  expect(Number(await deals()) - before).toBe(300)
  expect(
    reports.map(({ files }) => `${files[0]?.added} added, ${files[0]?.unchanged} unchanged`).toSorted(),
  ).toEqual(['0 added, 300 unchanged', '300 added, 0 unchanged'])
})

test('odd text is kept or refused, never a crash', async () => {
  const long = 'é'.repeat(9_999)
  const text =
    header +
    row(
      'X-1',
      `"back\\slash	tab \\N \\. new
line"`,
    ) +
    row('X-2', long) +
    row('X-3', `${long}12`) +
    row('X-4', 'T', 'y'.repeat(600)) +
    row('X-5', `${'a'.repeat(199)}😀😀`, 'Zoë & Cie') +
    row('X-6', '"\\u0000 \\ud800"') +
    `X-7,T,1.00,EUR,${'s'.repeat(700)},ana@example.com,2026-01-05,,\n`
  const report = await deliver(database, { 'odd \u0000 name.csv': text })
  expect(report.files[0]?.errors.map(({ row: at, code }) => [at, code])).toEqual([
    [4, 'TEXT_TOO_LONG'],
    [5, 'TEXT_TOO_LONG'],
    [8, 'TEXT_TOO_LONG'],
  ])
  expect(
    await rowsOf(
      database,
      "select name from opportunities where external_id in ('X-1', 'X-6') order by external_id",
    ),
  ).toEqual([{ name: 'back\\slash\ttab \\N \\. new\nline' }, { name: '\\u0000 \\ud800' }])
})

test('a correction is obeyed, and known again by the header', async () => {
  const text = 'Ref;Bezeichnung;Wert;Phase;Beginn\nK-1;Dach;12,50;Gewonnen;05/01/2026\n'
  const columns = {
    Ref: 'externalId',
    Bezeichnung: 'name',
    Wert: 'amount',
    Phase: 'stage',
    Beginn: 'openedAt',
  }
  const first = await deliver(
    database,
    { 'liste.csv': text },
    { corrections: { 'liste.csv': { entity: 'opportunities', columns } } },
  )
  expect(first.files[0]?.added).toBe(1)
  expect(
    await rowsOf(
      database,
      "select outcome, amount_minor, opened_on from opportunities where external_id = 'K-1'",
    ),
  ).toEqual([{ outcome: 'won', amount_minor: 1250, opened_on: '2026-01-05' }])
  const again = await stageTexts(database, { 'other name.csv': text.replace('K-1', 'K-2') })
  expect(again.files[0]?.columns.map(({ field }) => field)).toEqual(Object.values(columns))
  await expect(
    stageTexts(
      database,
      { 'liste.csv': text },
      { corrections: { 'liste.csv': { entity: 'spoons', columns: {} } } },
    ),
  ).rejects.toThrow(/neither a table nor a field/)
})

test('what is said of one file of a delivery still holds when another is put right', async () => {
  const files = {
    'north.csv': 'Kennung;Titel;Geld;Stand\nN-1;Dach;12,50;Gewonnen\n',
    'south.csv': 'Zeichen;Titel;Geld;Stand\nS-1;Haus;20,00;Gewonnen\n',
  }
  const columns = (id: string) => ({ [id]: 'externalId', Titel: 'name', Geld: 'amount', Stand: 'stage' })
  const first = await stageTexts(database, files, {
    corrections: { 'north.csv': { entity: 'opportunities', columns: columns('Kennung') } },
  })
  const second = await restageTexts(database, first.importId, files, {
    corrections: { 'south.csv': { entity: 'opportunities', columns: columns('Zeichen') } },
  })
  expect(second.files.map(({ entity, added }) => [entity, added])).toEqual([
    ['opportunities', 1],
    ['opportunities', 1],
  ])
})

test('nothing understood refuses the delivery with a sentence; other files go on', async () => {
  const before = await wholeModel(database)
  const alone = await stageTexts(database, { 'x.csv': 'a,b\n1,2\n' })
  expect([alone.state, alone.files[0]?.errors[0]?.code]).toEqual(['refused', 'HEADER_MISSING'])
  const mixed = await stageTexts(database, { 'x.csv': 'a,b\n1,2\n', 'deals.csv': header + row('M-1') })
  expect([mixed.state, mixed.files[0]?.verdict, mixed.files[1]?.verdict]).toEqual([
    'staged',
    'left-out',
    'accept',
  ])
  expect(await wholeModel(database)).toEqual(before)
  expect((await listImports(database, owner))[0]?.importId).toBe(mixed.importId)
})

test('more refused rows than a call takes parameters are refused, and said, like few', async () => {
  const rows = Array.from({ length: 140_000 }, (_, index) => `NONE-${index},Open,2026-01-05T10:00:00Z\n`)
  const { files } = await stageTexts(database, {
    'history.csv': `deal_id,stage,entered_at\n${rows.join('')}`,
  })
  expect(files[0]).toMatchObject({ verdict: 'reject', rejected: 140_000 })
  expect(files[0]?.errors.slice(0, 2).map(({ row: at, code }) => [at, code])).toEqual([
    [0, 'TOO_MANY_BAD_ROWS'],
    [2, 'REFERENCE_UNKNOWN'],
  ])
})

test('an id that is on every row with other contents names ten of the others, in whichever file', async () => {
  const many = Array.from({ length: 30 }, (_, index) => row('SAME', `T${index}`)).join('')
  const { files } = await stageTexts(database, {
    'one.csv': header + many,
    'two.csv': header + row('SAME', 'elsewhere') + row('ALONE'),
  })
  const said = files.flatMap((file) => file.errors.map(({ sentence }) => sentence.en))
  expect(said).toHaveLength(31)
  expect(said[0]).toMatch(/3, 4, 5, 6, 7, 8, 9, 10, 11, 12\b/)
  expect(said[4]).toMatch(/2, 3, 4, 5, 7, 8, 9, 10, 11, 12\b/)
  expect(said[29]).toMatch(/2, 3, 4, 5, 6, 7, 8, 9, 10, 11\b/)
  expect(said[30]).toContain('one.csv')
})
