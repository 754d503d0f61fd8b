// The rows of the simulated company into the database by COPY: numbers moved past those already used, links with them.
import type pg from 'pg'
import { type TableName, tables } from '../model/schema.ts'
import { run, selectOne } from '../sources/ingest/sql.ts'
import { CopyRows, copyText } from '../sources/ingest/staging/copy-rows.ts'
import { type Cell, ownNumber, type RowOf, type Rows } from './rows.ts'

/** Which table the number in a column belongs to. */
const links: Readonly<Record<string, TableName>> = {
  person_id: 'people',
  manager_id: 'people',
  owner_id: 'people',
  rep_id: 'people',
  coach_id: 'people',
  author_id: 'people',
  team_id: 'teams',
  account_id: 'accounts',
  product_id: 'products',
  pipeline_id: 'pipelines',
  stage_id: 'stages',
  opportunity_id: 'opportunities',
  lead_id: 'leads',
  content_item_id: 'content_items',
  template_id: 'content_items',
  course_id: 'courses',
  workshop_id: 'workshops',
  survey_id: 'surveys',
  survey_answer_id: 'survey_answers',
  theme_id: 'themes',
}

/** What every delivered row carries, where its table has the column. */
export interface Origin {
  readonly source: string
  readonly importId: number
  /** The file that a table's rows are said to come from. */
  readonly fileOf: (table: TableName, rows: number) => Promise<number>
}

interface TableOrigin extends Origin {
  readonly fileId: number
}

/** Writes all rows inside the caller's transaction. @returns how many */
export async function writeRows(client: pg.ClientBase, rows: Rows, origin: Origin): Promise<number> {
  const bases = new Map<TableName, number>()
  for (const table of rows.tables) bases.set(table, await reserve(client, table, rows.of(table).length))
  let written = 0
  for (const table of rows.tables) {
    const fileId = await origin.fileOf(table, rows.of(table).length)
    await copyTable(client, table, rows.of(table), bases, { ...origin, fileId })
    written += rows.of(table).length
  }
  for (const table of rows.tables) await client.query(`analyze ${table}`)
  return written
}

/** Takes numbers from a table's sequence. @returns the last one used before them; 0 for a table without numbers */
async function reserve(client: pg.ClientBase, table: TableName, many: number): Promise<number> {
  const own = ownNumber(table)
  if (own === null || many === 0) return 0
  const { sequence } = await selectOne<{ sequence: string | null }>(
    client,
    'select pg_get_serial_sequence($1, $2) as sequence',
    [table, own],
  )
  if (sequence === null) return 0
  const { first } = await selectOne<{ first: number }>(client, 'select nextval($1) as first', [sequence])
  const base = first - 1
  await run(client, 'select setval($1, $2::bigint)', [sequence, base + many])
  return base
}

async function copyTable(
  client: pg.ClientBase,
  table: TableName,
  list: readonly RowOf[],
  bases: ReadonlyMap<TableName, number>,
  origin: TableOrigin,
): Promise<void> {
  const own = ownNumber(table)
  const columns = Object.keys(tables[table].columns)
  const copy = new CopyRows(client, table, columns)
  for (const [at, row] of list.entries()) {
    const cells = columns.map((column): Cell => {
      const given = row[column]
      if (column === own) return Number(given) + (bases.get(table) ?? 0)
      if (given !== undefined) {
        const link = links[column]
        return given === null || link === undefined ? given : Number(given) + (bases.get(link) ?? 0)
      }
      return traceOf(column, table, at + 1, origin)
    })
    if (copy.add(cells.map((cell) => copyText(cell == null ? null : String(cell))).join('\t')))
      await copy.flush()
  }
  await copy.end()
}

function traceOf(column: string, table: TableName, number: number, origin: TableOrigin): Cell {
  switch (column) {
    case 'source':
      return origin.source
    case 'external_id':
      return `demo-${table}-${number}`
    case 'created_import_id':
    case 'import_id':
      return origin.importId
    case 'import_file_id':
      return origin.fileId
    case 'source_row':
      return number
    case 'content_hash':
      return '00000000-0000-4000-8000-000000000012'
    default:
      return null
  }
}
