// holidays: one row per day on which the organisation does not work.
import { key, label } from '../care.ts'
import { day, defineTable, id, text } from '../table.ts'
import { traced } from '../traced.ts'

export const holidays = defineTable({
  name: 'holidays',
  title: { fr: 'Jours fériés', en: 'Public holidays' },
  grain: { fr: 'un jour férié', en: 'public holiday' },
  placement: 'reference',
  key: ['holiday_id'],
  columns: {
    holiday_id: id(key),
    day: day(label),
    name: text(label).orNull,
    ...traced,
  },
})
