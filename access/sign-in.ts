// Ways to a session: setting up the first account, a password, an invitation, a reset. Each answers the same, in the
// same time, whether an address is known or not.
import type { Database, Query } from '../model/database.ts'
import { housekeeper } from '../model/reader.ts'
import { readSettings } from '../model/settings.ts'
import { revokeOpen, useLink, userOfLink, type LinkKind } from './invitations.ts'
import type { Means, Origin } from './means.ts'
import { AccessRefused } from './refused.ts'
import {
  endSessionsOf,
  firstStage,
  isKnownDevice,
  rememberDevice,
  type SignedUser,
  signedUser,
  type Stage,
  startSession,
  userColumns,
} from './sessions.ts'
import { addressKey, countTries, triesOf } from './throttle.ts'
import { activate, asJson, emailKeyOf, firstRoles, isSetUp, lockAccounts, writeInvitedUser } from './users.ts'

/** What a browser is given after a step of signing in. */
export interface Opened {
  readonly stage: Stage
  /** The reference for its cookie. */
  readonly session: string
  /** The reference by which it is known again; null before the second factor. */
  readonly device: string | null
  readonly user: SignedUser
}

export interface Account {
  readonly email: string
  readonly displayName: string
  readonly password: string
}

/** The browser that asks: where from, and the session it already holds. */
export interface Browser extends Origin {
  readonly session: string | null
}

/**
 * Makes the first account, administrator and leader, and signs it in; the next step is her second factor.
 * @throws AccessRefused 'not-found' once somebody has an account; 'weak-password'
 */
export async function setUp(
  database: Database,
  means: Means,
  account: Account,
  browser: Browser,
): Promise<Opened> {
  const about = await database.read(housekeeper, async (query) => {
    if (await isSetUp(query)) throw new AccessRefused('not-found')
    return aboutUser(query, account)
  })
  const hash = await means.passwords.hash(account.password, about)
  return database.writeApart(housekeeper, async (query) => {
    await lockAccounts(query)
    if (await isSetUp(query)) throw new AccessRefused('not-found')
    const now = means.clock()
    const user = await writeInvitedUser(query, { ...account, roles: firstRoles }, now)
    await activate(query, user.userId, hash, now)
    await revokeOpen(query, 'invitations', user.userId, now)
    return open(query, means, user.userId, browser)
  })
}

/**
 * Signs in by address and password.
 * @throws AccessRefused 'wrong-credentials' whatever was wrong; 'too-many-tries', 'too-busy'
 */
export async function signIn(
  database: Database,
  means: Means,
  { email, password }: { readonly email: string; readonly password: string },
  browser: Browser,
): Promise<Opened> {
  const emailKey = emailKeyOf(email)
  const { found, isKnownBrowser } = await database.read(housekeeper, async (query) => {
    const row = await withPassword(query).where('user.email_key', '=', emailKey).executeTakeFirst()
    return {
      found: row,
      isKnownBrowser: await isKnownDevice(query, row?.user_id ?? 0, browser.device ?? '', means.clock()),
    }
  })
  await countTries(database, means, triesOf(emailKey, browser, isKnownBrowser))
  const hash = found?.state === 'active' ? found.password_hash : null
  if (!(await means.passwords.verify(hash, password)) || found === undefined)
    throw new AccessRefused('wrong-credentials')
  return database.writeApart(housekeeper, async (query) => {
    // Between the comparison and here the password may have been changed, and its sessions ended.
    const now = await withPassword(query)
      .where('user.user_id', '=', found.user_id)
      .forUpdate()
      .executeTakeFirst()
    if (now?.password_hash !== hash) throw new AccessRefused('wrong-credentials')
    return open(query, means, found.user_id, browser)
  })
}

/**
 * Accepts an invitation with a first password. If nobody has an account yet, she becomes administrator and leader.
 * @throws AccessRefused 'link-not-valid', 'weak-password', 'too-many-tries'
 */
export function acceptInvitation(
  database: Database,
  means: Means,
  given: { readonly token: string; readonly password: string },
  browser: Browser,
): Promise<Opened> {
  return setPassword(database, means, 'invitations', given, browser)
}

/**
 * Sets a new password through a reset; every session of the account ends. A second factor stays required.
 * @throws AccessRefused 'link-not-valid', 'weak-password', 'too-many-tries'
 */
export function acceptReset(
  database: Database,
  means: Means,
  given: { readonly token: string; readonly password: string },
  browser: Browser,
): Promise<Opened> {
  return setPassword(database, means, 'resets', given, browser)
}

