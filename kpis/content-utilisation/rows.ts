// The lists behind the figures: items, uses, deals, and items stage by stage.
import { sql } from 'kysely'
import { listDeals } from '../../metric/deal-rows.ts'
import type { MetricContext, RowPage, RowRequest } from '../../metric/definition.ts'
import { hourlyRate } from '../../metric/hourly-rate.ts'
import { listRows } from '../../metric/listing.ts'
import { decided, itemsByStage } from './deals.ts'
import { published, unused } from './items.ts'
import { everyUse, uses } from './uses.ts'

export async function rows(context: MetricContext, request: RowRequest): Promise<RowPage> {
  if (request.excluded !== undefined) return listUses(context, request)
  switch (request.answer) {
    case 'uses':
    case 'buyer-views':
      return listUses(context, request)
    case 'deals-with-content':
    case 'won-lift':
      return listDeals(
        context,
        decided(context, [context.period]),
        request,
        { column: 'closed', descending: true },
        [{ id: 'with_content', value: sql`deal.has_content` }],
      )
    case 'stage-lift':
      return listItemsByStage(context, request)
    default:
      return listItems(context, request, await hourlyRate(context))
  }
}

function listUses(context: MetricContext, request: RowRequest): Promise<RowPage> {
  const sort = request.answer === 'buyer-views' ? 'by-buyers' : 'by-reps'
  const isExcluded = request.excluded !== undefined
  return listRows(
    context,
    {
      counted: isExcluded
        ? sql`(select *, null::bigint as stage_id from ${everyUse(context, [context.period])} as use where not use.is_told)`
        : uses(context, [context.period], sort),
      with: ['account', 'rep', 'team'],
      join: sql`left join content_items as item on item.content_item_id = row.content_item_id
        left join stages as stage on stage.stage_id = row.stage_id`,
      cells: {
        day: sql`row.day`,
        content: sql`item.title`,
        action: sql`row.kind`,
        stage: sql`stage.name`,
        tool: sql`row.tool`,
        ...(!isExcluded && { outcome: sql`row.outcome` }),
      },
      usual: { column: 'day', descending: true },
      tie: sql`row.rep_id, row.content_event_id`,
    },
    request,
  )
}

function listItemsByStage(context: MetricContext, request: RowRequest): Promise<RowPage> {
  return listRows(
    context,
    {
      counted: itemsByStage(context, [context.period]),
      with: [],
      join: sql`join content_items as item on item.content_item_id = row.content_item_id
        join stages as stage on stage.stage_id = row.stayed_stage_id`,
      cells: {
        content: sql`item.title`,
        type: sql`item.type`,
        stage: sql`stage.name`,
        stays: sql`row.stays`,
        rate_with: sql`round((row.rate_with * 100)::numeric, 1)::double precision`,
        rate_without: sql`round((row.rate_without * 100)::numeric, 1)::double precision`,
      },
      usual: { column: 'stays', descending: true },
      tie: sql`row.content_item_id, row.stayed_stage_id`,
    },
    request,
  )
}

function listItems(context: MetricContext, request: RowRequest, rate: number | null): Promise<RowPage> {
  const isUnused = request.answer === 'unused-cost'
  return listRows(
    context,
    {
      counted: isUnused ? unused(context, [context.period], rate) : published(context, [context.period]),
      with: ['rep', 'team'],
      cells: {
        content: sql`row.title`,
        type: sql`row.type`,
        made_for: sql`row.stage`,
        published: sql`row.published_on`,
        shares: sql`row.shares`,
        views: sql`row.views`,
        currency: sql`${context.settings.currency}::text`,
      },
      ...(isUnused && { money: { cost: sql`row.cost_minor::bigint` } }),
      usual: isUnused ? { column: 'cost', descending: true } : { column: 'shares', descending: true },
      tie: sql`row.content_item_id`,
    },
    request,
  )
}
