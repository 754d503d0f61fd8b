// stages: one row per stage of a pipeline, in order, with the outcome it stands for: open, won or lost.
import { key, label, running, trace } from '../care.ts'
import { count, decimal, defineTable, flag, id, text } from '../table.ts'

export type Outcome = 'open' | 'won' | 'lost'

export const stages = defineTable({
  name: 'stages',
  title: { fr: 'Étapes', en: 'Stages' },
  grain: { fr: 'une étape d’un processus de vente', en: 'stage of one pipeline' },
  placement: 'reference',
  key: ['stage_id'],
  columns: {
    stage_id: id(key),
    pipeline_id: id(key),
    external_id: text(trace).orNull,
    name: text(label),
    name_key: text(label),
    /** Order in the pipeline, from 0; null while unknown. */
    position: count(label).orNull,
    probability: decimal(label).orNull,
    outcome: text<Outcome>(running),
    /** Why that outcome was proposed: 'stated' by the CRM, 'name', 'probability', or 'confirmed' by an administrator. */
    outcome_basis: text<'stated' | 'name' | 'probability' | 'confirmed'>(running),
    is_confirmed: flag(running),
    created_import_id: id(trace).orNull,
  },
})
