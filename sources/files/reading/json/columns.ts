// The columns of JSON records: every key that any of them has, nested ones with dots, without what loaders add for themselves.
// Wrappers that APIs put around their fields are taken off: HubSpot's `properties`, Airtable's `fields`, Airbyte's `_airbyte_data`.
import { isLoaderKey, uniqueNames } from '../column-names.ts'
import { JsonFault } from './tokens.ts'

/** Keys on the way to a value, joined by what no key is likely to hold. */
export type Path = string
const joint = '\u0000'

export function pathOf(above: Path, key: string): Path {
  return above === '' ? key : `${above}${joint}${key}`
}

const wrappers = new Set(['properties', 'fields', 'attributes', '_airbyte_data'])
/** HubSpot's older form of a property: its value, and how it came to be. */
const historyKeys = new Set(['timestamp', 'source', 'sourceId', 'sourceLabel', 'versions', 'updatedByUserId'])

interface SeenColumn {
  hasValue: boolean
}

/** Filled while the records are read a first time; `settle` then gives every path its place. */
export class JsonColumns {
  readonly #seen = new Map<Path, SeenColumn>()
  /** Lists of objects, which are no cells. */
  readonly #lists = new Set<Path>()
  #places: ReadonlyMap<Path, number> | null = null
  readonly #most: number
  header: readonly string[] = []
  /** Names of what is left out: loaders' own keys, lists of objects. */
  leftOut: readonly string[] = []

  constructor(most: number) {
    this.#most = most
  }

  get isSettled(): boolean {
    return this.#places !== null
  }

  /** @throws JsonFault when there are too many */
  see(path: Path, hasValue: boolean, line: number): void {
    const seen = this.#seen.get(path)
    if (seen !== undefined) seen.hasValue ||= hasValue
    else if (this.#seen.size >= this.#most * 2)
      throw new JsonFault('CSV_TOO_MANY_COLUMNS', line, `more than ${this.#most} columns`, this.#most)
    else this.#seen.set(path, { hasValue })
  }

  seeList(path: Path): void {
    if (this.#lists.size < this.#most) this.#lists.add(path)
  }

  /** The place of a path; undefined for one that is left out. */
  placeOf(path: Path): number | undefined {
    return this.#places?.get(path)
  }

  /** Names the columns in the order in which they were first seen. @throws JsonFault when there are too many */
  settle(): void {
    const parents = parentsOf(this.#seen.keys())
    const leftOut = new Set<string>([...this.#lists].map(dotted))
    const kept: { path: Path; name: string; whole: string }[] = []
    for (const [path, { hasValue }] of this.#seen) {
      const keys = path.split(joint)
      // Empty here, an object there: only its parts are columns.
      if (!hasValue && (parents.has(path) || this.#lists.has(path))) continue
      const loader = keys.find((key) => isLoaderKey(key) && key !== '_airbyte_data')
      if (loader !== undefined) leftOut.add(loader)
      else if (!isTypeMark(keys) && !this.#isHistory(keys))
        kept.push({ path, name: nameOf(keys), whole: dotted(path) })
    }
    if (kept.length > this.#most)
      throw new JsonFault('CSV_TOO_MANY_COLUMNS', 1, `more than ${this.#most} columns`, this.#most)
    this.header = uniqueNames(kept)
    this.leftOut = [...leftOut]
    this.#places = new Map(kept.map(({ path }, place) => [path, place]))
  }

  #isHistory(keys: readonly string[]): boolean {
    const [first, property = '', part = ''] = keys
    return (
      first === 'properties' &&
      historyKeys.has(part) &&
      this.#seen.has([first, property, 'value'].join(joint))
    )
  }
}

function parentsOf(paths: Iterable<Path>): Set<Path> {
  const parents = new Set<Path>()
  for (const path of paths)
    for (let at = path.indexOf(joint); at >= 0; at = path.indexOf(joint, at + 1))
      parents.add(path.slice(0, at))
  return parents
}

const dotted = (path: Path): string => path.replaceAll(joint, '.')

/** Salesforce writes the type and address of each object beside its fields. */
function isTypeMark(keys: readonly string[]): boolean {
  const last = keys.at(-1)
  return keys.at(-2) === 'attributes' && (last === 'type' || last === 'url')
}

function nameOf(keys: readonly string[]): string {
  const [first = '', ...rest] = keys
  if (rest.length === 0 || !wrappers.has(first)) return keys.join('.').trim()
  if (first === 'properties' && rest.length === 2 && rest[1] === 'value') return (rest[0] ?? '').trim()
  return rest.join('.').trim()
}
