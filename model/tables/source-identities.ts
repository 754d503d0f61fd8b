// source_identities: one row per record that a source knows by an id of its own. Citus cannot enforce a
// unique key without the distribution column, so this table does, and one function moves a record between accounts.
import { key, trace } from '../care.ts'
import { defineTable, id, text } from '../table.ts'

/** 'domain': an earlier domain of a company that absorbed another, of no source. */
export type IdentifiedKind = 'account' | 'domain' | 'product' | 'opportunity' | 'lead' | 'line'

export const sourceIdentities = defineTable({
  name: 'source_identities',
  title: { fr: 'Identifiants des sources', en: 'Identifiers of sources' },
  grain: { fr: 'un enregistrement d’une source', en: 'record of one source' },
  placement: 'reference',
  // The id first: comparing it settles nearly every comparison at once.
  key: ['external_id', 'kind', 'source'],
  columns: {
    kind: text<IdentifiedKind>(key),
    source: text(key),
    external_id: text(trace),
    account_id: id(key).orNull,
    record_id: id(key),
    created_import_id: id(trace),
  },
})
