// first_purchases: a rollup. When each account bought for the first time: at all, in each pipeline, and each product. Made by
// model/rollups and by nothing else.
import { key, result } from '../care.ts'
import { day, defineTable, flag, id, text } from '../table.ts'

/** At all (a deal won, a contract, an invoice); by a deal won in a pipeline; a product, by a deal won. */
export type Way = 'any' | 'pipeline' | 'product'

export const firstPurchases = defineTable({
  name: 'first_purchases',
  title: { fr: 'Premiers achats', en: 'First purchases' },
  grain: {
    fr: 'un compte et une façon d’acheter : le jour de la première fois',
    en: 'account and way of buying, pipeline or product',
  },
  placement: { by: 'account_id' },
  key: ['account_id', 'way', 'pipeline_id', 'product_id'],
  columns: {
    account_id: id(key),
    way: text<Way>(key),
    /** Of the way 'pipeline'; 0 for deals in none, and for other ways. */
    pipeline_id: id(key),
    /** Of the way 'product'; else 0. */
    product_id: id(key),
    day: day(result),
    /** Of the way 'pipeline': the deal that was won; of several on that day the one with the lowest number. */
    opportunity_id: id(key).orNull,
    /** As its account. */
    is_identified: flag(result),
  },
})
