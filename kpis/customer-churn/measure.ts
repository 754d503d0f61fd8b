// How the customers of a period's start become rates of loss, and revenue kept.
import { sql } from 'kysely'
import { countAnswer, nothingCounted, proportionAnswer } from '../../metric/answers/answers.ts'
import type { Sql } from '../../metric/rows/counted-deals.ts'
import type { CountedLine, MetricContext, Side, Split } from '../../metric/definition.ts'
import { splittingBy } from '../../metric/rows/dimensions.ts'
import { countedByReason } from '../../metric/rows/exclusions.ts'
import { withoutPeople } from '../../metric/rows/in-sight.ts'
import { daysIn, grouped, linesOf } from '../../metric/tallies/lines.ts'
import type { Answer, Detail } from '../../metric/measurement.ts'
import { amountIn, lacksRate, ratesOn } from '../../metric/rows/money.ts'
import type { Period } from '../../metric/period.ts'
import { counted, formatNumber, formatValue } from '../../metric/phrase.ts'
import { sumsAnswer } from '../../metric/answers/ratio-answers.ts'
import type { Tally } from '../../metric/tallies/tally.ts'
import { type Words, words } from '../../metric/words.ts'
import { rescaleLossRate } from '../../statistics/churn.ts'
import { silence } from '../../model/rollups/index.ts'
import { saidDay } from '../../model/said-day.ts'
import { countByMonth, isToldByMonth, type Stayed } from './by-month.ts'
import { invoicedCustomers } from './invoices.ts'
import { agesSaid, agesTally, byAge, countAges, keptAnswer } from './retention.ts'
import { ahead, byInvoices, customers, renewalsAhead, setAside } from './rows.ts'

/** What is assumed where invoices alone tell of customers; shown beside the figure. */
const silenceRule = words(
  `Règle supposée, faute de contrats : un client est perdu quand il n'a plus été facturé depuis ${silence.times} fois son intervalle habituel (la médiane entre ses jours de facture), au moins ${silence.least} jours et au plus ${silence.most} ; ${silence.most} jours s'il a moins de trois jours de facture.`,
  `Rule assumed, for want of contracts: a customer is lost once it has not been invoiced for ${silence.times} times its usual interval (the median between its days of invoice), at least ${silence.least} days and at most ${silence.most}; ${silence.most} days when it has fewer than three days of invoice.`,
)

/** Of those whose amount is known, the moments of what they paid and what was kept of it. */
interface Priced {
  readonly priced: number
  readonly x: number
  readonly xx: number
  readonly gross: number
  readonly gross_squares: number
  readonly gross_product: number
  readonly net: number
  readonly net_squares: number
  readonly net_product: number
  readonly missing: readonly (readonly string[])[] | null
}

interface Row extends Stayed, Priced {
  readonly key: string | null
}

/** Where nobody asks for amounts. */
const unpriced: Priced = {
  priced: 0,
  x: 0,
  xx: 0,
  gross: 0,
  gross_squares: 0,
  gross_product: 0,
  net: 0,
  net_squares: 0,
  net_product: 0,
  missing: null,
}

export async function count(context: MetricContext, split: Split): Promise<readonly CountedLine[]> {
  const lines = linesOf()
  const ofInvoices = split.answers.filter((answer) => byInvoices.has(answer))
  const ofContracts = split.answers.filter(
    (answer) => answer !== 'at-risk' && !byInvoices.has(answer) && !byAge.has(answer),
  )
  for (const [answers, known] of [
    [ofContracts, customers],
    [ofInvoices, invoicedCustomers],
  ] as const) {
    if (answers.length === 0) continue
    for (const row of await countCustomers(context, { ...split, answers }, known))
      for (const answer of answers) {
        // Of lists alone nothing is counted in a period: not even that nobody left.
        if (row.there === 0 && row.reckoned > 0 && answer !== 'logo-churn') continue
        lines.add(
          row.period,
          row.key,
          answer,
          tallyOf(context, split, answer, row),
          sideOf(split, answer, row),
        )
      }
  }
  await countByAge(context, split, lines)
  if (split.answers.includes('at-risk'))
    for (const row of await countRenewals(context, split))
      lines.add(
        row.period,
        row.key,
        'at-risk',
        { kind: 'count', count: row.due, days: 0 },
        { details: riskOf(row), note: renewalsSaid(context, row) },
      )
  return lines.all()
}

