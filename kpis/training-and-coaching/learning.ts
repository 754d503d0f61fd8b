// What reps learnt in a period: assessments beside those before, hours, coaching with its agreed actions, and whether the content
// that they put before buyers was made for the stage of the deal.
import { sql } from 'kysely'
import { dayIn, dayInIndex, isAmong, periodAt, scopeOf, type Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext } from '../../metric/definition.ts'
import { inSight } from '../../metric/rows/in-sight.ts'
import { afterNotice, isToldOn, toldJoin } from '../../metric/rows/notice.ts'
import type { Period } from '../../metric/period.ts'
import { isRep, staffOn, teamOn } from './staff.ts'

/** An agreed action without a day is due after so many days: the usual distance between two sessions. */
const usualDelay = 30

function narrowed(context: MetricContext): Sql {
  return sql`${scopeOf(context.scope, 'known')} and ${inSight(context, sql`known.rep_id`, sql`known.day`)}`
}

/**
 * Grain: one row per rep and test with a score in the period: the last one, and `before`, the one just before it on the same test
 * (null: there is none). `change` is the difference, as a share of the top score.
 */
export function assessments(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select known.*, membership.team_id from (
      select scored.*, ${periodAt(sql`scored.day`, periods)} as period, scored.score - scored.before as change,
        ${afterNotice(context, sql`scored.rep_id`, sql`scored.day`)} as is_told
      from (
        select result.person_id as rep_id, result.course_id, course.name as course, result.training_result_id,
          result.completed_on as day, result.score, result.source,
          lag(result.score) over tries as before, lead(result.completed_on) over tries as next_on
        from training_results as result
        join courses as course on course.course_id = result.course_id
        join people as person on person.person_id = result.person_id and ${isRep('person')}
        where result.score is not null and result.completed_on is not null and result.completed_on <= ${context.asOf}::date
          and result.person_id in (
            select tried.person_id from training_results as tried
            where tried.score is not null and ${dayIn(sql`tried.completed_on`, periods, context.asOf)}
          )
        window tries as (partition by result.person_id, result.course_id
          order by result.completed_on, result.score, result.training_result_id)
      ) as scored
      where ${dayIn(sql`scored.day`, periods, context.asOf)}
    ) as known
    ${teamOn(sql`known.rep_id`, sql`known.day`)}
    where known.next_on is null or ${periodEnd(periods)} < known.next_on
  )`
}

// The last one of its period: what comes next comes after the period's end.
function periodEnd(periods: readonly Period[]): Sql {
  const ends = periods.map((period) => sql`(${period.end}::date - 1)`)
  return sql`(array[${sql.join(ends)}])[known.period + 1]`
}

/** Assessments with one before on the same test: those counted. */
export function progress(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(select known.* from ${assessments(context, periods)} as known where known.before is not null and known.is_told and ${narrowed(context)})`
}

/** Assessments that nothing is compared with, with the reason in `code`. */
export function firstAssessments(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select known.*, case when known.is_told then 'first-assessment' else 'assessment-before-notice' end as code
    from ${assessments(context, periods)} as known where (known.before is null or not known.is_told) and ${narrowed(context)}
  )`
}

/**
 * Grain: one row per rep there on the last day of a period, with the seconds of training that she had in it; 0 for none. No row where
 * no training of any time says how long it took: nothing is known then, and 0 would be made up.
 */
export function hours(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select known.period, known.day, known.rep_id, known.team_id, coalesce(sum(taken.seconds), 0)::double precision as seconds
    from ${staffOn(context, periods)} as known
    left join (
      select person_id, completed_on as day, seconds from training_results
      where seconds is not null and ${dayIn(sql`completed_on`, periods, context.asOf)}
      union all
      select attendance.person_id, workshop.held_on, round(workshop.hours * 3600)::bigint
      from workshop_attendances as attendance join workshops as workshop on workshop.workshop_id = attendance.workshop_id
      where attendance.has_attended and workshop.hours is not null
    ) as taken on taken.person_id = known.rep_id and taken.day between known.starts_on and known.day
      and ${afterNotice(context, sql`taken.person_id`, sql`taken.day`)}
    where known.is_told and ${narrowed(context)}
      and (exists (select from training_results where seconds is not null) or exists (select from workshops where hours is not null))
    group by 1, 2, 3, 4
  )`
}

/** Grain: one row per rep there on the last day of a period, with the training that she finished in it; no row where no training is known. */
export function trained(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select known.period, known.day, known.rep_id, known.team_id, count(result.training_result_id) as finished
    from ${staffOn(context, periods)} as known
    left join training_results as result on result.person_id = known.rep_id
      and result.completed_on between known.starts_on and known.day and ${dayIn(sql`result.completed_on`, periods, context.asOf)}
      and ${afterNotice(context, sql`result.person_id`, sql`result.completed_on`)}
    where known.is_told and ${narrowed(context)} and exists (select from training_results)
    group by 1, 2, 3, 4
  )`
}

/** Grain: one row per training of a rep that was assigned, held or, failing both, due or finished in the periods; `is_over` by the as-of day. */
export function begun(context: MetricContext, periods: readonly Period[]): Sql {
  return training(context, periods, sql`coalesce(result.assigned_on, result.due_on, result.completed_on)`)
}

/** Grain: one row per training of a rep that was finished in the periods and says whether it was passed. */
export function judged(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select known.* from ${training(context, periods, sql`result.completed_on`)} as known where known.is_passed is not null
  )`
}

