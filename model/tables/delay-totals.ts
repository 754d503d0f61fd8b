// delay_totals: a rollup. How many leads ever became customers after how many days. Made by model/rollups and by nothing else.
import { lead } from '../care.ts'
import { count, defineTable, flag, id } from '../table.ts'

export const delayTotals = defineTable({
  name: 'delay_totals',
  title: { fr: 'Délais des leads en tout', en: 'Delays of leads in all' },
  grain: {
    fr: 'un nombre de jours : combien de leads sont devenus clients',
    en: 'number of days that leads had taken to become customers',
  },
  placement: 'reference',
  key: ['is_qualified', 'days'],
  columns: {
    is_qualified: flag(lead),
    days: count(lead),
    leads: id(lead),
  },
})
