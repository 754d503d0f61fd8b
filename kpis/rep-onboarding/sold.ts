// What counts as a sale of a rep: a deal won; in an organisation that brings no deals, an order or invoice under her name.
import { sql } from 'kysely'
import { dayIn, dealsAsOf, dealsOn, type Sql } from '../../metric/rows/counted-deals.ts'
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

/**
 * Grain: one row per sale up to the as-of day: a deal won, or all that one customer was invoiced in one day under one name, credit notes
 * taken away. `is_begun_by_other`: somebody else had opened the deal.
 */
export function soldByAnybody(context: MetricContext): Sql {
  if (isByInvoice(context)) return invoiced(context)
  const everybody = everywhere(context)
  return sql`(
    select closed.rep_id, closed.closed_on, closed.opened_on, closed.account_id, closed.opportunity_id,
      closed.rep_id is distinct from opened.rep_id as is_begun_by_other
    from ${dealsAsOf(everybody, 'closed')} as closed
    join ${dealsAsOf(everybody, 'opened')} as opened
      on opened.account_id = closed.account_id and opened.opportunity_id = closed.opportunity_id
    where closed.is_counted and closed.outcome = 'won'
  )`
}

/** The same sales, whoever began them: read from one look at the deals. With `periods`, those of other days may be left out. */
export function sold(context: MetricContext, periods?: readonly Period[]): Sql {
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

function wonDeals(context: MetricContext, periods: readonly Period[] | undefined): Sql {
  return dealsAsOf(everywhere(context), 'closed', periods && dealsOn(context, 'closed_on', periods))
}

/** Grain: one row per rep with the day of the first deal that she opened, or of her first invoice. */
export function startedSelling(context: MetricContext): Sql {
  if (isByInvoice(context))
    return sql`(select rep_id, min(opened_on) as opened_on from ${invoiced(context)} as sale group by 1)`
  return sql`(
    select rep_id, min(opened_on) as opened_on from ${dealsAsOf(everywhere(context), 'opened')} as deal
    where opened_on is not null group by 1
  )`
}

// An order is written by product: its lines are one sale. The sale is known by the first of them.
function invoiced({ asOf }: MetricContext): Sql {
  return sql`(
    select owner_id as rep_id, day as closed_on, day as opened_on, account_id, min(revenue_id) as opportunity_id,
      false as is_begun_by_other
    from revenue where owner_id is not null and day <= ${asOf}::date
    group by owner_id, day, account_id having sum(amount_minor) > 0
  )`
}
