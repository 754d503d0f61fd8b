// Certifications required of each rep on the last day of a period, and whether they hold. The rule of what is required is here.
import { sql } from 'kysely'
import { scopeOf, type Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext } from '../../metric/definition.ts'
import { inSight } from '../../metric/rows/in-sight.ts'
import type { Period } from '../../metric/period.ts'
import { staffOn } from './staff.ts'

/**
 * Grain: one row per rep there on the last day, who had received the notice, and certification required of her. Required: assigned
 * to her and due by that day (without a due day: from the day of assignment), or taken once already. It holds when a try of hers was
 * passed by that day and has not lapsed: `valid_until` of the source, else as many months as the course says, else for ever.
 */
export function required(context: MetricContext, periods: readonly Period[]): Sql {
  const until = sql`coalesce(result.valid_until, (result.completed_on + make_interval(months => course.months_valid::integer))::date)`
  const isPassed = sql`result.completed_on <= staff.day and coalesce(result.is_passed, true)`
  return sql`(
    select staff.period, staff.day, staff.rep_id, staff.team_id, course.course_id, course.name as course,
      coalesce(bool_or(${isPassed} and (${until} is null or ${until} > staff.day)), false) as is_valid,
      max(result.completed_on) filter (where ${isPassed}) as passed_on, max(${until}) filter (where ${isPassed}) as valid_until,
      (array_agg(result.source order by result.training_result_id desc))[1] as source
    from ${staffOn(context, periods)} as staff
    join training_results as result on result.person_id = staff.rep_id
    join courses as course on course.course_id = result.course_id and course.kind = 'certification'
    where staff.is_told and ${scopeOf(context.scope, 'staff')} and ${inSight(context, sql`staff.rep_id`, sql`staff.day`)}
    group by 1, 2, 3, 4, 5, 6
    having bool_or(coalesce(result.due_on, result.assigned_on, result.completed_on) <= staff.day
      or result.completed_on <= staff.day)
  )`
}

/** Grain: one row per rep of whom anything is required. */
export function certified(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select period, day, rep_id, team_id, count(*) as required, count(*) filter (where is_valid) as valid,
      bool_and(is_valid) as is_up_to_date, min(valid_until) filter (where is_valid) as valid_until
    from ${required(context, periods)} as one
    group by 1, 2, 3, 4
  )`
}

/** Grain: one row per rep there on the last day who is left out, with the reason in `code`. */
export function uncertified(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select staff.*, case when staff.is_told then 'no-certification' else 'before-notice' end as code
    from ${staffOn(context, periods)} as staff
    left join (
      select distinct period, rep_id from ${required(context, periods)} as one
    ) as counted on counted.period = staff.period and counted.rep_id = staff.rep_id
    where counted.rep_id is null and exists (select from courses where kind = 'certification') and ${scopeOf(context.scope, 'staff')}
      and ${inSight(context, sql`staff.rep_id`, sql`staff.day`)}
  )`
}
