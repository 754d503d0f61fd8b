// Measures one metric within an open snapshot: checks what it needs, counts this period and those it is
// compared with in one go, and says in which state the answer is.
import { sql } from 'kysely'
import type { Query } from '../../model/database.ts'
import { seededRandom } from '../../statistics/random.ts'
import { silent } from '../answers/answers.ts'
import { compareWithFixed, compareWithPeriod, type Counted } from '../compare/compare.ts'
import { coverageOf } from './coverage.ts'
import {
  type AnswerDefinition,
  dataOf,
  type MetricContext,
  type MetricDefinition,
  type Need,
  isMet,
} from '../definition.ts'
import type { Facts } from '../facts.ts'
import { keptExclusions } from '../kept/kept-figures.ts'
import type { Answer, Comparison, Exclusion, Measurement } from '../measurement.ts'
import { type Period, shiftPeriod, yearBefore } from '../period.ts'
import { maySplit, permitFor } from '../groups/permits.ts'
import { countPeriods } from './count-periods.ts'
import { answerNamed, contextOf, narrowedContext, unitOf } from '../context.ts'
import { teamInstead } from './team-instead.ts'
import type { View } from '../view.ts'
import { readTargets, type TargetValue } from '../rows/targets.ts'
import { type Words, words } from '../words.ts'

/** Never throws for a fault of the metric: its state is then 'failed' and `onFault` is told. */
export async function measureIn(
  query: Query,
  facts: Facts,
  whole: MetricDefinition,
  view: View,
  depth: 'all' | 'overview' = 'all',
): Promise<Measurement> {
  const definition = depth === 'all' ? whole : overviewOf(whole)
  const missing = missingNeeds(definition, facts)
  const measurable = definition.answers.filter((answer) => !missing.has(answer.id))
  if (definition.count === undefined || measurable.length === 0) return notConnected(facts, definition, view)
  // A fault of one metric must neither end the snapshot nor hide the others.
  await keepSafe(query)
  try {
    return await measureWhole(query, facts, definition, view, measurable, missing)
  } catch (error) {
    await sql`rollback to savepoint metric`.execute(query)
    view.onFault?.(error, definition.id)
    return {
      ...frame(facts, definition, view),
      state: 'failed',
      answers: [],
      exclusions: [],
      reason: words(
        "Cet indicateur n'a pas pu être calculé : c'est une faute de Douze, vos données sont intactes. Le journal du serveur en garde la trace.",
        'This metric could not be computed: the fault is in Douze, your data is intact. The server log has the details.',
      ),
    }
  }
}

const safe = new WeakSet<Query>()

/** A point of the snapshot to go back to after a fault, once for all of its metrics: they only read, and it stays after each return. */
async function keepSafe(query: Query): Promise<void> {
  if (safe.has(query)) return
  await sql`savepoint metric`.execute(query)
  safe.add(query)
}

function overviewOf(definition: MetricDefinition): MetricDefinition {
  return { ...definition, answers: definition.answers.filter((answer) => answer.isDetail !== true) }
}

