// What is said of attached files. Whether the bytes are what is said, the delivery checks (see multipart.ts).
import type { JsonValue } from '../json/parse-json.ts'
import { checkIri } from './iri.ts'
import { checkLanguageMap } from './language.ts'
import { asArray, asObject, asText, at, type Checking, onlyKnown, own, whenGiven } from './shape.ts'

const properties = new Set([
  'usageType',
  'display',
  'description',
  'contentType',
  'length',
  'sha2',
  'fileUrl',
])

/** Of a file that signs its statement. */
export const signatureUsage = 'http://adlnet.gov/expapi/attachments/signature'

export function checkAttachments(value: JsonValue, checking: Checking): void {
  for (const [index, one] of (asArray(value, checking) ?? []).entries())
    checkAttachment(one, at(checking, index))
}

function checkAttachment(value: JsonValue, checking: Checking): void {
  const attachment = asObject(value, checking)
  if (attachment === null) return
  onlyKnown(attachment, properties, checking)
  checkIri(own(attachment, 'usageType'), at(checking, 'usageType'))
  checkLanguageMap(own(attachment, 'display'), at(checking, 'display'))
  whenGiven(attachment, 'description', checking, checkLanguageMap)
  const type = asText(own(attachment, 'contentType'), at(checking, 'contentType'))
  if (type !== null && !isMediaType(type)) checking.faults.add(at(checking, 'contentType').field, 'mediaType')
  const length = own(attachment, 'length')
  if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0)
    checking.faults.add(at(checking, 'length').field, length === undefined ? 'missing' : 'count')
  const sha2 = asText(own(attachment, 'sha2'), at(checking, 'sha2'))
  if (sha2 !== null && !/^[0-9a-f]{56,128}$/i.test(sha2))
    checking.faults.add(at(checking, 'sha2').field, 'sha2')
  whenGiven(attachment, 'fileUrl', checking, checkIri)
}

/** 'type/subtype', parameters behind it allowed. */
export function isMediaType(text: string): boolean {
  return text.length <= 200 && /^[\w.+-]+\/[\w.+*-]+\s*(;.*)?$/.test(text)
}
