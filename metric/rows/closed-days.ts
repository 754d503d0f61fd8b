// Closed deals of the whole organisation by day, read from the rollup `deal_days`.
import { sql } from 'kysely'
import { dayIn, periodAt, type Sql } from './counted-deals.ts'
import type { MetricContext, Split } from '../definition.ts'
import type { Period } from '../period.ts'

/** Whether a count is of all deals, or leads, alike, so that days say as much: nobody asks whose they were, nor splits them. */
export function isOfAllDeals(context: MetricContext, { dimension }: Split): boolean {
  return (
    dimension === null &&
    context.isUnattributed === true &&
    context.seen === 'everybody' &&
    context.isFromRows !== true
  )
}

/**
 * Grain: one row per day of the periods, pipeline that counts, and outcome: `deals` that closed, and `cycles`, the days that each
 * of them took whose days are known and in order; `timed_deals` how many those are, `cycle_days` their sum, `cycle_squares` that of
 * their squares. The same as the decided deals of `dealsAsOf`.
 */
export function closedByDay(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select closed.outcome, closed.deals, closed.cycles, closed.timed_deals, closed.cycle_days, closed.cycle_squares, ${periodAt(sql`closed.day`, periods)} as period
    from deal_days as closed
    left join pipelines as pipeline on pipeline.pipeline_id = closed.pipeline_id
    where coalesce(pipeline.is_counted, true) and ${dayIn(sql`closed.day`, periods, context.asOf)}
  )`
}
