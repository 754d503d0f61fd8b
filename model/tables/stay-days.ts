// stay_days: a rollup. How many deals that were created on a day stayed for how long in which stage. Made by model/rollups and by
// nothing else. Whose they were is not in it: figures of the whole organisation read it, all others read the stays.
import { kept, key } from '../care.ts'
import { count, day, defineTable, flag, id } from '../table.ts'

export const stayDays = defineTable({
  name: 'stay_days',
  title: { fr: 'Temps par étape et par jour', en: 'Times in stages by day' },
  grain: {
    fr: 'un jour de création, une étape et une durée : combien d’affaires',
    en: 'day of creation, pipeline, stage and length of what deals stayed in it',
  },
  placement: 'reference',
  key: ['day', 'pipeline_id', 'stage_id', 'is_open', 'running', 'days'],
  columns: {
    day: day(kept),
    /** 0 without a pipeline. */
    pipeline_id: id(key),
    stage_id: id(key),
    is_open: flag(kept),
    /** Stays that have no end. */
    running: count(kept),
    /** As in deal_paths. */
    days: count(kept),
    deals: id(kept),
  },
})
