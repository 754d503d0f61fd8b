// workshop_attendances: one row per person invited to a workshop: whether she came, and what she scored before and after.
import { key, training } from '../care.ts'
import { decimal, defineTable, flag, id } from '../table.ts'
import { traced } from '../traced.ts'

export const workshopAttendances = defineTable({
  name: 'workshop_attendances',
  title: { fr: 'Participations aux ateliers', en: 'Attendance of workshops' },
  grain: { fr: 'une personne et un atelier', en: 'person and workshop' },
  placement: 'reference',
  key: ['workshop_attendance_id'],
  columns: {
    workshop_attendance_id: id(key),
    workshop_id: id(key),
    person_id: id(key),
    is_invited: flag(training),
    /** Null when nobody wrote it down. */
    has_attended: flag(training).orNull,
    /** 0 to 1. */
    score_before: decimal(training).orNull,
    /** 0 to 1. */
    score_after: decimal(training).orNull,
    ...traced,
  },
})
