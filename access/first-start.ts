// A machine on which nobody has an account belongs to whoever started Douze there: the start prints a code, and the
// browser that shows it is the owner's. Another account of the same machine that finds the port has no code. With the
// first account all of this is over.
import type { Database, Query } from '../model/database.ts'
import { housekeeper } from '../model/reader.ts'
import { after, dayLength, type Means } from './means.ts'
import { AccessRefused } from './refused.ts'
import { digestOf, newReference } from './references.ts'
import { atMost, idleFor, noteEvery } from './sessions.ts'
import type { Browser } from './sign-in.ts'
import { addressKey, countTries } from './throttle.ts'
import { isSetUp } from './users.ts'

/** A code that was printed longer ago opens nothing; `douze link` prints another one. */
export const startCodeFor = 7 * dayLength

/**
 * Makes the code that opens this machine's page, as often as its owner needs, until the next one is made.
 * @returns null once somebody has an account: there is nothing to open any more
 */
export async function newStartCode(
  query: Query,
  { clock, random }: Pick<Means, 'clock' | 'random'>,
): Promise<string | null> {
  await query.deleteFrom('first_starts').where('kind', '=', 'code').execute()
  if (await isSetUp(query)) return null
  const code = newReference(random)
  await keep(query, 'code', code, clock())
  return code
}

/**
 * Makes the browser that shows the code the owner's.
 * @returns the reference for its cookie
 * @throws AccessRefused 'not-found' once somebody has an account, and for everybody outside of this machine;
 *   'start-code-not-valid', 'too-many-tries'
 */
export async function openAsOwner(
  database: Database,
  means: Means,
  code: string,
  browser: Browser,
): Promise<string> {
  if (!isHere(browser.address)) throw new AccessRefused('not-found')
  const now = means.clock()
  const reference = await database.writeApart(housekeeper, async (query) => {
    if (await isSetUp(query)) throw new AccessRefused('not-found')
    const found = await find(query, 'code', code)
    if (found === undefined || found.started_at <= after(now, -startCodeFor)) return null
    const opened = newReference(means.random)
    await query
      .deleteFrom('first_starts')
      .where('kind', '=', 'browser')
      .where('reference_hash', '=', digestOf(browser.session ?? ''))
      .execute()
    await keep(query, 'browser', opened, now)
    return opened
  })
  if (reference !== null) return reference
  await countTries(database, means, [{ kind: 'wrong reference', subject: addressKey(browser.address) }])
  throw new AccessRefused('start-code-not-valid')
}

/** Whether a reference is that of an owner's browser, and whether its use should be written down. */
export async function findOwner(
  query: Query,
  reference: string,
  now: Date,
): Promise<{ readonly isOwner: boolean; readonly isNoteDue: boolean }> {
  const found = await find(query, 'browser', reference)
  if (found === undefined) return { isOwner: false, isNoteDue: false }
  const idle = now.getTime() - found.last_used_at.getTime()
  const isOwner = idle < idleFor && now.getTime() - found.started_at.getTime() < atMost
  return { isOwner, isNoteDue: isOwner && idle >= noteEvery }
}

export async function noteOwnersUse(query: Query, reference: string, now: Date): Promise<void> {
  await query
    .updateTable('first_starts')
    .set({ last_used_at: now })
    .where('reference_hash', '=', digestOf(reference))
    .where('last_used_at', '<', now)
    .execute()
}

/** Ends the owner's rights of one browser. */
export async function leaveAsOwner(query: Query, reference: string): Promise<void> {
  await query.deleteFrom('first_starts').where('reference_hash', '=', digestOf(reference)).execute()
}

/** Removes what has ended; everything, once somebody has an account. */
export async function forgetFirstStarts(query: Query, now: Date): Promise<void> {
  const isOver = await isSetUp(query)
  await query
    .deleteFrom('first_starts')
    .where((where) =>
      isOver
        ? where.lit(true)
        : where.or([
            where('started_at', '<=', after(now, -atMost)),
            where.and([where('kind', '=', 'browser'), where('last_used_at', '<=', after(now, -idleFor))]),
          ]),
    )
    .execute()
}

/** Whether an address is this machine itself. */
export function isHere(address: string | null): boolean {
  return address === null || /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/.test(address)
}

async function find(query: Query, kind: 'code' | 'browser', reference: string) {
  return query
    .selectFrom('first_starts')
    .select(['started_at', 'last_used_at'])
    .where('reference_hash', '=', digestOf(reference))
    .where('kind', '=', kind)
    .executeTakeFirst()
}

async function keep(query: Query, kind: 'code' | 'browser', reference: string, now: Date): Promise<void> {
  await query
    .insertInto('first_starts')
    .values({ reference_hash: digestOf(reference), kind, started_at: now, last_used_at: now })
    .execute()
}
