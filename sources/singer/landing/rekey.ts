// A stream whose sender has changed its key: the rows that are there get the new key. Of two that become one, the later stays.
import type { JsonObject } from '../protocol/exact-json.ts'
import { parseJson } from '../protocol/exact-json.ts'
import { BadLine } from '../protocol/bad-line.ts'
import { keyOf } from '../protocol/record-key.ts'
import { type Client, json } from '../../ingest/sql.ts'
import { digestOf } from './batch.ts'
import type { LandingStream } from './open-stream.ts'

const pageRows = 2_000

export async function rekey(
  client: Client,
  { streamId }: LandingStream,
  keys: readonly string[],
): Promise<void> {
  await client.query('update landed_streams set key_properties = $2 where stream_id = $1', [
    streamId,
    json(keys),
  ])
  await client.query('drop table if exists landing_keys')
  await client.query(
    'create temporary table landing_keys (row_number bigint, key_digest uuid, place bigint) on commit drop',
  )
  let last = 0
  for (;;) {
    const { rows } = await client.query<{ row_number: string; data: string; run_id: string }>(
      `select row_number::text, data::text, run_id::text from landed_rows
       where stream_id = $1 and row_number > $2 order by row_number limit $3`,
      [streamId, last, pageRows],
    )
    if (rows.length > 0)
      await client.query(
        `insert into landing_keys select * from unnest($1::bigint[], $2::uuid[], $3::bigint[])`,
        [
          rows.map((row) => row.row_number),
          rows.map((row) => digestOfRow(row.data, keys)),
          rows.map((row) => row.run_id),
        ],
      )
    if (rows.length < pageRows) break
    last = Number(rows.at(-1)?.row_number)
  }
  await client.query(
    `delete from landed_rows as t using (
       select row_number, row_number() over (partition by key_digest order by place desc, row_number desc) as rank
       from landing_keys where key_digest is not null
     ) as k where t.stream_id = $1 and t.row_number = k.row_number and k.rank > 1`,
    [streamId],
  )
  // First none, then the new ones: two rows may exchange their keys.
  await client.query('update landed_rows set key_digest = null where stream_id = $1', [streamId])
  await client.query(
    `update landed_rows as t set key_digest = k.key_digest from landing_keys as k
     where t.stream_id = $1 and t.row_number = k.row_number`,
    [streamId],
  )
}

/** Null where the row lacks a property of the key. */
function digestOfRow(data: string, keys: readonly string[]): string | null {
  try {
    const key = keyOf(parseJson(data) as JsonObject, keys, 0)
    return key === null ? null : digestOf(key)
  } catch (error) {
    if (error instanceof BadLine) return null
    throw error
  }
}
