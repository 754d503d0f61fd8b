// The growth matrix: what each customer said of the house against what is still to be won there, hence what to do first.
import { sql } from 'kysely'
import type { Sql } from '../../metric/rows/counted-deals.ts'
import type { CountedLine, Grid, MetricContext, RowPage, RowRequest, Split } from '../../metric/definition.ts'
import { splittingBy } from '../../metric/rows/dimensions.ts'
import { grouped, linesOf } from '../../metric/tallies/lines.ts'
import { byHash } from '../../metric/runner/join-by-hash.ts'
import { listRows } from '../../metric/rows/listing.ts'
import type { Period } from '../../metric/period.ts'
import { periodRows } from '../../metric/rows/period-rows.ts'
import { counted, formatValue } from '../../metric/phrase.ts'
import { weightedMedian } from '../../metric/rows/weighted-median.ts'
import { type Words, words } from '../../metric/words.ts'
import { type AccountClass, type GrowthAction, growthAction } from '../../statistics/growth.ts'
import { areMonthsEnough, customersAtStart, firstWon, ofThem } from './attach.ts'
import { classes, everywhere, type Model, modelOf, offers, withPotential } from './potential.ts'
import { lastSaid } from './promoters.ts'

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

const scoreOf: Readonly<Record<AccountClass, number | null>> = {
  promoter: 10,
  passive: 7,
  detractor: 0,
  unknown: null,
}

/** Grain: one row per customer at the start of the period, as `withPotential`: who it is, and what it said in the year before. */
function customersWithPotential(context: MetricContext, period: Period, model: Model): Sql {
  return sql`(
    with customer as materialized (
      select known.account_id, known.closed_on, known.rep_id, known.team_id, said.score, said.answered_on,
        coalesce(said.class, 'unknown') as class, coalesce(company.segment, '') as segment
      from ${customersAtStart(context, [period])} as known
      join accounts as company on company.account_id = known.account_id
      left join ${lastSaid(context, [period], 'by-then')} as said on said.account_id = known.account_id
    ),
    made as materialized (select * from ${offers(context, period)} as offered)
    select * from ${withPotential(sql`customer`, sql`made`, model)} as whole
  )`
}

/**
 * Grain: as customersWithPotential of the whole organisation, `many` alike in a row: those who said something, or have an offer, one
 * by one, and all others by segment. Nobody is told apart. Where months are enough.
 */
function customersAlike(context: MetricContext, period: Period, model: Model): Sql {
  const known = periodRows(context, [period])
  // Of those who only said something.
  const among =
    context.isByHash === true
      ? sql`array(select account_id from said except select account_id from made)`
      : undefined
  const columns = sql`class, segment, potential, expected`
  return sql`(
    with said as materialized (select * from ${lastSaid(context, [period], 'by-then')} as last),
    made as materialized (select * from ${offers(context, period)} as offered),
    customer as materialized (
      select whole.account_id, coalesce(said.class, 'unknown') as class, whole.segment
      from (
        select made.account_id, made.segment from made join ${known} as p on made.customer_since < p.starts_on
        where made.is_identified group by 1, 2
        union all
        select first.account_id, coalesce(company.segment, '') from ${firstWon(context, among)} as first
        join accounts as company on company.account_id = first.account_id and company.is_identified${ofThem(sql`company`, among)}
        join ${known} as p on first.won_on < p.starts_on
        where first.account_id not in (select account_id from made)
      ) as whole
      left join said on said.account_id = whole.account_id
    ),
    crowd as materialized (
      select 0::bigint as account_id, 'unknown' as class, segment, sum(more)::bigint as many
      from (
        select segment, accounts as more from customer_months join ${known} as p on month < p.starts_on
        union all
        select segment, -1 from customer
      ) as change group by segment having sum(more) > 0
    )
    select 1::bigint as many, ${columns} from ${withPotential(sql`customer`, sql`made`, model)} as told
    union all
    select many, ${columns} from ${withPotential(sql`crowd`, sql`made`, model)} as told
  )`
}

