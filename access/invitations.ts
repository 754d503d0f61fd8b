// Links that let somebody set a password: the invitation of a new account, the reset of a known one. Each works
// once, ends by itself, is revoked by the next one, and is stored as a digest only.
import type { Query } from '../model/database.ts'
import { after, dayLength, type Means } from './means.ts'
import { AccessRefused } from './refused.ts'
import { digestOf, newReference } from './references.ts'
import { type NewUser, type User, firstRoles, isSetUp, userNamed, writeInvitedUser } from './users.ts'

export const invitationFor = 7 * dayLength
export const resetFor = dayLength
/** How long ended links are kept for the administrator to see. */
const keptFor = 30 * dayLength

export interface Issued {
  readonly user: User
  /** Shown once, to whoever issued it; stored nowhere. */
  readonly token: string
  readonly expiresAt: Date
}

export type LinkKind = 'invitations' | 'resets'

/**
 * Invites somebody to an account of her own. As long as nobody has one, the one invited is the first: administrator
 * and leader.
 * @param by the account that invites; null for the owner of the machine
 * @throws AccessRefused 'user-exists', 'not-found' (person), 'no-account-yet' for other roles than the first's
 */
export async function invite(
  query: Query,
  means: Pick<Means, 'clock' | 'random'>,
  given: NewUser,
  by: number | null,
): Promise<Issued> {
  const isFirst = !(await isSetUp(query))
  if (isFirst && !firstRoles.every((role) => given.roles.includes(role)))
    throw new AccessRefused('no-account-yet')
  const user = await writeInvitedUser(query, given, means.clock())
  return issue(query, means, 'invitations', user, by, invitationFor)
}

/**
 * Lets an account set a new password; one that was only invited gets a new invitation.
 * @param forgetsSecondFactor also removes her second factor and recovery codes, when she has lost both
 * @throws AccessRefused 'not-found' also for a deactivated account
 */
export async function reset(
  query: Query,
  means: Pick<Means, 'clock' | 'random'>,
  userId: number,
  forgetsSecondFactor: boolean,
  by: number | null,
): Promise<Issued> {
  const user = await userNamed(query, { userId })
  if (user.state === 'deactivated') throw new AccessRefused('not-found')
  if (user.state === 'invited') return issue(query, means, 'invitations', user, by, invitationFor)
  if (forgetsSecondFactor) {
    await query
      .updateTable('users')
      .set({ second_factor: 'none', totp_secret: null, totp_pending: null })
      .where('user_id', '=', userId)
      .execute()
    await query.deleteFrom('recovery_codes').where('user_id', '=', userId).execute()
  }
  return issue(query, means, 'resets', user, by, resetFor)
}

async function issue(
  query: Query,
  { clock, random }: Pick<Means, 'clock' | 'random'>,
  kind: LinkKind,
  user: User,
  by: number | null,
  length: number,
): Promise<Issued> {
  const now = clock()
  const token = newReference(random)
  const expiresAt = after(now, length)
  await revokeOpen(query, kind, user.userId, now)
  await query
    .insertInto(kind)
    .values({
      user_id: user.userId,
      token_hash: digestOf(token),
      created_by: by,
      created_at: now,
      expires_at: expiresAt,
    })
    .execute()
  return { user: await userNamed(query, { userId: user.userId }), token, expiresAt }
}

/** Revokes what could still be used of a user's links. */
export async function revokeOpen(query: Query, kind: LinkKind, userId: number, now: Date): Promise<void> {
  await query
    .updateTable(kind)
    .set({ revoked_at: now })
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()
}

/** The user whose open link this is; null for a token that is unknown, used, revoked or expired. */
export async function userOfLink(
  query: Query,
  kind: LinkKind,
  token: string,
  now: Date,
): Promise<number | null> {
  const row = await query
    .selectFrom(kind)
    .select('user_id')
    .where('token_hash', '=', digestOf(token))
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row?.user_id ?? null
}

/** Uses a link: decided by one statement, so that it opens once however often it is sent. @returns its user or null */
export async function useLink(
  query: Query,
  kind: LinkKind,
  token: string,
  now: Date,
): Promise<number | null> {
  const row = await query
    .updateTable(kind)
    .set({ used_at: now })
    .where('token_hash', '=', digestOf(token))
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('user_id')
    .executeTakeFirst()
  return row?.user_id ?? null
}

export async function forgetEndedLinks(query: Query, now: Date): Promise<void> {
  for (const kind of ['invitations', 'resets'] as const)
    await query.deleteFrom(kind).where('expires_at', '<', after(now, -keptFor)).execute()
}
