// Tallies of deals: decided, won, created, open, and their way through the stages.
import { sql } from 'kysely'
import { closedByDay, isOfAllDeals } from '../../metric/rows/closed-days.ts'
import type { MetricContext, Side, Split } from '../../metric/definition.ts'
import { splittingBy } from '../../metric/rows/dimensions.ts'
import { daysIn, grouped, type Lines } from '../../metric/tallies/lines.ts'
import type { Detail } from '../../metric/measurement.ts'
import type { Period } from '../../metric/period.ts'
import { amountIn, lacksRate, ratesOn } from '../../metric/rows/money.ts'
import type { SpellEnds } from '../../metric/tallies/tally.ts'
import { formatNumber } from '../../metric/phrase.ts'
import { words } from '../../metric/words.ts'
import { workedOut } from '../../metric/worked-out.ts'
import { closingDays, createdDeals, decidedDeals } from './rows.ts'
import {
  areDaysEnough,
  openDeals,
  openOfAll,
  reachedByDay,
  reachedStages,
  spellsByDay,
  stageSpells,
} from './stages.ts'

/** Decided deals: win rate by count and by amount, deals won and their value. */
export async function countDecided(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const { key, join } = splittingBy(split.dimension, 'deal', sql`deal.opened_on`)
  const { currency } = context.settings
  const { rows } = await sql<{
    period: number
    key: string | null
    won: number
    lost: number
    won_minor: bigint
    lost_minor: bigint
    won_priced: number
    lost_priced: number
    won_squares: number
    lost_squares: number
    won_missing: readonly string[] | null
    lost_missing: readonly string[] | null
  }>`
    select period, key,
      count(*) filter (where is_won) as won, count(*) filter (where not is_won) as lost,
      coalesce(sum(minor) filter (where is_won), 0) as won_minor,
      coalesce(sum(minor) filter (where not is_won), 0) as lost_minor,
      count(*) filter (where is_won and minor > 0) as won_priced,
      count(*) filter (where not is_won and minor > 0) as lost_priced,
      coalesce(sum(minor::double precision ^ 2) filter (where is_won), 0) as won_squares,
      coalesce(sum(minor::double precision ^ 2) filter (where not is_won), 0) as lost_squares,
      array_agg(distinct currency) filter (where lacks_rate and is_won) as won_missing,
      array_agg(distinct currency) filter (where lacks_rate and not is_won) as lost_missing
    from (
      select deal.period, ${key} as key, deal.outcome = 'won' as is_won, ${amountIn(currency)} as minor,
        ${lacksRate(currency)} as lacks_rate, deal.currency
      from ${decidedDeals(context, split.periods)} as deal
      ${ratesOn(sql`coalesce(deal.closed_on, ${context.asOf}::date)`)} ${join}
    ) as decided
    group by 1, 2`.execute(context.query)
  const rateSide = await whyNoRate(context)
  for (const row of rows) {
    const { period } = row
    const add = adder(lines, period, row.key, split)
    const side = rateSide(split.periods[period]!)
    add('win-rate', { kind: 'proportion', successes: row.won, trials: row.won + row.lost }, side)
    add('won-deals', { kind: 'count', count: row.won, days: daysIn(split.periods[period]!, context.asOf) })
    add('won-value', {
      kind: 'money',
      minor: row.won_minor,
      n: row.won,
      missingRates: row.won_missing ?? [],
    })
    add(
      'win-rate-amount',
      {
        kind: 'amounts',
        won: row.won_minor,
        lost: row.lost_minor,
        wonDeals: row.won,
        lostDeals: row.lost,
        wonPriced: row.won_priced,
        lostPriced: row.lost_priced,
        wonSquares: row.won_squares,
        lostSquares: row.lost_squares,
        missingRates: [...new Set([...(row.won_missing ?? []), ...(row.lost_missing ?? [])])].toSorted(),
      },
      side,
    )
  }
}

/** Share of the lost, or of the won, without a closing day from which the win rate of a period is not shown: our choice. */
const mostUndated = 0.2

/** As many won deals, and not a lost one in all the data: the export has left the lost ones out. */
const wonWithoutLost = 10

