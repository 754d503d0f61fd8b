// What is said of a figure whose rows are no longer kept.
import type { Words } from './words.ts'

/** Rows of before a day are no longer kept, and by which rule. */
export interface Gone {
  readonly before: string
  readonly rule: string
  readonly reason: Words
}
