// What counts as a sale of a rep: a deal won; in an organisation that brings no deals, an order or invoice under her name.
import { sql } from 'kysely'
import { ownerThen, ownershipOn } from '../../model/attribution.ts'
import { dayIn, dealsByOwner, dealsOn, type Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext } from '../../metric/definition.ts'
import type { Period } from '../../metric/period.ts'
import { organisation } from '../../metric/scope.ts'
import { words } from '../../metric/words.ts'

/** A sale is a fact of the organisation, whoever asks. */
export function everywhere(context: MetricContext): MetricContext {
  return { ...context, scope: organisation, seen: 'everybody' }
}

/** Whether sales are read on invoices, for want of any deal. One deal is enough for deals to speak alone: else a sale would count twice. */
export function isByInvoice({ filled }: Pick<MetricContext, 'filled'>): boolean {
  return !filled.has('opportunities') && filled.has('revenue')
}

/** What stands beside figures that are read on invoices. */
export const saidByInvoice = words(
  'Aucune affaire n’est connue : une vente est ici ce qu’un client a commandé ou s’est vu facturer un même jour au nom du commercial.',
  'No deal is known: a sale is here what one customer ordered or was invoiced on one day under the rep’s name.',
)

/**
 * The day from which on sales are known, an expression: those hired before have a first sale that cannot be seen. Where no sale of any
 * kind is known, nobody is left out for it: what was spent on each can be told all the same.
 */
export function knownFrom(context: MetricContext): Sql {
  if (isByInvoice(context))
    return sql`coalesce((select min(day) from revenue where owner_id is not null), 'infinity')`
  if (!context.filled.has('opportunities')) return sql`'-infinity'::date`
  return sql`(select min(opened_on) from opportunities)`
}

/**
 * The last day of which sales are known, an expression: of the last deal or invoice, or the day that the last delivery of them
 * describes; null where none is.
 */
export function knownUntil(context: MetricContext): Sql {
  const [table, happened] = isByInvoice(context)
    ? ['revenue', sql`(select max(day) from revenue where day <= ${context.asOf}::date)`]
    : [
        'opportunities',
        sql`(select max(opened_on) from opportunities where opened_on <= ${context.asOf}::date),
          (select max(closed_on) from opportunities where closed_on <= ${context.asOf}::date)`,
      ]
  return sql`least(${context.asOf}::date, greatest(${happened}, (
    select max(delivery.as_of) from imports as delivery join import_files as file on file.import_id = delivery.import_id
    where delivery.state = 'visible' and file.entity = ${table})))`
}

/** The first day of the periods: what people who came in them sold was sold on it or later. */
export function firstDayOf(periods: readonly Period[]): Sql {
  if (periods.some((period) => period.kind === 'all')) return sql`'-infinity'::date`
  return sql`${periods.map((period) => period.start).toSorted()[0]!}::date`
}

/**
 * Grain: one row per sale from a day to the as-of day: a deal won, or all that one customer was invoiced in one day under one name, credit
 * notes taken away. `is_begun_by_other`: somebody else had opened the deal.
 */
export function soldByAnybody(context: MetricContext, since: Sql): Sql {
  if (isByInvoice(context)) return invoiced(context, since)
  const { asOf } = context
  return sql`(
    select o.rep_id, o.closed_on, o.opened_on, o.account_id, o.opportunity_id, o.rep_id is distinct from ${ownerThen} as is_begun_by_other
    from (
      select o.account_id, o.opportunity_id, o.opened_on, o.closed_on, o.owner_id, ${ownerThen} as rep_id
      from opportunities as o
      ${ownershipOn(sql`o.closed_on`)}
      left join pipelines as pipeline on pipeline.pipeline_id = o.pipeline_id
      where o.outcome = 'won' and o.closed_on >= ${since} and o.closed_on <= ${asOf}::date and coalesce(pipeline.is_counted, true)
        and not o.is_deleted
    ) as o
    ${ownershipOn(sql`coalesce(o.opened_on, ${asOf}::date)`)}
  )`
}

