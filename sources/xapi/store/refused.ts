// What the store refuses, for the doors to answer.
import type { StatementFault, Words } from '../faults.ts'

export type XapiCode =
  | 'invalid' // the request or its content is not what the standard asks
  | 'conflict' // it contradicts what is stored
  | 'precondition' // If-Match or If-None-Match does not hold
  | 'not-found'
  | 'forbidden'
  | 'too-large'

/** A request that the standard, or what is stored, does not let through. */
export class XapiRefused extends Error {
  readonly code: XapiCode
  readonly words: Words
  readonly faults: readonly StatementFault[]
  constructor(code: XapiCode, words: Words, faults: readonly StatementFault[] = []) {
    super(words.en)
    this.code = code
    this.words = words
    this.faults = faults
  }
}

/** A parameter or header that is missing, unknown or not of the form that the standard gives it. */
export function badParameter(name: string, words: Words): XapiRefused {
  return new XapiRefused('invalid', { fr: `${name} : ${words.fr}.`, en: `${name}: ${words.en}.` })
}
