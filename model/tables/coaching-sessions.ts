// coaching_sessions: one row per one-to-one of a manager with a rep, with what they agreed on.
import { key, training } from '../care.ts'
import { count, day, defineTable, id, text } from '../table.ts'
import { traced } from '../traced.ts'

export const coachingSessions = defineTable({
  name: 'coaching_sessions',
  title: { fr: 'Séances de coaching', en: 'Coaching sessions' },
  grain: { fr: 'une séance de coaching', en: 'coaching session' },
  placement: 'reference',
  key: ['coaching_session_id'],
  columns: {
    coaching_session_id: id(key),
    /** The person coached. */
    person_id: id(key),
    coach_id: id(key).orNull,
    held_on: day(training),
    seconds: count(training).orNull,
    skill: text(training).orNull,
    action: text(training).orNull,
    action_due_on: day(training).orNull,
    action_done_on: day(training).orNull,
    ...traced,
  },
})
