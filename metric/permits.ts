// What a reader may be told: which figures freely, which as those of a group, and which not at all. Every count of every
// metric passes through here, so no definition has to think of it.
import { type FigureData, type Line, lineFor, type Sight } from '../model/sight.ts'
import { silent } from './answers.ts'
import {
  type AnswerDefinition,
  type CountedLine,
  dataOf,
  type MetricContext,
  type MetricDefinition,
} from './definition.ts'
import type { Facts } from './facts.ts'
import { isGroup, shownPeriods } from './groups.ts'
import type { Answer } from './measurement.ts'
import { type Period, periodOf, shiftPeriod, wholeData } from './period.ts'
import { RequestError } from './request-error.ts'
import type { Scope } from './scope.ts'
import { sizeOf } from './tally.ts'
import type { Unit } from './unit.ts'
import { type Words, words } from './words.ts'

/** free: as it is. groups: where enough people stand behind it. withheld: not at all. */
export type Permit = 'free' | 'groups' | 'withheld'

/** How figures about this data may be told for a scope. */
export function permitFor(sight: Sight, data: FigureData, scope: Scope): Permit {
  const { figures } = sight.of[data]
  if (figures === 'all' || isInLine(lineFor(sight, data), scope)) return 'free'
  return figures === 'groups' && scope.kind === 'organisation' ? 'groups' : 'withheld'
}

function isInLine(line: Line, scope: Scope): boolean {
  if (scope.kind === 'organisation') return false
  return (scope.kind === 'team' ? line.teams : line.people).includes(scope.id)
}

/**
 * Refuses a person or a team that the reader may not see by name, as if there were none.
 * @throws RequestError 'unknown-scope'
 */
export function requireScope({ sight }: Facts, scope: Scope): void {
  const { rows } = sight.of.results
  if (scope.kind === 'organisation' || rows === 'all' || isInLine(lineFor(sight, 'results'), scope)) return
  if (scope.kind === 'team' && rows === 'pseudonyms') return
  throw new RequestError('unknown-scope', `${scope.kind}:${scope.id}`)
}

/** The scope as it may be counted: of a person whom the reader sees on some days only, those days. */
export function narrowed(sight: Sight, data: FigureData, scope: Scope): Scope {
  const line = lineFor(sight, data)
  if (scope.kind !== 'rep' || sight.of[data].figures === 'all' || line.whole.includes(scope.id)) return scope
  return { ...scope, line }
}

/** How a person is called on a line: by name, or by what stands for it. */
export function personLabel(
  sight: Sight,
  data: FigureData,
  personId: number,
  name: string,
): { readonly label: string; readonly isNamed: boolean } {
  const { rows } = sight.of[data]
  if (rows === 'all' || lineFor(sight, data).people.includes(personId)) return { label: name, isNamed: true }
  const label = rows === 'pseudonyms' ? sight.pseudonym?.(personId) : undefined
  return { label: label ?? '–', isNamed: false }
}

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

function hasPeople(definition: MetricDefinition, id: string): boolean {
  const own = definition.answers.find((answer) => answer.id === id)?.dimensions
  return (own ?? definition.dimensions.map((one) => one.id)).includes('rep')
}

async function toldOf(
  definition: MetricDefinition,
  context: MetricContext,
  facts: Facts,
  periods: readonly Period[],
  ids: readonly string[],
  data: FigureData,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { sight } = facts
  const { fiscalStart } = facts.settings
  const grouping = { group: sight.group, line: lineFor(sight, data), fiscalStart }
  const timeless = new Set(definition.answers.filter((one) => one.isTimeless).map((one) => one.id))
  const dated = ids.filter((id) => !timeless.has(id))
  const shown = await shownOf(definition, context, facts, dated, grouping)
  const actual = await peopleBehind(definition, context, periods, ids)
  return new Map(
    ids.map((id) => {
      const mays = periods.filter((period, position) => {
        const people = actual(id, position)
        // Nobody but her own line is behind it: whatever the tree says, it tells nothing of others.
        if (isGroup(people, { ...grouping, group: Infinity })) return true
        return isGroup(people, grouping) && (timeless.has(id) || shown.get(id)?.has(period.id) === true)
      })
      return [id, new Set(mays.map((period) => period.id))] as const
    }),
  )
}

