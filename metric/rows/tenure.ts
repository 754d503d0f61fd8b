// Months of tenure in which customers are watched, and how many of them began and ceased to be in which.
import { sql } from 'kysely'
import type { Sql } from './counted-deals.ts'

/** Losses of so many days up to the last day of a period tell how long customers stay: a year, so that no season is missed. */
export const watched = 365
/** Days of a month of tenure: a twelfth of a mean year. */
export const monthDays = 30.4375
/** Months of tenure that a value may reach. */
export const longest = 24

/** First days of the months of tenure, and the day after the last of them; halves to the even day. */
export const bounds = Array.from({ length: longest + 1 }, (_, month) => {
  const near = Math.round(month * monthDays)
  return near - month * monthDays === 0.5 && near % 2 === 1 ? near - 1 : near
})

/** The month of tenure of a day of it: as `Watched` says. */
export function monthOfTenure(day: Sql): Sql {
  return sql`width_bucket(${day}, ${`{${bounds.join()}}`}::integer[])`
}

/**
 * Customers who began to be watched in the same month of tenure, and ceased to be in the same: on the days at `bounds[month - 1]` and
 * after. Null: when they began, or ceased, is in another row.
 */
export interface Watched {
  readonly period: number
  readonly key: string | null
  readonly from_month: number | null
  /** Of the last day, `to_day` being the one after it. */
  readonly until_month: number | null
  readonly is_there: boolean
  readonly customers: number
  /** Sums; null where the row has no such month. */
  readonly from_days: string | null
  readonly to_days: string | null
  readonly paid: string
  readonly from_paid: string | null
  readonly to_paid: string | null
  /** Null where the row does not say when they ceased. */
  readonly squares: string | null
}

/**
 * Sum of what customers pay in a month (`row.monthly_minor`) times a whole number below 2^31 or that amount itself, to the last digit.
 * Whole numbers of eight bytes take a fifth of the time of longer ones, and no sum of money is known to be too large for them; one
 * that is counts all the same.
 */
export function paidTimes(factor: Sql): Sql {
  const product = (amount: Sql, condition: Sql) =>
    sql`coalesce(sum(${amount} * ${factor}) filter (where ${condition}), 0)`
  const isShort = sql`row.monthly_minor < 2147483648`
  return sql`(${product(sql`row.monthly_minor`, isShort)} + ${product(sql`row.monthly_minor::numeric`, sql`not ${isShort}`)})`
}