/** Why a win rate has no value in a period: no lost deal is known at all, or too many closings fall in no period. */
async function whyNoRate(context: MetricContext): Promise<(period: Period) => Side> {
  const found = await workedOut(context, 'closing days', () => countClosings(context))
  if (found === undefined) return () => ({})
  if (found.lost === 0 && found.won >= wonWithoutLost) return () => ({ unknown: noLost })
  const isTooMany = (undated: number, all: number) => undated > 0 && undated >= all * mostUndated
  if (!isTooMany(found.lost_undated, found.lost) && !isTooMany(found.won_undated, found.won))
    return () => ({})
  const number = (language: 'fr' | 'en') => ({
    won: formatNumber(found.won_undated, language),
    lost: formatNumber(found.lost_undated, language),
  })
  const [fr, en] = [number('fr'), number('en')]
  const undated: Side = {
    unknown: words(
      `Sans date de clôture : ${fr.lost} affaires perdues et ${fr.won} gagnées. On ne sait pas dans quelle période elles tombent, et le taux d'une période serait faux. Sur toutes les données, elles comptent. Apportez la date de perte et de gain.`,
      `Without a closing day: ${en.lost} deals lost and ${en.won} won. In which period they fall is not known, and the rate of a period would be wrong. Over all data they count. Bring the day of loss and of winning.`,
    ),
  }
  return (period) => (period.kind === 'all' ? {} : undated)
}

async function countClosings(context: MetricContext) {
  const { rows } = await sql<{ won: number; won_undated: number; lost: number; lost_undated: number }>`
    select won, won_undated, lost, lost_undated from ${closingDays(context)} as closing`.execute(
    context.query,
  )
  return rows[0]
}

const noLost = words(
  "Aucune affaire perdue n'est connue : le taux serait de 100 %, ce qui ne dit rien. Exportez aussi les affaires perdues (dans Odoo : avec le filtre « Perdu » ou « Archivé »).",
  'No lost deal is known: the rate would be 100%, which says nothing. Export the lost deals too (in Odoo: with the filter “Lost” or “Archived”).',
)

/** Deals won, by period and value of a dimension: the numerator of the e-book's ratio. */
export async function wonBy(context: MetricContext, split: Split) {
  // Over all data those without a closing day count too, and are in no day.
  if (isOfAllDeals(context, split) && split.periods.every((period) => period.kind !== 'all')) {
    const { rows } = await sql<{ period: number; key: null; won: number }>`
      select closed.period, null::text as key, sum(closed.deals)::bigint as won
      from ${closedByDay(context, split.periods)} as closed where closed.outcome = 'won' group by 1`.execute(
      context.query,
    )
    return rows
  }
  const { key, join } = splittingBy(split.dimension, 'deal', sql`deal.opened_on`)
  const { rows } = await sql<{ period: number; key: string | null; won: number }>`
    select deal.period, ${key} as key, count(*) as won
    from ${decidedDeals(context, split.periods)} as deal ${join}
    where deal.outcome = 'won' group by 1, 2`.execute(context.query)
  return rows
}

/** Won among all created: the trap, labelled as such. */
export async function countCreated(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const { key, join } = splittingBy(split.dimension, 'deal', sql`deal.opened_on`)
  const { rows } = await sql<{
    period: number
    key: string | null
    won: number
    deals: number
    open: number
  }>`
    select deal.period, ${key} as key, count(*) filter (where deal.outcome = 'won') as won, count(*) as deals,
      count(*) filter (where deal.outcome = 'open') as open
    from ${createdDeals(context, split.periods)} as deal ${join}
    group by 1, 2`.execute(context.query)
  for (const row of rows)
    lines.add(
      row.period,
      row.key,
      'broad-rate',
      { kind: 'proportion', successes: row.won, trials: row.deals },
      {
        isComparable: false,
        details: [
          {
            name: words('Encore ouvertes, comptées contre', 'Still open, counted against'),
            value: row.open,
            unit: { kind: 'count' },
          },
        ],
      },
    )
}

/** Deals open at the end of each period; by stage, those of the present stage. */
export async function countOpen(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  for (const [position, period] of split.periods.entries()) {
    const { key, join } = stageOr(split.dimension, sql`deal.stage_id`)
    const { rows } = await sql<{ key: string | null; deals: number }>`
      select ${key} as key, count(*) as deals
      from ${(isOfAllDeals(context, split) ? openOfAll : openDeals)(context, period)} as deal ${join}
      group by 1`.execute(context.query)
    for (const row of rows)
      lines.add(position, row.key, 'open-deals', { kind: 'count', count: row.deals, days: 0 })
  }
}

