// Periods as rows of a query, for what is counted at their first or last day.
import { sql } from 'kysely'
import { lastDayOf, type Sql } from './counted-deals.ts'
import type { MetricContext } from '../definition.ts'
import type { Period } from '../period.ts'

/**
 * Grain: one row per period that the data reaches: `position`, first day `starts_on`, and `last_on`, its last day that the data
 * describes.
 */
export function periodRows(context: MetricContext, periods: readonly Period[]): Sql {
  const listed = periods.map((period, position) => {
    const last = lastDayOf(period) < context.asOf ? lastDayOf(period) : context.asOf
    return sql`(${position}::integer, ${period.start}::date, ${last}::date)`
  })
  return sql`(select * from (values ${sql.join(listed)}) as p (position, starts_on, last_on) where last_on >= starts_on)`
}
