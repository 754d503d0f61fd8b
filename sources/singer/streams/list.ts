// The streams that have landed, and what a person says that one of them is.
import type { Database } from '../../../model/database.ts'
import type { Reader } from '../../../model/reader.ts'
import type { StreamMapping } from '../../../model/tables/landed-streams.ts'
import { type Entity, entities, type EntityName } from '../../entities.ts'
import { withClient } from '../../ingest/deliveries.ts'
import { ImportRefused } from '../../ingest/shapes.ts'
import { json, run, select, storable } from '../../ingest/sql.ts'
import { findKnown } from '../catalogue/index.ts'

export interface ListedStream {
  readonly streamId: number
  readonly source: string
  readonly name: string
  readonly tap: string | null
  /** What its records become; null while nobody has said so, or when they are left out. */
  readonly entity: EntityName | null
  readonly mapping: StreamMapping | null
  readonly keys: readonly string[]
  /** Paths of its properties. */
  readonly properties: readonly string[]
  /** Records that are kept, counted up to `mostCounted`. */
  readonly rows: number
  readonly lastLandedAt: Date
}

/** A list must not take the time to count millions. */
export const mostCounted = 100_000

/** Every stream, by source and name. */
export async function listStreams(database: Database, reader: Reader): Promise<ListedStream[]> {
  const rows = await withClient(database, reader, (client) =>
    select<{
      stream_id: number
      source: string
      name: string
      properties: string[]
      key_properties: string[]
      mapping: StreamMapping | null
      last_landed_at: Date
      rows: number
    }>(
      client,
      `select s.stream_id, s.source, s.name, s.properties, s.key_properties, s.mapping, s.last_landed_at,
         c.rows
       from landed_streams as s cross join lateral (
         select count(*) as rows from (
           select 1 from landed_rows as r where r.stream_id = s.stream_id and not r.is_deleted limit $1
         ) as kept
       ) as c order by s.source collate "C", s.name collate "C"`,
      [mostCounted],
    ),
  )
  return rows.map((row) => {
    const found = findKnown(row.name, new Set(row.properties))
    const mapped = row.mapping?.entity ?? null
    return {
      streamId: row.stream_id,
      source: row.source,
      name: row.name,
      tap: found?.tap.tap ?? null,
      entity: row.mapping === null ? (found?.stream.entity ?? null) : (mapped as EntityName | null),
      mapping: row.mapping,
      keys: row.key_properties,
      properties: row.properties,
      rows: row.rows,
      lastLandedAt: row.last_landed_at,
    }
  })
}

/**
 * Says what a stream is; its landed records are read again with the next call of `bringUp`, and so are those to come.
 * @throws ImportRefused for a stream, an entity or a field that does not exist
 */
export async function mapStream(
  database: Database,
  reader: Reader,
  stream: { readonly source: string; readonly name: string },
  mapping: StreamMapping | null,
): Promise<number> {
  if (mapping !== null) expectKnownNames(mapping)
  return withClient(database, reader, async (client) => {
    const [row] = await select<{ stream_id: number }>(
      client,
      'select stream_id from landed_streams where source = $1 and name = $2',
      [stream.source, storable(stream.name)],
    )
    if (row === undefined)
      throw new ImportRefused('STREAM_UNKNOWN', {
        fr: `Aucun flux « ${stream.name} » de la source « ${stream.source} » n’est arrivé. Voir : douze singer --streams`,
        en: `No stream “${stream.name}” of the source “${stream.source}” has arrived. See: douze singer --streams`,
      })
    await run(client, 'update landed_streams set mapping = $2, applied_run = 0 where stream_id = $1', [
      row.stream_id,
      mapping === null ? null : json(mapping),
    ])
    return row.stream_id
  })
}

function expectKnownNames({ entity, columns }: StreamMapping): void {
  if (entity === null) return
  const known = Object.hasOwn(entities, entity) ? (entities[entity as EntityName] as Entity) : null
  const unknown =
    known === null
      ? entity
      : Object.values(columns).find((field) => field !== null && !Object.hasOwn(known.fields, field))
  if (unknown === undefined || unknown === null) return
  throw new ImportRefused('MAPPING_UNKNOWN', {
    fr: `« ${unknown} » n’est ni une table ni un champ que Douze connaît.`,
    en: `“${unknown}” is neither a table nor a field that Douze knows.`,
  })
}
