// The agent under which a person plays cmi5 courses: an account of this house, linked to her.
import type { Query } from '../../../model/database.ts'
import { type JsonObject, parseJson } from '../json/parse-json.ts'
import { namedOf } from '../keys.ts'

/** @returns the agent as statements write it, and the key under which it is known */
export async function agentOf(
  query: Query,
  { personId, origin, now }: { readonly personId: number; readonly origin: string; readonly now: Date },
): Promise<{ agent: JsonObject; agentKey: string }> {
  const value = `person-${personId}`
  const agent = json({ objectType: 'Agent', account: { homePage: `${origin}/`, name: value } })
  const agentKey = namedOf(agent)?.key ?? ''
  await query
    .insertInto('xapi_agents')
    .values({
      agent_key: agentKey,
      kind: 'account',
      home_page: `${origin}/`,
      value,
      name: null,
      person_id: personId,
      seen_at: now,
    })
    .onConflict((conflict) => conflict.column('agent_key').doUpdateSet({ person_id: personId }))
    .execute()
  return { agent, agentKey }
}

export function json(value: object): JsonObject {
  return parseJson(JSON.stringify(value)) as JsonObject
}
