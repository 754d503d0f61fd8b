// How hires become a wait for the first sale, a ramp, the length of a welcome, and costs.
import { sql } from 'kysely'
import { moneyAnswer } from '../../metric/answers/answers.ts'
import { waitMedianAnswer, type WaitWords } from '../../metric/answers/duration-answers.ts'
import type { CountedLine, MetricContext, Side, Split } from '../../metric/definition.ts'
import { splittingBy } from '../../metric/rows/dimensions.ts'
import { countedByReason } from '../../metric/rows/exclusions.ts'
import { hourlyRate, setHourlyRate } from '../../metric/rows/hourly-rate.ts'
import { grouped, type Lines, linesOf } from '../../metric/tallies/lines.ts'
import type { Answer } from '../../metric/measurement.ts'
import { formatNumber } from '../../metric/phrase.ts'
import { meanMoneyAnswer, sumsOf, unitCostAnswer } from '../../metric/answers/ratio-answers.ts'
import type { SpellEnds, Tally } from '../../metric/tallies/tally.ts'
import { words } from '../../metric/words.ts'
import type { Sql } from '../../metric/rows/counted-deals.ts'
import { onboardingCost } from '../../statistics/ramp.ts'
import { daysWithoutSaleAnswer, firstSaleAnswer, noHire } from './first-sale.ts'
import { everyHire, hires, months, programmes, takenOver, unseenHires } from './hires.ts'
import { countQuotas, quotaAnswer, quotaAnswers } from './quota-answers.ts'
import { leftOutQuotas } from './quotas.ts'
import { isByInvoice, saidByInvoice } from './sold.ts'
import { tenuredPace } from './tenured-pace.ts'
import { rampAnswer, rampCurveAnswer } from './ramp.ts'
import { acquisitionIn, settledAfter, spending } from './spending.ts'

const costAnswers: readonly string[] = [
  'cost-per-rep',
  'onboarding-cost',
  'first-sale-cost',
  'first-sale-cost-loaded',
]

export async function count(context: MetricContext, split: Split): Promise<readonly CountedLine[]> {
  const lines = linesOf()
  const asks = (...ids: readonly string[]) => ids.filter((id) => split.answers.includes(id))
  const waits = asks('first-sale', 'days-without-sale')
  if (waits.length > 0) await countWaits(context, split, lines, waits)
  const ramps = asks('ramp', 'ramp-curve')
  if (ramps.length > 0) await countRamps(context, split, lines, ramps)
  if (split.answers.includes('training-days')) await countProgrammes(context, split, lines)
  const costs = asks(...costAnswers)
  if (costs.length > 0) await countCosts(context, split, lines, costs)
  const quotas = asks(...quotaAnswers)
  if (quotas.length > 0) await countQuotas(context, split, lines, quotas, saidOf(context))
  return lines.all()
}

interface Grouped {
  readonly period: number
  readonly key: string | null
}

function splitting({ dimension }: Split): { readonly key: Sql; readonly join: Sql } {
  return dimension === 'hire-month'
    ? { key: sql`row.hire_month`, join: sql`` }
    : splittingBy(dimension, 'row', sql`row.hired_on`)
}

interface Ending extends Grouped {
  readonly days: number
  readonly won: number
  readonly lost: number
  readonly open: number
}

function spellsOf(rows: readonly Ending[]): Tally {
  return {
    kind: 'spells',
    counts: new Map<number, SpellEnds>(rows.map(({ days, won, lost, open }) => [days, { won, lost, open }])),
  }
}

/** What is said beside the figure of where its sales were read. */
function saidOf(context: MetricContext): Side {
  return isByInvoice(context) ? { note: saidByInvoice } : {}
}

async function countWaits(
  context: MetricContext,
  split: Split,
  lines: Lines,
  answers: readonly string[],
): Promise<void> {
  const { key, join } = splitting(split)
  const { rows } = await sql<Ending>`
    select row.period, ${key} as key, row.days, count(*) filter (where row.ended = 'won') as won,
      count(*) filter (where row.ended = 'lost') as lost, count(*) filter (where row.ended = 'open') as open
    from ${hires(await everyHire(context, split.periods))} as row ${join} group by 1, 2, 3`.execute(
    context.query,
  )
  for (const group of grouped(rows)) {
    // Those who still wait have been followed for as long as they are here: periods differ in that.
    const isOpen = group.rows.some((row) => row.open > 0)
    for (const answer of answers)
      lines.add(group.period, group.key, answer, spellsOf(group.rows), {
        ...saidOf(context),
        ...(isOpen && answer === 'first-sale' && { isComparable: false }),
      })
  }
}

