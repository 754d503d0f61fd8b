// order_sums: a rollup. How often and for how much each customer without a contract has ordered, by its invoices. Made by
// model/rollups and by nothing else. Whose invoices they were is not in it.
import { key, result } from '../care.ts'
import { count, day, defineTable, flag, id, money, text } from '../table.ts'

export const orderSums = defineTable({
  name: 'order_sums',
  title: { fr: 'Commandes par client', en: 'Orders by customer' },
  grain: {
    fr: 'un compte facturé et sans contrat : combien de jours de facture, et pour combien',
    en: 'identified account with an invoice and without any contract',
  },
  placement: { by: 'account_id' },
  key: ['account_id'],
  columns: {
    account_id: id(key),
    first_on: day(result),
    last_on: day(result),
    /** Days with invoices. */
    days: count(result),
    /** Invoiced after the first of them. */
    later_minor: money(result),
    /** Null: the organisation's. */
    currency: text(result).orNull,
    /** Its invoices name several currencies: it is read from them. */
    is_mixed: flag(result),
  },
})
