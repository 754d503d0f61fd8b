// Brings the other tables up to date with what has landed: one import for each source, through the same staging, report and merge as files, in one
// transaction. Records that name something which has not arrived wait for the next run.
import type { Database } from '../../../model/database.ts'
import type { Reader } from '../../../model/reader.ts'
import type { StreamMapping } from '../../../model/tables/landed-streams.ts'
import { withClient } from '../../ingest/deliveries.ts'
import {
  type DeliveredFile,
  discardImport,
  type Finding,
  type ImportReport,
  makeVisible,
  openImport,
  type Running,
  stageImport,
  sweepInterrupted,
} from '../../ingest/index.ts'
import { becomeStream } from '../../ingest/other-doors.ts'
import { type Client, inTransaction, run, select } from '../../ingest/sql.ts'
import { type Found, findKnown, isReadWith, readsWith } from '../catalogue/index.ts'
import { tryClaim } from '../landing/open-stream.ts'
import { namesFor } from './names.ts'
import { type SettledStream, settleKnown, settleMapped } from './settled-plan.ts'
import { streamFile } from './stream-table.ts'
import { type RunRemarks, remarksOf } from './remarks.ts'

export interface BringUpOptions extends Running {
  readonly unknownPeople?: 'keep' | 'refuse'
  /** The tap that the settings name: only its streams are looked for. */
  readonly tap: string | null
  /** What the run saw of its streams, by stream. */
  readonly seen?: ReadonlyMap<number, RunRemarks>
  /** What the report says of the run as a whole. */
  readonly findings?: readonly Finding[]
  /** Reads all records of these streams again, as after a new mapping. */
  readonly again?: ReadonlySet<number>
  /** An import that was opened for this; untouched where there is nothing to bring. */
  readonly into?: number
}

interface StreamRow {
  readonly stream_id: number
  readonly name: string
  readonly properties: string[]
  readonly mapping: StreamMapping | null
  readonly applied_run: number
  readonly newest: number | null
  readonly waiting: number
  readonly rows: number
}

interface Bringing extends StreamRow {
  readonly found: Found | null
  readonly settled: SettledStream | null
  readonly isAgain: boolean
}

/**
 * Brings one source up to date. @returns the report of the import, or null when nothing is new
 * @throws what the import throws; then the records stay, and the next run tries again
 */
export async function bringUp(
  database: Database,
  reader: Reader,
  source: string,
  options: BringUpOptions,
): Promise<ImportReport | null> {
  return withClient(database, reader, async (client) => {
    try {
      const streams = await streamsToBring(client, source, options)
      if (streams.length > 0) return await bringStreams(client, database, reader, source, streams, options)
      return null
    } finally {
      await client.query('select pg_advisory_unlock_all()').catch(() => {})
    }
  })
}

async function bringStreams(
  client: Client,
  database: Database,
  reader: Reader,
  source: string,
  streams: readonly Bringing[],
  options: BringUpOptions,
): Promise<ImportReport> {
  const { now, signal, onProgress, unknownPeople, findings = [] } = options
  const running = {
    now,
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress }),
  }
  const files: DeliveredFile[] = []
  for (const stream of streams) files.push(await fileOf(client, database, reader, source, stream, options))
  const asked = unknownPeople === undefined ? {} : { unknownPeople }
  await forgetBroken(client, database, reader, now)
  const importId =
    options.into ?? (await openImport(database, reader, { now, source, isStream: true, ...asked })).importId
  if (options.into !== undefined) await becomeStream(client, importId, source)
  try {
    const staging = { ...running, takesUnknown: true as const, findings }
    const staged = await stageImport(database, reader, importId, files, staging)
    if (staged.state !== 'staged') return staged
    signal?.throwIfAborted()
    const report = await makeVisible(database, reader, importId, running)
    await inTransaction(client, async () => {
      for (const [place, stream] of streams.entries()) {
        const file = report.files[place]
        if (file !== undefined && file.verdict !== 'reject') await noteApplied(client, stream, file.fileId)
      }
    })
    return report
  } catch (error) {
    // Opened and come to nothing: no delivery that waits for a confirmation.
    await discardImport(database, reader, importId, now).catch(() => {})
    throw error
  }
}

/** Imports of runs that died on the way: their records are still to be brought, and are with this one. */
async function forgetBroken(
  client: Client,
  database: Database,
  reader: Reader,
  now: () => Date,
): Promise<void> {
  await sweepInterrupted(database, reader, { now })
  const waiting = await select<{ import_id: number }>(
    client,
    "select import_id from imports where state = 'staged' and options ? 'isStream' and staged_at < $1",
    [new Date(now().getTime() - hourMilliseconds)],
  )
  for (const { import_id } of waiting) await discardImport(database, reader, import_id, now)
}

