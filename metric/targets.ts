// Targets and standard values that the organisation set for a metric: the last one in force for each answer.
import type { Query } from '../model/database.ts'
import type { View } from './view.ts'

export interface TargetValue {
  readonly answer: string
  readonly kind: 'target' | 'standard'
  readonly value: number
}

/** Values in force at the start of the view's period; a team's own wins over the organisation's. Reps have none. */
export async function readTargets(query: Query, metric: string, view: View): Promise<readonly TargetValue[]> {
  const teamId = view.scope.kind === 'team' ? view.scope.id : null
  const rows = await query
    .selectFrom('targets')
    .where('metric', '=', metric)
    .where('valid_from', '<', view.period.end)
    .select(['answer', 'kind', 'team_id', 'value', 'valid_from'])
    .orderBy('valid_from')
    .orderBy('target_id')
    .execute()
  const inForce = new Map<string, TargetValue>()
  const general = rows.filter((row) => row.team_id === null)
  const own = rows.filter((row) => row.team_id !== null && row.team_id === teamId)
  for (const row of [...general, ...own])
    inForce.set(`${row.kind} ${row.answer}`, { answer: row.answer, kind: row.kind, value: row.value })
  return [...inForce.values()]
}
