// The simulated company: loaded whole, the same each time, removed to the last row.
import { expect, test } from 'vitest'
import { feedsOf } from '../api/feeds.ts'
import { housekeeper, owner } from '../model/reader.ts'
import { tables } from '../model/schema.ts'
import { deliveredBySource } from '../sources/connections/delivered.ts'
import { undoImport } from '../sources/ingest/index.ts'
import { freshDatabase } from '../test/database.ts'
import { makeCompany } from './company.ts'
import { isDemonstration, loadDemonstration, removeDemonstration } from './index.ts'

const now = new Date('2026-11-23T09:00:00Z')

test('the same seed makes the same company', () => {
  const first = makeCompany()
  const second = makeCompany()
  expect(second.tables).toEqual(first.tables)
  for (const table of first.tables) {
    expect(second.of(table).length).toBe(first.of(table).length)
    expect(second.of(table).at(-1)).toEqual(first.of(table).at(-1))
  }
})

test('it is loaded into an empty house only, and every row of it goes', async () => {
  const database = await freshDatabase()
  const client = await database.connect(housekeeper)
  try {
    const counts = async () => {
      const found: Record<string, number> = {}
      for (const table of Object.keys(tables)) {
        const { rows } = await client.query<{ rows: string }>(`select count(*) as rows from ${table}`)
        found[table] = Number(rows[0]!.rows)
      }
      return found
    }
    const before = await counts()
    const { rows } = await loadDemonstration(client, now)
    expect(rows).toBeGreaterThan(100_000)
    expect(await isDemonstration(client)).toBe(true)
    await expect(loadDemonstration(client, now)).rejects.toMatchObject({ code: 'house-not-empty' })
    // The delivery says what it brought, and goes by its own command only.
    const [delivery] = await database.read(owner, deliveredBySource)
    expect(delivery).toMatchObject({ refused: 0 })
    expect(delivery!.accepted).toBeGreaterThan(100_000)
    expect(feedsOf(delivery!.entities)).toHaveLength(15)
    await expect(
      undoImport(database, housekeeper, delivery!.lastImportId!, { now: () => now }),
    ).rejects.toMatchObject({
      code: 'IMPORT_NEEDED',
    })
    // Two targets set by hand, one of them for a team of the company.
    await client.query(
      `insert into targets (metric, answer, kind, team_id, valid_from, value, origin)
       select 'sales-cycle', 'mean', 'target', team, '2026-01-01', 40, 'page'
       from (values (null::bigint), ((select min(team_id) from teams))) as one (team)`,
    )
    expect(await removeDemonstration(client)).toEqual({ kept: 1, gone: 1 })
    expect(await counts()).toEqual({ ...before, targets: before['targets']! + 1 })
    const { rows: left } = await client.query<{ value: number; origin: string }>(
      'select value, origin from targets',
    )
    expect(left).toEqual([{ value: 40, origin: 'page' }])
    await expect(removeDemonstration(client)).rejects.toMatchObject({ code: 'no-demonstration' })
  } finally {
    client.release()
  }
})
