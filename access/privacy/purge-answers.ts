// Answers and feedback: after a while the person and her words go. Day, score, theme, account and rep stay, so that every figure
// stays; what only her other answers could tell is written down first.
import { sql } from 'kysely'
import type { Query } from '../../model/database.ts'
import { refreshRollups, type Sending, touchRows } from '../../model/rollups/index.ts'
import { readThemes, themeOfWords } from '../../model/voices.ts'
import { trimImports } from './trimmed.ts'

/** An answer is compared with an earlier one of at most a year before the period, which lasts a year at most. */
const longest = 2 * 366

/** @returns how many answers and pieces of feedback lost their words or their person */
export async function trimAnswers(client: Sending, query: Query, before: string): Promise<number> {
  const theme = themeOfWords('row.comment', await readThemes(query))
  const ofAnswer =
    'greatest(row.answered_on, row.invited_on) < $1::date and (row.comment is not null or row.respondent is not null)'
  const ofFeedback = 'row.received_on < $1::date and (row.comment is not null or row.is_trimmed is not true)'
  let gone = await trimImports(client, 'survey_answers', before, ofAnswer)
  gone += await trimImports(client, 'feedback', before, ofFeedback)
  const isMarked = 'row.answered_on < $1::date and row.respondent is not null'
  await touchRows(client, 'survey_answers', `${isMarked} or ${ofAnswer}`, [before])
  await touchRows(client, 'feedback', ofFeedback, [before])
  await keepMarks(client, before)
  const answers = await sql`
    update survey_answers as row set is_trimmed = true, had_comment = coalesce(row.had_comment, false) or row.comment is not null,
      kept_theme = coalesce(${theme}, row.kept_theme), comment = null, respondent = null
    where greatest(row.answered_on, row.invited_on) < ${before}::date
      and (row.comment is not null or row.respondent is not null)`.execute(query)
  const feedback = await sql`
    update feedback as row set is_trimmed = true, kept_theme = coalesce(${theme}, row.kept_theme), comment = null
    where row.received_on < ${before}::date and (row.comment is not null or row.is_trimmed is not true)`.execute(
    query,
  )
  await refreshRollups(client)
  return gone + Number(answers.numAffectedRows ?? 0n) + Number(feedback.numAffectedRows ?? 0n)
}

/** What the other answers of the same person to NPS surveys tell: the next one, and the marks of those before. */
async function keepMarks(client: Sending, before: string): Promise<void> {
  await client.query(
    `create temporary table marked on commit drop as
     select answer.account_id, answer.survey_answer_id, answer.respondent, answer.answered_on,
       case when answer.score >= 9 then 1 when answer.score >= 7 then 0 else -1 end as mark,
       lead(answer.answered_on) over (partition by answer.respondent order by answer.answered_on, answer.survey_answer_id) as next_on
     from survey_answers as answer join surveys as survey on survey.survey_id = answer.survey_id and survey.kind = 'nps'
     where answer.respondent is not null and answer.score between 0 and 10 and answer.answered_on is not null`,
  )
  await client.query('analyze marked')
  await client.query(
    `insert into earlier_marks (survey_answer_id, earlier_answer_id, answered_on, mark)
     select later.survey_answer_id, earlier.survey_answer_id, earlier.answered_on, earlier.mark
     from marked as earlier
     join marked as later on later.respondent = earlier.respondent and later.answered_on > earlier.answered_on
       and later.answered_on <= earlier.answered_on + ${longest}
     where earlier.answered_on < $1::date
     on conflict (survey_answer_id, earlier_answer_id) do nothing`,
    [before],
  )
  await client.query(
    `update survey_answers as answer set next_on = marked.next_on from marked
     where answer.account_id = marked.account_id and answer.survey_answer_id = marked.survey_answer_id
       and marked.answered_on < $1::date and marked.next_on is not null`,
    [before],
  )
  await client.query('drop table marked')
}
