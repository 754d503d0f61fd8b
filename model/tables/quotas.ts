// quotas: one row per quota of a person: what she is to sell from one day to another, as an amount or as a number of deals.
import { key, quota } from '../care.ts'
import type { QuotaCount } from '../codes.ts'
import { count, day, defineTable, id, money, text } from '../table.ts'
import { traced } from '../traced.ts'

export const quotas = defineTable({
  name: 'quotas',
  title: { fr: 'Quotas', en: 'Quotas' },
  grain: {
    fr: 'ce qu’une personne doit vendre, d’un jour à un autre',
    en: 'person, stretch of days and what her quota counts',
  },
  placement: 'reference',
  key: ['quota_id'],
  columns: {
    quota_id: id(key),
    person_id: id(key),
    starts_on: day(quota),
    /** The first day that no longer belongs to it. */
    ends_on: day(quota),
    counts: text<QuotaCount>(quota),
    /** Of a quota that counts amounts; null: it counts deals. */
    amount_minor: money(quota).orNull,
    /** Null: the organisation's. */
    currency: text(quota).orNull,
    /** Of a quota that counts deals; null: it counts amounts. */
    deals: count(quota).orNull,
    ...traced,
  },
})
