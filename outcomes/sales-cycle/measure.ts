// How the counted deals become numbers: one histogram of days per period or line, from which every answer is read.
import { sql } from 'kysely'
import { meanDaysAnswer } from '../../metric/answers/answers.ts'
import {
  chanceAnswer,
  closeMedianAnswer,
  quantileAnswer,
  winnerMedianAnswer,
} from '../../metric/answers/duration-answers.ts'
import { closedByDay, isOfAllDeals } from '../../metric/rows/closed-days.ts'
import type { Sql } from '../../metric/rows/counted-deals.ts'
import type { CountedLine, MetricContext, Side, Split } from '../../metric/definition.ts'
import { splittingBy } from '../../metric/rows/dimensions.ts'
import { grouped, type Lines, linesOf } from '../../metric/tallies/lines.ts'
import type { Answer } from '../../metric/measurement.ts'
import { countedByReason } from '../../metric/rows/exclusions.ts'
import type { SpellEnds, Tally } from '../../metric/tallies/tally.ts'
import { words } from '../../metric/words.ts'
import { cohortDeals, setAside, wonAnswers, wonDeals } from './rows.ts'

interface Histogram {
  period: number
  key: string | null
  days: number
  won: number
  lost: number
  open: number
}

export async function count(context: MetricContext, split: Split): Promise<readonly CountedLine[]> {
  const lines = linesOf()
  const ofWon = split.answers.filter((answer) => wonAnswers.includes(answer))
  const ofCohort = split.answers.filter((answer) => !wonAnswers.includes(answer))
  if (ofWon.length > 0) await countWon(context, split, ofWon, lines)
  if (ofCohort.length > 0)
    for (const group of grouped(await histogram(context, cohortDeals(context, split.periods), split)))
      for (const answer of ofCohort)
        lines.add(group.period, group.key, answer, { kind: 'spells', counts: spells(group.rows) })
  return lines.all()
}

/** A mean of the whole organisation needs no more than sums that are kept by day. */
async function countWon(
  context: MetricContext,
  split: Split,
  answers: readonly string[],
  lines: Lines,
): Promise<void> {
  if (answers.every((answer) => answer === 'mean') && isOfAllDeals(context, split)) {
    for (const { period, ...sums } of await wonSums(context, split))
      lines.add(period, null, 'mean', { kind: 'mean', ...sums })
    return
  }
  for (const group of grouped(await wonHistogram(context, split)))
    for (const answer of answers) lines.add(group.period, group.key, answer, wonTally(answer, group.rows))
}

export function finish(answer: string, tally: Tally | null, side: Side): Answer {
  switch (answer) {
    case 'mean':
      return meanDaysAnswer(answer, tally, side)
    case 'median':
      return quantileAnswer(answer, tally, side, 0.5)
    case 'p90':
      return quantileAnswer(answer, tally, side, 0.9)
    case 'close-median':
      return closeMedianAnswer(answer, tally, side)
    case 'winner-median':
      return winnerMedianAnswer(answer, tally, side)
    default:
      return chanceAnswer(answer, tally, side, Number(answer.slice('win-by-'.length)))
  }
}

const reasons = {
  'no-opening-day': words('Sans date de création.', 'Without a day of creation.'),
  'closed-before-opened': words(
    'Closes avant leur création : erreur de saisie à corriger à la source.',
    'Closed before they were created: an error to mend at the source.',
  ),
  'no-closing-day': words('Closes sans date de clôture.', 'Closed without a closing day.'),
  deleted: words('Affaires supprimées dans la source.', 'Deals deleted in the source.'),
  'pipeline-not-counted': words(
    "Dans un pipeline que l'organisation ne compte pas.",
    'In a pipeline that the organisation does not count.',
  ),
}

export function exclusions(context: MetricContext) {
  return countedByReason(context, setAside(context), reasons)
}

interface Sums {
  period: number
  n: number
  sum: number
  sumOfSquares: number
}

async function wonSums(context: MetricContext, split: Split): Promise<readonly Sums[]> {
  const { rows } = await sql<Sums>`
    select closed.period, sum(closed.timed_deals)::bigint as n, sum(closed.cycle_days)::bigint as sum,
      sum(closed.cycle_squares)::bigint as "sumOfSquares"
    from ${closedByDay(context, split.periods)} as closed
    where closed.outcome = 'won' and closed.timed_deals > 0 group by 1`.execute(context.query)
  return rows
}

/** Days that won deals took; those of the whole organisation are kept by day. */
async function wonHistogram(context: MetricContext, split: Split): Promise<readonly Histogram[]> {
  if (!isOfAllDeals(context, split)) return histogram(context, wonDeals(context, split.periods), split)
  const { rows } = await sql<Histogram>`
    select row.period, null::text as key, row.days, count(*) as won, 0 as lost, 0 as open
    from (
      select closed.period, unnest(closed.cycles) as days from ${closedByDay(context, split.periods)} as closed
      where closed.outcome = 'won'
    ) as row group by 1, 3`.execute(context.query)
  return rows
}

async function histogram(context: MetricContext, counted: Sql, split: Split): Promise<readonly Histogram[]> {
  const { key, join } = splittingBy(split.dimension, 'deal', sql`deal.opened_on`)
  const { rows } = await sql<Histogram>`
    select deal.period, ${key} as key, deal.days,
      count(*) filter (where deal.outcome = 'won') as won,
      count(*) filter (where deal.outcome = 'lost') as lost,
      count(*) filter (where deal.outcome = 'open') as open
    from ${counted} as deal ${join}
    group by 1, 2, 3`.execute(context.query)
  return rows
}

function wonTally(answer: string, rows: readonly Histogram[]): Tally {
  if (answer !== 'mean') return { kind: 'days', counts: new Map(rows.map((row) => [row.days, row.won])) }
  let n = 0
  let sum = 0
  let sumOfSquares = 0
  for (const { days, won } of rows) {
    n += won
    sum += won * days
    sumOfSquares += won * days * days
  }
  return { kind: 'mean', n, sum, sumOfSquares }
}

function spells(rows: readonly Histogram[]): ReadonlyMap<number, SpellEnds> {
  return new Map(rows.map(({ days, won, lost, open }) => [days, { won, lost, open }]))
}
