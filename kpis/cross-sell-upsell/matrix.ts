// The growth matrix: what each customer said of the house against what is still to be won there, hence what to do first.
import { sql } from 'kysely'
import { dealsAsOf, dealsOn, dealsOpenOn, lastDayOf, type Sql } from '../../metric/counted-deals.ts'
import type { CountedLine, Grid, MetricContext, RowPage, RowRequest, Split } from '../../metric/definition.ts'
import { splittingBy } from '../../metric/dimensions.ts'
import { grouped, linesOf } from '../../metric/lines.ts'
import { byHash } from '../../metric/join-by-hash.ts'
import { listRows } from '../../metric/listing.ts'
import { amountIn, ratesOn } from '../../metric/money.ts'
import type { Period } from '../../metric/period.ts'
import { counted, formatValue } from '../../metric/phrase.ts'
import { organisation } from '../../metric/scope.ts'
import { type Words, words } from '../../metric/words.ts'
import { type AccountClass, type GrowthAction, growthAction } from '../../statistics/growth.ts'
import { fitBetaBinomial, shrunkRate } from '../../statistics/shrinkage.ts'
import { customersAtStart } from './attach.ts'
import { lastSaid } from './promoters.ts'
import { pricedSales } from './rows.ts'

/** What to do with a customer, in words, and why; the best of both first. */
export const actionWords: Readonly<Record<GrowthAction, Words>> = {
  expand: words('proposer : promoteur, fort potentiel', 'propose: promoter, high potential'),
  nurture: words('entretenir : passif, fort potentiel', 'nurture: passive, high potential'),
  recover_first: words(
    'réparer d’abord, sans rien proposer : détracteur, fort potentiel',
    'recover first, no offer: detractor, high potential',
  ),
  survey_first: words(
    'interroger d’abord : avis inconnu, fort potentiel',
    'survey first: opinion unknown, high potential',
  ),
  advocate: words(
    'demander une recommandation : promoteur, faible potentiel',
    'ask for a reference: promoter, low potential',
  ),
  monitor: words(
    'suivre : passif ou inconnu, faible potentiel',
    'monitor: passive or unknown, low potential',
  ),
  fix_or_let_go: words(
    'corriger ou laisser partir : détracteur, faible potentiel',
    'fix or let go: detractor, low potential',
  ),
}

/** The picture: what customers say from left to right, what may be won there from above. */
export const matrixGrid: Grid = {
  columns: [
    words('Promoteurs', 'Promoters'),
    words('Passifs', 'Passives'),
    words('Avis inconnu', 'Opinion unknown'),
    words('Détracteurs', 'Detractors'),
  ],
  rows: [words('Fort potentiel', 'High potential'), words('Faible potentiel', 'Low potential')],
  cells: {
    expand: { name: words('Proposer', 'Propose'), row: 0, column: 0, across: 1 },
    nurture: { name: words('Entretenir', 'Nurture'), row: 0, column: 1, across: 1 },
    survey_first: { name: words('Interroger d’abord', 'Survey first'), row: 0, column: 2, across: 1 },
    recover_first: { name: words('Réparer d’abord', 'Recover first'), row: 0, column: 3, across: 1 },
    advocate: {
      name: words('Demander une référence', 'Ask for a reference'),
      row: 1,
      column: 0,
      across: 1,
    },
    monitor: { name: words('Suivre', 'Monitor'), row: 1, column: 1, across: 2 },
    fix_or_let_go: {
      name: words('Corriger ou laisser partir', 'Fix or let go'),
      row: 1,
      column: 3,
      across: 1,
    },
  } satisfies Record<GrowthAction, Grid['cells'][string]>,
}

/** Cells whose customers may be approached now. */
const approached: readonly GrowthAction[] = ['expand', 'nurture']

const classes: readonly AccountClass[] = ['promoter', 'passive', 'detractor', 'unknown']
const scoreOf: Readonly<Record<AccountClass, number | null>> = {
  promoter: 10,
  passive: 7,
  detractor: 0,
  unknown: null,
}

/** Fewer sales to customers of a segment in the year say nothing of what one there is worth. */
const fewestSales = 5

// What a sale is worth and how often it succeeds are the organisation's facts, whatever part of it is asked for.
function everywhere(context: MetricContext): MetricContext {
  return { ...context, scope: organisation, seen: 'everybody', isUnattributed: true }
}

/** The year that ends with a period, as far as the data goes. */
function yearTo(context: MetricContext, period: Period): Period {
  const last = lastDayOf(period) < context.asOf ? lastDayOf(period) : context.asOf
  const start = new Date(`${last}T00:00:00Z`)
  const end = new Date(start)
  start.setUTCDate(start.getUTCDate() - 364)
  end.setUTCDate(end.getUTCDate() + 1)
  const day = (date: Date) => date.toISOString().slice(0, 10)
  return { id: `year to ${last}`, kind: 'year', start: day(start), end: day(end) }
}

