// Two lists of names that the organisation may set: its own domains, by which customers are told from colleagues, and the internal
// servers that Douze may call although their addresses are not public.
import type { Query } from './database.ts'

export const hostLists = ['company-domains', 'internal-hosts'] as const
export type HostList = (typeof hostLists)[number]

/** A name of a host or a domain: 'acme.fr', 'intranet'. */
export function isHostName(name: string): boolean {
  return (
    name.length <= 253 &&
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/.test(name)
  )
}

/** The names of a list, in lower case; none when nobody set it. */
export async function readHostList(query: Query, list: HostList): Promise<readonly string[]> {
  const row = await query.selectFrom('settings').select('value').where('key', '=', list).executeTakeFirst()
  return Array.isArray(row?.value) ? row.value.filter((one): one is string => typeof one === 'string') : []
}

/** Replaces a list. @throws RangeError naming what is no name */
export async function changeHostList(
  query: Query,
  list: HostList,
  names: readonly string[],
  now: Date,
): Promise<void> {
  const wrong = names.find((name) => !isHostName(name))
  if (wrong !== undefined) throw new RangeError(`${list}: ${wrong}`)
  const row = { value: JSON.stringify([...new Set(names)]), changed_at: now }
  await query
    .insertInto('settings')
    .values({ key: list, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute()
}
