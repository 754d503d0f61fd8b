// A program at the learning record store, for tests: sends with its credential, in one of the two versions.
import { randomBytes } from 'node:crypto'
import type { Database } from '../model/database.ts'
import { owner } from '../model/reader.ts'
import { makeCredential } from '../sources/xapi/index.ts'
import type { TestApi } from './api.ts'

export interface Sent {
  readonly body?: unknown
  readonly bytes?: Uint8Array<ArrayBuffer>
  readonly headers?: Readonly<Record<string, string>>
}

export interface Program {
  readonly login: string
  readonly secret: string
  send(method: string, address: string, sent?: Sent): Promise<Response>
  /** Sends and reads JSON; fails on any status but the one expected (200). */
  json<Json>(method: string, address: string, sent?: Sent, status?: number): Promise<Json>
}

/** Issues a credential and sends with it; addresses are below /xapi/. */
export async function programAt(
  api: TestApi,
  database: Database,
  version: '1.0.3' | '2.0.0' = '1.0.3',
): Promise<Program> {
  const { login, secret } = await database.write(owner, (query) =>
    makeCredential(query, 'LMS', { now: new Date('2026-01-01T00:00:00Z'), random: randomBytes }, null),
  )
  const authorization = `Basic ${Buffer.from(`${login}:${secret}`).toString('base64')}`
  const send: Program['send'] = (method, address, { body, bytes, headers } = {}) =>
    api.send(method, `/xapi/${address}`, {
      ...(body === undefined ? {} : { body }),
      ...(bytes === undefined ? {} : { bytes }),
      headers: { authorization, 'x-experience-api-version': version, ...headers },
    })
  return {
    login,
    secret,
    send,
    json: async <Json>(method: string, address: string, sent: Sent = {}, status = 200): Promise<Json> => {
      const response = await send(method, address, sent)
      const text = await response.text()
      if (response.status !== status)
        throw new Error(`${method} ${address}: ${response.status} ${text.slice(0, 800)}`)
      return (text === '' ? null : JSON.parse(text)) as Json
    },
  }
}

let numbered = 0

/** A small statement with an id of its own; `changes` replace its parts. */
export function statementOf(changes: object = {}): Record<string, unknown> {
  const id = `00000000-0000-4000-8000-${String(++numbered).padStart(12, '0')}`
  return {
    id,
    actor: { mbox: 'mailto:lea.martin@example.com' },
    verb: { id: 'http://adlnet.gov/expapi/verbs/completed' },
    object: { id: 'https://example.com/course/1' },
    timestamp: '2026-05-01T10:00:00Z',
    ...changes,
  }
}
