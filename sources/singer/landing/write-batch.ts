// A batch into `landed_rows`, inside the caller's transaction: rows whose key is there are updated, the others are numbered and added.
import { CopyRows, copyText } from '../../ingest/staging/copy-rows.ts'
import type { Client } from '../../ingest/sql.ts'
import type { Batch, Division, LandingRecord } from './batch.ts'
import { rekey } from './rekey.ts'

const columns = ['n', 'stream_id', 'run_id', 'key_digest', 'data', 'version', 'is_deleted']

/** Makes the table that batches pass through; it goes with the connection. */
export async function createBatchTable(client: Client): Promise<void> {
  await client.query(
    `create temporary table if not exists landing_batch
       (n integer, stream_id bigint, run_id bigint, key_digest uuid, data jsonb, version bigint, is_deleted boolean)`,
  )
}

/** `day` is the organisation's. */
export async function writeBatch(client: Client, batch: Batch, day: string): Promise<void> {
  // Every batch is small beside the table: by its keys is the way in, whatever the planner believes of a table it has never seen.
  await client.query(
    'set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off',
  )
  for (const { records, division } of batch.portions) {
    if (records.length > 0) await writeRecords(client, records, day)
    if (division?.kind === 'rekey') await rekey(client, division.stream, division.keys)
    else if (division !== null) await leaveOut(client, division)
  }
}

/** Marks the rows of a stream as deleted that its sender says to be gone. */
async function leaveOut(client: Client, division: Exclude<Division, { kind: 'rekey' }>): Promise<void> {
  const { streamId, runId } = division.stream
  const [isGone, values] = goneOf(division)
  await client.query(
    `update landed_rows set is_deleted = true, changed_run = $2 where stream_id = $1 and not is_deleted and (${isGone})`,
    [streamId, runId, ...values],
  )
}

function goneOf(division: Exclude<Division, { kind: 'rekey' }>): [condition: string, values: number[]] {
  switch (division.kind) {
    case 'activate':
      return ['version < $3', [division.version]]
    case 'replace':
      return ['run_id < $2', []]
    case 'generation':
      // A number beyond the generations is another sender's version of the table.
      return [
        'version is null or version < $3 or version > $4',
        [division.generation.oldest, division.generation.current],
      ]
  }
}

async function writeRecords(client: Client, records: readonly LandingRecord[], day: string): Promise<void> {
  await client.query('truncate landing_batch')
  const copy = new CopyRows(client, 'landing_batch', columns)
  for (const [n, record] of records.entries()) {
    const isFull = copy.add(
      `${n}\t${record.stream.streamId}\t${record.stream.runId}\t${record.digest ?? '\\N'}\t${copyText(record.data)}\t${record.version ?? '\\N'}\t${record.isDeleted}`,
    )
    if (isFull) await copy.flush()
  }
  await copy.end()
  // A deletion often brings the key alone: what was known of the record stays.
  const data = 'case when b.is_deleted then t.data || b.data else b.data end'
  await client.query(
    `update landed_rows as t set data = ${data}, version = b.version, run_id = b.run_id, landed_on = $1, is_deleted = b.is_deleted,
       changed_run = case when t.data is distinct from (${data}) or t.is_deleted <> b.is_deleted then b.run_id else t.changed_run end
     from landing_batch as b where t.stream_id = b.stream_id and t.key_digest = b.key_digest`,
    [day],
  )
  await client.query(
    `with added as (
       insert into landed_rows (stream_id, row_number, key_digest, data, version, run_id, changed_run, is_deleted, is_waiting, landed_on)
       select b.stream_id, s.last_row + row_number() over (partition by b.stream_id order by b.n), b.key_digest, b.data, b.version,
         b.run_id, b.run_id, b.is_deleted, false, $1
       from landing_batch as b join landed_streams as s on s.stream_id = b.stream_id
       left join landed_rows as t on t.stream_id = b.stream_id and t.key_digest = b.key_digest
       where t.stream_id is null
       returning stream_id
     ), counted as (select stream_id, count(*) as rows from added group by stream_id)
     update landed_streams as s set last_row = s.last_row + c.rows from counted as c where c.stream_id = s.stream_id`,
    [day],
  )
}
