// What the rooms of sign-in refuse, each with a code; the API's catalogue of errors holds their sentences.

export type AccessCode =
  | 'start-code-needed'
  | 'start-code-not-valid'
  | 'not-signed-in'
  | 'wrong-credentials'
  | 'second-factor-needed'
  | 'enrolment-needed'
  | 'wrong-code'
  | 'too-many-tries'
  | 'too-busy'
  | 'weak-password'
  | 'link-not-valid'
  | 'provider-refused'
  | 'provider-unreachable'
  | 'not-invited'
  | 'not-allowed'
  | 'not-found'
  | 'bad-address'
  | 'user-exists'
  | 'last-administrator'
  | 'no-account-yet'

export interface Sentence {
  readonly fr: string
  readonly en: string
}

/** A request of somebody who is not (or not yet) allowed what she asks. */
export class AccessRefused extends Error {
  readonly code: AccessCode
  /** A more exact sentence than the catalogue's. */
  readonly words: Sentence | null
  /** Seconds after which another try may be let through. */
  readonly retryAfter: number | null

  constructor(code: AccessCode, more: { readonly words?: Sentence; readonly retryAfter?: number } = {}) {
    super(code)
    this.code = code
    this.words = more.words ?? null
    this.retryAfter = more.retryAfter ?? null
  }
}
