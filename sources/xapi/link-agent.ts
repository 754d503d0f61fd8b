// "This account is this person": an administrator says who an agent is, and the people map remembers it for every door.
import type { Query } from '../../model/database.ts'
import { emailIdentity } from '../../model/people-map.ts'
import { isUuid } from './check/uuid.ts'
import { recogniseAgents } from './meaning/derive.ts'
import { XapiRefused } from './store/refused.ts'

/** Links an agent that waits to a person; her records have their effect at once. @throws XapiRefused 'not-found' */
export async function linkAgent(query: Query, agentKey: string, personId: number): Promise<void> {
  const agent = isUuid(agentKey)
    ? await query
        .selectFrom('xapi_agents')
        .select(['kind', 'home_page', 'value'])
        .where('agent_key', '=', agentKey)
        .executeTakeFirst()
    : undefined
  const person = await query
    .selectFrom('people')
    .select('person_id')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (agent === undefined || person === undefined)
    throw new XapiRefused('not-found', {
      fr: 'Cet agent ou cette personne n’existe pas.',
      en: 'There is no such agent or person.',
    })
  const { kind, source, valueKey, value } =
    agent.kind === 'mbox'
      ? emailIdentity(agent.value)
      : {
          kind: 'external-id' as const,
          source: agent.home_page ?? '',
          valueKey: agent.value,
          value: agent.value,
        }
  await query
    .insertInto('person_identities')
    .values({
      kind,
      source,
      value_key: valueKey,
      value,
      person_id: personId,
      created_import_id: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['kind', 'source', 'value_key']).doUpdateSet({ person_id: personId }),
    )
    .execute()
  await recogniseAgents(query)
}
