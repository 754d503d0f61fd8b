// Costs and targets.
import { fill, person, plain, type Reference, type TableSpec } from './spec.ts'

const team: Reference = { to: 'teams', field: 'team', column: 'team_id' }

export const costs: TableSpec = {
  entity: 'costs',
  table: 'costs',
  id: 'cost_id',
  references: [
    team,
    person('person', 'person_id'),
    { to: 'content-items', field: 'content', column: 'content_item_id' },
  ],
  columns: [
    ...plain(['day', 'day'], ['amount_minor', 'amount']),
    fill('currency', ['amount', 'currency'], 's.currency'),
    fill('category', 'category', 's.category', "'other'"),
    fill(
      'department',
      'department',
      's.department',
      `case when s.category in ('advertising', 'events', 'agency', 'content') then 'marketing' when s.category = 'research' then 'research'
         when s.category in ('customer-success', 'other') or s.category is null then 'other' else 'sales' end`,
    ),
    ...plain(
      ['is_acquisition', 'isAcquisition'],
      ['channel', 'channel'],
      ['campaign', 'campaign'],
      ['segment', 'segment'],
      ['label', 'label'],
    ),
  ],
  events: ['s.day'],
}

export const targets: TableSpec = {
  entity: 'targets',
  table: 'targets',
  id: 'target_id',
  references: [team],
  columns: [
    ...plain(['metric', 'metric'], ['answer', 'answer']),
    fill('kind', 'kind', 's.kind', "'target'"),
    ...plain(['valid_from', 'validFrom'], ['value', 'value']),
    fill('origin', [], "'file'", "'file'"),
  ],
  events: [],
}
