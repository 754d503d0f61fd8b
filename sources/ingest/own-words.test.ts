// The organisation's own words for time spent: a timer's projects count where it says, before what Douze knows by itself.
import { expect, test } from 'vitest'
import { changeOwnWords, readOwnWords } from '../../model/activity-words.ts'
import { owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { clock, deliver, rowsOf } from '../../test/deliver.ts'
import { undoImport } from './index.ts'

const database = await freshDatabase()
const timer = `User;Email;Project;Tags;Start date;Start time;End date;End time;Duration
Ana;ana@example.com;P1;Projet Alpha;2026-03-04;10:00:00;2026-03-04;11:00:00;01:00:00
Ana;ana@example.com;P1;CRM;2026-03-04;13:00:00;2026-03-04;13:30:00;00:30:00
Ana;ana@example.com;P1;Chantier 7;2026-03-04;14:00:00;2026-03-04;14:15:00;00:15:00
`
const minutes = () =>
  rowsOf(
    database,
    'select category, (sum(seconds) / 60)::int as minutes from activities group by 1 order by 1',
  )

test('without them an unknown word is other, and said', async () => {
  const report = await deliver(database, { 'toggl.csv': timer })
  expect(report.files[0]?.warnings.map(({ sentence }) => sentence.en).join()).toContain(
    '“Projet Alpha”, “Chantier 7”',
  )
  // What the page asks for.
  expect(report.files[0]?.warnings.flatMap(({ words }) => words ?? [])).toEqual([
    'Projet Alpha',
    'Chantier 7',
  ])
  expect(await minutes()).toEqual([
    { category: 'crm', minutes: 30 },
    { category: 'other', minutes: 75 },
  ])
})

test('with them each counts where the organisation says', async () => {
  await database.write(owner, (query) =>
    changeOwnWords(
      query,
      [
        { word: 'projet alpha', category: 'buyer-facing' },
        { word: 'CRM', category: 'admin' },
        { word: 'x', category: 'crm' },
        { word: ' X ', category: 'email' },
      ],
      clock(),
    ),
  )
  expect(await database.read(owner, readOwnWords)).toHaveLength(3)
  const [{ id } = { id: null }] = await rowsOf(database, 'select max(import_id)::int as id from imports')
  await undoImport(database, owner, Number(id), { now: clock })
  const report = await deliver(database, { 'toggl.csv': timer })
  expect(report.files[0]?.warnings.map(({ sentence }) => sentence.en).join()).not.toContain('Alpha')
  expect(await minutes()).toEqual([
    { category: 'admin', minutes: 30 },
    { category: 'buyer-facing', minutes: 60 },
    { category: 'other', minutes: 15 },
  ])
})

test('a word without a known category is refused', async () => {
  await expect(
    database.write(owner, (query) =>
      changeOwnWords(query, [{ word: 'y', category: 'sleeping' as 'crm' }], clock()),
    ),
  ).rejects.toThrow(RangeError)
})
