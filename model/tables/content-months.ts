// content_months: a rollup. The days of content_days added up by person and month: what figures read of whole months. Made by
// model/rollups and by nothing else.
import { contentUse, key } from '../care.ts'
import { day, defineTable, id } from '../table.ts'
import { contentDays } from './content-days.ts'

const { rep_id: _person, day: _day, ...totals } = contentDays.columns

export const contentMonths = defineTable({
  name: 'content_months',
  title: { fr: 'Usages de contenus par mois', en: 'Uses of content by month' },
  grain: {
    fr: 'un mois d’une personne : ce qu’elle a fait avec les contenus, en totaux',
    en: 'person and month of her uses of content',
  },
  placement: { by: 'rep_id' },
  key: ['rep_id', 'month'],
  columns: {
    rep_id: id(key),
    /** Its first day. */
    month: day(contentUse),
    /** As of a day; what succeeds after a midnight within the month stands with the rest, what does after its last one apart. */
    ...totals,
  },
})
