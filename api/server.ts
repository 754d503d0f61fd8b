// The process that listens: a socket on loopback around the application, and an orderly end.
import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import path from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { makePasswords, makeProvider, type ProviderSettings, readKeys } from '../access/index.ts'
import { makeApp } from './app.ts'
import { keepConnections } from './jobs/connection-runs.ts'
import { keepCounting } from './jobs/count-ahead.ts'
import { isDatabaseUnreachable } from './errors/errors.ts'
import { type Front, thisMachineOnly } from './front.ts'
import type { Handlers } from './handler.ts'
import type { House } from './house.ts'
import { inThread, makeImportJobs, type RunTask } from './jobs/import-jobs.ts'
import { openInbox } from './uploads/inbox.ts'
import { keepHouse } from './jobs/housekeeping.ts'
import type { Log } from './log.ts'
import { makeRunningConnections } from './jobs/running-connections.ts'
import { handlers as allHandlers } from './routes/index.ts'
import type { Pages } from './static-files.ts'
import { startUp } from './jobs/start-up.ts'

export interface ServerOptions {
  readonly house: House
  readonly dataFolder: string
  /** Under which the watched folders lie; by default 'drop' in the data folder. */
  readonly dropFolder?: string | undefined
  readonly pages: Pages | null
  /** 0 takes any free port. */
  readonly port: number
  readonly log: Log
  readonly clock: () => Date
  readonly version: string
  /** DOUZE_KEY, when there is one; else a file of the data folder. */
  readonly key?: string | undefined
  /** The organisation's own sign-in provider, when there is one. */
  readonly provider?: ProviderSettings | null
  /** Where requests come in; by default this machine only. */
  readonly front?: Front
  readonly handlers?: Handlers
  /** How imports run; by default each in a thread of its own. */
  readonly runTask?: RunTask
}

export interface RunningServer {
  /** 'http://127.0.0.1:1212' */
  readonly address: string
  /** Takes nothing new, finishes what runs, and cuts what has not ended in time. Leaves the house open. */
  stop(): Promise<void>
}

/** The port is somebody else's. */
export class PortTakenError extends Error {}

/** Requests that run may take this long to end. */
const patience = 7_000
/** A delivery that is read within this time is answered with its report. */
const worthWaiting = 2_000

/** Starts to listen on 127.0.0.1. @throws PortTakenError */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { house, log, clock, version } = options
  let isStopping = false
  const inbox = openInbox(path.join(options.dataFolder, 'inbox'))
  const jobs = makeImportJobs(options.runTask ?? inThread(house.connection), log)
  await startUp(house.database, inbox, clock())
  const database = watched(house, log)
  const keys = (): ReturnType<typeof readKeys> =>
    readKeys({ given: options.key, folder: options.dataFolder, random: randomBytes })
  // A key that cannot be used is said now, not when somebody signs in.
  if (options.key !== undefined) await keys()
  const provider = options.provider ? makeProvider(options.provider) : null
  const access = { clock, random: randomBytes, passwords: makePasswords(), keys, provider }
  const place = {
    database,
    clock,
    jobs,
    inbox,
    log,
    version,
    access,
    folder: options.dataFolder,
    worthWaiting,
    dropFolder: options.dropFolder ?? path.join(options.dataFolder, 'drop'),
    runs: makeRunningConnections(),
    front: options.front ?? thisMachineOnly,
  }
  const app = makeApp({
    place,
    handlers: options.handlers ?? allHandlers,
    pages: options.pages,
    isStopping: () => isStopping,
  })
  const leaveHouse = keepHouse({
    database,
    clock,
    random: randomBytes,
    keys,
    folder: options.dataFolder,
    log,
  })
  const leaveConnections = keepConnections(place)
  const leaveCounting = keepCounting({ database, log })
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  // Slow senders: headers within 15 s; an upload may take long, but not stand still.
  server.headersTimeout = 15_000
  server.requestTimeout = 0
  server.setTimeout(120_000)
  server.keepAliveTimeout = 5_000
  server.maxHeadersCount = 100
  const port = await listen(server, options.port)
  return {
    address: `http://127.0.0.1:${port}`,
    stop: async () => {
      isStopping = true
      leaveHouse()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      const timer = setTimeout(() => server.closeAllConnections(), patience)
      await Promise.all([closed, jobs.stop(patience), leaveConnections(), leaveCounting()])
      clearTimeout(timer)
    },
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' || error.code === 'EACCES' ? new PortTakenError(error.code) : error),
    )
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

/** The database of the house; when it turns out to be gone, the house is asked to bring it back. */
function watched(house: House, log: Log): House['database'] {
  let lastTry = 0
  const notice = (error: unknown): never => {
    const now = performance.now()
    if (isDatabaseUnreachable(error) && now - lastTry > 1_000) {
      lastTry = now
      house.revive().catch((failure: unknown) => log.error({ error: failure }, 'database-not-revived'))
    }
    throw error
  }
  return {
    read: (reader, work) => house.database.read(reader, work).catch(notice),
    write: (reader, work) => house.database.write(reader, work).catch(notice),
    writeApart: (reader, work) => house.database.writeApart(reader, work).catch(notice),
    connect: (reader) => house.database.connect(reader).catch(notice),
    close: () => house.database.close(),
  }
}