async function countRamps(
  context: MetricContext,
  split: Split,
  lines: Lines,
  answers: readonly string[],
): Promise<void> {
  const { key, join } = splitting(split)
  const { rows } = await sql<Grouped & { rep_id: number; month: number; won: number }>`
    select row.period, ${key} as key, row.rep_id, row.month, row.won
    from ${months(context, split.periods, await everyHire(context, split.periods))} as row ${join} order by row.rep_id, row.month`.execute(
    context.query,
  )
  if (rows.length === 0) return
  const pace = await tenuredPace(context, split.periods)
  for (const group of grouped(rows)) {
    const people = new Map<number, number[]>()
    for (const { rep_id, won } of group.rows) people.set(rep_id, [...(people.get(rep_id) ?? []), won])
    const tally: Tally = {
      kind: 'ramp',
      people: [...people.values()],
      tenured: pace(split.periods[group.period]!),
    }
    for (const answer of answers)
      lines.add(group.period, group.key, answer, tally, { ...saidOf(context), isComparable: false })
  }
}

async function countProgrammes(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const { key, join } = splitting(split)
  const { rows } = await sql<Ending>`
    select row.period, ${key} as key, row.days, count(*) filter (where row.ended_on is not null) as won, 0::bigint as lost,
      count(*) filter (where row.ended_on is null) as open
    from ${programmes(context, await everyHire(context, split.periods))} as row ${join} where row.is_told group by 1, 2, 3`.execute(
    context.query,
  )
  for (const group of grouped(rows)) lines.add(group.period, group.key, 'training-days', spellsOf(group.rows))
}

interface Spent extends Grouped {
  readonly first_sale: string | null
  readonly ended: 'won' | 'lost' | 'open'
  readonly is_settled: boolean
  readonly cost_minor: bigint
  readonly to_sale_minor: bigint
  readonly missing: readonly string[] | null
}

async function countCosts(
  context: MetricContext,
  split: Split,
  lines: Lines,
  answers: readonly string[],
): Promise<void> {
  const { key, join } = splitting(split)
  const rate = await hourlyRate(context)
  const { rows } = await sql<Spent>`
    select row.period, ${key} as key, row.first_sale, row.ended, row.is_settled, row.cost_minor, row.to_sale_minor, row.missing
    from ${spending(context, await everyHire(context, split.periods), rate)} as row ${join}`.execute(
    context.query,
  )
  const asksSale = answers.some((answer) => answer.startsWith('first-sale'))
  const acquisition = await acquisitionIn(
    context,
    asksSale ? rows.flatMap((row) => row.first_sale ?? []) : [],
  )
  for (const group of grouped(rows)) {
    for (const answer of answers) {
      const found = costTally(answer, group.rows, acquisition)
      if (found !== null)
        lines.add(group.period, group.key, answer, found, costSide(answer, group.rows, rate))
    }
  }
}

function costTally(
  answer: string,
  rows: readonly Spent[],
  acquisition: Awaited<ReturnType<typeof acquisitionIn>>,
): Tally | null {
  const missing = rows.flatMap((row) => row.missing ?? [])
  const total = rows.reduce((sum, row) => sum + row.cost_minor, 0n)
  if (answer === 'onboarding-cost')
    return { kind: 'money', minor: total, n: rows.length, missingRates: [...new Set(missing)].toSorted() }
  if (answer === 'cost-per-rep')
    return {
      ...sumsOf(rows.map((row) => [Number(row.cost_minor), 1])),
      missingRates: [...new Set(missing)].toSorted(),
    }
  // Months in which nobody became a customer of the organisation cost nothing per customer: the deal was an existing customer's.
  const people = rows
    .filter((row) => row.ended !== 'open')
    .map((row) => ({
      cost: Number(row.to_sale_minor),
      firstDealAcquisition:
        row.first_sale === null ? 0 : Number(acquisition(row.first_sale).perCustomer ?? 0n),
      sold: row.ended === 'won',
    }))
  const sold = people.filter((one) => one.sold)
  const lacks = rows.flatMap((row) =>
    row.first_sale === null ? [] : acquisition(row.first_sale).missingRates,
  )
  const missingRates = [...new Set([...missing, ...lacks])].toSorted()
  if (answer === 'first-sale-cost') {
    const costs = onboardingCost(people).costOfFirstSale.filter((cost) => cost !== null)
    return costs.length === 0 ? null : { ...sumsOf(costs.map((cost) => [cost, 1])), missingRates }
  }
  if (people.length === 0) return null
  const spent = people.reduce((sum, one) => sum + one.cost + one.firstDealAcquisition, 0)
  return { kind: 'unit-cost', minor: BigInt(Math.round(spent)), units: sold.length, missingRates }
}