/** Of customers by their age: the same whatever the period. */
async function countByAge(
  context: MetricContext,
  split: Split,
  lines: ReturnType<typeof linesOf>,
): Promise<void> {
  for (const answer of split.answers.filter((one) => byAge.has(one))) {
    const ages = await countAges(
      context,
      answer === 'left-by-list' ? 'listed' : 'all',
      split.dimension === null ? null : splitting(split.dimension),
    )
    for (const group of grouped(ages.map((row) => ({ ...row, period: 0 })))) {
      const note = answer === 'left-by-list' ? listRule : agesSaid(group.rows)
      lines.add(0, group.key, answer, agesTally(answer, group.rows), {
        ...(note === null ? {} : { note }),
        ...(answer === 'left-by-list' || split.dimension === null ? {} : { isComparable: false }),
      })
    }
  }
}

/** Answers that need no amounts. */
const ofLogos: ReadonlySet<string> = new Set(['logo-churn', 'lost-customers'])

async function countCustomers(
  context: MetricContext,
  split: Split,
  known: (context: MetricContext, periods: readonly Period[]) => Sql,
): Promise<readonly Row[]> {
  if (split.answers.every((answer) => ofLogos.has(answer)) && isToldByMonth(context, split))
    return (await countByMonth(context, split.periods)).map((stayed) => ({
      ...stayed,
      ...unpriced,
      key: null,
    }))
  const { key, join } = splitting(split.dimension)
  const kept = sql`least(row.start_minor, row.end_minor)::double precision`
  const end = sql`row.end_minor::double precision`
  const start = sql`row.start_minor::double precision`
  const priced = sql`filter (where row.start_minor > 0 and not row.is_reckoned)`
  const dated = sql`not row.is_reckoned`
  const { rows } = await sql<Row>`
    select row.period, ${key} as key, count(*) filter (where ${dated}) as there, count(*) filter (where row.is_lost and ${dated}) as lost,
      count(*) filter (where row.is_reckoned) as reckoned, count(*) filter (where row.is_lost and row.is_reckoned) as reckoned_lost,
      max(row.described_on) filter (where row.is_reckoned)::text as described_on,
      count(*) filter (where row.is_late and ${dated}) as late, count(*) ${priced} as priced,
      coalesce(sum(${start}) ${priced}, 0) as x, coalesce(sum(${start} * ${start}) ${priced}, 0) as xx,
      coalesce(sum(${kept}) ${priced}, 0) as gross, coalesce(sum(${kept} * ${kept}) ${priced}, 0) as gross_squares,
      coalesce(sum(${kept} * ${start}) ${priced}, 0) as gross_product,
      coalesce(sum(${end}) ${priced}, 0) as net, coalesce(sum(${end} * ${end}) ${priced}, 0) as net_squares,
      coalesce(sum(${end} * ${start}) ${priced}, 0) as net_product,
      jsonb_agg(distinct row.missing) filter (where row.missing is not null and ${dated}) as missing
    from ${known(context, split.periods)} as row ${join}
    where row.is_identified
    group by 1, 2`.execute(context.query)
  return rows
}

function splitting(dimension: string | null): { readonly key: Sql; readonly join: Sql } {
  switch (dimension) {
    case 'reason':
      return { key: sql`row.reason`, join: sql`` }
    case 'product':
      return { key: sql`row.product_id::text`, join: sql`` }
    case 'month-of-start':
      return { key: sql`to_char(row.started_on, 'YYYY-MM')`, join: sql`` }
    default:
      return splittingBy(dimension, 'row', sql`row.started_on`)
  }
}

function tallyOf(context: MetricContext, split: Split, answer: string, row: Row): Tally {
  const missingRates = [...new Set((row.missing ?? []).flat())].toSorted()
  const sums = { kind: 'sums', n: row.priced, x: row.x, xx: row.xx, missingRates } as const
  switch (answer) {
    case 'logo-churn':
    case 'silent-customers':
      return { kind: 'proportion', successes: row.lost, trials: row.there }
    // What went is what there was less what stayed.
    case 'silent-revenue':
      return {
        ...sums,
        y: row.x - row.net,
        yy: row.xx - 2 * row.net_product + row.net_squares,
        xy: row.xx - row.net_product,
      }
    case 'lost-customers':
      return { kind: 'count', count: row.lost, days: daysIn(split.periods[row.period]!, context.asOf) }
    case 'gross-retention':
      return { ...sums, y: row.gross, yy: row.gross_squares, xy: row.gross_product }
    default:
      return { ...sums, y: row.net, yy: row.net_squares, xy: row.net_product }
  }
}

