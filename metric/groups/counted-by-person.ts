// Answers counted by person, over all periods of the data: what everything that is told of groups is worked out from.
import { answerNamed } from '../context.ts'
import type { CountedLine, MetricContext, MetricDefinition } from '../definition.ts'
import type { Facts } from '../facts.ts'
import { knownCounts } from './known-counts.ts'
import { cutOf, goneOf } from '../kept/kept-figures.ts'
import { keptPeople } from '../kept/kept-people.ts'
import { type CountedByPerson, type PeopleOfPeriods, peopleOfPeriods } from './people-of-periods.ts'
import { type Period, periodOf, shiftPeriod, wholeData } from '../period.ts'
import { organisation, type Scope } from '../scope.ts'
import {
  addsUp,
  keptAddsUp,
  type Looked,
  type PersonLine,
  ratioSides,
  sharesOf,
  unlikeParts,
} from '../tallies/shares.ts'

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

/** Where each list stands among the layers. */
export const [byMonth, byQuarter, byHalfYear, byYear, inAll] = [0, 1, 2, 3, 4] as const

/**
 * Answers counted by person, layer by layer, for the organisation or a team: once for each state of the data, whoever asks, and by one
 * request at a time. Whether they are flows is seen in the organisation, and handed on to its teams.
 */
export async function countedIn(
  definition: MetricDefinition,
  context: MetricContext,
  facts: Facts,
  ids: readonly string[],
  scope: Scope = organisation,
  flows?: ReadonlySet<string>,
): Promise<ReadonlyMap<string, CountedByPerson>> {
  const known = knownCounts(facts, definition)
  const key = (id: string): string =>
    JSON.stringify([
      definition.id,
      id,
      answerNamed(definition, id).isOverPeople === true,
      scope,
      context.asOf,
    ])
  const own = new Map<string, CountedByPerson>()
  for (;;) {
    const missing: string[] = []
    for (const id of ids) {
      const counted = own.get(id) ?? known.get(key(id))
      if (counted === undefined) missing.push(id)
      else own.set(id, counted)
    }
    if (missing.length === 0) return own
    const free = missing.filter((id) => known.underWay(key(id)) === undefined)
    if (free.length === 0) {
      // Somebody else's request counts it at this moment, or it is counted ahead. No count waits for another one while it counts, so
      // none waits for ever; what failed there is counted here, in the next round.
      await Promise.all(missing.flatMap((id) => known.underWay(key(id)) ?? []))
      continue
    }
    const work = countLayers(definition, { ...context, scope }, layersOf(facts), free, flows).then(
      (counted) => {
        for (const one of counted) known.set(key(one.id), one)
        return counted
      },
    )
    known.begin(free.map(key), work)
    for (const one of await work) own.set(one.id, one)
  }
}

async function countLayers(
  definition: MetricDefinition,
  context: MetricContext,
  layers: readonly (readonly Period[])[],
  ids: readonly string[],
  known?: ReadonlySet<string>,
): Promise<readonly CountedByPerson[]> {
  const isWhole = context.scope.kind === 'organisation'
  const people = new Map<string, PeopleOfPeriods>()
  // Lines themselves are many and large: they go once two layers were held against each other.
  const count = async (some: readonly string[], layer: number): Promise<readonly PersonLine[]> => {
    const lines = await byPerson(definition, context, layers[layer]!, some)
    for (const id of some) people.set(`${id} ${layer}`, peopleOfPeriods(lines, id))
    return lines
  }
  const inMonths = await count(ids, byMonth)
  // Of a team, the whole data is told of no period.
  const inWhole = isWhole ? await count(ids, inAll) : []
  const flows = new Set(
    known ??
      ids.filter(
        (id) =>
          cutOf(definition, id, context) === null &&
          addsUp(answerNamed(definition, id), { lines: inWhole }, { lines: inMonths }),
      ),
  )
  const others = ids.filter((id) => !flows.has(id))
  const inYears = await count(others, byYear)
  if (known === undefined)
    for (const id of others) {
      const isCut = (year: Period): boolean => goneOf(definition, id, context, year) !== null
      if (monthsAddUp(inMonths, inYears, layers, answerNamed(definition, id), isCut)) flows.add(id)
    }
  const overlapping = others.filter((id) => !flows.has(id))
  for (const layer of [byQuarter, byHalfYear]) await count(overlapping, layer)
  const isCut = ids.some((id) => cutOf(definition, id, context) !== null)
  const undated = isWhole && isCut ? await undatedIn(definition, context, layers[byMonth]!, ids) : null
  const undatedOf = (id: string): ReadonlySet<number> =>
    undated?.get(id) ?? unlikeParts(answerNamed(definition, id), { lines: inWhole }, { lines: inMonths })
  return ids.map((id): CountedByPerson => {
    const of = (layer: number): PeopleOfPeriods | undefined => people.get(`${id} ${layer}`)
    return {
      id,
      isFlow: flows.has(id),
      undated: isWhole ? undatedOf(id) : new Set(),
      of,
      bytes: [...layers.keys()].reduce((sum, layer) => sum + (of(layer)?.bytes ?? 0), 0),
    }
  })
}

/** The people behind an answer of a period, on either side; null of a period that is not among those counted. */
export function peopleOf(
  { isFlow, of }: CountedByPerson,
  layers: readonly (readonly Period[])[],
  period: Period,
): readonly ReadonlySet<number>[] | null {
  const layer = layers.findIndex((periods) => periods.some((one) => one.id === period.id))
  if (layer < 0) return null
  const isOfMonths = isFlow && layer !== inAll
  const people = of(isOfMonths ? byMonth : layer)
  if (people === undefined) return null
  const positions = isOfMonths
    ? placesIn(period, layers[byMonth]!)
    : [layers[layer]!.findIndex((one) => one.id === period.id)]
  return ratioSides.map(
    (side) => new Set(positions.flatMap((position) => [...people.sizes(position, side).keys()])),
  )
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
    ids.map((id) => {
      const now = unlikeParts(answerNamed(definition, id), { lines: all }, { lines: dated })
      return [id, new Set([...now, ...sharesOf(before, id).keys()])]
    }),
  )
}

function monthsAddUp(
  months: readonly PersonLine[],
  years: readonly PersonLine[],
  layers: readonly (readonly Period[])[],
  answer: Looked,
  isCut: (year: Period) => boolean,
): boolean {
  return layers[byYear]!.every((year, position) => {
    const kept = keptAddsUp(years, answer.id, position)
    if (kept !== null) return kept
    // Years of which a part has gone before they were over are not what their months were.
    if (isCut(year)) return true
    const positions = placesIn(year, layers[byMonth]!)
    return addsUp(answer, { lines: years, positions: [position] }, { lines: months, positions })
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
