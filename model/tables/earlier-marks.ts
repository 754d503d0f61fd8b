// earlier_marks: one row per answer to a survey and earlier answer of the same person that has lost its person: whether it was of a
// promoter (1), a passive (0) or a detractor (-1). What "among those who answered twice" needs.
import { heard, key } from '../care.ts'
import { count, day, defineTable, id } from '../table.ts'

export const earlierMarks = defineTable({
  name: 'earlier_marks',
  title: { fr: 'Réponses d’avant, de la même personne', en: 'Earlier answers of the same person' },
  grain: {
    fr: 'une réponse et une réponse antérieure de la même personne',
    en: 'answer and earlier answer of the same person',
  },
  placement: 'reference',
  key: ['survey_answer_id', 'earlier_answer_id'],
  columns: {
    survey_answer_id: id(key),
    earlier_answer_id: id(key),
    answered_on: day(heard),
    mark: count(heard),
  },
})
