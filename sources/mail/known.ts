// Who is known: colleagues by their address, customers by their domain. Messages with nobody known leave nothing.
import { sql } from 'kysely'
import type { Query } from '../../model/database.ts'

export interface KnownParties {
  isColleague(address: string): boolean
  /** An address of a colleague, or of the same domain as one. */
  isOwn(address: string): boolean
  /** The account of an address; null when none is known. */
  accountOf(address: string): KnownAccount | null
}

/** An account that is known by the domain of its addresses. */
export interface KnownAccount {
  readonly accountId: number
  readonly name: string
}

/** Providers whose domain says nothing about the company of who writes. */
const publicProviders =
  /^(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|proton|protonmail|orange|wanadoo|free|sfr|neuf|laposte|bbox|numericable|web|mail|yandex|qq|163)\.[a-z.]{2,7}$/

/** Who is known, as plain values that can cross to another thread. */
export interface PartyLists {
  readonly colleagues: readonly string[]
  readonly accounts: readonly (KnownAccount & { readonly domain: string })[]
}

/** Accounts by their domains, and by those of companies that they absorbed. Grain: one row per domain: domain, account_id, name. */
export const accountsByDomain = `
  select distinct on (domain) domain, account_id, coalesce(name, domain) as name from (
    select lower(domain) as domain, account_id, name, 1 as rank from accounts where domain is not null and is_identified
    union all
    select i.external_id, k.account_id, k.name, 2 from source_identities as i
    join accounts as k on k.account_id = i.account_id and k.is_identified where i.kind = 'domain' and i.source = ''
  ) as known order by domain, rank, account_id`

/** Reads the colleagues and the customers' domains that the model knows now. */
export async function readPartyLists(query: Query): Promise<PartyLists> {
  const { rows: colleagues } = await sql<{ address: string }>`
    select lower(email) as address from people where email is not null
    union select value_key from person_identities where kind = 'email'`.execute(query)
  const { rows: accounts } = await sql<{ domain: string; account_id: number; name: string }>`
    ${sql.raw(accountsByDomain)}`.execute(query)
  return {
    colleagues: colleagues.map(({ address }) => address),
    accounts: accounts.map(({ domain, account_id, name }) => ({ domain, accountId: account_id, name })),
  }
}

export async function readKnownParties(query: Query): Promise<KnownParties> {
  return knownParties(await readPartyLists(query))
}

export function knownParties({ colleagues, accounts }: PartyLists): KnownParties {
  const addresses = new Set(colleagues.map((address) => address.toLowerCase()))
  const own = new Set([...addresses].map(domainOf).filter((domain) => !publicProviders.test(domain)))
  const known = new Map(accounts.map(({ domain, ...account }) => [domain, account]))
  return {
    isColleague: (address) => addresses.has(address),
    isOwn: (address) => addresses.has(address) || own.has(domainOf(address)),
    accountOf(address) {
      const whole = domainOf(address)
      if (addresses.has(address) || own.has(whole) || publicProviders.test(whole)) return null
      // A branch writes from a part of its company's domain.
      for (let domain = whole; domain.includes('.'); domain = domain.slice(domain.indexOf('.') + 1)) {
        const account = known.get(domain)
        if (account !== undefined) return account
      }
      return null
    },
  }
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}
