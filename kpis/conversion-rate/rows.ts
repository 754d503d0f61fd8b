// What the conversion rate counts: deals decided, won or created in a period, leads created in it, and the stages
// that deals went through.
import { sql } from 'kysely'
import { dayIn, dealsAsOf, periodAt, scopeOf, type Sql } from '../../metric/rows/counted-deals.ts'
import { leadsAsOf } from '../../metric/rows/counted-leads.ts'
import { listDeals, listLeads } from '../../metric/rows/deal-rows.ts'
import type { MetricContext, RowPage, RowRequest } from '../../metric/definition.ts'
import { byHash } from '../../metric/runner/join-by-hash.ts'
import type { Period } from '../../metric/period.ts'
import { openDeals, reachedStages, stageSpells } from './stages.ts'

/** Grain: one row per deal won or lost in one of the periods; over the whole data also those without a closing day. */
export function decidedDeals(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select deal.*, ${periodAt(sql`deal.closed_on`, periods)} as period
    from ${dealsAsOf(context, 'closed')} as deal
    where deal.is_counted and deal.outcome <> 'open'
      and ${dayIn(sql`deal.closed_on`, periods, context.asOf, true)}
      and ${scopeOf(context.scope, 'deal')}
  )`
}

/**
 * Deals of counted pipelines won and lost, with a closing day and without one: where many lost deals have none, those of
 * a period look fewer than they were, and the win rate higher.
 */
export function closingDays({ isFromRows }: MetricContext): Sql {
  const closed = sql`
      select deal.outcome, deal.pipeline_id, count(*) filter (where deal.closed_on is null) as undated, count(*) as deals
      from opportunities as deal
      where not deal.is_deleted and deal.outcome <> 'open'`
  const found =
    isFromRows === true
      ? sql`${closed} group by 1, 2`
      : sql`${closed} and deal.closed_on is null group by 1, 2
      union all
      select outcome, pipeline_id, 0, deals from deal_totals`
  return sql`(
    select coalesce(sum(deals) filter (where outcome = 'won'), 0)::bigint as won,
      coalesce(sum(undated) filter (where outcome = 'won'), 0)::bigint as won_undated,
      coalesce(sum(deals) filter (where outcome = 'lost'), 0)::bigint as lost,
      coalesce(sum(undated) filter (where outcome = 'lost'), 0)::bigint as lost_undated
    from (${found}) as closed
    left join pipelines as pipeline on pipeline.pipeline_id = closed.pipeline_id
    where coalesce(pipeline.is_counted, true)
  )`
}

/**
 * Grain: one row per deal created in one of the periods, whatever became of it; over the whole data also those without a
 * day of creation.
 */
export function createdDeals(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select deal.*, ${periodAt(sql`deal.opened_on`, periods)} as period
    from ${dealsAsOf(context, 'opened')} as deal
    where deal.is_counted and ${dayIn(sql`deal.opened_on`, periods, context.asOf, true)}
      and ${scopeOf(context.scope, 'deal')}
  )`
}

/** Grain: one row per lead created in one of the periods; `days` until it became a customer, or to the as-of day. */
export function createdLeads(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select lead.*, ${periodAt(sql`lead.created_on`, periods)} as period,
      coalesce(lead.became_on, ${context.asOf}::date) - lead.created_on as days
    from ${leadsAsOf(context)} as lead
    where ${dayIn(sql`lead.created_on`, periods, context.asOf)} and ${scopeOf(context.scope, 'lead')}
  )`
}

/** Grain: as createdLeads, without those that became customers before they were created. */
export function cohortLeads(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(select * from ${createdLeads(context, periods)} as lead where lead.days >= 0)`
}

/** Grain: one row per lead that became a customer in one of the periods, with both days known and in order. */
export function newCustomers(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select lead.*, ${periodAt(sql`lead.became_on`, periods)} as period, lead.became_on - lead.created_on as days
    from ${leadsAsOf(context, (day) => dayIn(day, periods, context.asOf))} as lead
    where lead.created_on <= lead.became_on
      and ${scopeOf(context.scope, 'lead')}
  )`
}

/** Grain: one row per lead whose day of creation is not known; the same in every period. */
export function undatedLeads(context: MetricContext): Sql {
  return sql`(
    select lead.*, 0 as period, null::integer as days
    from ${leadsAsOf(context)} as lead
    where lead.created_on is null and ${scopeOf(context.scope, 'lead')}
  )`
}

/**
 * Grain: one row per qualified lead of the period that was created two weeks or more before the as-of day. `is_idle` while it has no deal
 * and has not converted; a deal opened or a conversion made after the as-of day is not known yet.
 */
export function qualifiedLeads(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select lead.*,
      not lead.is_customer and not lead.has_opportunity as is_idle
    from ${createdLeads(context, periods)} as lead
    where lead.is_qualified and lead.created_on <= ${context.asOf}::date - ${idleAfterDays}::integer
  )`
}

