// Keeps rollups true while rows change. Whoever writes rows that a rollup is made of says which, in the same transaction:
//
//   await touchRows(client, 'activities', 'row.rep_id = $1', [rep])   // before rows change or go, and after they changed or came
//   await refreshRollups(client)                                      // once, before the end of the transaction
//
// A delivery is touched as a whole by `touchImport`. Only the parts that were touched are made anew.
import { tables } from '../schema.ts'
import { allRollups } from './all.ts'
import type { AddedUp } from './rollup.ts'
import { noteTouched, type Sending, touched } from './touched.ts'

const sources = [...new Set(allRollups.flatMap(({ behind }) => Object.keys(behind) as AddedUp[]))]

/** Whether any rollup is made of the rows of a table. */
export function isAddedUp(table: string): table is AddedUp {
  return (sources as readonly string[]).includes(table)
}

/**
 * Notes the parts that rows are behind, for `refreshRollups`. `condition` is on the alias `row`; call it before rows change or
 * go, and after they changed or came: both what a row said and what it says now are behind something.
 */
export async function touchRows(
  client: Sending,
  table: AddedUp,
  condition: string,
  values: readonly unknown[] = [],
): Promise<void> {
  await touch(client, table, `(select row.* from ${table} as row where ${condition})`, values)
}

async function touch(
  client: Sending,
  table: AddedUp,
  rows: string,
  values: readonly unknown[],
): Promise<void> {
  for (const rollup of allRollups) {
    const behind = rollup.behind[table]
    if (behind === undefined) continue
    await noteTouched(client, rollup)
    await client.query(`insert into ${touched(rollup)} select distinct * from (${behind(rows)}) as part`, [
      ...values,
    ])
  }
}

/**
 * Rows that a delivery brought, and rows of earlier ones that it wrote anew. Said so that two indexes answer it: one of who
 * brought a row, and a small one of the rows that somebody else has changed since. Tables that do not say who changed a row keep
 * what it was before among the changes of its delivery.
 */
function isOfImport(table: AddedUp): string {
  const isBrought = 'row.created_import_id = $1'
  if (!('import_id' in tables[table].columns)) return isBrought
  return `${isBrought} or (row.import_id = $1 and row.import_id <> row.created_import_id)`
}

/** Notes what a delivery touched: the rows that it brought or changed, and those that it changed as they were before. */
export async function touchImport(client: Sending, importId: number): Promise<void> {
  const { rows } = await client.query('select distinct table_name from import_changes where import_id = $1', [
    importId,
  ])
  const changed = new Set((rows as readonly { table_name: string }[]).map((row) => row.table_name))
  for (const table of sources) {
    // Only visits of a delivery itself are in a stage that it brought, and they are touched as such: no others are looked through.
    if (table !== 'stages') await touchRows(client, table, isOfImport(table), [importId])
    if (!changed.has(table)) continue
    await touch(
      client,
      table,
      `(select old.* from import_changes as change, jsonb_populate_record(null::${table}, change.before) as old
        where change.import_id = $1 and change.table_name = '${table}')`,
      [importId],
    )
  }
}
