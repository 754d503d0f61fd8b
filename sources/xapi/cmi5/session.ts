// A session of a unit as it is kept, and what Douze itself says of one.
import { randomUUID } from 'node:crypto'
import type { Query } from '../../../model/database.ts'
import type { JsonObject } from '../json/parse-json.ts'
import { takeStatements } from '../take-statements.ts'
import { json } from './agent.ts'

export interface Session {
  readonly packageId: number
  readonly unit: string
  readonly personId: number
  readonly registration: string
  readonly session: string
  readonly agentKey: string
  readonly credentialId: number
  /** Of the token that a launch gives out; null where nothing is opened. */
  readonly fetchHash: string | null
  readonly state: 'launched' | 'waived'
}

/** Keeps that a session began. */
export async function keepSession(query: Query, one: Session, now: Date): Promise<void> {
  await query
    .insertInto('xapi_launches')
    .values({
      package_id: one.packageId,
      unit: one.unit,
      person_id: one.personId,
      registration: one.registration,
      session: one.session,
      agent_key: one.agentKey,
      credential_id: one.credentialId,
      fetch_hash: one.fetchHash,
      state: one.state,
      launched_at: now,
    } as never)
    .execute()
}

/** Douze as an agent. */
export const platformAgent = (origin: string) => ({
  objectType: 'Agent',
  account: { homePage: `${origin}/xapi/`, name: 'douze' },
})

/** Takes a statement that Douze itself makes, with itself as its authority. */
export async function say(
  query: Query,
  statement: JsonObject,
  by: { readonly credentialId: number; readonly origin: string; readonly now: Date },
): Promise<void> {
  await takeStatements(
    query,
    { statements: [statement], files: [] },
    {
      credentialId: by.credentialId,
      authority: json(platformAgent(by.origin)),
      version: '1.0',
      now: by.now,
      makeId: randomUUID,
    },
  )
}
