// Customers crossed with what they said: promoters to whom nothing is offered, and whether promoters buy more here at all.
import { sql } from 'kysely'
import { riskRatioAnswer } from '../../metric/answers/comparison-answers.ts'
import { lastDayOf, type Sql } from '../../metric/rows/counted-deals.ts'
import type { CountedLine, MetricContext, RowPage, RowRequest, Side, Split } from '../../metric/definition.ts'
import { splittingBy } from '../../metric/rows/dimensions.ts'
import { byHash } from '../../metric/runner/join-by-hash.ts'
import { linesOf } from '../../metric/tallies/lines.ts'
import { listRows } from '../../metric/rows/listing.ts'
import type { Answer } from '../../metric/measurement.ts'
import type { Period } from '../../metric/period.ts'
import { periodRows } from '../../metric/rows/period-rows.ts'
import { counted, formatDifference, formatNumber } from '../../metric/phrase.ts'
import type { Tally } from '../../metric/tallies/tally.ts'
import { type Words, words } from '../../metric/words.ts'
import { toldFor } from '../../model/rollups/index.ts'
import { proportionDifference } from '../../statistics/intervals.ts'
import { attachedOrNot, customersAtStart } from './attach.ts'
import { factsOfKinds } from './rows.ts'

/** Fewer customers than this on a side are too few to say whether promoters buy more. */
const fewest = 20

/**
 * Grain: one row per period and account whose last answer to an NPS survey is at most a year old: on the day before the period
 * ('before': what it said cannot come from what it bought in it), or on its last day ('by-then').
 */
export function lastSaid(
  context: MetricContext,
  periods: readonly Period[],
  moment: 'before' | 'by-then',
): Sql {
  const [from, to] =
    moment === 'before'
      ? [sql`p.starts_on - ${toldFor}::integer`, sql`p.starts_on - 1`]
      : [sql`p.last_on - ${toldFor - 1}::integer`, sql`p.last_on`]
  return sql`(
    select distinct on (p.position, answer.account_id) p.position, answer.account_id, answer.score, answer.answered_on,
      case when answer.score >= 9 then 'promoter' when answer.score >= 7 then 'passive' else 'detractor' end as class
    from survey_answers as answer
    join surveys as survey on survey.survey_id = answer.survey_id and survey.kind = 'nps'
    join ${periodRows(context, periods)} as p on answer.answered_on between ${from} and ${to}
    where answer.score between 0 and 10 and answer.answered_on <= ${context.asOf}::date
    order by p.position, answer.account_id, answer.answered_on desc, answer.survey_answer_id desc
  )`
}

/** Grain: as lastSaid of those in `said`, the name of a sub-query, who were customers at the start of the period, as `customers` tells. */
function ofCustomers(
  context: MetricContext,
  periods: readonly Period[],
  customers: typeof customersAtStart,
  said: Sql,
): Sql {
  const among = context.isByHash === true ? sql`array(select distinct account_id from ${said})` : undefined
  return sql`
    select customer.*, said.score, said.answered_on, said.class
    from ${customers(context, periods, among)} as customer
    join ${said} as said on said.position = customer.period and said.account_id = customer.account_id`
}

