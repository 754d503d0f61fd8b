// The simulated company: loaded whole, the same each time, removed to the last row.
import { expect, test } from 'vitest'
import { housekeeper } from '../model/reader.ts'
import { tables } from '../model/schema.ts'
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
    await removeDemonstration(client)
    expect(await counts()).toEqual(before)
    await expect(removeDemonstration(client)).rejects.toMatchObject({ code: 'no-demonstration' })
  } finally {
    client.release()
  }
})
