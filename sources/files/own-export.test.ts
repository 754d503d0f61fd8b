// What an own export protects comes back as it was, through the whole door.
import { expect, test } from 'vitest'
import { csvLines } from '../../api/downloads/csv.ts'
import { neutralise } from '../../api/downloads/spreadsheet-text.ts'
import { owner } from '../../model/reader.ts'
import fc from '../../test/chance.ts'
import { freshDatabase } from '../../test/database.ts'
import { deliver } from '../../test/deliver.ts'
import { restored } from './own-export.ts'

test('every text comes back from its neutral form, and none is changed that was not protected', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^'{0,3}[=+\-@\t\r\0]?.{0,4}$/)), (text) => {
      expect(restored(neutralise(text))).toBe(text)
    }),
    { seed: 12, numRuns: 2_000 },
  )
})

const titles = ['=1+1', '+33 1 23 45 67 89', "'=quoted", '-x', '@home', "it's", "''--", 'plain']

test('deals exported and imported again as an own export have the titles of before', async () => {
  const database = await freshDatabase()
  const header = ['deal_id', 'title', 'amount', 'stage', 'owner_email', 'created_at']
  const rows = titles.map((title, i) => [`D-${i}`, title, '10.00', 'Won', 'ada@example.com', '2026-01-05'])
  let file = ''
  for await (const part of csvLines(header, rows, 'en')) file += part
  const report = await deliver(database, { 'deals.csv': file }, { isOwnExport: true })
  expect(report.files[0]).toMatchObject({ verdict: 'accept' })
  const stored = await database.read(owner, (query) =>
    query.selectFrom('opportunities').select(['external_id', 'name']).orderBy('external_id').execute(),
  )
  expect(stored.map((row) => row.name)).toEqual(titles)
})

test('somebody else’s apostrophe is part of the text', async () => {
  const database = await freshDatabase()
  const file = `deal_id,title,amount,stage,owner_email,created_at\nD-1,'=x,10.00,Won,ada@example.com,2026-01-05\n`
  await deliver(database, { 'deals.csv': file })
  const stored = await database.read(owner, (query) =>
    query.selectFrom('opportunities').select('name').execute(),
  )
  expect(stored).toEqual([{ name: "'=x" }])
})
