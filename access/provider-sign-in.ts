// Signing in through the organisation's provider: it says who somebody is, the accounts here say what she may do.
// Nobody gets in who was not invited here.
import { sql } from 'kysely'
import type { Database, Query } from '../model/database.ts'
import { housekeeper } from '../model/reader.ts'
import { revokeOpen } from './invitations.ts'
import { hour, type Means } from './means.ts'
import type { Checks, Provider, ProviderAccount } from './provider.ts'
import { newReference } from './references.ts'
import { AccessRefused } from './refused.ts'
import { seal, unseal } from './secrets.ts'
import { firstStage } from './sessions.ts'
import { type Browser, type Opened, openAt, signedUserOf } from './sign-in.ts'
import { addressKey, countTries } from './throttle.ts'
import { emailKeyOf, isSetUp, lockAccounts } from './users.ts'

/** Time to sign in at the provider. */
const flowFor = hour / 6
/** The page at which the provider hands the browser back. */
export const returnPath = '/sign-in/callback'

/** What the page keeps while the browser is at the provider; sealed, it can only hand it back. */
interface Flow extends Checks {
  readonly redirect: string
  readonly until: number
}

export interface Begun {
  /** Where the browser goes. */
  readonly address: string
  /** To be handed back with what the provider sends. */
  readonly flow: string
}

/**
 * Begins a sign-in at the provider.
 * @param origin of the page: the provider sends the browser back to it, if it knows it
 * @throws AccessRefused 'not-found' without a provider or before the first account; 'provider-unreachable'
 */
export async function beginProviderSignIn(database: Database, means: Means, origin: string): Promise<Begun> {
  const provider = await providerOf(database, means)
  const flow: Flow = {
    state: newReference(means.random),
    nonce: newReference(means.random),
    verifier: newReference(means.random),
    redirect: `${origin}${returnPath}`,
    until: means.clock().getTime() + flowFor,
  }
  return {
    address: await provider.addressOf(flow.redirect, flow),
    flow: seal(await means.keys(), 'provider flow', JSON.stringify(flow), means.random),
  }
}

/**
 * Ends it: the provider's account opens the one here that it is linked to, or links itself to the one with the
 * address it vouches for. Her second factor here, if she has one or must have one, is still asked.
 * @param parameters of the address at which the browser came back
 * @throws AccessRefused 'provider-refused', 'provider-unreachable', 'not-invited', 'too-many-tries', 'not-found'
 */
export async function finishProviderSignIn(
  database: Database,
  means: Means,
  given: { readonly flow: string; readonly parameters: Readonly<Record<string, string>> },
  browser: Browser,
): Promise<Opened> {
  const provider = await providerOf(database, means)
  await countTries(database, means, [{ kind: 'address', subject: addressKey(browser.address) }])
  const flow = await openFlow(means, given.flow)
  const returned = new URL(flow.redirect)
  for (const [name, value] of Object.entries(given.parameters)) returned.searchParams.set(name, value)
  const who = await provider.accountOf(returned, flow)
  return database.writeApart(housekeeper, async (query) => {
    await lockAccounts(query)
    const userId = (await linkedUser(query, who)) ?? (await linkByAddress(query, who, means.clock()))
    const user = await signedUserOf(query, userId)
    return openAt(query, means, user, firstStage(user), browser)
  })
}

async function providerOf(database: Database, { provider }: Means): Promise<Provider> {
  if (provider === undefined || provider === null) throw new AccessRefused('not-found')
  if (!(await database.read(housekeeper, isSetUp))) throw new AccessRefused('not-found')
  return provider
}

async function openFlow(means: Means, sealed: string): Promise<Flow> {
  const ring = await means.keys()
  try {
    const flow = JSON.parse(unseal(ring, 'provider flow', sealed)) as Flow
    if (flow.until > means.clock().getTime()) return flow
  } catch {
    // Not one of ours: answered like one that is too old.
  }
  throw new AccessRefused('provider-refused')
}

async function linkedUser(query: Query, { issuer, subject }: ProviderAccount): Promise<number | null> {
  const row = await query
    .selectFrom('user_identities as identity')
    .innerJoin('users as user', 'user.user_id', 'identity.user_id')
    .select(['user.user_id', 'user.state'])
    .where('identity.issuer', '=', issuer)
    .where('identity.subject', '=', subject)
    .executeTakeFirst()
  if (row === undefined) return null
  if (row.state !== 'active') throw new AccessRefused('not-invited')
  return row.user_id
}

/**
 * Links a provider's account that comes for the first time. An account here that another one of the same provider
 * already opens stays that one's: addresses are given to somebody else one day.
 */
async function linkByAddress(
  query: Query,
  { issuer, subject, email, isEmailVerified }: ProviderAccount,
  now: Date,
): Promise<number> {
  if (email === null || !isEmailVerified) throw new AccessRefused('not-invited')
  const user = await query
    .selectFrom('users as user')
    .select(['user.user_id', 'user.state'])
    .where('user.email_key', '=', emailKeyOf(email))
    .where('user.state', '<>', 'deactivated')
    .where(
      sql<boolean>`not exists (select 1 from user_identities as other
        where other.user_id = "user".user_id and other.issuer = ${issuer})`,
    )
    .executeTakeFirst()
  if (user === undefined) throw new AccessRefused('not-invited')
  await query
    .insertInto('user_identities')
    .values({ issuer, subject, user_id: user.user_id, linked_at: now })
    .execute()
  if (user.state === 'invited') {
    await query.updateTable('users').set({ state: 'active' }).where('user_id', '=', user.user_id).execute()
    await revokeOpen(query, 'invitations', user.user_id, now)
  }
  return user.user_id
}
