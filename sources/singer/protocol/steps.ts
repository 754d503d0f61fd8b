// What a line of a run means, whatever protocol it came in.
import type { RecordCheck } from './schema/index.ts'
import type { JsonObject } from './exact-json.ts'

/** A stream as its last SCHEMA message, or the catalogue, declares it. */
export interface DeclaredStream {
  readonly name: string
  /** Empty: rows have no key and are appended. */
  readonly keys: readonly string[]
  /** The sender says neither which key there is nor that there is none. */
  readonly isKeyUnsaid?: true
  /** Null when the sender declares none. */
  readonly schema: JsonObject | null
  readonly check: RecordCheck | null
  /** Rows of earlier loads go when this one ends well (Airbyte's overwrite modes). */
  readonly isReplaced: boolean
  /** Airbyte's generations: that of the rows which come, and the oldest to keep once the stream has come whole. */
  readonly generation?: Generation
}

export interface Generation {
  readonly current: number
  readonly oldest: number
}

export type Step =
  | { readonly kind: 'stream'; readonly stream: DeclaredStream }
  | {
      readonly kind: 'record'
      readonly stream: DeclaredStream
      readonly record: JsonObject
      /** What tells the row from others; null without a key. */
      readonly key: string | null
      /** Version of the table that the row belongs to. */
      readonly version: number | null
      /** Required properties that it does not have. */
      readonly missing: readonly string[]
      /** Properties that are not what the catalogue says, where that ends no run. */
      readonly other: readonly string[]
    }
  | { readonly kind: 'activate'; readonly stream: DeclaredStream; readonly version: number }
  /** Records that lie in files beside the run. */
  | {
      readonly kind: 'batch'
      readonly stream: DeclaredStream
      readonly files: readonly string[]
      readonly isGzip: boolean
      readonly version: number | null
      readonly line: number
    }
  /** The sender says that a stream, or all of them, did not come whole. */
  | { readonly kind: 'incomplete'; readonly stream: string | null }
  /** The sender says that a stream is on its way, or that it has come whole. */
  | { readonly kind: 'progress'; readonly stream: string; readonly isWhole: boolean }
  | {
      readonly kind: 'state'
      /** The line to print once everything before it is durable. */
      readonly text: string
      /** A later state of the same slot replaces this one. */
      readonly slot: string
    }
  /** A line that the protocol says to drop; counted. */
  | {
      readonly kind: 'ignored'
      readonly reason: 'not-a-message' | 'not-in-catalogue' | 'version-without-schema' | 'log'
    }
