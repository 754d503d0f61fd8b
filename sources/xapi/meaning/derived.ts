// What statements come to mean.
import type { Place } from './places.ts'
import type { Try } from './read-tries.ts'
import type { TryOutcome } from './try.ts'

/** A try with what it comes to, and what its activity counts as. */
export interface Derived extends Try {
  readonly place: Place
  readonly outcome: TryOutcome
}
