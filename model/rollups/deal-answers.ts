// What the account of each closed deal had last said to an NPS survey before the deal was opened or, where that day is not known,
// closed; nothing older than a year. That does not depend on the day of asking.
import { dealAnswers as table } from '../tables/deal-answers.ts'
import type { Rollup } from './rollup.ts'

/** An answer tells of an account for so many days. */
export const toldFor = 365

const itself = (rows: string) => `select row.account_id from ${rows} as row`
const isSaid = (answer: string) => `${answer}.score between 0 and 10 and ${answer}.answered_on is not null`

export const dealAnswers: Rollup = {
  table: 'deal_answers',
  behind: {
    opportunities: itself,
    survey_answers: (rows) => `${itself(rows)} where ${isSaid('row')}`,
    surveys: (rows) => `
      select answer.account_id from ${rows} as row join survey_answers as answer on answer.survey_id = row.survey_id
      where ${isSaid('answer')}`,
  },
  part: { account_id: 'bigint' },
  version: 1,
  isOfDays: false,
  columns: Object.keys(table.columns),
  order: ['closed_on', 'account_id', 'opportunity_id'],
  rows: ({ on }) => `
    select * from (
      select distinct on (deal.account_id, deal.opportunity_id) deal.account_id, deal.opportunity_id, deal.closed_on,
        case when answer.score >= 9 then 1 when answer.score >= 7 then 0 else -1 end
      from (
        select row.account_id, row.opportunity_id, row.closed_on, coalesce(row.opened_on, row.closed_on) as started_on
        from opportunities as row where row.outcome <> 'open' and row.closed_on is not null and ${on('row')}
      ) as deal
      join (
        select row.account_id, row.answered_on, row.survey_answer_id, row.score from survey_answers as row
        join surveys as survey on survey.survey_id = row.survey_id and survey.kind = 'nps'
        where ${isSaid('row')} and ${on('row')}
      ) as answer on answer.account_id = deal.account_id and answer.answered_on < deal.started_on
        and answer.answered_on >= deal.started_on - ${toldFor}
      order by deal.account_id, deal.opportunity_id, answer.answered_on desc, answer.survey_answer_id desc
    ) as last`,
}
