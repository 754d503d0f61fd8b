// The codes that columns hold, each list named once. Words for screens stand beside what shows them.

/** What a piece of time was for; 'not-measured' is time of her own, and is never broken down. */
export const activityCategories = [
  'buyer-facing', // with a customer: meeting, call, writing to one
  'prospecting',
  'preparation',
  'email',
  'crm',
  'content', // searching, opening, customising, sending
  'internal',
  'training',
  'admin',
  'travel',
  'other',
  'not-measured',
] as const
export type ActivityCategory = (typeof activityCategories)[number]

export const contentEventKinds = [
  'search',
  'open',
  'download',
  'customise',
  'send',
  'share',
  'buyer-view',
  'buyer-download',
] as const
export type ContentEventKind = (typeof contentEventKinds)[number]

export const courseKinds = ['course', 'certification', 'skill-test', 'onboarding'] as const
export type CourseKind = (typeof courseKinds)[number]

export const costCategories = [
  'advertising',
  'events',
  'agency',
  'salary',
  'commission',
  'tools',
  'research',
  'recruiting',
  'training',
  'content',
  'travel',
  'customer-success',
  'other',
] as const
export type CostCategory = (typeof costCategories)[number]

/** Causes of leaving, as the e-book lists them. */
export const endReasons = [
  'dissatisfaction',
  'quality',
  'price',
  'competitor',
  'marketing',
  'natural-end',
  'other',
] as const
export type EndReason = (typeof endReasons)[number]

export const surveyKinds = ['nps', 'questionnaire', 'interview', 'focus-group', 'form'] as const
export type SurveyKind = (typeof surveyKinds)[number]

export const feedbackChannels = [
  'questionnaire',
  'interview',
  'focus-group',
  'form',
  'ticket',
  'lost-deal',
  'other',
] as const
export type FeedbackChannel = (typeof feedbackChannels)[number]

export const feedbackActionKinds = ['content', 'training', 'reply', 'product', 'process', 'other'] as const
export type FeedbackActionKind = (typeof feedbackActionKinds)[number]

export const quotaCounts = ['amount', 'deals'] as const
export type QuotaCount = (typeof quotaCounts)[number]
