// Where the door for learning records stands: how much came, who is waited for, which verbs mean nothing yet.
import { sql } from 'kysely'
import type { Query } from '../../model/database.ts'
import { readMapping } from './meaning/mapping.ts'
import type { Meaning } from './meaning/words-of-verbs.ts'

export interface WaitingAgent {
  readonly key: string
  /** As an administrator recognises it: an address, an account with its system, a hash. */
  readonly written: string
  readonly name: string | null
  readonly records: number
}

export interface XapiStatus {
  readonly statements: number
  readonly voided: number
  readonly lastStoredAt: Date | null
  /** Agents whose records count once somebody of the organisation is known to be called so. */
  readonly waitingAgents: number
  /** Records of theirs. */
  readonly waitingStatements: number
  readonly verbs: readonly { readonly verb: string; readonly statements: number; readonly meaning: Meaning }[]
}

/** Verbs listed at most, those of most records first. */
const mostVerbs = 200

export async function readStatus(query: Query): Promise<XapiStatus> {
  const mapping = await readMapping(query)
  const { rows } = await sql<Omit<XapiStatus, 'verbs'>>`
    select count(*) as statements, count(*) filter (where is_voided) as voided,
      max(stored_at) as "lastStoredAt",
      (select count(*) from xapi_agents as a where ${isWaiting}) as "waitingAgents",
      (select count(distinct (m.credential_id, m.position)) from xapi_terms as m
        join xapi_agents as a on a.agent_key = m.term
        where m.kind = 'learner' and a.person_id is null) as "waitingStatements"
    from xapi_statements`.execute(query)
  const { rows: verbs } = await sql<{ verb: string; statements: number }>`
    select verb, count(*) as statements from xapi_statements where not is_voided
    group by verb order by 2 desc, 1 limit ${mostVerbs}`.execute(query)
  const [counts] = rows
  if (counts === undefined) throw new Error('a count has one row')
  return { ...counts, verbs: verbs.map((row) => ({ ...row, meaning: mapping.meaningOf(row.verb) })) }
}

const isWaiting = sql`a.person_id is null and exists (
  select from xapi_terms as m where m.kind = 'learner' and m.term = a.agent_key)`

/** Those who wait, of most records first. */
export async function readWaiting(query: Query, limit: number): Promise<WaitingAgent[]> {
  const { rows } = await sql<WaitingAgent>`
    select a.agent_key as key, case when a.kind = 'account' then a.value || ' @ ' || a.home_page else a.value end as written,
      a.name, (select count(*) from xapi_terms as m where m.kind = 'learner' and m.term = a.agent_key) as records
    from xapi_agents as a where ${isWaiting} order by 4 desc, 2 limit ${limit}`.execute(query)
  return rows
}