async function setPassword(
  database: Database,
  means: Means,
  kind: LinkKind,
  { token, password }: { readonly token: string; readonly password: string },
  browser: Browser,
): Promise<Opened> {
  const about = await database.read(housekeeper, async (query) => {
    const userId = await userOfLink(query, kind, token, means.clock())
    if (userId === null) return null
    const user = await withPassword(query).where('user.user_id', '=', userId).executeTakeFirstOrThrow()
    return aboutUser(query, { email: user.email, displayName: user.display_name })
  })
  if (about === null) return refuseLink(database, means, browser)
  const hash = await means.passwords.hash(password, about)
  const opened = await database.writeApart(housekeeper, async (query) => {
    await lockAccounts(query)
    const now = means.clock()
    const isFirst = !(await isSetUp(query))
    const userId = await useLink(query, kind, token, now)
    if (userId === null) return null
    if (isFirst) await becomeFirst(query, userId)
    await activate(query, userId, hash, now)
    await revokeOpen(query, 'invitations', userId, now)
    await revokeOpen(query, 'resets', userId, now)
    await endSessionsOf(query, userId)
    return open(query, means, userId, browser)
  })
  return opened ?? refuseLink(database, means, browser)
}

/** Counts a link that opens nothing. */
async function refuseLink(database: Database, means: Means, { address }: Origin): Promise<never> {
  await countTries(database, means, [{ kind: 'wrong reference', subject: addressKey(address) }])
  throw new AccessRefused('link-not-valid')
}

/**
 * Changes the own password. Every session ends; the browser that asked gets a new one.
 * @throws AccessRefused 'wrong-credentials', 'weak-password', 'too-many-tries'
 */
export async function changePassword(
  database: Database,
  means: Means,
  userId: number,
  { current, next }: { readonly current: string; readonly next: string },
  browser: Browser,
): Promise<Opened> {
  const { about } = await confirmPassword(database, means, userId, current)
  const hash = await means.passwords.hash(next, about)
  return database.writeApart(housekeeper, async (query) => {
    await activate(query, userId, hash, means.clock())
    await revokeOpen(query, 'resets', userId, means.clock())
    await endSessionsOf(query, userId)
    const user = await signedUserOf(query, userId)
    // She has shown both factors in this session already.
    return openAt(query, means, user, user.hasSecondFactor ? 'full' : firstStage(user), browser)
  })
}

/** Asks the password of somebody who is signed in again. @throws AccessRefused 'wrong-credentials', 'too-many-tries' */
export async function confirmPassword(
  database: Database,
  means: Means,
  userId: number,
  password: string,
): Promise<{ readonly about: readonly string[] }> {
  const { row, about } = await database.read(housekeeper, async (query) => {
    const found = await withPassword(query).where('user.user_id', '=', userId).executeTakeFirstOrThrow()
    return {
      row: found,
      about: await aboutUser(query, { email: found.email, displayName: found.display_name }),
    }
  })
  await countTries(database, means, [{ kind: 'known browser', subject: emailKeyOf(row.email) }])
  if (!(await means.passwords.verify(row.password_hash, password)))
    throw new AccessRefused('wrong-credentials')
  return { about }
}

async function open(query: Query, means: Means, userId: number, browser: Browser): Promise<Opened> {
  const user = await signedUserOf(query, userId)
  return openAt(query, means, user, firstStage(user), browser)
}

/** Starts a session at a stage, and knows the browser again once nothing more is to be shown. */
export async function openAt(
  query: Query,
  means: Means,
  user: SignedUser,
  stage: Stage,
  browser: Browser,
): Promise<Opened> {
  const session = await startSession(query, means, user.userId, stage, browser.session)
  const device =
    stage === 'second-factor' ? null : await rememberDevice(query, means, user.userId, browser.device)
  return { stage, session, device, user }
}

export async function signedUserOf(query: Query, userId: number): Promise<SignedUser> {
  return signedUser(await withPassword(query).where('user.user_id', '=', userId).executeTakeFirstOrThrow())
}

function withPassword(query: Query) {
  return query.selectFrom('users as user').select([...userColumns, 'user.password_hash'])
}

async function becomeFirst(query: Query, userId: number): Promise<void> {
  await query
    .updateTable('users')
    .set({ roles: asJson(firstRoles) })
    .where('user_id', '=', userId)
    .execute()
}

/** Words that a guesser would try first for this user. */
async function aboutUser(
  query: Query,
  { email, displayName }: { readonly email: string; readonly displayName: string },
): Promise<string[]> {
  const { name } = await readSettings(query)
  return [email, displayName, name]
}
