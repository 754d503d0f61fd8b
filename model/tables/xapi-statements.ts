// xapi_statements: one row per learning record as it came from one program, never changed afterwards; a later one may void it.
import { key, trace, training } from '../care.ts'
import { day, defineTable, digest, flag, id, instant, json, text } from '../table.ts'

export const xapiStatements = defineTable({
  name: 'xapi_statements',
  title: { fr: 'Traces de formation (xAPI)', en: 'Learning records (xAPI)' },
  grain: {
    fr: 'une trace de formation et le programme qui l’a envoyée',
    en: 'learning record and program that sent it',
  },
  placement: 'local',
  key: ['credential_id', 'statement_uuid'],
  columns: {
    credential_id: id(key),
    statement_uuid: digest(key),
    /** The order in which records were stored. */
    position: id(key),
    /** Never before that of an earlier position. */
    stored_at: instant(trace),
    occurred_at: instant(training),
    /** The organisation's day of `occurred_at`. */
    day: day(training),
    verb: text(training),
    /** Digest of the activity that it is about; null when it is about something else. */
    activity_key: digest(key).orNull,
    registration: digest(key).orNull,
    /** The statement that it is about, when its object is a reference. */
    refers_to: digest(key).orNull,
    is_voided: flag(trace),
    /** Who did it, once she is known. */
    person_id: id(key).orNull,
    statement: json<unknown>(training),
    /** Of what the sender said, in one way of writing: tells a repetition from another content. */
    content_hash: digest(trace),
  },
})
