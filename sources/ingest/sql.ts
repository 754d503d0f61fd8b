// Plain SQL over one raw connection: what the set-based work of an import is written with. Rows come back decoded.
import type pg from 'pg'
import { decodeRow } from '../../model/decode.ts'

export type Client = pg.ClientBase

/** Runs one statement with parameters and gives its rows, decoded. */
export async function select<Result extends object>(
  client: Client,
  text: string,
  values: readonly unknown[] = [],
): Promise<Result[]> {
  const { rows } = await client.query<Record<string, unknown>>(text, [...values])
  for (const row of rows) decodeRow(row)
  return rows as Result[]
}

/** The first row. @throws when there is none */
export async function selectOne<Result extends object>(
  client: Client,
  text: string,
  values: readonly unknown[] = [],
): Promise<Result> {
  const [row] = await select<Result>(client, text, values)
  if (row === undefined) throw new Error('A query that always has a row had none.')
  return row
}

/** Runs one statement and gives the number of rows it touched. */
export async function run(client: Client, text: string, values: readonly unknown[] = []): Promise<number> {
  const { rowCount } = await client.query(text, [...values])
  return rowCount ?? 0
}

/** Runs the work in one transaction; an error rolls it back. */
export async function inTransaction<Result>(client: Client, work: () => Promise<Result>): Promise<Result> {
  await client.query('begin')
  try {
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** Runs the work in one transaction that is always rolled back: what would happen, without its happening. */
export async function rehearse<Result>(client: Client, work: () => Promise<Result>): Promise<Result> {
  await client.query('begin')
  try {
    return await work()
  } finally {
    await client.query('rollback')
  }
}

/** A name as SQL writes it between quotes; only for names made by ourselves. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/**
 * A value as PostgreSQL takes it for a jsonb column: a null character, which it cannot hold, becomes its visible picture,
 * and half of a surrogate pair, which a cut text can end with, the replacement character.
 */
export function json(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? storable(part) : part))
}

const unstorable = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/** A text that PostgreSQL can store. */
export function storable(text: string): string {
  if (!unstorable.test(text)) return text
  return text
    .replaceAll('\0', '\u2400')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
}
