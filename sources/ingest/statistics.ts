// What the planner knows of the tables follows a large delivery at once, so that the first page after it is not slow. Only
// tables that it changed in earnest are looked at: each look costs as much as the table is large, whatever arrived.
import { select, type Client } from './sql.ts'
import { tableSpecs } from './merge/tables/index.ts'

/** Tables that deliveries write, and what is kept of them. */
const largeTables = [
  'opportunities',
  'accounts',
  'leads',
  'source_identities',
  'opportunity_lines',
  'stage_visits',
  'opportunity_owners',
  ...tableSpecs.map(({ table }) => table),
  'activity_days',
  'content_days',
  'content_months',
  'deal_answers',
  'deal_kinds',
  'deal_paths',
  'stay_days',
  'first_purchases',
  'contract_stays',
  'invoiced_stays',
  'nps_days',
  'order_sums',
  'lead_cohort',
  'score_days',
  'stage_stays',
  'stay_uses',
  'voice_days',
]

/** A table is looked at again when so large a part of it changed: autovacuum, which sees to the rest, waits for as much. */
const part = 0.1
/** Fewer changed rows than this change no plan. */
const fewest = 500

/** Outside of any transaction: PostgreSQL then knows what the last one changed. */
export async function refreshStatistics(client: Client): Promise<void> {
  await client.query('select pg_stat_force_next_flush()')
  const changed = await select<{ name: string }>(
    client,
    `select c.relname as name from pg_stat_user_tables as s join pg_class as c on c.oid = s.relid
     where c.oid = any (array(select to_regclass(name) from unnest($1::text[]) as name))
       and s.n_mod_since_analyze >= greatest($2::bigint, $3::double precision * greatest(c.reltuples, 0)::double precision)`,
    [largeTables, fewest, part],
  )
  for (const { name } of changed) await client.query(`analyze ${name}`)
}

/** Whether rows that were just added to a table, or will be, are many beside those that the planner knows of. */
export async function isNews(client: Client, table: string, rows: number): Promise<boolean> {
  const [known] = await select<{ rows: number }>(
    client,
    'select reltuples::double precision as rows from pg_class where oid = to_regclass($1)',
    [table],
  )
  return rows >= Math.max(fewest, part * (known?.rows ?? 0))
}
