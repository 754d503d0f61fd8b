// The events of a webhook that wait, as one file of JSON lines for a delivery; and what becomes of them when it ends.
import { Readable } from 'node:stream'
import { inTransaction, run, select, type Client } from '../ingest/sql.ts'

/** Characters of one delivery at most; what is more waits for the next one. */
const mostCharacters = 64 * 1024 * 1024
/** Events read from the database at a time. */
const batch = 1_000

/** True when an event waits that no delivery holds. What a broken delivery held waits again. */
export async function hasWaiting(client: Client, connectionId: number): Promise<boolean> {
  await run(
    client,
    `update connection_items set state = 'waiting', import_id = null
     where connection_id = $1 and state = 'delivered'
       and import_id in (select import_id from imports where state = 'interrupted')`,
    [connectionId],
  )
  const rows = await select(
    client,
    `select 1 from connection_items where connection_id = $1 and state = 'waiting' limit 1`,
    [connectionId],
  )
  return rows.length > 0
}

/**
 * Gives waiting events to a delivery, oldest first. Of several events about one record the latest is given, whichever came
 * first: the others are overtaken, also by what earlier deliveries took.
 */
export async function giveEvents(client: Client, connectionId: number, importId: number): Promise<void> {
  await inTransaction(client, async () => {
    await run(
      client,
      `update connection_items as i set state = 'overtaken', payload = null
       where i.connection_id = $1 and i.state = 'waiting' and i.record_key is not null and exists (
         select 1 from connection_items as later
         where later.connection_id = i.connection_id and later.record_key = i.record_key
           and later.state in ('waiting', 'delivered', 'taken')
           and (later.occurred_at, later.arrival) > (i.occurred_at, i.arrival))`,
      [connectionId],
    )
    await run(
      client,
      `update connection_items as i set state = 'delivered', import_id = $2
       from (select item_id, sum(length(payload)) over (order by arrival) as so_far
             from connection_items where connection_id = $1 and state = 'waiting') as w
       where i.connection_id = $1 and i.item_id = w.item_id and (w.so_far <= $3 or w.so_far = length(i.payload))`,
      [connectionId, importId, mostCharacters],
    )
  })
}

/** The events of a delivery, one to a line. */
export function eventLines(client: Client, importId: number): Readable {
  return Readable.from(lines(client, importId), { objectMode: false })
}

async function* lines(client: Client, importId: number): AsyncGenerator<string, void> {
  let last = 0
  for (;;) {
    const rows = await select<{ arrival: number; payload: string }>(
      client,
      `select arrival, payload from connection_items
       where import_id = $1 and state = 'delivered' and payload is not null and arrival > $2 order by arrival limit ${batch}`,
      [importId, last],
    )
    for (const { payload } of rows) yield `${payload}\n`
    const end = rows.at(-1)
    if (end === undefined || rows.length < batch) return
    last = end.arrival
  }
}
