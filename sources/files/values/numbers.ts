// Numbers as people and programs write them, in the one style of their column. Exact: an amount never goes
// through a binary fraction, and nothing is rounded.
import { isCurrencySign, minorDigits, signFits } from './currencies.ts'
import type { NumberStyle, ValueFault } from './shapes.ts'
import { faults, isFault } from './value-fault.ts'

/** A number taken apart: sign, digits before and after the decimal mark, and what stood beside it. */
export interface NumberParts {
  readonly isNegative: boolean
  /** Without leading zeros; '' for zero. */
  readonly whole: string
  readonly fraction: string
  /** Currency sign or code beside the number, '%' for a percentage, '' for none. */
  readonly unit: string
}

const zero = 48
const nine = 57

/** Limit of every number, in its own unit. */
const mostDigits = 17
const limit = 10n ** 16n
/** Minor units are kept in eight bytes. */
const mostMinor = 2n ** 63n - 1n

/**
 * Takes a number apart, in French style (`1 234,56`, `1.234,56`) or English (`1,234.56`). Signs before or after, brackets for
 * a negative amount, a currency or percent sign on either side.
 * `1.234` in French style is NUMBER_AMBIGUOUS: it can mean two amounts.
 */
export function takeApart(cell: string, style: NumberStyle): NumberParts | ValueFault {
  const plain = takePlain(cell, style)
  if (plain !== null) return plain
  let text = cell.trim()
  if (text === '') return faults.required
  let isNegative = false
  let unit = ''
  if (text.startsWith('(') && text.endsWith(')')) {
    isNegative = true
    text = text.slice(1, -1).trim()
  }
  const edges = findDigits(text)
  if (edges === null)
    return /^[-+]?(?:∞|inf(?:inity)?|nan)$/i.test(text) ? faults.notFinite : faults.notNumber
  const [from, to] = edges
  const before = text.slice(0, from)
  const after = text.slice(to).trim()
  // A minus may stand before or after a leading currency sign: -€5, €-5.
  const sign = before.search(/[-−+]/)
  const leading = sign < 0 ? before.trim() : `${before.slice(0, sign)}${before.slice(sign + 1)}`.trim()
  if (sign >= 0 && before[sign] !== '+') isNegative = !isNegative
  if (leading !== '' && after !== '') return faults.notNumber
  unit = leading === '' ? after : leading
  if (unit !== '' && unit !== '%' && !isCurrencySign(unit))
    return /^e[-+]?\d/i.test(after) ? faults.exponent : faults.notNumber
  const parts = readBody(text.slice(from, to), style)
  if (isFault(parts)) return parts
  return { isNegative, whole: stripZeros(parts.whole), fraction: parts.fraction, unit }
}

/** The ordinary cell, at speed: digits, at most one decimal mark of the style, a minus. Null for any other. */
function takePlain(cell: string, style: NumberStyle): NumberParts | null {
  const mark = style === 'french' ? 44 : 46
  const length = cell.length
  const isNegative = cell.charCodeAt(0) === 45
  const start = isNegative ? 1 : 0
  let point = -1
  for (let index = start; index < length; index++) {
    const code = cell.charCodeAt(index)
    if (code >= zero && code <= nine) continue
    if (code !== mark || point >= 0) return null
    point = index
  }
  if (length === start || point === start || point === length - 1) return null
  const whole = point < 0 ? cell.slice(start) : cell.slice(start, point)
  return {
    isNegative,
    whole: stripZeros(whole),
    fraction: point < 0 ? '' : cell.slice(point + 1),
    unit: '',
  }
}

function stripZeros(digits: string): string {
  let at = 0
  while (at < digits.length && digits.charCodeAt(at) === zero) at++
  return at === 0 ? digits : digits.slice(at)
}

function isDigit(code: number): boolean {
  return code >= zero && code <= nine
}

