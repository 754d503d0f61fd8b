// What a line of a run means, whatever protocol it came in.
import type { RecordCheck } from './schema.ts'
import type { JsonObject } from './exact-json.ts'

/** A stream as its last SCHEMA message, or the catalogue, declares it. */
export interface DeclaredStream {
  readonly name: string
  /** Empty: rows have no key and are appended. */
  readonly keys: readonly string[]
  /** Null when the sender declares none. */
  readonly schema: JsonObject | null
  readonly check: RecordCheck | null
  /** Rows of earlier loads go when this one ends well (Airbyte's overwrite modes). */
  readonly isReplaced: boolean
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
    }
  | { readonly kind: 'activate'; readonly stream: DeclaredStream; readonly version: number }
  | {
      readonly kind: 'state'
      /** The line to print once everything before it is durable. */
      readonly text: string
      /** A later state of the same slot replaces this one. */
      readonly slot: string
    }
  /** A line that the protocol says to drop; counted. */
  | { readonly kind: 'ignored'; readonly reason: 'not-a-message' | 'not-in-catalogue' | 'log' }
