// What tells the tables of time, content, training, money and voices from each other and from the tables of a CRM: how much
// each field speaks, what a table cannot do without, and words of file names.
import type { EntityName } from '../entities.ts'
import { isKeptList, keptFileWords, keptNeeds, keptWeights, looksLikeKeptList } from './kept-lists.ts'
import { type Assignment, type Column, hasKey } from './match-columns.ts'

/** How much each field says about its entity. */
export const otherWeights: Readonly<Partial<Record<EntityName, Readonly<Record<string, number>>>>> = {
  activities: {
    externalId: 0.3, rep: 1, lastName: 0.5, category: 2, startedAt: 1, endedAt: 2, day: 1, startTime: 2, endTime: 2.5, endDay: 1,
    duration: 3, hours: 3, minutes: 3, seconds: 3, account: 0.3, opportunity: 0.3,
  },
  'survey-answers': {
    externalId: 0.5, survey: 1.5, respondent: 1, answeredAt: 1.5, score: 4, comment: 2, account: 0.3, invitedOn: 1, product: 0.3,
  },
  feedback: {
    externalId: 1, receivedOn: 1, channel: 1, comment: 3, theme: 1.5, sentiment: 2.5, stars: 0.5, account: 0.3, product: 0.5,
  },
  costs: {
    externalId: 0.3, day: 1, amount: 3, currency: 0.3, category: 2, department: 1.5, channel: 1.5, campaign: 2, label: 0.5, team: 0.3, purchases: 0.3,
  },
  revenue: {
    externalId: 2, account: 1, accountId: 1, day: 2, amount: 2, currency: 0.5, margin: 2, product: 0.5, owner: 0.3,
  },
  subscriptions: {
    externalId: 1, account: 1, accountId: 0.7, contract: 2, startsOn: 1.5, lastDay: 1.5, endsOn: 3, monthly: 4, yearly: 3, product: 0.7,
    endReason: 3, tenureMonths: 3, tenureDays: 3, tenureWeeks: 3, tenureYears: 3, hasLeft: 3, describedOn: 0.5,
  },
  'training-results': {
    externalId: 0.3, person: 1, lastName: 0.5, course: 3, assignedOn: 1, dueOn: 1.5, completedOn: 2, score: 1.5, isPassed: 2, status: 1,
    validUntil: 1.5, duration: 0.7, hours: 0.7, days: 0.7,
  },
  'content-events': { externalId: 0.3, rep: 1, visitor: 2, kind: 3, content: 3, occurredAt: 1.5, seconds: 1 },
  'content-items': { externalId: 0.7, title: 2.5, type: 1.5, owner: 1, publishedOn: 1.5, archivedOn: 2, expiresOn: 2, isTemplate: 2 },
  ...keptWeights,
} // prettier-ignore

