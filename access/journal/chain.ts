// The chain of the access journal: what is hashed of an entry, in which form, and what a break looks like. No database
// here: the same function makes the chain and checks it.
import { createHash } from 'node:crypto'

/** An entry as it is chained. `readerId` null is the owner of the machine. */
export interface ChainedEntry {
  readonly entry: number
  readonly at: Date
  readonly readerId: number | null
  readonly readerRoles: string
  readonly personId: number
  readonly dataKind: string
  readonly purpose: string
  readonly requestId: string
}

/** Where a chain without entries starts: 64 zeros. */
export const genesis = '0'.repeat(64)

/** JSON of the fields in a fixed order; JSON's quotes keep one field from flowing into the next. */
export function canonicalText(entry: ChainedEntry): string {
  return JSON.stringify([
    entry.entry,
    entry.at.toISOString(),
    entry.readerId,
    entry.readerRoles,
    entry.personId,
    entry.dataKind,
    entry.purpose,
    entry.requestId,
  ])
}

/** SHA-256 over the previous hash and the canonical text, 64 hexadecimal digits. */
export function hashOf(previousHash: string, entry: ChainedEntry): string {
  return createHash('sha256').update(previousHash).update('\n').update(canonicalText(entry)).digest('hex')
}
