// What identifies a record of a stream: the values of its key properties as one text. 1 and 1.0 are one key, 1 and "1" are two, and
// numbers that differ only past 2^53 differ.
import { BadLine } from './bad-line.ts'
import { type Json, type JsonObject, numberOf, writeJson } from './exact-json.ts'

/** Null for a stream without a key. @throws BadLine when a key property is missing or empty */
export function keyOf(record: JsonObject, keys: readonly string[], line: number): string | null {
  if (keys.length === 0) return null
  let text = ''
  for (const name of keys) {
    const value = record[name]
    if (value === undefined || value === null) throw keyMissing(name, line)
    text += `${name.length}:${name}=${keyPart(value)};`
  }
  return text
}

function keyMissing(name: string, line: number): BadLine {
  return new BadLine(
    'SCHEMA_VIOLATION',
    line,
    {
      fr: `L’enregistrement n’a pas de valeur pour sa clé « ${name} ».`,
      en: `The record has no value for its key “${name}”.`,
    },
    name,
  )
}

function keyPart(value: Json): string {
  const number = numberOf(value)
  if (number !== null) return `n${plainNumber(number)}`
  return typeof value === 'string' ? `s${value.length}:${value}` : `j${writeJson(value)}`
}

/** '1.0' and '1' are one number, and '1e2' is 100; other exponents stay as written. */
export function plainNumber(text: string): string {
  if (/[eE]/.test(text)) {
    const value = Number(text)
    return Number.isSafeInteger(value) ? String(value) : text.toLowerCase()
  }
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
