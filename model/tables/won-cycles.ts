// won_cycles: a rollup. How many deals were won how many days after they had been opened. Made by model/rollups and by nothing else.
import { kept } from '../care.ts'
import { count, defineTable, id } from '../table.ts'

export const wonCycles = defineTable({
  name: 'won_cycles',
  title: { fr: 'Durées des affaires gagnées', en: 'Lengths of deals won' },
  grain: {
    fr: 'un nombre de jours, de la création au gain : combien d’affaires',
    en: 'number of days from opening to winning',
  },
  placement: 'reference',
  key: ['days'],
  columns: { days: count(kept), deals: id(kept) },
})
