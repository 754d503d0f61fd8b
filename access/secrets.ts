// Encryption at rest of the few secrets that must be read again (TOTP secrets; later, connectors'): AES-256-GCM
// under a ring of keys. The newest key seals; every key of the ring opens, so that keys can be replaced.
import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto'
import type { Random } from './references.ts'

export interface KeyRing {
  /** Oldest first; never empty. */
  readonly keys: readonly Key[]
}

interface Key {
  /** Eight hex digits of its digest, by which a sealed text names it. */
  readonly id: string
  readonly bytes: Buffer
}

/** The keys that are given cannot be used; the message never holds a key. */
export class KeyError extends Error {
  readonly words: { readonly fr: string; readonly en: string }
  constructor(fr: string, en: string) {
    super(en)
    this.words = { fr, en }
  }
}

/**
 * Reads keys: 32 bytes each, in hex or base64, oldest first, separated by commas, spaces or lines.
 * @throws KeyError for none, for another length, and for what is plainly no random key
 */
export function parseKeys(text: string): KeyRing {
  const written = text.split(/[\s,]+/).filter((part) => part !== '')
  if (written.length === 0)
    throw new KeyError('Aucune clé n’est donnée dans DOUZE_KEY.', 'DOUZE_KEY holds no key.')
  return { keys: written.map(parseKey) }
}

function parseKey(written: string): Key {
  const bytes = /^[0-9a-f]{64}$/i.test(written) ? Buffer.from(written, 'hex') : Buffer.from(written, 'base64')
  if (bytes.length !== 32)
    throw new KeyError(
      'Une clé de DOUZE_KEY n’a pas 32 octets. Pour en faire une : openssl rand -hex 32',
      'A key of DOUZE_KEY is not 32 bytes long. To make one: openssl rand -hex 32',
    )
  // Thirty-two random bytes have 30 different values on average; fewer than 16 happens to nobody.
  if (new Set(bytes).size < 16)
    throw new KeyError(
      'Une clé de DOUZE_KEY n’est pas tirée au hasard. Pour en faire une : openssl rand -hex 32',
      'A key of DOUZE_KEY is not random. To make one: openssl rand -hex 32',
    )
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes }
}

/**
 * Seals a text under the newest key.
 * @param place where it will stand ('users.totp_secret:7'): it opens nowhere else, so that one sealed value cannot
 *   be moved into another row
 */
export function seal(ring: KeyRing, place: string, text: string, random: Random): string {
  const key = newestOf(ring)
  const nonce = random(12)
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce)
  cipher.setAAD(Buffer.from(place))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `1.${key.id}.${nonce.toString('base64url')}.${sealed.toString('base64url')}`
}

/** Opens a sealed text. @throws KeyError when its key is not in the ring; Error when it was changed or moved */
export function unseal(ring: KeyRing, place: string, sealed: string): string {
  const [version, id, nonce, body] = sealed.split('.')
  if (version !== '1' || nonce === undefined || body === undefined) throw new Error('not a sealed text')
  const key = ring.keys.find((one) => one.id === id)
  if (key === undefined)
    throw new KeyError(
      `La clé ${id} qui a chiffré ce secret manque. Remettez-la dans DOUZE_KEY ou dans le fichier de clés.`,
      `Key ${id}, which sealed this secret, is missing. Put it back into DOUZE_KEY or the key file.`,
    )
  const bytes = Buffer.from(body, 'base64url')
  const end = bytes.length - 16
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, Buffer.from(nonce, 'base64url'))
  decipher.setAAD(Buffer.from(place))
  decipher.setAuthTag(bytes.subarray(end))
  return Buffer.concat([decipher.update(bytes.subarray(0, end)), decipher.final()]).toString('utf8')
}

/** Whether a sealed text should be sealed again: a newer key than its own is in the ring. */
export function isSealedByOlderKey(ring: KeyRing, sealed: string): boolean {
  return sealed.split('.')[1] !== newestOf(ring).id
}

/** A keyed digest: the same for the same text, and unreadable without the key. By the oldest key, to stay the same. */
export function keyedDigest(ring: KeyRing, text: string): string {
  const [oldest] = ring.keys
  if (oldest === undefined) throw new Error('a ring has a key')
  const key = createHmac('sha256', oldest.bytes).update('keyed digests').digest()
  return createHmac('sha256', key).update(text).digest('base64url')
}

function newestOf(ring: KeyRing): Key {
  const newest = ring.keys.at(-1)
  if (newest === undefined) throw new Error('a ring has a key')
  return newest
}
