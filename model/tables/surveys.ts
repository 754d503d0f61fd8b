// surveys: one row per survey, interview guide or form that customers answer.
import { key, label } from '../care.ts'
import type { SurveyKind } from '../codes.ts'
import { count, day, defineTable, id, text } from '../table.ts'
import { traced } from '../traced.ts'

export const surveys = defineTable({
  name: 'surveys',
  title: { fr: 'Enquêtes', en: 'Surveys' },
  grain: { fr: 'une enquête', en: 'survey' },
  placement: 'reference',
  key: ['survey_id'],
  columns: {
    survey_id: id(key),
    name: text(label),
    /** Folded for matching (see names.ts). */
    name_key: text(label),
    kind: text<SurveyKind>(label),
    sent_on: day(label).orNull,
    /** How many were asked, where single invitations are not known. */
    invited: count(label).orNull,
    ...traced,
  },
})
