// How a time zone tells the time.
/** A clock: what the wall clock shows, as an instant. Local times are milliseconds read as if UTC. */
export interface Clock {
  /** The instant of a local time. One that clocks skip is read with the offset before the change, as RFC 5545 says. */
  toInstant(local: number): { readonly instant: number; readonly kind: 'plain' | 'twice' | 'skipped' }
}
