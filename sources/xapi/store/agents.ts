// Who learning records name, and which person of the organisation each is. Nobody is made up: whoever is unknown waits, and
// counts from the day on which the people map knows her.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Query } from '../../../model/database.ts'
import { isAddress } from '../../../model/people-map.ts'
import type { Named } from '../keys.ts'
import type { Prepared } from '../prepare.ts'

/** Keeps every agent that is new, and looks up who she is. */
export async function keepAgents(query: Query, fresh: readonly Prepared[], seenAt: Date): Promise<void> {
  const agents = new Map<string, Named>()
  for (const { found } of fresh) for (const [key, named] of found.agents) agents.set(key, named)
  const list = [...agents.values()]
  for (let start = 0; start < list.length; start += 5000) {
    const part = list.slice(start, start + 5000)
    await sql`insert into xapi_agents (agent_key, kind, home_page, value, name, person_id, seen_at)
      select t.key, t.kind, t.home_page, t.value, t.name, null, ${seenAt}
      from unnest(${part.map(({ key }) => key)}::uuid[], ${part.map(({ kind }) => kind)}::text[],
        ${part.map(({ homePage }) => homePage)}::text[], ${part.map(({ value }) => value)}::text[],
        ${part.map(({ name }) => name)}::text[]) as t (key, kind, home_page, value, name)
      on conflict (agent_key) do update set name = coalesce(excluded.name, xapi_agents.name)
        where xapi_agents.name is distinct from coalesce(excluded.name, xapi_agents.name)`.execute(query)
  }
  await resolveAgents(query, [...agents.keys()])
}

interface Waiting {
  readonly agent_key: string
  readonly kind: Named['kind']
  readonly home_page: string | null
  readonly value: string
}

/**
 * Looks up agents whom nobody is known to be: all of them, or some.
 * @returns keys of those who are somebody now
 */
export async function resolveAgents(query: Query, only: readonly string[] | null): Promise<string[]> {
  const { rows: waiting } = await sql<Waiting>`
    select agent_key, kind, home_page, value from xapi_agents
    where person_id is null and ${only === null ? sql`true` : sql`agent_key = any (${only}::uuid[])`}`.execute(
    query,
  )
  if (waiting.length === 0) return []
  const people = await readPeople(query)
  const keys: string[] = []
  const ids: number[] = []
  for (const agent of waiting) {
    const personId = people.find(agent)
    if (personId === null) continue
    keys.push(agent.agent_key)
    ids.push(personId)
  }
  if (keys.length === 0) return []
  await sql`update xapi_agents as a set person_id = t.person_id
    from unnest(${keys}::uuid[], ${ids}::bigint[]) as t (key, person_id) where a.agent_key = t.key`.execute(
    query,
  )
  return keys
}

/** Forgets who an agent was when the person is gone (her import was undone). @returns keys of those agents */
export async function forgetGone(query: Query): Promise<string[]> {
  const { rows } = await sql<{ agent_key: string }>`
    update xapi_agents as a set person_id = null
    where a.person_id is not null and not exists (select from people as p where p.person_id = a.person_id)
    returning agent_key`.execute(query)
  return rows.map((row) => row.agent_key)
}

/** Writes, for the statements of some agents, whose they are. */
export async function nameActors(query: Query, agents: readonly string[]): Promise<void> {
  await sql`update xapi_statements as s set person_id = a.person_id
    from xapi_terms as m join xapi_agents as a on a.agent_key = m.term
    where m.kind = 'learner' and m.term = any (${agents}::uuid[]) and s.credential_id = m.credential_id
      and s.position = m.position and s.person_id is distinct from a.person_id`.execute(query)
  await sql`update xapi_documents as d set person_id = a.person_id from xapi_agents as a
    where a.agent_key = d.agent_key and d.agent_key = any (${agents}::uuid[])
      and d.person_id is distinct from a.person_id`.execute(query)
}

interface People {
  find(agent: Waiting): number | null
}

/** The people map, as learning records ask it: addresses, hashes of addresses, accounts, open ids. */
async function readPeople(query: Query): Promise<People> {
  const people = await query.selectFrom('people').select(['person_id', 'email']).execute()
  const identities = await query
    .selectFrom('person_identities')
    .select(['kind', 'source', 'value_key', 'value', 'person_id'])
    .where('kind', '<>', 'name')
    .execute()
  const byAddress = new Map<string, number>()
  const byHash = new Map<string, number>()
  const learn = (address: string, personId: number): void => {
    byAddress.set(address.toLowerCase(), personId)
    // Senders hash the address as they write it: as the organisation does, or in small letters.
    for (const written of new Set([address, address.toLowerCase()]))
      byHash.set(createHash('sha1').update(`mailto:${written}`).digest('hex'), personId)
  }
  for (const { email, person_id } of people) if (email !== null) learn(email.trim(), person_id)
  const bySource = new Map<string, number>()
  const byId = new Map<string, Set<number>>()
  for (const { kind, source, value_key, value, person_id } of identities) {
    if (kind === 'email') learn(value.trim(), person_id)
    else {
      bySource.set(`${source}\n${value_key}`, person_id)
      byId.set(value_key, (byId.get(value_key) ?? new Set()).add(person_id))
    }
  }
  const onlyOne = (id: string): number | null => {
    const found = [...(byId.get(id) ?? [])]
    return found.length === 1 ? (found[0] ?? null) : null
  }
  return {
    find: ({ kind, home_page, value }) => {
      const isAddressed = kind === 'mbox' || (kind === 'account' && isAddress(value))
      const byLetter = isAddressed ? byAddress.get(value.toLowerCase()) : undefined
      const byDigest = kind === 'mbox_sha1sum' ? byHash.get(value) : undefined
      if (byLetter !== undefined || byDigest !== undefined) return byLetter ?? byDigest ?? null
      return bySource.get(`${home_page ?? ''}\n${value}`) ?? onlyOne(value)
    },
  }
}

/** The same for statements that were just stored. */
export async function nameNewActors(
  query: Query,
  credentialId: number,
  positions: readonly number[],
): Promise<void> {
  await sql`update xapi_statements as s set person_id = a.person_id
    from xapi_terms as m join xapi_agents as a on a.agent_key = m.term
    where m.credential_id = ${credentialId} and m.kind = 'learner' and m.position = any (${positions}::bigint[])
      and s.credential_id = m.credential_id and s.position = m.position and a.person_id is not null`.execute(
    query,
  )
}

/** What a program said an agent is called; null when it never named that agent. */
export async function isAgentSeen(
  query: Query,
  credentialId: number,
  agentKey: string,
): Promise<{ readonly name: string | null } | null> {
  const { rows } = await sql<{ name: string | null }>`
    select a.name from xapi_agents as a where a.agent_key = ${agentKey}::uuid and exists (
      select from xapi_terms as m where m.credential_id = ${credentialId} and m.kind = 'related-agent'
        and m.term = a.agent_key)`.execute(query)
  return rows[0] ?? null
}
