// One-time codes of an authenticator application: HOTP (RFC 4226) over time (RFC 6238), with SHA-1, six digits and
// steps of 30 seconds, which is what every such application knows; and the recovery codes that replace them.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { digestOf, type Random } from './references.ts'

const stepSeconds = 30
/** Clocks of telephones go wrong: the step before and the step after count too. */
const slack = 1
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4226, section 5.3. */
export function hotp(
  secret: Uint8Array,
  counter: number,
  digits = 6,
  algorithm: 'sha1' | 'sha256' | 'sha512' = 'sha1',
): string {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(counter))
  const mac = createHmac(algorithm, secret).update(bytes).digest()
  const at = (mac.at(-1) ?? 0) & 0xf
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 10 ** digits).padStart(digits, '0')
}

/** Number of the 30-second step of an instant (RFC 6238, T0 = 1970). */
export function stepOf(now: Date): number {
  return Math.floor(now.getTime() / 1000 / stepSeconds)
}

/**
 * The step whose code was given, if it is near now and later than the last one taken; else null.
 * @param lastStep step of the last code taken, so that none counts twice
 */
export function takenStep(
  secret: Uint8Array,
  code: string,
  now: Date,
  lastStep: number | null,
): number | null {
  const given = Buffer.from(code.replace(/[\s-]/g, ''))
  let taken: number | null = null
  for (let step = stepOf(now) - slack; step <= stepOf(now) + slack; step++) {
    const right = Buffer.from(hotp(secret, step))
    const isRight = given.length === right.length && timingSafeEqual(given, right)
    if (isRight && step > (lastStep ?? -1)) taken = step
  }
  return taken
}

/** A new secret of 160 bits, as RFC 4226 recommends. */
export function newTotpSecret(random: Random): string {
  return base32(random(20))
}

/** What an authenticator application reads from a QR code (Key Uri Format). */
export function totpUri(secret: string, account: string, issuer: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=6&period=30`
}

/** Ten recovery codes of 80 bits, written in groups of four. */
export function newRecoveryCodes(random: Random): string[] {
  return Array.from({ length: 10 }, () =>
    base32(random(10))
      .replace(/.{4}(?=.)/g, '$&-')
      .toLowerCase(),
  )
}

/** What is stored of a recovery code, however it is written. */
export function recoveryDigest(code: string): string {
  return digestOf(code.replace(/[\s-]/g, '').toLowerCase())
}

/** RFC 4648, without padding. */
export function base32(bytes: Uint8Array): string {
  let text = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      text += letters[(held >>> (bits - 5)) & 31]
      bits -= 5
    }
    held &= (1 << bits) - 1
  }
  return bits === 0 ? text : text + letters[(held << (5 - bits)) & 31]
}

/** The bytes of a text that `base32` wrote. */
export function fromBase32(text: string): Buffer {
  const bytes: number[] = []
  let held = 0
  let bits = 0
  for (const letter of text) {
    held = (held << 5) | letters.indexOf(letter)
    bits += 5
    if (bits < 8) continue
    bytes.push((held >>> (bits - 8)) & 255)
    bits -= 8
    held &= (1 << bits) - 1
  }
  return Buffer.from(bytes)
}
