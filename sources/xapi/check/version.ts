// Which version of the standard a request or a statement speaks.
import type { JsonValue } from '../json/parse-json.ts'
import { asText, type Checking, type XapiVersion } from './shape.ts'

const versionOne = /^1\.0(?:\.\d{1,9})?$/
const versionTwo = /^2\.0(?:\.\d{1,9})?$/

/** The standard that a request header names: `1.0`, `1.0.x`, `2.0`, `2.0.x`; null for any other. */
export function versionOf(header: string | undefined): XapiVersion | null {
  if (header === undefined) return null
  if (versionOne.test(header)) return '1.0'
  return versionTwo.test(header) ? '2.0' : null
}

/** What the resource answers with and what it gives to a statement that tells no version. */
export const answeredVersion = { '1.0': '1.0.3', '2.0': '2.0.0' } as const
export const givenVersion = { '1.0': '1.0.0', '2.0': '2.0.0' } as const

/** A statement of version 1.0 is welcome in a request of version 2.0; the other way round nobody could read it. */
export function checkVersion(value: JsonValue, checking: Checking): void {
  const text = asText(value, checking)
  if (text === null || versionOne.test(text)) return
  if (checking.version === '1.0' || !versionTwo.test(text)) checking.faults.add(checking.field, 'version')
}
