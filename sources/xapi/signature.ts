// Signed statements: the attached JWS (RFC 7515) must be of this statement and by one of the three algorithms that the
// standard names. When it brings its certificate, the signature itself is verified too.
import { verify, X509Certificate } from 'node:crypto'
import { signatureUsage } from './check/attachments.ts'
import { isObject, own } from './check/shape.ts'
import { JsonFault } from './json/json-fault.ts'
import { type JsonObject, type JsonValue, parseJson } from './json/parse-json.ts'
import { contentHash } from './same-content.ts'

const hashes: ReadonlyMap<unknown, string> = new Map([
  ['RS256', 'RSA-SHA256'],
  ['RS384', 'RSA-SHA384'],
  ['RS512', 'RSA-SHA512'],
])

/** Whether a file is a signature of a statement. */
export function isSignatureOf(statement: JsonObject, file: Buffer): boolean {
  const parts = file.toString('latin1').trim().split('.')
  const [head = '', payload = '', signature = ''] = parts
  if (parts.length !== 3) return false
  const header = jsonIn(head)
  const signed = jsonIn(payload)
  const hash = isObject(header) ? hashes.get(own(header, 'alg')) : undefined
  if (!isObject(header) || !isObject(signed) || hash === undefined) return false
  const [id, signedId] = [own(statement, 'id'), own(signed, 'id')]
  if (signedId !== undefined && signedId !== id) return false
  if (contentHash(signed) !== contentHash(withoutSignatures(statement))) return false
  const chain = own(header, 'x5c')
  if (chain === undefined) return true
  const certificate = Array.isArray(chain) ? chain[0] : undefined
  return (
    typeof certificate === 'string' &&
    isVerified(hash, `${head}.${payload}`, Buffer.from(signature, 'base64url'), certificate)
  )
}

function isVerified(hash: string, text: string, signature: Buffer, certificate: string): boolean {
  try {
    const { publicKey } = new X509Certificate(Buffer.from(certificate, 'base64'))
    return verify(hash, Buffer.from(text), publicKey, signature)
  } catch {
    // No certificate, or none of a key that signs so.
    return false
  }
}

function jsonIn(part: string): JsonValue | null {
  if (!/^[\w-]+$/.test(part)) return null
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(part, 'base64url')))
  } catch (error) {
    if (error instanceof JsonFault || error instanceof TypeError) return null
    throw error
  }
}

/** The statement as it was before it was signed. */
function withoutSignatures(statement: JsonObject): JsonObject {
  const kept = Object.assign(Object.create(null) as JsonObject, statement)
  const attachments = own(kept, 'attachments')
  if (!Array.isArray(attachments)) return kept
  const others = attachments.filter((one) => !isObject(one) || own(one, 'usageType') !== signatureUsage)
  if (others.length === 0) delete kept['attachments']
  else kept['attachments'] = others
  return kept
}
