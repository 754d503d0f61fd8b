// What is held about a person, as she reads it on screen: each kind with its words, its number of rows and the first
// of them. Everything, whole, is in the file of held-about.ts.
import type { Database } from '../../model/database.ts'
import type { Reader } from '../../model/reader.ts'
import { type TableName, tables } from '../../model/schema.ts'
import type { Bilingual, Column, Purpose } from '../../model/table.ts'
import { heldAbout, type HeldTable } from './held-about.ts'

export interface HeldKind {
  readonly table: string
  readonly name: Bilingual
  readonly grain: Bilingual
  readonly count: number
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | null)[])[]
}

const shownRows = 20

/** Numbers that link rows and say nothing to a reader. */
const silent: ReadonlySet<Purpose> = new Set(['identify a record', 'trace a figure to its source'])

/** Every kind of data held about a person, in the order of the schema; columns that are empty in the rows shown are left out. */
export async function heldSummary(
  database: Database,
  reader: Reader,
  personId: number,
): Promise<readonly HeldKind[]> {
  const kinds: HeldKind[] = []
  for await (const table of heldAbout(database, reader, personId)) kinds.push(await kindOf(table))
  return kinds
}

async function kindOf(table: HeldTable): Promise<HeldKind> {
  const rows: (readonly (string | null)[])[] = []
  for await (const row of table.rows()) {
    rows.push(row)
    if (rows.length === shownRows) break
  }
  const declared = tables[table.name as TableName]
  const columns: Readonly<Record<string, Column<unknown>>> = declared.columns
  const shown = table.columns
    .map((column, index) => ({ column, index }))
    .filter(({ column, index }) => {
      const purpose = columns[column]?.purpose
      // A report's sentences have no column of their own and are what matters in it.
      const isTelling = purpose === undefined || !silent.has(purpose)
      return isTelling && rows.some((row) => (row[index] ?? '') !== '')
    })
  return {
    table: table.name,
    name: declared.title,
    grain: declared.grain,
    count: table.count,
    columns: shown.map(({ column }) => column),
    rows: rows.map((row) => shown.map(({ index }) => row[index] ?? null)),
  }
}
