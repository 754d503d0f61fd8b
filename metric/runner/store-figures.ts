// Counts the figures of closed periods once more before the rows that they rest on go, and keeps what was counted: for the
// organisation and each team, whole and by every dimension but people.
import { sql } from 'kysely'
import type { Query } from '../../model/database.ts'
import { housekeeper } from '../../model/reader.ts'
import type { Going } from '../../model/rollups/index.ts'
import { everything } from '../../model/sight.ts'
import { byPerson, monthsOf, placesIn, undatedIn } from '../groups/counted-by-person.ts'
import type { CountedLine, MetricContext, MetricDefinition } from '../definition.ts'
import { lastDayOf } from '../rows/counted-deals.ts'
import { type Facts, readFacts } from '../facts.ts'
import { encoded } from '../kept/kept-figures.ts'
import { answerNamed, contextOf } from '../context.ts'
import { missingNeeds } from './measure-one.ts'
import { addsUp, type PersonLine, sharesOf, sizesOf } from '../tallies/shares.ts'
import { type Period, type PeriodKind, periodOf, shiftPeriod, wholeData } from '../period.ts'
import { hasPeople } from '../groups/permits.ts'
import { organisation, type Scope } from '../scope.ts'

const kinds: readonly Exclude<PeriodKind, 'all'>[] = ['month', 'quarter', 'half-year', 'year']

/**
 * Keeps the figures that rest on rows of a table and are of a closed period some of whose days come before `before`, the first
 * day of a month. In the transaction that removes those rows. Periods whose rows went in part before they were closed have no
 * figure to keep: what is left of them is counted and says so.
 */
export async function storeFigures(
  query: Query,
  definitions: readonly MetricDefinition[],
  table: Going,
  before: string,
): Promise<void> {
  const facts: Facts = { ...(await readFacts(query, housekeeper)), sight: everything }
  const teams = await query.selectFrom('teams').select('team_id').orderBy('team_id').execute()
  const scopes: readonly Scope[] = [
    organisation,
    ...teams.map(({ team_id: id }): Scope => ({ kind: 'team', id })),
  ]
  for (const definition of definitions) {
    if (definition.restsOn?.table !== table || definition.count === undefined) continue
    const missing = missingNeeds(definition, facts)
    const answers = definition.answers
      .map(({ id }) => id)
      .filter((id) => !missing.has(id) && definition.restsOn?.answers?.includes(id) !== false)
    if (answers.length === 0) continue
    const context = contextOf(query, facts, { scope: organisation, period: wholeData })
    for (const kind of kinds) {
      const periods = closedBefore(facts, kind, before, context.cuts?.get(table) ?? null)
      if (periods.length === 0) continue
      for (const scope of scopes) {
        await storeScope(definition, { ...context, scope }, periods, answers)
        await storePeople(definition, { ...context, scope }, facts, periods, answers)
      }
    }
    await storeUndated(definition, context, facts, answers)
  }
}

/** Periods that are over, begin before a day, hold data, and of which all rows are still there. */
function closedBefore(
  { asOf, firstDay, settings }: Facts,
  kind: Exclude<PeriodKind, 'all'>,
  before: string,
  cut: string | null,
): Period[] {
  if (asOf === null || firstDay === null) return []
  const from = cut !== null && cut > firstDay ? cut : firstDay
  const periods: Period[] = []
  let period: Period | null = periodOf(from, kind, settings.fiscalStart)
  if (cut !== null && period.start < cut) period = shiftPeriod(period, 1, settings.fiscalStart)
  while (period !== null && period.start < before) {
    if (lastDayOf(period) <= asOf) periods.push(period)
    period = shiftPeriod(period, 1, settings.fiscalStart)
  }
  return periods
}

async function storeScope(
  definition: MetricDefinition,
  context: MetricContext,
  periods: readonly Period[],
  answers: readonly string[],
): Promise<void> {
  const dimensions = definition.dimensions.map(({ id }) => id).filter((id) => id !== 'rep')
  for (const dimension of [null, ...dimensions]) {
    const split = answers.filter(
      (id) =>
        dimension === null ||
        (definition.answers.find((one) => one.id === id)?.dimensions?.includes(dimension) ?? true),
    )
    if (split.length === 0) continue
    const lines = await definition.count!(context, { answers: split, periods, dimension })
    for (const answer of split) await keepLines(definition, context, periods, { answer, dimension, lines })
  }
  if (definition.restsOn?.exclusions !== true || definition.exclusions === undefined) return
  for (const period of periods) {
    const excluded = await definition.exclusions({ ...context, period })
    await keepRow(definition, context, period, { answer: '', dimension: null, lines: excluded })
  }
}

