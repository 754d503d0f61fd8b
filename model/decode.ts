// The one decoding layer between PostgreSQL's text and our values: days stay 'YYYY-MM-DD', instants become
// Date, counts safe numbers, money (every column whose name ends in _minor) bigint.
import type { KyselyPlugin, UnknownRow } from 'kysely'
import pg from 'pg'

const { builtins } = pg.types

/** Type parsers for connections. int8 and numeric stay text here; `decodeRow` knows which are money. */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === builtins.DATE || oid === builtins.INT8 || oid === builtins.NUMERIC)
      return (value: string) => exact(oid, value)
    return pg.types.getTypeParser(oid, format)
  },
}

/** A number that PostgreSQL sent as exact text; unwrapped by name when the row is decoded. */
class ExactNumber {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

function exact(oid: number, value: string): string | ExactNumber {
  return oid === builtins.DATE ? value : new ExactNumber(value)
}

/**
 * Decodes one row in place.
 * @throws RangeError when a count is past 2^53, or a sum of money is not a whole number of minor units
 */
export function decodeRow(row: UnknownRow): UnknownRow {
  for (const name in row) {
    const value = row[name]
    if (value instanceof ExactNumber)
      row[name] = name.endsWith('_minor') ? asMinor(name, value.text) : asNumber(name, value.text)
  }
  return row
}

function asMinor(name: string, text: string): bigint {
  const point = text.indexOf('.')
  if (point < 0) return BigInt(text)
  if (/[1-9]/.test(text.slice(point + 1)))
    throw new RangeError(`${name}: ${text} is not a whole number of minor units`)
  return BigInt(text.slice(0, point))
}

function asNumber(name: string, text: string): number {
  const number = Number(text)
  if (!text.includes('.') && !Number.isSafeInteger(number) && Number.isFinite(number))
    throw new RangeError(`${name}: ${text} is past 2^53`)
  return number
}

/** Runs the decoding on the rows of every Kysely query. */
export const decoding: KyselyPlugin = {
  transformQuery: (args) => args.node,
  transformResult: async (args) => {
    for (const row of args.result.rows) decodeRow(row)
    return args.result
  },
}
