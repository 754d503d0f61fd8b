// renewals: one row per renewal that falls due.
import { attribution, key, result, trace } from '../care.ts'
import { day, defineTable, flag, id, money, text } from '../table.ts'
import { traced } from '../traced.ts'

export const renewals = defineTable({
  name: 'renewals',
  title: { fr: 'Renouvellements', en: 'Renewals' },
  grain: { fr: 'un renouvellement', en: 'renewal' },
  placement: { by: 'account_id' },
  key: ['account_id', 'renewal_id'],
  columns: {
    account_id: id(key),
    renewal_id: id(key),
    contract: text(trace).orNull,
    due_on: day(result),
    decided_on: day(result).orNull,
    outcome: text<'renewed' | 'lost' | 'pending'>(result),
    /** Recurring amount of a year at stake. */
    amount_minor: money(result).orNull,
    /** Null: the organisation's. */
    currency: text(result).orNull,
    owner_id: id(attribution).orNull,
    /** As the source says. */
    is_at_risk: flag(result).orNull,
    ...traced,
  },
})
