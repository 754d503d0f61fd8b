// What content costs to make: one row for each time an item was brought out, with the work and the money that went into it.
import { sql } from 'kysely'
import { dayIn, periodAt, scopeOf, type Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext, RowPage, RowRequest } from '../../metric/definition.ts'
import { inSight, isBare } from '../../metric/rows/in-sight.ts'
import { listRows } from '../../metric/rows/listing.ts'
import { amountIn, lacksRate, ratesOn } from '../../metric/rows/money.ts'
import { isToldOn, toldJoin } from '../../metric/rows/notice.ts'
import type { Period } from '../../metric/period.ts'

/** Grain: one row per item of which something came out, or work was done, in one of the periods: all others are left unread. */
function asked({ asOf }: MetricContext, periods: readonly Period[], moment: Moment): Sql {
  if (moment === 'started')
    return sql`select distinct content_item_id from content_work where ${dayIn(sql`day`, periods, asOf)}`
  const isOut = dayIn(sql`published_on`, periods, asOf)
  return sql`
      select content_item_id from content_versions where ${isOut}
      union
      select content_item_id from content_items where ${isOut}`
}

/**
 * Grain: one row per item of `asked` and day on which it, or a new version of it, came out by the as-of day; and one per item for what
 * has not come out yet, with `published_on` null. `previous_on` is the day it came out before.
 */
function editions({ asOf }: MetricContext): Sql {
  const isAsked = sql`content_item_id in (select content_item_id from asked)`
  return sql`
      select edition.content_item_id, edition.published_on, edition.author_id,
        lag(edition.published_on) over (partition by edition.content_item_id order by edition.published_on nulls last) as previous_on,
        lead(edition.published_on) over (partition by edition.content_item_id order by edition.published_on nulls last) as next_on,
        row_number() over (partition by edition.content_item_id order by edition.published_on nulls last) as nth
      from (
        select content_item_id, published_on, max(author_id) as author_id
        from (
          select content_item_id, published_on, author_id from content_versions where published_on <= ${asOf}::date and ${isAsked}
          union all
          select content_item_id, published_on, null from content_items where published_on <= ${asOf}::date and ${isAsked}
        ) as dated
        group by 1, 2
        union all
        select content_item_id, null, null from content_items where ${isAsked}
      ) as edition`
}

export type Moment = 'published' | 'started'

/**
 * Grain: one row per edition of an item that came out (or on which work started) in one of the periods. `seconds` of work since
 * the edition before, null where none was noted; `is_before_notice` when some of it was done before its person had the notice.
 * `spent_minor`: external costs from this edition to the next, those before the first one included, in the organisation's
 * currency. rep: who made it. `days` from the first work to publication, or to the as-of day.
 */
