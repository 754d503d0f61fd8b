// The taps whose streams are known, and how one of their streams is recognised: by its name and by properties that only it has.
import { hubspot } from './hubspot.ts'
import { pipedrive } from './pipedrive.ts'
import { salesforce } from './salesforce.ts'
import type { Constant, KnownColumn, KnownStream, Tap } from './shapes.ts'
import { stripe } from './stripe.ts'
import { zendesk } from './zendesk.ts'

export type { Constant, KnownColumn, KnownStream, Tap, WrittenAs } from './shapes.ts'

export const taps: readonly Tap[] = [salesforce, hubspot, pipedrive, zendesk, stripe]

export interface Found {
  readonly tap: Tap
  readonly stream: KnownStream
}

/** 'OpportunityHistory', 'opportunity_history' and 'salesforce.OpportunityHistory' are one name. */
const folded = (name: string): string =>
  name
    .slice(name.lastIndexOf('.') + 1)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')

/** The alternatives of 'a | b'. */
export const alternatives = (written: string): readonly string[] =>
  written.split('|').map((one) => one.trim())

/** Where a column comes from; null when it is the same for every record. */
export function columnOf(column: KnownColumn | Constant | string): KnownColumn | null {
  if (typeof column === 'string') return { from: column }
  return 'always' in column ? null : column
}

/**
 * The known stream of this name that has all its marks among the declared properties (paths with dots); null for any other. With the
 * name of a tap, only that tap's streams are looked at.
 */
export function findKnown(name: string, properties: ReadonlySet<string>, tapName?: string): Found | null {
  const wanted = folded(name)
  for (const tap of taps) {
    if (tapName !== undefined && tap.tap !== tapName) continue
    for (const stream of tap.streams) {
      if (!stream.names.some((one) => folded(one) === wanted)) continue
      if (stream.marks.every((mark) => alternatives(mark).some((one) => properties.has(one))))
        return { tap, stream }
    }
  }
  return null
}

/** The key that the records of a known stream have, where its properties hold one; empty for a stream that is not known. */
export function knownKeys(
  name: string,
  properties: ReadonlySet<string>,
  tapName?: string,
): readonly string[] {
  const key = findKnown(name, properties, tapName)?.stream.keys.find((one) => properties.has(one))
  return key === undefined ? [] : [key]
}

/** Whether other streams of the tap are read with this one: they name things after it, or it holds their parts. */
export function isReadWith(tap: Tap, stream: KnownStream): boolean {
  return tap.streams.some((other) => readsWith(other).some((one) => stream.names.includes(one)))
}

/** The streams that one is read with. */
export function readsWith({ columns, recurring }: KnownStream): readonly string[] {
  return [
    ...Object.values(columns).flatMap((column) => columnOf(column)?.named?.streams ?? []),
    ...(recurring?.streams ?? []),
  ]
}
