// lead_days: what figures need of leads whose rows were purged: how many there were of each combination of days, owner
// and traits that an answer can ask for. No lead can be told from another; `leads` sums to the rows removed.
import { attribution, kept, key } from '../care.ts'
import { day, defineTable, flag, id, text } from '../table.ts'

export const leadDays = defineTable({
  name: 'lead_days',
  title: { fr: 'Totaux des leads purgés', en: 'Totals of purged leads' },
  grain: {
    fr: 'une purge et une combinaison de jours, responsable, équipe et traits de leads',
    en: 'purge and combination of days, owner, team and traits of leads',
  },
  placement: 'reference',
  key: ['lead_day_id'],
  columns: {
    lead_day_id: id(key),
    created_on: day(kept).orNull,
    /** The day the lead became a customer, as metrics define it. */
    became_on: day(kept).orNull,
    owner_id: id(attribution).orNull,
    /** The owner's team on the day of creation. */
    team_id: id(attribution).orNull,
    lead_source: text(kept).orNull,
    is_qualified: flag(kept).orNull,
    is_converted: flag(kept).orNull,
    is_customer: flag(kept),
    has_opportunity: flag(kept),
    leads: id(kept),
  },
})
