// What waits in memory before it is written: records with their last state, in order, with the events that divide them (a version becomes
// the current one, a stream gets another key).
import { createHash } from 'node:crypto'
import { type JsonObject, WrittenNumber, writeJson } from '../protocol/exact-json.ts'
import { storable } from '../../ingest/sql.ts'
import type { Generation } from '../protocol/steps.ts'
import type { LandingStream } from './open-stream.ts'

export interface LandingRecord {
  readonly stream: LandingStream
  readonly digest: string | null
  readonly data: string
  readonly version: number | null
  readonly isDeleted: boolean
}

export type Division =
  | { readonly kind: 'activate'; readonly stream: LandingStream; readonly version: number }
  /** All rows that this run has not written go. */
  | { readonly kind: 'replace'; readonly stream: LandingStream }
  /** Rows of older generations go, and those of none. */
  | { readonly kind: 'generation'; readonly stream: LandingStream; readonly generation: Generation }
  | { readonly kind: 'rekey'; readonly stream: LandingStream; readonly keys: readonly string[] }

/** Records up to a division. */
export interface Portion {
  readonly records: LandingRecord[]
  /** Places of the records by stream and key, so that a later one takes the place of an earlier. */
  readonly places: Map<string, number>
  division: Division | null
}

/** Records and divisions in the order in which they came. */
export class Batch {
  #portions: Portion[] = [newPortion()]
  #records = 0
  #bytes = 0

  get records(): number {
    return this.#records
  }

  get bytes(): number {
    return this.#bytes
  }

  get isEmpty(): boolean {
    return this.#records === 0 && this.#portions.every(({ division }) => division === null)
  }

  get portions(): readonly Portion[] {
    return this.#portions
  }

  add(record: LandingRecord): void {
    const portion = this.#portions.at(-1) ?? newPortion()
    this.#bytes += record.data.length
    if (record.digest !== null) {
      const key = `${record.stream.streamId}/${record.digest}`
      const place = portion.places.get(key)
      // Two deliveries of one record in one batch: the later is what counts. A deletion says only which, so both are written.
      if (place !== undefined && !record.isDeleted) {
        portion.records[place] = record
        return
      }
      if (place !== undefined) {
        this.#divide(null)
        this.add(record)
        return
      }
      portion.places.set(key, portion.records.length)
    }
    portion.records.push(record)
    this.#records++
  }

  divide(division: Division): void {
    this.#divide(division)
  }

  #divide(division: Division | null): void {
    const portion = this.#portions.at(-1)
    if (portion !== undefined) portion.division = division
    this.#portions.push(newPortion())
  }

  /** Takes over what another batch holds, after what this one holds. */
  append(other: Batch): void {
    for (const portion of other.#portions) {
      for (const record of portion.records) this.add(record)
      if (portion.division !== null) this.divide(portion.division)
    }
    other.clear()
  }

  clear(): void {
    this.#portions = [newPortion()]
    this.#records = 0
    this.#bytes = 0
  }
}

function newPortion(): Portion {
  return { records: [], places: new Map(), division: null }
}

/** Digest of a key, in the shape of a UUID: 128 bits of SHA-256. */
export function digestOf(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}

const unstorable = /\\u0000|\\u[dD][89abAB]/

/** A record as PostgreSQL stores it, and whether a character that it cannot hold had to be replaced by its picture. */
export function storableJson(record: JsonObject): { readonly text: string; readonly isReplaced: boolean } {
  const text = writeJson(record)
  if (!unstorable.test(text)) return { text, isReplaced: false }
  const replaced = writeJson(withStorableTexts(record) as JsonObject)
  return { text: replaced, isReplaced: replaced !== text }
}

function withStorableTexts(value: unknown): unknown {
  if (typeof value === 'string') return storable(value)
  if (Array.isArray(value)) return value.map(withStorableTexts)
  if (typeof value !== 'object' || value === null || value instanceof WrittenNumber) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [storable(name), withStorableTexts(part)]),
  )
}