/** Where the digits begin and end; a decimal mark may come before the first. */
function findDigits(text: string): [number, number] | null {
  let from = 0
  while (from < text.length && !isDigit(text.charCodeAt(from))) from++
  if (from === text.length) return null
  let to = from + 1
  while (to < text.length && (isDigit(text.charCodeAt(to)) || separators.includes(text.charAt(to)))) to++
  while (separators.includes(text.charAt(to - 1))) {
    // A trailing comma or point belongs to the number, and makes it wrong; a space does not.
    if (!spaces.includes(text.charAt(to - 1))) break
    to--
  }
  const mark = text[from - 1]
  return [mark === ',' || mark === '.' ? from - 1 : from, to]
}

const spaces = ' \u00a0\u202f\u2009'
const separators = `.,'’${spaces}`

/** Digits with separators, without sign or unit. */
function readBody(body: string, style: NumberStyle): { whole: string; fraction: string } | ValueFault {
  const mark = style === 'french' ? ',' : '.'
  const at = body.indexOf(mark)
  const whole = at < 0 ? body : body.slice(0, at)
  const fraction = at < 0 ? '' : body.slice(at + 1)
  if (at >= 0 && !/^\d+$/.test(fraction)) return faults.otherStyle
  if (whole === '') return { whole: '', fraction }
  const separator = whole.match(/\D/)?.[0]
  if (separator === undefined) return { whole, fraction }
  const allowed = style === 'french' ? `.${spaces}` : `,'’${spaces}`
  if (!allowed.includes(separator)) return faults.otherStyle
  const groups = whole.split(separator)
  const [first = '', ...rest] = groups
  if (!/^[1-9]\d{0,2}$/.test(first) || !rest.every((group) => /^\d{3}$/.test(group))) return faults.otherStyle
  if (separator === '.' && rest.length === 1 && at < 0) return faults.ambiguousNumber
  return { whole: groups.join(''), fraction }
}

function isTooLarge({ whole, fraction }: NumberParts): boolean {
  if (whole.length < mostDigits) return false
  if (whole.length > mostDigits) return true
  const value = BigInt(whole)
  return value > limit || (value === limit && /[1-9]/.test(fraction))
}

/** Told of every amount that was rounded: what rounding added to it, in 10^-20 of `currency`. */
export type OnRounded = (added: bigint, currency: string) => void

/** Decimals in which roundings are added up. */
export const roundingDecimals = 20

/** Half to even: over many amounts neither buyer nor seller gains. */
function rounded(
  parts: NumberParts,
  digits: number,
  currency: string,
  onRounded: OnRounded,
): bigint | ValueFault {
  if (isTooLarge(parts) || parts.fraction.length > roundingDecimals) return faults.tooLarge
  const exact = BigInt(parts.whole + parts.fraction.padEnd(roundingDecimals, '0'))
  const unit = 10n ** BigInt(roundingDecimals - digits)
  const rest = exact % unit
  const below = exact / unit
  const isUp = rest * 2n > unit || (rest * 2n === unit && below % 2n === 1n)
  const minor = isUp ? below + 1n : below
  if (minor > mostMinor) return faults.tooLarge
  const added = minor * unit - exact
  onRounded(parts.isNegative ? -added : added, currency)
  return parts.isNegative ? -minor : minor
}

/**
 * An amount in minor units of `currency` (whose digits decide how many decimals it may have). Further decimals are
 * accepted when they are zeros, as databases write them (`28000.0000`), but for three, which can be a thousands group.
 * With `onRounded` (a person allowed it) all are accepted, rounded half to even, and what each rounding adds is told.
 */
export function readMoney(
  cell: string,
  style: NumberStyle,
  currency: string,
  onRounded?: OnRounded,
): bigint | ValueFault {
  const parts = takeApart(cell, style)
  if ('fault' in parts) return parts
  const digits = minorDigits(currency)
  if (digits === undefined) return faults.currency
  if (parts.unit === '%') return faults.notNumber
  if (parts.unit !== '' && !signFits(parts.unit, currency)) return faults.otherCurrency
  let { fraction } = parts
  if (fraction.length > digits) fraction = meantBySinglePrecision(parts.whole, fraction, digits) ?? fraction
  if (fraction.length > digits) {
    const isExact = !/[1-9]/.test(fraction.slice(digits))
    if (onRounded !== undefined && !isExact) return rounded(parts, digits, currency, onRounded)
    if (onRounded === undefined && (fraction.length === 3 || !isExact)) return faults.decimals
    fraction = fraction.slice(0, digits)
  }
  if (isTooLarge(parts)) return faults.tooLarge
  const text = parts.whole + fraction.padEnd(digits, '0')
  const minor = text.length <= 15 ? BigInt(Number(text)) : BigInt(text)
  if (minor > mostMinor) return faults.tooLarge
  return parts.isNegative ? -minor : minor
}

