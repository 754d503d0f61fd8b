// training_results: one row per course taken, or to be taken, by one person: assigned, done, passed, with its score.
import { key, training } from '../care.ts'
import { count, day, decimal, defineTable, flag, id } from '../table.ts'
import { traced } from '../traced.ts'

export const trainingResults = defineTable({
  name: 'training_results',
  title: { fr: 'Résultats de formation', en: 'Training results' },
  grain: { fr: 'une formation suivie ou à suivre par une personne', en: 'person, course and try' },
  placement: 'reference',
  key: ['training_result_id'],
  columns: {
    training_result_id: id(key),
    person_id: id(key),
    course_id: id(key),
    assigned_on: day(training).orNull,
    due_on: day(training).orNull,
    completed_on: day(training).orNull,
    /** 0 to 1. */
    score: decimal(training).orNull,
    is_passed: flag(training).orNull,
    /** First day on which it no longer holds. */
    valid_until: day(training).orNull,
    /** Time spent. */
    seconds: count(training).orNull,
    ...traced,
  },
})
