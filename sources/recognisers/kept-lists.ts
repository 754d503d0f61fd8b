// Lists that people keep of what falls due, what was agreed and when they work: renewals, scores of leads, coaching sessions, milestones,
// absences, working times, quotas, who came to a workshop, work on content, what was done about a voice. How much each field speaks, what a
// list cannot do without, and words of file names.
import type { EntityName } from '../entities.ts'
import { quotaMonths } from '../entities/quotas.ts'
import type { Assignment, Column } from './match-columns.ts'

const listed = [
  'renewals',
  'lead-scores',
  'coaching-sessions',
  'onboarding-milestones',
  'absences',
  'work-schedules',
  'workshop-attendances',
  'content-work',
  'feedback-actions',
  'quotas',
] as const satisfies readonly EntityName[]
type Listed = (typeof listed)[number]

export const isKeptList = (entity: EntityName): entity is Listed => listed.some((one) => one === entity)

export const keptWeights: Readonly<Record<Listed, Readonly<Record<string, number>>>> = {
  renewals: {
    externalId: 0.5, account: 1, accountId: 0.7, contract: 1, dueOn: 3, decidedOn: 1.5, outcome: 1.5, amount: 0.7, owner: 0.3, isAtRisk: 2.5,
  },
  'lead-scores': { lead: 2, scoredOn: 3, score: 2, method: 1.5, isGood: 1 },
  'coaching-sessions': {
    externalId: 0.5, person: 1.5, coach: 2.5, heldOn: 2, duration: 0.5, hours: 0.5, minutes: 0.5, skill: 1.5, action: 1.5, actionDueOn: 1,
    actionDoneOn: 1,
  },
  'onboarding-milestones': { person: 1, programme: 1, milestone: 3.5, dueOn: 1, reachedOn: 2 },
  absences: { externalId: 0.5, person: 1, startsOn: 2, lastDay: 2.5, share: 1 },
  'work-schedules': { person: 0.5, startsOn: 1, hoursPerWeek: 4, daysPerWeek: 1.5 },
  'workshop-attendances': { workshop: 3, heldOn: 1, person: 1, isInvited: 1.5, hasAttended: 2.5, scoreBefore: 1.5, scoreAfter: 1.5 },
  'content-work': { content: 3, person: 1, kind: 1.5, day: 1, hours: 1.5, minutes: 1.5, duration: 1.5 },
  'feedback-actions': { externalId: 0.5, feedback: 2.5, theme: 1.5, kind: 1, actedOn: 2.5, owner: 1, content: 1.5, course: 1, description: 2 },
  quotas: {
    externalId: 0.3, person: 1, period: 1, startsOn: 1, lastDay: 1, amount: 3, deals: 2, currency: 0.3, year: 1.5, quarter: 1.5, month: 1.5,
    ...Object.fromEntries(quotaMonths.map((field) => [field, 0.7])),
  },
} // prettier-ignore

/** Each group needs one of its fields. */
export const keptNeeds: Readonly<Record<Listed, readonly (readonly string[])[]>> = {
  renewals: [['account', 'accountId'], ['dueOn']],
  'lead-scores': [['lead'], ['scoredOn'], ['score']],
  'coaching-sessions': [['person'], ['heldOn']],
  'onboarding-milestones': [['person'], ['milestone'], ['dueOn', 'reachedOn']],
  absences: [['person'], ['startsOn'], ['lastDay']],
  'work-schedules': [['hoursPerWeek']],
  'workshop-attendances': [['workshop'], ['person']],
  'content-work': [['content'], ['day'], ['hours', 'minutes', 'duration']],
  'feedback-actions': [['feedback', 'theme'], ['actedOn']],
  quotas: [['person'], ['period', 'startsOn', 'year'], ['amount', 'deals', ...quotaMonths]],
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

export const keptFileWords: Readonly<Record<Listed, ReadonlySet<string>>> = {
  renewals: words('renewal renewals renouvellement renouvellements reconduction reconductions'),
  'lead-scores': words('scores scoring'),
  'coaching-sessions': words('coaching coachings seances entretiens'),
  'onboarding-milestones': words('milestones milestone jalon jalons onboarding integration'),
  absences: words('absence absences conge conges leave leaves vacation vacations rtt timeoff'),
  'work-schedules': words('schedule schedules horaire horaires contrats'),
  'workshop-attendances': words(
    'workshop workshops atelier ateliers attendance attendances presences emargement',
  ),
  'content-work': words('creation production redaction'),
  'feedback-actions': words('action actions suites followup'),
  quotas: words('quota quotas objectif objectifs target targets'),
}

const speaks: Readonly<Record<Listed, RegExp>> = {
  renewals: /^(?:renewals?|renews|renewed|renouvellements?|renouvelee?s?|reconduction)$/,
  'lead-scores': /^(?:scores?|scored|scoring)$/,
  'coaching-sessions': /^(?:coach|coachee?|coached|coaching|seance)$/,
  'onboarding-milestones': /^(?:milestones?|jalons?|onboarding|integration)$/,
  absences: /^(?:absences?|absent|conges?|leave|vacation|rtt)$/,
  'work-schedules': /^(?:weekly|hebdomadaires?|hebdo|semaine|week)$/,
  'workshop-attendances': /^(?:workshops?|ateliers?)$/,
  'content-work': /^(?:contents?|contenus?)$/,
  'feedback-actions': /^(?:feedback|retours?|reclamations?)$/,
  quotas: /^(?:quotas?|objectifs?|targets?)$/,
}

/** Fields without which no name of a file makes a table such a list: sure ones, and not read out of general words. */
const sure: Readonly<Record<Listed, readonly string[]>> = {
  renewals: ['dueOn'],
  'lead-scores': ['lead'],
  'coaching-sessions': ['heldOn', 'coach'],
  'onboarding-milestones': ['milestone'],
  absences: ['lastDay'],
  'work-schedules': ['hoursPerWeek'],
  'workshop-attendances': ['workshop'],
  'content-work': ['content'],
  'feedback-actions': ['actedOn'],
  quotas: ['amount', 'deals', 'm01', 'm12'],
}

/** What a table must have beside its columns' names before it is taken for such a list. */
export function looksLikeKeptList(
  entity: Listed,
  columns: readonly Column[],
  found: Assignment,
  isNamed: boolean,
): boolean {
  const isSaid = columns.some(({ header }) => header.words.some((word) => speaks[entity].test(word)))
  return (isNamed || isSaid) && sure[entity].some((field) => (found.matches.get(field)?.score ?? 0) >= 0.5)
}
