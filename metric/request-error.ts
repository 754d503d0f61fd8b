// A question that a metric cannot be asked: an answer, a dimension, a column that it does not have.

export type RequestFault =
  | 'unknown-metric'
  | 'unknown-scope'
  | 'unknown-answer'
  | 'unknown-dimension'
  | 'unknown-column'
  | 'unknown-exclusion'

export class RequestError extends Error {
  readonly code: RequestFault
  /** What was asked for. */
  readonly asked: string
  constructor(code: RequestFault, asked: string) {
    super(`${code}: ${asked}`)
    this.code = code
    this.asked = asked
  }
}
