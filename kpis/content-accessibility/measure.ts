// How what reps do with content becomes hours a week, searches that succeed, and accesses.
import { sql } from 'kysely'
import { countAnswer, proportionAnswer } from '../../metric/answers/answers.ts'
import { quantileAnswer } from '../../metric/answers/duration-answers.ts'
import type { Sql } from '../../metric/rows/counted-deals.ts'
import type { CountedLine, MetricContext, Side, Split } from '../../metric/definition.ts'
import { splittingBy } from '../../metric/rows/dimensions.ts'
import { countedByReason } from '../../metric/rows/exclusions.ts'
import { daysIn, grouped, type Lines, linesOf } from '../../metric/tallies/lines.ts'
import type { Answer } from '../../metric/measurement.ts'
import { sumsAnswer, sumsOf } from '../../metric/answers/ratio-answers.ts'
import type { Tally } from '../../metric/tallies/tally.ts'
import { words } from '../../metric/words.ts'
import { dueOf } from '../../metric/rows/working-time.ts'
import { firstDayOf, useColumns } from '../../model/rollups/index.ts'
import { actionWords } from './actions.ts'
import { canReadTotals, searchedStretches, totalsSetAside, usedInPeriods, usedStretches } from './totals.ts'
import { accesses, answeredSearches, searches, setAside, uses } from './rows.ts'

/** A mean over fewer people than this is fragile. */
const fewPeople = 5
/** Days of a full week. */
const weekDays = 5

interface Grouped {
  readonly period: number
  readonly key: string | null
}

export async function count(context: MetricContext, split: Split): Promise<readonly CountedLine[]> {
  const lines = linesOf()
  if (split.answers.includes('content-hours')) await countHours(context, split, lines)
  if (split.answers.includes('search-success') || split.answers.includes('time-to-find'))
    await countSearches(context, split, lines)
  if (split.answers.includes('empty-searches')) await countEmpty(context, split, lines)
  if (split.answers.includes('accesses')) await countAccesses(context, split, lines)
  return lines.all()
}

function splitting({ dimension }: Split): { readonly key: Sql; readonly join: Sql } {
  const item = sql`left join content_items as item on item.content_item_id = row.content_item_id`
  switch (dimension) {
    case 'content':
      return { key: sql`row.content_item_id::text`, join: sql`` }
    case 'content-type':
      return { key: sql`item.type`, join: item }
    case 'tool':
      return { key: sql`row.tool`, join: sql`` }
    case 'action':
      return { key: sql`row.kind`, join: sql`` }
    default:
      return splittingBy(dimension, 'row', sql`row.day`)
  }
}

// Weeks are those of working days due, so that leave and part-time do not look like quick work. Who changed teams is one unit in
// each.
async function countHours(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const rows = canReadTotals(context, split)
    ? await hoursInTotals(context, split)
    : await hoursInRows(context, split)
  const due = await dueOf(context, split.periods, rows, firstDayOf('content_events'))
  for (const group of grouped(rows)) {
    const units = new Map<string, { hours: number; weeks: number }>()
    const kinds = new Map<string, number>()
    for (const row of group.rows) {
      const id = `${row.rep_id} ${row.team_id}`
      let hours = units.get(id)?.hours ?? 0
      for (const [kind, spent] of row.spent) {
        hours += spent
        kinds.set(kind, (kinds.get(kind) ?? 0) + spent)
      }
      units.set(id, { hours, weeks: (due(row)?.days ?? 0) / weekDays })
    }
    const tally = sumsOf([...units.values()].map(({ hours, weeks }) => [hours, weeks]))
    lines.add(group.period, group.key, 'content-hours', tally, {
      details:
        tally.x === 0
          ? []
          : [...kinds]
              .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
              .map(([kind, hours]) => ({
                name: actionWords[kind] ?? words(kind, kind),
                value: hours / tally.x,
                unit: { kind: 'hours-per-week' },
              })),
    })
  }
}

interface Hours extends Grouped {
  readonly rep_id: number
  readonly team_id: number | null
  /** Hours by kind of use. */
  readonly spent: readonly (readonly [kind: string, hours: number])[]
}

async function hoursInRows(context: MetricContext, split: Split): Promise<readonly Hours[]> {
  const { key, join } = splitting(split)
  const { rows } = await sql<Omit<Hours, 'spent'> & { readonly kind: string; readonly hours: number }>`
    select row.period, ${key} as key, row.rep_id, row.team_id, row.kind,
      (sum(coalesce(row.seconds, 0)) / 3600.0)::double precision as hours
    from ${uses(context, split.periods)} as row ${join}
    group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`.execute(context.query)
  return rows.map((row) => ({ ...row, spent: [[row.kind, row.hours]] }))
}

const kindsInOrder = useColumns.toSorted(([first], [second]) => (first < second ? -1 : 1))

// Hours of all kinds come in one row and are taken apart here: a row for each would cost as much as adding the days up.
async function hoursInTotals(context: MetricContext, split: Split): Promise<readonly Hours[]> {
  const { key, join } = splitting(split)
  const hours = kindsInOrder.map(
    ([, many, seconds]) =>
      sql`case when row.${sql.ref(many)} > 0 then (row.${sql.ref(seconds)} / 3600.0)::double precision end as ${sql.ref(seconds)}`,
  )
  const { rows } = await sql<Omit<Hours, 'spent'> & Readonly<Record<string, number | null>>>`
    select row.period, ${key} as key, row.rep_id, row.team_id, ${sql.join(hours)}
    from ${usedInPeriods(context, split.periods)} as row ${join}
    order by 1, 2, 3, 4`.execute(context.query)
  return rows.map((row) => ({
    period: row.period,
    key: row.key,
    rep_id: row.rep_id,
    team_id: row.team_id,
    spent: kindsInOrder.flatMap(([kind, , seconds]) => {
      const spent = row[seconds]
      return typeof spent === 'number' ? [[kind, spent] as const] : []
    }),
  }))
}

