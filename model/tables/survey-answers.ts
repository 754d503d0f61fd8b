// survey_answers: one row per person asked by a survey: the score and comment, or no answer yet.
import { answer, heard, key } from '../care.ts'
import { count, day, defineTable, flag, id, instant, text } from '../table.ts'
import { trimmed } from '../trimmed.ts'
import { traced } from '../traced.ts'

export const surveyAnswers = defineTable({
  name: 'survey_answers',
  title: { fr: 'Réponses aux enquêtes', en: 'Survey answers' },
  grain: { fr: 'une personne interrogée par une enquête', en: 'respondent of one survey' },
  placement: { by: 'account_id' },
  key: ['account_id', 'survey_answer_id'],
  columns: {
    account_id: id(key),
    survey_answer_id: id(key),
    survey_id: id(key),
    /** Keyed hash of the address: tells who answered twice, never who. */
    respondent: text(answer).orNull,
    invited_on: day(answer).orNull,
    answered_at: instant(answer).orNull,
    /** Null: no answer. */
    answered_on: day(answer).orNull,
    /** 0 to 10. */
    score: count(answer).orNull,
    comment: text(answer).orNull,
    product_id: id(key).orNull,
    /** The rep it was about. */
    rep_id: id(key).orNull,
    opportunity_id: id(key).orNull,
    ...trimmed,
    /** It had a comment: it is a voice all the same. */
    had_comment: flag(heard).orNull,
    /** The same person's next answer with a score: she counts once in a period. */
    next_on: day(heard).orNull,
    ...traced,
  },
})
