// What sign-in needs besides the database: chance, time, keys and the hashing of passwords, all given from outside.
import type { Passwords } from './passwords.ts'
import type { Provider } from './provider.ts'
import type { Random } from './references.ts'
import type { KeyRing } from './secrets.ts'

export interface Means {
  readonly clock: () => Date
  readonly random: Random
  readonly passwords: Passwords
  /** Read at the first use: a house without accounts needs no key. */
  readonly keys: () => Promise<KeyRing>
  /** The organisation's own sign-in provider, when there is one. */
  readonly provider?: Provider | null
}

/** Where a request comes from. */
export interface Origin {
  /** The address of the other end; null for a call within the process. */
  readonly address: string | null
  /** The reference that a browser keeps after a first sign-in. */
  readonly device: string | null
}

const minute = 60_000
export const hour = 60 * minute
export const dayLength = 24 * hour

/** An instant some milliseconds later, or earlier for a negative number. */
export function after(instant: Date, milliseconds: number): Date {
  return new Date(instant.getTime() + milliseconds)
}
