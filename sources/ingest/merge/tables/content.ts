// Content, its versions, the work that it took, and what is done with it.
import {
  account,
  fill,
  needed,
  opportunity,
  person,
  plain,
  product,
  type Reference,
  spent,
  type TableSpec,
} from './spec.ts'

const item: Reference = {
  to: 'content-items',
  field: 'content',
  column: 'content_item_id',
  isRequired: true,
}

export const contentItems: TableSpec = {
  entity: 'content-items',
  table: 'content_items',
  id: 'content_item_id',
  nameKey: 'title_key',
  references: [person('owner', 'owner_id'), product],
  columns: [
    ...plain(
      ['title', 'title'],
      ['title_key', 'title'],
      ['type', 'type'],
      ['department', 'department'],
      ['stage', 'stage'],
      ['segment', 'segment'],
      ['published_on', 'publishedOn'],
      ['archived_on', 'archivedOn'],
      ['expires_on', 'expiresOn'],
    ),
    fill('is_template', 'isTemplate', 's.is_template', 'false'),
    // Items name each other: the number is filled once all are there (see named.ts).
    fill('template_id', [], 'null::bigint'),
  ],
  events: ['s.published_on'],
}

export const contentVersions: TableSpec = {
  entity: 'content-versions',
  table: 'content_versions',
  id: 'content_version_id',
  references: [item, person('author', 'author_id')],
  columns: plain(['version', 'version'], ['published_on', 'publishedOn']),
  events: ['s.published_on'],
}

export const contentWork: TableSpec = {
  entity: 'content-work',
  table: 'content_work',
  id: 'content_work_id',
  references: [item, person('person', 'rep_id')],
  columns: [
    fill('kind', 'kind', 's.kind', "'creation'"),
    ...plain(['day', 'day']),
    fill('seconds', spent, 's.seconds'),
  ],
  events: ['s.day'],
}

export const contentEvents: TableSpec = {
  entity: 'content-events',
  table: 'content_events',
  id: 'content_event_id',
  references: [
    { ...needed('rep', 'rep_id'), orNobody: true },
    { to: 'content-items', field: 'content', column: 'content_item_id' },
    opportunity,
    account,
    { to: 'visitor', field: 'visitor', column: 'account_id' },
  ],
  columns: [
    // Of a buyer who is named, a list need not say what she did.
    fill('kind', ['kind', 'visitor'], 's.kind'),
    ...plain(['occurred_at', 'occurredAt']),
    fill('day', 'occurredAt', 's.occurred_on'),
    ...plain(['has_result', 'hasResult']),
    fill('seconds', spent, 's.seconds'),
    ...plain(['tool', 'tool']),
  ],
  events: ['s.occurred_on'],
}
