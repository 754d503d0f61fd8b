// One answer split by a dimension: each line with its interval, compared with all the others together; and who
// could have had a line and has none, with the reason.
import { absentFrom } from './absent-lines.ts'
import type { Query } from '../../model/database.ts'
import { type FigureData, lineFor, type Sight } from '../../model/sight.ts'
import { benjaminiHochberg } from '../../statistics/multiple-comparisons.ts'
import { seededRandom } from '../../statistics/random.ts'
import { splitChange } from '../compare/change-split.ts'
import { compareWithPeriod, compareWithRest, type Counted, pValueOf } from '../compare/compare.ts'
import {
  type AnswerDefinition,
  type CountedLine,
  dataOf,
  type MetricContext,
  type MetricDefinition,
  type Side,
} from '../definition.ts'
import { labelsOf } from '../rows/dimensions.ts'
import type { Facts } from '../facts.ts'
import { countLines, goneOf } from '../kept/kept-figures.ts'
import { answerNamed, contextOf, narrowedContext } from '../context.ts'
import { countPeriods, ofGroup, type Told } from './count-periods.ts'
import { missingNeeds } from './measure-one.ts'
import type { Breakdown, BreakdownChange, BreakdownLine, Comparison } from '../measurement.ts'
import { type Period, shiftPeriod } from '../period.ts'
import { teamsToTell } from '../groups/people-behind.ts'
import {
  isTooFewAnswers,
  maySplit,
  permitFor,
  personLabel,
  tooFew,
  withoutEnoughAnswers,
} from '../groups/permits.ts'
import { RequestError } from '../request-error.ts'
import type { Scope } from '../scope.ts'
import type { BreakdownRequest } from '../view.ts'
import { type Tally } from '../tallies/tally.ts'
import { addTallies } from '../tallies/add-tallies.ts'
import type { UnitKind } from '../unit.ts'
import { withoutSums } from '../compare/without-sums.ts'
import { type Words, words } from '../words.ts'

/** @throws RequestError 'unknown-answer' or 'unknown-dimension' */
export async function breakDownIn(
  query: Query,
  facts: Facts,
  definition: MetricDefinition,
  request: BreakdownRequest,
): Promise<Breakdown> {
  const context = contextOf(query, facts, request)
  const missing = missingNeeds(definition, facts)
  const usable = (answer: AnswerDefinition) =>
    !missing.has(answer.id) && (answer.dimensions?.includes(request.dimension) ?? true)
  const headline = answerNamed(definition, request.answer ?? definition.headline)
  const answer =
    request.answer === undefined && !usable(headline)
      ? (definition.answers.find(usable) ?? headline)
      : headline
  const dimensions = answer.dimensions ?? definition.dimensions.map((one) => one.id)
  if (definition.count !== undefined && !dimensions.includes(request.dimension))
    throw new RequestError('unknown-dimension', request.dimension)
  if (definition.count === undefined || missing.has(answer.id)) {
    const side = { unknown: missing.get(answer.id) ?? definition.needs[0]!.bring }
    const total = { ...definition.finish?.(answer.id, null, side, context) }
    return {
      dimension: request.dimension,
      answer: answer.id,
      lines: [],
      total: { ...silentTotal(answer, side.unknown), ...total, state: 'not-connected' },
      absent: [],
      change: null,
    }
  }
  const data = dataOf(definition, answer.id)
  const lined = linedContext(context, facts, data, request.dimension)
  const isGrouped =
    lined === context &&
    request.dimension === 'team' &&
    permitFor(facts.sight, data, context.scope) === 'groups'
  const told = isGrouped
    ? await teamsToTell(definition, context, facts, request.period, answer.id)
    : undefined
  if (told === null) return untold(definition, context, facts, answer, request)
  const isOpen = lined === context && permitFor(facts.sight, data, context.scope) === 'free'
  const before = isOpen ? periodToSplit(answer, request.period, facts) : null
  const periods = before === null ? [request.period] : [request.period, before]
  const split = { answers: [answer.id], periods, dimension: request.dimension }
  const found = await countLines(definition, lined, split)
  const all = found.lines.filter((line) => line.tallies[answer.id] !== undefined)
  const counted = all.filter((line) => line.period === 0)
  const gone = found.partial.has(`${answer.id} 0`)
    ? goneOf(definition, answer.id, context, request.period)
    : null
  const label = await labelsOf(
    query,
    request.dimension,
    all.map((line) => line.key),
    (personId, name) => personLabel(facts.sight, data, personId, name),
  )
  const measured = await countPeriods(definition, context, facts, periods, [answer.id])
  const tallies = counted.map((line) => line.tallies[answer.id]!)
  const rests = restsOf(tallies)
  const judged = counted.map((line, i) => {
    const side = line.sides?.[answer.id] ?? {}
    const whole = finished(definition, context, answer, tallies[i]!, isGrouped ? ofGroup(side) : side)
    const bare = isGrouped ? withoutSums(answer, whole) : whole
    const own = withEnoughAnswers(bare, facts.sight, data, scopeOfLine(request, line.key))
    const isJudged = own.tally !== null && line.sides?.[answer.id]?.isComparable !== false
    const others = isJudged ? (rests[i] ?? null) : null
    const rest = others === null ? null : finished(definition, context, answer, others, {})
    return {
      line,
      own,
      judgement:
        rest === null
          ? null
          : compareWithRest(
              answer,
              own,
              rest,
              seededRandom(`${definition.id} ${answer.id} ${request.period.id} ${line.key}`),
            ),
    }
  })
  const isSignal = beyondChance(judged.map((one) => one.judgement))
  const lines = judged.map(({ line, own, judgement }, i): BreakdownLine => {
    const named = label(line.key)
    const base = {
      key: named.key ?? line.key ?? '',
      label: named.label,
      scope: named.scope,
      answer: own.answer,
    }
    // A count of 3 beside a count of 300 says nothing on which is better.
    if (answer.isAdditive || judgement === null)
      return { ...base, verdict: 'no-clear-change', note: named.note }
    const isAlarm = (judgement.verdict === 'better' || judgement.verdict === 'worse') && !isSignal[i]
    return {
      ...base,
      verdict: isAlarm ? 'no-clear-change' : judgement.verdict,
      note: named.note ?? (isAlarm ? amongMany(judged.length) : judgement.reason),
    }
  })
  return {
    dimension: request.dimension,
    answer: answer.id,
    // How people work never ranks them: they stand in the order of their names.
    lines: lines
      .filter(({ key }) => told === undefined || told.has(Number(key)))
      .toSorted(request.dimension === 'rep' && data !== 'results' ? byName : byValue),
    total: measured[0]![0]!.answer,
    absent: [
      ...(told === undefined ? [] : untoldLines(lines, told, facts.sight)),
      // Of people whose rows are gone, nothing says who had any.
      ...(gone !== null && request.dimension === 'rep'
        ? []
        : await absentFrom(context, request, counted, facts.sight, data)),
    ],
    ...(gone !== null && { gone }),
    change:
      before === null || found.partial.size > 0
        ? null
        : changeOf(answer, all, label, { period: before, now: measured[0]![0]!, earlier: measured[1]![0]! }),
  }
}

