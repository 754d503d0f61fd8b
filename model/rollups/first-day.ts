// Since when there is anything to add up.
import { sql } from 'kysely'
import { daysOf, type Going } from './rollup.ts'

/** The first day of which figures can read totals of a table, as an expression: rows that have gone since are counted. */
export function firstDayOf(source: Going) {
  return sql`(select coalesce(kept.rows_from, least(kept.first_day, first.day))
    from (select min(day) as day from ${sql.table(source)}) as first
    left join rollups as kept on kept.rollup = ${sql.lit(daysOf[source])})`
}
