// The application without a socket, for tests: requests as the page sends them, answers checked against the contract.
import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  type Means,
  makePasswords,
  newStartCode,
  openAsOwner,
  type Passwords,
  parseKeys,
  type Provider,
} from '../access/index.ts'
import { makeApp } from '../api/app.ts'
import type { ErrorJson } from '../api/contract/types.ts'
import { type Front, thisMachineOnly } from '../api/front.ts'
import type { Handlers, Place } from '../api/handler.ts'
import { makeImportJobs } from '../api/jobs/import-jobs.ts'
import { doImportTask } from '../api/jobs/import-tasks.ts'
import { openInbox, type InboxLimits, inboxLimits } from '../api/uploads/inbox.ts'
import { makeLog } from '../api/log.ts'
import { makeRunningConnections } from '../api/jobs/running-connections.ts'
import { handlers as allHandlers } from '../api/routes/index.ts'
import type { Pages } from '../api/static-files.ts'
import type { XapiHandlers } from '../api/xapi/serve.ts'
import type { Database } from '../model/database.ts'
import { housekeeper } from '../model/reader.ts'

export interface TestApi {
  /** What its handlers are given. */
  readonly place: Place
  /** Sends a request as the page does: own host, own origin. */
  send(method: string, address: string, options?: SendOptions): Promise<Response>
  /** Sends and reads JSON; fails on any status but the one expected (200). */
  json<Json>(method: string, address: string, body?: unknown, status?: number): Promise<Json>
  /** The code of the refusal. */
  refusal(response: Response): Promise<ErrorJson['error']>
}

export interface SendOptions {
  readonly body?: unknown
  readonly bytes?: Uint8Array<ArrayBuffer> | ReadableStream
  readonly headers?: Readonly<Record<string, string>>
}

export interface TestApiOptions {
  readonly handlers?: Partial<Handlers>
  /** Of the learning record store. */
  readonly xapi?: XapiHandlers
  readonly pages?: Pages | null
  readonly now?: Date
  /** A clock that moves; wins over `now`. */
  readonly clock?: () => Date
  readonly passwords?: Passwords
  readonly provider?: Provider
  readonly limits?: InboxLimits
  readonly folder?: string
  readonly front?: Front
}

/** Builds the application on a database; imports run in the same thread. */
export function testApi(database: Database, options: TestApiOptions = {}): TestApi {
  const clock = options.clock ?? ((): Date => options.now ?? new Date('2026-01-15T12:00:00Z'))
  const ring = parseKeys(randomBytes(32).toString('hex'))
  const log = makeLog('silent')
  const folder = options.folder ?? mkdtempSync(path.join(tmpdir(), 'douze-inbox-'))
  const access: Means = {
    clock,
    random: randomBytes,
    passwords: options.passwords ?? makePasswords(),
    keys: async () => ring,
    provider: options.provider ?? null,
  }
  const place: Place = {
    database,
    clock,
    log,
    version: '0.0.0-test',
    folder,
    // However slow the machine: what a test asked for has ended when it is answered.
    worthWaiting: 200_000,
    dropFolder: `${folder}-drop`,
    runs: makeRunningConnections(),
    front: options.front ?? thisMachineOnly,
    access,
    inbox: openInbox(folder, options.limits ?? inboxLimits),
    jobs: makeImportJobs(
      (task, tell, signal) => doImportTask(database, task, { now: clock, onProgress: tell, signal }),
      log,
    ),
  }
  const app = makeApp({
    place,
    handlers: { ...allHandlers, ...options.handlers },
    ...(options.xapi === undefined ? {} : { xapi: options.xapi }),
    pages: options.pages ?? null,
    isStopping: () => false,
  })
  const owner = ownersBrowser(database, access)
  const send = async (method: string, address: string, given: SendOptions = {}): Promise<Response> => {
    const body = given.bytes ?? (given.body === undefined ? undefined : JSON.stringify(given.body))
    const sendWith = async (cookie: { readonly cookie?: string }): Promise<Response> =>
      app.request(`http://localhost:1212${address}`, {
        method,
        headers: {
          host: 'localhost:1212',
          ...(method === 'GET' ? {} : { origin: 'http://localhost:1212' }),
          ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...cookie,
          ...given.headers,
        },
        ...(body === undefined ? {} : { body, duplex: 'half' }),
      })
    if (given.headers !== undefined && 'cookie' in given.headers) return sendWith({})
    // A stream can be sent once: its sender is known before.
    const response = await sendWith(
      body instanceof ReadableStream ? await owner.opened() : await owner.held(),
    )
    const isAsked = response.status === 401 && (await response.clone().text()).includes('start-code-needed')
    return isAsked ? sendWith(await owner.opened()) : response
  }
  return {
    place,
    send,
    json: async <Json>(method: string, address: string, body?: unknown, status = 200): Promise<Json> => {
      const response = await send(method, address, body === undefined ? {} : { body })
      const text = await response.text()
      if (response.status !== status)
        throw new Error(`${method} ${address}: ${response.status} ${text.slice(0, 500)}`)
      return JSON.parse(text) as Json
    },
    refusal: async (response) => ((await response.json()) as ErrorJson).error,
  }
}

/** The owner's browser on a machine without accounts: opens the door by a code, as the start prints it, when it is asked. */
function ownersBrowser(database: Database, access: Means) {
  type Held = { readonly cookie?: string }
  let last: Promise<Held> = Promise.resolve({})
  const open = async (): Promise<Held> => {
    const code = await database.writeApart(housekeeper, (query) => newStartCode(query, access))
    if (code === null) return {}
    const browser = { address: null, device: null, session: null }
    return { cookie: `douze-session-1212=${await openAsOwner(database, access, code, browser)}` }
  }
  return {
    held: () => last,
    // One after the other: a new code ends the one before.
    opened: () => (last = last.then(open)),
  }
}
