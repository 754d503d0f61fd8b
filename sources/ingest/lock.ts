// Who may work on a delivery: one process. Locks are PostgreSQL's own and go with their connection, so a killed process
// leaves nothing to release.
import type { Client } from './sql.ts'

/** Any number will do, as long as every Douze uses the same. */
const deliveryClass = 1213

/** Claims a delivery for this connection; false when another process works on it. */
export async function claimDelivery(client: Client, importId: number): Promise<boolean> {
  const { rows } = await client.query<{ claimed: boolean }>(
    'select pg_try_advisory_lock($1, $2::integer) as claimed',
    [deliveryClass, importId % 2 ** 31],
  )
  return rows[0]?.claimed === true
}

export async function releaseDelivery(client: Client, importId: number): Promise<void> {
  await client.query('select pg_advisory_unlock($1, $2::integer)', [deliveryClass, importId % 2 ** 31])
}

/** Any number that nothing else takes, likewise. */
const runClass = 1215

/** Claims the run of a connection for this client; false while another process runs it. */
export async function claimRun(client: Client, connectionId: number): Promise<boolean> {
  const { rows } = await client.query<{ claimed: boolean }>(
    'select pg_try_advisory_lock($1, $2::integer) as claimed',
    [runClass, connectionId % 2 ** 31],
  )
  return rows[0]?.claimed === true
}

export async function releaseRun(client: Client, connectionId: number): Promise<void> {
  await client.query('select pg_advisory_unlock($1, $2::integer)', [runClass, connectionId % 2 ** 31])
}

/** Makes the server notice within a second that the process behind this connection is gone. */
export async function watchConnection(client: Client): Promise<void> {
  await client.query("set client_connection_check_interval = '1s'").catch(() => {
    // Not every platform has it; then the server notices at the end of the statement that runs.
  })
}
