// The answers that the NPS counts: one for each person and period, the last.
import { sql } from 'kysely'
import { dayIn, lastDayOf, periodAt, scopeOf, type Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext, RowPage, RowRequest } from '../../metric/definition.ts'
import { inSight } from '../../metric/rows/in-sight.ts'
import { listRows } from '../../metric/rows/listing.ts'
import { isToldOn, toldJoin } from '../../metric/rows/notice.ts'
import type { Period } from '../../metric/period.ts'

/** An earlier answer of the same person is compared with when it is at most so many days old. */
const recent = 365

/**
 * Grain: one row per person asked by an NPS survey whose `day` falls in the periods, with the rep it was about and her team of
 * that day. An answer about a rep from before she had received the notice counts for the organisation and for no rep.
 */
function asked(context: MetricContext, periods: readonly Period[], day: Sql): Sql {
  // Where nobody asks whom an answer was about, neither her notice nor her team is looked up.
  const isBare = context.isUnattributed === true && context.seen === 'everybody'
  const rep = isBare ? sql`null::bigint` : sql`case when ${isToldOn(day)} then answer.rep_id end`
  const inTeam = sql`left join memberships as membership on membership.person_id = given.rep_id
        and (membership.starts_on is null or membership.starts_on <= given.day)
        and (membership.ends_on is null or given.day < membership.ends_on)`
  return sql`(
    select known.* from (
      select given.*, ${isBare ? sql`null::bigint as team_id` : sql`membership.team_id`}
      from (
        select answer.account_id, answer.survey_answer_id, answer.survey_id, answer.answered_on, answer.invited_on, answer.score,
          answer.product_id, answer.next_on, ${day} as day, ${periodAt(day, periods)} as period,
          coalesce(answer.respondent, 'answer ' || answer.survey_answer_id) as person,
          ${rep} as rep_id,
          coalesce(answer.score between 0 and 10, false) as is_valid,
          case when answer.score >= 9 then 'promoter' when answer.score >= 7 then 'passive' else 'detractor' end as class,
          case when answer.score >= 9 then 1 when answer.score >= 7 then 0 else -1 end as mark
        from survey_answers as answer
        join surveys as survey on survey.survey_id = answer.survey_id and survey.kind = 'nps'
        ${isBare ? sql`` : toldJoin(context, sql`answer.rep_id`)}
        where ${dayIn(day, periods, context.asOf)}
      ) as given
      ${isBare ? sql`` : inTeam}
    ) as known
  )`
}

// A person counts once in the organisation, hence in one team: her last answer is looked for before anything is narrowed.
function narrowed(context: MetricContext): Sql {
  return sql`${scopeOf(context.scope, 'known')} and ${inSight(context, sql`known.rep_id`, sql`known.day`)}`
}

/**
 * Grain: one row per answer of the periods; `is_last` of the valid ones of that person in that period. Of an answer whose person
 * is no longer kept, the day of her next one is.
 */
function answered(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select known.* from (
      select given.*, given.is_valid and row_number() over (
        partition by given.period, given.person, given.is_valid order by given.answered_on desc, given.survey_answer_id desc) = 1
          and coalesce(given.next_on > ${lastKnown(context, periods)}[given.period + 1], true) as is_last
      from ${asked(context, periods, sql`answer.answered_on`)} as given
    ) as known where ${narrowed(context)}
  )`
}

/** The last day of each period of which anything is known, as an array. */
function lastKnown({ asOf }: MetricContext, periods: readonly Period[]): Sql {
  return sql`(array[${sql.join(periods.map((period) => sql`${earlier(lastDayOf(period), asOf)}::date`))}])`
}

/**
 * Grain: one row per period, mark, day and day of the same people's next answer: `answers` of people who did not answer again in that
 * period. Together as many as `lastAnswers`; of the whole organisation, without persons.
 */
export function lastAnswersByDay(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select * from (
      select told.mark, told.answers, told.next_on, ${periodAt(sql`told.day`, periods)} as period
      from nps_days as told where ${dayIn(sql`told.day`, periods, context.asOf)}
    ) as told where told.next_on > ${lastKnown(context, periods)}[told.period + 1]
  )`
}

