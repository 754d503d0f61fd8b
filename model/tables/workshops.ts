// workshops: one row per workshop held, on one day, about one subject.
import { key, label } from '../care.ts'
import { day, decimal, defineTable, flag, id, text } from '../table.ts'
import { traced } from '../traced.ts'

export const workshops = defineTable({
  name: 'workshops',
  title: { fr: 'Ateliers', en: 'Workshops' },
  grain: { fr: 'un atelier', en: 'workshop' },
  placement: 'reference',
  key: ['workshop_id'],
  columns: {
    workshop_id: id(key),
    name: text(label),
    /** Folded for matching (see names.ts). */
    name_key: text(label),
    course_id: id(key).orNull,
    held_on: day(label),
    hours: decimal(label).orNull,
    /** People were drawn by lot for this wave: the strongest design there is. */
    is_randomised: flag(label),
    ...traced,
  },
})
