// How many tries are let through. Each counted thing has an allowance that refills steadily (the generic cell rate
// algorithm: one instant a row, one statement a try), so the wait for the next try is short and known, and at most
// `burst` plus an hour's refill pass in any hour. Kept in the database: a restart forgives nothing.
import { sql } from 'kysely'
import type { Database, Query } from '../model/database.ts'
import { housekeeper } from '../model/reader.ts'
import { after, dayLength, type Means, type Origin } from './means.ts'
import { AccessRefused } from './refused.ts'
import { keyedDigest } from './secrets.ts'

export interface Allowance {
  readonly burst: number
  /** Milliseconds until one more try is allowed. */
  readonly step: number
}

const minute = 60_000

/**
 * In any hour one account lets 100 tries through: 70 of strangers (30 + 40) and 30 of browsers in which it once
 * signed in (15 + 15). One address has at most half of the strangers' (20 + 15) and refills slower than the account
 * does, so that a single guesser never uses it up; many together cannot touch the allowance of known browsers, whose
 * user waits 4 minutes at the very most. One address: 1,000 an hour over all accounts (400 + 600).
 */
export const allowances = {
  account: { burst: 30, step: 1.5 * minute },
  'account from one address': { burst: 20, step: 4 * minute },
  'known browser': { burst: 15, step: 4 * minute },
  address: { burst: 400, step: 0.1 * minute },
  /** Codes of the second factor: whoever tries them has the password already. */
  'second factor': { burst: 10, step: 3 * minute },
  /** Links and tokens that open nothing: 20 a minute from one address. */
  'wrong reference': { burst: 10, step: 0.1 * minute },
} as const satisfies Record<string, Allowance>

export type Counted = keyof typeof allowances

/** One thing to count a try against. */
export interface Try {
  readonly kind: Counted
  readonly subject: string
}

/** Which allowances a try at a password uses. */
export function triesOf(emailKey: string, { address }: Origin, isKnownBrowser: boolean): Try[] {
  const from = addressKey(address)
  const whole: Try = { kind: 'address', subject: from }
  if (isKnownBrowser) return [whole, { kind: 'known browser', subject: emailKey }]
  return [
    whole,
    { kind: 'account from one address', subject: `${emailKey}\n${from}` },
    { kind: 'account', subject: emailKey },
  ]
}

/** What an address counts as: an IPv6 home has a whole /64 to itself. */
export function addressKey(address: string | null): string {
  if (address === null) return 'here'
  if (!address.includes(':') || address.startsWith('::ffff:')) return address
  const [head = '', tail = ''] = address.split('::')
  const groups = head.split(':').filter((group) => group !== '')
  const last = tail.split(':').filter((group) => group !== '')
  while (address.includes('::') && groups.length + last.length < 8) groups.push('0')
  return [...groups, ...last].slice(0, 4).join(':')
}

/**
 * Counts a try against each of its allowances, or against none when one of them is used up.
 * @throws AccessRefused 'too-many-tries' with the seconds to wait
 */
export async function countTries(database: Database, means: Means, tries: readonly Try[]): Promise<void> {
  const ring = await means.keys()
  const now = means.clock()
  await database.writeApart(housekeeper, async (query) => {
    for (const { kind, subject } of tries) {
      const digest = keyedDigest(ring, `${kind}\n${subject}`)
      if (!(await take(query, kind, digest, now))) throw refusalOf(allowances[kind])
    }
  })
}

/** One atomic statement: two servers that count together let no try too many through. */
async function take(query: Query, kind: Counted, subject: string, now: Date): Promise<boolean> {
  const { burst, step } = allowances[kind]
  const latest = after(now, burst * step)
  // Never further ahead than a whole allowance: a clock set back must not shut anybody out for long.
  const { rows } = await sql`
    insert into sign_in_attempts as known (kind, subject, whole_at)
    values (${kind}, ${subject}, ${after(now, step)})
    on conflict (kind, subject) do update
      set whole_at = least(greatest(known.whole_at, ${now}) + ${`${step} milliseconds`}::interval, ${latest})
      where known.whole_at <= ${after(latest, -step)} or known.whole_at > ${latest}
    returning true`.execute(query)
  return rows.length > 0
}

function refusalOf({ step }: Allowance): AccessRefused {
  return new AccessRefused('too-many-tries', { retryAfter: Math.ceil(step / 1000) })
}

/** Forgets what is whole again: it says nothing any more. */
export async function forgetWholeAllowances(query: Query, now: Date): Promise<void> {
  await query.deleteFrom('sign_in_attempts').where('whole_at', '<', after(now, -dayLength)).execute()
}
