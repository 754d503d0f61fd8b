// costs: one row per cost: a campaign, a salary of a month, a fee, a tool, a recruitment.
import { cost, key } from '../care.ts'
import type { CostCategory } from '../codes.ts'
import { day, decimal, defineTable, flag, id, money, text } from '../table.ts'
import { traced } from '../traced.ts'

export const costs = defineTable({
  name: 'costs',
  title: { fr: 'Coûts', en: 'Costs' },
  grain: { fr: 'un coût', en: 'cost' },
  placement: 'reference',
  key: ['cost_id'],
  columns: {
    cost_id: id(key),
    day: day(cost),
    /** Credit notes are negative. */
    amount_minor: money(cost),
    /** Null: the organisation's. */
    currency: text(cost).orNull,
    category: text<CostCategory>(cost),
    department: text<'sales' | 'marketing' | 'research' | 'other'>(cost),
    /** False for what serves existing customers; null: as its category says. */
    is_acquisition: flag(cost).orNull,
    channel: text(cost).orNull,
    campaign: text(cost).orNull,
    segment: text(cost).orNull,
    team_id: id(key).orNull,
    /** The new rep whom it was spent on. */
    person_id: id(key).orNull,
    /** The content that it paid for. */
    content_item_id: id(key).orNull,
    label: text(cost).orNull,
    /** How many an advertising platform says that it brought, parts of one included; null: nothing is said. */
    purchases: decimal(cost).orNull,
    ...traced,
  },
})
