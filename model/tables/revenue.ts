// revenue: one row per amount invoiced or received from a customer.
import { attribution, key, result } from '../care.ts'
import { day, defineTable, id, money, text } from '../table.ts'
import { traced } from '../traced.ts'

export const revenue = defineTable({
  name: 'revenue',
  title: { fr: 'Revenus', en: 'Revenue' },
  grain: { fr: 'un montant facturé à un client', en: 'amount of one customer and day' },
  placement: { by: 'account_id' },
  key: ['account_id', 'revenue_id'],
  columns: {
    account_id: id(key),
    revenue_id: id(key),
    day: day(result),
    /** Before tax; credit notes are negative. */
    amount_minor: money(result),
    /** Null: the organisation's. */
    currency: text(result).orNull,
    margin_minor: money(result).orNull,
    product_id: id(key).orNull,
    owner_id: id(attribution).orNull,
    ...traced,
  },
})
