// deal_totals: a rollup. How many deals ever closed on a known day, won and lost. Made by model/rollups and by nothing else.
import { kept, key } from '../care.ts'
import { defineTable, id, text } from '../table.ts'
import type { Outcome } from './stages.ts'

export const dealTotals = defineTable({
  name: 'deal_totals',
  title: { fr: 'Affaires closes en tout', en: 'Deals closed in all' },
  grain: {
    fr: 'un pipeline et une issue : combien d’affaires',
    en: 'pipeline and outcome of deals that closed',
  },
  placement: 'reference',
  key: ['pipeline_id', 'outcome'],
  columns: {
    /** 0 without a pipeline. */
    pipeline_id: id(key),
    outcome: text<Outcome>(kept),
    deals: id(kept),
  },
})
