// Who is known: colleagues by their address, customers by their domain. Messages with nobody known leave nothing.
import { sql } from 'kysely'
import type { Query } from '../../model/database.ts'

export interface KnownParties {
  isColleague(address: string): boolean
  /** The account of an address, as it is called; null when none is known. */
  accountOf(address: string): string | null
}

/** Providers whose domain says nothing about the company of who writes. */
const publicProviders =
  /^(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|proton|protonmail|orange|wanadoo|free|sfr|neuf|laposte|bbox|numericable|web|mail|yandex|qq|163)\.[a-z.]{2,7}$/

/** Reads the colleagues and the customers' domains that the model knows now. */
export async function readKnownParties(query: Query): Promise<KnownParties> {
  const { rows: colleagues } = await sql<{ address: string }>`
    select lower(email) as address from people where email is not null
    union select value_key from person_identities where kind = 'email'`.execute(query)
  const { rows: accounts } = await sql<{ domain: string; name: string }>`
    select distinct on (domain) lower(domain) as domain, coalesce(name, domain) as name from accounts
    where domain is not null and is_identified order by domain, account_id`.execute(query)
  return knownParties(
    colleagues.map(({ address }) => address),
    accounts,
  )
}

export function knownParties(
  colleagues: readonly string[],
  accounts: readonly { readonly domain: string; readonly name: string }[],
): KnownParties {
  const addresses = new Set(colleagues.map((address) => address.toLowerCase()))
  const own = new Set([...addresses].map(domainOf).filter((domain) => !publicProviders.test(domain)))
  const names = new Map(accounts.map(({ domain, name }) => [domain, name]))
  return {
    isColleague: (address) => addresses.has(address),
    accountOf(address) {
      const whole = domainOf(address)
      if (addresses.has(address) || own.has(whole) || publicProviders.test(whole)) return null
      // A branch writes from a part of its company's domain.
      for (let domain = whole; domain.includes('.'); domain = domain.slice(domain.indexOf('.') + 1)) {
        const name = names.get(domain)
        if (name !== undefined) return name
      }
      return null
    },
  }
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}
