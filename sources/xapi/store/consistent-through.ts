// Through when a reader of learning records has seen everything.
import { sql } from 'kysely'
import { noWriterOfRecords } from '../../../model/data-version.ts'
import type { Database } from '../../../model/database.ts'
import { housekeeper } from '../../../model/reader.ts'

/**
 * Through when a snapshot that is taken afterwards holds everything that a program stored: until now when nobody is
 * writing, else until its newest statement.
 */
export async function consistentThrough(database: Database, credentialId: number, now: Date): Promise<Date> {
  return database.read(housekeeper, async (query) => {
    const { rows } = await sql<{ quiet: boolean; latest: Date | null }>`
      select ${noWriterOfRecords} as quiet,
        (select max(stored_at) from xapi_statements where credential_id = ${credentialId}) as latest`.execute(
      query,
    )
    const [row] = rows
    return row === undefined || row.quiet ? now : (row.latest ?? new Date(0))
  })
}
