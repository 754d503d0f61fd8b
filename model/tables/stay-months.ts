// stay_months: a rollup. How many stays of customers under contract began and ended in which months. Made by model/rollups and by
// nothing else.
import { kept } from '../care.ts'
import { day, defineTable, id } from '../table.ts'

export const stayMonths = defineTable({
  name: 'stay_months',
  title: { fr: 'Clients sous contrat par mois', en: 'Customers under contract by month' },
  grain: {
    fr: 'un mois de fin et un mois de début : combien de périodes sous contrat',
    en: 'month in which stays of identified customers ended and month in which they began',
  },
  placement: 'reference',
  key: ['ended_in', 'started_in'],
  columns: {
    /** First day of the month; infinity: a contract has no end. */
    ended_in: day(kept),
    /** First day of the month. */
    started_in: day(kept),
    stays: id(kept),
  },
})
