// How long before the sale its cost was spent: one sales cycle.
import { sql } from 'kysely'
import type { Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext } from '../../metric/definition.ts'
import { weightedMedian } from '../../metric/rows/weighted-median.ts'
import { workedOut } from '../../metric/worked-out.ts'

/** Fewer won deals than this tell no usual cycle. */
const fewestDeals = 10
/** Days of a mean month. */
const monthDays = 30.4375

/** Grain: any number of rows per number of days (`value`) that deals took which were won by the as-of day: `many` of them. */
function wonCycles({ asOf, isFromRows }: MetricContext): Sql {
  return isFromRows === true
    ? sql`(
      select deal.closed_on - deal.opened_on as value, 1 as many from opportunities as deal
      where deal.outcome = 'won' and not deal.is_deleted and deal.opened_on <= deal.closed_on and deal.closed_on <= ${asOf}::date
    )`
    : sql`(
      select days as value, deals as many from won_cycles
      union all
      select unnest(later.cycles), -1 from deal_days as later where later.outcome = 'won' and later.day > ${asOf}::date
    )`
}

/**
 * Median days from opening to winning, over the whole organisation and all of its data, in whole months. Null under ten deals with
 * both days.
 */
export function salesLag(context: MetricContext): Promise<number | null> {
  const name = `sales lag ${context.asOf}${context.isFromRows ? ' from rows' : ''}`
  return workedOut(context, name, () => findLag(context))
}

async function findLag(context: MetricContext): Promise<number | null> {
  const { rows } = await sql<{ many: number; median: number | null }>`
    select many, median from ${weightedMedian(wonCycles(context))} as middle`.execute(context.query)
  const [found] = rows
  if (found === undefined || found.many < fewestDeals || found.median === null) return null
  return Math.round(found.median / monthDays)
}

/** The first day on which anything was spent; null when nothing was. */
export function firstSpending(context: MetricContext): Promise<string | null> {
  return workedOut(context, 'first spending', async () => {
    const { query } = context
    const first = await query
      .selectFrom('costs')
      .select((eb) => eb.fn.min('day').as('day'))
      .executeTakeFirst()
    return first?.day ?? null
  })
}
