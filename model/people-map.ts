// The people map: how a person written in a source (an e-mail, an id, a name) becomes a person of the
// organisation. Every door looks here first; the whole map is small and is held in memory while a delivery is merged.
import { foldName } from './names.ts'

export interface KnownPerson {
  readonly personId: number
  readonly displayName: string
  readonly email: string | null
  readonly isProvisional: boolean
}

export interface Identity {
  readonly kind: 'email' | 'external-id' | 'name'
  /** '' when the value means the same person in every source. */
  readonly source: string
  /** Folded form used for matching. */
  readonly valueKey: string
  readonly value: string
}

/** What a lookup answers: one person, nobody, or several who share the name, and then it names none of them. */
export type Match = { readonly personId: number } | 'unknown' | 'ambiguous'

const address = /^[^\s@"<>()[\],;:\\]+@[^\s@"<>()[\],;:\\]+\.[^\s@"<>()[\],;:\\]+$/u

/** Whether a text is written like an e-mail address. */
export function isAddress(text: string): boolean {
  return text.length <= 254 && address.test(text)
}

/**
 * The ways in which a written cell may name somebody, the surest first: an address stands for itself, anything
 * else is an id of that source or a name.
 */
export function identitiesOf(written: string, source: string): Identity[] {
  const value = written.trim()
  if (value === '') return []
  if (isAddress(value)) return [emailIdentity(value)]
  return [{ kind: 'external-id', source, valueKey: value, value }, nameIdentity(value)]
}

export function emailIdentity(email: string): Identity {
  return { kind: 'email', source: '', valueKey: email.trim().toLowerCase(), value: email.trim() }
}

export function nameIdentity(name: string): Identity {
  return { kind: 'name', source: '', valueKey: foldName(name), value: name.trim() }
}

/** The map in memory, filled from `person_identities` and `people.name_key`. */
export class PeopleMap {
  readonly #byKey = new Map<string, number>()
  readonly #byName = new Map<string, Set<number>>()

  /** Learns that a person is written so. A name may be learned for several people. */
  learn(identity: Identity, personId: number): void {
    if (identity.kind !== 'name') {
      this.#byKey.set(keyOf(identity), personId)
      return
    }
    const people = this.#byName.get(identity.valueKey) ?? new Set()
    this.#byName.set(identity.valueKey, people.add(personId))
  }

  find(identity: Identity): Match {
    if (identity.kind !== 'name') {
      const personId = this.#byKey.get(keyOf(identity))
      return personId === undefined ? 'unknown' : { personId }
    }
    const people = [...(this.#byName.get(identity.valueKey) ?? [])]
    if (people.length > 1) return 'ambiguous'
    return people[0] === undefined ? 'unknown' : { personId: people[0] }
  }

  /** Looks a written cell up; the first of its readings that is known decides. */
  lookUp(written: string, source: string): Match {
    for (const identity of identitiesOf(written, source)) {
      const match = this.find(identity)
      if (match !== 'unknown') return match
    }
    return 'unknown'
  }
}

function keyOf(identity: Identity): string {
  return `${identity.kind}\n${identity.source}\n${identity.valueKey}`
}
