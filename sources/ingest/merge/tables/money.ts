// Costs, targets and quotas.
import { quotaMonths } from '../../../entities/quotas.ts'
import { fill, needed, person, plain, type Reference, type TableSpec } from './spec.ts'

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
      ['purchases', 'purchases'],
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

/** The quotas of a row in the order of their days: of an amount, of a number of deals, of each month of a list written across. */
const eachQuota = () => {
  const across = quotaMonths.map((field, at) => `(${at + 1}, s.${field}_minor)`).join(', ')
  return `
  select row_number() over (order by each.starts_on, each.counts)::integer as part, each.* from (
    select s.starts_on, s.last_day + 1 as ends_on, 'amount' as counts, s.amount_minor, null::integer as deals where s.amount_minor is not null
    union all
    select s.starts_on, s.last_day + 1, 'deals', null, s.deals where s.deals is not null
    union all
    select make_date(s.year, month.number, 1), (make_date(s.year, month.number, 1) + interval '1 month')::date, 'amount', month.minor, null
    from (values ${across}) as month(number, minor) where month.minor is not null
  ) as each`
}

const period = ['period', 'startsOn', 'lastDay', 'year', 'quarter', 'month', ...quotaMonths]
const counted = ['amount', 'deals', ...quotaMonths]

export const quotas: TableSpec = {
  entity: 'quotas',
  table: 'quotas',
  id: 'quota_id',
  parts: eachQuota,
  partsBy: ['starts_on', 'counts'],
  references: [needed('person', 'person_id')],
  columns: [
    fill('starts_on', period, 'part.starts_on'),
    fill('ends_on', period, 'part.ends_on'),
    fill('counts', counted, 'part.counts'),
    fill('amount_minor', counted, 'part.amount_minor'),
    fill('currency', counted, "case when part.counts = 'amount' then s.currency end"),
    fill('deals', counted, 'part.deals'),
  ],
  events: [],
}
