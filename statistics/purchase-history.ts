// Orders of customers without a contract, summed up as recency, frequency and age for the BG/NBD model.
import { assertPositive } from './finite.ts'
import { dayNumber } from './days.ts'

/** One order. `day` is a 'YYYY-MM-DD' date. */
export type Order<Id> = { customer: Id; day: string }

/** A customer up to the end of the calibration period, times in units since the first order. */
export type PurchaseHistory<Id> = {
  customer: Id
  /** Repeat orders: days with an order after the first one. */
  x: number
  /** Time of the last order; 0 without a repeat. */
  tx: number
  /** Time observed. */
  T: number
}

/**
 * Histories up to and including `calibrationEnd`, in the order customers first appear. Orders of one day are merged; customers whose
 * first order comes later are left out. `unitDays` is the length of the time unit, 7 for weeks. RangeError unless it is
 * positive, or on a text that is no date.
 */
export function purchaseHistories<Id>(
  orders: readonly Order<Id>[],
  calibrationEnd: string,
  unitDays = 7,
): PurchaseHistory<Id>[] {
  assertPositive(unitDays, 'A time unit')
  const end = dayNumber(calibrationEnd)
  return [...orderDays(orders)].flatMap(([customer, days]) => {
    const seen = days.filter((day) => day <= end)
    const first = seen[0]
    if (first === undefined) return []
    return [
      {
        customer,
        x: seen.length - 1,
        tx: (seen.at(-1)! - first) / unitDays,
        T: (end - first) / unitDays,
      },
    ]
  })
}

/** Days with an order after `calibrationEnd` and within `days` of it, by customer seen before: what a forecast is held against.
 * RangeError on a number of days that is negative or not finite, or a text that is no date. */
export function holdoutPurchases<Id>(
  orders: readonly Order<Id>[],
  calibrationEnd: string,
  days: number,
): Map<Id, number> {
  if (!(days >= 0 && days < Infinity)) throw new RangeError(`Not a number of days: ${days}`)
  const end = dayNumber(calibrationEnd)
  const held = new Map<Id, number>()
  for (const [customer, all] of orderDays(orders)) {
    if (all[0]! > end) continue
    held.set(customer, all.filter((day) => day > end && day <= end + days).length)
  }
  return held
}

function orderDays<Id>(orders: readonly Order<Id>[]): Map<Id, number[]> {
  const byCustomer = new Map<Id, Set<number>>()
  for (const { customer, day } of orders) {
    const days = byCustomer.get(customer)
    if (days === undefined) byCustomer.set(customer, new Set([dayNumber(day)]))
    else days.add(dayNumber(day))
  }
  return new Map([...byCustomer].map(([customer, days]) => [customer, [...days].toSorted((a, b) => a - b)]))
}
