// The values of a record as plain text: numbers without exponent, nothing for what is no value.
import { isArray, isObject, type Json, WrittenNumber } from '../protocol/exact-json.ts'

/** The text of a value; '' for none, for what is no number, and for an object. */
export function plainText(value: Json | undefined): string {
  if (value === undefined || value === null || isObject(value)) return ''
  if (isArray(value)) return plainText(value[0])
  if (typeof value === 'string') return noNumber.has(value) ? '' : value
  if (value instanceof WrittenNumber) return plainDecimal(value.text)
  if (typeof value === 'number') return plainDecimal(String(value))
  return String(value)
}

const noNumber: ReadonlySet<string> = new Set(['NaN', 'Infinity', '-Infinity'])

/** Without exponent, as far as a double tells. */
function plainDecimal(text: string): string {
  if (!/[eE]/.test(text)) return text
  const [digits = '', power = '0'] = text.toLowerCase().split('e')
  return shifted(digits, Number(power))
}

/** A decimal times a power of ten, exactly. */
export function shifted(text: string, power: number): string {
  const sign = text.startsWith('-') ? '-' : ''
  const [whole = '', part = ''] = text.replace('-', '').split('.')
  const digits = whole + part
  const point = whole.length + power
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0')
  const at = Math.max(1, point)
  const head = padded.slice(0, at).replace(/^0+(?=\d)/, '')
  const tail = padded.slice(at).replace(/0+$/, '')
  return `${sign}${head}${tail === '' ? '' : `.${tail}`}`
}
