// Who stood behind the figures that were kept: so that figures of groups of people stay figures of groups.
import { sql } from 'kysely'
import type { MetricContext, MetricDefinition } from '../definition.ts'
import type { Period } from '../period.ts'
import { fingerprint, type PersonLine } from '../tallies/shares.ts'
import type { Tally } from '../tallies/tally.ts'

/** People as lines by person; positions are those in `periods`. Of the whole data: who has rows without a month. */
export async function keptPeople(
  { id }: MetricDefinition,
  { query, scope }: MetricContext,
  periods: readonly Period[],
  answers: readonly string[],
): Promise<readonly PersonLine[]> {
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
    below: number
    share: string | null
    adds_up: boolean | null
  }>`
    select answer, period, starts_on, rep_id, size, coalesce(below, size) as below, share, adds_up from kept_people
    where metric = ${id} and answer = any (${[...answers]}::text[]) and team_id = ${scope.kind === 'team' ? scope.id : 0}
      and period = any (${periods.map((period) => period.id)}::text[])
    order by starts_on, answer, rep_id`.execute(query)
  return rows.flatMap(({ answer, period, starts_on, rep_id, size, below, share, adds_up }) => {
    const position = periods.findIndex((one) => one.id === period && one.start === starts_on)
    return position < 0
      ? []
      : [
          {
            period: position,
            key: String(rep_id),
            tallies: { [answer]: rowsOf(size, below) },
            kept: { share: share ?? fingerprint(`${size} rows`), addsUp: adds_up },
          },
        ]
  })
}

function rowsOf(above: number, below: number): Tally {
  return above === below
    ? { kind: 'count', count: above, days: 0 }
    : { kind: 'ratio', numerator: above, denominator: below }
}
