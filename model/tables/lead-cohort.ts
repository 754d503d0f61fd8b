// lead_cohort: a rollup. One row per lead that counts, with all that figures about leads need of it, of its deal, of its
// company and of its scores. Made by model/rollups and by nothing else.
import { customer, key, lead } from '../care.ts'
import { day, decimal, defineTable, flag, id, text } from '../table.ts'

export const leadCohort = defineTable({
  name: 'lead_cohort',
  title: { fr: 'Suivi des leads', en: 'What became of leads' },
  grain: {
    fr: 'un lead : quand il est arrivé, ce qu’il est devenu, son premier score',
    en: 'lead that is neither deleted nor purged',
  },
  placement: { by: 'account_id' },
  key: ['account_id', 'lead_id'],
  columns: {
    account_id: id(key),
    lead_id: id(key),
    created_on: day(lead).orNull,
    owner_id: id(key).orNull,
    lead_source: text(lead).orNull,
    is_qualified: flag(lead).orNull,
    is_converted: flag(lead).orNull,
    has_opportunity: flag(lead),
    /** Its deal was won or, where it has none, the source says converted. */
    is_customer: flag(lead),
    /** The day of that, where known; it may be later than the day of a figure. */
    became_on: day(lead).orNull,
    /** The day from which a deal or a conversion had come of it, where known. */
    worked_on: day(lead).orNull,
    /** Of the first score; null for one that stands on the lead itself. */
    scored_on: day(lead).orNull,
    /** The first score; null: the lead has none. */
    score: decimal(lead).orNull,
    method: text(lead).orNull,
    /** Above the bar, as the source says. */
    given_good: flag(lead).orNull,
    /** Its account is a known company. */
    is_identified: flag(lead),
    /** Of its account; empty: not known. */
    segment: text(customer),
  },
})
