// What the sales cycle counts: the deals won in a period, and the deals created in it with how they ended.
import { sql } from 'kysely'
import { dayIn, dealsAsOf, periodAt, scopeOf, type Sql } from '../../metric/rows/counted-deals.ts'
import { listDeals } from '../../metric/rows/deal-rows.ts'
import type { MetricContext, RowPage, RowRequest } from '../../metric/definition.ts'
import type { Period } from '../../metric/period.ts'

/** Answers about deals already won; all others follow the deals created in the period. */
export const wonAnswers: readonly string[] = ['mean', 'median', 'p90']

/** Grain: one row per deal won in one of the periods, with both days known and in order; `days` it took. */
export function wonDeals(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select deal.*, ${periodAt(sql`deal.closed_on`, periods)} as period, deal.closed_on - deal.opened_on as days
    from ${dealsAsOf(context, 'closed')} as deal
    where deal.is_counted and deal.outcome = 'won'
      and ${dayIn(sql`deal.closed_on`, periods, context.asOf)}
      and deal.opened_on <= deal.closed_on
      and ${scopeOf(context.scope, 'deal')}
  )`
}

/**
 * Grain: one row per deal created in one of the periods; `days` until it closed, or, still open, until the as-of
 * day. Attributed to the owner and team of the day it was created: a cohort keeps its members.
 */
export function cohortDeals(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select deal.*, ${periodAt(sql`deal.opened_on`, periods)} as period,
      case when deal.outcome = 'open' then ${context.asOf}::date else deal.closed_on end - deal.opened_on as days
    from ${dealsAsOf(context, 'opened')} as deal
    where deal.is_counted and ${dayIn(sql`deal.opened_on`, periods, context.asOf)}
      and (deal.outcome = 'open' or deal.opened_on <= deal.closed_on)
      and ${scopeOf(context.scope, 'deal')}
  )`
}

/** Grain: one row per deal of the period that no answer counts, with the `code` of the reason. */
export function setAside(context: MetricContext): Sql {
  const { period, asOf } = context
  const touched = sql`(${dayIn(sql`deal.closed_on`, [period], asOf)} or ${dayIn(sql`deal.opened_on`, [period], asOf)}
    or ${period.kind === 'all' ? sql`(deal.opened_on is null and deal.closed_on is null)` : sql`false`})`
  return sql`(
    select * from (
      select deal.*,
        case
          when deal.is_deleted then 'deleted'
          when not deal.is_counted then 'pipeline-not-counted'
          when deal.outcome <> 'open' and deal.closed_on is null then 'no-closing-day'
          when deal.opened_on is null then 'no-opening-day'
          when deal.outcome <> 'open' and deal.closed_on < deal.opened_on then 'closed-before-opened'
        end as code
      from ${dealsAsOf(context, 'closed')} as deal
      where ${touched} and ${scopeOf(context.scope, 'deal')}
    ) as judged
    where code is not null
  )`
}

export function rows(context: MetricContext, request: RowRequest): Promise<RowPage> {
  if (request.excluded !== undefined) {
    const left = sql`(select * from ${setAside(context)} as deal where code = ${request.excluded})`
    return listDeals(context, left, request, { column: 'closed', descending: true })
  }
  const counted = wonAnswers.includes(request.answer)
    ? wonDeals(context, [context.period])
    : cohortDeals(context, [context.period])
  return listDeals(context, counted, request, { column: 'days', descending: true }, [
    { id: 'days', value: sql`deal.days` },
  ])
}
