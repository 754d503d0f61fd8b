// How content in front of buyers becomes a share used, volumes, comparisons of deals with and without, and the bill of the rest.
import { sql } from 'kysely'
import { countAnswer, moneyAnswer, proportionAnswer } from '../../metric/answers/answers.ts'
import { riskRatioAnswer, stratifiedAnswer } from '../../metric/answers/comparison-answers.ts'
import type { Sql } from '../../metric/rows/counted-deals.ts'
import type { CountedLine, MetricContext, Side, Split } from '../../metric/definition.ts'
import { splittingBy } from '../../metric/rows/dimensions.ts'
import { countedByReason } from '../../metric/rows/exclusions.ts'
import { hourlyRate, setHourlyRate } from '../../metric/rows/hourly-rate.ts'
import { daysIn, grouped, type Lines, linesOf } from '../../metric/tallies/lines.ts'
import type { Answer } from '../../metric/measurement.ts'
import { counted, formatNumber } from '../../metric/phrase.ts'
import type { Tally } from '../../metric/tallies/tally.ts'
import { type Words, words } from '../../metric/words.ts'
import { decided, staysWithContent } from './deals.ts'
import { canReadStays, endedStays } from './ended-stays.ts'
import { timeToBeUsed, unused, usedOrNot } from './items.ts'
import { everyUse, uses } from './uses.ts'

interface Grouped {
  readonly period: number
  readonly key: string | null
}

type Count = (context: MetricContext, split: Split, lines: Lines) => Promise<void>

export async function count(context: MetricContext, split: Split): Promise<readonly CountedLine[]> {
  const lines = linesOf()
  for (const [answers, work] of counts)
    if (answers.some((answer) => split.answers.includes(answer))) await work(context, split, lines)
  return lines.all()
}

const counts: readonly (readonly [readonly string[], Count])[] = [
  [['used-share'], countItems],
  [['uses', 'buyer-views', 'buyer-downloads'], countUses],
  [['deals-with-content', 'won-lift'], countDeals],
  [['stage-lift'], countStays],
  [['unused-cost'], countUnused],
]

function splitting({ dimension }: Split, day: Sql): { readonly key: Sql; readonly join: Sql } {
  const item = sql`left join content_items as item on item.content_item_id = row.content_item_id`
  switch (dimension) {
    case 'content':
      return { key: sql`row.content_item_id::text`, join: sql`` }
    case 'content-type':
      return { key: sql`item.type`, join: item }
    case 'department':
      return { key: sql`item.department`, join: item }
    case 'made-for':
      return { key: sql`item.stage`, join: item }
    case 'tool':
      return { key: sql`row.tool`, join: sql`` }
    case 'outcome':
      return { key: sql`row.outcome`, join: sql`` }
    case 'stage':
      return { key: sql`row.stage_id::text`, join: sql`` }
    default:
      return splittingBy(dimension, 'row', day)
  }
}

async function countItems(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const { key, join } = splitting(split, sql`row.published_on`)
  const { rows } = await sql<Grouped & { items: number; used: number }>`
    select row.period, ${key} as key, count(*) as items, count(*) filter (where row.is_used) as used
    from ${usedOrNot(context, split.periods)} as row ${join} group by 1, 2`.execute(context.query)
  for (const row of rows)
    lines.add(row.period, row.key, 'used-share', {
      kind: 'proportion',
      successes: row.used,
      trials: row.items,
    })
}

async function countUses(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const { key, join } = splitting(split, sql`row.day`)
  // What became of the deal and where it stood are looked up only for those who ask.
  const isOfDeals = split.dimension === 'stage' || split.dimension === 'outcome'
  const used = isOfDeals
    ? uses(context, split.periods, 'both')
    : sql`(select * from ${everyUse(context, split.periods)} as use where use.is_told)`
  const { rows } = await sql<Grouped & { by_reps: number; by_buyers: number; downloaded: number }>`
    select row.period, ${key} as key, count(*) filter (where row.kind in ('share', 'send')) as by_reps,
      count(*) filter (where row.kind = 'buyer-view') as by_buyers,
      count(*) filter (where row.kind = 'buyer-download') as downloaded
    from ${used} as row ${join} group by 1, 2`.execute(context.query)
  for (const row of rows) {
    const days = daysIn(split.periods[row.period]!, context.asOf)
    for (const [answer, many] of [
      ['uses', row.by_reps],
      ['buyer-views', row.by_buyers],
      ['buyer-downloads', row.downloaded],
    ] as const)
      if (split.answers.includes(answer) && many > 0)
        lines.add(row.period, row.key, answer, { kind: 'count', count: many, days })
  }
}

async function countDeals(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const { key, join } = splitting(split, sql`row.opened_on`)
  const { rows } = await sql<
    Grouped & { with_won: number; with_lost: number; without_won: number; without_lost: number }
  >`
    select row.period, ${key} as key, count(*) filter (where row.has_content and row.outcome = 'won') as with_won,
      count(*) filter (where row.has_content and row.outcome = 'lost') as with_lost,
      count(*) filter (where not row.has_content and row.outcome = 'won') as without_won,
      count(*) filter (where not row.has_content and row.outcome = 'lost') as without_lost
    from ${decided(context, split.periods)} as row ${join} group by 1, 2`.execute(context.query)
  for (const row of rows) {
    const used = row.with_won + row.with_lost
    if (split.answers.includes('deals-with-content'))
      lines.add(row.period, row.key, 'deals-with-content', {
        kind: 'proportion',
        successes: used,
        trials: used + row.without_won + row.without_lost,
      })
    if (split.answers.includes('won-lift'))
      lines.add(row.period, row.key, 'won-lift', {
        kind: 'two-by-two',
        exposedSuccess: row.with_won,
        exposedFailure: row.with_lost,
        unexposedSuccess: row.without_won,
        unexposedFailure: row.without_lost,
      })
  }
}

