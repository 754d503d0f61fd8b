// courses: one row per course, certification or skill test that people take.
import { key, label } from '../care.ts'
import type { CourseKind } from '../codes.ts'
import { count, decimal, defineTable, id, text } from '../table.ts'
import { traced } from '../traced.ts'

export const courses = defineTable({
  name: 'courses',
  title: { fr: 'Formations', en: 'Courses' },
  grain: { fr: 'une formation', en: 'course' },
  placement: 'reference',
  key: ['course_id'],
  columns: {
    course_id: id(key),
    name: text(label),
    /** Folded for matching (see names.ts). */
    name_key: text(label),
    kind: text<CourseKind>(label),
    /** Planned length. */
    hours: decimal(label).orNull,
    /** A certification lapses after so many months; null: never. */
    months_valid: count(label).orNull,
    theme: text(label).orNull,
    ...traced,
  },
})
