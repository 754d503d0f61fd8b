// xapi_courses: one row per cmi5 course that can be launched from here, as its package describes it.
import { account, key, label } from '../care.ts'
import { defineTable, digest, id, instant, json, text } from '../table.ts'

export const xapiCourses = defineTable({
  name: 'xapi_courses',
  title: { fr: 'Formations cmi5', en: 'cmi5 courses' },
  grain: { fr: 'une formation cmi5', en: 'cmi5 course' },
  placement: 'local',
  key: ['package_id'],
  columns: {
    package_id: id(key),
    /** Digest of the IRI that the course gives itself. */
    course_key: digest(key),
    course: text(label),
    title: text(label),
    /** Blocks and units, with what each asks for. */
    structure: json<unknown>(label),
    created_by: id(account).orNull,
    created_at: instant(label),
  },
})
