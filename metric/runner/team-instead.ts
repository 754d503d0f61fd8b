// A person compared with a time of which only her team's figures are kept: the team's stand in, and the comparison says so.
import { saidDay } from '../../model/said-day.ts'
import { sql } from 'kysely'
import { subtract } from '../compare/compare.ts'
import type { MetricContext, MetricDefinition } from '../definition.ts'
import type { Facts } from '../facts.ts'
import type { Gone } from '../gone.ts'
import { countPeriods, type Told } from './count-periods.ts'
import type { Comparison } from '../measurement.ts'
import { lastDayOf } from '../rows/counted-deals.ts'
import type { Period } from '../period.ts'
import { type Words, words } from '../words.ts'

type Compare = (now: Told, against: 'previous' | 'year-ago') => Comparison

/** For each answer and period, `${answer} ${period}`, of which nothing of the person is kept: the comparison instead. */
export async function teamInstead(
  definition: MetricDefinition,
  context: MetricContext,
  facts: Facts,
  periods: readonly Period[],
  measured: readonly (readonly Told[])[],
  ids: readonly string[],
): Promise<ReadonlyMap<string, Compare>> {
  const found = new Map<string, Compare>()
  const { scope } = context
  if (scope.kind !== 'rep') return found
  const lacking = [...periods.keys()].flatMap((at) =>
    at > 0 && measured[at]!.some((one) => one.gone) ? [at] : [],
  )
  if (lacking.length === 0) return found
  const team = await teamOf(context, scope.id)
  for (const at of lacking) {
    const period = periods[at]!
    const gone = ids.filter((_, i) => measured[at]![i]!.gone !== undefined)
    const [told] =
      team === null
        ? [[]]
        : await countPeriods(
            definition,
            { ...context, scope: { kind: 'team', id: team.team_id } },
            facts,
            [period],
            gone,
          )
    for (const [i, id] of gone.entries()) {
      const theirs = told?.[i]
      found.set(`${id} ${period.id}`, (now, against) => ({
        against,
        period,
        value: theirs?.answer.value ?? null,
        n: theirs?.answer.n ?? null,
        difference:
          now.answer.value === null || theirs === undefined || theirs.answer.value === null
            ? null
            : subtract(now.answer.value, theirs.answer.value),
        interval: null,
        verdict: 'no-clear-change',
        reason: saidOf(measured[at]![ids.indexOf(id)]!.gone!, team?.name ?? null, theirs),
      }))
    }
  }
  return found
}

/** Her team on the last day of the period that is looked at. */
async function teamOf(
  { query, period, asOf }: MetricContext,
  personId: number,
): Promise<{ team_id: number; name: string } | null> {
  const last = lastDayOf(period) < asOf ? lastDayOf(period) : asOf
  const { rows } = await sql<{ team_id: number; name: string }>`
    select team.team_id, team.name from memberships as membership join teams as team on team.team_id = membership.team_id
    where membership.person_id = ${personId} and (membership.starts_on is null or membership.starts_on <= ${last}::date)
      and (membership.ends_on is null or ${last}::date < membership.ends_on) limit 1`.execute(query)
  return rows[0] ?? null
}

function saidOf({ before }: Gone, team: string | null, theirs: Told | undefined): Words {
  const day = saidDay(before)
  const own = words(
    `Ses propres chiffres d’avant le ${day.fr} ne sont plus conservés`,
    `Her own figures from before ${day.en} are no longer kept`,
  )
  if (team === null) return words(`${own.fr}, et elle n’a pas d’équipe.`, `${own.en}, and she has no team.`)
  if (theirs?.isWithheld === true || theirs?.answer.value == null)
    return words(
      `${own.fr}, et il n’y a pas de chiffre à montrer pour son équipe, ${team}.`,
      `${own.en}, and there is no figure to show for her team, ${team}.`,
    )
  return words(
    `${own.fr} : c’est le chiffre de son équipe, ${team}. L’écart est montré sans être jugé.`,
    `${own.en}: this is the figure of her team, ${team}. The gap is shown and not judged.`,
  )
}
