// Customers known only by a list that gives ages and no days: what says so beside figures that need their first day.
import { sql } from 'kysely'
import type { MetricContext } from '../definition.ts'
import { words } from '../words.ts'

/** Whether some contracts are of a list that gives ages and no days. */
export async function hasLists({ query, asOf }: Pick<MetricContext, 'query' | 'asOf'>): Promise<boolean> {
  const { rows } = await sql<{ one: number }>`
    select 1 as one from subscriptions where described_on is not null and described_on <= ${asOf}::date limit 1`.execute(
    query,
  )
  return rows.length > 0
}

/** Said beside counts of new customers by period: a start that was counted back may fall into the month beside. */
export const startsReckoned = words(
  'Des clients viennent d’une liste sans dates : leur début est compté à rebours, au mois près, et peut tomber dans la période voisine.',
  'Some customers come from a list without days: their start is counted back, to about a month, and may fall into the period beside.',
)
