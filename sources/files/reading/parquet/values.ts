// Values of Parquet columns as text cells. Decimals, days and instants are taken as the integers that they are stored as: the reader
// underneath would pass decimals through floats, and read local times as UTC.
import type { SchemaElement } from 'hyparquet'
import { inFull } from '../json/records.ts'
import { cellKind, type CellKind } from '../shapes.ts'

export interface ParquetCell {
  readonly text: string
  readonly kind: CellKind
}

export type CellOf = (value: unknown) => ParquetCell

const blank: ParquetCell = { text: '', kind: cellKind.blank }
const decoder = new TextDecoder()

/** The reader of an element's values. Takes what it understands itself off the element, so that the values arrive raw. */
export function cellReader(element: SchemaElement): CellOf {
  const { converted_type: converted, logical_type: logical, type } = element
  const scale = logical?.type === 'DECIMAL' ? logical.scale : (element.scale ?? 0)
  const name = logical?.type ?? converted
  const read = readerOf(name, element, scale)
  if (read !== null) {
    delete element.converted_type
    delete element.logical_type
  }
  const cellOf = read ?? (type === 'FLOAT' ? readFloat : readPlain)
  return (value) => (value === null || value === undefined ? blank : cellOf(value))
}

function readerOf(
  name: string | undefined,
  { logical_type: logical }: SchemaElement,
  scale: number,
): CellOf | null {
  switch (name) {
    case 'DECIMAL':
      return (value) => ({ text: decimal(unscaled(value), scale), kind: cellKind.exact })
    case 'DATE':
      return (value) => readDay(Number(value))
    case 'TIMESTAMP_MILLIS':
      return (value) => readInstant(whole(value), 1n, true)
    case 'TIMESTAMP_MICROS':
      return (value) => readInstant(whole(value), 1000n, true)
    case 'TIMESTAMP': {
      const { unit, isAdjustedToUTC } = logical as { unit: string; isAdjustedToUTC: boolean }
      const parts = unit === 'MILLIS' ? 1n : unit === 'MICROS' ? 1000n : 1_000_000n
      return (value) => readInstant(whole(value), parts, isAdjustedToUTC)
    }
    case 'JSON':
    case 'BSON':
    case 'ENUM':
    case 'INTERVAL':
    case 'GEOMETRY':
    case 'GEOGRAPHY':
    case 'TIME':
    case 'TIME_MILLIS':
    case 'TIME_MICROS':
      return readPlain
    default:
      return null
  }
}

function readPlain(value: unknown): ParquetCell {
  switch (typeof value) {
    case 'string':
      return { text: value, kind: cellKind.text }
    case 'boolean':
      return { text: String(value), kind: cellKind.flag }
    case 'number':
      return readNumber(value, String(value))
    case 'bigint':
      return { text: String(value), kind: cellKind.exact }
    default:
      if (value instanceof Uint8Array) return { text: decoder.decode(value), kind: cellKind.text }
      return value instanceof Date ? { text: value.toISOString(), kind: cellKind.text } : blank
  }
}

/** NaN is how the tools that write these files say "nothing". */
function readNumber(value: number, written: string): ParquetCell {
  return Number.isNaN(value) ? blank : { text: inFull(written), kind: cellKind.exact }
}

/** The shortest decimal that is the same 32-bit number: 0.1, not 0.10000000149. */
function readFloat(value: unknown): ParquetCell {
  const number = Number(value)
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(number.toPrecision(digits))
    if (Math.fround(short) === number) return readNumber(number, String(short))
  }
  return readNumber(number, String(number))
}

function whole(value: unknown): bigint {
  return BigInt(value as bigint | number)
}

/** An integer, or the bytes of one, highest first, in two's complement. */
function unscaled(value: unknown): bigint {
  if (!(value instanceof Uint8Array)) return whole(value)
  let number = 0n
  for (const byte of value) number = number * 256n + BigInt(byte)
  return BigInt.asIntN(value.length * 8, number)
}

function decimal(value: bigint, scale: number): string {
  const sign = value < 0n ? '-' : ''
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0')
  if (scale === 0) return sign + digits
  const fraction = digits.slice(-scale).replace(/0+$/, '')
  return `${sign}${digits.slice(0, -scale)}${fraction === '' ? '' : `.${fraction}`}`
}

const dayMilliseconds = 86_400_000
const mostMilliseconds = 253_402_300_799_999 // the end of the year 9999

function readDay(days: number): ParquetCell {
  const at = days * dayMilliseconds
  if (Math.abs(at) > mostMilliseconds) return { text: String(days), kind: cellKind.text }
  return { text: new Date(at).toISOString().slice(0, 10), kind: cellKind.day }
}

/** A column that is not adjusted to UTC holds local times: they are the organisation's. */
function readInstant(value: bigint, partsOfMillisecond: bigint, isUtc: boolean): ParquetCell {
  const at = Number(value / partsOfMillisecond)
  if (Math.abs(at) > mostMilliseconds) return { text: String(value), kind: cellKind.text }
  const text = new Date(at).toISOString()
  return isUtc
    ? { text, kind: cellKind.text }
    : { text: text.slice(0, 19).replace('T', ' '), kind: cellKind.dayAndTime }
}
