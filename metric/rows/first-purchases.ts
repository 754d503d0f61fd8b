// When accounts bought for the first time, as sub-queries. Read from the rollup of first purchases; tests compare that with rows.
import { sql } from 'kysely'
import { firstPurchases } from '../../model/rollups/index.ts'
import type { Sql } from './counted-deals.ts'
import type { MetricContext } from '../definition.ts'

const everything = { on: () => 'true', after: () => 'true', listedIn: null }
const columns = sql.join(firstPurchases.columns.map((column) => sql.ref(column)))

/**
 * Grain: as the table first_purchases, of one way of buying, as far as it was known on the as-of day. Columns: account_id,
 * pipeline_id, product_id, day, opportunity_id, is_identified.
 */
export function firstPurchasesBy(context: MetricContext, way: 'any' | 'pipeline' | 'product'): Sql {
  const all =
    context.isFromRows === true
      ? sql`(
        with facts (${columns}) as (${sql.raw(firstPurchases.rows(everything))})
        select * from facts
      )`
      : sql`first_purchases`
  return sql`(
    select first.account_id, first.pipeline_id, first.product_id, first.day, first.opportunity_id, first.is_identified
    from ${all} as first where first.way = ${sql.lit(way)} and first.day <= ${context.asOf}::date
  )`
}

/** The same of deals won, in pipelines that count. */
export function firstWonByPipeline(context: MetricContext): Sql {
  return sql`(
    select first.account_id, first.day, first.opportunity_id, first.is_identified
    from ${firstPurchasesBy(context, 'pipeline')} as first
    left join pipelines as pipeline on pipeline.pipeline_id = first.pipeline_id
    where coalesce(pipeline.is_counted, true)
  )`
}