export function productions(context: MetricContext, periods: readonly Period[], moment: Moment): Sql {
  const { asOf } = context
  const { currency } = context.settings
  const day = moment === 'published' ? sql`known.published_on` : sql`known.started_on`
  // Found by an index; over all data everything is read anyway.
  const isAll = periods.some((period) => period.kind === 'all')
  const [team, membership] = isBare(context)
    ? [sql`null::bigint`, sql``]
    : [
        sql`membership.team_id`,
        sql`left join memberships as membership on membership.person_id = coalesce(edition.author_id, item.owner_id)
        and (membership.starts_on is null or membership.starts_on <= coalesce(edition.published_on, work.started_on))
        and (membership.ends_on is null or coalesce(edition.published_on, work.started_on) < membership.ends_on)`,
      ]
  const ofAsked = (row: Sql) =>
    isAll ? sql`true` : sql`${row}.content_item_id = any (array(select content_item_id from asked))`
  return sql`(
    with asked as materialized (${asked(context, periods, moment)}),
    edition as materialized (${editions(context)}
    )
    select known.*, ${periodAt(day, periods)} as period
    from (
      select edition.content_item_id, edition.nth, edition.published_on, work.started_on, work.seconds,
        coalesce(work.is_before_notice, false) as is_before_notice, coalesce(spent.minor, 0) as spent_minor, spent.missing,
        coalesce(edition.published_on, ${asOf}::date) - work.started_on as days,
        case when edition.nth = 1 then 'creation' else 'update' end as kind,
        item.title, item.type, item.department, item.is_template, item.template_id,
        coalesce(edition.author_id, item.owner_id) as rep_id, ${team} as team_id
      from edition
      join content_items as item on item.content_item_id = edition.content_item_id
      left join (
        select edition.content_item_id, edition.nth, min(work.day) as started_on, sum(work.seconds) as seconds,
          bool_or(work.is_before_notice or (work.rep_id is not null and not ${isToldOn(sql`work.day`)})) as is_before_notice
        from edition
        join content_work as work on work.content_item_id = edition.content_item_id and ${ofAsked(sql`work`)}
          and work.day > coalesce(edition.previous_on, '-infinity'::date) and work.day <= coalesce(edition.published_on, ${asOf}::date)
        ${toldJoin(context, sql`work.rep_id`)}
        group by 1, 2
      ) as work on work.content_item_id = edition.content_item_id and work.nth = edition.nth
      left join (
        select edition.content_item_id, edition.nth, sum(${amountIn(currency)}) as minor,
          array_agg(distinct deal.currency) filter (where ${lacksRate(currency)}) as missing
        from edition
        join costs as deal on deal.content_item_id = edition.content_item_id and ${ofAsked(sql`deal`)} and deal.day <= ${asOf}::date
          and (edition.nth = 1 or deal.day >= edition.published_on) and deal.day < coalesce(edition.next_on, 'infinity'::date)
        ${ratesOn(sql`deal.day`)}
        where edition.published_on is not null
        group by 1, 2
      ) as spent on spent.content_item_id = edition.content_item_id and spent.nth = edition.nth
      ${membership}
    ) as known
    where ${dayIn(day, periods, asOf)} and ${scopeOf(context.scope, 'known')} and ${inSight(context, sql`known.rep_id`, day)}
  )`
}

/** Grain: as `productions` that came out, with the work noted and of people who had the notice. */
export function workedOn(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select * from ${productions(context, periods, 'published')} as row where row.seconds is not null and not row.is_before_notice
  )`
}

/** Grain: as `productions` on which work started; before the notice, when somebody worked is not used either. */
export function started(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(select * from ${productions(context, periods, 'started')} as row where not row.is_before_notice)`
}

/** Grain: as `productions`: what came out for the first time. */
export function created(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(select * from ${productions(context, periods, 'published')} as row where row.kind = 'creation')`
}

/** Grain: one row per edition of the period whose hours are not known, with the `code` of the reason. */
export function setAside(context: MetricContext): Sql {
  return sql`(
    select row.*, case when row.is_before_notice then 'before-notice' else 'no-hours' end as code
    from ${productions(context, [context.period], 'published')} as row where row.seconds is null or row.is_before_notice
  )`
}

export function rows(context: MetricContext, request: RowRequest): Promise<RowPage> {
  const periods = [context.period]
  const counted = {
    'elapsed-days': started,
    'self-service-share': created,
  }[request.answer]
  return listRows(
    context,
    {
      counted:
        request.excluded !== undefined
          ? sql`(select * from ${setAside(context)} as row where code = ${request.excluded})`
          : (counted ?? workedOn)(context, periods),
      with: ['rep', 'team'],
      cells: {
        content: sql`row.title`,
        type: sql`row.type`,
        kind: sql`row.kind`,
        hours: sql`case when not row.is_before_notice then round(row.seconds / 3600.0, 1)::double precision end`,
        started: sql`case when not row.is_before_notice then row.started_on end`,
        published: sql`row.published_on`,
        template: sql`row.template_id is not null`,
        currency: sql`${context.settings.currency}::text`,
      },
      money: { spent: sql`row.spent_minor::bigint` },
      usual: { column: 'published', descending: true },
      tie: sql`row.content_item_id, row.nth`,
    },
    request,
  )
}
