// lead_counts: a rollup. How many leads came on which day, and how many of them nobody works. Made by model/rollups and by nothing
// else. Whose they are is not in it: figures of the whole organisation read it, all others read leads.
import { lead } from '../care.ts'
import { day, defineTable, flag, id } from '../table.ts'

export const leadCounts = defineTable({
  name: 'lead_counts',
  title: { fr: 'Leads par jour', en: 'Leads by day' },
  grain: {
    fr: 'un jour, qualifiés ou non, travaillés ou non : combien de leads',
    en: 'day and traits of the leads that came on it',
  },
  placement: 'reference',
  key: ['day', 'is_qualified', 'is_idle'],
  columns: {
    day: day(lead),
    is_qualified: flag(lead),
    /** Neither a deal nor a conversion has come of it. */
    is_idle: flag(lead),
    leads: id(lead),
  },
})
