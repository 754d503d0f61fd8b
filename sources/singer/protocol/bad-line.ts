// What ends a run: a line that cannot be taken, with the code and the place that the report gives, and a sentence.
import type { Words } from '../../entities.ts'

export type LineCode =
  | 'JSON_INVALID'
  | 'JSON_TOO_DEEP'
  | 'TEXT_TOO_LONG'
  | 'ENCODING_INVALID'
  | 'SCHEMA_MISSING'
  | 'SCHEMA_VIOLATION'
  | 'VALUE_REQUIRED'
  | 'VALUE_UNKNOWN'
  | 'FILE_TYPE_REFUSED'

export class BadLine extends Error {
  readonly code: LineCode
  readonly line: number
  readonly column: string | null
  readonly value: string | null
  readonly words: Words
  constructor(
    code: LineCode,
    line: number,
    words: Words,
    column: string | null = null,
    value: string | null = null,
  ) {
    super(`${code} (line ${line})`)
    this.code = code
    this.line = line
    this.column = column
    this.value = value
    this.words = words
  }
}
