// Sessions of launched units: the credential that a unit fetches once, and the order of what it sends.
import type { Query } from '../../../model/database.ts'
import { isObject, own } from '../check/shape.ts'
import type { JsonObject } from '../json/parse-json.ts'
import { digestOf, renewSecret } from '../store/credentials.ts'
import { XapiRefused } from '../store/refused.ts'
import { afterStatement, sessionExtension } from './session-rules.ts'

/** Hours for which a fetched credential works. */
const sessionHours = 12
/** Minutes within which it is fetched. */
const fetchMinutes = 30

/**
 * Gives the unit its credential, once, in exchange for the token of its address.
 * @returns what it sends after 'Basic '; null for a token that opens nothing (any more)
 */
export async function fetchCredential(
  query: Query,
  token: string,
  { now, random }: { readonly now: Date; readonly random: (bytes: number) => Buffer },
): Promise<string | null> {
  const launch = await query
    .updateTable('xapi_launches')
    .set({ fetch_hash: null })
    .where('fetch_hash', '=', digestOf(token))
    .where('launched_at', '>', new Date(now.getTime() - fetchMinutes * 60_000))
    .returning('credential_id')
    .executeTakeFirst()
  if (launch === undefined) return null
  const { login, secret } = await renewSecret(query, launch.credential_id, { now, random }, sessionHours)
  return Buffer.from(`${login}:${secret}`).toString('base64')
}

/**
 * Follows the sessions that some statements are of.
 * @throws XapiRefused 'forbidden' for a statement that may not come now
 */
export async function followSessions(
  query: Query,
  credentialId: number,
  statements: readonly JsonObject[],
): Promise<void> {
  for (const statement of statements) {
    const session = sessionOf(statement)
    if (session === null) continue
    const launch = await query
      .selectFrom('xapi_launches')
      .select(['launch_id', 'state'])
      .where('credential_id', '=', credentialId)
      .where('session', '=', session)
      .forUpdate()
      .executeTakeFirst()
    if (launch === undefined) continue
    const verb = own(statement, 'verb')
    const id = isObject(verb) ? own(verb, 'id') : null
    const next = afterStatement(launch.state, typeof id === 'string' ? id : '')
    if (next === null) throw outOfOrder()
    if (next !== launch.state)
      await query
        .updateTable('xapi_launches')
        .set({ state: next })
        .where('launch_id', '=', launch.launch_id)
        .execute()
  }
}

function sessionOf(statement: JsonObject): string | null {
  const context = own(statement, 'context')
  const extensions = isObject(context) ? own(context, 'extensions') : undefined
  const session = isObject(extensions) ? own(extensions, sessionExtension) : undefined
  return typeof session === 'string' && /^[0-9a-f-]{36}$/i.test(session) ? session : null
}

function outOfOrder(): XapiRefused {
  return new XapiRefused('forbidden', {
    fr: 'cmi5 : dans une session, « initialized » vient en premier et une fois, et rien ne suit « terminated ».',
    en: 'cmi5: within a session, "initialized" comes first and once, and nothing follows "terminated".',
  })
}
