// person_identities: the people map. One row per way a source names a person: e-mail, id in a CRM, name as
// written. Every door looks here first. `value_key` is the folded form used for matching (see names.ts).
import { key, matching, trace } from '../care.ts'
import { defineTable, id, text } from '../table.ts'

export const personIdentities = defineTable({
  name: 'person_identities',
  title: { fr: 'Identités des personnes', en: 'Identities of people' },
  grain: {
    fr: 'une façon dont une source nomme une personne',
    en: 'way in which one source names one person',
  },
  placement: 'reference',
  key: ['kind', 'source', 'value_key'],
  columns: {
    kind: text<'email' | 'external-id' | 'name'>(key),
    /** '' when the value means the same person in every source (an e-mail address). */
    source: text(key),
    value_key: text(matching),
    value: text(matching),
    person_id: id(key),
    created_import_id: id(trace).orNull,
  },
})
