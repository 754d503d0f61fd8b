// Whether what a webhook brings was sent by whoever holds its secret, and not long ago. Three ways of signing are known; a
// sender that cannot sign is known by the address alone, which then is the secret.
import { createHmac, timingSafeEqual } from 'node:crypto'

export const signatureKinds = ['standard-webhooks', 'typeform', 'hex', 'address'] as const
export type SignatureKind = (typeof signatureKinds)[number]

/** The headers of a request, by lower-case name. */
export type Headers = (name: string) => string | undefined

export type SignatureFault = 'unsigned' | 'wrong-signature' | 'too-old' | 'too-new'

/** Signed this much earlier or later than now, an event is taken; beyond, it may be a replay. Seconds. */
const tolerance = 300

/**
 * Checks a body, byte for byte as it came, against its signature.
 *
 * - `standard-webhooks` (standardwebhooks.com; Formbricks and many others): `webhook-signature` holds one or several
 *   `v1,<base64>` over `<webhook-id>.<webhook-timestamp>.<body>`; the secret is `whsec_<base64>`. Svix, from which the standard came,
 *   still writes `svix-id`, `svix-timestamp` and `svix-signature`.
 * - `typeform`: `typeform-signature` is `sha256=<base64>` over the body.
 * - `hex`: `x-hub-signature-256` or `x-signature-256` is `sha256=<hex>` over the body.
 * - `address`: nothing is signed.
 *
 * @returns null when the signature is right
 */
export function signatureFault(
  kind: SignatureKind,
  secret: string,
  headers: Headers,
  body: Buffer,
  now: Date,
): SignatureFault | null {
  switch (kind) {
    case 'address':
      return null
    case 'standard-webhooks':
      return standardFault(secret, headers, body, now)
    case 'typeform':
      return plainFault(headers('typeform-signature'), hmac(Buffer.from(secret), body), 'base64')
    case 'hex':
      return plainFault(
        headers('x-hub-signature-256') ?? headers('x-signature-256'),
        hmac(Buffer.from(secret), body),
        'hex',
      )
  }
}

function standardFault(secret: string, headers: Headers, body: Buffer, now: Date): SignatureFault | null {
  const id = messageId(headers)
  const written = headers('webhook-timestamp') ?? headers('svix-timestamp')
  const given = headers('webhook-signature') ?? headers('svix-signature')
  if (id === undefined || written === undefined || given === undefined || !/^\d{1,12}$/.test(written))
    return 'unsigned'
  const content = Buffer.concat([Buffer.from(`${id}.${written}.`), body])
  const expected = keysOf(secret).map((key) => hmac(key, content))
  // Several signatures stand side by side while a secret is replaced: one right one is enough.
  const isRight = given
    .split(' ', 20)
    .some(
      (one) =>
        one.startsWith('v1,') &&
        expected.some((right) => isEqual(Buffer.from(one.slice(3), 'base64'), right)),
    )
  if (!isRight) return 'wrong-signature'
  const age = now.getTime() / 1000 - Number(written)
  if (age > tolerance) return 'too-old'
  return age < -tolerance ? 'too-new' : null
}

/** The id under which a sender repeats a message. */
export function messageId(headers: Headers): string | undefined {
  return headers('webhook-id') ?? headers('svix-id')
}

/**
 * The bytes of a secret as the standard writes it. Without its mark a text may stand for itself, or be the bytes without the mark, as
 * libraries of the standard take it.
 */
function keysOf(secret: string): readonly Buffer[] {
  if (secret.startsWith('whsec_')) return [Buffer.from(secret.slice(6), 'base64')]
  const isBytes = /^[A-Za-z0-9+/]{20,}={0,2}$/.test(secret)
  return [Buffer.from(secret), ...(isBytes ? [Buffer.from(secret, 'base64')] : [])]
}

function plainFault(
  given: string | undefined,
  expected: Buffer,
  encoding: 'base64' | 'hex',
): SignatureFault | null {
  if (given === undefined) return 'unsigned'
  const written = given.startsWith('sha256=') ? given.slice(7) : given
  return isEqual(Buffer.from(written, encoding), expected) ? null : 'wrong-signature'
}

function hmac(key: Buffer, content: Buffer): Buffer {
  return createHmac('sha256', key).update(content).digest()
}

/** In the same time wherever the two differ. */
function isEqual(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected)
}