async function countSearches(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const rows = canReadTotals(context, split)
    ? await foundInTotals(context, split)
    : await foundInRows(context, split)
  for (const group of grouped(rows)) {
    const found = group.rows.flatMap(({ seconds, searches: many }) =>
      seconds === null ? [] : [[seconds / 60, many] as const],
    )
    const successes = found.reduce((all, [, many]) => all + many, 0)
    const trials = group.rows.reduce((all, row) => all + row.searches, 0)
    if (split.answers.includes('search-success'))
      lines.add(group.period, group.key, 'search-success', { kind: 'proportion', successes, trials })
    if (split.answers.includes('time-to-find') && successes > 0)
      lines.add(group.period, group.key, 'time-to-find', { kind: 'days', counts: new Map(found) })
  }
}

interface Found extends Grouped {
  /** Null: nothing was found. */
  readonly seconds: number | null
  readonly searches: number
}

async function foundInRows(context: MetricContext, split: Split): Promise<readonly Found[]> {
  const { key, join } = splitting(split)
  const { rows } = await sql<Found>`
    select row.period, ${key} as key, case when row.is_found then round(row.found_after)::integer end as seconds, count(*) as searches
    from ${searches(context, split.periods)} as row ${join} group by 1, 2, 3`.execute(context.query)
  return rows
}

async function foundInTotals(context: MetricContext, split: Split): Promise<readonly Found[]> {
  const { key, join } = splitting(split)
  const { rows } = await sql<Found>`
    select period, key, seconds, count(*) as searches from (
      select row.period, ${key} as key, unnest(row.found) as seconds
      from ${searchedStretches(context, split.periods)} as row ${join}
    ) as found group by 1, 2, 3
    union all
    select row.period, ${key} as key, null, sum(row.timed_searches - cardinality(row.found))
    from ${searchedStretches(context, split.periods)} as row ${join}
    group by 1, 2 having sum(row.timed_searches - cardinality(row.found)) > 0`.execute(context.query)
  return rows
}

async function countEmpty(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const { key, join } = splitting(split)
  const { rows } = canReadTotals(context, split)
    ? await sql<Grouped & { searches: number; empty: number }>`
        select row.period, ${key} as key, sum(row.answered_searches) as searches, sum(row.empty_searches) as empty
        from ${usedStretches(context, split.periods)} as row ${join} where row.answered_searches > 0 group by 1, 2`.execute(
        context.query,
      )
    : await sql<Grouped & { searches: number; empty: number }>`
        select row.period, ${key} as key, count(*) as searches, count(*) filter (where not row.has_result) as empty
        from ${answeredSearches(context, split.periods)} as row ${join} group by 1, 2`.execute(context.query)
  for (const row of rows)
    lines.add(row.period, row.key, 'empty-searches', {
      kind: 'proportion',
      successes: row.empty,
      trials: row.searches,
    })
}

async function countAccesses(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const { key, join } = splitting(split)
  const { rows } = canReadTotals(context, split)
    ? await sql<Grouped & { accesses: number }>`
        select row.period, ${key} as key, sum(row.opens + row.downloads) as accesses
        from ${usedStretches(context, split.periods)} as row ${join}
        where row.opens + row.downloads > 0 group by 1, 2`.execute(context.query)
    : await sql<Grouped & { accesses: number }>`
        select row.period, ${key} as key, count(*) as accesses
        from ${accesses(context, split.periods)} as row ${join} group by 1, 2`.execute(context.query)
  for (const row of rows)
    lines.add(row.period, row.key, 'accesses', {
      kind: 'count',
      count: row.accesses,
      days: daysIn(split.periods[row.period]!, context.asOf),
    })
}

export function finish(answer: string, tally: Tally | null, side: Side): Answer {
  switch (answer) {
    case 'content-hours':
      return sumsAnswer(answer, tally, side, {
        unit: { kind: 'hours-per-week' },
        bounds: [0, Infinity],
        few: fewPeople,
      })
    case 'time-to-find':
      return quantileAnswer(answer, tally, side, 0.5, { kind: 'minutes' })
    case 'accesses':
      return countAnswer(answer, tally, side)
    case 'empty-searches':
      return proportionAnswer(answer, tally, tally === null ? { ...side, unknown: notSaid } : side)
    default:
      return proportionAnswer(answer, tally, side)
  }
}

const notSaid = words(
  'Aucune recherche de la période dont la source dise si elle a donné un résultat.',
  'No search of the period of which the source says whether it gave a result.',
)

const reasons = {
  'before-notice': words(
    'Faits notés avant que la personne ait reçu l’information : pas utilisés.',
    'Noted before the person had received the notice: not used.',
  ),
  'no-hour': words(
    'Recherches sans heure : rien ne dit ce qui les a suivies.',
    'Searches without an hour: nothing says what followed them.',
  ),
}

export function exclusions(context: MetricContext) {
  if (context.isFromRows) return countedByReason(context, setAside(context), reasons)
  return countedByReason(context, totalsSetAside(context), reasons, sql`sum(many)`)
}
