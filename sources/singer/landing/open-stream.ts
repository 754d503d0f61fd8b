// A stream as it lands: found or made in `landed_streams`, held by this run alone, with what is known of it.
import type { DeclaredStream, Generation } from '../protocol/steps.ts'
import { type Found, findKnown } from '../catalogue/index.ts'
import type { StreamMapping } from '../../../model/tables/landed-streams.ts'
import { type Client, json, select, selectOne, storable } from '../../ingest/sql.ts'
import { ImportRefused } from '../../ingest/shapes.ts'
import { type Keep, keepOf } from '../streams/keep.ts'
import { declaredPaths, mostPaths } from '../streams/paths.ts'

/** What this run has seen of a stream, apart from its rows. */
export interface LandingCounts {
  records: number
  /** Records in which a character had to be replaced. */
  replaced: number
  notANumber: number
  /** Required properties that were missing, with how often. */
  readonly missing: Map<string, number>
  /** Properties that were not what the catalogue says, with how often. */
  readonly other: Map<string, number>
  /** The sender said neither which key there is nor that there is none. */
  isKeyUnsaid: boolean
}

export interface LandingStream {
  readonly streamId: number
  readonly source: string
  readonly name: string
  /** Number of this run among those that wrote the stream: taken once no other run writes it, so that they only grow. */
  readonly runId: number
  /** Number of its newest row before this run. */
  readonly lastRowBefore: number
  keys: readonly string[]
  found: Found | null
  /** Null when its records are not kept. */
  keep: Keep | null
  readonly paths: Set<string>
  /** False when the sender declares no properties: they are gathered from the records. */
  isDeclared: boolean
  isReplaced: boolean
  readonly generation?: Generation
  /** How many paths its row holds; -1 when that is not known. */
  notedPaths: number
  readonly mapping: StreamMapping | null
  readonly counts: LandingCounts
}

/** Any number will do, as long as every Douze uses the same. */
const streamClass = 1214
const waitMilliseconds = 30_000

/**
 * The stream of a SCHEMA message or a catalogue. Rows of one stream are written by one run at a time: another run is waited for.
 * @throws ImportRefused when another run keeps the stream
 */
export async function openStream(
  client: Client,
  declared: DeclaredStream,
  {
    source,
    tap,
    now,
  }: { readonly source: string | null; readonly tap: string | null; readonly now: () => Date },
): Promise<LandingStream> {
  const paths = declared.schema === null ? new Set<string>() : declaredPaths(declared.schema)
  const found = findKnown(declared.name, paths, tap ?? undefined)
  const name = storable(declared.name)
  const ofSource = source ?? found?.tap.source ?? 'crm'
  const streamId = await findStream(client, ofSource, name, declared, paths, now())
  await claimStream(client, streamId, declared.name)
  // Read once it is this run's alone: another run may have written it while this one waited.
  const row = await selectOne<{
    key_properties: string[]
    properties: string[]
    mapping: StreamMapping | null
    last_row: number
    run_id: number
  }>(
    client,
    `update landed_streams set last_landed_at = $2, tap = coalesce($3, tap) where stream_id = $1
     returning key_properties, properties, mapping, last_row, nextval('landing_runs') as run_id`,
    [streamId, now(), found?.tap.tap ?? null],
  )
  if (declared.schema === null) for (const path of row.properties.slice(0, mostPaths)) paths.add(path)
  return {
    streamId,
    source: ofSource,
    name: declared.name,
    runId: row.run_id,
    lastRowBefore: row.last_row,
    // The key of the rows that are there; the caller changes it when the sender's is another.
    keys: row.key_properties,
    found,
    keep: keepFor(found, declared.keys, row.mapping),
    paths,
    isDeclared: declared.schema !== null,
    isReplaced: declared.isReplaced,
    ...(declared.generation === undefined ? {} : { generation: declared.generation }),
    notedPaths: -1,
    mapping: row.mapping,
    counts: {
      records: 0,
      replaced: 0,
      notANumber: 0,
      missing: new Map(),
      other: new Map(),
      isKeyUnsaid: false,
    },
  }
}

async function findStream(
  client: Client,
  source: string,
  name: string,
  { keys }: DeclaredStream,
  paths: ReadonlySet<string>,
  now: Date,
): Promise<number> {
  await client.query(
    `insert into landed_streams (source, name, key_properties, properties, last_row, applied_run, first_landed_at, last_landed_at)
     values ($1, $2, $3, $4, 0, 0, $5, $5) on conflict (source, name) do nothing`,
    [source, name, json(keys), json([...paths].slice(0, mostPaths)), now],
  )
  const { stream_id } = await selectOne<{ stream_id: number }>(
    client,
    'select stream_id from landed_streams where source = $1 and name = $2',
    [source, name],
  )
  return stream_id
}

/** A person's word goes before what the catalogue knows: of a stream that she mapped, what she chose is kept. */
export function keepFor(
  found: Found | null,
  keys: readonly string[],
  mapping: StreamMapping | null,
): Keep | null {
  return mapping === null ? keepOf(found, keys) : keepOf(null, keys)
}

/** What is known now goes back into the row of the stream. */
export async function noteStream(client: Client, stream: LandingStream): Promise<void> {
  if (stream.notedPaths === stream.paths.size) return
  stream.notedPaths = stream.paths.size
  await client.query(
    'update landed_streams set properties = $2, tap = coalesce($3, tap) where stream_id = $1',
    [stream.streamId, json([...stream.paths].slice(0, mostPaths)), stream.found?.tap.tap ?? null],
  )
}

/** Claims a stream for this connection; false when another run writes it. */
export async function tryClaim(client: Client, streamId: number): Promise<boolean> {
  const [row] = await select<{ claimed: boolean }>(
    client,
    'select pg_try_advisory_lock($1, $2::integer) as claimed',
    [streamClass, streamId % 2 ** 31],
  )
  return row?.claimed === true
}

async function claimStream(client: Client, streamId: number, name: string): Promise<void> {
  const until = performance.now() + waitMilliseconds
  for (;;) {
    if (await tryClaim(client, streamId)) return
    if (performance.now() > until)
      throw new ImportRefused('STREAM_BUSY', {
        fr: `Le flux « ${name} » est déjà en cours de réception par une autre commande.`,
        en: `The stream “${name}” is being received by another command already.`,
      })
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