/**
 * Grain: one row per sale to a customer decided in the year, with the `class` of its account by the last answer before it was
 * opened (a year old at most), its main product family, and its amount in the organisation's currency.
 */
function soldIn(context: MetricContext, year: Period): Sql {
  const { currency } = context.settings
  const among = dealsOn(context, 'closed_on', [year])
  const family = splittingBy('product-family', 'deal', sql`deal.opened_on`, among)
  return sql`(
    select distinct on (deal.account_id, deal.opportunity_id) deal.outcome, coalesce(${family.key}, '') as family,
      coalesce(company.segment, '') as segment, ${amountIn(currency)} as minor,
      case when answer.score >= 9 then 'promoter' when answer.score >= 7 then 'passive' when answer.score >= 0 then 'detractor'
        else 'unknown' end as class
    from ${pricedSales(everywhere(context), [year])} as deal
    join accounts as company on company.account_id = deal.account_id
    left join (
      select answer.account_id, answer.answered_on, answer.score, answer.survey_answer_id
      from survey_answers as answer
      join surveys as survey on survey.survey_id = answer.survey_id and survey.kind = 'nps'
      where answer.score between 0 and 10
    ) as answer on answer.account_id = deal.account_id and answer.answered_on < deal.started_on
      and answer.answered_on >= deal.started_on - 365
    ${ratesOn(sql`deal.closed_on`)} ${family.join}
    order by deal.account_id, deal.opportunity_id, answer.answered_on desc nulls last, answer.survey_answer_id desc
  )`
}

interface Model {
  /** Median amount of a sale won, by segment; '' also stands for segments with too few. */
  readonly worth: ReadonlyMap<string, number>
  /** Shrunk success rate by class and family; family '' is the class's own. */
  readonly rates: readonly { readonly class: AccountClass; readonly family: string; readonly rate: number }[]
}

/** Sales decided, by class and product family. */
interface Decided {
  readonly class: AccountClass
  readonly family: string
  readonly won: number
  readonly decided: number
}

async function modelOf(context: MetricContext, period: Period): Promise<Model> {
  const sold = soldIn(context, yearTo(context, period))
  const median = sql`percentile_cont(0.5) within group (order by sale.minor)::double precision`
  const isPriced = sql`sale.outcome = 'won' and sale.minor > 0`
  // Read through once: rates by class and family, then what a sale is worth, by segment and in all.
  const { rows } = await sql<
    Decided & { what: 'rate' | 'worth'; segment: string | null; minor: number | null }
  >`
    with sale as materialized (select * from ${sold} as sold)
    select 'rate' as what, sale.class, sale.family, null as segment, count(*) filter (where sale.outcome = 'won') as won,
      count(*) as decided, null::double precision as minor
    from sale group by 2, 3
    union all
    select 'worth', null, null, sale.segment, count(*), 0, ${median} from sale where ${isPriced} group by 4
    union all
    select 'worth', null, null, null, count(*), 0, ${median} from sale where ${isPriced}
    order by 1, 2, 3`.execute(context.query)
  const worth = new Map<string, number>()
  for (const { what, segment, minor, won } of rows)
    if (what === 'worth' && minor !== null && won >= fewestSales) worth.set(segment ?? '', minor)
  return { worth, rates: shrunk(rows.filter((row) => row.what === 'rate')) }
}

/**
 * Success rate of each class and family, drawn towards that of all as far as their numbers are small (beta-binomial over class and
 * family). Where nothing tells how much they differ, all have the rate of all; nothing decided: no rate.
 */
function shrunk(groups: readonly Decided[]): Model['rates'] {
  const counts = (some: typeof groups) => ({
    trials: some.reduce((sum, one) => sum + one.decided, 0),
    successes: some.reduce((sum, one) => sum + one.won, 0),
  })
  const all = counts(groups)
  if (all.trials === 0) return []
  const prior = fitBetaBinomial(groups.map((one) => ({ trials: one.decided, successes: one.won })))
  const rateOf = (some: typeof groups) =>
    prior === null ? all.successes / all.trials : shrunkRate(counts(some), prior).mean
  return classes.flatMap((name) => {
    const own = groups.filter((one) => one.class === name)
    return [
      { class: name, family: '', rate: rateOf(own) },
      ...own
        .filter((one) => one.family !== '')
        .map((one) => ({ class: name, family: one.family, rate: rateOf([one]) })),
    ]
  })
}

/**
 * Grain: one row per customer at the start of the period: its `class`, what is still to be won there (`potential`: its open deals on
 * the last day, else what a sale in its segment is worth), and that times the success rate of its class (`expected`). Both in minor
 * units; null where nothing was sold to customers in the year.
 */
