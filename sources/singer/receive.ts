// A whole run of a tap: its lines land, the other tables are brought up to date, and what became of it is told.
import type { Database } from '../../model/database.ts'
import type { Reader } from '../../model/reader.ts'
import type { Finding, ImportReport, Progress } from '../ingest/index.ts'
import { type Client, select, selectOne } from '../ingest/sql.ts'
import { bringUp } from './bring-up/bring-up.ts'
import type { RunRemarks } from './bring-up/remarks.ts'
import type { BadLine } from './protocol/bad-line.ts'
import type { LandingStream } from './landing/open-stream.ts'
import { type LandedRun, landRun, type RunOptions } from './run.ts'

export interface ReceiveOptions extends RunOptions {
  readonly unknownPeople?: 'keep' | 'refuse'
  /** An import that was opened for the first source that brings something. */
  readonly into?: number
  /** What the report says beside what the run noticed. */
  readonly findings?: readonly Finding[]
  readonly onProgress?: (progress: Progress) => void
  /** Told when everything has landed, before the other tables are brought up to date. */
  readonly onLanded?: (landed: LandedRun) => void
}

export interface ReceivedStream {
  readonly name: string
  readonly source: string
  /** Messages received, and records that stand after them: the same key twice is one. */
  readonly records: number
  readonly kept: number
  readonly added: number
  readonly changed: number
  readonly deleted: number
  /** Sum of the property `amount` of the records kept; null where there is none. */
  readonly amount: string | null
  /** Keys of the records kept, in order, where they are one property and few. */
  readonly ids: readonly string[] | null
}

export interface Received {
  readonly verdict: 'accept' | 'partial' | 'reject'
  readonly lines: number
  readonly fault: BadLine | null
  readonly isStopped: boolean
  readonly state: string | null
  readonly streams: readonly ReceivedStream[]
  readonly ignored: Readonly<Record<string, number>>
  /** One for each source that brought anything new. */
  readonly reports: readonly ImportReport[]
  /** False when the run was stopped before the other tables were brought up to date: the next run does it. */
  readonly isUpToDate: boolean
}

/** @throws what landing throws; an error while the other tables are brought up to date passes through after everything has landed */
export async function receive(
  database: Database,
  reader: Reader,
  input: AsyncIterable<Uint8Array>,
  options: ReceiveOptions,
): Promise<Received> {
  return landRun(database, reader, input, options, async (landed, client) => {
    options.onLanded?.(landed)
    const streams: ReceivedStream[] = []
    for (const stream of landed.streams) streams.push(await countStream(client, stream))
    const { lines, fault, isStopped, state, ignored } = landed
    const kept = streams.reduce((sum, stream) => sum + stream.kept, 0)
    const verdict = fault === null ? 'accept' : kept > 0 || state !== null ? 'partial' : 'reject'
    const brought = await bringAll(database, reader, landed, options)
    return { verdict, lines, fault, isStopped, state, streams, ignored, ...brought }
  })
}

async function bringAll(
  database: Database,
  reader: Reader,
  landed: LandedRun,
  { now, tap, unknownPeople, onProgress, into, findings = [], ...options }: ReceiveOptions,
): Promise<Pick<Received, 'reports' | 'isUpToDate'>> {
  const signal = landed.isStopped ? AbortSignal.timeout(leaveWithin) : options.signal
  const reports: ImportReport[] = []
  const seen = new Map(landed.streams.map((stream) => [stream.streamId, remarks(stream)]))
  try {
    for (const source of new Set(landed.streams.map((stream) => stream.source))) {
      const report = await bringUp(database, reader, source, {
        now,
        tap,
        seen,
        findings: [...findings, ...findingsOf(landed)],
        ...(into === undefined || reports.length > 0 ? {} : { into }),
        ...(signal === undefined ? {} : { signal }),
        ...(onProgress === undefined ? {} : { onProgress }),
        ...(unknownPeople === undefined ? {} : { unknownPeople }),
      })
      if (report !== null) reports.push(report)
    }
    return { reports, isUpToDate: true }
  } catch (error) {
    // Asked to leave meanwhile: everything has landed, and the next run goes on from there.
    if (signal?.aborted === true) return { reports, isUpToDate: false }
    throw error
  }
}

/** Milliseconds that a run which was stopped takes at most to bring the other tables up to date. */
const leaveWithin = 6_000

function remarks({ counts, keep }: LandingStream): RunRemarks {
  return { counts, isKept: keep !== null }
}

function findingsOf({ fault, isStopped, ignored }: LandedRun): Finding[] {
  const findings: Finding[] = []
  if (fault !== null)
    findings.push({
      code: fault.code,
      sentence: {
        fr: `La ligne ${fault.line} a arrêté la réception ; ce qui précède le dernier STATE est gardé. ${fault.words.fr}`,
        en: `Line ${fault.line} ended the run; what came before the last STATE is kept. ${fault.words.en}`,
      },
    })
  if (isStopped)
    findings.push({
      code: 'RUN_STOPPED',
      sentence: {
        fr: 'La réception a été arrêtée ; ce qui était arrivé est gardé.',
        en: 'The run was stopped; what had arrived is kept.',
      },
    })
  const outside = ignored['not-in-catalogue'] ?? 0
  if (outside > 0)
    findings.push({
      code: 'STREAM_NOT_IN_CATALOGUE',
      sentence: {
        fr: `${outside} enregistrements de flux absents du catalogue n’ont pas été lus.`,
        en: `${outside} records of streams that are not in the catalogue were not read.`,
      },
    })
  return findings
}

async function countStream(client: Client, stream: LandingStream): Promise<ReceivedStream> {
  const amount = [...stream.paths].find((path) => path.toLowerCase() === 'amount') ?? null
  const row = await selectOne<{
    kept: number
    added: number
    changed: number
    deleted: number
    amount: string | null
  }>(
    client,
    `select count(*) filter (where run_id = $2 and not is_deleted) as kept,
       count(*) filter (where changed_run = $2 and row_number > $3 and not is_deleted) as added,
       count(*) filter (where changed_run = $2 and row_number <= $3 and not is_deleted) as changed,
       count(*) filter (where changed_run = $2 and is_deleted) as deleted,
       sum(case when run_id = $2 and not is_deleted and data ->> $4 ~ '^-?[0-9]{1,30}([.][0-9]{1,30})?$'
         then (data ->> $4)::numeric end)::text as amount
     from landed_rows where stream_id = $1`,
    [stream.streamId, stream.runId, stream.lastRowBefore, amount ?? ''],
  )
  const ids = row.kept > mostIds ? null : await idsOf(client, stream)
  return { name: stream.name, source: stream.source, records: stream.counts.records, ...row, ids }
}

const mostIds = 100

async function idsOf(client: Client, { streamId, runId, keys }: LandingStream): Promise<string[] | null> {
  const [key] = keys
  if (key === undefined || keys.length > 1) return null
  const rows = await select<{ id: string }>(
    client,
    `select data ->> $3 as id from landed_rows where stream_id = $1 and run_id = $2 and not is_deleted and data ->> $3 is not null
     order by length(data ->> $3), data ->> $3 collate "C"`,
    [streamId, runId, key],
  )
  return rows.map(({ id }) => id)
}