/**
 * Programs that count in 32 bits write 1.43 as 1.429999948, and their sums 36.01000071: the fraction of the amount that is meant.
 * Null for a fraction that says something beyond it; nothing is rounded.
 */
function meantBySinglePrecision(whole: string, fraction: string, digits: number): string | null {
  if (fraction.length < 6 || !/^(?:000|999)/.test(fraction.slice(digits))) return null
  const [wholeAgain, meant = ''] = Number(`${whole}.${fraction}`).toFixed(digits).split('.')
  return wholeAgain === (whole === '' ? '0' : whole) ? meant : null
}

/** The currency sign or code written in an amount's own cell; '' when there is none. */
export function amountSign(cell: string): string {
  const parts = takeApart(cell, 'english')
  const read = 'fault' in parts ? takeApart(cell, 'french') : parts
  return 'fault' in read || read.unit === '%' ? '' : read.unit
}

/** A number as a double: hours, scores, quantities. A currency or percent sign makes it NUMBER_INVALID. */
export function readNumber(cell: string, style: NumberStyle): number | ValueFault {
  const parts = takeApart(cell, style)
  if ('fault' in parts) return parts
  if (parts.unit !== '') return faults.notNumber
  return asDouble(parts)
}

function asDouble(parts: NumberParts): number | ValueFault {
  if (isTooLarge(parts)) return faults.tooLarge
  const value = Number(`${parts.whole}.${parts.fraction}0`)
  return parts.isNegative && value !== 0 ? -value : value
}

/** The same number as exact decimal text, for columns of type numeric: '-1234.50'. */
export function readDecimal(cell: string, style: NumberStyle): string | ValueFault {
  const parts = takeApart(cell, style)
  if ('fault' in parts) return parts
  if (parts.unit !== '') return faults.notNumber
  if (isTooLarge(parts)) return faults.tooLarge
  const text = `${parts.whole === '' ? '0' : parts.whole}${parts.fraction === '' ? '' : `.${parts.fraction}`}`
  return parts.isNegative && /[1-9]/.test(text) ? `-${text}` : text
}

/** A number, or a percentage that carries its sign: `25 %` is 0.25, `0,25` too. */
export function readMeasure(cell: string, style: NumberStyle): string | ValueFault {
  const parts = takeApart(cell, style)
  if ('fault' in parts || parts.unit !== '%') return readDecimal(cell, style)
  const value = asDouble(parts)
  return typeof value === 'number' ? String(value / 100) : value
}

/** A whole number; `12.0` is one, `12.5` is NUMBER_INVALID. */
export function readWhole(cell: string, style: NumberStyle): number | ValueFault {
  const parts = takeApart(cell, style)
  if ('fault' in parts) return parts
  if (parts.unit !== '') return faults.notNumber
  if (/[1-9]/.test(parts.fraction)) return faults.notWhole
  const value = asDouble(parts)
  return typeof value === 'number' && !Number.isSafeInteger(value) ? faults.tooLarge : value
}

/** A share: `25 %` is 0.25; without the sign the column's scale decides whether 25 or 0.25 means the same. */
export function readPercentage(cell: string, style: NumberStyle, scale: 1 | 100): number | ValueFault {
  const parts = takeApart(cell, style)
  if ('fault' in parts) return parts
  if (parts.unit !== '' && parts.unit !== '%') return faults.notNumber
  const value = asDouble(parts)
  if (typeof value !== 'number') return value
  return parts.unit === '%' || scale === 100 ? value / 100 : value
}
