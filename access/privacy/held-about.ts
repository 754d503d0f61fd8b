// Everything held about one person, table by table, found from the declarations of the schema: what the export of a
// person writes. Rows come one after the other, so that a million of them need no memory.
import type pg from 'pg'
import type { Database } from '../../model/database.ts'
import type { Reader } from '../../model/reader.ts'
import { allTables, type AnyTable, isWithheld, ownRows, wordColumns } from './links.ts'
import { patternOf, writtenForms } from './written-forms.ts'

export interface HeldTable {
  readonly name: string
  readonly count: number
  readonly columns: readonly string[]
  /** Every cell as PostgreSQL writes it; null is null. Can be read once. */
  readonly rows: () => AsyncGenerator<readonly (string | null)[]>
  /** The same rows as JSON objects. Can be read after `rows`, or without it. */
  readonly json: () => AsyncGenerator<string>
}

const pageRows = 5_000

/**
 * Everything held about a person in one snapshot, table by table in the order of the schema, those without a row of hers
 * left out. Secrets (digests of passwords and tokens) are not given; of deliveries, the rows and sentences that name her.
 * A table is read before the next one is asked for. The connection is given back when the generator ends or is left.
 */
export async function* heldAbout(
  database: Database,
  reader: Reader,
  personId: number,
): AsyncGenerator<HeldTable, void> {
  const client = await database.connect(reader)
  try {
    await client.query('begin isolation level repeatable read read only')
    const forms = await writtenForms(client, personId)
    const named = {
      text: patternOf(forms.distinctive, false),
      json: patternOf(forms.distinctive, true),
      weak: forms.weak,
    }
    for (const table of allTables) {
      const query = queryFor(table, named, personId)
      if (query === null) continue
      const { rows } = await client.query<{ rows: string }>(
        `select count(*)::text as rows from (${query.text}) as t`,
        [...query.values],
      )
      const count = Number(rows[0]?.rows ?? 0)
      if (count > 0) yield heldTable(client, table.name, count, query)
    }
  } finally {
    await client.query('rollback').catch(() => {})
    client.release()
  }
}

interface Query {
  readonly text: string
  readonly values: readonly unknown[]
  readonly columns: readonly string[]
}

interface Named {
  readonly text: string | null
  readonly json: string | null
  readonly weak: readonly string[]
}

function queryFor(table: AnyTable, named: Named, personId: number): Query | null {
  const columns = Object.entries(table.columns)
    .filter(([, column]) => !isWithheld(column))
    .map(([name]) => name)
  const select = (condition: string, values: readonly unknown[]): Query => ({
    text: `select ${columns.map((name) => `t.${name}`).join(', ')} from ${table.name} as t where ${condition}`,
    values,
    columns,
  })
  if (table.name === 'import_changes')
    return select(`${imagesOf} or ${mention(table, 2)}`, [personId, named.text, named.json, named.weak])
  if (table.name === 'refused_rows') return select(mention(table, 1), [named.text, named.json, named.weak])
  // Its words are all in JSON: the first pattern is that of JSON.
  if (table.name === 'landed_rows') return select(mention(table, 0), [named.json, named.weak])
  if (table.name === 'imports' || table.name === 'import_files') return sentences(table, named)
  const own = ownRows(table)
  return own === null ? null : select(own, [personId])
}

/** Rows as they were before an import, by the links that the table itself has. */
const imagesOf = `(${allTables
  .flatMap((table) =>
    Object.keys(table.columns)
      .filter((column) => column === 'person_id' || column === 'owner_id')
      .map((column) => `(t.table_name = '${table.name}' and (t.before ->> '${column}')::bigint = $1)`),
  )
  .join(' or ')})`

/** Condition that a row's words name the person: patterns at parameters `from` and `from + 1`, whole cells after them. */
function mention(table: AnyTable, from: number): string {
  const parts = wordColumns(table).map(({ name, isJson }) =>
    isJson
      ? `t.${name}::text ~ $${from + 1}::text or exists (select from jsonb_path_query(t.${name}, 'strict $.**') as part
          where part #>> '{}' = any ($${from + 2}::text[]) and jsonb_typeof(part) = 'string')`
      : `t.${name} ~ $${from}::text or t.${name} = any ($${from + 2}::text[])`,
  )
  return `(${parts.join(' or ')})`
}

/** Of a report only the sentences and cells that name the person: the rest is about others. */
function sentences(table: AnyTable, named: Named): Query {
  const id = table.key[0] ?? ''
  const columns = [id, 'names_you']
  return {
    text: `select t.${id}, part #>> '{}' as names_you from ${table.name} as t,
        jsonb_path_query(t.report, 'strict $.**') as part
      where jsonb_typeof(part) = 'string' and (part #>> '{}' ~ $1::text or part #>> '{}' = any ($2::text[]))`,
    values: [named.text, named.weak],
    columns,
  }
}

function heldTable(
  client: pg.ClientBase,
  name: string,
  count: number,
  { text, values, columns }: Query,
): HeldTable {
  const cells = columns.map((column) => `t.${column}::text as ${column}`).join(', ')
  return {
    name,
    count,
    columns,
    rows: async function* () {
      for await (const row of pages<Record<string, string | null>>(
        client,
        `select ${cells} from (${text}) as t`,
        values,
      ))
        yield columns.map((column) => row[column] ?? null)
    },
    json: async function* () {
      for await (const row of pages<{ row: string }>(
        client,
        `select to_jsonb(t)::text as row from (${text}) as t`,
        values,
      ))
        yield row.row
    },
  }
}

async function* pages<Row extends object>(
  client: pg.ClientBase,
  text: string,
  values: readonly unknown[],
): AsyncGenerator<Row> {
  await client.query(`declare held no scroll cursor for ${text}`, [...values])
  try {
    for (;;) {
      const { rows } = await client.query<Row>(`fetch ${pageRows} from held`)
      yield* rows
      if (rows.length < pageRows) return
    }
  } finally {
    await client.query('close held')
  }
}
