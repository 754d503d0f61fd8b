// Takes back a visible delivery as a whole: what it created goes, what it changed is put back as it was.
import type { Database } from '../../model/database.ts'
import type { Reader } from '../../model/reader.ts'
import { refreshRollups, touchImport } from '../../model/rollups/index.ts'
import { tables } from '../../model/schema.ts'
import { endImport, loadImport, loadReport, withClient } from './deliveries.ts'
import { whyNotUndone } from './dependents.ts'
import { lockModel } from '../../model/data-version.ts'
import { tableSpecs } from './merge/tables/index.ts'
import { forgetCurrency } from './main-currency.ts'
import { ImportRefused, type ImportReport, type Running } from './shapes.ts'
import { inTransaction, run, select } from './sql.ts'
import { refreshStatistics } from './statistics.ts'

/** What identifies a row for an undo, whatever account it is under. */
const undoKeys: Readonly<Record<string, readonly string[]>> = {
  people: ['person_id'],
  person_identities: ['kind', 'source', 'value_key'],
  teams: ['team_id'],
  memberships: ['membership_id'],
  accounts: ['account_id'],
  products: ['product_id'],
  pipelines: ['pipeline_id'],
  stages: ['stage_id'],
  opportunities: ['opportunity_id'],
  opportunity_owners: ['opportunity_id', 'stay'],
  opportunity_lines: ['line_id'],
  stage_visits: ['opportunity_id', 'visit'],
  leads: ['lead_id'],
  source_identities: ['kind', 'source', 'external_id'],
  currency_rates: ['currency', 'valid_from'],
  deal_events: ['event_id', 'source'],
  ...Object.fromEntries(tableSpecs.map(({ table, id }) => [table, [id]])),
}

/**
 * Undoes an import while nothing later depends on it.
 * @throws ImportRefused with the sentence that says which later import does
 */
export async function undoImport(
  database: Database,
  reader: Reader,
  importId: number,
  { now }: Running,
): Promise<ImportReport> {
  return withClient(database, reader, async (client) => {
    await inTransaction(client, async () => {
      await lockModel(client)
      const { state } = await loadImport(client, importId)
      if (state !== 'visible')
        throw new ImportRefused('IMPORT_NOT_VISIBLE', {
          fr: 'Seul un import visible peut être annulé.',
          en: 'Only a visible import can be undone.',
        })
      const why = await whyNotUndone(client, importId)
      if (why !== null) throw new ImportRefused('IMPORT_NEEDED', why)
      await touchImport(client, importId)
      for (const [table, keys] of Object.entries(undoKeys)) {
        await run(client, `delete from ${table} where created_import_id = $1`, [importId])
        await putBack(client, importId, table, keys)
      }
      await refreshRollups(client)
      await forgetLeftBehind(client)
      await forgetCurrency(client, importId)
      await run(client, 'delete from import_changes where import_id = $1', [importId])
      await endImport(client, importId, 'undone', now())
    })
    await refreshStatistics(client)
    return loadReport(client, importId)
  })
}

/** What somebody wrote by hand about a person whom the undone import had brought: it leads nowhere now. */
async function forgetLeftBehind(client: Parameters<typeof run>[0]): Promise<void> {
  for (const table of ['person_identities', 'memberships'])
    await run(
      client,
      `delete from ${table} as t where not exists (select from people as p where p.person_id = t.person_id)`,
    )
}

/** Puts back the earliest image that this import kept of each row. */
async function putBack(
  client: Parameters<typeof run>[0],
  importId: number,
  table: string,
  keys: readonly string[],
): Promise<void> {
  const [any] = await select(
    client,
    'select 1 as one from import_changes where import_id = $1 and table_name = $2 limit 1',
    [importId, table],
  )
  if (any === undefined) return
  const declared = Object.values(tables).find(({ name }) => name === table)
  const columns = Object.keys(declared?.columns ?? {}).join(', ')
  const key = keys.map((name) => `old.${name}`).join(', ')
  await client.query('drop table if exists put_back')
  await run(client, `create temporary table put_back on commit drop as select * from ${table} limit 0`)
  await run(
    client,
    `insert into put_back (${columns})
     select distinct on (${key}) ${columns
       .split(', ')
       .map((name) => `old.${name}`)
       .join(', ')}
     from import_changes as c, jsonb_populate_record(null::${table}, c.before) as old
     where c.import_id = $1 and c.table_name = $2
     order by ${key}, c.import_change_id`,
    [importId, table],
  )
  // A row that this import had made itself and then changed again leaves no image worth keeping.
  await run(client, 'delete from put_back where created_import_id = $1', [importId])
  await run(
    client,
    `delete from ${table} as t using put_back as old where ${keys.map((name) => `t.${name} = old.${name}`).join(' and ')}`,
  )
  await run(client, `insert into ${table} (${columns}) select ${columns} from put_back`)
}
