// Gathers what each person around a workshop sold before and after, outcome by outcome.
import { saidDay } from '../../model/said-day.ts'
import { sql } from 'kysely'
import type { MetricContext, Split } from '../../metric/definition.ts'
import { splittingBy } from '../../metric/rows/dimensions.ts'
import { grouped, type Lines } from '../../metric/tallies/lines.ts'
import type { Period } from '../../metric/period.ts'
import type { ObservedPerson } from '../../metric/tallies/tally.ts'
import { words } from '../../metric/words.ts'
import { type DealCount, dealIncidence, WON } from '../../statistics/competing-risks.ts'
import { isOutcome, type Outcome, outcomes } from './effect.ts'
import { workedOut } from '../../metric/worked-out.ts'
import { cycles, horizon, isCompared, observed, windowDays } from './workshops.ts'

interface Person {
  readonly period: number
  readonly key: string | null
  readonly workshop_id: number
  readonly held_on: string
  readonly opens_to: string
  readonly is_randomised: boolean
  readonly rep_id: number
  readonly is_invited: boolean
  readonly has_attended: boolean | null
  readonly tenure: string
  readonly weeks_after: number
  readonly opened_early: number
  readonly opened_late: number
  readonly opened_after: number
  readonly closed_early: number
  readonly won_early: number
  readonly closed_late: number
  readonly won_late: number
  readonly closed_after: number
  readonly won_after: number
  readonly counts_opportunities: boolean
  readonly counts_conversion: boolean
  readonly counts_cycle: boolean
}

/** People around the workshops of the periods, each with the value of a dimension. */
async function peopleBy(context: MetricContext, { dimension, periods }: Split): Promise<readonly Person[]> {
  const { key, join } =
    dimension === 'workshop'
      ? { key: sql`person.workshop`, join: sql`` }
      : splittingBy(dimension, 'person', sql`person.held_on`)
  const counted = (outcome: Outcome) => isCompared(outcome)
  const { rows } = await sql<Person>`
    select person.*, ${key} as key, (person.opens_to - person.held_on) / 7.0::double precision as weeks_after,
      ${counted('workshop-opportunities')} as counts_opportunities, ${counted('workshop-effect')} as counts_conversion,
      ${counted('workshop-cycle')} as counts_cycle
    from ${observed(context, periods)} as person ${join}
    order by person.period, person.workshop_id, person.rep_id`.execute(context.query)
  return rows
}

/** The same, not split: effects and who is left out of them are told of the same people, looked at once for a request. */
function peopleOf(context: MetricContext, periods: readonly Period[]): Promise<readonly Person[]> {
  const { asOf, isFromRows, passing, scope, seen } = context
  const name = `around workshops ${JSON.stringify([asOf, isFromRows, periods.map(({ start, end }) => [start, end]), scope, seen])}`
  return workedOut({ worked: passing }, name, () =>
    peopleBy(context, { answers: [], periods, dimension: null }),
  )
}

/** How many invited people could not be compared: they were not there all along, or closed too little. See `notCompared`. */
export async function countNotCompared(context: MetricContext, periods: readonly Period[]): Promise<number> {
  const people = await peopleOf(context, periods)
  return people.filter((person) => person.is_invited && !person.counts_conversion).length
}

export async function countEffects(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const rows = await (split.dimension === null ? peopleOf(context, split.periods) : peopleBy(context, split))
  const means = rows.length === 0 ? new Map<string, number>() : await meanCycles(context, split, rows)
  const asked = split.answers.filter(isOutcome)
  if (split.dimension === null) await sayWhenNone(context, split, rows, lines)
  for (const group of grouped(rows)) {
    const samples = Object.fromEntries(
      outcomes.map((outcome) => [
        outcome,
        group.rows.flatMap((person) => observedAs(person, outcome, means) ?? []),
      ]),
    )
    for (const outcome of asked)
      lines.add(group.period, group.key, outcome, { kind: 'effect', outcome, samples })
  }
}

