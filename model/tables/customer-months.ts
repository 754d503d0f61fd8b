// customer_months: a rollup. How many accounts won their first deal in which month. Made by model/rollups and by nothing else.
import { customer, kept } from '../care.ts'
import { day, defineTable, id, text } from '../table.ts'

export const customerMonths = defineTable({
  name: 'customer_months',
  title: { fr: 'Nouveaux clients par mois', en: 'New customers by month' },
  grain: {
    fr: 'un mois et un segment : combien de comptes identifiés y ont fait leur premier achat',
    en: 'month and segment of the identified accounts that won their first deal in it',
  },
  placement: 'reference',
  key: ['month', 'segment'],
  columns: {
    /** Its first day. */
    month: day(kept),
    /** Empty: not known. */
    segment: text(customer),
    accounts: id(kept),
  },
})