/** Passages from stage to stage; for the total, each stage's own rate goes beside it. */
export async function countPassages(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const isTotal = split.dimension === null
  const { key, join } = stageOr(isTotal ? 'stage' : split.dimension, sql`deal.reached_stage_id`)
  const isByDay = await areDaysEnough(context, split)
  const reached = isByDay
    ? reachedByDay(context, split.periods)
    : reachedStages(context, split.periods, 'counted')
  const many = manyOf(isByDay)
  const { rows } = await sql<{
    period: number
    key: string | null
    advanced: number
    stopped: number
    pending: number
    skipped: number
  }>`
    select deal.period, ${key} as key,
      ${many(sql`deal.is_success`)} as advanced, ${many(sql`not deal.is_success and not deal.is_pending`)} as stopped,
      ${many(sql`deal.is_pending`)} as pending, ${many(sql`deal.is_skipped`)} as skipped
    from ${reached} as deal ${join}
    group by 1, 2`.execute(context.query)
  if (!isTotal) {
    for (const row of rows)
      lines.add(
        row.period,
        row.key,
        'stage-conversion',
        { kind: 'proportion', successes: row.advanced, trials: row.advanced + row.stopped },
        { isComparable: false, details: passageDetails(row) },
      )
    return
  }
  for (const [position] of split.periods.entries()) {
    const own = rows.filter((row) => row.period === position)
    if (own.length === 0) continue
    const sum = own.reduce(
      (all, row) => ({
        advanced: all.advanced + row.advanced,
        stopped: all.stopped + row.stopped,
        pending: all.pending + row.pending,
        skipped: all.skipped + row.skipped,
      }),
      { advanced: 0, stopped: 0, pending: 0, skipped: 0 },
    )
    lines.add(
      position,
      null,
      'stage-conversion',
      { kind: 'proportion', successes: sum.advanced, trials: sum.advanced + sum.stopped },
      { isComparable: false, details: passageDetails(sum) },
    )
  }
}

/** Time in stages: completed stays and those that still run. */
export async function countStays(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const { key, join } = stageOr(split.dimension, sql`deal.reached_stage_id`)
  const isByDay = await areDaysEnough(context, split)
  const spells = isByDay
    ? spellsByDay(context, split.periods)
    : stageSpells(context, split.periods, 'counted')
  const many = manyOf(isByDay)
  const { rows } = await sql<{
    period: number
    key: string | null
    days: number
    completed: number
    running: number
  }>`
    select deal.period, ${key} as key, deal.days, ${many(sql`not deal.is_running`)} as completed,
      ${many(sql`deal.is_running`)} as running
    from ${spells} as deal ${join}
    group by 1, 2, 3`.execute(context.query)
  for (const group of grouped(rows)) {
    const counts = new Map<number, SpellEnds>(
      group.rows.map((row) => [row.days, { won: row.completed, lost: 0, open: row.running }]),
    )
    lines.add(group.period, group.key, 'time-in-stage', { kind: 'spells', counts }, { isComparable: false })
  }
}

/** How many deals satisfy a condition: rows, or what rows of days stand for. */
function manyOf(isByDay: boolean) {
  return (condition: ReturnType<typeof sql>) =>
    isByDay
      ? sql`coalesce(sum(deal.deals) filter (where ${condition}), 0)::bigint`
      : sql`count(*) filter (where ${condition})`
}

function passageDetails(row: { pending: number; skipped: number }): Detail[] {
  return [
    {
      name: words('Encore à cette étape', 'Still at this stage'),
      value: row.pending,
      unit: { kind: 'count' },
    },
    { name: words('Étapes sautées', 'Stages skipped'), value: row.skipped, unit: { kind: 'count' } },
  ]
}

function stageOr(dimension: string | null, stage: ReturnType<typeof sql>) {
  return dimension === 'stage'
    ? { key: sql`${stage}::text`, join: sql`` }
    : splittingBy(dimension, 'deal', sql`deal.opened_on`)
}

function adder(lines: Lines, period: number, key: string | null, split: Split) {
  return (answer: string, tally: Parameters<Lines['add']>[3], side?: Side) => {
    if (split.answers.includes(answer)) lines.add(period, key, answer, tally, side)
  }
}
