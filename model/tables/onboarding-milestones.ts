// onboarding_milestones: one row per milestone of a programme that one new person is to reach.
import { key, label, training } from '../care.ts'
import { day, defineTable, id, text } from '../table.ts'
import { traced } from '../traced.ts'

export const onboardingMilestones = defineTable({
  name: 'onboarding_milestones',
  title: { fr: 'Étapes d’intégration', en: 'Onboarding milestones' },
  grain: {
    fr: 'une étape d’intégration d’une personne',
    en: 'person and milestone of an onboarding programme',
  },
  placement: 'reference',
  key: ['onboarding_milestone_id'],
  columns: {
    onboarding_milestone_id: id(key),
    person_id: id(key),
    programme: text(label),
    milestone: text(label),
    due_on: day(training).orNull,
    reached_on: day(training).orNull,
    ...traced,
  },
})
