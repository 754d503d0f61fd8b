// What a rollup is: totals of one table by person and day. The team of the day and the notice are not in it: they are looked
// up when a figure is read, so that neither a change of teams nor a notice received makes any total wrong.
import type { TableName } from '../schema.ts'

export interface Rollup {
  /** Its table; keyed by rep_id and day first. */
  readonly table: TableName
  /** The table whose rows it adds up, with rep_id and day. */
  readonly source: TableName
  /** Goes up whenever `totals` changes: totals made by an earlier definition are made anew at the next start. */
  readonly version: number
  /** Days before a changed one whose totals depend on it too. */
  readonly daysBefore: number
  readonly columns: readonly string[]
  /** The totals of some days, in the order of `columns`. */
  readonly totals: (days: Days) => string
}

/** Which days' totals are asked for, as conditions on an alias of the source table. */
export interface Days {
  /** The row is of one of the days. */
  readonly on: (alias: string) => string
  /** The row is of the day after one of them. */
  readonly after: (alias: string) => string
}

/** The days of a table with the columns rep_id and day. */
export function daysOf(table: string): Days {
  return {
    on: (alias) => `(${alias}.rep_id, ${alias}.day) in (select rep_id, day from ${table})`,
    after: (alias) => `(${alias}.rep_id, ${alias}.day) in (select rep_id, day + 1 from ${table})`,
  }
}

/** All days from one on; null: all. */
export function daysFrom(day: string | null): Days {
  if (day === null) return { on: () => 'true', after: () => 'true' }
  if (!/^\d{4,}-\d\d-\d\d$/.test(day)) throw new RangeError(`not a day: ${day}`)
  return {
    on: (alias) => `${alias}.day >= date '${day}'`,
    after: (alias) => `${alias}.day > date '${day}'`,
  }
}
