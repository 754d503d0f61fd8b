// Of which periods the whole organisation's figure may be told in groups: worked out once for all periods of the data, so that what
// is told never depends on what was asked before.
import type { CountedLine, MetricContext, MetricDefinition } from './definition.ts'
import type { Facts } from './facts.ts'
import { type Grouping, shownApart, shownPeriods } from './groups.ts'
import { cutOf, goneOf } from './kept-figures.ts'
import { keptPeople } from './kept-people.ts'
import { type Period, periodOf, shiftPeriod, wholeData } from './period.ts'
import { organisation, type Scope } from './scope.ts'
import { addsUp, keptAddsUp, type PersonLine, sharesOf, ratioSides, sizesOf } from './shares.ts'

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
  const isCut = ids.some((id) => cutOf(definition, id, context) !== null)
  const undated = isCut
    ? await undatedIn(definition, { ...context, scope: organisation }, layers[byMonth]!, ids)
    : null
  return new Map(
    ids.map((id) => {
      const own = counted.get(id)!
      return [
        id,
        shownOfOne(own, layers, undated?.get(id) ?? moreIn(own.of(inAll), own.of(byMonth), id), grouping),
      ]
    }),
  )
}

/** What may be told of an answer: less than is safe of one side, or in one way, is safe as well. */
function shownOfOne(
  counted: CountedByPerson,
  layers: readonly (readonly Period[])[],
  undated: ReadonlySet<number>,
  grouping: Grouping,
): ReadonlySet<string> {
  const { id } = counted
  const [above, below] = ratioSides.map((side) => {
    const people = layers[byMonth]!.map((month, i) => ({
      month,
      people: new Set(sizesOf(counted.of(byMonth), id, i, side).keys()),
    }))
    return shownPeriods(people, undated, grouping)
  }) as [ReadonlySet<string>, ReadonlySet<string>]
  const shown = new Set([...above].filter((period) => below.has(period)))
  if (counted.isFlow) return shown
  const periods = inTime(layers).filter(({ period }) => shown.has(period.id))
  return shownApart(
    periods.map(({ period, layer, position }) => ({
      period,
      // How many rows there are is told beside what came of them, and is a figure as well.
      pieces: [
        sharesOf(counted.of(layer), id, position),
        ...ratioSides.map((side) => sizesOf(counted.of(layer), id, position, side)),
      ],
    })),
    grouping,
  )
}

/** One answer of one scope, counted by person. */
export interface CountedByPerson {
  readonly id: string
  /**
   * It counts what happens: of every person, the months of a year come to the year. Of what is open or valid on a day, and of
   * customers of a start, they do not.
   */
  readonly isFlow: boolean
  /** The lines of a layer (see `layersOf`); of a flow, months, years and the whole data alone, unless more was asked. */
  of(layer: number): readonly PersonLine[]
}

