// absences: one row per stay away of one person: leave, sickness, strike, part-time day. One neutral kind, without a reason:
// it is only ever taken off the working time. Days are half-open, `[starts_on, ends_on)`.
import { key, time } from '../care.ts'
import { day, decimal, defineTable, id } from '../table.ts'
import { traced } from '../traced.ts'

export const absences = defineTable({
  name: 'absences',
  title: { fr: 'Absences', en: 'Time away' },
  grain: { fr: 'une absence d’une personne, sans motif', en: 'stay away of one person' },
  placement: 'reference',
  key: ['absence_id'],
  columns: {
    absence_id: id(key),
    person_id: id(key),
    starts_on: day(time),
    ends_on: day(time),
    /** Of each day: 1, or 0.5 for half days. */
    share: decimal(time),
    ...traced,
  },
})
