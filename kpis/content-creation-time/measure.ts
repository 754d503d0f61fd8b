// How editions of content become hours and money per item, a delay, and the share that reps make themselves.
import { sql } from 'kysely'
import { meanAnswer, proportionAnswer } from '../../metric/answers/answers.ts'
import { waitMedianAnswer, type WaitWords } from '../../metric/answers/duration-answers.ts'
import type { Sql } from '../../metric/rows/counted-deals.ts'
import type { CountedLine, MetricContext, Side, Split } from '../../metric/definition.ts'
import { splittingBy } from '../../metric/rows/dimensions.ts'
import { countedByReason } from '../../metric/rows/exclusions.ts'
import { hourlyRate, setHourlyRate } from '../../metric/rows/hourly-rate.ts'
import { withoutPeople } from '../../metric/rows/in-sight.ts'
import { grouped, type Lines, linesOf } from '../../metric/tallies/lines.ts'
import type { Answer } from '../../metric/measurement.ts'
import { formatNumber } from '../../metric/phrase.ts'
import { meanMoneyAnswer } from '../../metric/answers/ratio-answers.ts'
import type { Tally } from '../../metric/tallies/tally.ts'
import { words } from '../../metric/words.ts'
import { created, setAside, started, workedOn } from './rows.ts'

interface Grouped {
  readonly period: number
  readonly key: string | null
}

/** Ways to split that ask nothing of who made an item. */
const withoutMakers: ReadonlySet<string | null> = new Set([
  null,
  'content-type',
  'department',
  'kind',
  'month',
])

export async function count(asked: MetricContext, split: Split): Promise<readonly CountedLine[]> {
  const lines = linesOf()
  const context = withoutMakers.has(split.dimension) ? withoutPeople(asked) : asked
  if (split.answers.includes('hours-per-item') || split.answers.includes('cost-per-item'))
    await countWork(context, split, lines)
  if (split.answers.includes('elapsed-days')) await countWaits(context, split, lines)
  if (split.answers.includes('self-service-share')) await countOwn(context, split, lines)
  return lines.all()
}

function splitting({ dimension }: Split): { readonly key: Sql; readonly join: Sql } {
  switch (dimension) {
    case 'content-type':
      return { key: sql`row.type`, join: sql`` }
    case 'department':
      return { key: sql`row.department`, join: sql`` }
    case 'kind':
      return { key: sql`row.kind`, join: sql`` }
    default:
      return splittingBy(dimension, 'row', sql`row.published_on`)
  }
}

async function countWork(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const { key, join } = splitting(split)
  const isOfCosts = split.answers.includes('cost-per-item')
  const rate = isOfCosts ? await hourlyRate(context) : null
  // Exact until they are summed: a sum of floats would depend on the order of the rows.
  const hours = sql`(row.seconds / 3600.0)`
  const cost = sql`(row.spent_minor + row.seconds / 3600.0 * ${rate ?? 0}::numeric)`
  // Where nobody asks for it, what was spent on each item is not looked up.
  const costs = isOfCosts
    ? sql`sum(${cost})::double precision as cost, sum(${cost} * ${cost})::double precision as cost_squared,
      sum(row.spent_minor)::double precision as spent, jsonb_agg(distinct row.missing) filter (where row.missing is not null) as missing`
    : sql`0 as cost, 0 as cost_squared, 0 as spent, null as missing`
  const { rows } = await sql<
    Grouped & {
      items: number
      hours: number
      hours_squared: number
      cost: number
      cost_squared: number
      spent: number
      missing: readonly (readonly string[])[] | null
    }
  >`
    select row.period, ${key} as key, count(*) as items, sum(${hours})::double precision as hours,
      sum(${hours} * ${hours})::double precision as hours_squared, ${costs}
    from ${workedOn(context, split.periods)} as row ${join} group by 1, 2`.execute(context.query)
  for (const row of rows) {
    const n = row.items
    if (split.answers.includes('hours-per-item'))
      lines.add(row.period, row.key, 'hours-per-item', {
        kind: 'mean',
        n,
        sum: row.hours,
        sumOfSquares: row.hours_squared,
      })
    if (!isOfCosts) continue
    const missingRates = [...new Set((row.missing ?? []).flat())].toSorted((a, b) => (a < b ? -1 : 1))
    const { currency } = context.settings
    const spent = {
      name: words('Dont dépenses externes', 'External spending in it'),
      value: BigInt(Math.round(row.spent / n)),
      unit: { kind: 'money', currency },
    } as const
    lines.add(
      row.period,
      row.key,
      'cost-per-item',
      { kind: 'sums', n, x: n, xx: n, y: row.cost, yy: row.cost_squared, xy: row.cost, missingRates },
      {
        ...(missingRates.length === 0 && { details: [spent] }),
        ...(rate === null && { unknown: noRate }),
      },
    )
  }
}

const noRate = words(
  `Le coût d’une heure n’est pas connu. ${setHourlyRate.fr}`,
  `What an hour costs is not known. ${setHourlyRate.en}`,
)

async function countWaits(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const { key, join } = splitting(split)
  const { rows } = await sql<Grouped & { days: number; out: number; open: number }>`
    select row.period, ${key} as key, row.days, count(*) filter (where row.published_on is not null) as out,
      count(*) filter (where row.published_on is null) as open
    from ${started(context, split.periods)} as row ${join} group by 1, 2, 3`.execute(context.query)
  for (const group of grouped(rows))
    lines.add(group.period, group.key, 'elapsed-days', {
      kind: 'spells',
      counts: new Map(group.rows.map((row) => [row.days, { won: row.out, lost: 0, open: row.open }])),
    })
}

async function countOwn(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const { key, join } = splitting(split)
  const { rows } = await sql<Grouped & { items: number; own: number }>`
    select row.period, ${key} as key, count(*) as items,
      count(*) filter (where row.department = 'sales' and row.template_id is not null) as own
    from ${created(context, split.periods)} as row ${join} group by 1, 2`.execute(context.query)
  for (const row of rows)
    lines.add(row.period, row.key, 'self-service-share', {
      kind: 'proportion',
      successes: row.own,
      trials: row.items,
    })
}

export function finish(answer: string, tally: Tally | null, side: Side, { settings }: MetricContext): Answer {
  switch (answer) {
    case 'hours-per-item':
      return meanAnswer(answer, tally, side, { kind: 'hours' }, [0, Infinity])
    case 'cost-per-item':
      return meanMoneyAnswer(answer, tally, side, settings.currency)
    case 'elapsed-days':
      return waitMedianAnswer(answer, tally, side, waits)
    default:
      return proportionAnswer(answer, tally, side)
  }
}

const waits: WaitWords = {
  done: words('Publiés', 'Published'),
  open: words('Pas encore publiés', 'Not published yet'),
  unreached: (open, n) =>
    words(
      `Plus de la moitié ne sont pas encore publiés : ${formatNumber(open, 'fr')} sur ${formatNumber(n, 'fr')}.`,
      `More than half are not published yet: ${formatNumber(open, 'en')} of ${formatNumber(n, 'en')}.`,
    ),
}

const reasons = {
  'no-hours': words('Parutions sans heures notées.', 'Editions without noted hours.'),
  'before-notice': words(
    'Heures notées avant que la personne ait reçu l’information : pas utilisées.',
    'Hours noted before the person had received the notice: not used.',
  ),
}

export function exclusions(context: MetricContext) {
  return countedByReason(context, setAside(withoutPeople(context)), reasons)
}
