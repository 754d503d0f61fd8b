// Whoever learning records name and nobody knew may be known now: after an import, a correction, a joining of two people.
import { sql } from 'kysely'
import { noteChange } from '../../model/data-version.ts'
import type { Database } from '../../model/database.ts'
import { housekeeper } from '../../model/reader.ts'
import { recogniseAgents } from './meaning/derive.ts'

/** Looks again who waits, and gives their records their effect. @returns how many agents are somebody now */
export async function recogniseWaiting(database: Database): Promise<number> {
  const { rows } = await database.read(housekeeper, (query) =>
    sql`select 1 from xapi_agents as a where a.person_id is null
      or not exists (select from people as p where p.person_id = a.person_id) limit 1`.execute(query),
  )
  if (rows.length === 0) return 0
  return database.writeApart(housekeeper, async (query) => {
    const known = await recogniseAgents(query)
    if (known > 0) await noteChange(query)
    return known
  })
}