/** Each group needs one of its fields. */
export const otherNeeds: Readonly<Partial<Record<EntityName, readonly (readonly string[])[]>>> = {
  activities: [
    ['rep', 'lastName'],
    ['category'],
    ['startedAt', 'day'],
    ['hours', 'duration', 'minutes', 'seconds', 'endedAt', 'endTime'],
  ],
  'survey-answers': [['score'], ['answeredAt']],
  feedback: [['receivedOn'], ['comment', 'theme']],
  costs: [['day'], ['amount'], ['category', 'campaign', 'channel']],
  revenue: [['account', 'accountId'], ['day'], ['amount']],
  subscriptions: [
    ['account', 'accountId'],
    ['startsOn', 'tenureMonths', 'tenureDays', 'tenureWeeks', 'tenureYears'],
    ['monthly', 'yearly', 'lastDay', 'endsOn', 'contract', 'hasLeft'],
  ],
  'training-results': [
    ['person', 'lastName'],
    ['course'],
    ['completedOn', 'status', 'score', 'isPassed', 'assignedOn'],
  ],
  'content-events': [['rep', 'visitor'], ['kind', 'visitor'], ['content'], ['occurredAt']],
  'content-items': [['title'], ['publishedOn', 'type', 'owner', 'archivedOn', 'expiresOn']],
  ...keptNeeds,
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

export const otherFileWords: Readonly<Partial<Record<EntityName, ReadonlySet<string>>>> = {
  activities: words('time timesheet timesheets toggl clockify harvest kimai temps entries heures pointage pointages activities activity activites activite calls appels meetings tasks events'),
  'survey-answers': words('nps survey surveys enquete enquetes satisfaction responses reponses delighted typeform surveymonkey'),
  feedback: words('ticket tickets case cases zendesk support feedback avis reviews review retours retour reclamations verbatims demandes'),
  costs: words('cost costs cout couts spend depenses depense expenses budget ads campaign campaigns campagne campagnes'),
  revenue: words('invoice invoices facture factures revenue revenues commandes orders purchases achats facturation'),
  subscriptions: words('subscription subscriptions abonnement abonnements contract contracts contrat contrats churn customers clients'),
  'training-results': words('training trainings formation formations courses lms moodle docebo completion completions achevement apprenants transcripts results'),
  'content-events': words('log logs views usage usages audit vues journal papermark'),
  'content-items': words('content contents contenu contenus documents assets collateral supports library bibliotheque'),
  ...keptFileWords,
} // prettier-ignore

const fits = (found: Assignment, fields: readonly string[], least = 0.75): boolean =>
  fields.some((field) => (found.matches.get(field)?.score ?? 0) >= least)

const says = (columns: readonly Column[], pattern: RegExp): boolean =>
  columns.some(({ header }) => header.words.some((word) => pattern.test(word)))

const asksToRecommend = /^(?:nps|recommend\p{L}*|recommand\p{L}*)$/u

/** What a table must have beside its columns' names before it is taken for an entity of these. */
export function looksLikeOther(
  entity: EntityName,
  columns: readonly Column[],
  found: Assignment,
  isNamed: boolean,
): boolean {
  if (isKeptList(entity)) return looksLikeKeptList(entity, columns, found, isNamed)
  switch (entity) {
    case 'activities':
      return fits(found, ['hours', 'duration', 'minutes', 'seconds', 'endedAt', 'endTime'])
    case 'survey-answers': {
      const score = found.matches.get('score')
      if (score === undefined) return false
      if (asksToRecommend.test(score.column.header.key) || says([score.column], asksToRecommend)) return true
      // Notes from 1 to 5 and stars are no answer to whether one would recommend.
      return (score.column.look.most ?? 0) > 5 && (isNamed || says(columns, asksToRecommend))
    }
    case 'feedback':
      // Of a conversation, the ticket is the voice: its messages are those of colleagues too.
      return (
        !hasKey(columns, ['chatid', 'actorid', 'messageid', 'commentid']) &&
        (isNamed || says(columns, /^(?:tickets?|cases?|avis|reviews?|verbatims?)$/)) &&
        fits(found, ['comment', 'theme'], 0.45)
      )
    case 'costs':
      return (
        (isNamed || says(columns, /^(?:costs?|couts?|spend|spent|depenses?|depensee?|expenses?)$/)) &&
        !fits(found, ['account'])
      )
    case 'revenue':
      // A payment may have failed or been given back; what it pays was invoiced, and counts once.
      if (hasKey(columns, ['failurecode', 'amountrefunded', 'captured'])) return false
      return isNamed || says(columns, /^(?:invoices?|invoiced|factures?|facturee?|facturation)$/)
    case 'subscriptions':
      return (
        fits(found, ['monthly', 'yearly', 'endsOn', 'endReason', 'contract', 'hasLeft']) ||
        (isNamed && fits(found, ['lastDay']))
      )
    case 'training-results':
      return (
        (isNamed ||
          says(
            columns,
            /^(?:courses?|cours|formations?|trainings?|certifications?|modules?|parcours|apprenants?|learners?|quiz)$/,
          )) &&
        fits(found, ['course'], 0.4)
      )
    case 'content-events':
      return fits(found, ['kind', 'visitor']) && fits(found, ['content'])
    default:
      return isNamed && fits(found, ['title'], 0.45)
  }
}

/** Fields that all rows of a table share, and no column says. */
export function constantsOf(
  entity: EntityName,
  columns: readonly Column[],
  found: Assignment,
): Readonly<Record<string, string>> | null {
  if (entity === 'feedback' && !found.matches.has('channel') && says(columns, /^(?:tickets?|cases?)$/))
    return { channel: 'ticket' }
  if (
    entity === 'costs' &&
    !found.matches.has('category') &&
    says(columns, /^(?:impressions?|clicks?|clics?)$/)
  )
    return { category: 'advertising' }
  return null
}
