// What an accounting file adds up to.
import type { Sums } from './become.ts'

/** What the sound entries of a file give together. Cents. */
export interface Totals extends Sums {
  debit: bigint
  credit: bigint
  openings: number
  closings: number
}
