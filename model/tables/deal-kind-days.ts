// deal_kind_days: a rollup. How many deals of which kind closed on which day, or are open. Made by model/rollups and by nothing
// else. Whose they were is not in it: figures of the whole organisation read it, all others read deals.
import { kept, key } from '../care.ts'
import { day, defineTable, flag, id, text } from '../table.ts'
import type { Outcome } from './stages.ts'

export const dealKindDays = defineTable({
  name: 'deal_kind_days',
  title: { fr: 'Sortes d’affaires par jour', en: 'Kinds of deals by day' },
  grain: {
    fr: 'un jour, un pipeline, une issue et une sorte : combien d’affaires closes, ou ouvertes',
    en: 'day, pipeline, outcome and kind of deals that closed, or are open',
  },
  placement: 'reference',
  key: ['day', 'pipeline_id', 'outcome', 'kind', 'is_stated', 'is_said_existing'],
  columns: {
    /** Infinity: open. */
    day: day(kept),
    /** 0 without a pipeline. */
    pipeline_id: id(key),
    outcome: text<Outcome>(kept),
    /** As `kindOf` says, whether or not its pipeline counts. */
    kind: text(kept),
    is_stated: flag(kept),
    is_said_existing: flag(kept),
    deals: id(kept),
  },
})
