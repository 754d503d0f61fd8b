// One run of a connection: claims it, gathers what is new, and has it read like any other delivery. What a person once confirmed
// becomes visible by itself from then on, unless it raises a question; everything else waits on the imports page.
import type pg from 'pg'
import type { ConnectionFault, ConnectionMapping } from '../../model/tables/connections.ts'
import {
  claimRun,
  type Correction,
  endBrokenOff,
  type ImportReport,
  openImport,
  releaseRun,
} from '../ingest/index.ts'
import { inTransaction, json, run, select } from '../ingest/sql.ts'
import { openSecret } from './connections.ts'
import { gatherers } from './gather.ts'
import { nextRun } from './schedule.ts'
import { settleTaken } from './settle.ts'
import type { Due, RunMeans } from './due.ts'

export type RunOutcome =
  'nothing-new' | 'visible' | 'waits' | 'refused' | 'failed' | 'stopped' | 'claimed-elsewhere'

/** The connections whose time has come, longest due first. */
export async function dueConnections(client: pg.ClientBase, now: Date): Promise<Due[]> {
  return select<Due>(
    client,
    `select connection_id, kind, name, source, person_id, settings, secret, schedule, is_trusted, mapping, bookmark, next_run_at
     from connections where next_run_at <= $1 and not is_paused order by next_run_at, connection_id limit 20`,
    [now],
  )
}

/** Runs one connection that is due. A fault is kept beside the connection; it is thrown on only when even that fails. */
export async function runConnection(means: RunMeans, due: Due): Promise<RunOutcome> {
  const client = await means.database.connect(means.reader)
  try {
    if (!(await claim(client, due, means))) return 'claimed-elsewhere'
    // Held to the end, and gone with a process that is killed: whoever holds it knows that no other run is alive.
    if (!(await claimRun(client, due.connection_id))) return 'claimed-elsewhere'
    try {
      return await deliver(client, due, means)
    } catch (error) {
      const isStopped = means.signal?.aborted === true
      if (!isStopped) means.onFault(error)
      await noteFault(client, due.connection_id, isStopped ? stopped : faultOf(error))
      return isStopped ? 'stopped' : 'failed'
    } finally {
      await releaseRun(client, due.connection_id)
    }
  } finally {
    client.release()
  }
}

/** Of two servers that look at the same time, one moves the next run on; the other finds it moved. */
async function claim(client: pg.ClientBase, due: Due, { clock, timeZone }: RunMeans): Promise<boolean> {
  const now = clock()
  const next = due.schedule === null ? null : nextRun(due.schedule, timeZone, now)
  const touched = await run(
    client,
    `update connections set next_run_at = $3, last_run_at = $4
     where connection_id = $1 and next_run_at = $2 and not is_paused`,
    [due.connection_id, due.next_run_at, next, now],
  )
  return touched === 1
}

interface Open {
  readonly import_id: number
  readonly state: 'reading' | 'staged'
  readonly report: Pick<ImportReport, 'decisions'> | null
}

/**
 * Ends what a killed run left behind. Half read, it is given up, for its source is read again; read whole, it becomes visible if it
 * would have then. True when a delivery still waits for a person, or is being read by somebody else.
 */
async function isStillOpen(client: pg.ClientBase, due: Due, means: RunMeans): Promise<boolean> {
  const [open] = await select<Open>(
    client,
    `select import_id, state, report from imports where connection_id = $1 and state in ('reading', 'staged')
     order by state desc limit 1`,
    [due.connection_id],
  )
  if (open === undefined) return false
  if (open.state === 'reading') return !(await endBrokenOff(client, open.import_id, means.clock()))
  if (open.report === null || !due.is_trusted) return true
  if (await raisesQuestion(client, due.connection_id, open.report)) return true
  await means.makeVisible(open.import_id)
  return false
}

