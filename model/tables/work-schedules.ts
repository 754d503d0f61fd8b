// work_schedules: one row per working time of a person, or of the whole organisation (no person), from a day on.
import { attribution, key } from '../care.ts'
import { day, decimal, defineTable, id } from '../table.ts'
import { traced } from '../traced.ts'

export const workSchedules = defineTable({
  name: 'work_schedules',
  title: { fr: 'Temps de travail', en: 'Working time' },
  grain: {
    fr: 'un temps de travail d’une personne ou de tous, et son premier jour',
    en: 'working time of one person or of everybody, and its first day',
  },
  placement: 'reference',
  key: ['schedule_id'],
  columns: {
    schedule_id: id(key),
    /** Null: everybody who has none of her own. */
    person_id: id(key).orNull,
    /** Null: as far back as the data goes. */
    starts_on: day(attribution).orNull,
    hours_per_week: decimal(attribution),
    /** From Monday on: 4.5 leaves Friday afternoon. */
    days_per_week: decimal(attribution),
    ...traced,
  },
})
