// Worlds that are tried one after another in one database.
import type { Database, Query } from '../model/database.ts'
import { housekeeper } from '../model/reader.ts'

/** Works in a transaction that is not kept: what `work` wrote has never been there. Throws what it throws. */
export async function putBack(database: Database, work: (query: Query) => Promise<void>): Promise<void> {
  const undone = new Error('put back')
  await database
    .write(housekeeper, async (query) => {
      await work(query)
      throw undone
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error
    })
}
