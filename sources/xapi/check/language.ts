// Language tags (RFC 5646) and maps from them to text.
import { inside } from '../faults.ts'
import type { JsonValue } from '../json/parse-json.ts'
import { asObject, asText, type Checking } from './shape.ts'

const language = '(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})'
const tag = new RegExp(
  `^(?:${language}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*` +
    `(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?|x(?:-[a-z0-9]{1,8})+)$`,
  'i',
)
/** Registered before the grammar was what it is. */
const grandfathered = new Set(
  'en-gb-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux i-mingo i-navajo i-pwn i-tao i-tay i-tsu sgn-be-fr sgn-be-nl sgn-ch-de'.split(
    ' ',
  ),
)
const longest = 80

export function isLanguageTag(text: string): boolean {
  return text.length <= longest && (tag.test(text) || grandfathered.has(text.toLowerCase()))
}

export function checkLanguageTag(value: JsonValue, checking: Checking): void {
  const text = asText(value, checking)
  if (text !== null && !isLanguageTag(text)) checking.faults.add(checking.field, 'languageTag')
}

export function checkLanguageMap(value: JsonValue | undefined, checking: Checking): void {
  const map = asObject(value, checking)
  if (map === null) return
  for (const [key, text] of Object.entries(map)) {
    const field = inside(checking.field, key)
    if (!isLanguageTag(key)) checking.faults.add(field, 'languageTag')
    if (typeof text !== 'string') checking.faults.add(field, text === null ? 'null' : 'string')
  }
}
