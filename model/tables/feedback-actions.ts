// feedback_actions: one row per thing done about what customers said: content or training changed, a reply, a product request.
import { acted, attribution, key, trace } from '../care.ts'
import type { FeedbackActionKind } from '../codes.ts'
import { day, defineTable, id, text } from '../table.ts'
import { traced } from '../traced.ts'

export const feedbackActions = defineTable({
  name: 'feedback_actions',
  title: { fr: 'Actions sur la voix du client', en: 'Actions on the voice of the customer' },
  grain: { fr: 'une action sur une parole ou un thème', en: 'action on a voice or a theme' },
  placement: 'reference',
  key: ['feedback_action_id'],
  columns: {
    feedback_action_id: id(key),
    /** External id of the feedback or of the answer. */
    feedback_ref: text(trace).orNull,
    /** Instead of one voice: all of a theme received until then. */
    theme_id: id(key).orNull,
    kind: text<FeedbackActionKind>(acted),
    acted_on: day(acted),
    owner_id: id(attribution).orNull,
    content_item_id: id(key).orNull,
    course_id: id(key).orNull,
    description: text(acted).orNull,
    ...traced,
  },
})