/** A period without a workshop points to the last one held. */
async function sayWhenNone(
  { query, asOf }: MetricContext,
  split: Split,
  rows: readonly Person[],
  lines: Lines,
): Promise<void> {
  const without = [...split.periods.keys()].filter((position) => !rows.some((row) => row.period === position))
  if (without.length === 0) return
  const last = await query
    .selectFrom('workshops')
    .where('held_on', '<=', asOf)
    .select(['name', 'held_on'])
    .orderBy('held_on', 'desc')
    .orderBy('workshop_id')
    .executeTakeFirst()
  if (last === undefined) return
  const day = saidDay(last.held_on)
  const unknown = words(
    `Aucun atelier tenu sur cette période ; le dernier est « ${last.name} », le ${day.fr}.`,
    `No workshop held in this period; the last one is “${last.name}”, on ${day.en}.`,
  )
  for (const position of without)
    for (const outcome of split.answers.filter(isOutcome))
      lines.add(position, null, outcome, { kind: 'effect', outcome, samples: {} }, { unknown })
}

type Means = ReadonlyMap<string, number>

function observedAs(person: Person, outcome: Outcome, means: Means): ObservedPerson | null {
  const base = {
    group: String(person.workshop_id),
    heldOn: person.held_on,
    isRandomised: person.is_randomised,
    isInvited: person.is_invited,
    hasAttended: person.has_attended,
    stratum: person.tenure,
  }
  const share = (won: number, closed: number) => (closed === 0 ? null : won / closed)
  if (outcome === 'workshop-effect') {
    if (!person.counts_conversion) return null
    return {
      ...base,
      early: share(person.won_early, person.closed_early),
      late: share(person.won_late, person.closed_late),
      before: (person.won_early + person.won_late) / (person.closed_early + person.closed_late),
      after: person.won_after / person.closed_after,
    }
  }
  if (outcome === 'workshop-cycle') {
    if (!person.counts_cycle) return null
    const mean = (side: string) => means.get(`${person.workshop_id} ${person.rep_id} ${side}`) ?? 0
    return { ...base, early: null, late: null, before: mean('before'), after: mean('after') }
  }
  if (!person.counts_opportunities) return null
  const weeks = windowDays / 7
  return {
    ...base,
    early: person.opened_early / (weeks / 2),
    late: person.opened_late / (weeks / 2),
    before: (person.opened_early + person.opened_late) / weeks,
    after: person.opened_after / person.weeks_after,
  }
}

/**
 * Mean days to win of each person and side, of her deals won within the horizon; lost deals compete and open ones are followed as far
 * as they are known. Days to close would not do: who wins more has fewer deals lost early, and looks slower.
 */
async function meanCycles(context: MetricContext, split: Split, people: readonly Person[]): Promise<Means> {
  const compared = new Map(
    people.flatMap((person) =>
      person.counts_cycle ? [[`${person.workshop_id} ${person.rep_id}`, person]] : [],
    ),
  )
  if (compared.size === 0) return new Map()
  const { rows } = await sql<{
    workshop_id: number
    rep_id: number
    side: string
    days: number
    won: number
    lost: number
    open: number
  }>`select * from ${cycles(context, split.periods, [...compared.values()])} as cycle`.execute(context.query)
  const deals = new Map<string, DealCount[]>()
  for (const row of rows) {
    const id = `${row.workshop_id} ${row.rep_id} ${row.side}`
    const ended = { time: row.days, won: row.won, lost: row.lost, censored: row.open }
    deals.set(id, [...(deals.get(id) ?? []), ended])
  }
  return new Map([...deals].map(([id, list]) => [id, meanDaysToWin(list) ?? horizon]))
}

/** Of the chance to be won by the horizon: the mean day on which it comes. Null where nothing is won by then. */
function meanDaysToWin(deals: readonly DealCount[]): number | null {
  let [chance, days] = [0, 0]
  for (const { time, incidence } of dealIncidence(deals).steps) {
    if (time > horizon) break
    const now = incidence[WON]!.probability
    days += time * (now - chance)
    chance = now
  }
  return chance === 0 ? null : days / chance
}
