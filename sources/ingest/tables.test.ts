// Every table that a specification merges, through a file in its template: what becomes of the rows, again, changed, undone.
import { describe, expect, test } from 'vitest'
import { owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { clock, deliver, rowsOf, stageTexts, wholeModel } from '../../test/deliver.ts'
import { oneOfEach } from '../../test/one-of-each.ts'
import { tableSpecs } from './merge/tables/index.ts'
import { undoImport } from './index.ts'

describe('one of each', async () => {
  const database = await freshDatabase()
  const before = await wholeModel(database)
  const report = await deliver(database, oneOfEach)
  const after = await wholeModel(database)

  test('every file is taken whole', () => {
    expect(
      report.files
        .filter(({ verdict, vendor }) => verdict !== 'accept' || vendor !== 'Douze')
        .map(({ name, verdict, errors, reason }) => ({ name, verdict, errors, reason })),
    ).toEqual([])
    expect(
      report.files
        .filter(({ added, accepted }) => added !== accepted)
        .map(({ name, added, accepted }) => ({ name, added, accepted })),
    ).toEqual([])
    for (const { table } of tableSpecs) expect(after[table]?.length, table).toBeGreaterThan(0)
  })

  test('the same again changes nothing', async () => {
    const again = await deliver(database, oneOfEach)
    expect(
      again.files
        .filter(({ unchanged, accepted }) => unchanged !== accepted)
        .map(({ name, added, changed }) => ({ name, added, changed })),
    ).toEqual([])
    expect(await wholeModel(database)).toEqual(after)
    await undoImport(database, owner, again.importId, { now: clock })
  })

  test('undone, it leaves nothing', async () => {
    await undoImport(database, owner, report.importId, { now: clock })
    expect(await wholeModel(database)).toEqual(before)
  })
})

describe('a list that says nothing by itself', async () => {
  const database = await freshDatabase()
  const sheet = `Date,Client,Project,Task,Hours,First Name,Last Name
2024-03-04,Aubrac,Atlas,Sprint 4,"1,50",Peter,Tester
2024-03-05,Aubrac,Pasta,Sprint 5,"20,00",Peter,Tester
`

  test('is read once a person says what it is; words that nobody knows count as other, and are said', async () => {
    const staged = await stageTexts(database, { 'harvest.csv': sheet })
    expect(staged.refusal?.en).toContain('what the time was for')
    const report = await deliver(
      database,
      { 'harvest.csv': sheet },
      { corrections: { 'harvest.csv': { entity: 'activities', columns: { Project: 'category' } } } },
    )
    expect(report.files[0]?.warnings.map(({ code, sentence }) => [code, sentence.en])).toEqual([
      ['WORDS_UNKNOWN', 'Activity: counted as “other”, not knowing what it is: “Atlas”, “Pasta”.'],
    ])
    expect(
      await rowsOf(
        database,
        `select p.display_name as who, a.day, a.category, a.basis, a.seconds, k.name from activities as a
         join people as p on p.person_id = a.rep_id join accounts as k on k.account_id = a.account_id order by a.day`,
      ),
    ).toEqual([
      {
        who: 'Peter Tester',
        day: '2024-03-04',
        category: 'other',
        basis: 'declared',
        seconds: 5400,
        name: 'Aubrac',
      },
      {
        who: 'Peter Tester',
        day: '2024-03-05',
        category: 'other',
        basis: 'declared',
        seconds: 72_000,
        name: 'Aubrac',
      },
    ])
  })

  test('and is known again by its header', async () => {
    const again = await deliver(database, { 'mars.csv': sheet.replace('1,50', '2,50') })
    expect(again.files[0]).toMatchObject({ entity: 'activities', changed: 1, unchanged: 1 })
  })
})

test('a timer of 12-hour clocks; a date that does not exist refuses its row', async () => {
  const database = await freshDatabase()
  const report = await deliver(database, {
    'clockify.csv': `"Project","Description","Activity","User","Email","Start Date","Start Time","End Date","End Time","Duration (h)"
"P","x","Meeting","Ana Silva","ana@example.com","03/25/2024","10:23:52 PM","03/26/2024","12:23:52 AM","02:00:00"
"P","x","Admin","Ana Silva","ana@example.com","03/28/2024","1:05 PM","03/28/2024","2:05 PM","01:00:00"
"P","x","Admin","Ana Silva","ana@example.com","13/35/2024","1:05 PM","03/28/2024","2:05 PM","01:00:00"
`,
  })
  expect(report.files[0]?.errors.map(({ row, code, column }) => [row, code, column])).toEqual([
    [4, 'DATE_INVALID', 'Start Date'],
  ])
  expect(await rowsOf(database, 'select day, category, seconds from activities order by started_at')).toEqual(
    [
      { day: '2024-03-25', category: 'buyer-facing', seconds: 5768 },
      { day: '2024-03-26', category: 'buyer-facing', seconds: 1432 },
      { day: '2024-03-28', category: 'admin', seconds: 3600 },
    ],
  )
})
