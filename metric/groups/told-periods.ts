// Of which periods the whole organisation's figure may be told in groups: worked out once for all periods of the data, so that what
// is told never depends on what was asked before.
import { answerNamed } from '../context.ts'
import { byMonth, countedIn, layersOf } from './counted-by-person.ts'
import type { MetricContext, MetricDefinition } from '../definition.ts'
import type { Facts } from '../facts.ts'
import { type Grouping, shownApart, shownPeriods } from './groups.ts'
import { type CountedByPerson, piecesTold } from './people-of-periods.ts'
import type { Period } from '../period.ts'
import { type Looked, ratioSides } from '../tallies/shares.ts'

// The same for every period asked of one request; kept beside the facts of its snapshot.
const shownIn = new WeakMap<Facts, Map<string, ReadonlySet<string>>>()

/** By answer, the ids of the periods that may be told beside each other. */
export async function shownOf(
  definition: MetricDefinition,
  context: MetricContext,
  facts: Facts,
  ids: readonly string[],
  grouping: Grouping,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = shownIn.get(facts) ?? new Map<string, ReadonlySet<string>>()
  shownIn.set(facts, found)
  const missing = ids.filter((id) => !found.has(`${definition.id} ${id}`))
  if (missing.length > 0)
    for (const [id, shown] of await shownOfAll(definition, context, facts, missing, grouping))
      found.set(`${definition.id} ${id}`, shown)
  return new Map(ids.map((id) => [id, found.get(`${definition.id} ${id}`)!] as const))
}

async function shownOfAll(
  definition: MetricDefinition,
  context: MetricContext,
  facts: Facts,
  ids: readonly string[],
  grouping: Grouping,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const layers = layersOf(facts)
  const counted = await countedIn(definition, context, facts, ids)
  return new Map(
    ids.map((id) => [id, shownOfOne(counted.get(id)!, answerNamed(definition, id), layers, grouping)]),
  )
}

/** What may be told of an answer: less than is safe of one side, or in one way, is safe as well. */
function shownOfOne(
  counted: CountedByPerson,
  answer: Looked,
  layers: readonly (readonly Period[])[],
  grouping: Grouping,
): ReadonlySet<string> {
  const [above, below] = ratioSides.map((side) => {
    const people = layers[byMonth]!.map((month, i) => ({
      month,
      people: new Set(counted.of(byMonth)!.sizes(i, side).keys()),
    }))
    return shownPeriods(people, counted.undated, grouping)
  }) as [ReadonlySet<string>, ReadonlySet<string>]
  const shown = new Set([...above].filter((period) => below.has(period)))
  if (counted.isFlow) return shown
  const periods = inTime(layers).filter(({ period }) => shown.has(period.id))
  return shownApart(
    periods.map(({ period, layer, position }) => ({
      period,
      pieces: piecesTold(counted.of(layer)!, answer, position),
    })),
    grouping,
  )
}

/**
 * The periods of all layers with their places, in the order in which they end, of equal ends the longest first: what is told of a
 * period never depends on those that came after it, which would let what was told once be worked out from what is told now.
 */
export function inTime(
  layers: readonly (readonly Period[])[],
): readonly { readonly period: Period; readonly layer: number; readonly position: number }[] {
  return layers
    .flatMap((periods, layer) => periods.map((period, position) => ({ period, layer, position })))
    .toSorted((a, b) =>
      a.period.end < b.period.end ? -1 : a.period.end > b.period.end ? 1 : b.layer - a.layer,
    )
}
