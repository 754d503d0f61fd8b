// What a delivery of the simulated company says of itself: a file for each table, with its rows, as any delivery has.
import type pg from 'pg'
import type { TableName } from '../model/schema.ts'
import { entities, type EntityName } from '../sources/entities.ts'
import type { FileReport } from '../sources/ingest/shapes.ts'
import { run, selectOne } from '../sources/ingest/sql.ts'

/** The kind of list that fills a table; null for tables that follow from others, as memberships do from people. */
function entityOf(table: TableName): EntityName | null {
  const name = table === 'stage_visits' ? 'stage-history' : table.replaceAll('_', '-')
  return Object.hasOwn(entities, name) ? (name as EntityName) : null
}

/** Writes the file of a table, with its report where a list of that kind exists. @returns its number */
export async function writeFile(
  client: pg.ClientBase,
  importId: number,
  table: TableName,
  rows: number,
): Promise<number> {
  const entity = entityOf(table)
  const name = `${entity === null ? table : entities[entity].name.fr} (simulation)`
  const { import_file_id: fileId } = await selectOne<{ import_file_id: number }>(
    client,
    `insert into import_files (import_id, name, bytes, entity) values ($1, $2, 0, $3) returning import_file_id`,
    [importId, name, entity],
  )
  if (entity === null) return fileId
  const report: FileReport = {
    fileId,
    name,
    entity,
    entityName: entities[entity].name,
    vendor: null,
    reason: {
      fr: 'Lignes simulées : elles ne viennent d’aucun fichier.',
      en: 'Simulated rows: they come from no file.',
    },
    verdict: 'accept',
    columns: [],
    allowed: [],
    warnings: [],
    errors: [],
    encoding: null,
    delimiter: null,
    checks: [],
    rows,
    accepted: rows,
    rejected: 0,
    duplicates: 0,
    added: rows,
    changed: 0,
    unchanged: 0,
  }
  await run(client, 'update import_files set report = $2 where import_file_id = $1', [fileId, report])
  return fileId
}
