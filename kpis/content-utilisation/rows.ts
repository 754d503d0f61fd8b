// The lists behind the figures: items, uses, deals, and items stage by stage.
import { sql } from 'kysely'
import { countRows, listDeals } from '../../metric/rows/deal-rows.ts'
import type { MetricContext, RowPage, RowRequest } from '../../metric/definition.ts'
import { hourlyRate } from '../../metric/rows/hourly-rate.ts'
import { byHash } from '../../metric/runner/join-by-hash.ts'
import { listRows } from '../../metric/rows/listing.ts'
import type { Sql } from '../../metric/rows/counted-deals.ts'
import { normalCritical } from '../../statistics/distributions.ts'
import { decided, itemsByStage } from './deals.ts'
import { published, unused } from './items.ts'
import { everyUse, uses } from './uses.ts'

export async function rows(context: MetricContext, request: RowRequest): Promise<RowPage> {
  if (request.excluded !== undefined) return listUses(context, request)
  switch (request.answer) {
    case 'uses':
    case 'buyer-views':
    case 'buyer-downloads':
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
      return await listItemsByStage(context, request)
    default:
      return listItems(context, request, await hourlyRate(context))
  }
}

function listUses(context: MetricContext, request: RowRequest): Promise<RowPage> {
  const sort =
    request.answer === 'buyer-views'
      ? 'by-buyers'
      : request.answer === 'buyer-downloads'
        ? 'downloaded'
        : 'by-reps'
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

/** Fewer stays than this with an item say nothing of it. */
const fewestStays = 20

/** Each item beside the deals of the same stage and segment without it; the bar rises with the number of items compared (Bonferroni). */
async function listItemsByStage(context: MetricContext, request: RowRequest): Promise<RowPage> {
  // Every stay of the period is read, however short the page.
  const counted = itemsByStage(await byHash(context), [context.period])
  const compared = await countRows(
    context,
    sql`(select * from ${counted} as one where stays >= ${fewestStays}::integer and spread is not null)`,
  )
  const z = normalCritical(1 - 0.05 / Math.max(1, compared))
  const bound = (sign: string) =>
    sql`exp(ln(row.odds) ${sql.raw(sign)} ${normalCritical(0.95)}::double precision * row.spread)`
  const rounded = (value: Sql) => sql`round((${value})::numeric, 2)::double precision`
  return listRows(
    context,
    {
      counted,
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
        odds: rounded(sql`row.odds`),
        odds_low: rounded(sql`case when row.odds > 0 then ${bound('-')} end`),
        odds_high: rounded(sql`case when row.odds > 0 then ${bound('+')} end`),
        reading: sql`case when row.stays < ${fewestStays}::integer or row.spread is null or row.odds = 0 then 'few'
          when ln(row.odds) > ${z}::double precision * row.spread then 'more'
          when ln(row.odds) < -${z}::double precision * row.spread then 'less' else 'unclear' end`,
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