/** Grain: one row per person and period, with her last valid answer. */
export function lastAnswers(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(select * from ${answered(context, periods)} as row where row.is_last)`
}

/** Grain: one row per account and period, with the mean mark of its people; rep, team and product are those of its last answer. */
export function accounts(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select distinct on (row.period, row.account_id) row.*, avg(row.mark) over (partition by row.period, row.account_id) as mean_mark
    from ${lastAnswers(context, periods)} as row
    order by row.period, row.account_id, row.answered_on desc, row.survey_answer_id desc
  )`
}

/** Grain: one row per person invited in the periods; `has_answered` by the as-of day. */
export function invitations(context: MetricContext, periods: readonly Period[]): Sql {
  return sql`(
    select known.*, coalesce(known.answered_on <= ${context.asOf}::date, false) as has_answered
    from ${asked(context, periods, sql`answer.invited_on`)} as known where ${narrowed(context)}
  )`
}

/**
 * Grain: one row per person and period with an answer in it and one in the year before its first day. `change` of her mark: 1 for
 * a promoter, 0, or -1 for a detractor.
 */
export function changes(context: MetricContext, periods: readonly Period[]): Sql {
  const dated = periods.filter((period) => period.kind !== 'all')
  const starts =
    dated.length === 0
      ? sql`(select -1 as position, null::date as starts_on)`
      : sql`(values ${sql.join(
          dated.map((period) => sql`(${periods.indexOf(period)}::integer, ${period.start}::date)`),
        )})`
  const marked = (before: Sql) => sql`
      select row.*, row.mark - earlier.mark as change, earlier.answered_on as earlier_on, earlier.survey_answer_id as earlier_id
      from last as row
      join ${starts} as p (position, starts_on) on p.position = row.period
      join ${before} and earlier.answered_on < p.starts_on and earlier.answered_on >= p.starts_on - ${recent}::integer`
  return sql`(
    with last as materialized (
      select * from ${lastAnswers(context, periods)} as row
    )
    select distinct on (row.period, row.person) row.*
    from (${marked(sql`(
        select answer.respondent, answer.answered_on, answer.survey_answer_id,
          case when answer.score >= 9 then 1 when answer.score >= 7 then 0 else -1 end as mark
        from survey_answers as answer
        join surveys as survey on survey.survey_id = answer.survey_id and survey.kind = 'nps'
        where answer.score between 0 and 10
      ) as earlier on earlier.respondent = row.person`)}
      union all ${marked(sql`(
        select survey_answer_id as later_id, earlier_answer_id as survey_answer_id, answered_on, mark from earlier_marks
      ) as earlier on earlier.later_id = row.survey_answer_id`)}
    ) as row
    order by row.period, row.person, row.earlier_on desc, row.earlier_id desc
  )`
}

function earlier(first: string, second: string): string {
  return first < second ? first : second
}

/** Grain: one row per answer of the period that is not counted, with the `code` of the reason. */
export function setAside(context: MetricContext): Sql {
  return sql`(
    select row.*, case when not row.is_valid then 'invalid-score' else 'answered-again' end as code
    from ${answered(context, [context.period])} as row where not row.is_last
  )`
}

export function rows(context: MetricContext, request: RowRequest): Promise<RowPage> {
  const periods = [context.period]
  const isInvitation = request.answer === 'response-rate' && request.excluded === undefined
  const counted =
    request.excluded !== undefined
      ? sql`(select * from ${setAside(context)} as row where code = ${request.excluded})`
      : isInvitation
        ? invitations(context, periods)
        : request.answer === 'same-people'
          ? changes(context, periods)
          : lastAnswers(context, periods)
  return listRows(
    context,
    {
      counted,
      with: ['account', 'rep', 'team'],
      cells: {
        day: sql`row.day`,
        score: sql`row.score`,
        class: sql`case when row.is_valid then row.class end`,
        ...(isInvitation && { answered: sql`row.has_answered` }),
      },
      usual: { column: 'day', descending: true },
      tie: sql`row.survey_answer_id`,
    },
    request,
  )
}