/** The same sales, whoever began them. */
export function soldSince(context: MetricContext, since: Sql): Sql {
  if (isByInvoice(context)) return invoiced(context, since)
  return sql`(
    select won.rep_id, won.closed_on, won.account_id, won.opportunity_id
    from ${dealsByOwner(context, 'closed')} as won where won.is_counted and won.outcome = 'won' and won.closed_on >= ${since}
  )`
}

/** The same of the days of some periods; those of other days may be left out, or not. */
export function soldIn(context: MetricContext, periods: readonly Period[]): Sql {
  if (isByInvoice(context)) return invoiced(context)
  return sql`(
    select won.rep_id, won.closed_on, won.account_id, won.opportunity_id
    from ${wonDeals(context, periods)} as won where won.is_counted and won.outcome = 'won'
  )`
}

/**
 * What was sold, as amounts. Grain: one row per deal won; else one per line of an invoice, so that a credit note takes away what it
 * gives back. Those of days outside the periods may be left out.
 */
export function soldAmounts(context: MetricContext, periods: readonly Period[]): Sql {
  if (isByInvoice(context))
    return sql`(
      select owner_id as rep_id, day as closed_on, amount_minor, currency from revenue
      where owner_id is not null and ${dayIn(sql`day`, periods, context.asOf)}
    )`
  return sql`(
    select won.rep_id, won.closed_on, won.amount_minor, won.currency
    from ${wonDeals(context, periods)} as won where won.is_counted and won.outcome = 'won'
  )`
}

function wonDeals(context: MetricContext, periods: readonly Period[]): Sql {
  return dealsByOwner(context, 'closed', dealsOn(context, 'closed_on', periods))
}

/** Days before the first one asked for in which most reps open a deal: who does need not be looked up in all the years before. */
const lookedBack = 91

/**
 * Grain: one row per rep with the day of the first deal that she opened, or of her first invoice. It may be any of her deals that is no
 * later than `since`, or than `tenured`, the day on which she counts (an expression on `person`): what is told of her from both days on is
 * the same. Whoever is gone by then, or is not there yet, may be left out.
 */
export function startedSelling(context: MetricContext, since: Sql, tenured: Sql): Sql {
  if (isByInvoice(context))
    return sql`(select rep_id, min(opened_on) as opened_on from ${invoiced(context)} as sale group by 1)`
  const deals = dealsByOwner(context, 'opened')
  const counts = sql`greatest(${since}, ${tenured})`
  return sql`(
    with seen as materialized (
      select rep_id, min(opened_on) as opened_on from ${deals} as deal where opened_on >= ${since} - ${lookedBack}::integer group by 1
    ),
    late as materialized (
      select person.person_id
      from people as person left join seen on seen.rep_id = person.person_id
      where coalesce(person.job, 'rep') = 'rep' and ${since} > '-infinity'::date and ${counts} < least(person.left_on, ${context.asOf}::date + 1)
        and coalesce(seen.opened_on > ${counts}, true)
    )
    select seen.rep_id, seen.opened_on from seen left join late on late.person_id = seen.rep_id where late.person_id is null
    union all
    select late.person_id, min(deal.opened_on) from late join ${deals} as deal on deal.rep_id = late.person_id
    where exists (select from late) and deal.opened_on is not null group by 1
  )`
}

// An order is written by product: its lines are one sale. The sale is known by the first of them.
function invoiced({ asOf }: MetricContext, since: Sql = sql`'-infinity'::date`): Sql {
  return sql`(
    select owner_id as rep_id, day as closed_on, day as opened_on, account_id, min(revenue_id) as opportunity_id,
      false as is_begun_by_other
    from revenue where owner_id is not null and day >= ${since} and day <= ${asOf}::date
    group by owner_id, day, account_id having sum(amount_minor) > 0
  )`
}
