// Answers to NPS surveys by day. A person counts once in a period, by her last answer of it: answers add up over days because beside
// them stands the day of her next one, and an answer counts exactly where that comes after the last day of the period that is
// known. Of a person who is no longer kept, her answer itself says when the next one came (access/privacy/purge-answers.ts).
import { npsDays as table } from '../tables/nps-days.ts'
import type { Rollup } from './rollup.ts'

/** The days of answers, and of all others of the same people: when one comes or goes, the one before it has another next one. */
const ofPeople = (rows: string) => `
  select row.answered_on as day from ${rows} as row where row.answered_on is not null
  union
  select other.answered_on from ${rows} as row join survey_answers as other on other.respondent = row.respondent
  where other.answered_on is not null`

export const npsDays: Rollup = {
  table: 'nps_days',
  behind: {
    survey_answers: ofPeople,
    surveys: (rows) =>
      ofPeople(
        `(select answer.* from ${rows} as row join survey_answers as answer on answer.survey_id = row.survey_id)`,
      ),
  },
  part: { day: 'date' },
  version: 1,
  isOfDays: false,
  columns: Object.keys(table.columns),
  order: ['day', 'mark', 'next_on'],
  rows: ({ on, listedIn }) => `
    select day, mark, next_on, count(*)
    from (
      select row.day, case when row.score >= 9 then 1 when row.score >= 7 then 0 else -1 end as mark,
        least(row.known_next_on, case when row.respondent is not null
          then lead(row.day) over (partition by row.respondent order by row.day, row.survey_answer_id) end, 'infinity') as next_on
      from (
        select answer.answered_on as day, answer.score, answer.respondent, answer.survey_answer_id, answer.next_on as known_next_on
        from survey_answers as answer
        join surveys as survey on survey.survey_id = answer.survey_id and survey.kind = 'nps'
        where answer.score between 0 and 10 and answer.answered_on is not null
      ) as row
      where ${
        listedIn === null
          ? 'true'
          : `${on('row')} or row.respondent in (select said.respondent from survey_answers as said where said.answered_on in (select day from ${listedIn}))`
      }
    ) as told
    where ${on('told')} group by 1, 2, 3`,
}
