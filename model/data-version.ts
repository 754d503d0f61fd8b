// Which state of the data a snapshot sees, and the lock of those who change it. A figure computed once holds for as long as
// the version stays the same.
import { sql } from 'kysely'
import type pg from 'pg'
import type { Query } from './query.ts'

/** Any two numbers will do, as long as every Douze uses the same. */
const mergeLock = [1212, 0] as const

/** Waits for other writers of the model; held until the transaction ends. */
export const lockText = `select pg_advisory_xact_lock(${mergeLock[0]}, ${mergeLock[1]})`

/** Changes kept in the table: enough to tell apart whatever may run at the same time. */
const kept = 1000

/**
 * Waits until no other merge, undo, purge or erasure runs, and notes that figures may change. Held until the transaction
 * ends.
 */
export async function lockModel(client: pg.ClientBase): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1, $2)', [...mergeLock])
  await client.query('insert into data_changes default values')
}

/** The same lock, for work that goes through `Database.write`, which notes the change itself. */
export async function lockModelIn(query: Query): Promise<void> {
  await sql`select pg_advisory_xact_lock(${mergeLock[0]}, ${mergeLock[1]})`.execute(query)
}

/** Notes, in a transaction that keeps something, that figures may change with it. */
export async function noteChange(query: Query): Promise<void> {
  await sql`insert into data_changes default values`.execute(query)
}

/**
 * The version of the data in this snapshot. Two snapshots with the same version give the same figures.
 *
 * The highest number alone would not do: a transaction that took a lower number may end later, and its row then appears
 * below. The count beside it tells.
 */
export async function dataVersion(query: Query): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    select count(*) || '.' || coalesce(max(change_id), 0) as version from data_changes`.execute(query)
  return rows[0]!.version
}

/** Forgets old changes; the version changes once with it. */
export async function forgetOldChanges(client: {
  query(text: string, values?: unknown[]): Promise<unknown>
}): Promise<void> {
  await client.query(
    'delete from data_changes where change_id < (select max(change_id) from data_changes) - $1::bigint',
    [kept],
  )
}

/** One writer of learning records at a time; taken before the lock of the model by whoever takes both. */
const recordsLock = [1212, 11] as const

/** Waits until nobody else writes learning records. Held until the transaction ends. */
export async function lockRecords(query: Query): Promise<void> {
  await sql`select pg_advisory_xact_lock(${recordsLock[0]}, ${recordsLock[1]})`.execute(query)
}

/** The same on a connection of `pg`. */
export async function lockRecordsOn(client: pg.ClientBase): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1, $2)', [...recordsLock])
}

/** Whether nobody writes learning records at this moment. */
export const noWriterOfRecords = sql<boolean>`pg_try_advisory_xact_lock_shared(${recordsLock[0]}, ${recordsLock[1]})`
