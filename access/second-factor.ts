// The second factor: set up with a first code, asked at each sign-in, replaced once by a recovery code.
import type { Database, Query } from '../model/database.ts'
import { housekeeper } from '../model/reader.ts'
import type { Means } from './means.ts'
import { AccessRefused } from './refused.ts'
import { isSealedByOlderKey, type KeyRing, seal, unseal } from './secrets.ts'
import { type Browser, type Opened, openAt, signedUserOf } from './sign-in.ts'
import { countTries } from './throttle.ts'
import { fromBase32, newRecoveryCodes, newTotpSecret, recoveryDigest, takenStep, totpUri } from './totp.ts'

type SealedColumn = 'totp_secret' | 'totp_pending'

export interface Enrolment {
  /** Base32, to be typed into the application by hand. */
  readonly secret: string
  /** The same as an otpauth address, for a QR code. */
  readonly uri: string
}

/** Makes a secret and keeps it aside until a first code confirms it; an earlier factor holds until then. */
export async function beginEnrolment(
  database: Database,
  means: Means,
  userId: number,
  issuer: string,
): Promise<Enrolment> {
  const ring = await means.keys()
  const secret = newTotpSecret(means.random)
  return database.writeApart(housekeeper, async (query) => {
    const { email } = await signedUserOf(query, userId)
    await query
      .updateTable('users')
      .set({ totp_pending: seal(ring, placeOf('totp_pending', userId), secret, means.random) })
      .where('user_id', '=', userId)
      .execute()
    return { secret, uri: totpUri(secret, email, issuer) }
  })
}

/**
 * Confirms the secret with its first code. The session is renewed; recovery codes are shown this once.
 * @throws AccessRefused 'wrong-code', also when nothing was begun; 'too-many-tries'
 */
export async function confirmEnrolment(
  database: Database,
  means: Means,
  userId: number,
  code: string,
  browser: Browser,
): Promise<Opened & { readonly recoveryCodes: readonly string[] }> {
  await countCode(database, means, userId)
  const ring = await means.keys()
  return database.writeApart(housekeeper, async (query) => {
    const row = await lockedUser(query, userId)
    if (row.totp_pending === null) throw new AccessRefused('wrong-code')
    const secret = unseal(ring, placeOf('totp_pending', userId), row.totp_pending)
    const step = takenStep(fromBase32(secret), code, means.clock(), null)
    if (step === null) throw new AccessRefused('wrong-code')
    await query
      .updateTable('users')
      .set({
        second_factor: 'active',
        totp_secret: seal(ring, placeOf('totp_secret', userId), secret, means.random),
        totp_pending: null,
        totp_step: step,
      })
      .where('user_id', '=', userId)
      .execute()
    const recoveryCodes = newRecoveryCodes(means.random)
    await query.deleteFrom('recovery_codes').where('user_id', '=', userId).execute()
    await query
      .insertInto('recovery_codes')
      .values(recoveryCodes.map((one) => ({ user_id: userId, code_hash: recoveryDigest(one) })))
      .execute()
    const user = await signedUserOf(query, userId)
    return { ...(await openAt(query, means, user, 'full', browser)), recoveryCodes }
  })
}

/**
 * Takes a code of the application, or a recovery code, and renews the session.
 * @throws AccessRefused 'wrong-code', 'too-many-tries'
 */
export async function showSecondFactor(
  database: Database,
  means: Means,
  userId: number,
  code: string,
  browser: Browser,
): Promise<Opened> {
  await countCode(database, means, userId)
  const ring = await means.keys()
  return database.writeApart(housekeeper, async (query) => {
    // Locked, so that of two requests with the same code one comes second and finds it used.
    const row = await lockedUser(query, userId)
    if (!(await isTaken(query, ring, row, code, means.clock()))) throw new AccessRefused('wrong-code')
    const user = await signedUserOf(query, userId)
    return openAt(query, means, user, 'full', browser)
  })
}

async function isTaken(
  query: Query,
  ring: KeyRing,
  row: Awaited<ReturnType<typeof lockedUser>>,
  code: string,
  now: Date,
): Promise<boolean> {
  const userId = row.user_id
  if (row.totp_secret === null || row.second_factor !== 'active') return false
  const secret = fromBase32(unseal(ring, placeOf('totp_secret', userId), row.totp_secret))
  const step = takenStep(secret, code, now, row.totp_step)
  if (step !== null) {
    await query.updateTable('users').set({ totp_step: step }).where('user_id', '=', userId).execute()
    return true
  }
  const used = await query
    .deleteFrom('recovery_codes')
    .where('user_id', '=', userId)
    .where('code_hash', '=', recoveryDigest(code))
    .returning('user_id')
    .executeTakeFirst()
  return used !== undefined
}

/** Seals every secret again that an older key sealed. @returns how many */
export async function sealAgain(
  query: Query,
  ring: KeyRing,
  { random }: Pick<Means, 'random'>,
): Promise<number> {
  const rows = await query
    .selectFrom('users')
    .select(['user_id', 'totp_secret', 'totp_pending'])
    .forUpdate()
    .execute()
  let renewed = 0
  for (const row of rows)
    for (const column of ['totp_secret', 'totp_pending'] as const) {
      const sealed = row[column]
      if (sealed === null || !isSealedByOlderKey(ring, sealed)) continue
      const place = placeOf(column, row.user_id)
      const text = seal(ring, place, unseal(ring, place, sealed), random)
      await query
        .updateTable('users')
        .set(column === 'totp_secret' ? { totp_secret: text } : { totp_pending: text })
        .where('user_id', '=', row.user_id)
        .execute()
      renewed++
    }
  return renewed
}

function countCode(database: Database, means: Means, userId: number): Promise<void> {
  return countTries(database, means, [{ kind: 'second factor', subject: String(userId) }])
}

function lockedUser(query: Query, userId: number) {
  return query
    .selectFrom('users')
    .select(['user_id', 'second_factor', 'totp_secret', 'totp_pending', 'totp_step'])
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

function placeOf(column: SealedColumn, userId: number): string {
  return `users.${column}:${userId}`
}
