// What customers pay, how long they stay, and scores of leads.
import { account, fill, person, plain, product, type TableSpec } from './spec.ts'

const owner = person('owner', 'owner_id')

export const revenue: TableSpec = {
  entity: 'revenue',
  table: 'revenue',
  id: 'revenue_id',
  isOfAccount: true,
  references: [account, product, owner],
  columns: [
    ...plain(['day', 'day'], ['amount_minor', 'amount']),
    fill('currency', ['amount', 'currency'], 's.currency'),
    ...plain(['margin_minor', 'margin']),
  ],
  events: ['s.day'],
}

/** What says the first and the last day of a contract, or gives it with the day of the list. */
const begins = ['startsOn', 'tenureMonths', 'tenureDays', 'tenureWeeks', 'tenureYears']
const ends = ['endsOn', 'lastDay', 'hasLeft']

export const subscriptions: TableSpec = {
  entity: 'subscriptions',
  table: 'subscriptions',
  id: 'subscription_id',
  isOfAccount: true,
  references: [account, product, owner],
  columns: [
    ...plain(['contract', 'contract']),
    fill('starts_on', begins, 's.starts_on'),
    fill('ends_on', ends, 'coalesce(s.ends_on, s.last_day + 1)'),
    fill(
      'monthly_minor',
      ['monthly', 'yearly'],
      'coalesce(s.monthly_minor, round(s.yearly_minor / 12.0)::bigint)',
    ),
    fill('currency', ['monthly', 'yearly', 'currency'], 's.currency'),
    fill('end_reason', 'endReason', 'reason.end_reason'),
    fill('end_reason_written', 'endReason', 's.end_reason'),
    fill('described_on', [...begins, ...ends], 's.described_on'),
  ],
  events: ['s.starts_on', 's.ends_on', 's.last_day', 's.described_on'],
}

export const renewals: TableSpec = {
  entity: 'renewals',
  table: 'renewals',
  id: 'renewal_id',
  isOfAccount: true,
  references: [account, owner],
  columns: [
    ...plain(['contract', 'contract'], ['due_on', 'dueOn'], ['decided_on', 'decidedOn']),
    fill('outcome', 'outcome', 's.outcome', "'pending'"),
    ...plain(['amount_minor', 'amount']),
    fill('currency', ['amount', 'currency'], 's.currency'),
    ...plain(['is_at_risk', 'isAtRisk']),
  ],
  events: ['s.decided_on'],
}

export const leadScores: TableSpec = {
  entity: 'lead-scores',
  table: 'lead_scores',
  id: 'lead_score_id',
  isOfAccount: true,
  references: [{ to: 'lead', field: 'lead', column: 'lead_id', isRequired: true }],
  columns: plain(['scored_on', 'scoredOn'], ['score', 'score'], ['method', 'method'], ['is_good', 'isGood']),
  events: ['s.scored_on'],
}
