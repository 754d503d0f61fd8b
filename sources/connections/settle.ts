// What a connection learns from the end of a delivery: taken for good, its mapping is kept and the next ones need no
// confirmation; discarded, what it brought is set aside and can be tried again.
import type { TablePlan } from '../plan.ts'
import { json, run, select, type Client } from '../ingest/sql.ts'
import type { ConnectionMapping } from '../../model/tables/connections.ts'

/** Inside the transaction that makes a delivery visible. Does nothing for a delivery of no connection. */
export async function settleTaken(client: Client, importId: number, now: Date): Promise<void> {
  const connectionId = await connectionOf(client, importId)
  if (connectionId === null) return
  await run(
    client,
    `update connection_items set state = 'taken', payload = null where import_id = $1 and state = 'delivered'`,
    [importId],
  )
  await run(
    client,
    `update connections set is_trusted = true, mapping = coalesce($2::jsonb, mapping), last_ok_at = $3, last_fault = null
     where connection_id = $1`,
    [connectionId, json(await mappingOf(client, importId)), now],
  )
}

/** When a delivery was discarded, by a person or because nobody confirmed it for a week. */
export async function settleDiscarded(client: Client, importId: number): Promise<void> {
  await run(
    client,
    `update connection_items set state = 'set-aside' where import_id = $1 and state = 'delivered'`,
    [importId],
  )
}

async function connectionOf(client: Client, importId: number): Promise<number | null> {
  const [row] = await select<{ connection_id: number | null }>(
    client,
    'select connection_id from imports where import_id = $1',
    [importId],
  )
  return row?.connection_id ?? null
}

/**
 * How the one table of events was read, for the next ones: their columns come and go, so that their header says nothing. Null
 * for files, which are known again by theirs.
 */
async function mappingOf(client: Client, importId: number): Promise<ConnectionMapping | null> {
  const rows = await select<{ mapping: readonly TablePlan[] | null }>(
    client,
    `select f.mapping from import_files as f join imports as i using (import_id) join connections as c using (connection_id)
     where f.import_id = $1 and c.kind = 'webhook'`,
    [importId],
  )
  const [plan, ...others] = rows[0]?.mapping ?? []
  if (rows.length !== 1 || plan === undefined || others.length > 0 || plan.isTemplate) return null
  return {
    entity: plan.entity,
    columns: Object.fromEntries(plan.columns.map(({ header, field }) => [header, field])),
  }
}