/** A qualified lead is given two weeks before it is called idle: our choice, two usual weekly pipeline reviews. */
export const idleAfterDays = 14

/** Grain: one row per deal or lead of the period that an answer leaves out, with the `code` of the reason. */
export function dealsSetAside(context: MetricContext): Sql {
  const { period, asOf } = context
  const touched = sql`(${dayIn(sql`deal.closed_on`, [period], asOf)} or ${dayIn(sql`deal.opened_on`, [period], asOf)}
    or ${period.kind === 'all' ? sql`(deal.opened_on is null and deal.closed_on is null)` : sql`false`})`
  return sql`(
    select * from (
      select deal.*,
        case
          when deal.is_deleted then 'deleted'
          when not deal.is_counted then 'pipeline-not-counted'
          ${period.kind === 'all' ? sql`` : sql`when deal.outcome <> 'open' and deal.closed_on is null then 'no-closing-day'`}
        end as code
      from ${dealsAsOf(context, 'closed')} as deal
      where ${touched} and ${scopeOf(context.scope, 'deal')}
    ) as judged
    where code is not null
  )`
}

/** Grain: one row per lead that no answer about the period can count, with the `code` of the reason. */
export function leadsSetAside(context: MetricContext): Sql {
  return sql`(
    select * from (
      select lead.*,
        case
          when lead.created_on is null then 'lead-without-day'
          when lead.became_on < lead.created_on then 'customer-before-lead'
        end as code
      from ${leadsAsOf(context)} as lead
      where ${scopeOf(context.scope, 'lead')}
        and (lead.created_on is null or ${dayIn(sql`lead.created_on`, [context.period], context.asOf)})
    ) as judged
    where code is not null
  )`
}

export async function rows(context: MetricContext, request: RowRequest): Promise<RowPage> {
  const { period } = context
  const byClosing = { column: 'closed', descending: true }
  const byOpening = { column: 'opened', descending: true }
  if (request.excluded !== undefined) {
    const isLead = request.excluded.includes('lead')
    const all = isLead ? leadsSetAside(context) : dealsSetAside(context)
    const left = sql`(select * from ${all} as judged where code = ${request.excluded})`
    return isLead ? listLeads(context, left, request) : listDeals(context, left, request, byClosing)
  }
  const days = [{ id: 'days', value: sql`lead.days` }]
  switch (request.answer) {
    case 'period-ratio':
    case 'leads-created':
      return listLeads(context, createdLeads(context, [period]), request, days)
    case 'cohort':
      return listLeads(context, cohortLeads(context, [period]), request, days)
    case 'lead-time':
      return listLeads(context, newCustomers(context, [period]), request, days)
    case 'idle-leads':
      return listLeads(context, qualifiedLeads(context, [period]), request, days)
    case 'undated-leads':
      return listLeads(context, undatedLeads(context), request)
    case 'won-deals':
    case 'won-value':
      return listDeals(
        context,
        sql`(select * from ${decidedDeals(context, [period])} as decided where outcome = 'won')`,
        request,
        byClosing,
      )
    case 'win-rate-amount':
      return listDeals(
        context,
        sql`(select * from ${decidedDeals(context, [period])} as decided where amount_minor > 0)`,
        request,
        byClosing,
      )
    case 'broad-rate':
      return listDeals(context, createdDeals(context, [period]), request, byOpening)
    case 'stage-conversion': {
      const whole = await byHash(context)
      return listDeals(
        whole,
        sql`(select * from ${reachedStages(whole, [period])} as reached where not is_pending)`,
        request,
        byOpening,
        [
          { id: 'reached', value: sql`deal.reached_stage` },
          { id: 'advanced', value: sql`deal.is_success` },
        ],
      )
    }
    case 'time-in-stage': {
      const whole = await byHash(context)
      return listDeals(
        whole,
        sql`(select * from ${stageSpells(whole, [period])} as spell where not is_running)`,
        request,
        { column: 'days', descending: true },
        [
          { id: 'reached', value: sql`deal.reached_stage` },
          { id: 'days', value: sql`deal.days` },
        ],
      )
    }
    case 'open-deals':
      return listDeals(context, openDeals(context, period), request, byOpening)
    default:
      return listDeals(context, decidedDeals(context, [period]), request, byClosing)
  }
}
