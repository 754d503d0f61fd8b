// currency_rates: one row per currency and day on which its rate towards the organisation's currency starts to hold.
import { running, trace } from '../care.ts'
import { day, decimal, defineTable, id, text } from '../table.ts'

export const currencyRates = defineTable({
  name: 'currency_rates',
  title: { fr: 'Cours des devises', en: 'Currency rates' },
  grain: {
    fr: 'une devise et le premier jour de validité d’un cours',
    en: 'currency and first day of validity',
  },
  placement: 'reference',
  key: ['currency', 'valid_from'],
  columns: {
    currency: text(running),
    valid_from: day(running),
    /** Units of the organisation's currency for one unit of `currency`. */
    rate: decimal(running),
    origin: text(running),
    created_import_id: id(trace).orNull,
  },
})
