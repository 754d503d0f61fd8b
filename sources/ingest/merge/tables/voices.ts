// Surveys and their answers, feedback, themes, and what was done about it.
import { account, fill, opportunity, person, plain, product, type TableSpec } from './spec.ts'

export const surveys: TableSpec = {
  entity: 'surveys',
  table: 'surveys',
  id: 'survey_id',
  nameKey: 'name_key',
  references: [],
  columns: [
    ...plain(['name', 'name'], ['name_key', 'name']),
    fill('kind', 'kind', 's.kind', "'nps'"),
    ...plain(['sent_on', 'sentOn'], ['invited', 'invited']),
  ],
  events: ['s.sent_on'],
}

export const surveyAnswers: TableSpec = {
  entity: 'survey-answers',
  table: 'survey_answers',
  id: 'survey_answer_id',
  isOfAccount: true,
  references: [
    { to: 'surveys', field: 'survey', column: 'survey_id', isRequired: true, otherwise: 'NPS' },
    opportunity,
    account,
    product,
    person('rep', 'rep_id'),
  ],
  columns: [
    ...plain(
      ['respondent', 'respondent'],
      ['invited_on', 'invitedOn'],
      ['answered_at', 'answeredAt'],
      ['answered_on', 'answeredAt'],
      ['score', 'score'],
      ['comment', 'comment'],
    ),
  ],
  trimmed: {
    gone: ['respondent', 'comment'],
    stays: [
      ['had_comment', 'false'],
      ['kept_theme', 'null'],
      ['next_on', 'null'],
    ],
  },
  events: ['s.answered_on', 's.invited_on'],
}

export const feedback: TableSpec = {
  entity: 'feedback',
  table: 'feedback',
  id: 'feedback_id',
  isOfAccount: true,
  references: [
    { to: 'answer', field: 'answer', column: 'survey_answer_id' },
    opportunity,
    account,
    product,
    person('rep', 'rep_id'),
  ],
  columns: [
    ...plain(['received_on', 'receivedOn']),
    fill('channel', 'channel', 's.channel', "'other'"),
    ...plain(['comment', 'comment'], ['theme', 'theme']),
    // Stars are the customer's own note of her words; between two of them neither side is said.
    fill(
      'sentiment',
      ['sentiment', 'stars'],
      "coalesce(s.sentiment, case when s.stars >= 4 then 'positive' when s.stars <= 2 then 'negative' when s.stars is not null then 'neutral' end)",
    ),
  ],
  trimmed: { gone: ['comment'], stays: [['kept_theme', 'null']] },
  events: ['s.received_on'],
}

export const themes: TableSpec = {
  entity: 'themes',
  table: 'themes',
  id: 'theme_id',
  nameKey: 'name_key',
  references: [],
  columns: plain(['name', 'name'], ['name_key', 'name'], ['keywords', 'keywords']),
  events: [],
}

export const feedbackActions: TableSpec = {
  entity: 'feedback-actions',
  table: 'feedback_actions',
  id: 'feedback_action_id',
  references: [
    { to: 'themes', field: 'theme', column: 'theme_id' },
    person('owner', 'owner_id'),
    { to: 'content-items', field: 'content', column: 'content_item_id' },
    { to: 'courses', field: 'course', column: 'course_id' },
  ],
  columns: [
    fill('feedback_ref', 'feedback', 's.feedback'),
    fill('kind', 'kind', 's.kind', "'reply'"),
    ...plain(['acted_on', 'actedOn'], ['description', 'description']),
  ],
  events: ['s.acted_on'],
}
