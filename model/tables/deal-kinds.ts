// deal_kinds: a rollup. Of each deal all that says whether it is a sale to an existing customer, and of which kind: what it is
// called, since when its account had bought, and what it is worth by. Made by model/rollups and by nothing else.
import { customer, key, result } from '../care.ts'
import { day, defineTable, flag, id, money, text } from '../table.ts'
import type { DealType } from './opportunities.ts'
import type { Outcome } from './stages.ts'

export const dealKinds = defineTable({
  name: 'deal_kinds',
  title: { fr: 'Sortes d’affaires', en: 'Kinds of deals' },
  grain: {
    fr: 'une affaire : ce qui dit si elle est une vente à un client existant, et de quelle sorte',
    en: 'deal',
  },
  placement: { by: 'account_id' },
  key: ['account_id', 'opportunity_id'],
  columns: {
    account_id: id(key),
    opportunity_id: id(key),
    opened_on: day(result).orNull,
    closed_on: day(result).orNull,
    outcome: text<Outcome>(result),
    pipeline_id: id(key).orNull,
    type: text<DealType>(result).orNull,
    is_deleted: flag(result),
    /** Its account is a known company. */
    is_identified: flag(result),
    has_cross_sell_line: flag(result),
    has_upsell_line: flag(result),
    /** The day on which the account first won any deal; null: never. It may be later than this deal. */
    customer_since: day(result).orNull,
    /** The day by which it had bought of every product family of this deal; infinity: never of one. Null without products. */
    families_since: day(result).orNull,
    /** Of its account; empty: not known. */
    segment: text(customer),
    /** The product of its largest line. */
    main_product_id: id(key).orNull,
    amount_minor: money(result).orNull,
    currency: text(result).orNull,
  },
})
