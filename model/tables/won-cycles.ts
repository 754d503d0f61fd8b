// won_cycles: a rollup. How many deals were won how many days after they had been opened. Made by model/rollups and by nothing else.
import { kept } from '../care.ts'
import { count, defineTable, id } from '../table.ts'

export const wonCycles = defineTable({
  name: 'won_cycles',
  grain: 'one row per number of days from opening to winning',
  placement: 'reference',
  key: ['days'],
  columns: { days: count(kept), deals: id(kept) },
})