const monthsOf: Readonly<Record<string, number>> = { month: 1, quarter: 3, 'half-year': 6, year: 12 }

function sideOf(split: Split, answer: string, row: Row): Side {
  if (byInvoices.has(answer)) return { note: silenceRule }
  if (answer !== 'logo-churn') return {}
  const months = monthsOf[split.periods[row.period]!.kind]
  const details: Detail[] = [
    {
      name: words('Renouvellements en retard, pas encore perdus', 'Late renewals, not lost yet'),
      value: row.late,
      unit: { kind: 'count' },
    },
  ]
  if (months !== undefined && months < 12 && row.there > 0)
    details.push({
      name: words('À ce rythme, en un an', 'At this pace, in a year'),
      value: rescaleLossRate(row.lost / row.there, months, 12),
      unit: { kind: 'ratio' },
    })
  const note = row.reckoned === 0 ? null : notOfPeriod(row)
  if (note === null) return { details }
  return row.there === 0 ? { unknown: note } : { details, note }
}

/** What a list that gives ages and no days says of a period, and what it cannot. */
function notOfPeriod({ reckoned, reckoned_lost: lost, described_on: day }: Row): Words {
  const [fr, en] = (['fr', 'en'] as const).map((language) => ({
    known: formatNumber(reckoned, language),
    lost: formatNumber(lost, language),
    most: formatValue(lost / reckoned, { kind: 'ratio' }, language),
  }))
  const since = saidDay(day!)
  return words(
    `${fr!.known} clients du début ne sont connus que par une liste qui donne leur ancienneté, sans dates : ils n’entrent dans aucun chiffre d’une période.${lost === 0 ? '' : ` ${fr!.lost} d’entre eux étaient partis le ${since.fr}, la liste ne dit pas depuis quand : de la période, entre 0 % et ${fr!.most}.`} Lisez les « partis au jour d’une liste », et les « encore clients après un an ».`,
    `${en!.known} customers of the start are known only by a list that gives their age, without days: they enter no figure of a period.${lost === 0 ? '' : ` ${en!.lost} of them had left by ${since.en}, the list does not say since when: in this period, between 0% and ${en!.most}.`} Read “left by the day of a list”, and “still customers after a year”.`,
  )
}

/** What a share of those who left by a day is, and is not; shown beside it. */
const listRule = words(
  'Part de tous ceux que la liste nomme, partis à son jour quel que soit leur âge : ce n’est pas un taux par mois ou par an. Les débuts sont comptés à rebours depuis ce jour, en mois entiers quand la liste les donne ainsi.',
  'Share of all whom the list names, gone by its day at whatever age: it is no rate of a month or a year. Starts are counted back from that day, in whole months where the list gives them so.',
)

interface Due {
  readonly period: number
  readonly key: string | null
  readonly due: number
  readonly flagged: number
  readonly judged: number
  /** Of those flagged, with an amount. */
  readonly priced: number
  readonly flagged_minor: bigint | null
  readonly missing: readonly string[] | null
}

async function countRenewals(context: MetricContext, split: Split): Promise<readonly Due[]> {
  const { currency } = context.settings
  const { key, join } = splittingBy(split.dimension, 'deal', sql`deal.due_on`)
  const { rows } = await sql<Due>`
    select deal.period, ${key} as key, count(*) as due, count(*) filter (where deal.is_at_risk) as flagged,
      count(*) filter (where deal.is_judged) as judged,
      count(deal.amount_minor) filter (where deal.is_at_risk) as priced,
      (sum(${amountIn(currency)}) filter (where deal.is_at_risk))::bigint as flagged_minor,
      array_agg(distinct deal.currency) filter (where deal.is_at_risk and ${lacksRate(currency)}) as missing
    from ${renewalsAhead(context, split.periods)} as deal ${ratesOn(sql`deal.last_on`)} ${join}
    group by 1, 2`.execute(context.query)
  return rows
}

function riskOf(row: Due): readonly Detail[] {
  return [
    {
      name: words('Signalés à risque par la source', 'Flagged at risk by the source'),
      value: row.flagged,
      unit: { kind: 'count' },
    },
  ]
}

