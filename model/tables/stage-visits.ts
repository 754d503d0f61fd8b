// stage_visits: one row per stay of one opportunity in one stage. Open visits have no left_at; visits of one
// opportunity follow each other. A backward move is a new visit, and the stays in a stage add up.
import { key, result, trace } from '../care.ts'
import { count, day, defineTable, id, instant, text } from '../table.ts'

export const stageVisits = defineTable({
  name: 'stage_visits',
  title: { fr: 'Passages par étape', en: 'Stage visits' },
  grain: { fr: 'un séjour d’une affaire dans une étape', en: 'stay of one opportunity in one stage' },
  placement: { by: 'account_id' },
  key: ['account_id', 'opportunity_id', 'visit'],
  columns: {
    account_id: id(key),
    opportunity_id: id(key),
    visit: count(key),
    stage_id: id(key),
    entered_at: instant(result),
    left_at: instant(result).orNull,
    entered_on: day(result),
    left_on: day(result).orNull,
    provenance: text<'history' | 'snapshot'>(trace),
    created_import_id: id(trace),
  },
})
