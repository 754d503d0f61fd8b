// Writes JSON values back with every digit that they came with, and the same value always in the same way.
import { ExactNumber, type JsonObject, type JsonValue } from './parse-json.ts'

/** The value as JSON text, keys in their own order. */
export function writeJson(value: JsonValue): string {
  return written(value, (object) => Object.keys(object))
}

/** The value as JSON text with keys in the order of the alphabet: equal values give equal texts, `1.0` and `1` too. */
export function canonicalJson(value: JsonValue): string {
  return written(value, (object) => Object.keys(object).toSorted(), decimalText)
}

function written(
  value: JsonValue,
  keysOf: (object: JsonObject) => string[],
  numberText: (text: string) => string = (text) => text,
): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') return numberText(String(value))
  if (value instanceof ExactNumber) return numberText(value.text)
  if (Array.isArray(value)) return `[${value.map((one) => written(one, keysOf, numberText)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const object = value
  const parts = keysOf(object).map(
    (key) => `${JSON.stringify(key)}:${written(object[key] ?? null, keysOf, numberText)}`,
  )
  return `{${parts.join(',')}}`
}

/** A decimal as a whole number and how many of its digits stand behind the point. */
export interface Decimal {
  readonly units: bigint
  readonly scale: number
}

export function decimalOf(value: number | ExactNumber): Decimal {
  const text = typeof value === 'number' ? String(value) : value.text
  const [mantissa = '0', power = '0'] = text.toLowerCase().split('e')
  const [whole = '0', fraction = ''] = mantissa.split('.')
  const scale = fraction.length - Number(power)
  const digits = BigInt(`${whole}${fraction}`)
  return scale < 0 ? { units: digits * 10n ** BigInt(-scale), scale: 0 } : { units: digits, scale }
}

/** Below 0, 0 or above 0, exactly: no digit is lost in between. */
export function compareDecimals(a: number | ExactNumber, b: number | ExactNumber): number {
  const [x, y] = [decimalOf(a), decimalOf(b)]
  const scale = Math.max(x.scale, y.scale)
  const difference = x.units * 10n ** BigInt(scale - x.scale) - y.units * 10n ** BigInt(scale - y.scale)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** As JavaScript writes a number without a power of ten; `1.0`, `1e0` and `1` are one text. */
function decimalText(text: string): string {
  // The usual case: what JavaScript wrote has no power and no zero too many.
  if (plainNumber.test(text)) return text
  let { units, scale } = decimalOf(new ExactNumber(text))
  while (scale > 0 && units % 10n === 0n) {
    units /= 10n
    scale--
  }
  if (scale === 0) return String(units)
  const sign = units < 0n ? '-' : ''
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0')
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

const plainNumber = /^(?:0|-?[1-9]\d{0,20}|-?(?:0|[1-9]\d{0,20})\.\d{0,20}[1-9])$/
