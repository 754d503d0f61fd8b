// xapi_documents: one row per document that a course keeps: where a person stopped, what it knows of an agent or an activity.
import { key, trace, training } from '../care.ts'
import { bytes, defineTable, digest, id, instant, text } from '../table.ts'

export const xapiDocuments = defineTable({
  name: 'xapi_documents',
  title: { fr: 'Documents des formations (xAPI)', en: 'Documents of courses (xAPI)' },
  grain: { fr: 'un document qu’une formation conserve', en: 'document that a course keeps' },
  placement: 'local',
  key: ['credential_id', 'document_key'],
  columns: {
    credential_id: id(key),
    /** Digest of all that names it. */
    document_key: digest(key),
    /** The same without its own name: what lists and deletions of several go by. */
    scope_key: digest(key),
    kind: text<'state' | 'activity-profile' | 'agent-profile'>(training),
    activity: text(training).orNull,
    agent_key: digest(key).orNull,
    registration: digest(key).orNull,
    name: text(training),
    media_type: text(training),
    content: bytes(training),
    etag: text(trace),
    updated_at: instant(trace),
    person_id: id(key).orNull,
  },
})
