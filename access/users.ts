// Accounts: made by invitation, changed and closed by an administrator. The first one is set up by the person at the
// machine; from then on nobody reads anything without signing in.
import { type RawBuilder, sql } from 'kysely'
import type { Query } from '../model/database.ts'
import { emailIdentity, isAddress } from '../model/people-map.ts'
import type { UserRole } from '../model/reader.ts'
import { AccessRefused } from './refused.ts'
import { endSessionsOf } from './sessions.ts'

export interface User {
  readonly userId: number
  readonly personId: number | null
  readonly email: string
  readonly displayName: string
  readonly roles: readonly UserRole[]
  readonly state: 'invited' | 'active' | 'deactivated'
  readonly hasSecondFactor: boolean
  readonly createdAt: Date
}

export interface NewUser {
  readonly email: string
  readonly displayName: string
  readonly roles: readonly UserRole[]
  /** Whose rows are hers; by default the person of the organisation with that address. */
  readonly personId?: number | null | undefined
}

export interface UserChanges {
  readonly roles?: readonly UserRole[] | undefined
  readonly personId?: number | null | undefined
  readonly state?: 'active' | 'deactivated' | undefined
}

/** The roles of the first account, whoever it is. */
export const firstRoles: readonly UserRole[] = ['administrator', 'leader']

/** Any number will do, as long as every Douze uses the same: changes of accounts go one after the other. */
const accountsLock = 121213

