// Files whose first line is a row: nothing of them is lost, and a person says what their columns are.
import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { deliver, rowsOf, stageTexts } from '../../test/deliver.ts'

const database = await freshDatabase()
const sales = 'Acme;2026-01-05;12,50\nBolt;2026-01-06;7,00\nAcme;2026-02-01;3,25\n'
const columns = { 'Column 1': 'account', 'Column 2': 'day', 'Column 3': 'amount' }
const revenue = () => rowsOf(database, `select day, amount_minor::int as minor from revenue order by 1`)

test('a first row of data is told, and refused until a person names the columns', async () => {
  const report = await stageTexts(database, { 'ventes.csv': sales })
  expect(report.state).toBe('refused')
  const [file] = report.files
  expect(file?.errors.map(({ code, row }) => [row, code])).toEqual([[1, 'HEADER_MISSING']])
  expect(file?.firstLine).toEqual({ value: 'data', by: 'content' })
  expect(file?.columns.map(({ column, samples }) => [column, samples[0]])).toEqual([
    ['Column 1', 'Acme'],
    ['Column 2', '2026-01-05'],
    ['Column 3', '12,50'],
  ])
})

test('once they are named the first row counts like the others, and the next file of that name needs no word', async () => {
  const report = await deliver(
    database,
    { 'ventes 2026-02.csv': sales },
    { corrections: { 'ventes 2026-02.csv': { entity: 'revenue', columns } } },
  )
  expect(report.files[0]).toMatchObject({ accepted: 3, rejected: 0, rows: 3 })
  expect(await revenue()).toEqual([
    { day: '2026-01-05', minor: 1250 },
    { day: '2026-01-06', minor: 700 },
    { day: '2026-02-01', minor: 325 },
  ])
  const next = await stageTexts(database, { 'ventes 2026-03.csv': 'Acme;2026-03-01;1,00\nBolt;x;2,00\n' })
  expect(next.files[0]).toMatchObject({ entity: 'revenue', accepted: 1, rejected: 1 })
  expect(next.files[0]?.errors[0]).toMatchObject({ row: 2, column: 'Column 2', code: 'DATE_INVALID' })
  // Another list of three columns is not taken for it.
  const other = await stageTexts(database, { 'visites.csv': 'Acme;2026-03-01;1,00\nBolt;2026-03-02;2,00\n' })
  expect(other.files[0]?.entity).toBeNull()
})

test('columns may be called by their French number', async () => {
  const french = { 'Colonne 1': 'account', 'Colonne 2': 'day', 'Colonne 3': 'amount' }
  const report = await stageTexts(
    database,
    { 'v.csv': sales },
    { corrections: { 'v.csv': { entity: 'revenue', columns: french } } },
  )
  expect(report.files[0]).toMatchObject({ accepted: 3, rejected: 0 })
})

test('what a person says of the first line wins, both ways', async () => {
  const words = 'Acme;North;won\nBolt;South;lost\n'
  const taken = await stageTexts(database, { 'words.csv': words })
  expect(taken.files[0]?.firstLine).toEqual({ value: 'titles', by: 'content' })
  const asData = await stageTexts(
    database,
    { 'words.csv': words },
    {
      corrections: {
        'words.csv': {
          entity: 'accounts',
          columns: { 'Column 1': 'name', 'Column 2': 'industry' },
          firstLine: 'data',
        },
      },
    },
  )
  expect(asData.files[0]).toMatchObject({ accepted: 2, firstLine: { value: 'data', by: 'option' } })
  const asTitles = await stageTexts(
    database,
    { 'ventes.csv': sales },
    { corrections: { 'ventes.csv': { columns: {}, firstLine: 'titles' } } },
  )
  expect(asTitles.files[0]?.columns.map(({ column }) => column)).toEqual(['Acme', '2026-01-05', '12,50'])
  expect(asTitles.files[0]?.warnings.map(({ code }) => code)).not.toContain('NO_TITLES')
})

test('a correction of columns alone leaves a file what it was taken for', async () => {
  const deals =
    'deal_id,title,amount,currency,stage,owner_email,created_at\nD-1,T,1.00,EUR,Open,ana@example.com,2026-01-05\n'
  const report = await stageTexts(
    database,
    { 'deals.csv': deals },
    { corrections: { 'deals.csv': { columns: { title: null } } } },
  )
  expect(report.files[0]).toMatchObject({ entity: 'opportunities', accepted: 1 })
  expect(report.files[0]?.columns.find(({ column }) => column === 'title')?.field).toBeNull()
})

test('an aligned text is read through the same door', async () => {
  const report = await stageTexts(
    database,
    { 'ventes.dat': 'Acme  20260105  12.50\nBolt  20260106   7.00\nCrux  20260201 103.25\n' },
    { corrections: { 'ventes.dat': { entity: 'revenue', columns } } },
  )
  expect(report.files[0]).toMatchObject({ delimiter: ' ', accepted: 3, rejected: 0 })
})

test('what was said of the first line holds for the next file of that name and width, also where no column was named', async () => {
  const house = await freshDatabase()
  // Words over words are taken for titles, and here they are none.
  const named = { 'Column 1': 'name', 'Column 2': 'industry', 'Column 3': 'country' }
  const corrections = {
    'clients 2026-01.csv': { entity: 'accounts', columns: named, firstLine: 'data' as const },
  }
  await deliver(house, { 'clients 2026-01.csv': 'Acme;Steel;France\nBolt;Wood;Spain\n' }, { corrections })
  const next = await deliver(house, { 'clients 2026-02.csv': 'Cobalt;Ore;Italy\nDune;Sand;Spain\n' })
  expect(next.files[0]).toMatchObject({
    entity: 'accounts',
    accepted: 2,
    firstLine: { value: 'data', by: 'option' },
  })
  expect(await rowsOf(house, 'select name from accounts order by 1')).toEqual(
    ['Acme', 'Bolt', 'Cobalt', 'Dune'].map((name) => ({ name })),
  )
  // Titles that look like rows.
  const titles = 'deal_id;amount;stage;owner_email;created_at\n'
  const asked = { '2026.csv': { columns: {}, firstLine: 'titles' as const } }
  const row = 'D1;10,00;Open;ana@example.com;2026-01-05\n'
  await deliver(house, { '2026.csv': titles + row }, { corrections: asked })
  const again = await deliver(house, { '2027.csv': titles + row.replace('D1', 'D2') })
  expect(again.files[0]?.firstLine).toEqual({ value: 'titles', by: 'option' })
  // Another width, another name: worked out.
  const other = await stageTexts(house, {
    'clients 2026-03.csv': 'Ede;Ore\nFox;Sand\n',
    'autres.csv': 'Ede;Ore;Italy\n',
  })
  expect(other.files.map(({ firstLine }) => firstLine?.by)).toEqual(['content', 'content'])
})
