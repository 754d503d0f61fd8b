// Secrets that somebody carries (cookies, links, tokens): 256 random bits, of which only a digest is kept. A plain
// SHA-256 is enough: nobody can try 2^256 of them, as one could try passwords.
import { createHash } from 'node:crypto'

/** Chance as an argument: that many random bytes. */
export type Random = (bytes: number) => Buffer

/** A new reference: 43 letters, digits, '-' and '_'. */
export function newReference(random: Random): string {
  return random(32).toString('base64url')
}

/** What is stored of a reference. */
export function digestOf(reference: string): string {
  return createHash('sha256').update(reference).digest('base64url')
}
