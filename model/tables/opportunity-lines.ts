// opportunity_lines: one row per product line of an opportunity.
import { key, result, trace } from '../care.ts'
import { decimal, defineTable, digest, id, money, text } from '../table.ts'
import type { DealType } from './opportunities.ts'

export const opportunityLines = defineTable({
  name: 'opportunity_lines',
  title: { fr: 'Lignes de produit des affaires', en: 'Product lines of opportunities' },
  grain: { fr: 'une ligne de produit d’une affaire', en: 'product line of one opportunity' },
  placement: { by: 'account_id' },
  key: ['account_id', 'opportunity_id', 'line_id'],
  columns: {
    account_id: id(key),
    opportunity_id: id(key),
    line_id: id(key),
    external_id: text(trace).orNull,
    product_id: id(key),
    quantity: decimal(result).orNull,
    amount_minor: money(result).orNull,
    currency: text(result).orNull,
    type: text<DealType>(result).orNull,
    created_import_id: id(trace),
    import_id: id(trace),
    content_hash: digest(trace),
  },
})
