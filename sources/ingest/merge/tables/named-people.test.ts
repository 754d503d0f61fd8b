// People whom rows name: what they become, as rows that a person can check, and what a later file changes.
import { describe, expect, test } from 'vitest'
import { owner } from '../../../../model/reader.ts'
import { freshDatabase } from '../../../../test/database.ts'
import { clock, deliver, rowsOf, stageTexts } from '../../../../test/deliver.ts'
import { oneOfEach } from '../../../../test/one-of-each.ts'
import { undoImport } from '../../index.ts'

const people = { 'people.csv': oneOfEach['people.csv']! }

describe('people whom rows name', async () => {
  const database = await freshDatabase()
  await deliver(database, people)
  const coaching = (person: string, coach: string) => ({
    'coaching.csv': `session_id,person,coach,held_on,minutes\nN-1,${person},${coach},2026-03-04,45\n`,
  })

  test('somebody unknown is listed as provisional, or refuses the row when that is asked', async () => {
    const strict = await stageTexts(database, coaching('nobody@example.com', 'ana@example.com'), {
      unknownPeople: 'refuse',
    })
    expect(strict.files[0]?.errors.map(({ code, column }) => [code, column])).toEqual([
      ['REFERENCE_UNKNOWN', 'person'],
    ])
    const report = await deliver(database, coaching('nobody@example.com', 'ana@example.com'))
    expect(report.provisionalPeople).toEqual(['nobody@example.com'])
    await undoImport(database, owner, report.importId, { now: clock })
    expect(await rowsOf(database, "select 1 as one from people where email = 'nobody@example.com'")).toEqual(
      [],
    )
  })

  test('a name that two people share is no person: needed, it refuses the row; else the row is kept without', async () => {
    await deliver(database, {
      'people.csv': 'person_email,display_name\na1@example.com,Camille Roy\na2@example.com,Camille Roy\n',
    })
    const needed = await stageTexts(database, coaching('Camille Roy', 'ana@example.com'))
    expect(needed.files[0]?.errors.map(({ code, column, value }) => [code, column, value])).toEqual([
      ['REFERENCE_UNKNOWN', 'person', 'Camille Roy'],
    ])
    await deliver(database, coaching('tom@example.com', 'Camille Roy'))
    expect(await rowsOf(database, 'select coach_id, seconds from coaching_sessions')).toEqual([
      { coach_id: null, seconds: 2700 },
    ])
  })
})
