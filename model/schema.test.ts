// The declarations of the model and the database must say the same, column by column, and no column may stand
// without a purpose, a legal basis, a retention and readers: the register of processing is printed from them.
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { freshDatabase } from '../test/database.ts'
import { audienceWords, basisWords, purposeWords, retentionWords } from './care-words.ts'
import { migrations } from './migrations/index.ts'
import { owner } from './reader.ts'
import { tables } from './schema.ts'

interface Found {
  table: string
  column: string
  type: string
  nullable: boolean
}

const database = await freshDatabase()

test('every table of the database is declared, column by column', async () => {
  const found = await database.read(owner, async (query) => {
    const { rows } = await sql<Found>`select table_name as table, column_name as column, data_type as type,
        is_nullable = 'YES' as nullable
      from information_schema.columns where table_schema = 'public' and table_name <> 'schema_migrations'`.execute(
      query,
    )
    return rows
  })
  const declared: Found[] = Object.values(tables).flatMap((table) =>
    Object.entries(table.columns).map(([column, { type, nullable }]) => ({
      table: table.name,
      column,
      type,
      nullable,
    })),
  )
  const lines = (columns: Found[]) =>
    columns.map((c) => `${c.table}.${c.column} ${c.type}${c.nullable ? '' : ' not null'}`).toSorted()
  expect(lines(found)).toEqual(lines(declared))
})

test('migrations stand in the order of their versions, each once', () => {
  const versions = migrations.map(({ version }) => version)
  expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b))
})

test('keys are the primary keys, and what belongs to a buyer carries account_id in it', async () => {
  const found = await database.read(owner, async (query) => {
    const { rows } = await sql<{ table: string; key: string }>`select u.table_name as table,
        string_agg(u.column_name, ',' order by u.ordinal_position) as key
      from information_schema.table_constraints as c
      join information_schema.key_column_usage as u using (constraint_schema, constraint_name)
      where c.constraint_type = 'PRIMARY KEY' and c.table_schema = 'public' and u.table_name <> 'schema_migrations'
      group by u.table_name`.execute(query)
    return Object.fromEntries(rows.map(({ table, key }) => [table, key]))
  })
  for (const [name, table] of Object.entries(tables)) {
    expect(found[name], name).toBe(table.key.join(','))
    if (typeof table.placement !== 'string') expect(table.key, name).toContain(table.placement.by)
  }
})

test('every column has a purpose, a basis, a retention and readers that are known in French and English', () => {
  for (const table of Object.values(tables)) {
    for (const words of [table.title, table.grain]) expect(Object.values(words), table.name).not.toContain('')
    for (const [column, { purpose, basis, retention, readers }] of Object.entries(table.columns)) {
      const name = `${table.name}.${column}`
      const words = [purposeWords[purpose], basisWords[basis], retentionWords[retention]]
      for (const reader of readers) words.push(audienceWords[reader])
      for (const word of words) {
        expect(word?.fr, name).toBeTruthy()
        expect(word?.en, name).toBeTruthy()
      }
      expect(readers.length, name).toBeGreaterThan(0)
    }
  }
})

test('a free text about people is never declared as being about nobody', () => {
  // Cells and sentences of a delivery name people: they are cared for as personal data.
  for (const [table, column] of [
    ['imports', 'report'],
    ['import_files', 'report'],
    ['import_changes', 'before'],
    ['refused_rows', 'cells'],
  ] as const) {
    const care = (tables[table].columns as Record<string, { basis: string; retention: string }>)[column]
    expect(care?.basis, `${table}.${column}`).not.toBe('not personal')
    expect(care?.retention, `${table}.${column}`).not.toBe('while the organisation uses Douze')
  }
})

test('indexes of what buyers saw hold the same kinds of uses, of which a query names all', async () => {
  const found = await database.read(owner, async (query) => {
    const { rows } = await sql<{ definition: string }>`select indexdef as definition from pg_indexes
      where tablename = 'content_events' and indexdef like '%buyer-view%'`.execute(query)
    return rows.map(({ definition }) => [...definition.matchAll(/'([a-z-]+)'::text/g)].map((kind) => kind[1]))
  })
  expect(found.length).toBeGreaterThan(2)
  for (const kinds of found) expect(kinds).toEqual(['share', 'send', 'buyer-view', 'buyer-download'])
})