/** Grain: one row per period and customer at its start who had answered before it, as lastSaid; `is_attached` as attachedOrNot. */
function answered(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    with said as materialized (select * from ${lastSaid(context, periods, 'before')} as last)
    ${ofCustomers(context, periods, attachedOrNot, sql`said`)}
  )`
}

/** Grain: one row per period and promoter among its `customers` to whom no deal is open on its last day. */
function withoutOffer(
  context: MetricContext,
  periods: readonly Period[],
  customers: typeof customersAtStart = customersAtStart,
): Sql {
  // An offer is one, whoever made it.
  const first = periods.map(lastDayOf).reduce((one, other) => (one < other ? one : other), context.asOf)
  return sql`(
    with promoter as materialized (
      select * from ${lastSaid(context, periods, 'by-then')} as last where last.class = 'promoter'
    ), known as materialized (${ofCustomers(context, periods, customers, sql`promoter`)}
    ), deal as materialized (
      select fact.account_id, fact.opened_on, fact.closed_on, fact.outcome
      from ${factsOfKinds(context)} as fact left join pipelines as pipeline on pipeline.pipeline_id = fact.pipeline_id
      where coalesce(pipeline.is_counted, true) and not fact.is_deleted and (fact.outcome = 'open' or fact.closed_on > ${first}::date)
        and fact.account_id in (select account_id from known)
    )
    select customer.* from known as customer
    left join (
      select distinct p.position, deal.account_id
      from deal join ${periodRows(context, periods)} as p on coalesce(deal.opened_on, p.last_on) <= p.last_on
        and (deal.outcome = 'open' or deal.closed_on > p.last_on)
    ) as offer on offer.position = customer.period and offer.account_id = customer.account_id
    where offer.account_id is null
  )`
}

export async function countPromoters(context: MetricContext, split: Split): Promise<readonly CountedLine[]> {
  const lines = linesOf()
  const { key, join } = splittingBy(split.dimension, 'row', sql`row.closed_on`)
  if (split.answers.includes('promoters-without-offer')) {
    const { rows } = await sql<{ period: number; key: string | null; customers: number }>`
      select row.period, ${key} as key, count(*) as customers
      from ${withoutOffer(context, split.periods)} as row ${join} group by 1, 2`.execute(context.query)
    for (const row of rows)
      lines.add(
        row.period,
        row.key,
        'promoters-without-offer',
        { kind: 'count', count: row.customers, days: 0 },
        { note: roomSaid(row.customers) },
      )
  }
  if (split.answers.includes('promoters-buy-more')) {
    const { rows } = await sql<Bought>`
      select row.period, ${key} as key,
        count(*) filter (where row.class = 'promoter' and row.is_attached) as promoters_more,
        count(*) filter (where row.class = 'promoter' and not row.is_attached) as promoters_none,
        count(*) filter (where row.class <> 'promoter' and row.is_attached) as others_more,
        count(*) filter (where row.class <> 'promoter' and not row.is_attached) as others_none
      from ${answered(context, split.periods)} as row ${join} group by 1, 2`.execute(context.query)
    for (const row of rows)
      lines.add(row.period, row.key, 'promoters-buy-more', {
        kind: 'two-by-two',
        exposedSuccess: row.promoters_more,
        exposedFailure: row.promoters_none,
        unexposedSuccess: row.others_more,
        unexposedFailure: row.others_none,
      })
  }
  return lines.all()
}

interface Bought {
  readonly period: number
  readonly key: string | null
  readonly promoters_more: number
  readonly promoters_none: number
  readonly others_more: number
  readonly others_none: number
}

function roomSaid(many: number): Words {
  const said = (language: 'fr' | 'en') =>
    counted(
      many,
      language,
      ['client promoteur', 'clients promoteurs'],
      ['promoter customer', 'promoter customers'],
    )
  return words(
    `${said('fr')} sans affaire ouverte à la fin de la période : une réserve de croissance. La liste les nomme.`,
    `${said('en')} without an open deal at the end of the period: room to grow. The list names them.`,
  )
}

/** Rate of promoters who were sold more over that of the others who answered, and whether the score helps to choose. */
export function buyMoreAnswer(id: string, tally: Tally | null, side: Side): Answer {
  const names = {
    exposed: words('Promoteurs à qui l’on a vendu plus', 'Promoters who were sold more'),
    unexposed: words(
      'Passifs et détracteurs à qui l’on a vendu plus',
      'Passives and detractors who were sold more',
    ),
  }
  if (tally?.kind !== 'two-by-two')
    return riskRatioAnswer(id, tally, { ...side, unknown: nobodyAnswered }, names)
  const found = riskRatioAnswer(id, tally, side, names)
  const said = helpOf(tally)
  const own = found.note === null ? said : words(`${found.note.fr} ${said.fr}`, `${found.note.en} ${said.en}`)
  return { ...found, note: own }
}

function helpOf(tally: Extract<Tally, { kind: 'two-by-two' }>): Words {
  const promoters = tally.exposedSuccess + tally.exposedFailure
  const others = tally.unexposedSuccess + tally.unexposedFailure
  const found = proportionDifference(
    { successes: tally.exposedSuccess, trials: promoters },
    { successes: tally.unexposedSuccess, trials: others },
  )
  if (found === null || Math.min(promoters, others) < fewest)
    return words(
      `Trop peu pour dire si le NPS aide à choisir : ${formatNumber(promoters, 'fr')} promoteurs et ${formatNumber(others, 'fr')} autres, il en faut ${fewest} de chaque côté.`,
      `Too few to say whether NPS helps to choose: ${formatNumber(promoters, 'en')} promoters and ${formatNumber(others, 'en')} others, ${fewest} are needed on each side.`,
    )
  const points = (value: number, language: 'fr' | 'en') =>
    formatDifference(value, { kind: 'ratio' }, language)
  const [fr, en] = (['fr', 'en'] as const).map((language) => ({
    gap: points(found.estimate, language),
    low: points(found.lower, language),
    high: points(found.upper, language),
  })) as [Gap, Gap]
  if (found.lower > 0)
    return words(
      `Les promoteurs achètent plus : ${fr.gap} (de ${fr.low} à ${fr.high}). Commencez par eux.`,
      `Promoters buy more: ${en.gap} (${en.low} to ${en.high}). Start with them.`,
    )
  return words(
    `Le NPS n'aide pas à choisir ici : les promoteurs n'achètent pas nettement plus, ${fr.gap} (de ${fr.low} à ${fr.high}).`,
    `NPS does not help to choose here: promoters do not clearly buy more, ${en.gap} (${en.low} to ${en.high}).`,
  )
}

interface Gap {
  readonly gap: string
  readonly low: string
  readonly high: string
}

/** Why no promoter is listed. */
export const noPromoters = words(
  'Aucun client du début de la période, promoteur par sa réponse de moins d’un an, n’est sans affaire ouverte.',
  'No customer of the start of the period, a promoter by its answer less than a year old, is without an open deal.',
)
const nobodyAnswered = words(
  'Aucun client du début de la période n’avait répondu à une enquête NPS dans l’année d’avant.',
  'No customer of the start of the period had answered an NPS survey in the year before.',
)

/** The list of the customers that an answer on promoters counts. */
export async function listPromoters(listed: MetricContext, request: RowRequest): Promise<RowPage> {
  // Every customer is looked at, however short the page.
  const context = await byHash(listed)
  const periods = [context.period]
  const isRoom = request.answer === 'promoters-without-offer'
  return listRows(
    context,
    {
      counted: isRoom ? withoutOffer(context, periods, attachedOrNot) : answered(context, periods),
      with: ['account', 'rep', 'team'],
      cells: {
        closed: sql`row.closed_on`,
        answered: sql`row.answered_on`,
        score: sql`row.score`,
        class: sql`row.class`,
        attached: sql`row.is_attached`,
      },
      usual: { column: 'score', descending: true },
      tie: sql`row.account_id`,
    },
    request,
  )
}
