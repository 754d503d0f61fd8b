// How long before the sale its cost was spent: one sales cycle.
import { sql } from 'kysely'
import type { Sql } from '../../metric/counted-deals.ts'
import type { MetricContext } from '../../metric/definition.ts'

/** Fewer won deals than this tell no usual cycle. */
const fewestDeals = 10
/** Days of a mean month. */
const monthDays = 30.4375

/** Grain: one row per deal won by the as-of day whose days are known and in order. */
function wonCycles({ asOf, isFromRows }: MetricContext): Sql {
  return isFromRows === true
    ? sql`(
      select deal.closed_on - deal.opened_on as days from opportunities as deal
      where deal.outcome = 'won' and not deal.is_deleted and deal.opened_on <= deal.closed_on and deal.closed_on <= ${asOf}::date
    )`
    : sql`(select unnest(closed.cycles) as days from deal_days as closed where closed.outcome = 'won' and closed.day <= ${asOf}::date)`
}

/**
 * Median days from opening to winning, over the whole organisation and all of its data, in whole months. Null under ten deals with
 * both days.
 */
export async function salesLag(context: MetricContext): Promise<number | null> {
  const { rows } = await sql<{ deals: number; days: number | null }>`
    select count(*) as deals, percentile_cont(0.5) within group (order by won.days) as days
    from ${wonCycles(context)} as won`.execute(context.query)
  const [found] = rows
  if (found === undefined || found.deals < fewestDeals || found.days === null) return null
  return Math.round(found.days / monthDays)
}