function customersWithPotential(context: MetricContext, period: Period, { worth, rates }: Model): Sql {
  const { currency } = context.settings
  const last = yearTo(context, period).end
  const among = dealsOpenOn(context, sql`${last}::date - 1`)
  const family = splittingBy('product-family', 'deal', sql`deal.opened_on`, among)
  const worths = sql.join(
    [...worth, ['\u0001', 0] as const].map(
      ([segment, minor]) => sql`(${segment}::text, ${minor}::double precision)`,
    ),
  )
  const listed = sql.join(
    [...rates, { class: '', family: '\u0001', rate: 0 }].map(
      (one) => sql`(${one.class}::text, ${one.family}::text, ${one.rate}::double precision)`,
    ),
  )
  return sql`(
    with customer as (
      select known.account_id, known.closed_on, known.rep_id, known.team_id, said.score, said.answered_on,
        coalesce(said.class, 'unknown') as class, coalesce(company.segment, '') as segment
      from ${customersAtStart(context, [period])} as known
      join accounts as company on company.account_id = known.account_id
      left join ${lastSaid(context, [period], 'by-then')} as said on said.account_id = known.account_id
    ),
    rated (class, family, rate) as (values ${listed}),
    valued (segment, minor) as (values ${worths}),
    offer as (
      select deal.account_id, sum(${amountIn(currency)}) as minor, sum(${amountIn(currency)} * coalesce(exact.rate, own.rate)) as expected
      from ${dealsAsOf(everywhere(context), 'opened', among)} as deal ${family.join}
      join customer on customer.account_id = deal.account_id
      left join rated as exact on exact.class = customer.class and exact.family = coalesce(${family.key}, '')
      left join rated as own on own.class = customer.class and own.family = ''
      ${ratesOn(sql`${context.asOf}::date`)}
      where deal.is_counted and coalesce(deal.opened_on, ${last}::date - 1) < ${last}::date
        and (deal.outcome = 'open' or deal.closed_on >= ${last}::date)
      group by 1
    )
    select customer.*, offer.account_id is null as is_modelled,
      round(coalesce(offer.minor, valued.minor, general.minor))::bigint as potential,
      round(case when offer.minor is not null then offer.expected
        else coalesce(valued.minor, general.minor) * rated.rate end)::bigint as expected
    from customer
    left join offer on offer.account_id = customer.account_id and offer.minor is not null
    left join valued on valued.segment = customer.segment
    left join valued as general on general.segment = ''
    left join rated on rated.class = customer.class and rated.family = ''
  )`
}

/**
 * Grain: as customersWithPotential, of those whose potential is known, with the `action` of their cell of the matrix; `expected` only
 * where it may be approached now.
 */
async function placed(context: MetricContext, period: Period): Promise<Sql> {
  const model = await modelOf(context, period)
  const cell = (name: AccountClass, opportunityValue: number) =>
    growthAction({ id: '', score: scoreOf[name], answeredDaysAgo: 0, opportunityValue }, { highThreshold: 1 })
  const cases = classes.flatMap((name) => [
    sql`when one.class = ${name} and one.potential >= half.threshold then ${cell(name, 1)}::text`,
    sql`when one.class = ${name} then ${cell(name, 0)}::text`,
  ])
  // High is more than what half of the organisation's customers reach; where all are worth the same, all are. Where the customers asked
  // for are all of them, they are put together once.
  const isOfAll = context.isUnattributed === true && context.seen === 'everybody'
  const all = isOfAll ? sql`customer` : customersWithPotential(everywhere(context), period, model)
  return sql`(
    with customer as materialized (
      select * from ${customersWithPotential(context, period, model)} as one where one.potential is not null
    ),
    potentials as materialized (select one.potential from ${all} as one where one.potential is not null),
    half as (
      select coalesce(min(one.potential) filter (where one.potential > middle.way), min(middle.way)) as threshold
      from potentials as one
      cross join (select percentile_cont(0.5) within group (order by two.potential) as way from potentials as two) as middle
    )
    select cell.account_id, cell.closed_on, cell.rep_id, cell.team_id, cell.class, cell.score, cell.answered_on, cell.is_modelled,
      cell.potential, cell.action, case when cell.action in (${sql.join(approached)}) then cell.expected end as expected
    from (
      select one.*, case ${sql.join(cases, sql` `)} end as action from customer as one cross join half
    ) as cell
  )`
}

interface Cell {
  readonly key: string | null
  readonly action: GrowthAction
  readonly customers: number
  readonly potential_minor: bigint
  readonly expected_minor: bigint | null
}