/** Whether somebody has an account: from then on every request needs a sign-in. */
export async function isSetUp(query: Query): Promise<boolean> {
  const row = await query
    .selectFrom('users')
    .select('user_id')
    .where('state', '<>', 'invited')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Makes the changes of accounts of other transactions wait for the end of this one. */
export async function lockAccounts(query: Query): Promise<void> {
  await sql`select pg_advisory_xact_lock(${accountsLock})`.execute(query)
}

/** The form of an address under which there is one account at most. */
export function emailKeyOf(email: string): string {
  return emailIdentity(email.normalize('NFKC')).valueKey
}

export async function listUsers(query: Query): Promise<User[]> {
  const rows = await selectUsers(query).orderBy('display_name').orderBy('user_id').execute()
  return rows.map(userOf)
}

/** @throws AccessRefused 'not-found' */
export async function userNamed(query: Query, by: { userId: number } | { email: string }): Promise<User> {
  const row = await (
    'userId' in by
      ? selectUsers(query).where('user_id', '=', by.userId)
      : selectUsers(query).where('email_key', '=', emailKeyOf(by.email))
  ).executeTakeFirst()
  if (row === undefined) throw new AccessRefused('not-found')
  return userOf(row)
}

/**
 * Writes an account that has no password yet, or renews the one that was invited before.
 * @throws AccessRefused 'user-exists' when the address or the person has an account; 'not-found' for no such person;
 *   'bad-address'
 */
export async function writeInvitedUser(query: Query, given: NewUser, now: Date): Promise<User> {
  await lockAccounts(query)
  const emailKey = emailKeyOf(given.email)
  if (!isAddress(emailKey)) throw new AccessRefused('bad-address')
  const known = await selectUsers(query).where('email_key', '=', emailKey).executeTakeFirst()
  if (known !== undefined && known.state !== 'invited') throw new AccessRefused('user-exists')
  // Who is invited again without a word about the person stays who she was.
  const personId =
    given.personId === undefined ? (known?.person_id ?? (await personOf(query, emailKey))) : given.personId
  await checkPerson(query, personId, known?.user_id ?? null)
  const values = {
    email: given.email.normalize('NFKC').trim(),
    display_name: given.displayName.trim(),
    roles: asJson(given.roles),
    person_id: personId,
  }
  const row =
    known === undefined
      ? await query
          .insertInto('users')
          // The database counts user_id; the type of an insert does not know.
          .values({
            ...values,
            email_key: emailKey,
            state: 'invited',
            second_factor: 'none',
            created_at: now,
          } as never)
          .returning('user_id')
          .executeTakeFirstOrThrow()
      : await query
          .updateTable('users')
          .set(values)
          .where('user_id', '=', known.user_id)
          .returning('user_id')
          .executeTakeFirstOrThrow()
  return userNamed(query, { userId: row.user_id })
}

/** Gives an account its password; it can sign in from now on. */
export async function activate(query: Query, userId: number, passwordHash: string, now: Date): Promise<void> {
  await query
    .updateTable('users')
    .set({ state: 'active', password_hash: passwordHash, password_set_at: now })
    .where('user_id', '=', userId)
    .execute()
}

/**
 * Changes rights, person or state; holds from the next request on. Deactivating ends every session, token and link;
 * an account that never accepted its invitation is removed instead.
 * @returns the account as it is now; null when it was removed
 * @throws AccessRefused 'not-found', 'user-exists' (the person has another account), 'last-administrator'
 */
export async function changeUser(
  query: Query,
  userId: number,
  changes: UserChanges,
  now: Date,
): Promise<User | null> {
  await lockAccounts(query)
  const user = await userNamed(query, { userId })
  if (changes.personId !== undefined) await checkPerson(query, changes.personId, userId)
  if (changes.state === 'deactivated') await closeEverything(query, userId, now)
  if (changes.state === 'deactivated' && user.state === 'invited') {
    await query.deleteFrom('users').where('user_id', '=', userId).execute()
    return null
  }
  // An invited account becomes active by its own acceptance only.
  const state = user.state === 'invited' ? 'invited' : (changes.state ?? user.state)
  await query
    .updateTable('users')
    .set({
      state,
      roles: asJson(changes.roles ?? user.roles),
      person_id: changes.personId === undefined ? user.personId : changes.personId,
    })
    .where('user_id', '=', userId)
    .execute()
  if (!(await hasAdministrator(query)) && (await isSetUp(query)))
    throw new AccessRefused('last-administrator')
  return userNamed(query, { userId })
}

/** Roles as the database takes them: an array would be sent as an array of PostgreSQL. */
export function asJson(roles: readonly UserRole[]): RawBuilder<UserRole[]> {
  return sql<UserRole[]>`${JSON.stringify(roles)}::jsonb`
}

async function closeEverything(query: Query, userId: number, now: Date): Promise<void> {
  await endSessionsOf(query, userId)
  await query.deleteFrom('known_devices').where('user_id', '=', userId).execute()
  for (const table of ['invitations', 'resets', 'api_tokens'] as const)
    await query
      .updateTable(table)
      .set({ revoked_at: now })
      .where('user_id', '=', userId)
      .where('revoked_at', 'is', null)
      .execute()
}

async function hasAdministrator(query: Query): Promise<boolean> {
  const row = await query
    .selectFrom('users')
    .select('user_id')
    .where('state', '=', 'active')
    .where(sql<boolean>`roles @> '["administrator"]'::jsonb`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

async function personOf(query: Query, emailKey: string): Promise<number | null> {
  const row = await query
    .selectFrom('person_identities as identity')
    .leftJoin('users as user', 'user.person_id', 'identity.person_id')
    .select(['identity.person_id', 'user.user_id'])
    .where('identity.kind', '=', 'email')
    .where('identity.value_key', '=', emailKey)
    .executeTakeFirst()
  return row === undefined || row.user_id !== null ? null : row.person_id
}

async function checkPerson(query: Query, personId: number | null, userId: number | null): Promise<void> {
  if (personId === null) return
  const person = await query
    .selectFrom('people')
    .select('person_id')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (person === undefined) throw new AccessRefused('not-found')
  const other = await query
    .selectFrom('users')
    .select('user_id')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (other !== undefined && other.user_id !== userId) throw new AccessRefused('user-exists')
}

function selectUsers(query: Query) {
  return query
    .selectFrom('users')
    .select([
      'user_id',
      'person_id',
      'email',
      'display_name',
      'roles',
      'state',
      'second_factor',
      'created_at',
    ])
}

function userOf(row: Awaited<ReturnType<ReturnType<typeof selectUsers>['execute']>>[number]): User {
  return {
    userId: row.user_id,
    personId: row.person_id,
    email: row.email,
    displayName: row.display_name,
    roles: row.roles,
    state: row.state,
    hasSecondFactor: row.second_factor === 'active',
    createdAt: row.created_at,
  }
}
