// What a subscription is paid a month or a year: the sum of its items, each with its price, interval and quantity, less the discounts that
// last. Exact fractions of the smallest unit, rounded once at the end.
import { isArray, isObject, type Json, type JsonObject } from '../protocol/exact-json.ts'
import { plainText } from './plain-text.ts'

/** Why nothing can be said of what a subscription is paid. */
export type Unsaid = 'metered' | 'tiered' | 'price' | 'currencies' | 'interval'

export interface Recurring {
  /** In the smallest unit that the sender counts in; only one of the two, or neither with the reason. */
  readonly monthly: bigint | null
  readonly yearly: bigint | null
  readonly currency: string
  readonly unsaid: Unsaid | null
  /** Discounts of which only the id is known. */
  readonly hasUnknownDiscount: boolean
}

/** `parts` are the items that came in a stream of their own. */
export function recurringOf(record: JsonObject, parts: readonly JsonObject[]): Recurring {
  const nothing = (unsaid: Unsaid, currency = ''): Recurring => ({
    monthly: null,
    yearly: null,
    currency,
    unsaid,
    hasUnknownDiscount: false,
  })
  const priced: Priced[] = []
  for (const item of itemsOf(record, parts)) {
    const one = item === null ? 'price' : pricedItem(item)
    if (typeof one === 'string') return nothing(one)
    priced.push(one)
  }
  const [first] = priced
  if (first === undefined) return nothing('price')
  const { currency } = first
  if (priced.some((one) => one.currency !== currency)) return nothing('currencies')
  const isOneInterval = priced.every(({ perYear }) => isSame(perYear, first.perYear))
  const discounts = discountsOf(record)
  let perYear = priced.reduce((sum, one) => plus(sum, one.amount), none)
  let hasUnknownDiscount = discounts.isUnknown || priced.some((one) => one.hasUnknownDiscount)
  for (const { share, off } of discounts.lasting) {
    if (share !== null) perYear = times(perYear, share)
    else if (off !== null && isOneInterval) perYear = minus(perYear, times(off, first.perYear))
    // Taken off each invoice, and items that are billed apart have several.
    else hasUnknownDiscount = true
  }
  const isMonthly = isOneInterval && isSame(first.perYear, whole(12n))
  return {
    monthly: isMonthly ? rounded(times(perYear, { over: 1n, under: 12n })) : null,
    yearly: isMonthly ? null : rounded(perYear),
    currency,
    unsaid: null,
    hasUnknownDiscount,
  }
}

/** The items of a subscription; null stands for one of which only the id is known. */
function itemsOf(record: JsonObject, parts: readonly JsonObject[]): (JsonObject | null)[] {
  const { items, plan } = record
  const listed = isObject(items) ? items['data'] : items
  const list = isArray(listed) ? listed : parts
  const byId = new Map(parts.map((part) => [plainText(part['id']), part]))
  const found = list.map((one) => {
    const item = isObject(one) && hasPrice(one) ? one : byId.get(plainText(isObject(one) ? one['id'] : one))
    return item !== undefined && hasPrice(item) ? item : null
  })
  // Of a subscription with one price the record says it itself.
  if (isObject(plan) && (found.length === 0 || (found.length === 1 && found[0] === null)))
    return [{ plan, quantity: record['quantity'] ?? null }]
  const isCut = isObject(items) && items['has_more'] === true
  return isCut ? [...found, null] : found
}

const hasPrice = (item: JsonObject): boolean => isObject(item['price']) || isObject(item['plan'])

interface Priced {
  /** A year's worth, before the discounts of the subscription. */
  readonly amount: Fraction
  /** How often a year it is billed. */
  readonly perYear: Fraction
  readonly currency: string
  readonly hasUnknownDiscount: boolean
}

/** A month is a twelfth of a year; a year has 52 weeks or 365 days. */
const timesAYear: Readonly<Record<string, bigint>> = { day: 365n, week: 52n, month: 12n, year: 1n }

