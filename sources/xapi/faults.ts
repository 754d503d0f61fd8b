// What is wrong with a statement: where, by which rule, in both languages. Checks collect faults instead of throwing, so
// that a sender sees all of them at once.
import type { Words } from './json/json-fault.ts'
import { type Reason, reasons } from './reasons.ts'

export type { Words } from './json/json-fault.ts'

export type FaultCode = 'XAPI_INVALID' | 'ID_DUPLICATE_CONFLICT'

export interface Fault {
  readonly code: FaultCode
  /** 'result.score.scaled'; '' for the statement itself. */
  readonly field: string
  readonly words: Words
}

export interface StatementFault extends Fault {
  /** Which statement of the delivery, from 1. */
  readonly index: number
}

/** Faults listed of one statement at most; one is enough to refuse it. */
const mostOfOne = 20
const longestField = 200

/** Collects what is wrong with one statement. */
export class Faults {
  readonly list: Fault[] = []

  add(field: string, reason: Reason): void {
    if (this.list.length >= mostOfOne) return
    this.list.push({ code: 'XAPI_INVALID', field: field.slice(0, longestField), words: reasons[reason] })
  }
}

/** The path of a property: ('result', 'score') is 'result.score'. */
export function inside(field: string, name: string | number): string {
  if (typeof name === 'number') return `${field}[${name}]`
  return field === '' ? name : `${field}.${name}`
}
