// Makes rollups anew from the rows, to the same bytes, and tells where they are not what the rows say.
import { lockText } from '../data-version.ts'
import { allRollups } from './all.ts'
import { daysOf, type Going, partsFrom, type Rollup } from './rollup.ts'
import { type Sending } from './touched.ts'

/** What was found of one rollup. */
export interface RollupState {
  readonly rollup: string
  /** Totals there are. */
  readonly totals: number
  /** Totals that differ from what the rows say, are missing, or stand for no row. */
  readonly wrong: number
  /** Earlier days have lost rows: their totals can be neither made anew nor checked. Null: all days have their rows. */
  readonly rowsFrom: string | null
}

/** Makes every rollup anew, inside the caller's transaction. @returns what there was to put right */
export async function rebuildRollups(client: Sending): Promise<readonly RollupState[]> {
  await client.query(lockText)
  const found: RollupState[] = []
  for (const rollup of allRollups) {
    found.push(await compare(client, rollup))
    await rebuild(client, rollup)
  }
  return found
}

/** Compares every rollup with the rows, inside the caller's transaction, and changes nothing. */
export async function checkRollups(client: Sending): Promise<readonly RollupState[]> {
  const found: RollupState[] = []
  for (const rollup of allRollups) found.push(await compare(client, rollup))
  return found
}

/** Makes those rollups that are missing, or were made by an earlier definition. For the start, after migrations. */
export async function makeMissingRollups(client: Sending): Promise<void> {
  const { rows } = await client.query('select rollup, version from rollups')
  const made = new Map(
    (rows as readonly { rollup: string; version: number }[]).map((row) => [row.rollup, row.version]),
  )
  const anew = new Set<string>()
  for (const rollup of allRollups) {
    const isMade = made.get(rollup.table) === rollup.version
    // What counts another is counted anew with it.
    if (isMade && !anew.has(rollup.counts?.of ?? '')) continue
    anew.add(rollup.table)
    await client.query('begin')
    try {
      await client.query(lockText)
      await rebuild(client, rollup)
      await client.query('commit')
    } catch (error) {
      await client.query('rollback')
      throw error
    }
    // Figures are read at once: the planner must know how much there is, and an index alone must do where it holds all that is asked.
    await client.query(`vacuum (analyze) ${rollup.table}`)
  }
}

/**
 * Says that rows of a table before a day are no longer all kept: the totals of those days stay as they are from now on. To be
 * called in the transaction that removes the rows, before it does. From when to when there were rows is remembered.
 */
export async function keepTotalsBefore(client: Sending, table: Going, day: string): Promise<void> {
  await rememberDays(client, table, day)
  await client.query(
    `update rollups set rows_from = greatest(rows_from, $1::date) where rollup = '${daysOf[table]}'`,
    [day],
  )
}

/** Remembers the first and the last day of a table's rows before a day, in the transaction that removes some of them. */
export async function rememberDays(client: Sending, table: Going, before: string): Promise<void> {
  const { version } = allRollups.find((one) => one.table === daysOf[table])!
  await client.query(
    `insert into rollups (rollup, version, first_day, last_day)
     select '${daysOf[table]}', ${version}, min(day), max(day) from ${table} where day < $1::date
     on conflict (rollup) do update set first_day = least(rollups.first_day, excluded.first_day),
       last_day = greatest(rollups.last_day, excluded.last_day)`,
    [before],
  )
}

async function rebuild(client: Sending, { table, version, columns, order, rows }: Rollup): Promise<void> {
  const from = await rowsFrom(client, table)
  const parts = partsFrom(from)
  const places = order.map((name) => columns.indexOf(name) + 1)
  await readingThrough(client, true)
  await client.query(`delete from ${table} as total where ${parts.on('total')}`)
  await client.query(
    `insert into ${table} (${columns.join(', ')}) ${rows(parts)} order by ${places.join(', ')}`,
  )
  await readingThrough(client, false)
  await client.query(
    `insert into rollups (rollup, version) values ('${table}', ${version})
     on conflict (rollup) do update set version = excluded.version`,
  )
}

async function compare(client: Sending, { table, columns, rows: due }: Rollup): Promise<RollupState> {
  const from = await rowsFrom(client, table)
  const parts = partsFrom(from)
  const named = columns.join(', ')
  await readingThrough(client, true)
  const { rows } = await client.query(
    `with there as (select ${named} from ${table} as total where ${parts.on('total')}),
       due (${named}) as (${due(parts)})
     select (select count(*) from ${table})::integer as totals,
       ((select count(*) from (select * from there except select * from due) as more)
         + (select count(*) from (select * from due except select * from there) as less))::integer as wrong`,
  )
  await readingThrough(client, false)
  const [row] = rows as readonly { totals: number; wrong: number }[]
  return { rollup: table, totals: row!.totals, wrong: row!.wrong, rowsFrom: from }
}

/**
 * A table that is read from end to end is read in its own order: four times as fast as by way of an index. Joins of keys of two
 * columns, of which PostgreSQL expects too few rows, are made by hash.
 */
async function readingThrough(client: Sending, isOn: boolean): Promise<void> {
  await client.query(`set local enable_indexscan = ${isOn ? 'off' : 'on'}`)
  await client.query(`set local enable_nestloop = ${isOn ? 'off' : 'on'}`)
  await client.query(`set local work_mem = ${isOn ? "'96MB'" : 'default'}`)
}

async function rowsFrom(client: Sending, table: string): Promise<string | null> {
  const { rows } = await client.query(`select rows_from::text as day from rollups where rollup = '${table}'`)
  return (rows[0] as { day: string | null } | undefined)?.day ?? null
}
