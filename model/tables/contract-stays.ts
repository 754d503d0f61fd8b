// contract_stays: a rollup. Stretches of contracts of each customer with no more than the grace between them. Made by model/rollups
// and by nothing else. Whose contracts they were is not in it.
import { key, result } from '../care.ts'
import type { EndReason } from '../codes.ts'
import { count, day, defineTable, flag, id, money, text } from '../table.ts'

export const contractStays = defineTable({
  name: 'contract_stays',
  title: { fr: 'Périodes sous contrat', en: 'Stretches of contracts' },
  grain: {
    fr: 'un compte et une période de contrats sans interruption : son premier jour et sa fin',
    en: 'account and stretch of its contracts',
  },
  placement: { by: 'account_id' },
  key: ['account_id', 'started_on'],
  columns: {
    account_id: id(key),
    started_on: day(result),
    /** The first day without a contract; infinity: one of them has no end. */
    ended_on: day(result),
    /** Why the customer left, by the contract that ends last. */
    reason: text<EndReason>(result).orNull,
    /** The day of the list that names it without days; null: its days are those of the source. */
    described_on: day(result).orNull,
    /** Of the account. */
    is_identified: flag(result),
    /** From this day to the last, the same contracts run. */
    steady_from: day(result),
    /** How many they are, and what they bring in a month: of each that names an amount. */
    contracts: count(result),
    monthly_minor: money(result).orNull,
    /** Null: the organisation's. */
    currency: text(result).orNull,
    /** They name several currencies: their amounts are read from them. */
    is_mixed: flag(result),
  },
})
