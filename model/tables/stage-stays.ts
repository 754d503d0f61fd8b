// stage_stays: a rollup. One row per stay in a stage of open deals that has ended, of a deal that counts: when, and when the deal
// went on from it. Made by model/rollups and by nothing else.
import { key, result } from '../care.ts'
import { count, day, defineTable, id, text } from '../table.ts'

export const stageStays = defineTable({
  name: 'stage_stays',
  title: { fr: 'Séjours terminés dans les étapes', en: 'Ended stays in stages' },
  grain: {
    fr: 'un séjour terminé d’une affaire dans une étape : sa fin, et quand l’affaire est allée plus loin',
    en: 'ended stay of one opportunity in one open stage',
  },
  placement: { by: 'account_id' },
  key: ['account_id', 'opportunity_id', 'visit'],
  columns: {
    account_id: id(key),
    opportunity_id: id(key),
    visit: count(key),
    stage_id: id(key),
    /** 0: none. */
    pipeline_id: id(key),
    /** Of its account; empty: not stated. */
    segment: text(result),
    left_on: day(result),
    /** The first day on which the deal had been in a later stage, or was won. Null: not so far; '-infinity': won on an unknown day. */
    went_on: day(result).orNull,
  },
})
