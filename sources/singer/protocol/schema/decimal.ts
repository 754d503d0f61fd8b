// Numbers of JSON held against the limits of a schema by their digits: 9223372036854775808 is more than 9223372036854775807, and 0.07 is a
// multiple of 0.01.

interface Decimal {
  readonly units: bigint
  /** Digits after the point; never below 0. */
  readonly scale: number
}

const written = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/
/** Powers of ten beyond these are not worked out: no limit of a schema needs them. */
const mostPower = 1000

function decimalOf(text: string): Decimal | null {
  const [, sign = '', whole = '', part = '', power = '0'] = written.exec(text) ?? []
  const scale = part.length - Number(power)
  if (whole === '' || Math.abs(scale) > mostPower) return null
  const units = BigInt(sign + whole + part)
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 }
}

/** Units of both at the same scale; null where one is no number that can be worked with. */
function aligned(one: string, other: string): readonly [bigint, bigint] | null {
  const [a, b] = [decimalOf(one), decimalOf(other)]
  if (a === null || b === null) return null
  const scale = Math.max(a.scale, b.scale)
  return [a.units * 10n ** BigInt(scale - a.scale), b.units * 10n ** BigInt(scale - b.scale)]
}

/** Below 0 when the first is smaller, above when it is larger; by their doubles where the digits say too much. */
export function compareNumbers(one: string, other: string): number {
  const pair = aligned(one, other)
  if (pair === null) return Number(one) - Number(other)
  return pair[0] < pair[1] ? -1 : pair[0] > pair[1] ? 1 : 0
}

/** Whether a number is a whole number of times another. */
export function isMultiple(text: string, of: string): boolean {
  const pair = aligned(text, of)
  return pair === null || pair[1] === 0n || pair[0] % pair[1] === 0n
}
