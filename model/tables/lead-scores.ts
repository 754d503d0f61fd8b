// lead_scores: one row per score given to a lead by a version of a scoring method.
import { key, lead } from '../care.ts'
import { day, decimal, defineTable, flag, id, text } from '../table.ts'
import { traced } from '../traced.ts'

export const leadScores = defineTable({
  name: 'lead_scores',
  title: { fr: 'Scores des leads', en: 'Scores of leads' },
  grain: { fr: 'un score d’un lead', en: 'lead, method and day' },
  placement: { by: 'account_id' },
  key: ['account_id', 'lead_score_id'],
  columns: {
    account_id: id(key),
    lead_score_id: id(key),
    lead_id: id(key),
    scored_on: day(lead),
    score: decimal(lead),
    /** Name or version of the method; null: the only one. */
    method: text(lead).orNull,
    /** Above the bar, as the source says. */
    is_good: flag(lead).orNull,
    ...traced,
  },
})