/** All periods of the data in lists of such as do not overlap: months first, the whole data last. */
export function layersOf(facts: Facts): readonly (readonly Period[])[] {
  const months = monthsOf(facts)
  const kinds = ['quarter', 'half-year', 'year'] as const
  const above = kinds.map((kind) => {
    const every = months.map((month) => periodOf(month.start, kind, facts.settings.fiscalStart))
    return [...new Map(every.map((period) => [period.id, period])).values()]
  })
  return [months, ...above, [wholeData]]
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

const [byMonth, byQuarter, byHalfYear, byYear, inAll] = [0, 1, 2, 3, 4] as const

/** Lines by person are many: they are kept for as long as the question that needs them, beside the facts of its snapshot. */
const known = new WeakMap<Facts, Map<string, Promise<readonly PersonLine[]>>>()

/** Answers counted by person, layer by layer, for a scope: once for each question. Those of `whole` in every layer. */
export async function countedIn(
  definition: MetricDefinition,
  context: MetricContext,
  facts: Facts,
  ids: readonly string[],
  scope: Scope = organisation,
  whole: ReadonlySet<string> = new Set(),
): Promise<ReadonlyMap<string, CountedByPerson>> {
  const layers = layersOf(facts)
  const found = known.get(facts) ?? new Map<string, Promise<readonly CountedLine[]>>()
  known.set(facts, found)
  const lines = new Map<string, readonly PersonLine[]>()
  const count = async (some: readonly string[], layer: number): Promise<void> => {
    const nameOf = (id: string): string =>
      `${definition.id} ${id} ${layer} ${JSON.stringify(scope)} ${context.asOf}`
    const missing = some.filter((id) => !found.has(nameOf(id)))
    if (missing.length > 0) {
      const all = byPerson(definition, { ...context, scope }, layers[layer]!, missing)
      for (const id of missing) found.set(nameOf(id), all)
    }
    for (const id of some) lines.set(`${id} ${layer}`, await found.get(nameOf(id))!)
  }
  // Of a team, the whole data is told of no period.
  const always = scope.kind === 'organisation' ? [byMonth, byYear, inAll] : [byMonth, byYear]
  for (const layer of always) await count(ids, layer)
  const of = (id: string, layer: number): readonly PersonLine[] => lines.get(`${id} ${layer}`)!
  const flows = new Set(
    ids.filter((id) =>
      monthsAddUp(of(id, byMonth), of(id, byYear), layers, id, (year) =>
        isGone(definition, id, context, year),
      ),
    ),
  )
  const others = ids.filter((id) => !flows.has(id) || whole.has(id))
  for (const layer of others.length > 0 ? [byQuarter, byHalfYear] : []) await count(others, layer)
  return new Map(
    ids.map((id) => [id, { id, isFlow: flows.has(id), of: (layer: number) => of(id, layer) }] as const),
  )
}

function isGone(definition: MetricDefinition, id: string, context: MetricContext, period: Period): boolean {
  return goneOf(definition, id, context, period) !== null
}

/** Counts by person; of periods whose rows are gone, who stood behind the figures that were kept. */
export async function byPerson(
  definition: MetricDefinition,
  context: MetricContext & { readonly isLive?: true },
  periods: readonly Period[],
  answers: readonly string[],
): Promise<readonly PersonLine[]> {
  if (periods.length === 0 || answers.length === 0) return []
  const isCut = (period: Period) =>
    period.kind !== 'all' && answers.some((id) => goneOf(definition, id, context, period) !== null)
  const cut = context.isLive ? [] : [...periods.keys()].filter((at) => isCut(periods[at]!))
  if (cut.length === 0) return countedByPerson(definition, context, periods, answers)
  const resting = answers.filter((id) => cutOf(definition, id, context) !== null)
  const others = answers.filter((id) => !resting.includes(id))
  const lines = [...(await countedByPerson(definition, context, periods, others))]
  const gone = cut.map((at) => periods[at]!)
  const kept = await keptPeople(definition, context, gone, resting)
  lines.push(...kept.map((line) => ({ ...line, period: cut[line.period]! })))
  const stored = new Set(kept.map((line) => line.period))
  const live = [...periods.keys()].filter((at) => !cut.includes(at) || !stored.has(cut.indexOf(at)))
  const left = live.map((at) => periods[at]!)
  const counted = await countedByPerson(definition, context, left, resting)
  return [...lines, ...counted.map((line) => ({ ...line, period: live[line.period]! }))]
}

async function countedByPerson(
  definition: MetricDefinition,
  context: MetricContext,
  periods: readonly Period[],
  answers: readonly string[],
): Promise<readonly CountedLine[]> {
  if (periods.length === 0 || answers.length === 0) return []
  const split = { answers, periods, dimension: 'rep' }
  const more = (await definition.countPeople?.(context, split)) ?? []
  return [...(await definition.count!(context, split)), ...more]
}

/** For each answer, the people of whom there is more in all than in the months: some of it has no month, or one before those listed. */
export async function undatedIn(
  definition: MetricDefinition,
  context: MetricContext,
  months: readonly Period[],
  ids: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
  const rows = { ...context, isLive: true } as const
  const dated = await byPerson(definition, rows, months, ids)
  const all = await byPerson(definition, rows, [wholeData], ids)
  const before = await keptPeople(definition, context, [wholeData], ids)
  return new Map(
    ids.map((id) => [id, new Set([...moreIn(all, dated, id), ...sharesOf(before, id).keys()])] as const),
  )
}

function moreIn(all: readonly PersonLine[], dated: readonly PersonLine[], id: string): ReadonlySet<number> {
  const shares = sharesOf(dated, id)
  const more = [...sharesOf(all, id)].filter(([person, share]) => share !== shares.get(person))
  return new Set(more.map(([person]) => person))
}

function monthsAddUp(
  months: readonly PersonLine[],
  years: readonly PersonLine[],
  layers: readonly (readonly Period[])[],
  id: string,
  isCut: (year: Period) => boolean,
): boolean {
  return layers[byYear]!.every((year, position) => {
    const kept = keptAddsUp(years, id, position)
    if (kept !== null) return kept
    // Years of which a part has gone before they were over are not what their months were.
    if (isCut(year)) return true
    const positions = placesIn(year, layers[byMonth]!)
    return addsUp(id, { lines: years, positions: [position] }, { lines: months, positions })
  })
}

/** The places of the periods of a list that lie within a longer one. */
export function placesIn({ start, end }: Period, periods: readonly Period[]): readonly number[] {
  return periods.flatMap((one, i) => (start <= one.start && one.end <= end ? [i] : []))
}

/** A wrong year far back must not make a list of thousands. */
const mostMonths = 240

/** Every month with data, at most so many, oldest first. */
export function monthsOf({
  firstDay,
  lastDay,
  asOf,
  settings,
}: Pick<Facts, 'firstDay' | 'lastDay' | 'asOf' | 'settings'>): readonly Period[] {
  const until = asOf ?? lastDay
  if (firstDay === null || until === null) return []
  const months: Period[] = []
  let month: Period | null = periodOf(until, 'month', settings.fiscalStart)
  while (month !== null && month.end > firstDay && months.length < mostMonths) {
    months.unshift(month)
    month = shiftPeriod(month, -1, settings.fiscalStart)
  }
  return months
}
