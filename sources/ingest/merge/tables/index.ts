// Every table that is merged by a specification, in the order in which their rows name each other.
import type { EntityName } from '../../../entities.ts'
import { contentEvents, contentItems, contentVersions, contentWork } from './content.ts'
import { leadScores, renewals, revenue, subscriptions } from './customers.ts'
import {
  coachingSessions,
  courses,
  onboardingMilestones,
  trainingResults,
  workshopAttendances,
  workshops,
} from './learning.ts'
import { costs, quotas, targets } from './money.ts'
import type { TableSpec } from './spec.ts'
import { absences, activities, holidays, workSchedules } from './time.ts'
import { feedback, feedbackActions, surveyAnswers, surveys, themes } from './voices.ts'

/** Things that others name, first. */
export const namedSpecs: readonly TableSpec[] = [courses, contentItems, surveys, themes, workshops]

export const rowSpecs: readonly TableSpec[] = [
  activities,
  workSchedules,
  absences,
  holidays,
  contentVersions,
  contentWork,
  contentEvents,
  trainingResults,
  workshopAttendances,
  coachingSessions,
  onboardingMilestones,
  costs,
  quotas,
  targets,
  revenue,
  subscriptions,
  renewals,
  leadScores,
  surveyAnswers,
  feedback,
  feedbackActions,
]

export const tableSpecs: readonly TableSpec[] = [...namedSpecs, ...rowSpecs]

export function specOf(entity: EntityName): TableSpec | undefined {
  return tableSpecs.find((spec) => spec.entity === entity)
}

/** Tables whose rows belong to an account. */
export const accountTables = [
  'opportunities',
  'leads',
  ...tableSpecs.filter((spec) => spec.isOfAccount).map((spec) => spec.table),
]
