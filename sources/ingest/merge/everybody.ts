// Everybody whom the organisation knows, in memory, while a delivery is merged: how each is written, who is added, who
// changes; then written in a few statements.
import { foldName } from '../../../model/names.ts'
import { type Identity, nameIdentity, PeopleMap } from '../../../model/people-map.ts'
import { type Client, select } from '../sql.ts'
import { insertRows, type Merge, saveBefore, takeIds } from './context.ts'

/** A row of `people` as it is held while merging. */
export interface Person {
  person_id: number
  display_name: string
  name_key: string
  email: string | null
  job: string | null
  manager_id: number | null
  hired_on: string | null
  left_on: string | null
  is_provisional: boolean
  created_import_id: number | null
  import_id: number | null
  import_file_id: number | null
  source_row: number | null
  content_hash: string | null
}

export const personColumns = [
  'person_id',
  'display_name',
  'name_key',
  'email',
  'job',
  'manager_id',
  'hired_on',
  'left_on',
  'is_provisional',
  'created_import_id',
  'import_id',
  'import_file_id',
  'source_row',
  'content_hash',
] as const

/** Everybody known, the map of how they are written, and what this import adds and changes. */
export class Everybody {
  readonly map = new PeopleMap()
  readonly people = new Map<number, Person>()
  readonly #externalIds = new Map<number, string>()
  readonly #known = new Set<string>()
  readonly added: Person[] = []
  readonly changed = new Set<number>()
  readonly identities: (Identity & { personId: number })[] = []
  readonly #merge: Merge

  constructor(merge: Merge) {
    this.#merge = merge
  }

  async load(client: Client): Promise<void> {
    for (const person of await select<Person>(client, `select ${personColumns.join(', ')} from people`)) {
      this.people.set(person.person_id, person)
      this.map.learn({ kind: 'name', source: '', valueKey: person.name_key, value: '' }, person.person_id)
    }
    const rows = await select<{
      kind: Identity['kind']
      source: string
      value_key: string
      value: string
      person_id: number
    }>(client, 'select kind, source, value_key, value, person_id from person_identities')
    for (const { kind, source, value_key, value, person_id } of rows)
      this.#keep({ kind, source, valueKey: value_key, value }, person_id)
  }

  #keep(identity: Identity, personId: number): boolean {
    const key = `${identity.kind}\n${identity.source}\n${identity.valueKey}`
    this.map.learn(identity, personId)
    if (identity.kind === 'external-id' && identity.source === this.#merge.source)
      this.#externalIds.set(personId, identity.value)
    if (this.#known.has(key)) return false
    this.#known.add(key)
    return true
  }

  /** Learns how a person is written, and remembers to store it. */
  learn(identity: Identity, personId: number): void {
    if (identity.valueKey !== '' && this.#keep(identity, personId))
      this.identities.push({ ...identity, personId })
  }

  externalId(personId: number): string | null {
    return this.#externalIds.get(personId) ?? null
  }

  /** Adds a person without an id yet; ids below 0 are replaced when the people are written. */
  add(person: Omit<Person, 'person_id' | 'name_key' | 'created_import_id' | 'import_id'>): Person {
    const added: Person = {
      ...person,
      person_id: -1 - this.added.length,
      name_key: foldName(person.display_name),
      created_import_id: this.#merge.importId,
      import_id: this.#merge.importId,
    }
    this.added.push(added)
    this.people.set(added.person_id, added)
    this.map.learn(nameIdentity(person.display_name), added.person_id)
    return added
  }

  /** Writes what was added and changed; gives the lasting id of each temporary one. */
  async write(): Promise<(personId: number) => number> {
    const { client, importId } = this.#merge
    const ids = await takeIds(client, 'people_person_id_seq', this.added.length)
    const lasting = (id: number) => (id < 0 ? (ids[-1 - id] ?? id) : id)
    const stored = (person: Person) => ({
      ...person,
      person_id: lasting(person.person_id),
      manager_id: person.manager_id === null ? null : lasting(person.manager_id),
    })
    const changed = [...this.changed].filter((id) => id >= 0)
    if (changed.length > 0) {
      await saveBefore(this.#merge, 'people', 't.person_id = any($1)', [changed])
      await client.query('delete from people where person_id = any($1)', [changed])
    }
    const rows = [...changed.flatMap((id) => this.people.get(id) ?? []), ...this.added].map(stored)
    await insertRows(client, 'people', personColumns, rows)
    await insertRows(
      client,
      'person_identities',
      ['kind', 'source', 'value_key', 'value', 'person_id', 'created_import_id'],
      this.identities.map(({ kind, source, valueKey, value, personId }) => ({
        kind,
        source,
        value_key: valueKey,
        value,
        person_id: lasting(personId),
        created_import_id: importId,
      })),
    )
    return lasting
  }
}
