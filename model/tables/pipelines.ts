// pipelines: one row per sales process. Only counted pipelines enter the figures (an administrator confirms which).
import { key, label, running, trace } from '../care.ts'
import { defineTable, flag, id, text } from '../table.ts'

export const pipelines = defineTable({
  name: 'pipelines',
  title: { fr: 'Processus de vente', en: 'Sales pipelines' },
  grain: { fr: 'un processus de vente', en: 'sales pipeline' },
  placement: 'reference',
  key: ['pipeline_id'],
  columns: {
    pipeline_id: id(key),
    source: text(trace),
    name: text(label),
    name_key: text(label),
    is_counted: flag(running),
    /** True once an administrator has answered; until then the proposal stands. */
    is_confirmed: flag(running),
    created_import_id: id(trace).orNull,
  },
})
