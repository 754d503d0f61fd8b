// The parts of records that came in a stream of their own: the items of subscriptions.
import { type Client, select } from '../../ingest/sql.ts'
import type { KnownStream } from '../catalogue/index.ts'
import { type JsonObject, parseJson } from '../protocol/exact-json.ts'
import { plainText } from './plain-text.ts'

export type Parts = ReadonlyMap<string, readonly JsonObject[]>

/** The landed parts of these records, by the id of their record. */
export async function partsOf(
  client: Client,
  source: string,
  { streams, link }: NonNullable<KnownStream['recurring']>,
  records: readonly JsonObject[],
): Promise<Parts> {
  const ids = records.map(({ id }) => plainText(id)).filter((id) => id !== '')
  if (ids.length === 0) return new Map()
  const rows = await select<{ owner: string; data: string }>(
    client,
    `select r.data ->> $3 as owner, r.data::text as data from landed_rows as r join landed_streams as s on s.stream_id = r.stream_id
     where s.source = $1 and s.name = any($2) and not r.is_deleted and r.data ->> $3 = any($4) order by r.row_number`,
    [source, streams, link, ids],
  )
  const parts = new Map<string, JsonObject[]>()
  for (const { owner, data } of rows)
    parts.set(owner, [...(parts.get(owner) ?? []), parseJson(data) as JsonObject])
  return parts
}
