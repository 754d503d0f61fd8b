// What a sentence about a fault is made of.
import type { FaultDetail } from './fault.ts'

export interface Sayable {
  readonly code: string
  readonly row: number
  readonly line?: number
  readonly column?: string
  readonly value?: string
  readonly detail: FaultDetail
}

/** Text with `{name}` for what the fault's detail, row, column and value hold. */
export interface Sentence {
  readonly fr: string
  readonly en: string
}

export type Sentences = Sentence | ((fault: Sayable) => Sentence)
