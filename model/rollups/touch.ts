// Keeps rollups true while rows change. Whoever writes rows that a rollup adds up says which, in the same transaction:
//
//   await touchRows(client, 'activities', 'row.rep_id = $1', [rep])   // before rows change or go, and after new ones came
//   await refreshRollups(client)                                      // once, before the end of the transaction
//
// A delivery is touched as a whole by `touchImport`. Only the days that were touched are added up again.
import { CompiledQuery } from 'kysely'
import { lockText } from '../data-version.ts'
import type { Query } from '../database.ts'
import { activityDays } from './activity-days.ts'
import { contentDays } from './content-days.ts'
import { daysOf, type Rollup } from './rollup.ts'

/** Every rollup. */
export const allRollups: readonly Rollup[] = [activityDays, contentDays]

/** Tables whose rows are added up. */
export type AddedUp = 'activities' | 'content_events'

/** What sends a statement: a connection of `pg`, or `within(query)`. */
export interface Sending {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly unknown[] }>
}

/** The same for work that goes through `Database.write`. */
export function within(query: Query): Sending {
  return { query: (text, values = []) => query.executeQuery(CompiledQuery.raw(text, values)) }
}

/**
 * Notes the days of rows, for `refreshRollups`. `condition` is on the alias `row`; call it before rows change or go, and after
 * new ones came: both the day that a row had and the one that it has now.
 */
export async function touchRows(
  client: Sending,
  table: AddedUp,
  condition: string,
  values: readonly unknown[] = [],
): Promise<void> {
  await client.query(
    'create temporary table if not exists touched_days (source text, rep_id bigint, day date) on commit drop',
  )
  await client.query(
    `insert into touched_days select distinct '${table}', row.rep_id, row.day from ${table} as row where ${condition}`,
    [...values],
  )
}

/** Notes the days of a delivery: of the rows that it brought or changed, and of those that it changed as they were before. */
export async function touchImport(client: Sending, importId: number): Promise<void> {
  for (const { source } of allRollups) {
    await touchRows(client, source as AddedUp, 'row.import_id = $1 or row.created_import_id = $1', [importId])
    await client.query(
      `insert into touched_days select distinct '${source}', (before ->> 'rep_id')::bigint, (before ->> 'day')::date
       from import_changes where import_id = $1 and table_name = '${source}'`,
      [importId],
    )
  }
}

/**
 * Adds up again the days that were touched in this transaction, and forgets them. Waits for other writers of the model, so
 * that two of them who touch one day end with the sum of both. Days whose rows are no longer all kept stay as they are.
 */
export async function refreshRollups(client: Sending): Promise<void> {
  const { rows } = await client.query(`select to_regclass('pg_temp.touched_days') is not null as is_touched`)
  if (!(rows[0] as { is_touched: boolean }).is_touched) return
  await client.query(lockText)
  for (const rollup of allRollups) await refresh(client, rollup)
  await client.query('drop table touched_days')
}

async function refresh(
  client: Sending,
  { table, source, columns, daysBefore, totals }: Rollup,
): Promise<void> {
  await client.query(
    `create temporary table rollup_days on commit drop as
     select distinct touched.rep_id, touched.day - before as day
     from touched_days as touched cross join generate_series(0, ${daysBefore}) as before
     where touched.source = '${source}'
       and touched.day - before >= coalesce((select rows_from from rollups where rollup = '${table}'), '-infinity')`,
  )
  await client.query('analyze rollup_days')
  await client.query(`delete from ${table} as total where ${daysOf('rollup_days').on('total')}`)
  await client.query(`insert into ${table} (${columns.join(', ')}) ${totals(daysOf('rollup_days'))}`)
  await client.query('drop table rollup_days')
}
