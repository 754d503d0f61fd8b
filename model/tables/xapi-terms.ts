// xapi_terms: one row per agent or activity by which a learning record can be found. Digests: they name nobody.
import { key } from '../care.ts'
import { defineTable, digest, id, text } from '../table.ts'

/** 'learner': who did it; 'try': what one of them did about one activity, under one registration or on one day. */
export type TermKind = 'agent' | 'related-agent' | 'related-activity' | 'learner' | 'try'

export const xapiTerms = defineTable({
  name: 'xapi_terms',
  title: { fr: 'Index des traces de formation', en: 'Index of learning records' },
  grain: {
    fr: 'un agent ou une activité que nomme une trace',
    en: 'agent or activity that a learning record names',
  },
  placement: 'local',
  key: ['credential_id', 'kind', 'term', 'position'],
  columns: {
    credential_id: id(key),
    kind: text<TermKind>(key),
    term: digest(key),
    position: id(key),
  },
})
