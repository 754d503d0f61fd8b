// Amounts and days as accounting software writes them: ` 000000001437,12`, `-12,5`, `20260131`, `31/01/2026`. Nothing is rounded.

const mostCents = 10n ** 18n
const amountShape =
  /^([+-]?)(\d+|\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+|\d{1,3}(?:\.\d{3})+(?=,)|\d{1,3}(?:,\d{3})+(?=\.))(?:[.,](\d*))?([+-]?)$/

export type AmountFault = 'NUMBER_INVALID' | 'NUMBER_OUT_OF_RANGE'

/** How a file writes its amounts and days, where its cells show one way: the others are then faults. Null where nothing tells. */
export interface FecStyle {
  readonly decimalMark: ',' | '.' | null
  /** Place in `dayShapes`. */
  readonly dayShape: number | null
}

/** The way that most of the cells take; the one of the law where as many take another. */
export function settleFecStyle(amounts: readonly string[], days: readonly string[]): FecStyle {
  const commas = amounts.filter((cell) => markOf(cell) === ',').length
  const points = amounts.filter((cell) => markOf(cell) === '.').length
  const fits = dayShapes.map((shape) => days.filter((cell) => shape.test(cell.trim())).length)
  const most = Math.max(...fits)
  return {
    decimalMark: commas + points === 0 ? null : commas >= points ? ',' : '.',
    dayShape: most === 0 ? null : fits.indexOf(most),
  }
}

/** The mark before the decimals; of a nothing none is asked. */
function markOf(cell: string): ',' | '.' | null {
  if (!/[1-9]/.test(cell)) return null
  const mark = /[.,](?=\d{0,2}[+-]?$)/.exec(cell.trim())?.[0]
  return mark === ',' || mark === '.' ? mark : null
}

/** Cents of an amount; an empty cell is nothing, 0. */
export function readCents(cell: string, decimalMark: FecStyle['decimalMark'] = null): bigint | AmountFault {
  const text = cell.trim()
  // Half of all amounts are nothing.
  if (text === '' || text === '0,00') return 0n
  const mark = decimalMark === null ? null : markOf(text)
  if (mark !== null && mark !== decimalMark) return 'NUMBER_INVALID'
  const [, before = '', whole = '', written = '', after = ''] = amountShape.exec(text) ?? []
  if (whole === '' || (before !== '' && after !== '')) return 'NUMBER_INVALID'
  const decimals = written.replace(/0+$/, '')
  if (decimals.length > 2) return 'NUMBER_INVALID'
  const cents = BigInt(whole.replace(/\D/g, '')) * 100n + BigInt(decimals.padEnd(2, '0'))
  if (cents > mostCents) return 'NUMBER_OUT_OF_RANGE'
  return before === '-' || after === '-' ? -cents : cents
}

/** +1 for the debit side, -1 for the credit side; null for neither. */
export function readSide(cell: string): 1n | -1n | null {
  const text = cell.trim().toLowerCase()
  if (/^(?:d|d[ée]bit|\+1|1|\+)$/.test(text)) return 1n
  if (/^(?:c|cr[ée]dit|-1|-)$/.test(text)) return -1n
  return null
}

const dayShapes = [
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
  /^(?<day>\d{2})[/.-](?<month>\d{2})[/.-](?<year>\d{4})$/,
  /^(?<year>\d{4})[/.-](?<month>\d{2})[/.-](?<day>\d{2})$/,
]

export type DayFault = 'DATE_INVALID' | 'DATE_OUT_OF_RANGE'

/** 'YYYY-MM-DD'. */
export function readFecDay(
  cell: string,
  dayShape: FecStyle['dayShape'] = null,
): { readonly day: string } | { readonly fault: DayFault; readonly reason: string } {
  const text = cell.trim()
  for (const [place, shape] of dayShapes.entries()) {
    if (dayShape !== null && place !== dayShape) continue
    const { year, month, day } = shape.exec(text)?.groups ?? {}
    if (year === undefined || month === undefined || day === undefined) continue
    const written = `${year}-${month}-${day}`
    const date = new Date(`${written}T00:00:00Z`)
    if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== written)
      return { fault: 'DATE_INVALID', reason: 'no-such-day' }
    return year < '2000' ? { fault: 'DATE_OUT_OF_RANGE', reason: 'too-early' } : { day: written }
  }
  return { fault: 'DATE_INVALID', reason: 'shape' }
}

/** 1150.50 */
export function writeCents(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0')
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
