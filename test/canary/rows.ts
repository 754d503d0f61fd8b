// Rows of every table with a word of their own in every column that can hold one, for tests that look for words where
// they must be and where they must not.
import type pg from 'pg'
import { tables, type TableName } from '../../model/schema.ts'
import type { Column } from '../../model/table.ts'

export interface Canary {
  /** A short word that nothing else holds. */
  readonly word: string
  /** Values of columns by name, wherever they stand: the numbers that link rows, and texts that must have a form. */
  readonly values: Readonly<Record<string, unknown>>
}

/** Inserts one row into each of the tables. @returns the words planted: 'Zorblat-leads-status' */
export async function plantRows(
  client: pg.ClientBase,
  names: readonly TableName[],
  { word, values }: Canary,
): Promise<readonly string[]> {
  const planted: string[] = []
  for (const name of names) {
    const columns = Object.entries(tables[name].columns as Readonly<Record<string, Column<unknown>>>)
    const cells = columns.map(([column, { type }]) => {
      const given = values[`${name}.${column}`] ?? values[column]
      if (given !== undefined) return type === 'jsonb' ? JSON.stringify(given) : given
      const text = `${word}-${name}-${column}`
      if (type === 'text' || type === 'jsonb') planted.push(text)
      if (type === 'text') return text
      if (type === 'jsonb') return JSON.stringify([text])
      return plain(type)
    })
    await client.query(
      `insert into ${name} (${columns.map(([column]) => `"${column}"`).join(', ')})
       values (${cells.map((_, at) => `$${at + 1}`).join(', ')})`,
      cells,
    )
  }
  return planted
}

/** No two digests are alike: some tables are keyed by one. */
let digests = 0

function plain(type: string): unknown {
  if (type === 'date') return '2026-01-15'
  if (type === 'boolean') return true
  if (type === 'ARRAY') return [1]
  if (type === 'uuid') return `00000000-0000-4000-8000-${String(++digests).padStart(12, '0')}`
  if (type.startsWith('timestamp')) return '2026-01-15T12:00:00Z'
  return 1
}

/** Every place of the database in which a word stands, in any case: 'leads.status'. Staging and statistics included. */
export async function placesOf(client: pg.ClientBase, word: string): Promise<readonly string[]> {
  const found: string[] = []
  const { rows } = await client.query<{ place: string }>(
    `select table_schema || '.' || table_name as place from information_schema.tables
     where table_schema in ('public', 'staging') and table_type = 'BASE TABLE' order by 1`,
  )
  for (const { place } of rows) {
    const { rows: hits } = await client.query<{ column: string }>(
      `select distinct cell.key as column from ${place} as t, jsonb_each(to_jsonb(t)) as cell
       where strpos(lower(cell.value::text), lower($1)) > 0`,
      [word],
    )
    found.push(...hits.map(({ column }) => `${place.replace('public.', '')}.${column}`))
  }
  const { rows: remembered } = await client.query<{ place: string }>(
    `select 'statistics of ' || tablename || '.' || attname as place from pg_stats
     where schemaname = 'public' and (strpos(lower(most_common_vals::text), lower($1)) > 0
       or strpos(lower(histogram_bounds::text), lower($1)) > 0)`,
    [word],
  )
  return [...found, ...remembered.map(({ place }) => place)]
}
