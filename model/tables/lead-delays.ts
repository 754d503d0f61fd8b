// lead_delays: a rollup. How many leads became customers in which month, after how many days. Made by model/rollups and by nothing
// else. Whose they were is not in it.
import { lead } from '../care.ts'
import { count, day, defineTable, flag, id } from '../table.ts'

export const leadDelays = defineTable({
  name: 'lead_delays',
  title: { fr: 'Délais des leads par mois', en: 'Delays of leads by month' },
  grain: {
    fr: 'un mois et un nombre de jours : combien de leads sont devenus clients',
    en: 'month in which leads became customers, and days that they had taken',
  },
  placement: 'reference',
  key: ['month', 'is_qualified', 'days'],
  columns: {
    /** Its first day. */
    month: day(lead),
    is_qualified: flag(lead),
    days: count(lead),
    leads: id(lead),
  },
})
