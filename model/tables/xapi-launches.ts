// xapi_launches: one row per session in which a person opened a unit of a cmi5 course, or in which she was excused from it ('waived';
// 'withdrawn' once that was taken back).
import { accountSecret, key, training } from '../care.ts'
import { defineTable, digest, id, instant, text } from '../table.ts'

export type LaunchState = 'launched' | 'initialized' | 'terminated' | 'abandoned' | 'waived' | 'withdrawn'

export const xapiLaunches = defineTable({
  name: 'xapi_launches',
  title: { fr: 'Sessions cmi5', en: 'cmi5 sessions' },
  grain: { fr: 'une session d’une unité cmi5', en: 'session of a cmi5 unit' },
  placement: 'local',
  key: ['launch_id'],
  columns: {
    launch_id: id(key),
    package_id: id(key),
    /** The IRI of the unit. */
    unit: text(training),
    person_id: id(key),
    registration: digest(key),
    session: digest(key),
    agent_key: digest(key),
    /** With which the unit speaks to us; ends with the session. */
    credential_id: id(key),
    /** Null once the unit has fetched its credential: that works once. */
    fetch_hash: text(accountSecret).orNull,
    state: text<LaunchState>(training),
    launched_at: instant(training),
  },
})
