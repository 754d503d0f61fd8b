// Deliveries whose file goes through a door of its own: what became of it is told by the same report as any other delivery's.
import type { Database } from '../../model/database.ts'
import type { Reader } from '../../model/reader.ts'
import { loadImport, loadReport, withClient } from './deliveries.ts'
import { insertRows } from './merge/context.ts'
import type { FileReport, ImportOptions, ImportReport, ReportedFault } from './shapes.ts'
import type { Words } from '../entities.ts'
import { type Client, inTransaction, json, run, selectOne, storable } from './sql.ts'

/** What was asked when a delivery was opened. @throws ImportRefused when there is no such import */
export async function importOptions(
  database: Database,
  reader: Reader,
  importId: number,
): Promise<ImportOptions> {
  return withClient(database, reader, async (client) => (await loadImport(client, importId)).options)
}

/** A delivery that was opened becomes one of a stream's source: nobody is asked to confirm it. */
export async function becomeStream(client: Client, importId: number, source: string): Promise<void> {
  await run(
    client,
    `update imports set source = $2, options = options || '{"isStream": true}'::jsonb where import_id = $1`,
    [importId, source],
  )
}

/** Ends a delivery of which nothing was taken, with the reason. */
export async function endRefused(
  database: Database,
  reader: Reader,
  importId: number,
  refusal: Words,
  now: Date,
): Promise<ImportReport> {
  return withClient(database, reader, async (client) => {
    await run(
      client,
      "update imports set state = 'refused', report = $2, ended_at = $3 where import_id = $1 and state = 'reading'",
      [importId, json(reportWith(refusal)), now],
    )
    return loadReport(client, importId)
  })
}

export interface TakenElsewhere extends Omit<FileReport, 'fileId' | 'entity' | 'vendor' | 'columns'> {
  readonly bytes: number
  /** Every refused record, as far as it was kept; the report shows the first. */
  readonly refusedRows: readonly ReportedFault[]
}

/** Writes what another door says of a file, and makes the delivery visible: what the door took is there already, and stays. */
export async function endTakenElsewhere(
  database: Database,
  reader: Reader,
  importId: number,
  { bytes, refusedRows, ...file }: TakenElsewhere,
  now: Date,
): Promise<ImportReport> {
  return withClient(database, reader, async (client) => {
    await inTransaction(client, async () => {
      const { id } = await selectOne<{ id: number }>(
        client,
        `insert into import_files (import_id, name, content_hash, bytes, entity, mapping)
         values ($1, $2, null, $3, null, '[]') returning import_file_id as id`,
        [importId, storable(file.name), bytes],
      )
      const report = { ...file, fileId: id, entity: null, vendor: null, columns: [] }
      await run(client, 'update import_files set report = $2 where import_file_id = $1', [id, json(report)])
      await insertRows(
        client,
        'refused_rows',
        ['import_id', 'import_file_id', 'row', 'line', 'column_name', 'code', 'value', 'detail', 'cells'],
        refusedRows.map(({ row, line, column, code, value, sentence }) => ({
          import_id: importId,
          import_file_id: id,
          row,
          line,
          column_name: column,
          code,
          value,
          detail: sentence,
          cells: [],
        })),
      )
      await run(
        client,
        `update imports set state = $2, report = $3, visible_at = $4, ended_at = $5,
           options = options || '{"isStatements": true}'::jsonb where import_id = $1`,
        file.verdict === 'reject'
          ? [importId, 'refused', json(reportWith(file.reason)), null, now]
          : [importId, 'visible', json(reportWith(null)), now, now],
      )
    })
    return loadReport(client, importId)
  })
}

function reportWith(
  refusal: Words | null,
): Pick<ImportReport, 'findings' | 'provisionalPeople' | 'decisions' | 'refusal'> {
  return { findings: [], provisionalPeople: [], decisions: [], refusal }
}