/** Who stood behind the figures, and what tells those that overlap apart. */
async function storePeople(
  definition: MetricDefinition,
  context: MetricContext,
  facts: Facts,
  periods: readonly Period[],
  answers: readonly string[],
): Promise<void> {
  const people = answers.filter((id) => hasPeople(definition, id))
  const live = { ...context, isLive: true } as const
  const lines = await byPerson(definition, live, periods, people)
  const months = monthsOf(facts).filter((month) =>
    periods.some((period) => placesIn(period, [month])[0] === 0),
  )
  const isOfYears = periods[0]!.kind === 'year'
  const inMonths = isOfYears ? await byPerson(definition, live, months, people) : []
  for (const answer of people)
    for (const [position, period] of periods.entries()) {
      const parts = { lines: inMonths, positions: placesIn(period, months) }
      await keepPeople(definition, context, answer, period, {
        lines,
        position,
        addsUp: isOfYears
          ? addsUp(answerNamed(definition, answer), { lines, positions: [position] }, parts)
          : null,
      })
    }
}

async function keepLines(
  definition: MetricDefinition,
  context: MetricContext,
  periods: readonly Period[],
  {
    answer,
    dimension,
    lines,
  }: { readonly answer: string; readonly dimension: string | null; readonly lines: readonly CountedLine[] },
): Promise<void> {
  for (const [at, period] of periods.entries()) {
    const own = lines.filter((line) => line.period === at && line.tallies[answer] !== undefined)
    await keepRow(definition, context, period, {
      answer,
      dimension,
      lines: own.map(({ key, tallies, sides }) => ({
        key,
        tally: encoded(tallies[answer]),
        side: encoded(sides?.[answer] ?? {}),
      })),
    })
  }
}

function teamOf({ scope }: MetricContext): number {
  return scope.kind === 'team' ? scope.id : 0
}

async function keepRow(
  { id }: MetricDefinition,
  context: MetricContext,
  period: Period,
  {
    answer,
    dimension,
    lines,
  }: { readonly answer: string; readonly dimension: string | null; readonly lines: unknown },
): Promise<void> {
  await context.query
    .insertInto('kept_figures')
    .values({
      metric: id,
      answer,
      period: period.id,
      starts_on: period.start,
      team_id: teamOf(context),
      dimension: dimension ?? '',
      lines: JSON.stringify(lines),
      as_of: context.asOf,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function keepPeople(
  { id }: MetricDefinition,
  context: MetricContext,
  answer: string,
  period: Period,
  of: { readonly lines: readonly PersonLine[]; readonly position: number; readonly addsUp: boolean | null },
): Promise<void> {
  const [above, below] = (['above', 'below'] as const).map((side) =>
    sizesOf(of.lines, answer, of.position, side),
  ) as [ReadonlyMap<number, number>, ReadonlyMap<number, number>]
  const shares = [...sharesOf(of.lines, answer, of.position)]
  if (shares.length === 0) return
  const sizes = (side: ReadonlyMap<number, number>): number[] =>
    shares.map(([person]) => side.get(person) ?? 0)
  await sql`
    insert into kept_people (metric, answer, period, starts_on, team_id, rep_id, size, below, share, adds_up)
    select ${id}, ${answer}, ${period.id}, ${period.start}::date, ${teamOf(context)}::bigint, person.rep_id, person.size, person.below,
      person.share, ${of.addsUp}::boolean
    from unnest(${shares.map(([person]) => person)}::bigint[], ${sizes(above)}::bigint[], ${sizes(below)}::bigint[],
      ${shares.map(([, share]) => share)}::text[]) as person (rep_id, size, below, share)
    on conflict do nothing`.execute(context.query)
}

/** Who has things without a month: that is not seen from what is left. */
async function storeUndated(
  definition: MetricDefinition,
  context: MetricContext,
  facts: Facts,
  answers: readonly string[],
): Promise<void> {
  const people = answers.filter((id) => hasPeople(definition, id))
  const undated = await undatedIn(definition, context, monthsOf(facts), people)
  for (const [answer, those] of undated) {
    const lines = [...those].map((person): PersonLine => ({
      period: 0,
      key: String(person),
      tallies: { [answer]: { kind: 'count', count: 1, days: 0 } },
    }))
    await keepPeople(definition, context, answer, wholeData, { lines, position: 0, addsUp: null })
  }
}