type Grouping = Parameters<typeof shownPeriods>[2]

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
    const months = monthsOf(facts)
    const inMonths = months.length === 0 ? [] : await byPerson(definition, context, months, missing)
    const inAll = await byPerson(definition, context, [wholeData], missing)
    for (const id of missing) {
      const sizes = sizesOf(inMonths, id)
      // More rows in all than in the months: some have no month, or one before those listed.
      const undated = [...sizesOf(inAll, id)].filter(([person, size]) => size !== sizes.get(person))
      const people = months.map((month, i) => ({
        month,
        people: new Set(
          sizesOf(
            inMonths.filter((line) => line.period === i),
            id,
          ).keys(),
        ),
      }))
      const shown = shownPeriods(people, new Set(undated.map(([person]) => person)), grouping)
      found.set(`${definition.id} ${id}`, shown)
    }
  }
  return new Map(ids.map((id) => [id, found.get(`${definition.id} ${id}`)!]))
}

/** A wrong year far back must not make a list of thousands. */
const mostMonths = 240

function monthsOf({ firstDay, lastDay, asOf, settings }: Facts): readonly Period[] {
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

function byPerson(
  definition: MetricDefinition,
  context: MetricContext,
  periods: readonly Period[],
  answers: readonly string[],
): Promise<readonly CountedLine[]> {
  return definition.count!(context, { answers, periods, dimension: 'rep' })
}

async function peopleBehind(
  definition: MetricDefinition,
  context: MetricContext,
  periods: readonly Period[],
  ids: readonly string[],
): Promise<(answer: string, position: number) => Iterable<number>> {
  const lines = ids.length === 0 ? [] : await byPerson(definition, context, periods, ids)
  return (answer, position) =>
    sizesOf(
      lines.filter((line) => line.period === position),
      answer,
    ).keys()
}

/** How many rows of each person an answer counts. Rows of nobody are about no person. */
function sizesOf(lines: readonly CountedLine[], answer: string): ReadonlyMap<number, number> {
  const sizes = new Map<number, number>()
  for (const { key, tallies } of lines) {
    const tally = tallies[answer]
    if (key === null || tally === undefined) continue
    const size = sizeOf(tally)
    const person = Number(key)
    if (size > 0) sizes.set(person, (sizes.get(person) ?? 0) + size)
  }
  return sizes
}

/** An answer that is there and not told. */
export function withheld(
  definition: MetricDefinition,
  answer: AnswerDefinition,
  unit: Unit,
  { group }: Sight,
): Answer {
  return silent(answer.id, unit, 'no-data', hasPeople(definition, answer.id) ? tooFew(group) : peopleUnknown)
}

/** A manager reads what is said of a member of her line from five answers on. */
export const fewestAnswers = 5

/** Whether a figure of the reader's line has too few answers of customers behind it to be told. */
export function isTooFewAnswers(sight: Sight, data: FigureData, scope: Scope, n: number | null): boolean {
  if (data !== 'feedback' || sight.of.feedback.figures === 'all') return false
  const isOwn = scope.kind === 'rep' && scope.id === sight.line.self
  return !isOwn && n !== null && n < fewestAnswers
}

export const tooFewAnswers = words(
  "Moins de 5 réponses : ce chiffre n'est pas montré.",
  'Fewer than 5 answers: this figure is not shown.',
)

function tooFew(group: number): Words {
  return words(
    `Moins de ${group} personnes, ou un chiffre dont on en déduirait un de moins de ${group} : il n'est pas montré.`,
    `Fewer than ${group} people, or a figure that would give one of fewer than ${group} away: it is not shown.`,
  )
}

const peopleUnknown: Words = words(
  "On ne peut pas compter les personnes derrière ce chiffre : il n'est pas montré hors de leur équipe.",
  'The people behind this figure cannot be counted: it is not shown outside their team.',
)
