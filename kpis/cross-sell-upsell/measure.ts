// How the judged deals become success rates, with the rule that decided their kind said beside them.
import { sql } from 'kysely'
import { countAnswer, moneyAnswer, proportionAnswer } from '../../metric/answers/answers.ts'
import type { CountedLine, MetricContext, Side, Split } from '../../metric/definition.ts'
import { splittingBy } from '../../metric/rows/dimensions.ts'
import { countedByReason } from '../../metric/rows/exclusions.ts'
import { withoutPeople } from '../../metric/rows/in-sight.ts'
import { linesOf } from '../../metric/tallies/lines.ts'
import type { Answer } from '../../metric/measurement.ts'
import { amountIn, lacksRate, ratesOn } from '../../metric/rows/money.ts'
import { counted } from '../../metric/phrase.ts'
import { type Tally } from '../../metric/tallies/tally.ts'
import { addTallies } from '../../metric/tallies/add-tallies.ts'
import { type Words, words } from '../../metric/words.ts'
import { areMonthsEnough, attachedOrNot, countedAtStart } from './attach.ts'
import { countMatrix, nobodyPlaced } from './matrix.ts'
import { buyMoreAnswer, countPromoters, noPromoters } from './promoters.ts'
import { areDaysEnough, isSale, judgedDeals, kindsByDay, kindsOf, pricedSales } from './rows.ts'

interface Row {
  readonly period: number | null
  readonly key: string | null
  readonly kind: string
  readonly won: number
  readonly lost: number
  readonly open: number
  readonly stated: number
  readonly existing: number
}

export async function count(context: MetricContext, split: Split): Promise<readonly CountedLine[]> {
  const ofCustomers = ['attach-rate', 'promoters-without-offer', 'promoters-buy-more', 'growth-matrix']
  const rates = split.answers.filter((answer) => ![...ofCustomers, 'won-value'].includes(answer))
  return [
    ...(rates.length > 0 ? await countRates(context, { ...split, answers: rates }) : []),
    ...(split.answers.includes('won-value') ? await countWon(context, split) : []),
    ...(split.answers.includes('attach-rate') ? await countCustomers(context, split) : []),
    ...(split.answers.some((answer) => answer.startsWith('promoters-'))
      ? await countPromoters(context, split)
      : []),
    ...(split.answers.includes('growth-matrix') ? await countMatrix(context, split) : []),
  ]
}

async function countCustomers(context: MetricContext, split: Split): Promise<readonly CountedLine[]> {
  const { key, join } = splittingBy(split.dimension, 'row', sql`row.closed_on`)
  const known =
    split.dimension === null && (await areMonthsEnough(context))
      ? sql`select row.period, null::text as key, row.customers, row.attached from ${countedAtStart(context, split.periods)} as row`
      : sql`select row.period, ${key} as key, count(*) as customers, count(*) filter (where row.is_attached) as attached
    from ${attachedOrNot(context, split.periods)} as row ${join} group by 1, 2`
  const { rows } = await sql<{
    period: number
    key: string | null
    customers: number
    attached: number
  }>`${known}`.execute(context.query)
  const lines = linesOf()
  for (const { period, key: value, customers, attached } of rows)
    lines.add(period, value, 'attach-rate', { kind: 'proportion', successes: attached, trials: customers })
  return lines.all()
}

async function countRates(context: MetricContext, split: Split): Promise<readonly CountedLine[]> {
  const { key, join } = splittingBy(split.dimension, 'deal', sql`deal.opened_on`)
  const judged = (await areDaysEnough(context, split))
    ? sql`
      select deal.period, null::text as key, deal.kind, deal.outcome, deal.is_stated, deal.is_said_existing, deal.deals
      from ${kindsByDay(context, split.periods)} as deal where ${isSale}`
    : sql`
      select deal.period, ${key} as key, deal.kind, deal.outcome, deal.is_stated, deal.is_said_existing, 1 as deals
      from ${judgedDeals(context, split.periods)} as deal ${join} where ${isSale}`
  const many = (condition: ReturnType<typeof sql>) =>
    sql`coalesce(sum(deals) filter (where ${condition}), 0)::bigint`
  const { rows } = await sql<Row>`
    select period, key, kind, ${many(sql`outcome = 'won'`)} as won, ${many(sql`outcome = 'lost'`)} as lost,
      ${many(sql`outcome = 'open'`)} as open, ${many(sql`is_stated and outcome <> 'open'`)} as stated,
      ${many(sql`is_said_existing and outcome <> 'open'`)} as existing
    from (${judged}) as judged group by 1, 2, 3`.execute(context.query)
  const lines = linesOf()
  for (const answer of split.answers) {
    const kinds = kindsOf(answer)
    const own = rows.filter((row) => kinds.includes(row.kind))
    const groups = new Map<string, Row[]>()
    for (const row of own) {
      if (row.period === null) continue
      const id = `${row.period} ${row.key === null} ${row.key}`
      groups.set(id, [...(groups.get(id) ?? []), row])
    }
    for (const group of groups.values()) {
      const { period, key: value } = group[0]!
      const open = own.filter((row) => row.period === null && row.key === value)
      lines.add(period!, value, answer, tallyOf(group), sideOf(group, period === 0 ? open : []))
    }
  }
  return lines.all()
}

function tallyOf(rows: readonly Row[]): Tally {
  return rows
    .map((row): Tally => ({ kind: 'proportion', successes: row.won, trials: row.won + row.lost }))
    .reduce(addTallies)
}

