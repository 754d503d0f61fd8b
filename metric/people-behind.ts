// Who stands behind a figure: counted for every answer that a reader may be told of groups only, by splitting it by person.
// What cannot be split by person is not told.
import { type FigureData, lineFor } from '../model/sight.ts'
import { type CountedLine, dataOf, type MetricContext, type MetricDefinition } from './definition.ts'
import type { Facts } from './facts.ts'
import { type Grouping, isGroup, shownPeriods } from './groups.ts'
import { cutOf, goneOf } from './kept-figures.ts'
import { keptPeople } from './kept-people.ts'
import { type Period, periodOf, shiftPeriod, wholeData } from './period.ts'
import { hasPeople, permitFor } from './permits.ts'
import { organisation } from './scope.ts'
import { sizeOf } from './tally.ts'

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
  const actual = await peopleBehind(definition, context, periods, ids)
  return new Map(
    ids.map((id) => {
      const mays = periods.filter((period, position) => {
        const people = actual(id, position)
        // Nobody but her own line is behind it: whatever the tree says, it tells nothing of others.
        if (isGroup(people, { ...grouping, group: Infinity })) return true
        if (!isGroup(people, grouping)) return false
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

// The same for every period asked of one request; kept beside the facts of its snapshot.
const known = new WeakMap<Facts, Map<string, ReadonlySet<string>>>()

async function shownOf(
  definition: MetricDefinition,
  context: MetricContext,
  facts: Facts,
  ids: readonly string[],
  grouping: Grouping,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = known.get(facts) ?? new Map<string, ReadonlySet<string>>()
  known.set(facts, found)
  const missing = ids.filter((id) => !found.has(`${definition.id} ${id}`))
  if (missing.length > 0) {
    const everywhere = { ...context, scope: organisation }
    const months = monthsOf(facts)
    const inMonths = await byPerson(definition, everywhere, months, missing)
    const undated = await undatedIn(definition, everywhere, months, missing)
    for (const id of missing) {
      const people = months.map((month, i) => ({ month, people: new Set(sizesOf(inMonths, id, i).keys()) }))
      found.set(`${definition.id} ${id}`, shownPeriods(people, undated.get(id)!, grouping))
    }
  }
  return new Map(ids.map((id) => [id, found.get(`${definition.id} ${id}`)!]))
}

/** For each answer, the people of whom there is more in all than in the months: some of it has no month, or one before those listed. */
export async function undatedIn(
  definition: MetricDefinition,
  context: MetricContext,
  months: readonly Period[],
  ids: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
  const rows = { ...context, isLive: true } as const
  const inMonths = await byPerson(definition, rows, months, ids)
  const inAll = await byPerson(definition, rows, [wholeData], ids)
  const before = await keptPeople(definition, context, [wholeData], ids)
  return new Map(
    ids.map((id) => {
      const sizes = sizesOf(inMonths, id)
      const now = [...sizesOf(inAll, id)].filter(([person, size]) => size !== sizes.get(person))
      return [id, new Set([...now.map(([person]) => person), ...sizesOf(before, id).keys()])]
    }),
  )
}

/** The teams of which a period may be told; null: of none. */
type TeamsToTell = (id: string, period: Period) => ReadonlySet<number> | null

/**
 * Of which teams a period may be told. Those with too few people in all the data are told of no period, and with them the next
 * smallest until together they are a group: taken as one, they are a rest that can be worked out and tells of nobody. Then a
 * period may be told if all of its months may, in every team that is told and in that rest with what is in no team, so that
 * neither a month nor a team that is missing can be worked out from those that are shown.
 */
async function splitOf(
  definition: MetricDefinition,
  context: MetricContext,
  facts: Facts,
  ids: readonly string[],
  grouping: Grouping,
): Promise<TeamsToTell> {
  const months = monthsOf(facts)
  const teams = await context.query.selectFrom('teams').select('team_id').orderBy('team_id').execute()
  const whole = await byPerson(definition, { ...context, scope: organisation }, months, ids)
  const byTeam = new Map<number, readonly CountedLine[]>()
  for (const { team_id: id } of teams)
    byTeam.set(id, await byPerson(definition, { ...context, scope: { kind: 'team', id } }, months, ids))
  const told = new Map(ids.map((id) => [id, toldTeams(byTeam, id, grouping)] as const))
  const isGood = (id: string, position: number): boolean => {
    const shown = told.get(id)!
    const cells = new Map([...byTeam].map(([team, lines]) => [team, sizesOf(lines, id, position)]))
    const inShown = [...cells].filter(([team]) => shown.has(team)).map(([, cell]) => cell)
    // What is left of the whole without the teams that are told: other teams, and rows of nobody's team.
    const rest = [...sizesOf(whole, id, position)].filter(
      ([person, size]) => size !== inShown.reduce((sum, cell) => sum + (cell.get(person) ?? 0), 0),
    )
    return [...inShown.map((cell) => [...cell.keys()]), rest.map(([person]) => person)].every((people) =>
      isGroup(people, grouping),
    )
  }
  return (id, { kind, start, end }) => {
    const isWhole = months.every((month, i) => month.end <= start || month.start >= end || isGood(id, i))
    return kind !== 'all' && isWhole ? told.get(id)! : null
  }
}

/** The teams that are told: all but the small ones and, where those are no group together, the next smallest. */
function toldTeams(
  byTeam: ReadonlyMap<number, readonly CountedLine[]>,
  id: string,
  grouping: Grouping,
): ReadonlySet<number> {
  const people = [...byTeam]
    .map(([team, lines]) => ({ team, people: new Set(sizesOf(lines, id).keys()) }))
    .toSorted((a, b) => a.people.size - b.people.size || a.team - b.team)
  const hidden = new Set(people.filter((one) => !isGroup(one.people, grouping)))
  for (const one of people) {
    const together = [...hidden].flatMap((other) => [...other.people])
    if (isGroup(new Set(together), grouping)) break
    hidden.add(one)
  }
  return new Set(people.filter((one) => !hidden.has(one)).map(({ team }) => team))
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

/** Counts by person; of periods whose rows are gone, who stood behind the figures that were kept. */
export async function byPerson(
  definition: MetricDefinition,
  context: MetricContext & { readonly isLive?: true },
  periods: readonly Period[],
  answers: readonly string[],
): Promise<readonly CountedLine[]> {
  if (periods.length === 0 || answers.length === 0) return []
  const isCut = (period: Period) =>
    period.kind !== 'all' && answers.some((id) => goneOf(definition, id, context, period) !== null)
  const cut = context.isLive ? [] : [...periods.keys()].filter((at) => isCut(periods[at]!))
  if (cut.length === 0) return definition.count!(context, { answers, periods, dimension: 'rep' })
  const resting = answers.filter((id) => cutOf(definition, id, context) !== null)
  const others = answers.filter((id) => !resting.includes(id))
  const lines: CountedLine[] = []
  if (others.length > 0)
    lines.push(...(await definition.count!(context, { answers: others, periods, dimension: 'rep' })))
  const gone = cut.map((at) => periods[at]!)
  const kept = await keptPeople(definition, context, gone, resting)
  lines.push(...kept.map((line) => ({ ...line, period: cut[line.period]! })))
  const stored = new Set(kept.map((line) => line.period))
  const live = [...periods.keys()].filter((at) => !cut.includes(at) || !stored.has(cut.indexOf(at)))
  const left = live.map((at) => periods[at]!)
  if (left.length === 0) return lines
  const counted = await definition.count!(context, { answers: resting, periods: left, dimension: 'rep' })
  return [...lines, ...counted.map((line) => ({ ...line, period: live[line.period]! }))]
}

async function peopleBehind(
  definition: MetricDefinition,
  context: MetricContext,
  periods: readonly Period[],
  ids: readonly string[],
): Promise<(answer: string, position: number) => ReadonlySet<number>> {
  const lines = await byPerson(definition, context, periods, ids)
  return (answer, position) => new Set(sizesOf(lines, answer, position).keys())
}

/** How many rows of each person an answer counts, in one period or all. Rows of nobody are about no person. */
export function sizesOf(
  lines: readonly CountedLine[],
  answer: string,
  position?: number,
): ReadonlyMap<number, number> {
  const sizes = new Map<number, number>()
  for (const { period, key, tallies } of lines) {
    const tally = tallies[answer]
    if (key === null || tally === undefined || (position !== undefined && period !== position)) continue
    const size = sizeOf(tally)
    const person = Number(key)
    if (size > 0) sizes.set(person, (sizes.get(person) ?? 0) + size)
  }
  return sizes
}
