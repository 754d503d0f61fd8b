// The day that a delivery describes: its last event up to today. What was still open on that day is open in the figures.
import type { EntityName } from '../entities.ts'
import { readOutcome } from '../recognisers/index.ts'
import { tableSpecs } from './merge/tables/index.ts'
import { type Client, select } from './sql.ts'
import { stagingTable } from './staging/columns.ts'

/**
 * The last day on which something happened, no later than `today`; when nothing has a day, `today`, or null for tables that tell of
 * no event (courses, targets): what is open in the data is not open until today because of them. The closing day of a deal that is
 * still open is a plan, not an event.
 */
export async function lastEvent(
  client: Client,
  importId: number,
  present: readonly EntityName[],
  today: string,
): Promise<string | null> {
  const days: string[] = []
  /** The last day of each expression, in one look at the table; an expression may have a condition. */
  const look = async (
    entity: EntityName,
    events: readonly (readonly [string, string])[],
    values: readonly unknown[] = [],
  ) => {
    const last = events.map(
      ([day, condition]) => `max(${day}) filter (where ${day} <= $1::date and ${condition})`,
    )
    const [row] = await select<{ day: string | null }>(
      client,
      `select greatest(${last.join(', ')})::text as day from ${stagingTable(importId, entity)} as s`,
      [today, ...values],
    )
    if (row?.day != null) days.push(row.day)
  }
  if (present.includes('opportunities')) {
    const words = await select<{ word: string }>(
      client,
      `select distinct word from ${stagingTable(importId, 'opportunities')}, lateral (values (stage), (status)) as said (word)
       where word is not null`,
    )
    const closing = words
      .map(({ word }) => word)
      .filter((word) => ['won', 'lost'].includes(readOutcome(word) ?? ''))
    // Odoo says "lost" by archiving at a probability of nought.
    const isClosed =
      '(s.is_closed or s.is_won or s.stage = any($2) or s.status = any($2) or (not s.is_active and s.probability = 0))'
    await look(
      'opportunities',
      [
        ['s.opened_on', 'true'],
        ['s.won_on', 'true'],
        ['s.lost_on', 'true'],
        ['s.closed_on', isClosed],
      ],
      [closing],
    )
  }
  if (present.includes('leads'))
    await look('leads', [
      ['s.created_on', 'true'],
      ['s.converted_on', 'true'],
    ])
  if (present.includes('deal-events')) await look('deal-events', [['s.occurred_on', 'true']])
  if (present.includes('stage-history')) await look('stage-history', [['s.entered_on', 'true']])
  for (const { entity, events } of tableSpecs)
    if (present.includes(entity) && events.length > 0)
      await look(
        entity,
        events.map((event) => [event, 'true'] as const),
      )
  const isOfCrm = present.some((entity) => tableSpecs.every((spec) => spec.entity !== entity))
  return days.toSorted().at(-1) ?? (isOfCrm ? today : null)
}
