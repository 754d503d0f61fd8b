// invoiced_stays: a rollup. Stretches of invoices of each customer with no silence between them. Made by model/rollups and by nothing
// else.
import { key, result } from '../care.ts'
import { count, day, defineTable, id } from '../table.ts'

export const invoicedStays = defineTable({
  name: 'invoiced_stays',
  title: { fr: 'Périodes de facturation', en: 'Stretches of invoices' },
  grain: {
    fr: 'un compte et une période de factures sans silence : son premier et son dernier jour',
    en: 'account and stretch of its days of invoice',
  },
  placement: { by: 'account_id' },
  key: ['account_id', 'started_on'],
  columns: {
    account_id: id(key),
    started_on: day(result),
    last_on: day(result),
    /** Days of silence after which the account is lost, by all its invoices. */
    patience: count(result),
  },
})