async function measureWhole(
  query: Query,
  facts: Facts,
  definition: MetricDefinition,
  view: View,
  measurable: readonly AnswerDefinition[],
  missing: ReadonlyMap<string, Words>,
): Promise<Measurement> {
  const context = contextOf(query, facts, view)
  const { fiscalStart } = facts.settings
  const previous = shiftPeriod(view.period, -1, fiscalStart)
  const yearAgo = yearBefore(view.period, fiscalStart)
  const others = [previous, yearAgo].filter((one) => one !== null)
  const distinct = others.filter((one, i) => others.findIndex((other) => other.id === one.id) === i)
  const periods = [view.period, ...distinct]
  const ids = measurable.map((answer) => answer.id)
  // What is compared with no other period is counted for none.
  const isAlone = (answer: AnswerDefinition) => answer.isTimeless === true || answer.standsAlone === true
  const compared = measurable.filter((answer) => !isAlone(answer)).map((answer) => answer.id)
  const alone = measurable.filter(isAlone).map((answer) => answer.id)
  const measured = await countPeriods(definition, context, facts, periods, compared)
  const [stands = []] =
    alone.length === 0 ? [] : await countPeriods(definition, context, facts, [view.period], alone)
  const instead = await teamInstead(definition, context, facts, periods, measured, compared)
  const targets = await readTargets(context, definition.id, view)
  // The seed is the question: the same figures are drawn alike today and tomorrow.
  const chance = (answer: AnswerDefinition, other: Period) =>
    seededRandom(`${definition.id} ${answer.id} ${view.period.id} ${other.id}`)
  const at = (period: Period | null) =>
    period === null ? undefined : measured[periods.findIndex((one) => one.id === period.id)]
  const answers = definition.answers.map((answer): Answer => {
    const bring = missing.get(answer.id)
    if (bring !== undefined)
      return silent(answer.id, unitOf(answer.unit, facts.settings), 'not-connected', bring)
    if (isAlone(answer)) return stands[alone.indexOf(answer.id)]!.answer
    const index = compared.indexOf(answer.id)
    const now = measured[0]![index]!
    const comparisons: Comparison[] = []
    const before = at(previous)?.[index]
    if (before !== undefined && !before.isWithheld && previous !== null && now.answer.value !== null)
      comparisons.push(
        instead.get(`${answer.id} ${previous.id}`)?.(now, 'previous') ??
          compareWithPeriod(answer, now, before, 'previous', previous, chance(answer, previous)),
      )
    const yearEarlier = at(yearAgo)?.[index]
    if (
      yearEarlier !== undefined &&
      !yearEarlier.isWithheld &&
      yearAgo !== null &&
      yearAgo.id !== previous?.id &&
      now.answer.value !== null
    )
      comparisons.push(
        instead.get(`${answer.id} ${yearAgo.id}`)?.(now, 'year-ago') ??
          compareWithPeriod(answer, now, yearEarlier, 'year-ago', yearAgo, chance(answer, yearAgo)),
      )
    comparisons.push(...fixed(answer, now, targets))
    return { ...now.answer, comparisons }
  })
  // Nothing says how many people stand behind what was left out: it is told where everything is.
  const isFree = ids.every((id) => permitFor(facts.sight, dataOf(definition, id), view.scope) === 'free')
  const exclusions: readonly Exclusion[] = isFree
    ? await exclusionsOf(definition, narrowedContext(context, facts, dataOf(definition, ids[0]!)))
    : []
  const headline = headlineOf(definition, answers)
  return {
    ...frame(facts, definition, view),
    coverage: isFree
      ? await coverageOf(query, facts, view)
      : { ...(await coverageOf(query, facts, view)), people: null },
    state: answers.some((answer) => answer.state === 'measured') ? 'measured' : 'no-data',
    headline,
    answers: withHeadlineNote(definition, answers, headline),
    exclusions,
    ...(!isFree && {
      areExclusionsWithheld: true,
      closedDimensions: closedDimensions(definition, facts, view, measurable),
    }),
    reason: null,
  }
}

function closedDimensions(
  definition: MetricDefinition,
  { sight }: Facts,
  { scope }: View,
  measurable: readonly AnswerDefinition[],
): NonNullable<Measurement['closedDimensions']> {
  const every = definition.dimensions.map((one) => one.id)
  const closed = measurable.map(({ id, dimensions = every }) => {
    const data = dataOf(definition, id)
    return [id, dimensions.filter((dimension) => !maySplit(sight, data, scope, dimension))] as const
  })
  return Object.fromEntries(closed.filter(([, dimensions]) => dimensions.length > 0))
}

async function exclusionsOf(
  definition: MetricDefinition,
  context: MetricContext,
): Promise<readonly Exclusion[]> {
  return (await keptExclusions(definition, context)) ?? (await definition.exclusions?.(context)) ?? []
}

