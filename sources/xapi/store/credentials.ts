// The programs that may send learning records: each with a key and a secret of 256 random bits, of which only a digest is
// kept. A credential opens the xAPI resources and nothing else, and reads back only what it sent.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Query } from '../../../model/database.ts'
import { XapiRefused } from './refused.ts'

export interface XapiCredential {
  readonly credentialId: number
  readonly name: string
  readonly login: string
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
}

export interface MakingCredentials {
  readonly now: Date
  /** That many random bytes. */
  readonly random: (bytes: number) => Buffer
}

/** Makes a credential. @returns it with its secret, which is shown this once */
export async function makeCredential(
  query: Query,
  name: string,
  { now, random }: MakingCredentials,
  createdBy: number | null,
): Promise<XapiCredential & { readonly secret: string }> {
  const secret = random(32).toString('base64url')
  const row = await insert(query, {
    kind: 'basic',
    name,
    login: `xapi-${random(9).toString('base64url')}`,
    secret_hash: digestOf(secret),
    created_by: createdBy,
    created_at: now,
    expires_at: null,
  })
  return { ...credentialOf(row), secret }
}

/**
 * The place where what is sent under one registration of a launched course is kept: made at its first launch. It has no secret
 * until a unit fetches one.
 */
export async function credentialOfRegistration(
  query: Query,
  registration: string,
  now: Date,
): Promise<number> {
  const login = `cmi5-${registration}`
  await query
    .insertInto('xapi_credentials')
    .values({
      kind: 'session',
      name: 'cmi5',
      login,
      secret_hash: null,
      created_by: null,
      created_at: now,
    } as never)
    .onConflict((conflict) => conflict.column('login').doNothing())
    .execute()
  const row = await query
    .selectFrom('xapi_credentials')
    .select('credential_id')
    .where('login', '=', login)
    .executeTakeFirstOrThrow()
  return row.credential_id
}

/** Gives a credential of a session a new secret for some hours; the one before ends. */
export async function renewSecret(
  query: Query,
  credentialId: number,
  { now, random }: MakingCredentials,
  hours: number,
): Promise<{ readonly login: string; readonly secret: string }> {
  const secret = random(32).toString('base64url')
  const row = await query
    .updateTable('xapi_credentials')
    .set({ secret_hash: digestOf(secret), expires_at: new Date(now.getTime() + hours * 3_600_000) })
    .where('credential_id', '=', credentialId)
    .returning('login')
    .executeTakeFirstOrThrow()
  return { login: row.login, secret }
}

/** The credentials that work and that somebody made, newest first. */
export async function listCredentials(query: Query): Promise<XapiCredential[]> {
  const rows = await query
    .selectFrom('xapi_credentials')
    .select(columns)
    .where('kind', '=', 'basic')
    .where('revoked_at', 'is', null)
    .orderBy('credential_id', 'desc')
    .execute()
  return rows.map(credentialOf)
}

/** Ends a credential at once; what it sent stays. @throws XapiRefused 'not-found' */
export async function revokeCredential(query: Query, login: string, now: Date): Promise<XapiCredential> {
  const row = await query
    .updateTable('xapi_credentials')
    .set({ revoked_at: now })
    .where('login', '=', login)
    .where('kind', '=', 'basic')
    .where('revoked_at', 'is', null)
    .returning(columns)
    .executeTakeFirst()
  if (row === undefined)
    throw new XapiRefused('not-found', {
      fr: 'Aucun accès xAPI en service n’a cette clé.',
      en: 'No xAPI credential in service has this key.',
    })
  return credentialOf(row)
}

export interface OpenCredential {
  readonly credentialId: number
  readonly login: string
  readonly name: string
  /** It is worth noting that it was used: not noted within the last minute. */
  readonly isNoteDue: boolean
}

const noteEvery = 60_000

/** The credential that works for a key and its secret; null for any other. */
export async function findCredential(
  query: Query,
  login: string,
  secret: string,
  now: Date,
): Promise<OpenCredential | null> {
  const row = await query
    .selectFrom('xapi_credentials')
    .select([...columns, 'secret_hash', 'expires_at', 'revoked_at'])
    .where('login', '=', login.slice(0, 200))
    .executeTakeFirst()
  // Compared also when there is none: both answers take as long.
  const isRight = isSame(digestOf(secret), row?.secret_hash ?? digestOf(''))
  if (row === undefined || row.secret_hash === null || !isRight || row.revoked_at !== null) return null
  if (row.expires_at !== null && row.expires_at <= now) return null
  const { last_used_at: last } = row
  return {
    credentialId: row.credential_id,
    login: row.login,
    name: row.name,
    isNoteDue: last === null || now.getTime() - last.getTime() >= noteEvery,
  }
}

/** The place where records of API tokens, or of files, are kept: made when it is first needed. */
export async function sharedCredential(
  query: Query,
  kind: 'tokens' | 'files',
  now: Date,
): Promise<OpenCredential> {
  await query
    .insertInto('xapi_credentials')
    .values({ kind, name: kind, login: kind, secret_hash: null, created_by: null, created_at: now } as never)
    .onConflict((conflict) => conflict.column('login').doNothing())
    .execute()
  const row = await query
    .selectFrom('xapi_credentials')
    .select(columns)
    .where('login', '=', kind)
    .executeTakeFirstOrThrow()
  return { credentialId: row.credential_id, login: row.login, name: row.name, isNoteDue: false }
}

export async function noteCredentialUse(query: Query, credentialId: number, now: Date): Promise<void> {
  await query
    .updateTable('xapi_credentials')
    .set({ last_used_at: now })
    .where('credential_id', '=', credentialId)
    .execute()
}

const columns = ['credential_id', 'name', 'login', 'created_at', 'last_used_at'] as const

interface Row {
  readonly credential_id: number
  readonly name: string
  readonly login: string
  readonly created_at: Date
  readonly last_used_at: Date | null
}

async function insert(query: Query, values: Record<string, unknown>): Promise<Row> {
  return (
    query
      .insertInto('xapi_credentials')
      // The database counts credential_id; the type of an insert does not know.
      .values(values as never)
      .returning(columns)
      .executeTakeFirstOrThrow()
  )
}

function credentialOf(row: Row): XapiCredential {
  return {
    credentialId: row.credential_id,
    name: row.name,
    login: row.login,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }
}

/** What is stored of a secret of 256 random bits: nobody can try them all, so one SHA-256 is enough. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

function isSame(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(a), Buffer.from(b))
}
