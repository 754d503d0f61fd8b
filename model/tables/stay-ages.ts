// stay_ages: a rollup. How many stays of customers under contract ended at which age. Made by model/rollups and by nothing else.
import { kept } from '../care.ts'
import { count, defineTable, id } from '../table.ts'

export const stayAges = defineTable({
  name: 'stay_ages',
  title: { fr: 'Anciennetés des clients partis', en: 'Ages of customers gone' },
  grain: {
    fr: 'une ancienneté : combien de périodes sous contrat ont pris fin',
    en: 'age of the stays of identified customers that have an end',
  },
  placement: 'reference',
  key: ['age'],
  columns: {
    /** Whole months times 31, and the days beyond. */
    age: count(kept),
    stays: id(kept),
  },
})