function fixed(answer: AnswerDefinition, now: Counted, targets: readonly TargetValue[]): Comparison[] {
  return targets
    .filter((target) => target.answer === answer.id)
    .map((target) =>
      compareWithFixed(
        answer,
        now,
        answer.unit === 'money' ? BigInt(Math.round(target.value)) : target.value,
        target.kind,
      ),
    )
}

/** By answer id, what to bring before it can be measured. */
export function missingNeeds(definition: MetricDefinition, facts: Facts): ReadonlyMap<string, Words> {
  const missing = new Map<string, Words>()
  const lacking = definition.needs.filter((need) => !isMet(need, facts.filled))
  for (const answer of definition.answers) {
    const first = lacking.find((need) => concerns(need, answer.id))
    if (first !== undefined) missing.set(answer.id, first.bring)
  }
  return missing
}

function concerns(need: Need, answer: string): boolean {
  return need.answers === undefined || need.answers.includes(answer)
}

/** The headline, or the first answer that has a value when the headline has none. */
export function headlineOf(definition: MetricDefinition, answers: readonly Answer[]): string {
  const own = answers.find((answer) => answer.id === definition.headline)
  if (own?.state === 'measured') return definition.headline
  return answers.find((answer) => answer.state === 'measured')?.id ?? definition.headline
}

function withHeadlineNote(
  definition: MetricDefinition,
  answers: readonly Answer[],
  headline: string,
): readonly Answer[] {
  if (headline === definition.headline) return answers
  const meant = answerNamed(definition, definition.headline).name
  const own = answers.find((answer) => answer.id === definition.headline)
  const why: Words =
    own?.state === 'not-connected' || own?.note === null || own === undefined
      ? words(', qui attend des données non reliées.', ', which waits for data that is not connected.')
      : { fr: ` : ${own.note.fr}`, en: `: ${own.note.en}` }
  const instead = words(
    `Montré à la place de « ${meant.fr} »${why.fr}`,
    `Shown in place of “${meant.en}”${why.en}`,
  )
  return answers.map((answer) => {
    if (answer.id !== headline) return answer
    return {
      ...answer,
      note:
        answer.note === null
          ? instead
          : { fr: `${instead.fr} ${answer.note.fr}`, en: `${instead.en} ${answer.note.en}` },
    }
  })
}

function notConnected(facts: Facts, definition: MetricDefinition, view: View): Measurement {
  const lacking = definition.needs.filter((need) => !isMet(need, facts.filled))
  const needs = lacking.length > 0 ? lacking : definition.needs
  // The headline's needs come first; those of other answers are said beside each of them.
  const first = needs.filter((need) => concerns(need, definition.headline))
  const said = first.length > 0 ? first : needs
  const reason: Words = {
    fr: said.map((need) => need.bring.fr).join(' '),
    en: said.map((need) => need.bring.en).join(' '),
  }
  return {
    ...frame(facts, definition, view),
    state: 'not-connected',
    answers: definition.answers.map((answer) => {
      const own = needs.find((need) => concerns(need, answer.id)) ?? needs[0]
      return silent(answer.id, unitOf(answer.unit, facts.settings), 'not-connected', own?.bring ?? reason)
    }),
    exclusions: [],
    sources: [],
    reason,
  }
}

function frame(
  facts: Facts,
  definition: MetricDefinition,
  view: View,
): Omit<Measurement, 'state' | 'answers' | 'exclusions' | 'reason'> {
  return {
    metric: definition.id,
    definitionVersion: definition.history.at(-1)?.version ?? 1,
    scope: view.scope,
    period: view.period,
    asOf: facts.asOf,
    timeZone: facts.settings.timeZone,
    headline: definition.headline,
    coverage: { firstDay: null, lastDay: null, people: null, note: null },
    sources: facts.sources,
  }
}
