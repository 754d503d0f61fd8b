// The voices that are counted, what was done about each, and the changes they led to.
import { sql } from 'kysely'
import { dayIn, periodAt, scopeOf, type Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext, RowPage, RowRequest, Split } from '../../metric/definition.ts'
import { inSight, isBare, withoutPeople } from '../../metric/rows/in-sight.ts'
import { listRows } from '../../metric/rows/listing.ts'
import { isToldOn, toldJoin } from '../../metric/rows/notice.ts'
import { daysBefore, movedBack, type Period } from '../../metric/period.ts'
import { everyVoice, type ThemePattern } from '../../model/voices.ts'
import { themeOf, themesOf } from './themes.ts'
import { estimatedVoices } from './tone.ts'

/** A voice is given so many days to be acted upon: our choice, the month in which a customer still remembers what she said. */
export const actedWithin = 30

/** What a voice counts under: the day it came, or the day on which its time to be acted upon ends. */
export type Moment = 'received' | 'judged'

/**
 * Grain: one row per voice of the periods, with its theme, whatever was done about it and whoever may see it. About a rep only from the
 * day she had the notice.
 */
export function heardIn(
  context: MetricContext,
  periods: readonly Period[],
  themes: readonly ThemePattern[],
  moment: Moment,
): Sql {
  const wait = moment === 'received' ? 0 : actedWithin
  const day = wait === 0 ? sql`voice.received_on` : sql`(voice.received_on + ${wait}::integer)`
  return sql`(
      select voice.voice, voice.account_id, voice.received_on, voice.channel, voice.comment, voice.sentiment, voice.product_id,
          voice.external_id, ${themeOf(themes)} as theme, ${periodAt(day, periods)} as period,
          case when ${isToldOn(sql`voice.received_on`)} then voice.rep_id end as rep_id
        from ${sql.raw(everyVoice)} as voice ${toldJoin(context, sql`voice.rep_id`)}
        where ${dayIn(sql`voice.received_on`, movedBack(periods, wait), daysBefore(context.asOf, wait))}
    )`
}

/**
 * Grain: one row per voice of the periods, with its theme, the first day on which something was done about it (its own action, or
 * one on its whole theme) and the days until then, or until the as-of day. As `heardIn`, of the scope and in sight.
 */
export function voices(
  context: MetricContext,
  periods: readonly Period[],
  themes: readonly ThemePattern[],
  moment: Moment,
): Sql {
  const { asOf } = context
  // The theme is read off the words once for each voice, not once for each action it is compared with.
  return sql`(
    with heard as materialized (select * from ${heardIn(context, periods, themes, moment)} as voice),
    done as materialized (
      select lower(theme.name) as theme, action.acted_on
      from feedback_actions as action join themes as theme on theme.theme_id = action.theme_id
      where action.acted_on >= (select min(received_on) from heard)
    )
    select known.*, coalesce(known.acted_on, ${asOf}::date) - known.received_on as days,
      coalesce(known.acted_on - known.received_on <= ${actedWithin}, false) as is_acted_in_time
    from (
      select heard.*, membership.team_id,
        least(case when own.acted_on is not null then greatest(own.acted_on, heard.received_on) end,
          (select min(done.acted_on) from done
            where done.theme = lower(heard.theme) and done.acted_on between heard.received_on and ${asOf}::date)) as acted_on
      from heard
      left join (
        select feedback_ref, min(acted_on) as acted_on from feedback_actions
        where feedback_ref in (select external_id from heard) and acted_on <= ${asOf}::date
        group by 1
      ) as own on own.feedback_ref = heard.external_id
      left join memberships as membership on membership.person_id = heard.rep_id
        and (membership.starts_on is null or membership.starts_on <= heard.received_on)
        and (membership.ends_on is null or heard.received_on < membership.ends_on)
    ) as known
    where ${scopeOf(context.scope, 'known')} and ${inSight(context, sql`known.rep_id`, sql`known.received_on`)}
  )`
}

/** Whether days say as much of a count as its voices: it is of the whole organisation, by theme at most. */
export function isOfDays(context: MetricContext, { dimension }: Split): boolean {
  return (
    (dimension === null || dimension === 'theme') &&
    isBare(withoutPeople(context)) &&
    context.isFromRows !== true
  )
}

/**
 * Grain: one row per day, theme, tone and day of the first action: `voices` of `voices` with what it says of each. Of the whole
 * organisation, without persons.
 */
