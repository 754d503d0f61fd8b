// Reads the tries that some records belong to, whole: every record of each, whichever program sent it, once.
import { sql } from 'kysely'
import type { Query } from '../../../model/database.ts'
import { isObject } from '../check/shape.ts'
import type { JsonObject } from '../json/parse-json.ts'
import { membersOf, namedOf } from '../keys.ts'
import type { Mapping } from './mapping.ts'
import { type Evidence, tryKey } from './try.ts'

export interface Try {
  readonly key: string
  readonly agent: string
  readonly personId: number
  readonly activity: string
  readonly records: readonly Evidence[]
}

/** Keys of the tries of some statements: by position, or by id. */
export async function triesOf(
  query: Query,
  touched: { readonly positions: readonly number[]; readonly statements: readonly string[] },
): Promise<string[]> {
  const { rows } = await sql<{ term: string }>`
    select distinct m.term from xapi_terms as m
    where m.kind = 'try' and (m.position = any (${touched.positions}::bigint[]) or m.position in (
      select position from xapi_statements where statement_uuid = any (${touched.statements}::uuid[])))`.execute(
    query,
  )
  return rows.map(({ term }) => term)
}

interface Row {
  readonly statement_uuid: string
  readonly agent_key: string
  readonly person_id: number
  readonly activity_key: string
  readonly registration: string | null
  readonly day: string
  readonly occurred_at: Date
  readonly verb: string
  readonly is_voided: boolean
  readonly result: Evidence['result'] | null
  readonly instructor: unknown
  readonly platform: string | null
}

/** Reads some tries of people who are known. */
export async function readTries(
  query: Query,
  keys: readonly string[],
  mapping: Mapping,
): Promise<readonly Try[]> {
  const wanted = new Set(keys)
  const { rows } = await sql<Row>`
    select s.statement_uuid, who.term as agent_key, a.person_id, s.activity_key, s.registration, s.day, s.occurred_at,
      s.verb, bool_or(s.is_voided) as is_voided, s.statement -> 'result' as result,
      s.statement #> '{context,instructor}' as instructor, s.statement #>> '{context,platform}' as platform
    from (select distinct position from xapi_terms where kind = 'try' and term = any (${keys}::uuid[])) as found
    join xapi_statements as s on s.position = found.position
    join xapi_terms as who on who.kind = 'learner' and who.position = s.position
    join xapi_agents as a on a.agent_key = who.term
    where a.person_id is not null
    group by s.credential_id, s.statement_uuid, who.term, a.person_id`.execute(query)
  const tries = new Map<string, { first: Row; records: Map<string, Evidence> }>()
  for (const row of rows) {
    const key = tryKey(row.agent_key, row.activity_key, row.registration, row.day)
    if (!wanted.has(key)) continue
    const one = tries.get(key) ?? { first: row, records: new Map<string, Evidence>() }
    const known = one.records.get(row.statement_uuid)
    const evidence = evidenceOf(row, mapping)
    // Sent by two programs it counts once, and not at all when either took it back.
    one.records.set(row.statement_uuid, {
      ...(known ?? evidence),
      isVoided: evidence.isVoided || known?.isVoided === true,
    })
    tries.set(key, one)
  }
  return [...tries].map(([key, { first, records }]) => ({
    key,
    agent: first.agent_key,
    personId: first.person_id,
    activity: first.activity_key,
    records: [...records.values()],
  }))
}

function evidenceOf(row: Row, mapping: Mapping): Evidence {
  return {
    statement: row.statement_uuid,
    meaning: mapping.meaningOf(row.verb),
    at: row.occurred_at,
    day: row.day,
    isVoided: row.is_voided,
    result: row.result ?? {},
    instructor: keyOfInstructor(row.instructor),
    platform: row.platform?.slice(0, 200) ?? null,
  }
}

/** Of a group that teaches, its first member. */
function keyOfInstructor(instructor: unknown): string | null {
  const agent = instructor as JsonObject
  if (!isObject(agent)) return null
  return (namedOf(membersOf(agent)[0] ?? agent) ?? namedOf(agent))?.key ?? null
}
