// How figures are read: large tables joined as wholes.
import { sql } from 'kysely'
import type { Query } from '../../model/database.ts'
import type { MetricContext } from '../definition.ts'

/**
 * Joins by hash from here to the end of the transaction.
 *
 * PostgreSQL takes the two columns of a key for independent and expects one row where a join of deals with their stages, or with
 * the content sent for them, gives a million. What it then chooses, to look up each row by itself, takes minutes. Joining by hash
 * takes as long as reading both sides, and no longer. Lists of rows, a page long, are left to its choice.
 */
export async function joinByHash(query: Query): Promise<void> {
  await sql`select set_config('enable_nestloop', 'off', true), set_config('enable_mergejoin', 'off', true)`.execute(
    query,
  )
}

/** The same for a list of which all is read however short the page: the context to make it with. */
export async function byHash(context: MetricContext): Promise<MetricContext> {
  await joinByHash(context.query)
  return { ...context, isByHash: true }
}