export function voicesByDay(context: MetricContext, periods: readonly Period[], moment: Moment): Sql {
  const { asOf } = context
  const wait = moment === 'received' ? 0 : actedWithin
  return sql`(
    select told.voices, told.day as received_on, nullif(told.theme, '') as theme, nullif(told.sentiment, '') as sentiment,
      case when told.acted_on <= ${asOf}::date then told.acted_on end as acted_on,
      least(told.acted_on, ${asOf}::date) - told.day as days, told.acted_on <= told.day + ${actedWithin}::integer as is_acted_in_time,
      ${periodAt(wait === 0 ? sql`told.day` : sql`(told.day + ${wait}::integer)`, periods)} as period
    from voice_days as told where ${dayIn(sql`told.day`, movedBack(periods, wait), daysBefore(asOf, wait))}
  )`
}

/** Grain: one row per content item or training changed in the periods because of what customers said; rep: who did it. */
export function changes(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select known.* from (
      select action.feedback_action_id, action.acted_on, action.kind, action.description, action.content_item_id,
        ${periodAt(sql`action.acted_on`, periods)} as period, null::bigint as account_id,
        coalesce(theme.name, item.theme) as theme, action.owner_id as rep_id, membership.team_id
      from feedback_actions as action
      left join themes as theme on theme.theme_id = action.theme_id
      left join (select external_id, min(theme) as theme from feedback group by 1) as item on item.external_id = action.feedback_ref
      left join memberships as membership on membership.person_id = action.owner_id
        and (membership.starts_on is null or membership.starts_on <= action.acted_on)
        and (membership.ends_on is null or action.acted_on < membership.ends_on)
      where action.kind in ('content', 'training') and ${dayIn(sql`action.acted_on`, periods, context.asOf)}
    ) as known
    where ${scopeOf(context.scope, 'known')} and ${inSight(context, sql`known.rep_id`, sql`known.acted_on`)}
  )`
}

export async function rows(context: MetricContext, request: RowRequest): Promise<RowPage> {
  if (request.answer === 'changes')
    return listRows(
      context,
      {
        counted: changes(context, [context.period]),
        with: ['rep', 'team'],
        join: sql`left join content_items as item on item.content_item_id = row.content_item_id
          left join (
            select done.feedback_action_id, count(distinct event.rep_id) as reps
            from content_events as event
            join feedback_actions as done on done.content_item_id = event.content_item_id and done.acted_on <= event.day
            where event.day <= ${context.asOf}::date and event.kind in ('open', 'download', 'share')
            group by 1
          ) as seen on seen.feedback_action_id = row.feedback_action_id`,
        cells: {
          day: sql`row.acted_on`,
          theme: sql`row.theme`,
          kind: sql`row.kind`,
          content: sql`item.title`,
          description: sql`row.description`,
          // Who saw it is not known where uses of before some day are no longer kept by person.
          seen: sql`case when row.content_item_id is not null and row.acted_on >= ${context.cuts?.get('content_events') ?? '0001-01-01'}::date
            then coalesce(seen.reps, 0) end`,
        },
        usual: { column: 'day', descending: true },
        tie: sql`row.feedback_action_id`,
      },
      request,
    )
  const themes = await themesOf(context)
  const moment: Moment = request.answer === 'acted-share' ? 'judged' : 'received'
  const counted = voices(context, [context.period], themes, moment)
  const isEstimate = request.answer === 'estimated-tone'
  return listRows(
    context,
    {
      counted: isEstimate ? await estimatedVoices(context, counted) : narrowed(counted, request.answer),
      // What is estimated is about sentences: nobody of ours stands beside them.
      with: isEstimate ? ['account'] : ['account', 'rep', 'team'],
      cells: {
        day: sql`row.received_on`,
        channel: sql`row.channel`,
        theme: sql`row.theme`,
        comment: sql`row.comment`,
        ...(isEstimate ? {} : { sentiment: sql`row.sentiment` }),
        acted: sql`row.acted_on`,
        days: sql`case when row.acted_on is not null then row.days end`,
        waits: sql`row.days`,
      },
      // What waits is listed from the longest wait on.
      usual: { column: 'day', descending: request.answer !== 'unanswered' },
      tie: sql`row.voice`,
    },
    request,
  )
}

/** The voices that an answer counts. */
function narrowed(counted: Sql, answer: string | undefined): Sql {
  if (answer === 'sentiment') return sql`(select * from ${counted} as row where row.sentiment is not null)`
  if (answer === 'unanswered') return sql`(select * from ${counted} as row where row.acted_on is null)`
  return counted
}