/** What is due in the days ahead and what of it is in danger, as a sentence. */
function renewalsSaid({ settings }: MetricContext, row: Due): Words {
  const due = (language: 'fr' | 'en') =>
    counted(
      row.due,
      language,
      ['renouvellement sans décision', 'renouvellements sans décision'],
      ['renewal without a decision', 'renewals without a decision'],
    )
  const within = words(
    `${due('fr')} dans les ${ahead} jours qui suivent la période.`,
    `${due('en')} within ${ahead} days after the period.`,
  )
  const danger = row.judged === 0 ? notJudged : dangerOf(row, settings.currency)
  return words(`${within.fr} ${danger.fr}`, `${within.en} ${danger.en}`)
}

function dangerOf(row: Due, currency: string): Words {
  if (row.flagged === 0)
    return words("La source n'en signale aucun à risque.", 'The source flags none of them at risk.')
  const isPriced = row.flagged_minor !== null && (row.missing ?? []).length === 0
  const stake = (language: 'fr' | 'en') =>
    isPriced ? formatValue(row.flagged_minor, { kind: 'money', currency }, language) : ''
  const flagged = words(
    `La source en signale ${formatNumber(row.flagged, 'fr')} à risque`,
    `The source flags ${formatNumber(row.flagged, 'en')} of them at risk`,
  )
  if (!isPriced)
    return words(`${flagged.fr} ; leur montant n'est pas connu.`, `${flagged.en}; their amount is not known.`)
  const [known, knownEn] = (['fr', 'en'] as const).map((language) => formatNumber(row.priced, language))
  return row.priced === row.flagged
    ? words(`${flagged.fr} : ${stake('fr')} en jeu.`, `${flagged.en}: ${stake('en')} at stake.`)
    : words(
        `${flagged.fr} : ${stake('fr')} en jeu pour les ${known} dont le montant est connu.`,
        `${flagged.en}: ${stake('en')} at stake for the ${knownEn} whose amount is known.`,
      )
}

const notJudged = words(
  'La source ne dit pas lesquels sont à risque : apportez la colonne « à risque » de votre export de renouvellements.',
  'The source does not say which are at risk: bring the “at risk” column of your export of renewals.',
)

export function finish(answer: string, tally: Tally | null, side: Side, context: MetricContext): Answer {
  const { currency } = context.settings
  const said =
    tally === null && context.period.kind === 'all' && !byAge.has(answer)
      ? { ...side, unknown: noStart }
      : side
  const parts = { unit: { kind: 'money', currency }, scale: 1 } as const
  switch (answer) {
    case 'kept-by-age':
      return keptAnswer(answer, tally, said)
    case 'left-by-list':
      return proportionAnswer(answer, tally, tally === null ? { unknown: noList } : said)
    case 'logo-churn':
    case 'silent-customers':
      return proportionAnswer(answer, tally, said)
    case 'lost-customers':
    case 'at-risk':
      return countAnswer(answer, tally, said)
    case 'gross-retention':
    case 'silent-revenue':
      return sumsAnswer(answer, tally, said, { unit: { kind: 'ratio' }, currency, bounds: [0, 1], parts })
    default:
      return sumsAnswer(answer, tally, said, {
        unit: { kind: 'ratio' },
        currency,
        bounds: [0, Infinity],
        parts,
      })
  }
}

const noList = words(
  'Aucune liste sans dates : les contrats ont leurs jours, lisez les clients perdus de la période.',
  'No list without days: contracts have their days, read the customers lost in the period.',
)

const noStart = words(
  `${nothingCounted.fr} Toutes les données ensemble n'ont pas de clients « du début » : choisissez une période.`,
  `${nothingCounted.en} All data together has no customers “of the start”: choose a period.`,
)

const reasons = {
  'account-unknown': words('Contrats sans client connu.', 'Contracts without a known customer.'),
  'list-without-days': words(
    'Clients d’une liste qui donne leur ancienneté sans dates : dans les chiffres par ancienneté, dans aucun d’une période.',
    'Customers of a list that gives their age without days: in the figures by age, in none of a period.',
  ),
  'no-amount': words(
    'Clients sans montant récurrent : comptés comme clients, absents du revenu.',
    'Customers without a recurring amount: counted as customers, absent from revenue.',
  ),
}

export function exclusions(context: MetricContext) {
  return countedByReason(context, setAside(withoutPeople(context)), reasons)
}
