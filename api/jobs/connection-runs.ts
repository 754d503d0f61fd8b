// Looks every few seconds which connections are due, and runs them one after the other through the same thread as every import.
import type { Readable } from 'node:stream'
import { housekeeper } from '../../model/reader.ts'
import { readSettings } from '../../model/settings.ts'
import { importReport } from '../../sources/ingest/index.ts'
import { dueConnections, runConnection } from '../../sources/connections/run-connection.ts'
import type { RunMeans } from '../../sources/connections/due.ts'
import { isDatabaseUnreachable } from '../errors/errors.ts'
import { cleanName } from '../file-name.ts'
import type { Place } from '../handler.ts'
import type { ImportJobs } from './import-jobs.ts'
import type { Run } from './running-connections.ts'

/** Milliseconds between two looks. */
const rhythm = 5_000

export type RunsPlace = Pick<
  Place,
  'database' | 'clock' | 'jobs' | 'inbox' | 'access' | 'log' | 'dropFolder' | 'runs'
>

/** Starts to look. @returns how to stop: resolves when nothing runs any more */
export function keepConnections(place: RunsPlace): () => Promise<void> {
  let isStopped = false
  let running: Promise<void> = Promise.resolve()
  let isBusy = false
  const look = (): void => {
    if (isBusy || isStopped) return
    isBusy = true
    running = runDue(place, () => isStopped)
      .then(() => {})
      .catch((error: unknown) => {
        if (!isDatabaseUnreachable(error)) place.log.error({ error }, 'connections-failed')
      })
      .finally(() => (isBusy = false))
  }
  const timer = setInterval(look, rhythm)
  timer.unref()
  return async () => {
    isStopped = true
    clearInterval(timer)
    place.runs.stop()
    await running
  }
}

/** Runs every connection whose time has come. @returns how many ran */
export async function runDue(place: RunsPlace, isStopped: () => boolean = () => false): Promise<number> {
  const { database, clock, log, runs } = place
  const client = await database.connect(housekeeper)
  let due: Awaited<ReturnType<typeof dueConnections>>
  try {
    due = await dueConnections(client, clock())
  } finally {
    client.release()
  }
  if (due.length === 0) return 0
  const means = await meansOf(place)
  for (const connection of due) {
    if (isStopped()) break
    const running = runs.begin(connection.connection_id)
    const outcome = await runConnection(means(running), connection).finally(running.end)
    log.info({ connectionId: connection.connection_id, kind: connection.kind, outcome }, 'connection-run')
  }
  return due.length
}

async function meansOf({
  database,
  clock,
  jobs,
  inbox,
  access,
  dropFolder,
  log,
}: RunsPlace): Promise<(run: Run) => RunMeans> {
  const { timeZone } = await database.read(housekeeper, readSettings)
  return ({ signal, tell }) => ({
    database,
    reader: housekeeper,
    clock,
    keys: access.keys,
    timeZone,
    folders: dropFolder,
    keep: async (importId: number, name: string, content: Readable) => {
      await inbox.add(importId, cleanName(name), content, 'connections')
    },
    signal,
    onProgress: tell,
    stage: async (importId, corrections) => {
      await stoppable(jobs, importId, signal, async () =>
        jobs.run({ kind: 'stage', importId, files: await inbox.list(importId), corrections }),
      )
      return importReport(database, housekeeper, importId)
    },
    makeVisible: async (importId) => {
      await stoppable(jobs, importId, signal, () =>
        jobs.run({ kind: 'make-visible', importId, decisions: {} }),
      )
      await inbox.remove(importId)
      return importReport(database, housekeeper, importId)
    },
    onFault: (error) => {
      if (!isDatabaseUnreachable(error)) log.error({ error }, 'connection-failed')
    },
  })
}

/** Work on a delivery that ends when the run does. */
async function stoppable(
  jobs: ImportJobs,
  importId: number,
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  signal.throwIfAborted()
  const stop = (): void => void jobs.cancel(importId)
  signal.addEventListener('abort', stop)
  try {
    await work()
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
