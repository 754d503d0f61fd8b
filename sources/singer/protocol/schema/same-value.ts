// Equality of JSON values as JSON Schema means it: 1 and 1.0 are the same, the order of an object's properties says nothing.
import { isArray, isObject, type Json, numberOf } from '../exact-json.ts'
import { plainNumber } from '../record-key.ts'

/** A text that two values share exactly when they are equal. */
export function valueKey(value: Json): string {
  const number = numberOf(value)
  if (number !== null) return plainNumber(number)
  if (isArray(value)) return `[${value.map(valueKey).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value)
  const parts = Object.entries(value).map(([name, part]) => `${JSON.stringify(name)}:${valueKey(part)}`)
  return `{${parts.toSorted().join(',')}}`
}
