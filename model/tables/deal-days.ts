// deal_days: a rollup. How many deals closed on which day, won and lost, and how long they had taken. Made by model/rollups and by
// nothing else. Whose they were is not in it: figures of the whole organisation read it, all others read deals.
import { kept, key } from '../care.ts'
import { counts, day, defineTable, id, text } from '../table.ts'
import type { Outcome } from './stages.ts'

export const dealDays = defineTable({
  name: 'deal_days',
  title: { fr: 'Affaires closes par jour', en: 'Deals closed by day' },
  grain: {
    fr: 'un jour, un pipeline et une issue : combien d’affaires, et leurs durées',
    en: 'day, pipeline and outcome of deals that closed',
  },
  placement: 'reference',
  key: ['day', 'pipeline_id', 'outcome'],
  columns: {
    day: day(kept),
    /** 0 without a pipeline. */
    pipeline_id: id(key),
    outcome: text<Outcome>(kept),
    deals: id(kept),
    /** Days from opening to closing, one for each deal of which both are known and in order; ascending. */
    cycles: counts(kept),
    /** How many those are, their sum, and the sum of their squares. */
    timed_deals: id(kept),
    cycle_days: id(kept),
    cycle_squares: id(kept),
  },
})
