// What a route's handler is given and what it gives back. One handler per row of the contract table.
import type { Front } from './front.ts'
import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { Browser, Caller, Means } from '../access/index.ts'
import type { Database } from '../model/database.ts'
import type { Reader } from '../model/reader.ts'
import type { EndpointName, Endpoints } from './contract/endpoints.ts'
import type { Cookies } from './cookies.ts'
import type { ImportJobs } from './jobs/import-jobs.ts'
import type { Inbox } from './uploads/inbox.ts'
import type { Log } from './log.ts'
import type { RunningConnections } from './jobs/running-connections.ts'

/** What the house gives to every handler. */
export interface Place {
  readonly database: Database
  readonly clock: () => Date
  readonly jobs: ImportJobs
  /** Milliseconds in which work on a delivery is short: answered with its end. Longer work is answered with its progress. */
  readonly worthWaiting: number
  readonly inbox: Inbox
  /** Chance, keys and hashing, for sign-in. */
  readonly access: Means
  readonly log: Log
  readonly version: string
  /** Where requests come in. */
  readonly front: Front
  /** The data folder: what must outlive the database is kept there. */
  readonly folder: string
  /** Under which the watched folders lie. */
  readonly dropFolder: string
  /** The connections that run now. */
  readonly runs: RunningConnections
}

type Parsed<Part> = Part extends z.ZodType ? z.output<Part> : undefined

/** One request, parsed and checked against its row of the contract. */
export interface Call<Name extends EndpointName> {
  readonly reader: Reader
  /** Who asks: the account or program behind the reader. */
  readonly caller: Caller
  /** The browser that asks: where from, and which references it holds. */
  readonly browser: Browser
  readonly path: Endpoints[Name] extends { pathParameters: infer Part } ? Parsed<Part> : undefined
  readonly query: Endpoints[Name] extends { query: infer Part } ? Parsed<Part> : undefined
  readonly body: Endpoints[Name] extends { body: infer Part } ? Parsed<Part> : undefined
  /** A header of the request, by any spelling of its name. */
  readonly headers: (name: string) => string | undefined
  /** The raw bytes of an upload; empty for every other route. */
  readonly bytes: Readable
  /** Names this request in the log and in the access journal. */
  readonly requestId: string
  /** Fires when the client has gone. */
  readonly signal: AbortSignal
}

/** A file instead of JSON. */
export class FileAnswer {
  readonly name: string
  readonly mediaType: string
  readonly content: Readable

  constructor(name: string, mediaType: string, content: Readable) {
    this.name = name
    this.mediaType = mediaType
    this.content = content
  }
}

/** An answer that also sets the cookies of a sign-in. */
export class AnswerWithCookies {
  readonly answer: unknown
  readonly cookies: Cookies

  constructor(answer: unknown, cookies: Cookies) {
    this.answer = answer
    this.cookies = cookies
  }
}

/**
 * Answers one endpoint with values (bigint, Date) whose JSON has the contract's shape, or with a file. The app
 * encodes them and drops every field that the contract does not name.
 */
export type Handler<Name extends EndpointName> = (place: Place, call: Call<Name>) => Promise<unknown>

export type Handlers = { readonly [Name in EndpointName]: Handler<Name> }
