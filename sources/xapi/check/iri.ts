// IRIs (RFC 3987), as far as they can be told from other text: a scheme, a colon, and signs that an IRI may hold.
import type { JsonValue } from '../json/parse-json.ts'
import { asText, type Checking } from './shape.ts'

/** Longer ones are addresses of nothing; indexes hold digests of them. */
export const longestIri = 4000

const iri = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`\u0000-\u001f\u007f]+$/i

export function isIri(text: string): boolean {
  return text.length <= longestIri && iri.test(text)
}

export function checkIri(value: JsonValue | undefined, checking: Checking): void {
  const text = asText(value, checking)
  if (text === null) return
  if (text.length > longestIri) checking.faults.add(checking.field, 'tooLong')
  else if (!isIri(text)) checking.faults.add(checking.field, 'iri')
}

const mailto = /^mailto:[^\s@<>()[\],;:\\"]+@[^\s@<>()[\],;:\\"]+$/i

/** 'mailto:' and one address; at most what an address may have. */
export function isMailto(text: string): boolean {
  return text.length <= 7 + 254 && mailto.test(text)
}
