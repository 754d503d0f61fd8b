// Courses and their results, workshops and who came, one-to-ones, milestones.
import { fill, needed, person, plain, type Reference, spent, type TableSpec } from './spec.ts'

const learner = needed('person', 'person_id')
const course: Reference = { to: 'courses', field: 'course', column: 'course_id' }

export const courses: TableSpec = {
  entity: 'courses',
  table: 'courses',
  id: 'course_id',
  nameKey: 'name_key',
  references: [],
  columns: [
    ...plain(['name', 'name'], ['name_key', 'name']),
    fill('kind', 'kind', 's.kind', "'course'"),
    ...plain(['hours', 'hours'], ['months_valid', 'monthsValid'], ['theme', 'theme']),
  ],
  events: [],
}

export const trainingResults: TableSpec = {
  entity: 'training-results',
  table: 'training_results',
  id: 'training_result_id',
  references: [learner, { ...course, isRequired: true }],
  columns: [
    // A status tells that the day beside it is when the training was held; what was known of an assignment stays.
    fill('assigned_on', ['assignedOn', 'status'], 'coalesce(s.assigned_on, old.assigned_on)'),
    ...plain(['due_on', 'dueOn'], ['score', 'score'], ['valid_until', 'validUntil']),
    fill('completed_on', ['completedOn', 'status'], 's.completed_on'),
    fill('is_passed', ['isPassed', 'status'], 's.is_passed'),
    fill('seconds', [...spent, 'days'], 's.seconds'),
  ],
  events: ['s.completed_on', 's.assigned_on'],
}

export const workshops: TableSpec = {
  entity: 'workshops',
  table: 'workshops',
  id: 'workshop_id',
  nameKey: 'name_key',
  references: [course],
  columns: [
    ...plain(['name', 'name'], ['name_key', 'name'], ['held_on', 'heldOn'], ['hours', 'hours']),
    fill('is_randomised', 'isRandomised', 's.is_randomised', 'false'),
  ],
  events: ['s.held_on'],
}

export const workshopAttendances: TableSpec = {
  entity: 'workshop-attendances',
  table: 'workshop_attendances',
  id: 'workshop_attendance_id',
  references: [{ to: 'workshops', field: 'workshop', column: 'workshop_id', isRequired: true }, learner],
  columns: [
    fill('is_invited', 'isInvited', 's.is_invited', 'true'),
    ...plain(['has_attended', 'hasAttended'], ['score_before', 'scoreBefore'], ['score_after', 'scoreAfter']),
  ],
  events: ['s.held_on'],
}

export const coachingSessions: TableSpec = {
  entity: 'coaching-sessions',
  table: 'coaching_sessions',
  id: 'coaching_session_id',
  references: [learner, person('coach', 'coach_id')],
  columns: [
    ...plain(['held_on', 'heldOn']),
    fill('seconds', spent, 's.seconds'),
    ...plain(
      ['skill', 'skill'],
      ['action', 'action'],
      ['action_due_on', 'actionDueOn'],
      ['action_done_on', 'actionDoneOn'],
    ),
  ],
  events: ['s.held_on', 's.action_done_on'],
}

export const onboardingMilestones: TableSpec = {
  entity: 'onboarding-milestones',
  table: 'onboarding_milestones',
  id: 'onboarding_milestone_id',
  references: [learner],
  columns: [
    fill('programme', 'programme', 's.programme', "'Accueil'"),
    ...plain(['milestone', 'milestone'], ['due_on', 'dueOn'], ['reached_on', 'reachedOn']),
  ],
  events: ['s.reached_on'],
}
