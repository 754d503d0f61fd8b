// corrections: one row per value that a person had put right: what it was, what it became, who and why.
import { right } from '../care.ts'
import { defineTable, id, instant, text } from '../table.ts'

export const corrections = defineTable({
  name: 'corrections',
  title: { fr: 'Rectifications', en: 'Corrections' },
  grain: { fr: 'une valeur rectifiée', en: 'value corrected' },
  placement: 'local',
  key: ['correction_id'],
  columns: {
    correction_id: id(right),
    /** About whom. */
    person_id: id(right),
    column_name: text(right),
    earlier: text(right).orNull,
    later: text(right).orNull,
    why: text(right),
    /** The person of the organisation who corrected; null for the owner of the machine. */
    author_id: id(right).orNull,
    corrected_at: instant(right),
  },
})
