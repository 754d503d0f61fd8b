// One entry of the catalogue of errors.
export interface Entry {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 421 | 422 | 429 | 500 | 503 | 507
  readonly fr: string
  readonly en: string
  /** A fault of ours or of the machine: logged with its cause. */
  readonly isReported?: true
}
