// stay_uses: a rollup. Who put content before a buyer while her deal was in a stage, of stays that have ended. Made by
// model/rollups and by nothing else.
import { contentUse, key, result } from '../care.ts'
import { count, day, defineTable, id } from '../table.ts'

export const stayUses = defineTable({
  name: 'stay_uses',
  title: { fr: 'Contenus montrés pendant un séjour', en: 'Content shown during a stay' },
  grain: {
    fr: 'un séjour terminé dans une étape et une personne qui a montré un contenu pendant ce temps',
    en: 'ended stay in a stage and person who put content before the buyer during it',
  },
  placement: { by: 'account_id' },
  key: ['account_id', 'opportunity_id', 'visit', 'rep_id'],
  columns: {
    account_id: id(key),
    opportunity_id: id(key),
    visit: count(key),
    /** 0: uses of which the person is no longer kept; she had received the notice. */
    rep_id: id(key),
    left_on: day(result),
    /** Her last use in it: one from after the notice is enough. */
    last_on: day(contentUse),
  },
})
