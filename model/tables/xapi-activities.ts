// xapi_activities: one row per activity that learning records name, with the newest words said about it.
import { key, label } from '../care.ts'
import { defineTable, digest, json, text } from '../table.ts'

export const xapiActivities = defineTable({
  name: 'xapi_activities',
  title: { fr: 'Activités des traces de formation', en: 'Activities of learning records' },
  grain: { fr: 'une activité que nomment les traces', en: 'activity that learning records name' },
  placement: 'local',
  key: ['activity_key'],
  columns: {
    /** Digest of the IRI. */
    activity_key: digest(key),
    activity: text(label),
    definition: json<unknown>(label),
    /** For each property of the definition, the record that said it last, so that the order of arrival never matters. */
    written: json<Record<string, string>>(label),
  },
})
