// Keeps rollups true while rows change. Whoever writes rows that a rollup is made of says which, in the same transaction:
//
//   await touchRows(client, 'activities', 'row.rep_id = $1', [rep])   // before rows change or go, and after new ones came
//   await refreshRollups(client)                                      // once, before the end of the transaction
//
// A delivery is touched as a whole by `touchImport`. Only the parts that were touched are made anew.
import { lockText } from '../data-version.ts'
import { tables } from '../schema.ts'
import { activityDays } from './activity-days.ts'
import { contentDays } from './content-days.ts'
import { contentMonths } from './content-months.ts'
import { dealDays } from './deal-days.ts'
import { customerMonths, dealKindDays, dealKinds, wonCycles } from './deal-kinds.ts'
import { dealPaths, pathDays, stayDays } from './deal-paths.ts'
import { firstPurchases } from './first-purchases.ts'
import { invoicedStays } from './invoiced-stays.ts'
import { leadCohort } from './lead-cohort.ts'
import { leadCounts } from './lead-counts.ts'
import { leadDelays } from './lead-delays.ts'
import { orderSums } from './order-sums.ts'
import { foldHours } from './past-hours.ts'
import { type AddedUp, type Counts, daysOf, type Going, partsIn, type Rollup } from './rollup.ts'
import { scoreDays } from './score-days.ts'
import { stageStays } from './stage-stays.ts'
import { stayUses } from './stay-uses.ts'
import { noteTouched, type Sending, touched } from './touched.ts'

/** Every rollup; what counts another, or adds it up, comes after it. */
export const allRollups: readonly Rollup[] = [
  activityDays,
  contentDays,
  contentMonths,
  dealDays,
  dealKinds,
  dealKindDays,
  customerMonths,
  wonCycles,
  dealPaths,
  pathDays,
  stayDays,
  firstPurchases,
  invoicedStays,
  leadCohort,
  leadCounts,
  leadDelays,
  orderSums,
  scoreDays,
  stageStays,
  stayUses,
]

const sources = [...new Set(allRollups.flatMap(({ behind }) => Object.keys(behind) as AddedUp[]))]

/** Whether any rollup is made of the rows of a table. */
export function isAddedUp(table: string): table is AddedUp {
  return (sources as readonly string[]).includes(table)
}

/**
 * Notes the parts that rows are behind, for `refreshRollups`. `condition` is on the alias `row`; call it before rows change or
 * go, and after new ones came: both the day that a row had and the one that it has now.
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
  for (const table of sources) {
    await touchRows(client, table, isOfImport(table), [importId])
    await touch(
      client,
      table,
      `(select old.* from import_changes as change, jsonb_populate_record(null::${table}, change.before) as old
        where change.import_id = $1 and change.table_name = '${table}')`,
      [importId],
    )
  }
}

/**
 * Makes the parts anew that were touched in this transaction, and forgets them. Waits for other writers of the model, so that
 * two of them who touch one day end with the sum of both. Days whose rows are no longer all kept stay as they are, and what came
 * for them goes.
 */
export async function refreshRollups(client: Sending): Promise<void> {
  const { rows } = await client.query(
    `select name from unnest(array[${allRollups.map((one) => `'${touched(one)}'`).join(', ')}]) as name
     where to_regclass('pg_temp.' || name) is not null`,
  )
  const names = new Set((rows as readonly { name: string }[]).map(({ name }) => name))
  if (names.size === 0) return
  await client.query(lockText)
  for (const [source, table] of Object.entries(daysOf))
    if (names.has(touched({ table }))) await settleLate(client, source as Going)
  for (const rollup of allRollups) if (names.has(touched(rollup))) await refresh(client, rollup)
}

/**
 * What came for days whose rows are no longer kept does not stay: a source that delivers all of its past again neither brings
 * back what has gone, nor counts twice. Whichever door it came by, it passes here.
 */
async function settleLate(client: Sending, source: Going): Promise<void> {
  const table = daysOf[source]
  const days = touched({ table })
  await client.query(
    `delete from ${source} as row using ${days} as part
     where part.rep_id = row.rep_id and part.day = row.day and part.day < (select rows_from from rollups where rollup = '${table}')`,
  )
  if (source !== 'activities') return
  const late = `day < (select hours_from from rollups where rollup = '${table}')`
  const { rows } = await client.query(`select 1 from ${days} where ${late} limit 1`)
  if (rows.length > 0)
    await foldHours(client, `(row.rep_id, row.day) in (select rep_id, day from ${days} where ${late})`)
}

async function refresh(client: Sending, rollup: Rollup): Promise<void> {
  const { table, columns, isOfDays, rows } = rollup
  const parts = partsIn('rollup_parts', rollup)
  const isKept = `where part.day >= coalesce((select rows_from from rollups where rollup = '${table}'), '-infinity')`
  await client.query(
    `create temporary table rollup_parts on commit drop as
     select distinct part.* from ${touched(rollup)} as part ${isOfDays ? isKept : ''}`,
  )
  await client.query('analyze rollup_parts')
  const counters = allRollups.filter((one) => one.counts?.of === table)
  const note = (name: string) =>
    client.query(
      `create temporary table ${name} on commit drop as select total.* from ${table} as total where ${parts.on('total')}`,
    )
  if (counters.length > 0) await note('facts_before')
  await client.query(`delete from ${table} as total where ${parts.on('total')}`)
  await client.query(`insert into ${table} (${columns.join(', ')}) ${rows(parts)}`)
  if (counters.length > 0) {
    await note('facts_after')
    for (const counter of counters) await recount(client, counter, counter.counts!)
    await client.query('drop table facts_before, facts_after')
  }
  await client.query(`drop table rollup_parts, ${touched(rollup)}`)
}

/** Adds to a rollup that counts another what has come there, and takes away what has gone. */
async function recount(client: Sending, { table, columns }: Rollup, { cells }: Counts): Promise<void> {
  const keys = columns.slice(0, -1)
  const number = columns.at(-1)!
  const named = keys.join(', ')
  await client.query(
    `create temporary table recounted on commit drop as
     select ${named}, sum(more)::bigint as more
     from (
       select cell.*, 1 from (${cells('facts_after')}) as cell
       union all
       select cell.*, -1 from (${cells('facts_before')}) as cell
     ) as change (${named}, more)
     group by ${named} having sum(more) <> 0`,
  )
  await client.query(
    `insert into ${table} as total (${named}, ${number}) select ${named}, more from recounted
     on conflict (${named}) do update set ${number} = total.${number} + excluded.${number}`,
  )
  await client.query(
    `delete from ${table} as total using recounted
     where ${keys.map((key) => `total.${key} = recounted.${key}`).join(' and ')} and total.${number} = 0`,
  )
  await client.query('drop table recounted')
}