function pricedItem(item: JsonObject): Priced | Unsaid {
  // Both say the same, and what one leaves out the other may hold.
  const price = isObject(item['price']) ? item['price'] : {}
  const plan = isObject(item['plan']) ? item['plan'] : {}
  const recurring = isObject(price['recurring']) ? price['recurring'] : {}
  const first = (...values: readonly (Json | undefined)[]): string =>
    values.map(plainText).find((text) => text !== '') ?? ''
  if (first(recurring['usage_type'], plan['usage_type']) === 'metered') return 'metered'
  if (first(price['billing_scheme'], plan['billing_scheme']) === 'tiered') return 'tiered'
  const unit = decimal(
    first(price['unit_amount_decimal'], price['unit_amount'], plan['amount_decimal'], plan['amount']),
  )
  const interval = timesAYear[first(recurring['interval'], plan['interval'])]
  const count = decimal(first(recurring['interval_count'], plan['interval_count'], 1))
  const quantity = decimal(first(item['quantity'], 1))
  const currency = first(price['currency'], plan['currency'])
  if (unit === null || quantity === null || currency === '') return 'price'
  if (interval === undefined || count === null || count.over <= 0n) return 'interval'
  const perYear = { over: interval * count.under, under: count.over }
  let amount = times(times(unit, bundles(quantity, price, plan)), perYear)
  const discounts = discountsOf(item)
  for (const { share, off } of discounts.lasting)
    amount = share !== null ? times(amount, share) : minus(amount, times(off ?? none, perYear))
  return { amount, perYear, currency, hasUnknownDiscount: discounts.isUnknown }
}

/** What is counted, where it is sold by the dozen. */
function bundles(quantity: Fraction, price: JsonObject, plan: JsonObject): Fraction {
  const said = [price['transform_quantity'], plan['transform_usage']].find(isObject)
  const by = decimal(plainText(said?.['divide_by']))
  if (by === null || by.over <= 0n) return quantity
  const over = quantity.over * by.under
  const under = quantity.under * by.over
  const up = plainText(said?.['round']) === 'up' && over % under !== 0n ? 1n : 0n
  return whole(over / under + up)
}

interface Discount {
  /** What is left of an amount. */
  readonly share: Fraction | null
  /** Taken off each bill. */
  readonly off: Fraction | null
}

/** The discounts for good; one that ends is no part of what a subscription is worth. */
function discountsOf(of: JsonObject): { readonly lasting: readonly Discount[]; readonly isUnknown: boolean } {
  const { discount, discounts } = of
  const listed = isArray(discounts) ? discounts : []
  const known = [discount, ...listed].filter((one): one is JsonObject => isObject(one))
  const seen = new Set<string>()
  const lasting: Discount[] = []
  let isUnknown = false
  for (const one of known) {
    const id = plainText(one['id'])
    if (id !== '' && seen.has(id)) continue
    seen.add(id)
    const source = isObject(one['source']) ? one['source'] : {}
    const coupon = [one['coupon'], source['coupon']].find(isObject)
    const duration = plainText(coupon?.['duration'])
    if (duration === '') isUnknown = true
    if (coupon === undefined || duration !== 'forever') continue
    const percent = decimal(plainText(coupon['percent_off']))
    const off = decimal(plainText(coupon['amount_off']))
    const share = percent === null ? null : times(minus(whole(100n), percent), { over: 1n, under: 100n })
    if (share === null && off === null) isUnknown = true
    else lasting.push({ share, off })
  }
  if (listed.some((one) => typeof one === 'string' && !seen.has(one))) isUnknown = true
  return { lasting, isUnknown }
}

interface Fraction {
  readonly over: bigint
  readonly under: bigint
}

const whole = (number: bigint): Fraction => ({ over: number, under: 1n })
const none = whole(0n)
const times = (one: Fraction, other: Fraction): Fraction => ({
  over: one.over * other.over,
  under: one.under * other.under,
})
const plus = (one: Fraction, other: Fraction): Fraction => ({
  over: one.over * other.under + other.over * one.under,
  under: one.under * other.under,
})
/** Never below nought: no discount pays a customer. */
const minus = (one: Fraction, other: Fraction): Fraction => {
  const left = plus(one, { over: -other.over, under: other.under })
  return left.over < 0n ? none : left
}
const isSame = (one: Fraction, other: Fraction): boolean => one.over * other.under === other.over * one.under

/** To the nearest whole, a half upwards. */
const rounded = ({ over, under }: Fraction): bigint => (2n * over + under) / (2n * under)

function decimal(text: string): Fraction | null {
  const [, digits = '', part = ''] = /^(\d{1,18})(?:\.(\d{1,12}))?$/.exec(text) ?? []
  return digits === '' ? null : { over: BigInt(digits + part), under: 10n ** BigInt(part.length) }
}
