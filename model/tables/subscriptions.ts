// subscriptions: one row per stretch of one contract at one amount. Days are half-open, `[starts_on, ends_on)`; a change of
// amount ends a row and begins the next. A customer without a row on a day is none on that day.
import { attribution, key, result, trace } from '../care.ts'
import type { EndReason } from '../codes.ts'
import { day, defineTable, id, money, text } from '../table.ts'
import { traced } from '../traced.ts'

export const subscriptions = defineTable({
  name: 'subscriptions',
  title: { fr: 'Contrats', en: 'Contracts' },
  grain: { fr: 'une période d’un contrat à un montant', en: 'stretch of one contract at one amount' },
  placement: { by: 'account_id' },
  key: ['account_id', 'subscription_id'],
  columns: {
    account_id: id(key),
    subscription_id: id(key),
    /** What the stretches of one contract share. */
    contract: text(trace).orNull,
    starts_on: day(result),
    ends_on: day(result).orNull,
    /** Recurring amount of a month. */
    monthly_minor: money(result).orNull,
    /** Null: the organisation's. */
    currency: text(result).orNull,
    product_id: id(key).orNull,
    owner_id: id(attribution).orNull,
    /** Why the customer left, as the e-book lists the causes. */
    end_reason: text<EndReason>(result).orNull,
    /** As written. */
    end_reason_written: text(result).orNull,
    /**
     * The day of the list from which the start was counted back, or by which the customer had left, where the list gives no days;
     * null: its days are those of the source.
     */
    described_on: day(result).orNull,
    ...traced,
  },
})