/** The period whose change is split: none for what is a median, stands alone, or adds up by itself. */
function periodToSplit(answer: AnswerDefinition, period: Period, { settings }: Facts): Period | null {
  if (answer.isAdditive || answer.redrawn !== undefined || answer.isTimeless || answer.standsAlone)
    return null
  return rates.has(answer.unit) ? shiftPeriod(period, -1, settings.fiscalStart) : null
}

const rates: ReadonlySet<UnitKind> = new Set(['ratio', 'days', 'hours', 'hours-per-week', 'minutes', 'score'])

function changeOf(
  answer: AnswerDefinition,
  lines: readonly CountedLine[],
  label: Awaited<ReturnType<typeof labelsOf>>,
  { period, now, earlier }: { readonly period: Period; readonly now: Told; readonly earlier: Told },
): BreakdownChange | null {
  if (now.isWithheld || earlier.isWithheld || now.isComparable === false || earlier.isComparable === false)
    return null
  if (now.answer.value === null || earlier.answer.value === null) return null
  const keys = [...new Set(lines.map((line) => line.key))]
  const tally = (at: number, key: string | null) =>
    lines.find((line) => line.period === at && line.key === key)?.tallies[answer.id] ?? null
  const groups = keys.map((key) => {
    const named = label(key)
    return { key: named.key ?? key ?? '', label: named.label, now: tally(0, key), before: tally(1, key) }
  })
  const { verdict } = compareWithPeriod(answer, now, earlier, 'previous', period)
  return splitChange(groups, { period, unit: now.answer.unit, verdict })
}

/** Teams with a figure that is not told: named, and why. What is of no team is left out without a word. */
function untoldLines(
  lines: readonly BreakdownLine[],
  told: ReadonlySet<number>,
  { group }: Sight,
): Breakdown['absent'] {
  return lines
    .filter(({ key }) => key !== '' && !told.has(Number(key)))
    .map(({ label }) => ({ label, reason: tooFew(group) }))
    .toSorted((a, b) => (a.label < b.label ? -1 : 1))
}

