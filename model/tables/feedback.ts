// feedback: one row per thing a customer said: in an interview, a focus group, a form, a ticket, or when a deal was lost.
import { answer, key } from '../care.ts'
import type { FeedbackChannel } from '../codes.ts'
import { day, defineTable, id, text } from '../table.ts'
import { trimmed } from '../trimmed.ts'
import { traced } from '../traced.ts'

export const feedback = defineTable({
  name: 'feedback',
  title: { fr: 'Voix des clients', en: 'Voice of the customer' },
  grain: { fr: 'une parole d’un client', en: 'voice of a customer' },
  placement: { by: 'account_id' },
  key: ['account_id', 'feedback_id'],
  columns: {
    account_id: id(key),
    feedback_id: id(key),
    received_on: day(answer),
    channel: text<FeedbackChannel>(answer),
    comment: text(answer).orNull,
    /** As the source or a person said. */
    theme: text(answer).orNull,
    /** As a person said. */
    sentiment: text<'positive' | 'neutral' | 'negative'>(answer).orNull,
    product_id: id(key).orNull,
    rep_id: id(key).orNull,
    opportunity_id: id(key).orNull,
    /** The answer whose comment this is. */
    survey_answer_id: id(key).orNull,
    ...trimmed,
    ...traced,
  },
})
