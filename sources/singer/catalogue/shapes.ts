// How a known stream of a tap is described: which entity its records are, and which property fills which field. Data, one file per tap:
// a new tap is a file of its own and one line in index.ts.
import type { EntityName, Words } from '../../entities.ts'
import type { Vendor } from '../../plan.ts'

/** How a value is written where Douze's own reading of cells would not know. */
export type WrittenAs =
  | 'unix' // seconds since 1970
  | 'unix-ms' // milliseconds since 1970
  | 'day' // a day, though taps write it as midnight of UTC
  | 'utc' // a time without offset, which the vendor says is UTC
  | 'percent' // 40 is 40 %
  | 'share' // 0.4 is 40 %
  | 'minor' // cents, in the currency of `currency`
  | 'minor-back' // the same, given back: its sign is turned
  | 'ms' // milliseconds, where whole seconds are wanted
  | 'recurring-month' // what the items of a subscription come to in a month, where all are billed by the month
  | 'recurring-year' // in a year, where some are billed otherwise
  | 'recurring-currency'

export interface KnownColumn {
  /** Properties that may hold it, the most exact first: 'dealId | id'. A dot goes into an object: 'properties.amount.value'. */
  readonly from: string
  readonly as?: WrittenAs
  /** Property that holds the time of day (UTC) of a day: without it there is no moment. */
  readonly time?: string
  /** Only these values, as text; others say nothing. */
  readonly among?: readonly string[]
  /** Written before an id: records of two streams become rows of one table, and both count from 1. */
  readonly prefix?: string
  /** The value is an id of another stream of the tap, and what stands there under `name` is meant: `isLink` for an id, so that one which
   * is not found says nothing; else a name, and an id without one is shown as it is. */
  readonly named?: {
    readonly streams: readonly string[]
    readonly id: string
    readonly name: string
    readonly isLink?: true
  }
  /** Property that names the currency of an amount in cents. */
  readonly currency?: string
  /** Currencies whose smallest unit the vendor counts otherwise than ISO 4217, with their digits. */
  readonly digits?: Readonly<Record<string, number>>
  /** Property by whose value an amount in cents is multiplied: a quantity. */
  readonly times?: string
  /** 0 where these properties have these values, as text: what was told before is taken back. */
  readonly nothingWhen?: Readonly<Record<string, string>>
  /** Only where these properties have these values, as text; empty elsewhere. */
  readonly when?: Readonly<Record<string, string>>
}

/** The same value for every record of the stream: what a record of it always is. */
export interface Constant {
  readonly always: string
}

export interface KnownStream {
  /** As taps call it; compared without case and signs. */
  readonly names: readonly string[]
  /** Properties that tell it from streams of other vendors with the same name; 'a | b' asks for one of them. */
  readonly marks: readonly string[]
  /** Null: known, and no figure needs it. Its records are counted and not kept. */
  readonly entity: EntityName | null
  /** Why it is not kept. */
  readonly why?: Words
  /** Key of its records where the sender declares none. */
  readonly keys: readonly string[]
  /** Field of the entity -> column. */
  readonly columns: Readonly<Record<string, KnownColumn | Constant | string>>
  /** A list in the record, each element of which is a row: its properties are written 'stages.label'. */
  readonly each?: string
  /** Property that says the record was deleted at the source: filled and not false, or, written 'status=deleted', this very value. */
  readonly deleted?: string
  /** Only records whose properties ('a | b': the first that says something) have one of these values, as text, or any value at all; the others are not read. */
  readonly only?: readonly { readonly property: string; readonly values: readonly string[] | 'any' }[]
  /** A subscription: what it is worth is the sum of its items, in the record or in streams of their own that say under `link` whose they are. */
  readonly recurring?: {
    readonly streams: readonly string[]
    readonly link: string
    /** What is read of the record, and of an item. */
    readonly reads: readonly string[]
    readonly itemReads: readonly string[]
  }
  /** Properties named after stages hold the dates at which a deal entered and left them (HubSpot). */
  readonly hasStageDates?: true
}

export interface Tap {
  readonly tap: string
  /** As screens name it. */
  readonly name: string
  readonly vendor: Vendor
  /** The source that its ids belong to, unless the settings say otherwise. */
  readonly source: string
  readonly streams: readonly KnownStream[]
}

/** Nothing about people who are no colleagues is kept without need. */
export const notNeeded: Words = {
  fr: 'Aucun chiffre n’en a besoin : ses enregistrements sont comptés et ne sont pas gardés.',
  en: 'No figure needs it: its records are counted and not kept.',
}