/** Expression over a customer's `class` (alias `one`): its cell of the matrix, where `isHigh` says whether its potential is high. */
function actionOf(isHigh: Sql): Sql {
  const cell = (name: AccountClass, opportunityValue: number) =>
    growthAction({ id: '', score: scoreOf[name], answeredDaysAgo: 0, opportunityValue }, { highThreshold: 1 })
  const cases = classes.flatMap((name) => [
    sql`when one.class = ${name} and ${isHigh} then ${cell(name, 1)}::text`,
    sql`when one.class = ${name} then ${cell(name, 0)}::text`,
  ])
  return sql`case ${sql.join(cases, sql` `)} end`
}

/** High is more than what half of the organisation's customers reach; where all are worth the same, all are. Grain: one row. */
function halfOf(potentials: Sql): Sql {
  return sql`(
    select coalesce(min(one.potential) filter (where one.potential > middle.median), min(middle.median)) as threshold
    from ${potentials} as one
    cross join ${weightedMedian(sql`(select potential as value, many from ${potentials} as two)`)} as middle
  )`
}

const isApproached = sql`cell.action in (${sql.join(approached)})`

/**
 * Grain: as customersWithPotential, of those whose potential is known, with the `action` of their cell of the matrix; `expected` only
 * where it may be approached now.
 */
async function placed(context: MetricContext, period: Period): Promise<Sql> {
  const model = await modelOf(context, period)
  // Where the customers asked for are all of them, they are put together once.
  const isOfAll = context.isUnattributed === true && context.seen === 'everybody'
  const all = isOfAll ? sql`customer` : customersWithPotential(everywhere(context), period, model)
  return sql`(
    with customer as materialized (
      select * from ${customersWithPotential(context, period, model)} as one where one.potential is not null
    ),
    potentials as materialized (
      select one.potential, count(*) as many from ${all} as one where one.potential is not null group by 1
    ),
    half as (select * from ${halfOf(sql`potentials`)} as found)
    select cell.account_id, cell.closed_on, cell.rep_id, cell.team_id, cell.class, cell.score, cell.answered_on, cell.is_modelled,
      cell.potential, cell.action, case when ${isApproached} then cell.expected end as expected
    from (select one.*, ${actionOf(sql`one.potential >= half.threshold`)} as action from customer as one cross join half) as cell
  )`
}

/** Grain: one row per cell of the matrix, of the whole organisation, as the rows of `placed` add up. */
async function cellsOfAll(context: MetricContext, period: Period): Promise<Sql> {
  const model = await modelOf(context, period)
  return sql`(
    with customer as materialized (
      select * from ${customersAlike(context, period, model)} as one where one.potential is not null
    ),
    half as (select * from ${halfOf(sql`customer`)} as found),
    side as (
      select one.class, one.potential >= half.threshold as is_high, sum(one.many) as many, sum(one.potential * one.many) as potential,
        sum(one.expected * one.many) as expected
      from customer as one cross join half group by 1, 2
    )
    select cell.action, sum(cell.many)::bigint as customers, sum(cell.potential)::bigint as potential_minor,
      (sum(cell.expected) filter (where ${isApproached}))::bigint as expected_minor
    from (select one.*, ${actionOf(sql`one.is_high`)} as action from side as one) as cell group by 1
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
  const isOfAll =
    (split.dimension === null || split.dimension === 'action') && (await areMonthsEnough(context))
  for (const [period, asked] of split.periods.entries()) {
    const cells = isOfAll
      ? sql`
      select ${key} as key, row.* from ${await cellsOfAll(context, asked)} as row`
      : sql`
      select ${key} as key, row.action, count(*) as customers, sum(row.potential)::bigint as potential_minor,
        sum(row.expected)::bigint as expected_minor
      from ${await placed(context, asked)} as row ${join} group by 1, 2`
    const { rows } = await sql<Cell>`${cells}`.execute(context.query)
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
