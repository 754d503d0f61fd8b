// products: one row per product or service sold. `family` decides cross-sell from upsell where deals carry no type.
import { key, label, trace } from '../care.ts'
import { defineTable, digest, id, money, text } from '../table.ts'

export const products = defineTable({
  name: 'products',
  title: { fr: 'Produits', en: 'Products' },
  grain: { fr: 'un produit', en: 'product' },
  placement: 'reference',
  key: ['product_id'],
  columns: {
    product_id: id(key),
    name: text(label),
    /** Folded without spaces, so that `GTXPro` and `GTX Pro` are one product. */
    name_key: text(label),
    code: text(label).orNull,
    family: text(label).orNull,
    list_price_minor: money(label).orNull,
    currency: text(label).orNull,
    source: text(trace).orNull,
    external_id: text(trace).orNull,
    created_import_id: id(trace).orNull,
    import_id: id(trace).orNull,
    import_file_id: id(trace).orNull,
    source_row: id(trace).orNull,
    content_hash: digest(trace).orNull,
  },
})
