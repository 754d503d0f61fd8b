// Every table that a specification merges, through a file in its template: what becomes of the rows, again, changed, undone.
import { describe, expect, test } from 'vitest'
import { owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { clock, deliver, wholeModel } from '../../test/deliver.ts'
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
