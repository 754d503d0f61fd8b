// The parts of rollups that a transaction has touched so far: a temporary table for each rollup.
import { CompiledQuery } from 'kysely'
import type { Query } from '../query.ts'
import type { Rollup } from './rollup.ts'

/** What sends a statement: a connection of `pg`, or `within(query)`. */
export interface Sending {
  query(
    text: string,
    values?: unknown[],
  ): Promise<{ readonly rows: readonly unknown[]; readonly rowCount: number | null }>
}

/** The same for work that goes through `Database.write`. */
export function within(query: Query): Sending {
  return {
    query: async (text, values = []) => {
      const { rows, numAffectedRows } = await query.executeQuery(CompiledQuery.raw(text, values))
      return { rows, rowCount: numAffectedRows === undefined ? rows.length : Number(numAffectedRows) }
    },
  }
}

/** Makes room for parts that are touched, unless there is some. */
export async function noteTouched(client: Sending, rollup: Rollup): Promise<void> {
  const columns = Object.entries(rollup.part).map(([name, type]) => `${name} ${type}`)
  await client.query(
    `create temporary table if not exists ${touched(rollup)} (${columns.join(', ')}) on commit drop`,
  )
}

/** The temporary table of the parts that this transaction touched so far; it exists once any was. */
export function touched({ table }: Pick<Rollup, 'table'>): string {
  return `touched_${table}`
}