async function countWon(context: MetricContext, split: Split): Promise<readonly CountedLine[]> {
  const { key, join } = splittingBy(split.dimension, 'deal', sql`deal.opened_on`)
  const { currency } = context.settings
  const { rows } = await sql<{
    period: number
    key: string | null
    won: number
    won_minor: bigint
    missing: readonly string[] | null
  }>`
    select period, key, count(*) filter (where outcome = 'won') as won,
      coalesce(sum(minor) filter (where outcome = 'won'), 0) as won_minor,
      array_agg(distinct currency) filter (where lacks_rate and outcome = 'won') as missing
    from (
      select deal.period, ${key} as key, deal.outcome, deal.currency, ${amountIn(currency)} as minor, ${lacksRate(currency)} as lacks_rate
      from ${pricedSales(context, split.periods)} as deal ${ratesOn(sql`deal.closed_on`)} ${join}
    ) as judged
    group by 1, 2`.execute(context.query)
  const lines = linesOf()
  for (const { period, key: value, won, won_minor: minor, missing } of rows)
    lines.add(period, value, 'won-value', { kind: 'money', minor, n: won, missingRates: missing ?? [] })
  return lines.all()
}

function sideOf(rows: readonly Row[], open: readonly Row[]): Side {
  const stated = rows.reduce((all, row) => all + row.stated, 0)
  const decided = rows.reduce((all, row) => all + row.won + row.lost, 0)
  const existing = rows.reduce((all, row) => all + row.existing, 0)
  const inferred = decided - stated - existing
  const waiting = open.reduce((all, row) => all + row.open, 0)
  const basis: Words[] = []
  if (stated > 0)
    basis.push(
      words(
        `Sorte indiquée par la source pour ${deals(stated, 'fr')}.`,
        `Kind stated by the source for ${deals(stated, 'en')}.`,
      ),
    )
  if (existing > 0)
    basis.push(
      words(
        `La source dit « client existant » pour ${deals(existing, 'fr')}, sans préciser la sorte : leurs produits la donnent, quand ils sont connus.`,
        `The source says “existing customer” for ${deals(existing, 'en')} without the kind: their products give it, where known.`,
      ),
    )
  if (inferred > 0)
    basis.push(
      words(
        `Déduit pour ${deals(inferred, 'fr')} : un compte qui a déjà acheté est client ; une famille de produits nouvelle pour lui est du cross-sell, une famille déjà achetée de l'upsell.`,
        `Inferred for ${deals(inferred, 'en')}: an account that has bought before is a customer; a product family new to it is cross-sell, a family bought before is upsell.`,
      ),
    )
  return {
    details:
      waiting === 0
        ? []
        : [
            {
              name: words('Ouvertes, pas encore décidées', 'Open, not decided yet'),
              value: waiting,
              unit: { kind: 'count' },
            },
          ],
    note: {
      fr: basis.map((one) => one.fr).join(' '),
      en: basis.map((one) => one.en).join(' '),
    },
  }
}

function deals(many: number, language: 'fr' | 'en'): string {
  return counted(many, language, ['affaire', 'affaires'], ['deal', 'deals'])
}

export function finish(answer: string, tally: Tally | null, side: Side, context: MetricContext): Answer {
  if (answer === 'won-value') return moneyAnswer(answer, tally, side, context.settings.currency)
  if (answer === 'promoters-buy-more') return buyMoreAnswer(answer, tally, side)
  if (answer === 'promoters-without-offer')
    return countAnswer(answer, tally, tally === null ? { ...side, unknown: noPromoters } : side)
  if (answer === 'growth-matrix')
    return countAnswer(answer, tally, tally === null ? { ...side, unknown: nobodyPlaced } : side)
  return proportionAnswer(answer, tally, side)
}

const reasons = {
  'first-deal': words(
    "Premières affaires d'un compte : des ventes à un nouveau client.",
    'First deals of an account: sales to a new customer.',
  ),
  renewal: words('Renouvellements : ni cross-sell ni upsell.', 'Renewals: neither cross-sell nor upsell.'),
  'account-unknown': words(
    "Affaires sans compte connu : impossible de savoir si l'acheteur était déjà client.",
    'Deals without a known account: whether the buyer was a customer already cannot be told.',
  ),
  'kind-unknown': words(
    "Ventes à un client existant dont ni le type ni le produit n'est connu : comptées dans l'ensemble, dans aucun des deux taux.",
    'Sales to an existing customer of unknown kind and product: counted in the whole, in neither of the two rates.',
  ),
  deleted: words('Affaires supprimées dans la source.', 'Deals deleted in the source.'),
  'pipeline-not-counted': words(
    "Affaires d'un pipeline que l'organisation ne compte pas.",
    'Deals in a pipeline that the organisation does not count.',
  ),
}

export async function exclusions(context: MetricContext) {
  const { period } = context
  const own = withoutPeople(context)
  const judged = (await areDaysEnough(own, { answers: [], periods: [period], dimension: null }))
    ? sql`select deal.kind, deal.outcome, deal.deals from ${kindsByDay(own, [period])} as deal`
    : sql`select deal.kind, deal.outcome, 1 as deals from ${judgedDeals(own, [period], 'decided')} as deal`
  const left = sql`(
    select kind as code, deals from (${judged}) as judged where outcome <> 'open' and kind not in ('cross-sell', 'upsell')
  )`
  return countedByReason(context, left, reasons, sql`sum(deals)::bigint`)
}
