// API tokens: with which a program reads or writes for a user. A token has some of her roles, for a time, and never
// more than she has at the moment.
import type { Query } from '../model/database.ts'
import type { UserRole } from '../model/reader.ts'
import { after, dayLength, type Means } from './means.ts'
import { AccessRefused } from './refused.ts'
import { digestOf, newReference } from './references.ts'
import { noteEvery, type SignedUser, signedUser, userColumns } from './sessions.ts'
import { asJson } from './users.ts'

/** By which a token is recognised where it should not be, in a log or a repository. */
export const tokenMark = 'douze_'
export const longestTokenDays = 365

export interface ApiToken {
  readonly tokenId: number
  readonly name: string
  readonly prefix: string
  readonly roles: readonly UserRole[]
  readonly isReadOnly: boolean
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly lastUsedAt: Date | null
}

export interface NewToken {
  readonly name: string
  readonly roles: readonly UserRole[]
  readonly isReadOnly: boolean
  readonly days: number
}

/** Makes a token. @returns it with its secret, which is shown this once @throws AccessRefused 'not-allowed' for roles she lacks */
export async function makeToken(
  query: Query,
  { clock, random }: Pick<Means, 'clock' | 'random'>,
  user: SignedUser,
  { name, roles, isReadOnly, days }: NewToken,
): Promise<ApiToken & { readonly token: string }> {
  if (roles.length === 0 || !roles.every((role) => user.roles.includes(role)))
    throw new AccessRefused('not-allowed')
  const now = clock()
  const token = `${tokenMark}${newReference(random)}`
  const row = await query
    .insertInto('api_tokens')
    // The database counts token_id; the type of an insert does not know.
    .values({
      user_id: user.userId,
      name,
      prefix: token.slice(0, tokenMark.length + 6),
      token_hash: digestOf(token),
      roles: asJson(roles),
      is_read_only: isReadOnly,
      created_at: now,
      expires_at: after(now, Math.min(days, longestTokenDays) * dayLength),
    } as never)
    .returning(tokenColumns)
    .executeTakeFirstOrThrow()
  return { ...tokenOf(row), token }
}

/** A user's tokens that work, newest first. */
export async function listTokens(query: Query, userId: number, now: Date): Promise<ApiToken[]> {
  const rows = await query
    .selectFrom('api_tokens')
    .select(tokenColumns)
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('token_id', 'desc')
    .execute()
  return rows.map(tokenOf)
}

/** Ends a token of the user's own. @throws AccessRefused 'not-found' for any other */
export async function revokeToken(query: Query, userId: number, tokenId: number, now: Date): Promise<void> {
  const row = await query
    .updateTable('api_tokens')
    .set({ revoked_at: now })
    .where('token_id', '=', tokenId)
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .returning('token_id')
    .executeTakeFirst()
  if (row === undefined) throw new AccessRefused('not-found')
}

export interface OpenToken {
  readonly tokenId: number
  readonly user: SignedUser
  /** Roles of both the token and, now, its user. */
  readonly roles: readonly UserRole[]
  readonly isReadOnly: boolean
  readonly isNoteDue: boolean
}

/** The token that works for a secret, with its user as she is now; null for any other. */
export async function findToken(query: Query, secret: string, now: Date): Promise<OpenToken | null> {
  const row = await query
    .selectFrom('api_tokens as token')
    .innerJoin('users as user', 'user.user_id', 'token.user_id')
    .select([
      'token.token_id',
      'token.roles as token_roles',
      'token.is_read_only',
      'token.last_used_at',
      ...userColumns,
    ])
    .where('token.token_hash', '=', digestOf(secret))
    .where('token.revoked_at', 'is', null)
    .where('token.expires_at', '>', now)
    .executeTakeFirst()
  if (row === undefined || row.state !== 'active') return null
  const user = signedUser(row)
  return {
    tokenId: row.token_id,
    user,
    // An administrator acts as one only behind a second factor, through a token too.
    roles: row.token_roles.filter(
      (role) => user.roles.includes(role) && (role !== 'administrator' || user.hasSecondFactor),
    ),
    isReadOnly: row.is_read_only,
    isNoteDue: row.last_used_at === null || now.getTime() - row.last_used_at.getTime() >= noteEvery,
  }
}

export async function noteTokenUse(query: Query, tokenId: number, now: Date): Promise<void> {
  await query.updateTable('api_tokens').set({ last_used_at: now }).where('token_id', '=', tokenId).execute()
}

const tokenColumns = [
  'token_id',
  'name',
  'prefix',
  'roles',
  'is_read_only',
  'created_at',
  'expires_at',
  'last_used_at',
] as const

function tokenOf(row: {
  token_id: number
  name: string
  prefix: string
  roles: UserRole[]
  is_read_only: boolean
  created_at: Date
  expires_at: Date
  last_used_at: Date | null
}): ApiToken {
  return {
    tokenId: row.token_id,
    name: row.name,
    prefix: row.prefix,
    roles: row.roles,
    isReadOnly: row.is_read_only,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
  }
}
