// Sessions: which browser is signed in as whom. The browser holds a random reference, the database its digest; what
// the user may do is read anew with every request.
import type { Query } from '../model/database.ts'
import type { UserRole } from '../model/reader.ts'
import { after, dayLength, hour, type Means } from './means.ts'
import { digestOf, newReference } from './references.ts'

/** Without a request for this long, a session ends. */
export const idleFor = 8 * hour
/** And in any case after this long. */
export const atMost = 7 * dayLength
/** Time to type a code, or to set up the application that makes codes. */
export const unfinishedFor = hour / 4
/** How often the use of a session or token is written down. */
export const noteEvery = 60_000
/** A browser in which nobody signed in for this long is a stranger again. */
export const deviceFor = 180 * dayLength

export type Stage = 'full' | 'second-factor' | 'enrolment'

/** Who a session or a token stands for, as the database says now. */
export interface SignedUser {
  readonly userId: number
  readonly personId: number | null
  readonly email: string
  readonly displayName: string
  readonly roles: readonly UserRole[]
  readonly hasSecondFactor: boolean
}

export interface OpenSession {
  readonly digest: string
  readonly stage: Stage
  readonly user: SignedUser
  /** Its last use should be written down. */
  readonly isNoteDue: boolean
}

/** Starts a session under a new reference; the browser's earlier one, if any, ends. */
export async function startSession(
  query: Query,
  { clock, random }: Pick<Means, 'clock' | 'random'>,
  userId: number,
  stage: Stage,
  earlier: string | null,
): Promise<string> {
  const now = clock()
  const reference = newReference(random)
  if (earlier !== null) await endSession(query, earlier)
  await query
    .insertInto('sessions')
    .values({ session_hash: digestOf(reference), user_id: userId, stage, started_at: now, last_used_at: now })
    .execute()
  return reference
}

/** The session of a reference with its user; null when there is none, it has ended or its user may not sign in. */
export async function findSession(query: Query, reference: string, now: Date): Promise<OpenSession | null> {
  const digest = digestOf(reference)
  const row = await query
    .selectFrom('sessions as session')
    .innerJoin('users as user', 'user.user_id', 'session.user_id')
    .select(['session.stage', 'session.started_at', 'session.last_used_at', ...userColumns])
    .where('session.session_hash', '=', digest)
    .executeTakeFirst()
  if (row === undefined || row.state !== 'active') return null
  const idle = now.getTime() - row.last_used_at.getTime()
  const age = now.getTime() - row.started_at.getTime()
  if (idle >= idleFor || age >= (row.stage === 'full' ? atMost : unfinishedFor)) return null
  const user = signedUser(row)
  return { digest, stage: stageNow(row.stage, user), user, isNoteDue: idle >= noteEvery }
}

/** An administrator without a second factor sets one up first, also when she became one while signed in. */
function stageNow(stage: Stage, user: SignedUser): Stage {
  return stage === 'full' && user.roles.includes('administrator') && !user.hasSecondFactor
    ? 'enrolment'
    : stage
}

/** What of a user decides who reads. */
export const userColumns = [
  'user.user_id',
  'user.person_id',
  'user.email',
  'user.display_name',
  'user.roles',
  'user.state',
  'user.second_factor',
] as const

export function signedUser(row: {
  user_id: number
  person_id: number | null
  email: string
  display_name: string
  roles: UserRole[]
  second_factor: 'none' | 'active'
}): SignedUser {
  return {
    userId: row.user_id,
    personId: row.person_id,
    email: row.email,
    displayName: row.display_name,
    roles: row.roles,
    hasSecondFactor: row.second_factor === 'active',
  }
}

/** The stage in which a session starts once the password was right. */
export function firstStage(user: SignedUser): Stage {
  if (user.hasSecondFactor) return 'second-factor'
  return user.roles.includes('administrator') ? 'enrolment' : 'full'
}

export async function noteUse(query: Query, digest: string, now: Date): Promise<void> {
  await query
    .updateTable('sessions')
    .set({ last_used_at: now })
    .where('session_hash', '=', digest)
    .where('last_used_at', '<', now)
    .execute()
}

export async function endSession(query: Query, reference: string): Promise<void> {
  await query.deleteFrom('sessions').where('session_hash', '=', digestOf(reference)).execute()
}

/** Ends every session of a user. */
export async function endSessionsOf(query: Query, userId: number): Promise<void> {
  await query.deleteFrom('sessions').where('user_id', '=', userId).execute()
}

/** Remembers the browser of a user for the counting of tries. @returns its reference, new or the one it had */
export async function rememberDevice(
  query: Query,
  { clock, random }: Pick<Means, 'clock' | 'random'>,
  userId: number,
  earlier: string | null,
): Promise<string> {
  const now = clock()
  if (earlier !== null && (await isKnownDevice(query, userId, earlier, now))) {
    const digest = digestOf(earlier)
    await query
      .updateTable('known_devices')
      .set({ last_used_at: now })
      .where('device_hash', '=', digest)
      .execute()
    return earlier
  }
  const reference = newReference(random)
  await query
    .insertInto('known_devices')
    .values({ device_hash: digestOf(reference), user_id: userId, last_used_at: now })
    .execute()
  return reference
}

export async function isKnownDevice(
  query: Query,
  userId: number,
  reference: string,
  now: Date,
): Promise<boolean> {
  const row = await query
    .selectFrom('known_devices')
    .select('user_id')
    .where('device_hash', '=', digestOf(reference))
    .where('last_used_at', '>', after(now, -deviceFor))
    .executeTakeFirst()
  return row?.user_id === userId
}

/** Removes what has ended, so that nothing expired comes back with a clock that is set back. */
export async function forgetEndedSessions(query: Query, now: Date): Promise<void> {
  await query
    .deleteFrom('sessions')
    .where((where) =>
      where.or([
        where('last_used_at', '<=', after(now, -idleFor)),
        where('started_at', '<=', after(now, -atMost)),
        where.and([where('stage', '<>', 'full'), where('started_at', '<=', after(now, -unfinishedFor))]),
      ]),
    )
    .execute()
  await query.deleteFrom('known_devices').where('last_used_at', '<=', after(now, -deviceFor)).execute()
}
