// How answers become a Net Promoter Score, its variant by account, the response rate, and the change of those who answered twice.
import { sql } from 'kysely'
import { compareWithNoChange } from '../../metric/compare/compare.ts'
import { meanAnswer, proportionAnswer } from '../../metric/answers/answers.ts'
import { isOfAllDeals } from '../../metric/rows/closed-days.ts'
import type { Sql } from '../../metric/rows/counted-deals.ts'
import type { CountedLine, MetricContext, Side, Split } from '../../metric/definition.ts'
import { splittingBy } from '../../metric/rows/dimensions.ts'
import { countedByReason } from '../../metric/rows/exclusions.ts'
import { type Lines, linesOf } from '../../metric/tallies/lines.ts'
import type { Answer } from '../../metric/measurement.ts'
import { npsAnswer } from '../../metric/answers/ratio-answers.ts'
import type { Tally } from '../../metric/tallies/tally.ts'
import { words } from '../../metric/words.ts'
import { accounts, changes, invitations, lastAnswers, lastAnswersByDay, setAside } from './rows.ts'

export async function count(context: MetricContext, split: Split): Promise<readonly CountedLine[]> {
  const lines = linesOf()
  for (const answer of split.answers) await counts[answer]?.(context, split, lines)
  return lines.all()
}

const counts: Readonly<
  Record<string, (context: MetricContext, split: Split, lines: Lines) => Promise<void>>
> = {
  nps: countClasses,
  'by-account': countAccounts,
  'response-rate': countInvitations,
  'same-people': countChanges,
}

function splitting(split: Split): { readonly key: Sql; readonly join: Sql } {
  return split.dimension === 'product'
    ? { key: sql`row.product_id::text`, join: sql`` }
    : splittingBy(split.dimension, 'row', sql`row.day`)
}

interface Grouped {
  readonly period: number
  readonly key: string | null
}

async function countClasses(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const { key, join } = splitting(split)
  const [counted, many] = isOfAllDeals(context, split)
    ? [lastAnswersByDay(context, split.periods), sql`sum(row.answers)`]
    : [lastAnswers(context, split.periods), sql`count(*)`]
  const marked = (mark: number) => sql`coalesce(${many} filter (where row.mark = ${sql.lit(mark)}), 0)`
  const { rows } = await sql<Grouped & { promoters: number; passives: number; detractors: number }>`
    select row.period, ${key} as key, ${marked(1)} as promoters, ${marked(0)} as passives, ${marked(-1)} as detractors
    from ${counted} as row ${join} group by 1, 2`.execute(context.query)
  for (const { period, key: value, promoters, passives, detractors } of rows)
    lines.add(period, value, 'nps', { kind: 'nps', promoters, passives, detractors })
}

async function countAccounts(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const { key, join } = splitting(split)
  const { rows } = await sql<Grouped & { accounts: number; sum: number; squares: number }>`
    select row.period, ${key} as key, count(*) as accounts, sum(row.mean_mark)::double precision as sum,
      sum(row.mean_mark * row.mean_mark)::double precision as squares
    from ${accounts(context, split.periods)} as row ${join} group by 1, 2`.execute(context.query)
  for (const { period, key: value, accounts: n, sum, squares } of rows)
    lines.add(period, value, 'by-account', { kind: 'mean', n, sum, sumOfSquares: squares })
}

async function countInvitations(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const { key, join } = splitting(split)
  const { rows } = await sql<Grouped & { invited: number; answered: number }>`
    select row.period, ${key} as key, count(*) as invited, count(*) filter (where row.has_answered) as answered
    from ${invitations(context, split.periods)} as row ${join} group by 1, 2`.execute(context.query)
  for (const { period, key: value, invited, answered } of rows)
    lines.add(period, value, 'response-rate', { kind: 'proportion', successes: answered, trials: invited })
}

async function countChanges(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const { key, join } = splitting(split)
  const { rows } = await sql<Grouped & { people: number; sum: number; squares: number }>`
    select row.period, ${key} as key, count(*) as people, sum(row.change)::double precision as sum,
      sum(row.change * row.change)::double precision as squares
    from ${changes(context, split.periods)} as row ${join} group by 1, 2`.execute(context.query)
  for (const { period, key: value, people, sum, squares } of rows)
    lines.add(period, value, 'same-people', { kind: 'mean', n: people, sum, sumOfSquares: squares })
}

export function finish(answer: string, tally: Tally | null, side: Side): Answer {
  switch (answer) {
    case 'nps':
      return npsAnswer(answer, tally, side)
    case 'by-account':
      return meanAnswer(answer, tally, side, { kind: 'score' }, [-1, 1])
    case 'same-people':
      return changeAnswer(answer, tally, tally === null ? { ...side, unknown: nobodyTwice } : side)
    default:
      return proportionAnswer(answer, tally, tally === null ? { ...side, unknown: noInvitations } : side)
  }
}

// A change by itself: held against none, for two changes that share a wave of answers are not independent.
function changeAnswer(id: string, tally: Tally | null, side: Side): Answer {
  const found = meanAnswer(id, tally, side, { kind: 'score' }, [-2, 2])
  return found.value === null
    ? found
    : { ...found, comparisons: [compareWithNoChange('higher-is-better', found)] }
}

const nobodyTwice = words(
  'Personne n’a répondu deux fois, dans la période et dans l’année qui la précède.',
  'Nobody answered twice, in the period and in the year before it.',
)
const noInvitations = words(
  'Les invitations ne sont pas connues : apportez aussi ceux qui n’ont pas répondu, avec le jour de l’envoi.',
  'Invitations are not known: bring those who did not answer as well, with the day of sending.',
)

const reasons = {
  'invalid-score': words('Réponses sans note de 0 à 10.', 'Answers without a score from 0 to 10.'),
  'answered-again': words(
    'Réponses suivies d’une autre de la même personne dans la période : la dernière compte.',
    'Answers followed by another of the same person in the period: the last counts.',
  ),
}

export function exclusions(context: MetricContext) {
  return countedByReason(context, setAside(context), reasons)
}
