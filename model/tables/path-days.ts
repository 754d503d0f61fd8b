// path_days: a rollup. How many deals that were created on a day went by which stages. Made by model/rollups and by nothing else.
// Whose they were is not in it: figures of the whole organisation read it, all others read the stays.
import { kept, key } from '../care.ts'
import { counts, day, defineTable, id, text } from '../table.ts'
import type { Outcome } from './stages.ts'

export const pathDays = defineTable({
  name: 'path_days',
  title: { fr: 'Chemins des affaires par jour', en: 'Ways of deals by day' },
  grain: {
    fr: 'un jour de création, un pipeline, une issue et des étapes : combien d’affaires',
    en: 'day of creation, pipeline, outcome and stages in which deals stayed',
  },
  placement: 'reference',
  key: ['day', 'pipeline_id', 'outcome', 'stages'],
  columns: {
    day: day(kept),
    /** 0 without a pipeline. */
    pipeline_id: id(key),
    outcome: text<Outcome>(kept),
    /** Numbers of stages, ascending. */
    stages: counts(kept),
    deals: id(kept),
  },
})
