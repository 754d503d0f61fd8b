// Rows left out of a figure, counted by reason.
import { sql } from 'kysely'
import type { Sql } from './counted-deals.ts'
import type { MetricContext } from '../definition.ts'
import type { Exclusion } from '../measurement.ts'
import type { Words } from '../words.ts'

/**
 * Counts a sub-query that has a `code`; reasons without a case are left out, the rest keep the order of `reasons`. `many`, an
 * expression, says how many cases a row stands for when it is a total.
 */
export async function countedByReason(
  context: MetricContext,
  setAside: Sql,
  reasons: Readonly<Record<string, Words>>,
  many: Sql = sql`count(*)`,
): Promise<readonly Exclusion[]> {
  const { rows } = await sql<{ code: string; cases: number }>`
    select code, ${many} as cases from ${setAside} as set_aside group by code`.execute(context.query)
  return Object.entries(reasons).flatMap(([code, reason]) => {
    const cases = rows.find((row) => row.code === code)?.cases ?? 0
    return cases === 0 ? [] : [{ code, count: cases, reason }]
  })
}
