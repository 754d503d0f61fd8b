// The dictionaries folded for look-up: from the key of a header to the fields it can mean, with who writes it so.
import { entityNames, type EntityName } from '../../entities.ts'
import type { Vendor } from '../../plan.ts'
import { foldHeader, type FoldedHeader } from '../fold-header.ts'
import { accountHeaders } from './accounts.ts'
import type { HeaderWords } from './header-words.ts'
import { leadHeaders } from './leads.ts'
import { contentEventHeaders, contentItemHeaders, trainingResultHeaders } from './learning.ts'
import { costHeaders, revenueHeaders, subscriptionHeaders } from './money.ts'
import { opportunityHeaders } from './opportunities.ts'
import { peopleHeaders } from './people.ts'
import { activityHeaders } from './time.ts'
import { contentWorkHeaders, feedbackActionHeaders, workshopAttendanceHeaders } from './follow-up-lists.ts'
import { coachingSessionHeaders, milestoneHeaders } from './coaching.ts'
import { quotaHeaders } from './quotas.ts'
import { leadScoreHeaders, renewalHeaders } from './renewals.ts'
import { absenceHeaders, workScheduleHeaders } from './working-time.ts'
import { feedbackHeaders, surveyAnswerHeaders } from './voices.ts'
import {
  currencyRateHeaders,
  lineHeaders,
  productHeaders,
  stageHeaders,
  stageHistoryHeaders,
  teamHeaders,
} from './smaller-tables.ts'

export interface Meaning {
  readonly field: string
  readonly from: Exclude<Vendor, 'template' | 'generic'> | 'any' | 'weak'
}

const writers: readonly Meaning['from'][] = [
  'salesforce',
  'hubspot',
  'pipedrive',
  'dynamics',
  'odoo',
  'any',
  'weak',
]

const tables: Readonly<Partial<Record<EntityName, Readonly<Record<string, HeaderWords>>>>> = {
  people: peopleHeaders,
  teams: teamHeaders,
  accounts: accountHeaders,
  products: productHeaders,
  stages: stageHeaders,
  opportunities: opportunityHeaders,
  'opportunity-lines': lineHeaders,
  'stage-history': stageHistoryHeaders,
  leads: leadHeaders,
  'currency-rates': currencyRateHeaders,
  activities: activityHeaders,
  'survey-answers': surveyAnswerHeaders,
  feedback: feedbackHeaders,
  costs: costHeaders,
  revenue: revenueHeaders,
  subscriptions: subscriptionHeaders,
  'training-results': trainingResultHeaders,
  'content-events': contentEventHeaders,
  'content-items': contentItemHeaders,
  'content-work': contentWorkHeaders,
  'workshop-attendances': workshopAttendanceHeaders,
  'feedback-actions': feedbackActionHeaders,
  renewals: renewalHeaders,
  'lead-scores': leadScoreHeaders,
  'coaching-sessions': coachingSessionHeaders,
  'onboarding-milestones': milestoneHeaders,
  absences: absenceHeaders,
  'work-schedules': workScheduleHeaders,
  quotas: quotaHeaders,
}

/** The key under which a header is looked up. Dynamics' hidden columns have their own. */
export const lookUpKey = (header: FoldedHeader): string => (header.isHidden ? '!' : '') + header.prefixedKey

function fold(table: Readonly<Record<string, HeaderWords>>): ReadonlyMap<string, readonly Meaning[]> {
  const meanings = new Map<string, Meaning[]>()
  for (const [field, words] of Object.entries(table)) {
    for (const from of writers) {
      for (const name of words[from]?.split(' | ') ?? []) {
        const key = lookUpKey(foldHeader(name))
        const known = meanings.get(key) ?? []
        if (known.some((meaning) => meaning.field === field && meaning.from === from)) continue
        meanings.set(key, [...known, { field, from }])
      }
    }
  }
  return meanings
}

const dictionary = new Map(entityNames.map((entity) => [entity, fold(tables[entity] ?? {})] as const))

/** Everything a header can mean for an entity, by name alone. */
export function meaningsOf(entity: EntityName, key: string): readonly Meaning[] {
  return dictionary.get(entity)?.get(key) ?? []
}
