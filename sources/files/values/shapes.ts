// How the cells of a column are read: the style that was settled for it, and what a conversion answers.
import type { RowFaultCode } from '../reading/fault.ts'

export type NumberStyle = 'french' | 'english'
export type DateOrder = 'day-first' | 'month-first'

/** What the cells of a column look like, most of them. */
export type ColumnLook =
  'empty' | 'text' | 'number' | 'percentage' | 'day' | 'instant' | 'serial' | 'epoch' | 'flag' | 'email'

/**
 * Why a style was settled: cells of the column that leave no doubt, those of the table's other columns, none at all, or a
 * person's word.
 */
export type StyleBy = 'content' | 'table' | 'default' | 'option'

/** One style for a column, with why. */
export interface ColumnStyle {
  readonly look: ColumnLook
  readonly numberStyle: NumberStyle
  readonly numberBy: StyleBy
  readonly dateOrder: DateOrder
  readonly dateBy: StyleBy
  /** A percentage written without its sign is 75 (hundredths) when any cell is above 1, else 0.75. */
  readonly percentScale: 1 | 100
  /** Digits alone are milliseconds (or seconds) since 1970 when most cells are. */
  readonly epoch: 'milliseconds' | 'seconds' | null
  readonly evidence: ColumnEvidence
}

/** Counts of cells, by what they prove. */
export interface ColumnEvidence {
  cells: number
  blank: number
  /** Numbers that only one style can read. */
  frenchOnly: number
  englishOnly: number
  /** '1.234': French thousands or an English decimal. */
  pointGroup: number
  /** '1,234': English thousands or a French decimal. */
  commaGroup: number
  /** Digits alone, or typed numbers of a spreadsheet. */
  plainNumber: number
  percentage: number
  /** Numbers above 1 without a percent sign. */
  aboveOne: number
  isoDay: number
  isoInstant: number
  /** 31/03/2026: the first part cannot be a month. */
  dayFirst: number
  monthFirst: number
  eitherOrder: number
  /** Dates with a month 13 and the like. */
  brokenDay: number
  withTime: number
  serialLike: number
  epochMilliseconds: number
  epochSeconds: number
  flag: number
  email: number
  /** '2026-03', 'mars 2026': a month and no day. */
  month: number
  text: number
}

/** A cell that cannot be taken, as the column should read it. */
export interface ValueFault {
  readonly fault: RowFaultCode
  /** A finer reason for the sentence: 'decimals', 'two-digit-year', 'exponent', ... */
  readonly reason: string
}
