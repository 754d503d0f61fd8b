// The day that a delivery describes: its last event up to today. What was still open on that day is open in the figures.
import { readOutcome } from '../recognisers/index.ts'
import { type Client, select } from './sql.ts'
import type { EntityName } from '../entities.ts'
import { stagingTable } from './staging/columns.ts'

/**
 * The last day on which something happened, no later than `today`; `today` when nothing has a day. The closing day of a deal that
 * is still open is a plan, not an event.
 */
export async function lastEvent(
  client: Client,
  importId: number,
  present: readonly EntityName[],
  today: string,
): Promise<string> {
  const days: string[] = []
  const add = async (
    expression: string,
    entity: EntityName,
    condition = 'true',
    values: readonly unknown[] = [],
  ) => {
    const [row] = await select<{ day: string | null }>(
      client,
      `select max(${expression})::text as day from ${stagingTable(importId, entity)} as s
       where ${condition} and ${expression} <= $1::date`,
      [today, ...values],
    )
    if (row?.day != null) days.push(row.day)
  }
  if (present.includes('opportunities')) {
    for (const column of ['opened_on', 'won_on', 'lost_on']) await add(`s.${column}`, 'opportunities')
    const words = await select<{ word: string }>(
      client,
      `select distinct stage as word from ${stagingTable(importId, 'opportunities')} where stage is not null
       union select distinct status from ${stagingTable(importId, 'opportunities')} where status is not null`,
    )
    const closing = words
      .map(({ word }) => word)
      .filter((word) => ['won', 'lost'].includes(readOutcome(word) ?? ''))
    await add(
      's.closed_on',
      'opportunities',
      '(s.is_closed or s.is_won or s.stage = any($2) or s.status = any($2))',
      [closing],
    )
  }
  if (present.includes('leads'))
    for (const column of ['created_on', 'converted_on']) await add(`s.${column}`, 'leads')
  if (present.includes('stage-history')) await add('s.entered_on', 'stage-history')
  return days.toSorted().at(-1) ?? today
}
