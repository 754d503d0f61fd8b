// Targets and standard values that the organisation set for a metric: the last one in force for each answer.
import type { MetricContext } from '../definition.ts'
import type { View } from '../view.ts'
import { workedOut } from '../worked-out.ts'

export interface TargetValue {
  readonly answer: string
  readonly kind: 'target' | 'standard'
  readonly value: number
}

type Asked = Pick<MetricContext, 'query' | 'worked'>

/** Values in force at the start of the view's period; a team's own wins over the organisation's. Reps have none. */
export async function readTargets(asked: Asked, metric: string, view: View): Promise<readonly TargetValue[]> {
  const teamId = view.scope.kind === 'team' ? view.scope.id : null
  const rows = (await everyTarget(asked)).filter(
    (row) => row.metric === metric && row.valid_from < view.period.end,
  )
  const inForce = new Map<string, TargetValue>()
  const general = rows.filter((row) => row.team_id === null)
  const own = rows.filter((row) => row.team_id !== null && row.team_id === teamId)
  for (const row of [...general, ...own])
    inForce.set(`${row.kind} ${row.answer}`, { answer: row.answer, kind: row.kind, value: row.value })
  return [...inForce.values()]
}

/** What was set for an answer and is in force on the as-of day; null when nothing was. */
export async function valueInForce(
  context: MetricContext,
  metric: string,
  answer: string,
): Promise<number | null> {
  const rows = await everyTarget(context)
  const found = rows.findLast(
    (row) => row.metric === metric && row.answer === answer && row.valid_from <= context.asOf,
  )
  return found?.value ?? null
}

/** All of them, one that replaces another after it: a few rows that every metric asks for. */
function everyTarget(asked: Asked) {
  return workedOut(asked, 'targets', () =>
    asked.query
      .selectFrom('targets')
      .select(['metric', 'answer', 'kind', 'team_id', 'value', 'valid_from'])
      .orderBy('valid_from')
      .orderBy('target_id')
      .execute(),
  )
}
