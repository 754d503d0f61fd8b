// What customers said and bought, read off random data sets by plain loops: what several second computations go by.
import { asOf, at, closingOf, type DataSet, families, period } from './customer-sets.ts'
import { dayNumber } from '../naive.ts'

const isScore = (score: number | null): score is number => score !== null && score >= 0 && score <= 10
const markOf = (score: number) => (score >= 9 ? 1 : score >= 7 ? 0 : -1)

export interface Said {
  readonly account: string
  readonly person: string | null
  readonly day: string
  readonly mark: number
}

/** Valid answers in the order of their days; of one day, in the order in which they were given. */
export function saidIn(set: DataSet): Said[] {
  return set.answers
    .flatMap((one) => {
      const day = at(one.answered)
      return one.isNps && day !== null && isScore(one.score)
        ? [{ account: one.account, person: one.person, day, mark: markOf(one.score) }]
        : []
    })
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}

export type Sale = DataSet['sales'][number]
export const closedOn = (one: Sale) => (one.fate === 'open' ? null : closingOf(one))
export const isDecided = (one: Sale) => one.fate !== 'open' && closingOf(one) <= asOf
export const isWon = (one: Sale) => one.fate === 'won' && isDecided(one) && !one.isDeleted

/** 'cross-sell', 'upsell' or 'unknown' for a sale to a customer; null for any other. */
export function kindOf(set: DataSet, one: Sale): 'cross-sell' | 'upsell' | 'unknown' | null {
  if (one.isDeleted) return null
  if (one.type === 'cross-sell' || one.type === 'upsell') return one.type
  if (one.type === 'renewal' || one.type === 'new-business') return null
  const began = at(one.opened) ?? closingOf(one)
  const before = set.sales.filter(
    (other) => other.account === one.account && isWon(other) && closingOf(other) < began,
  )
  if (before.length === 0) return one.type === 'existing-business' ? 'unknown' : null
  if (one.products.length === 0) return 'unknown'
  const had = new Set(before.flatMap((other) => other.products.map((product) => families[product])))
  return one.products.every((product) => had.has(families[product])) ? 'upsell' : 'cross-sell'
}

/** Accounts that had won a deal before the quarter. */
export const buyersOf = (set: DataSet) =>
  ['a', 'b'].filter((name) =>
    set.sales.some((one) => one.account === name && isWon(one) && closingOf(one) < period.start),
  )

/** The last mark that an account gave in the year that ends on a day. */
export function markUntil(set: DataSet, name: string, day: string): number | null {
  const own = saidIn(set).filter(
    (one) => one.account === name && one.day <= day && dayNumber(day) - dayNumber(one.day) < 365,
  )
  return own.at(-1)?.mark ?? null
}
