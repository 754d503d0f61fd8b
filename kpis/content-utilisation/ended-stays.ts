// Stays that ended, from the rollups `stage_stays` and `stay_uses`: what figures of the whole organisation read where they are split by
// nothing but stages. A test compares both ways.
import { sql } from 'kysely'
import { dayIn, periodAt, type Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext, Split } from '../../metric/definition.ts'
import { isToldOn, toldJoin } from '../../metric/rows/notice.ts'
import type { Period } from '../../metric/period.ts'

/** Whether stays can be read from rollups: nobody asks whose their deals were, nor splits them by what only the deals say. */
export function canReadStays(context: MetricContext, { dimension }: Split): boolean {
  return (
    (dimension === null || dimension === 'stage') &&
    context.isUnattributed === true &&
    context.seen === 'everybody' &&
    context.isFromRows !== true
  )
}

/** Grain and columns `period`, `stayed_stage_id`, `segment`, `went_on` and `has_content` as those of staysWithContent. */
export function endedStays(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select ${periodAt(sql`stay.left_on`, periods)} as period, stay.stage_id as stayed_stage_id,
      stay.segment, coalesce(stay.went_on <= ${context.asOf}::date, false) as went_on,
      shown.visit is not null as has_content
    from stage_stays as stay
    left join pipelines as pipeline on pipeline.pipeline_id = stay.pipeline_id
    left join (
      select distinct used.account_id, used.opportunity_id, used.visit
      from stay_uses as used ${toldJoin(context, sql`used.rep_id`)}
      where ${dayIn(sql`used.left_on`, periods, context.asOf)} and (used.rep_id = 0 or ${isToldOn(sql`used.last_on`)})
    ) as shown
      on shown.account_id = stay.account_id and shown.opportunity_id = stay.opportunity_id and shown.visit = stay.visit
    where coalesce(pipeline.is_counted, true) and ${dayIn(sql`stay.left_on`, periods, context.asOf)}
  )`
}
