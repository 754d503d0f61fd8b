// What is held about a person, as she reads it on screen: each kind with its words, its number of rows and the first
// of them. Everything, whole, is in the file of held-about.ts.
import { tableWords } from '../../model/care-words.ts'
import type { Database } from '../../model/database.ts'
import type { Reader } from '../../model/reader.ts'
import type { TableName } from '../../model/schema.ts'
import type { Purpose } from '../../model/table.ts'
import { heldAbout, type HeldTable } from './held-about.ts'
import { allTables } from './links.ts'

export interface HeldKind {
  readonly table: string
  readonly name: { readonly fr: string; readonly en: string }
  readonly grain: { readonly fr: string; readonly en: string }
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
  const declared = allTables.find(({ name }) => name === table.name)
  const shown = table.columns
    .map((column, index) => ({ column, index }))
    .filter(({ column, index }) => {
      const purpose = declared?.columns[column]?.purpose
      // A report's sentences have no column of their own and are what matters in it.
      const isTelling = purpose === undefined || !silent.has(purpose)
      return isTelling && rows.some((row) => (row[index] ?? '') !== '')
    })
  const { fr, en, grainFr } = tableWords[table.name as TableName]
  return {
    table: table.name,
    name: { fr, en },
    grain: { fr: grainFr, en: declared?.grain.replace(/^one row per /, '') ?? en },
    count: table.count,
    columns: shown.map(({ column }) => column),
    rows: rows.map((row) => shown.map(({ index }) => row[index] ?? null)),
  }
}
