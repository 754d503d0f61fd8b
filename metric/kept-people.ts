// Who stood behind the figures that were kept: so that figures of groups of people stay figures of groups.
import { sql } from 'kysely'
import type { CountedLine, MetricContext, MetricDefinition } from './definition.ts'
import type { Period } from './period.ts'

/** People as lines by person, each with a count; positions are those in `periods`. Of the whole data: who has rows without a month. */
export async function keptPeople(
  { id }: MetricDefinition,
  { query, scope }: MetricContext,
  periods: readonly Period[],
  answers: readonly string[],
): Promise<readonly CountedLine[]> {
  // A figure of one person is of no group.
  if (
    periods.length === 0 ||
    scope.kind === 'rep' ||
    (scope.kind === 'organisation' && scope.line !== undefined)
  )
    return []
  const { rows } = await sql<{
    answer: string
    period: string
    starts_on: string
    rep_id: number
    size: number
  }>`
    select answer, period, starts_on, rep_id, size from kept_people
    where metric = ${id} and answer = any (${[...answers]}::text[]) and team_id = ${scope.kind === 'team' ? scope.id : 0}
      and period = any (${periods.map((period) => period.id)}::text[])
    order by starts_on, answer, rep_id`.execute(query)
  return rows.flatMap(({ answer, period, starts_on, rep_id, size }) => {
    const position = periods.findIndex((one) => one.id === period && one.start === starts_on)
    return position < 0
      ? []
      : [
          {
            period: position,
            key: String(rep_id),
            tallies: { [answer]: { kind: 'count', count: size, days: 0 } },
          },
        ]
  })
}
