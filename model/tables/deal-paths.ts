// deal_paths: a rollup. The stages in which each deal stayed, and for how long. Made by model/rollups and by nothing else.
import { key, result } from '../care.ts'
import { counts, day, defineTable, id, text } from '../table.ts'
import type { Outcome } from './stages.ts'

export const dealPaths = defineTable({
  name: 'deal_paths',
  title: { fr: 'Chemins des affaires', en: 'Ways of deals' },
  grain: {
    fr: 'une affaire : les étapes où elle est restée, et combien de temps',
    en: 'deal with a day of creation and a history',
  },
  placement: { by: 'account_id' },
  key: ['account_id', 'opportunity_id'],
  columns: {
    account_id: id(key),
    opportunity_id: id(key),
    opened_on: day(result),
    /** 0 without a pipeline. */
    pipeline_id: id(key),
    outcome: text<Outcome>(result),
    /** Numbers of the stages in which it stayed, ascending, each once. */
    stages: counts(result),
    /** Of each of them, stays that have no end. */
    running: counts(result),
    /** Of each of them, the days of all its stays; one without an end counts back from its first day to 1 January 2000. */
    days: counts(result),
  },
})