export async function countMatrix(context: MetricContext, split: Split): Promise<readonly CountedLine[]> {
  const lines = linesOf()
  const { key, join } =
    split.dimension === 'action'
      ? { key: sql`row.action`, join: sql`` }
      : splittingBy(split.dimension, 'row', sql`row.closed_on`)
  for (const [period, asked] of split.periods.entries()) {
    const { rows } = await sql<Cell>`
      select ${key} as key, row.action, count(*) as customers, sum(row.potential)::bigint as potential_minor,
        sum(row.expected)::bigint as expected_minor
      from ${await placed(context, asked)} as row ${join} group by 1, 2`.execute(context.query)
    for (const group of grouped(rows.map((row) => ({ ...row, period }))))
      lines.add(
        period,
        group.key,
        'growth-matrix',
        { kind: 'count', count: group.rows.reduce((sum, row) => sum + row.customers, 0), days: 0 },
        {
          note: (split.dimension === 'action' ? worthSaid : cellsSaid)(group.rows, context.settings.currency),
        },
      )
  }
  return lines.all()
}

/** What is still to be won in one cell, and what is expected of it where its customers may be approached now. */
function worthSaid(cells: readonly Cell[], currency: string): Words {
  const potential = cells.reduce((sum, cell) => sum + cell.potential_minor, 0n)
  const known = cells.flatMap((cell) => (cell.expected_minor === null ? [] : [cell.expected_minor]))
  const expected = known.reduce((sum, minor) => sum + minor, 0n)
  const said = (minor: bigint, language: 'fr' | 'en') =>
    formatValue(minor, { kind: 'money', currency }, language)
  return known.length === 0
    ? words(`À gagner : ${said(potential, 'fr')}.`, `To be won: ${said(potential, 'en')}.`)
    : words(
        `À gagner : ${said(potential, 'fr')}. Attendu : ${said(expected, 'fr')}.`,
        `To be won: ${said(potential, 'en')}. Expected: ${said(expected, 'en')}.`,
      )
}

/** Whom to approach and what may come of it, and whom not to before the wrong is put right. */
function cellsSaid(cells: readonly Cell[], currency: string): Words {
  const of = (action: GrowthAction) => {
    const own = cells.filter((cell) => cell.action === action)
    return {
      customers: own.reduce((sum, cell) => sum + cell.customers, 0),
      potential: own.reduce((sum, cell) => sum + cell.potential_minor, 0n),
      expected: own.reduce((sum, cell) => sum + (cell.expected_minor ?? 0n), 0n),
    }
  }
  const [expand, recover, survey] = [of('expand'), of('recover_first'), of('survey_first')]
  const said = (language: 'fr' | 'en') => {
    const many = (n: number) => counted(n, language, ['client', 'clients'], ['customer', 'customers'])
    const money = (minor: bigint) => formatValue(minor, { kind: 'money', currency }, language)
    const promoters = counted(
      expand.customers,
      language,
      ['client promoteur à fort potentiel', 'clients promoteurs à fort potentiel'],
      ['promoter customer with high potential', 'promoter customers with high potential'],
    )
    return { many, money, promoters }
  }
  const [fr, en] = [said('fr'), said('en')]
  return words(
    `À qui proposer : ${fr.promoters}, ${fr.money(expand.expected)} attendus sur ${fr.money(expand.potential)}. À réparer d’abord, sans rien proposer : ${fr.many(recover.customers)} (${fr.money(recover.potential)}). À interroger d’abord : ${fr.many(survey.customers)}.`,
    `To propose to: ${en.promoters}, ${en.money(expand.expected)} expected of ${en.money(expand.potential)}. To recover first, without an offer: ${en.many(recover.customers)} (${en.money(recover.potential)}). To survey first: ${en.many(survey.customers)}.`,
  )
}

/** Why no customer is placed. */
export const nobodyPlaced = words(
  'Aucun client du début de la période dont le potentiel soit connu : ni affaire ouverte avec un montant, ni cinq ventes gagnées auprès de clients dans l’année.',
  'No customer of the start of the period whose potential is known: neither an open deal with an amount, nor five sales won from customers in the year.',
)

/** The customers of the matrix: those that may be approached by what is expected of them, then the others by their potential. */
export async function listMatrix(listed: MetricContext, request: RowRequest): Promise<RowPage> {
  const context = await byHash(listed)
  const { currency } = context.settings
  return listRows(
    context,
    {
      counted: await placed(context, context.period),
      with: ['account', 'rep', 'team'],
      cells: {
        action: sql`row.action`,
        class: sql`row.class`,
        answered: sql`row.answered_on`,
        score: sql`row.score`,
        modelled: sql`row.is_modelled`,
        currency: sql`${currency}::text`,
      },
      money: { potential: sql`row.potential`, expected: sql`row.expected` },
      usual: { column: 'expected', descending: true },
      tie: sql`row.potential desc, row.account_id`,
    },
    request,
  )
}
