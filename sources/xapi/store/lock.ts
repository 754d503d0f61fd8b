// One writer of learning records at a time: so that `stored` never goes back, and a reader can say through when she has
// seen everything.
import { sql } from 'kysely'
import type { Database, Query } from '../../../model/database.ts'
import { housekeeper } from '../../../model/reader.ts'

/** Any two numbers will do, as long as every Douze uses the same. */
const key = sql`1212, 11`

/** Held until the transaction ends. */
export async function lockRecords(query: Query): Promise<void> {
  await sql`select pg_advisory_xact_lock(${key})`.execute(query)
}

/**
 * Through when a snapshot that is taken afterwards holds everything that a program stored: until now when nobody is
 * writing, else until its newest statement.
 */
export async function consistentThrough(database: Database, credentialId: number, now: Date): Promise<Date> {
  return database.read(housekeeper, async (query) => {
    const { rows } = await sql<{ quiet: boolean; latest: Date | null }>`
      select pg_try_advisory_xact_lock_shared(${key}) as quiet,
        (select max(stored_at) from xapi_statements where credential_id = ${credentialId}) as latest`.execute(
      query,
    )
    const [row] = rows
    return row === undefined || row.quiet ? now : (row.latest ?? new Date(0))
  })
}