interface Stratum {
  readonly stayed_stage_id: number
  readonly segment: string
  readonly with_on: number
  readonly with_off: number
  readonly without_on: number
  readonly without_off: number
}

function inOrder(a: Stratum, b: Stratum): number {
  return a.stayed_stage_id - b.stayed_stage_id || (a.segment < b.segment ? -1 : 1)
}

async function countStays(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const { key, join } =
    split.dimension === 'stage'
      ? { key: sql`row.stayed_stage_id::text`, join: sql`` }
      : splitting(split, sql`row.entered_on`)
  const stays = canReadStays(context, split)
    ? endedStays(context, split.periods)
    : staysWithContent(context, split.periods)
  // In no order: for rows in one, all stays would be sorted before they are counted.
  const { rows } = await sql<Grouped & Stratum>`
    select row.period, ${key} as key, row.stayed_stage_id, row.segment,
      count(*) filter (where row.has_content and row.went_on) as with_on,
      count(*) filter (where row.has_content and not row.went_on) as with_off,
      count(*) filter (where not row.has_content and row.went_on) as without_on,
      count(*) filter (where not row.has_content and not row.went_on) as without_off
    from ${stays} as row ${join} group by 1, 2, 3, 4`.execute(context.query)
  for (const group of grouped(rows))
    lines.add(group.period, group.key, 'stage-lift', {
      kind: 'tables',
      strata: new Map(
        group.rows.toSorted(inOrder).map((row) => [
          `${row.stayed_stage_id} ${row.segment}`,
          {
            exposedSuccess: row.with_on,
            exposedFailure: row.with_off,
            unexposedSuccess: row.without_on,
            unexposedFailure: row.without_off,
          },
        ]),
      ),
    })
}

async function countUnused(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const { key, join } = splitting(split, sql`row.published_on`)
  const rate = await hourlyRate(context)
  const { rows } = await sql<
    Grouped & {
      items: number
      priced: number
      cost_minor: bigint | null
      missing: readonly (readonly string[])[] | null
    }
  >`
    select row.period, ${key} as key, count(*) as items, count(row.cost_minor) as priced,
      coalesce(sum(row.cost_minor), 0)::bigint as cost_minor,
      jsonb_agg(distinct row.missing) filter (where row.missing is not null) as missing
    from ${unused(context, split.periods, rate)} as row ${join} group by 1, 2`.execute(context.query)
  for (const row of rows) {
    const unknown = row.items - row.priced
    lines.add(
      row.period,
      row.key,
      'unused-cost',
      {
        kind: 'money',
        minor: row.cost_minor ?? 0n,
        n: row.items,
        missingRates: [...new Set((row.missing ?? []).flat())].toSorted((a, b) => (a < b ? -1 : 1)),
      },
      {
        details: [
          {
            name: words('Contenus jamais vus', 'Items never seen'),
            value: row.items,
            unit: { kind: 'count' },
          },
        ],
        ...(row.priced === 0 ? { unknown: noCost } : { note: unusedSaid(row.items, unknown) }),
      },
    )
  }
}

/** How many items nobody saw, and how far their cost is known. */
function unusedSaid(items: number, unknown: number): Words {
  const said = (language: 'fr' | 'en') =>
    counted(
      items,
      language,
      ['contenu n’a été vu par aucun acheteur', 'contenus n’ont été vus par aucun acheteur'],
      ['item was seen by no buyer', 'items were seen by no buyer'],
    )
  const seen = words(
    `${said('fr')} plus de ${timeToBeUsed} jours après ${items === 1 ? 'sa' : 'leur'} parution.`,
    `${said('en')} more than ${timeToBeUsed} days after coming out.`,
  )
  if (unknown === 0) return seen
  return words(
    `${seen.fr} Le coût de ${formatNumber(unknown, 'fr')} d’entre eux n’est pas connu.`,
    `${seen.en} The cost of ${formatNumber(unknown, 'en')} of them is not known.`,
  )
}

const noCost = words(
  `Des contenus ne servent pas, mais leur coût n’est pas connu : apportez les dépenses par contenu, ou les heures passées. ${setHourlyRate.fr}`,
  `Some items are of no use, but their cost is not known: bring the spending by item, or the hours spent. ${setHourlyRate.en}`,
)

export function finish(answer: string, tally: Tally | null, side: Side, { settings }: MetricContext): Answer {
  switch (answer) {
    case 'uses':
    case 'buyer-views':
    case 'buyer-downloads':
      return countAnswer(answer, tally, side)
    case 'won-lift':
      return riskRatioAnswer(
        answer,
        tally,
        { ...side, ...(tally !== null && { note: association }) },
        {
          exposed: words('Taux de gain avec', 'Win rate with'),
          unexposed: words('Taux de gain sans', 'Win rate without'),
        },
      )
    case 'stage-lift':
      return stratifiedAnswer(answer, tally, { ...side, ...(tally !== null && { note: association }) })
    case 'unused-cost':
      return moneyAnswer(answer, tally, side, settings.currency)
    default:
      return proportionAnswer(answer, tally, side)
  }
}

const association = words('Une association, pas un effet.', 'An association, not an effect.')

const reasons = {
  'before-notice': words(
    'Partages d’avant que la personne ait reçu l’information : pas utilisés.',
    'Shares of before the person had received the notice: not used.',
  ),
}

export function exclusions(context: MetricContext) {
  const early = sql`(select use.*, 'before-notice' as code from ${everyUse(context, [context.period])} as use where not use.is_told)`
  return countedByReason(context, early, reasons)
}
