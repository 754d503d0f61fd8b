// Who stands behind a figure: counted for every answer that a reader may be told of groups only, by splitting it by person.
// What cannot be split by person is not told.
import { type FigureData, lineFor } from '../../model/sight.ts'
import { dataOf, type MetricContext, type MetricDefinition } from '../definition.ts'
import { byPerson, countedIn, layersOf, peopleOf } from './counted-by-person.ts'
import type { Facts } from '../facts.ts'
import { type Grouping, isGroup } from './groups.ts'
import type { Period } from '../period.ts'
import { hasPeople, permitFor } from './permits.ts'
import { ratioSides, sizesOf } from '../tallies/shares.ts'
import { shownOf } from './told-periods.ts'
import { splitOf } from './told-teams.ts'

/** Whether an answer of a period may be told; what it is about is counted once per request. */
export type MayTell = (answer: string, period: Period) => boolean

/** Counts who stands behind the answers asked for in these periods. What cannot say who does is not told. */
export async function mayTell(
  definition: MetricDefinition,
  context: MetricContext,
  facts: Facts,
  periods: readonly Period[],
  ids: readonly string[],
): Promise<MayTell> {
  const permits = new Map(
    ids.map((id) => [id, permitFor(facts.sight, dataOf(definition, id), context.scope)] as const),
  )
  const grouped = ids.filter((id) => permits.get(id) === 'groups' && hasPeople(definition, id))
  const told = new Map<string, ReadonlySet<string>>()
  for (const [data, some] of byData(definition, grouped))
    for (const [id, shown] of await toldOf(definition, context, facts, periods, some, data))
      told.set(id, shown)
  return (answer, period) => permits.get(answer) === 'free' || told.get(answer)?.has(period.id) === true
}

/** Answers by what they are about, in their order. */
export function byData(
  definition: MetricDefinition,
  ids: readonly string[],
): ReadonlyMap<FigureData, readonly string[]> {
  const groups = new Map<FigureData, string[]>()
  for (const id of ids) {
    const data = dataOf(definition, id)
    groups.set(data, [...(groups.get(data) ?? []), id])
  }
  return groups
}

async function toldOf(
  definition: MetricDefinition,
  context: MetricContext,
  facts: Facts,
  periods: readonly Period[],
  ids: readonly string[],
  data: FigureData,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const grouping = groupingOf(facts, data)
  const timeless = new Set(definition.answers.filter((one) => one.isTimeless).map((one) => one.id))
  const dated = ids.filter((id) => !timeless.has(id))
  const shown = await shownOf(definition, context, facts, dated, grouping)
  const { scope } = context
  const split = scope.kind === 'team' ? await splitOf(definition, context, facts, dated, grouping) : null
  const people = await peopleBehind(definition, context, facts, periods, {
    dated,
    timeless: [...ids].filter((id) => timeless.has(id)),
  })
  return new Map(
    ids.map((id) => {
      const mays = periods.filter((period) => {
        const sides = people(id, period)
        // Nobody but her own line is behind it: whatever else is told, it tells nothing of others.
        if (sides.every((one) => isGroup(one, { ...grouping, group: Infinity }))) return true
        if (!sides.every((one) => isGroup(one, grouping))) return false
        if (split !== null)
          return (
            shown.get(id)?.has(period.id) === true &&
            split(id, period)?.has(scope.kind === 'team' ? scope.id : 0) === true
          )
        return timeless.has(id) || shown.get(id)?.has(period.id) === true
      })
      return [id, new Set(mays.map((period) => period.id))] as const
    }),
  )
}

/** The teams of which an answer may be told beside its total; null: of none. */
export async function teamsToTell(
  definition: MetricDefinition,
  context: MetricContext,
  facts: Facts,
  period: Period,
  id: string,
): Promise<ReadonlySet<number> | null> {
  const data = dataOf(definition, id)
  const grouping = groupingOf(facts, data)
  if (!hasPeople(definition, id) || definition.answers.some((one) => one.id === id && one.isTimeless))
    return null
  const shown = await shownOf(definition, context, facts, [id], grouping)
  if (shown.get(id)?.has(period.id) !== true) return null
  return (await splitOf(definition, context, facts, [id], grouping))(id, period)
}

function groupingOf({ sight, settings }: Facts, data: FigureData): Grouping {
  return { group: sight.group, line: lineFor(sight, data), fiscalStart: settings.fiscalStart }
}

/** Who is behind answers of periods, on either side of a ratio: as counted for all periods, else for these alone. */
async function peopleBehind(
  definition: MetricDefinition,
  context: MetricContext,
  facts: Facts,
  periods: readonly Period[],
  { dated, timeless }: { readonly dated: readonly string[]; readonly timeless: readonly string[] },
): Promise<(answer: string, period: Period) => readonly ReadonlySet<number>[]> {
  const layers = layersOf(facts)
  const { scope } = context
  const whole = await countedIn(definition, context, facts, dated)
  const flows = new Set(dated.filter((id) => whole.get(id)!.isFlow))
  const own = scope.kind === 'team' ? await countedIn(definition, context, facts, dated, scope, flows) : whole
  const known = new Map<string, readonly ReadonlySet<number>[]>()
  const missing = new Set<Period>()
  for (const period of periods)
    for (const id of dated) {
      const people = peopleOf(own.get(id)!, layers, period)
      if (people === null) missing.add(period)
      else known.set(`${id} ${period.id}`, people)
    }
  for (const [ids, some] of [
    [dated, [...missing]],
    [timeless, periods],
  ] as const) {
    const lines = await byPerson(definition, context, some, ids)
    for (const [position, period] of some.entries())
      for (const id of ids)
        known.set(
          `${id} ${period.id}`,
          ratioSides.map((side) => new Set(sizesOf(lines, id, position, side).keys())),
        )
  }
  return (answer, period) => known.get(`${answer} ${period.id}`)!
}