// Thirty lines at 5 % would colour one or two by chance alone: Benjamini-Hochberg over the lines shown.
function beyondChance(
  judgements: readonly (Pick<Comparison, 'difference' | 'interval' | 'verdict'> | null)[],
): boolean[] {
  const pValues = judgements.map((one) => (one === null || one.verdict === 'too-few' ? null : pValueOf(one)))
  const tested = pValues.flatMap((p, i) => (p === null ? [] : [{ p, i }]))
  const { rejected } = benjaminiHochberg(tested.map((one) => one.p))
  const signals = new Set(tested.filter((_, i) => rejected[i]).map((one) => one.i))
  return judgements.map((_, i) => signals.has(i))
}

function amongMany(lines: number): Words {
  return words(
    `L'écart passerait pour un signal s'il était seul ; parmi ${lines} lignes, le hasard en produit de tels.`,
    `The gap would pass for a signal if it were alone; among ${lines} lines chance produces such gaps.`,
  )
}

function silentTotal(answer: AnswerDefinition, note: ReturnType<typeof words>) {
  return {
    id: answer.id,
    state: 'not-connected' as const,
    value: null,
    unit: answer.unit === 'money' ? ({ kind: 'count' } as const) : { kind: answer.unit },
    n: null,
    numerator: null,
    denominator: null,
    partsUnit: null,
    interval: null,
    isFragile: false,
    details: [],
    comparisons: [],
    note,
  }
}

function finished(
  definition: MetricDefinition,
  context: MetricContext,
  answer: AnswerDefinition,
  tally: Tally,
  side: Side,
): Counted {
  return { tally, answer: definition.finish!(answer.id, tally, side, context) }
}

/** Lines that name people or teams are of the reader's line alone; what else splits figures of others is refused. */
function linedContext(
  context: MetricContext,
  facts: Facts,
  data: FigureData,
  dimension: string,
): MetricContext {
  const { scope } = context
  if (!maySplit(facts.sight, data, scope, dimension)) throw new RequestError('unknown-dimension', dimension)
  if (permitFor(facts.sight, data, scope) === 'free') return narrowedContext(context, facts, data)
  const line = lineFor(facts.sight, data)
  if (dimension === 'rep') return { ...context, scope: { kind: 'organisation', line } }
  // Readers who know every team by name are told of those that are large enough (see `teamsToTell`).
  if (line.teams.length === 0) return context
  return {
    ...context,
    scope: { kind: 'organisation', line: { ...line, self: null, opened: [], reports: [] } },
  }
}

/** The total alone, and why no team has a line. */
async function untold(
  definition: MetricDefinition,
  context: MetricContext,
  facts: Facts,
  answer: AnswerDefinition,
  request: BreakdownRequest,
): Promise<Breakdown> {
  const [told] = await countPeriods(definition, context, facts, [request.period], [answer.id])
  const teams = await context.query.selectFrom('teams').select('name').orderBy('name').execute()
  return {
    dimension: request.dimension,
    answer: answer.id,
    lines: [],
    total: told![0]!.answer,
    absent: teams.map(({ name }) => ({ label: name, reason: tooFew(facts.sight.group) })),
    change: null,
  }
}

function scopeOfLine(request: BreakdownRequest, key: string | null): Scope {
  return request.dimension === 'rep' && key !== null ? { kind: 'rep', id: Number(key) } : request.scope
}

function withEnoughAnswers(counted: Counted, sight: Sight, data: FigureData, scope: Scope): Counted {
  if (!isTooFewAnswers(sight, data, scope, counted.answer.n)) return counted
  return { tally: null, answer: withoutEnoughAnswers(counted.answer) }
}

/** For each tally, all the others together: those before it and those after it, each summed once. */
function restsOf(tallies: readonly Tally[]): (Tally | null)[] {
  const upTo = runningSums(tallies)
  const from = runningSums(tallies.toReversed()).toReversed()
  return tallies.map((_, i) => {
    const before = upTo[i - 1] ?? null
    const after = from[i + 1] ?? null
    return before === null || after === null ? (before ?? after) : addTallies(before, after)
  })
}

function runningSums(tallies: readonly Tally[]): Tally[] {
  const sums: Tally[] = []
  for (const tally of tallies) {
    const last = sums.at(-1)
    sums.push(last === undefined ? tally : addTallies(last, tally))
  }
  return sums
}

// Largest value first; unknown values last; names settle ties so that the order never depends on the database.
function byValue(first: BreakdownLine, second: BreakdownLine): number {
  const one = first.answer.value
  const two = second.answer.value
  if (one === null || two === null)
    return Number(one === null) - Number(two === null) || byName(first, second)
  return one === two ? byName(first, second) : one < two ? 1 : -1
}

function byName(first: BreakdownLine, second: BreakdownLine): number {
  return first.label < second.label ? -1 : first.label > second.label ? 1 : first.key < second.key ? -1 : 1
}
