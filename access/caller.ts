// Who calls, and what she may call: the one place where a request becomes a reader. Read anew each time, so that
// rights taken away act on the next request.
import type { Database } from '../model/database.ts'
import { housekeeper, owner, type Reader, type Role } from '../model/reader.ts'
import type { Means } from './means.ts'
import { AccessRefused } from './refused.ts'
import { openedTo } from './break-glass.ts'
import { findOwner, isHere, noteOwnersUse } from './first-start.ts'
import { keyedDigest } from './secrets.ts'
import { findSession, noteUse, type SignedUser, type Stage } from './sessions.ts'
import { addressKey, countTries } from './throttle.ts'
import { findToken, noteTokenUse } from './tokens.ts'
import { isSetUp } from './users.ts'

/** What a request carries. */
export interface Credentials {
  /** The reference in the session's cookie. */
  readonly session: string | null
  /** The secret behind `Authorization: Bearer`. */
  readonly token: string | null
  /** The address of the other end; null for a call within the process. */
  readonly address: string | null
}

/** How people are called for an analyst: the same person always the same, and unknowable without the house's key. */
type Pseudonym = ((personId: number) => string) | null

export type Caller =
  /** The person who started Douze on a machine on which nobody has an account yet. */
  | { readonly kind: 'owner' }
  | {
      readonly kind: 'session'
      readonly user: SignedUser
      readonly stage: Stage
      readonly pseudonym: Pseudonym
      /** People whose data this administrator opened, within the hour. */
      readonly opened: readonly number[]
    }
  | {
      readonly kind: 'token'
      readonly user: SignedUser
      readonly tokenId: number
      readonly roles: readonly Role[]
      readonly isReadOnly: boolean
      readonly pseudonym: Pseudonym
    }
  /** Somebody at that machine who has not shown the code that its start printed. */
  | { readonly kind: 'newcomer' }
  | { readonly kind: 'nobody' }

/** What a route asks of its caller. */
export interface Demand {
  readonly roles: readonly Role[]
  /** 'not needed': answers anybody. 'under way': also a session that still lacks its second factor. */
  readonly signIn?: 'not needed' | 'under way'
  /** Answers only on a machine without accounts, and is gone afterwards. */
  readonly isSetup?: true
  /** Answers a signed-in person, not her programs. */
  readonly refusesTokens?: true
}

/** A reader with no rights at all: what an open route reads as. */
const stranger: Reader = { personId: null, roles: [] }

/**
 * Finds out who calls.
 * @throws AccessRefused 'not-signed-in' for a token that does not work; 'too-many-tries' for many of them
 */
export async function callerOf(database: Database, means: Means, given: Credentials): Promise<Caller> {
  const now = means.clock()
  const { first, session, token } = await database.read(housekeeper, async (query) => {
    if (!(await isSetUp(query)) && isHere(given.address))
      return { first: await findOwner(query, given.session ?? '', now), session: null, token: null }
    if (given.token !== null)
      return { first: null, session: null, token: await findToken(query, given.token, now) }
    return {
      first: null,
      session: given.session === null ? null : await findSession(query, given.session, now),
      token: null,
    }
  })
  if (first !== null) {
    if (first.isNoteDue)
      await database.writeApart(housekeeper, (query) => noteOwnersUse(query, given.session ?? '', now))
    return { kind: first.isOwner ? 'owner' : 'newcomer' }
  }
  if (session !== null) {
    if (session.isNoteDue)
      await database.writeApart(housekeeper, (query) => noteUse(query, session.digest, now))
    return {
      kind: 'session',
      user: session.user,
      stage: session.stage,
      pseudonym: await pseudonymFor(means, session.user.roles),
      opened: await openedBy(database, session.user, now),
    }
  }
  if (token !== null) {
    const { tokenId, user, roles, isReadOnly } = token
    if (token.isNoteDue) await database.writeApart(housekeeper, (query) => noteTokenUse(query, tokenId, now))
    return { kind: 'token', user, tokenId, roles, isReadOnly, pseudonym: await pseudonymFor(means, roles) }
  }
  if (given.token === null) return { kind: 'nobody' }
  await countWrongReference(database, means, given.address)
  throw new AccessRefused('not-signed-in')
}

/** Counts a secret that opens nothing. @throws AccessRefused 'too-many-tries' */
export async function countWrongReference(
  database: Database,
  means: Means,
  address: string | null,
): Promise<void> {
  await countTries(database, means, [{ kind: 'wrong reference', subject: addressKey(address) }])
}

async function openedBy(database: Database, user: SignedUser, now: Date): Promise<readonly number[]> {
  const { personId, roles } = user
  if (personId === null || !roles.includes('administrator')) return []
  return database.read(housekeeper, (query) => openedTo(query, personId, now))
}

async function pseudonymFor(means: Means, roles: readonly Role[]): Promise<Pseudonym> {
  if (!roles.includes('analyst')) return null
  const keys = await means.keys()
  // 60 bits: among 100,000 people two share one with a chance of one in two hundred million.
  return (personId) => `P-${keyedDigest(keys, `person ${personId}`).slice(0, 10)}`
}

/**
 * As whom the caller reads on a route.
 * @throws AccessRefused 'start-code-needed', 'not-signed-in', 'second-factor-needed', 'enrolment-needed', 'not-allowed';
 *   'not-found' for the setup once it is done
 */
export function readerOn(caller: Caller, demand: Demand, isWrite: boolean): Reader {
  const isFirstStart = caller.kind === 'owner' || caller.kind === 'newcomer'
  if (demand.isSetup === true && !isFirstStart) throw new AccessRefused('not-found')
  if (demand.signIn === 'not needed') return readerOf(caller)
  if (caller.kind === 'newcomer') throw new AccessRefused('start-code-needed')
  if (caller.kind === 'nobody') throw new AccessRefused('not-signed-in')
  if (caller.kind === 'session' && caller.stage !== 'full') {
    if (demand.signIn === 'under way') return stranger
    throw new AccessRefused(caller.stage === 'enrolment' ? 'enrolment-needed' : 'second-factor-needed')
  }
  const isProgram = caller.kind === 'token'
  if (isProgram && (demand.refusesTokens === true || (isWrite && caller.isReadOnly)))
    throw new AccessRefused('not-allowed')
  const reader = readerOf(caller)
  if (!demand.roles.some((role) => reader.roles.includes(role))) throw new AccessRefused('not-allowed')
  return reader
}

/** The reader that a caller is, before any route is asked. */
export function readerOf(caller: Caller): Reader {
  if (caller.kind === 'owner') return owner
  if (caller.kind === 'nobody' || caller.kind === 'newcomer') return stranger
  if (caller.kind === 'session' && caller.stage !== 'full') return stranger
  const opened = caller.kind === 'session' ? caller.opened : []
  const roles = caller.kind === 'token' ? caller.roles : caller.user.roles
  return {
    personId: caller.user.personId,
    roles: opened.length === 0 ? roles : [...roles, 'break-glass'],
    ...(opened.length === 0 ? {} : { opened }),
    ...(caller.pseudonym === null ? {} : { pseudonym: caller.pseudonym }),
  }
}

/** The account behind a caller. @throws AccessRefused 'not-allowed' for the owner, who has none; 'not-signed-in' */
export function accountOf(caller: Caller): SignedUser {
  if (caller.kind === 'owner') throw new AccessRefused('no-account-yet')
  if (caller.kind === 'newcomer') throw new AccessRefused('start-code-needed')
  if (caller.kind === 'nobody') throw new AccessRefused('not-signed-in')
  return caller.user
}