function costSide(answer: string, rows: readonly Spent[], rate: number | null): Side {
  const unsettled = rows.filter((row) => !row.is_settled).length
  const mentors =
    rate === null
      ? words(
          `Les heures des tuteurs ne sont pas comptées : le coût d’une heure n’est pas connu. ${setHourlyRate.fr}`,
          `Mentors' hours are not counted: what an hour costs is not known. ${setHourlyRate.en}`,
        )
      : null
  if (answer.startsWith('first-sale') || unsettled === 0) return mentors === null ? {} : { note: mentors }
  const running = words(
    `Coût à ce jour ; arrivées de moins de ${settledAfter} jours : ${formatNumber(unsettled, 'fr')}.`,
    `Cost to date; hires of less than ${settledAfter} days: ${formatNumber(unsettled, 'en')}.`,
  )
  return {
    note:
      mentors === null ? running : { fr: `${running.fr} ${mentors.fr}`, en: `${running.en} ${mentors.en}` },
    isComparable: false,
  }
}

const welcome: WaitWords = {
  done: words('Parcours finis', 'Programmes finished'),
  open: words('En cours ou interrompus', 'Running or broken off'),
  unreached: (open, n) =>
    words(
      `Médiane pas encore atteinte : parcours pas encore finis, ${formatNumber(open, 'fr')} sur ${formatNumber(n, 'fr')}.`,
      `Median not reached yet: programmes not finished yet, ${formatNumber(open, 'en')} of ${formatNumber(n, 'en')}.`,
    ),
}

const nobodySold = words('Aucune de ces arrivées n’a encore vendu.', 'None of these hires has sold yet.')

export function finish(answer: string, tally: Tally | null, side: Side, { settings }: MetricContext): Answer {
  const { currency } = settings
  const or = (unknown = noHire): Side => (tally === null ? { ...side, unknown } : side)
  switch (answer) {
    case 'first-sale':
      return firstSaleAnswer(answer, tally, side)
    case 'days-without-sale':
      return daysWithoutSaleAnswer(answer, tally, side)
    case 'ramp':
      return rampAnswer(answer, tally, side)
    case 'ramp-curve':
      return rampCurveAnswer(answer, tally, side)
    case 'training-days':
      return waitMedianAnswer(answer, tally, or(), welcome)
    case 'onboarding-cost':
      return moneyAnswer(answer, tally, or(), currency)
    case 'first-sale-cost':
      return meanMoneyAnswer(answer, tally, or(nobodySold), currency)
    case 'first-sale-cost-loaded':
      return unitCostAnswer(answer, tally, or(nobodySold), currency, nobodySold)
    case 'cost-per-rep':
      return meanMoneyAnswer(answer, tally, or(), currency)
    default:
      return quotaAnswer(answer, tally, side, currency)
  }
}

const reasons = {
  'before-deals': words(
    'Arrivées d’avant la première vente connue : leur première vente ne peut pas être vue.',
    'Hires of before the first sale known: their first sale cannot be seen.',
  ),
  'taken-over': words(
    'Affaires gagnées par ces commerciaux avant leur première vente à eux, et reprises d’un prédécesseur ou créées avant leur arrivée.',
    'Deals that these reps won before a first sale of their own, taken over from a predecessor or created before they came.',
  ),
  'welcome-before-notice': words(
    'Parcours d’accueil finis avant que la personne ait reçu l’information : pas utilisés.',
    'Programmes of welcome finished before the person had received the notice: not used.',
  ),
  'quota-across': words(
    'Quotas qui débordent de la période : un quota ne se répartit pas sur ses jours.',
    'Quotas that reach beyond the period: a quota is not spread over its days.',
  ),
  'quota-not-over': words(
    'Quotas dont la période n’est pas finie, ou va au-delà des ventes connues.',
    'Quotas whose period is not over, or goes beyond the sales that are known.',
  ),
  'quota-before-sales': words(
    'Quotas dont la période commence avant les ventes connues.',
    'Quotas whose period begins before sales are known.',
  ),
  'quota-of-leaver': words(
    'Quotas de personnes parties avant leur fin.',
    'Quotas of people who left before their end.',
  ),
  'quota-of-others': words(
    'Quotas de personnes qui ne sont pas commerciales : ceux des responsables reprennent souvent ceux de leur équipe.',
    'Quotas of people who are no reps: those of managers often repeat those of their team.',
  ),
  'quota-of-nothing': words('Quotas de zéro.', 'Quotas of zero.'),
}

export async function exclusions(context: MetricContext) {
  const periods = [context.period]
  const everybody = await everyHire(context, periods)
  const setAside = sql`(
    select code from ${unseenHires(everybody)} as one
    union all select code from ${takenOver(context, periods, everybody)} as two
    union all select 'welcome-before-notice' from ${programmes(context, everybody)} as three where not is_told
    union all select code from ${leftOutQuotas(context)} as four
  )`
  return countedByReason(context, setAside, reasons)
}
