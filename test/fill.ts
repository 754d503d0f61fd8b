// Rows of any table of the model, inserted as they would stand after an import: what a test does not say is filled in.
import { sql } from 'kysely'
import type { Database } from '../model/database.ts'
import { housekeeper } from '../model/reader.ts'
import { isAddedUp, refreshRollups, touchRows, within } from '../model/rollups/index.ts'
import { type TableName, tables } from '../model/schema.ts'
import { traced } from './traced.ts'

/** Rows of one statement: the parameters of even the widest table stay below PostgreSQL's 65,535. */
const atOnce = 500

/**
 * Inserts rows into a table of the model. Where the table has them and a row does not say: source, external id, import and
 * hash are filled in; everything else that is missing is left to the database.
 */
export async function fill(
  database: Database,
  table: TableName,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const columns = new Set(Object.keys(tables[table].columns))
  const [{ have } = { have: 0 }] = await database.read(housekeeper, async (query) => {
    const found = await sql<{ have: number }>`select count(*) as have from ${sql.table(table)}`.execute(query)
    return found.rows
  })
  await database.write(housekeeper, async (query) => {
    const whole = rows.map((row, at) => {
      const defaults = { ...traced, external_id: `${table}-${have + at + 1}` }
      const missing = Object.entries(defaults).filter(([name]) => columns.has(name) && !(name in row))
      return { ...Object.fromEntries(missing), ...row }
    })
    for (let from = 0; from < whole.length; from += atOnce)
      await query
        .insertInto(table as 'teams')
        .values(whole.slice(from, from + atOnce) as never)
        .execute()
    if (!isAddedUp(table)) return
    await touchRows(within(query), table, 'true')
    await refreshRollups(within(query))
  })
}

/** The number of a person, team, account, product, pipeline or stage told in a story, by name. */
export async function idOf(
  database: Database,
  table: 'people' | 'teams' | 'accounts' | 'products' | 'pipelines' | 'stages',
  name: string,
): Promise<number> {
  const [key = ''] = tables[table].key
  const label = table === 'people' ? 'display_name' : 'name'
  return database.read(housekeeper, async (query) => {
    const { rows } = await sql<{ id: number }>`
      select ${sql.ref(key)} as id from ${sql.table(table)} where ${sql.ref(label)} = ${name}`.execute(query)
    if (rows[0] === undefined) throw new Error(`nothing in ${table} is called ${name}`)
    return rows[0].id
  })
}