function training(context: MetricContext, periods: readonly Period[], day: Sql): Sql {
  return sql`(
    select known.* from (
      select known.*, membership.team_id from (
        select result.training_result_id, result.person_id as rep_id, course.name as course, ${day} as day,
          ${periodAt(day, periods)} as period, result.is_passed, result.score, result.source,
          case when result.completed_on <= ${context.asOf}::date then result.completed_on end as done_on,
          coalesce(result.completed_on <= ${context.asOf}::date, false) as is_over
        from training_results as result
        join courses as course on course.course_id = result.course_id
        join people as person on person.person_id = result.person_id and ${isRep('person')}
        where ${dayIn(day, periods, context.asOf)} and ${afterNotice(context, sql`result.person_id`, day)}
      ) as known
      ${teamOn(sql`known.rep_id`, sql`known.day`)}
    ) as known
    where ${narrowed(context)}
  )`
}

/** Grain: one row per coaching session of a rep that took place in the periods. */
export function sessions(context: MetricContext, periods: readonly Period[]): Sql {
  return coaching(context, periods, sql`session.held_on`, sql`true`)
}

/**
 * Grain: one row per action agreed in a session that came due in the periods, after 30 days where no day was agreed.
 * `is_done`: by that day; `is_late`: later, by the as-of day.
 */
export function actions(context: MetricContext, periods: readonly Period[]): Sql {
  return coaching(
    context,
    periods,
    sql`coalesce(session.action_due_on, session.held_on + ${usualDelay}::integer)`,
    sql`session.action is not null`,
  )
}

function coaching(context: MetricContext, periods: readonly Period[], day: Sql, which: Sql): Sql {
  return sql`(
    select known.* from (
      select known.*, membership.team_id,
      coalesce(known.done_on <= known.day, false) as is_done, coalesce(known.done_on > known.day, false) as is_late
    from (
      select session.coaching_session_id, session.person_id as rep_id, session.held_on, ${day} as day, ${periodAt(day, periods)} as period,
        session.skill, session.action, session.seconds,
        case when session.action_done_on <= ${context.asOf}::date then session.action_done_on end as done_on
      from coaching_sessions as session
      join people as person on person.person_id = session.person_id and ${isRep('person')}
      where ${dayIn(day, periods, context.asOf)} and session.held_on <= ${context.asOf}::date and ${which}
        and ${afterNotice(context, sql`session.person_id`, sql`session.held_on`)}
    ) as known
    ${teamOn(sql`known.rep_id`, sql`known.day`)}
    ) as known
    where ${narrowed(context)}
  )`
}

/**
 * Grain: one row per item made for a stage that a rep shared or sent while its deal was in some stage; `fits` when both are the same.
 */
export function situations(context: MetricContext, periods: readonly Period[]): Sql {
  const among =
    context.isByHash !== true || periods.some((period) => period.kind === 'all')
      ? undefined
      : sql`array(select opportunity_id from shared)`
  // Read once, from an index alone: what was put before buyers, and for which deals.
  return sql`(
    with shared as materialized (
      select event.rep_id, event.content_event_id, event.day, event.account_id, event.opportunity_id, event.content_item_id
      from content_events as event
      where event.kind in ('share', 'send') and event.content_item_id is not null and event.opportunity_id is not null
        and ${dayInIndex(sql`event.day`, periods, context.asOf)}
    )
    select known.* from (
    select distinct on (known.rep_id, known.content_event_id) known.*, membership.team_id, stage.stage_id, stage.name as stage,
      lower(stage.name) = lower(known.made_for) as fits
    from (
      select event.rep_id, event.content_event_id, event.day, ${periodAt(sql`event.day`, periods)} as period, event.account_id,
        event.opportunity_id, item.title, item.stage as made_for
      from shared as event
      join content_items as item on item.content_item_id = event.content_item_id and item.stage is not null
      join people as person on person.person_id = event.rep_id and ${isRep('person')}
      ${toldJoin(context, sql`event.rep_id`)}
      where ${isToldOn(sql`event.day`)}
    ) as known
    join stage_visits as visit on visit.account_id = known.account_id and visit.opportunity_id = known.opportunity_id
      and visit.entered_on <= known.day and (visit.left_on is null or visit.left_on >= known.day)
      and ${isAmong(sql`visit`, among)}
    join stages as stage on stage.stage_id = visit.stage_id
    ${teamOn(sql`known.rep_id`, sql`known.day`)}
    order by known.rep_id, known.content_event_id, visit.entered_at desc, visit.visit desc
    ) as known
    where ${narrowed(context)}
  )`
}
