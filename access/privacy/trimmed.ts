// What a purge of rows does to the imports that brought them: images of earlier rows go as the rows do, and the import says that it
// can no longer be taken back as a whole (sources/ingest/dependents.ts).
import type { Sending } from '../../model/rollups/index.ts'

export type TrimmedTable = 'activities' | 'content_work' | 'content_events' | 'survey_answers' | 'feedback'

/**
 * To be called before the rows go. `going` is a condition on a row of the table under the alias `row`, with
 * the day `before` as $1; the images that imports kept of such rows go now.
 * @returns how many images went
 */
export async function trimImports(
  client: Sending,
  table: TrimmedTable,
  before: string,
  going: string,
): Promise<number> {
  const image = `from import_changes as image, jsonb_populate_record(null::${table}, image.before) as row
    where image.table_name = $2::text and ${going}`
  await client.query(
    `update imports set options = options || jsonb_build_object('trimmed',
       coalesce(options -> 'trimmed', '{}') || jsonb_build_object($2::text, $1::date))
     where import_id in (
       select row.import_id from ${table} as row where ${going}
       union select row.created_import_id from ${table} as row where ${going}
       union select image.import_id ${image}
     )`,
    [before, table],
  )
  const { rowCount } = await client.query(
    `delete from import_changes where import_change_id in (select image.import_change_id ${image})`,
    [before, table],
  )
  return rowCount ?? 0
}
