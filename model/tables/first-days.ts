// first_days: a rollup. How many known accounts bought for the first time on which day. Made by model/rollups and by nothing else.
import { kept } from '../care.ts'
import { day, defineTable, id } from '../table.ts'

export const firstDays = defineTable({
  name: 'first_days',
  title: { fr: 'Premiers achats par jour', en: 'First purchases by day' },
  grain: {
    fr: 'un jour : combien de comptes identifiés ont acheté pour la première fois',
    en: 'day of first purchases of identified accounts',
  },
  placement: 'reference',
  key: ['day'],
  columns: {
    day: day(kept),
    customers: id(kept),
  },
})
