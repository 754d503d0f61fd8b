// Which staged rows are already known, and whether they say anything new. Made once, when a delivery is staged, and made
// again before the merge when another import became visible meanwhile.
import type { EntityName } from '../entities.ts'
import { type Client, run, selectOne } from './sql.ts'
import { stagingTable } from './staging/columns.ts'

const known = [
  ['opportunities', 'opportunity', 'opportunities', 'opportunity_id'],
  ['leads', 'lead', 'leads', 'lead_id'],
  ['opportunity-lines', 'line', 'opportunity_lines', 'line_id'],
] as const

/** Columns of staging tables that joins use: what the planner must know about. */
const joined: Partial<Record<EntityName, readonly string[]>> = {
  opportunities: ['n', 'identity', 'stage', 'owner'],
  leads: ['n', 'identity', 'owner'],
  'opportunity-lines': ['n', 'identity', 'opportunity', 'product'],
  'stage-history': ['n', 'opportunity', 'stage'],
  'deal-events': ['n', 'identity', 'opportunity', 'stage'],
  accounts: ['n', 'identity'],
}

/** Fills the `found` tables of the staged entities. */
export async function classify(
  client: Client,
  importId: number,
  source: string,
  entities: readonly EntityName[],
): Promise<void> {
  for (const entity of entities)
    await client.query(`analyze ${stagingTable(importId, entity)} (${joined[entity]?.join(', ') ?? 'n'})`)
  for (const [entity, kind, table, id] of known) {
    if (!entities.includes(entity)) continue
    const staged = stagingTable(importId, entity)
    await client.query(`drop table if exists ${staged}_found`)
    await client.query(
      `create unlogged table ${staged}_found (n integer, account_id bigint, record_id bigint, is_same boolean)`,
    )
    await run(
      client,
      `insert into ${staged}_found
       select s.n, i.account_id, i.record_id, t.content_hash = s.content_hash from ${staged} as s
       join source_identities as i on i.kind = '${kind}' and i.source = $1 and i.external_id = s.identity
       join ${table} as t on t.account_id = i.account_id and t.${id} = i.record_id`,
      [source],
    )
    await client.query(`analyze ${staged}_found`)
  }
}

/** Changes whenever an import becomes visible or is undone: what was classified before then is out of date. */
export async function stateOfModel(client: Client): Promise<string> {
  const { state } = await selectOne<{ state: string }>(
    client,
    `select concat_ws('/', count(*) filter (where state = 'visible'), count(*) filter (where state = 'undone'),
       max(visible_at), max(ended_at) filter (where state = 'undone')) as state from imports`,
  )
  return state
}
