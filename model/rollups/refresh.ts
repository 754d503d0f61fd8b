// Makes anew what was touched (touch.ts), in the transaction that changed the rows.
import { lockText } from '../data-version.ts'
import { allRollups } from './all.ts'
import { foldHours } from './past-hours.ts'
import { type Counts, daysOf, type Going, partsIn, type Rollup, weighted } from './rollup.ts'
import { type Sending, touched } from './touched.ts'

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
  const { rows: some } = await client.query('select 1 from rollup_parts limit 1')
  if (some.length === 0) {
    // Most of what a delivery might have touched it has not.
    await client.query(`drop table rollup_parts, ${touched(rollup)}`)
    return
  }
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
async function recount(client: Sending, { table, columns }: Rollup, counts: Counts): Promise<void> {
  const keys = columns.slice(0, -1)
  const number = columns.at(-1)!
  const named = keys.join(', ')
  await client.query(
    `create temporary table recounted on commit drop as
     select ${named}, sum(more)::bigint as more
     from (
       select * from (${weighted(counts, 'facts_after')}) as come
       union all
       select ${named}, -more from (${weighted(counts, 'facts_before')}) as gone (${named}, more)
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