const hourMilliseconds = 3_600_000

async function fileOf(
  client: Client,
  database: Database,
  reader: Reader,
  source: string,
  stream: Bringing,
  { seen }: BringUpOptions,
): Promise<DeliveredFile> {
  return streamFile(database, reader, {
    streamId: stream.stream_id,
    name: stream.name,
    source,
    settled: stream.settled ?? unsettled(stream),
    after: stream.isAgain ? null : stream.applied_run,
    remarks: remarksOf(stream, seen?.get(stream.stream_id)),
    names: await namesFor(client, source, stream.settled),
  })
}

/** Streams of the source with something new, that no other run writes just now. */
async function streamsToBring(client: Client, source: string, options: BringUpOptions): Promise<Bringing[]> {
  const rows = await select<StreamRow>(
    client,
    `select s.stream_id, s.name, s.properties, s.mapping, s.applied_run,
       (select max(r.changed_run) from landed_rows as r where r.stream_id = s.stream_id) as newest,
       (select count(*) from landed_rows as r where r.stream_id = s.stream_id and r.is_waiting) as waiting,
       (select count(*) from landed_rows as r where r.stream_id = s.stream_id and not r.is_deleted) as rows
     from landed_streams as s where s.source = $1 order by s.stream_id`,
    [source],
  )
  const all = rows.map((row) => {
    const found = findKnown(row.name, new Set(row.properties), options.tap ?? undefined)
    return { row, found, isNew: (row.newest ?? 0) > row.applied_run }
  })
  // Who is named after a stream follows its names.
  const renamed = new Set(
    all.flatMap(({ found, isNew }) =>
      found !== null && isNew && isReadWith(found.tap, found.stream) ? found.stream.names : [],
    ),
  )
  const wanted = all.filter(
    ({ row, found, isNew }) =>
      isNew || options.again?.has(row.stream_id) === true || namesOthers(found, renamed),
  )
  if (wanted.length === 0) return []
  const bringing: Bringing[] = []
  for (const { row, found, isNew } of all) {
    const isSeen = options.seen?.get(row.stream_id)
    const isAgain = options.again?.has(row.stream_id) === true || namesOthers(found, renamed)
    // Something new may be what others waited for.
    if (!isNew && !isAgain && row.waiting === 0 && isSeen?.isKept !== false) continue
    if (isSeen === undefined && !(await tryClaim(client, row.stream_id))) continue
    bringing.push({ ...row, found, isAgain, settled: settledOf(row, found) })
  }
  return bringing
}

function namesOthers(found: Found | null, renamed: ReadonlySet<string>): boolean {
  return found !== null && readsWith(found.stream).some((name) => renamed.has(name))
}

function settledOf(row: StreamRow, found: Found | null): SettledStream | null {
  if (row.mapping !== null) return settleMapped(row.mapping, found)
  return found === null ? null : settleKnown(found, new Set(row.properties))
}

/** A stream that nobody has said anything about. */
function unsettled({ mapping }: StreamRow): SettledStream {
  const reason =
    mapping !== null
      ? { fr: 'Laissé de côté à votre demande.', en: 'Left out as you asked.' }
      : {
          fr: 'Flux inconnu : ses enregistrements sont gardés jusqu’à ce que vous disiez ce qu’il est (douze singer --map).',
          en: 'An unknown stream: its records are kept until you say what it is (douze singer --map).',
        }
  return { recognition: { kind: 'unknown', reason }, columns: [], hasDeletion: false, known: null }
}

/** Up to where a stream has been brought; which records wait; and what was deleted at the source goes. */
async function noteApplied(client: Client, stream: Bringing, fileId: number): Promise<void> {
  await run(
    client,
    'update landed_streams set applied_run = greatest(applied_run, $2) where stream_id = $1',
    [stream.stream_id, stream.newest ?? 0],
  )
  await run(client, 'update landed_rows set is_waiting = false where stream_id = $1 and is_waiting', [
    stream.stream_id,
  ])
  await run(
    client,
    `update landed_rows set is_waiting = true where stream_id = $1 and row_number in
       (select row from refused_rows where import_file_id = $2 and code = 'REFERENCE_UNKNOWN')`,
    [stream.stream_id, fileId],
  )
  await run(client, 'delete from landed_rows where stream_id = $1 and is_deleted', [stream.stream_id])
}