async function deliver(client: pg.ClientBase, due: Due, means: RunMeans): Promise<RunOutcome> {
  // One delivery at a time: while a person has one to look at, the next ones wait.
  if (await isStillOpen(client, due, means)) return 'waits'
  const secret = due.secret === null ? null : openSecret(await means.keys(), due.connection_id, due.secret)
  const gathered = await gatherers[due.kind]({ client, due, secret, means })
  if (gathered === null) {
    await run(client, 'update connections set last_ok_at = $2, last_fault = null where connection_id = $1', [
      due.connection_id,
      means.clock(),
    ])
    return 'nothing-new'
  }
  const { importId } = await openImport(means.database, means.reader, {
    source: due.source,
    connectionId: due.connection_id,
    now: means.clock,
  })
  try {
    const names = await gathered.give(importId, (name, content) => means.keep(importId, name, content))
    const report = await means.stage(importId, correctionsFor(names, due.mapping))
    return await finish(client, due, means, report, gathered.bookmark)
  } catch (error) {
    await giveBack(client, importId, means.clock())
    throw error
  } finally {
    await gathered.close()
  }
}

/** A delivery that broke before it was read leaves what it held for the next run. */
async function giveBack(client: pg.ClientBase, importId: number, now: Date): Promise<void> {
  await run(
    client,
    `update imports set state = 'interrupted', ended_at = $2 where import_id = $1 and state = 'reading'`,
    [importId, now],
  )
}

async function finish(
  client: pg.ClientBase,
  due: Due,
  means: RunMeans,
  report: ImportReport,
  bookmark: Due['bookmark'],
): Promise<RunOutcome> {
  if (bookmark !== null)
    await run(client, 'update connections set bookmark = $2 where connection_id = $1', [
      due.connection_id,
      json(bookmark),
    ])
  // Messages of a tap and learning records are taken at once by their own doors.
  if (report.state === 'visible') {
    await inTransaction(client, () => settleTaken(client, report.importId, means.clock()))
    return 'visible'
  }
  if (report.state !== 'staged') {
    await noteFault(client, due.connection_id, report.refusal ?? unread)
    return 'refused'
  }
  if (!due.is_trusted || (await raisesQuestion(client, due.connection_id, report))) return 'waits'
  await means.makeVisible(report.importId)
  return 'visible'
}

/** Whether something has to be decided that nobody was asked before. What was left as proposed then is left so again. */
async function raisesQuestion(
  client: pg.ClientBase,
  connectionId: number,
  { decisions }: Pick<ImportReport, 'decisions'>,
): Promise<boolean> {
  const asked = await select<{ id: string }>(
    client,
    `select distinct d ->> 'id' as id from imports as i cross join jsonb_array_elements(i.report -> 'decisions') as d
     where i.connection_id = $1 and i.state = 'visible'`,
    [connectionId],
  )
  const known = new Set(asked.map(({ id }) => id))
  return decisions.some(({ id, isConfirmed }) => !isConfirmed && !known.has(id))
}

/** A mapping that was settled once holds for what comes next, also when a column more or less stands in it. */
function correctionsFor(
  names: readonly string[],
  mapping: ConnectionMapping | null,
): Readonly<Record<string, Correction>> {
  const [only] = names
  return mapping === null || only === undefined || names.length > 1 ? {} : { [only]: mapping }
}

async function noteFault(client: pg.ClientBase, connectionId: number, fault: ConnectionFault): Promise<void> {
  await run(client, 'update connections set last_fault = $2 where connection_id = $1', [
    connectionId,
    json(fault),
  ])
}

const stopped: ConnectionFault = {
  fr: 'Arrêté avant la fin : rien n’a été enregistré, le prochain passage reprend tout.',
  en: 'Stopped before the end: nothing was stored, the next run begins anew.',
}

const unread: ConnectionFault = {
  fr: 'La livraison n’a pas pu être lue.',
  en: 'The delivery could not be read.',
}

/** What a person is told of a fault: its own sentence where it has one, never an address or a secret. */
function faultOf(error: unknown): ConnectionFault {
  if (error instanceof Error && 'words' in error) {
    const { fr, en } = error.words as Partial<ConnectionFault>
    if (typeof fr === 'string' && typeof en === 'string') return { fr, en }
  }
  return {
    fr: 'Un défaut de notre côté ; le journal du serveur en dit plus. La connexion réessaiera.',
    en: 'A fault on our side; the server’s log says more. The connection will try again.',
  }
}
