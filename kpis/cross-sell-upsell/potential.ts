// What may still be won from each customer: its open deals, else what a sale in its segment is worth, and how often one succeeds.
import { sql } from 'kysely'
import { dayInIndex, lastDayOf, type Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext } from '../../metric/definition.ts'
import { amountIn, ratesOn } from '../../metric/rows/money.ts'
import type { Period } from '../../metric/period.ts'
import { organisation } from '../../metric/scope.ts'
import { toldFor } from '../../model/rollups/index.ts'
import type { AccountClass } from '../../statistics/growth.ts'
import { fitBetaBinomial, shrunkRate } from '../../statistics/shrinkage.ts'
import { factsOfKinds, pricedSales } from './rows.ts'

export const classes: readonly AccountClass[] = ['promoter', 'passive', 'detractor', 'unknown']

/** Fewer sales to customers of a segment in the year say nothing of what one there is worth. */
const fewestSales = 5

// What a sale is worth and how often it succeeds are the organisation's facts, whatever part of it is asked for.
export function everywhere(context: MetricContext): MetricContext {
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
  return sql`(
    with deal as materialized (
      select sale.account_id, sale.opportunity_id, sale.outcome, sale.main_product_id, sale.segment, sale.amount_minor, sale.currency,
        sale.closed_on, sale.started_on
      from ${pricedSales(everywhere(context), [year])} as sale
    ), said as (${context.isFromRows === true ? lastSaidBefore(sql`deal`) : saidBefore(context, year)})
    select deal.outcome, coalesce(product.family, '') as family, deal.segment, ${amountIn(currency)} as minor,
      case said.mark when 1 then 'promoter' when 0 then 'passive' when -1 then 'detractor' else 'unknown' end as class
    from deal
    left join said on said.account_id = deal.account_id and said.opportunity_id = deal.opportunity_id
    left join products as product on product.product_id = deal.main_product_id
    ${ratesOn(sql`deal.closed_on`)}
  )`
}

/** Grain: one row per deal closed in the year whose account had answered in the year before it was opened: the `mark` of its last answer. */
function saidBefore({ asOf }: MetricContext, year: Period): Sql {
  return sql`
      select known.account_id, known.opportunity_id, known.mark from deal_answers as known
      where ${dayInIndex(sql`known.closed_on`, [year], asOf)}`
}

/** The same of the deals in `deal`, the name of a sub-query, from the answers themselves. */
function lastSaidBefore(deal: Sql): Sql {
  return sql`
      select distinct on (deal.account_id, deal.opportunity_id) deal.account_id, deal.opportunity_id,
        case when answer.score >= 9 then 1 when answer.score >= 7 then 0 else -1 end as mark
      from ${deal} as deal
      join survey_answers as answer on answer.account_id = deal.account_id and answer.score between 0 and 10
        and answer.answered_on < deal.started_on and answer.answered_on >= deal.started_on - ${toldFor}::integer
      join surveys as survey on survey.survey_id = answer.survey_id and survey.kind = 'nps'
      order by deal.account_id, deal.opportunity_id, answer.answered_on desc, answer.survey_answer_id desc`
}

export interface Model {
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

export async function modelOf(context: MetricContext, period: Period): Promise<Model> {
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
 * Grain: one row per deal still open at the end of the period's last day known, of a pipeline that counts: account_id, `family` of its
 * main product, its amount in the organisation's currency, and what deal_kinds knows of its account.
 */
export function offers(context: MetricContext, period: Period): Sql {
  const { currency } = context.settings
  const last = yearTo(context, period).end
  return sql`(
    select deal.account_id, deal.is_identified, deal.customer_since, deal.segment, coalesce(product.family, '') as family,
      ${amountIn(currency)} as minor
    from ${factsOfKinds(context)} as deal
    left join pipelines as pipeline on pipeline.pipeline_id = deal.pipeline_id
    left join products as product on product.product_id = deal.main_product_id
    ${ratesOn(sql`${context.asOf}::date`)}
    where coalesce(pipeline.is_counted, true) and not deal.is_deleted and coalesce(deal.opened_on, ${last}::date - 1) < ${last}::date
      and (deal.outcome = 'open' or deal.closed_on >= ${last}::date)
  )`
}

/**
 * Grain: one row per row of `customer`, which has account_id, `segment` and `class`: with what is still to be won there (`potential`:
 * its offers, else what a sale in its segment is worth), and that times the success rate of its class (`expected`). Both in minor
 * units; null where nothing was sold to customers in the year. `customer` and `made` are names of sub-queries, the second of `offers`.
 */
export function withPotential(customer: Sql, made: Sql, { worth, rates }: Model): Sql {
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
  const general = sql`${worth.get('') ?? null}::double precision`
  return sql`(
    with rated (class, family, rate) as (values ${listed}),
    valued (segment, minor) as (values ${worths}),
    offer as (
      select made.account_id, sum(made.minor) as minor, sum(made.minor * coalesce(exact.rate, own.rate)) as expected
      from ${made} as made
      join ${customer} as buyer on buyer.account_id = made.account_id
      left join rated as exact on exact.class = buyer.class and exact.family = made.family
      left join rated as own on own.class = buyer.class and own.family = ''
      group by 1
    )
    select buyer.*, offer.account_id is null as is_modelled,
      round(coalesce(offer.minor, valued.minor, ${general}))::bigint as potential,
      round(case when offer.minor is not null then offer.expected
        else coalesce(valued.minor, ${general}) * rated.rate end)::bigint as expected
    from ${customer} as buyer
    left join offer on offer.account_id = buyer.account_id and offer.minor is not null
    left join valued on valued.segment = buyer.segment
    left join rated on rated.class = buyer.class and rated.family = ''
  )`
}
