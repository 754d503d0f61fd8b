// The lines of a French accounting file, each with what is read of it or why it cannot be taken. A file is read line by line and
// cell by cell: it knows no quoting, so that a label may hold any mark but the separator.
import { cutValue, refuseFile, type RowFault } from '../files/reading/index.ts'
import { type FecStyle, readCents, readFecDay, readSide } from './cells.ts'
import { type ColumnName, type Places, unquoted } from './header.ts'

export interface FecLine {
  /** Record number, the header being 1; the physical line, which counts blank ones. */
  readonly row: number
  readonly line: number
  readonly cells: string[]
  /** Journal and number: what the lines of one entry share. '' when either is missing. */
  readonly key: string
  readonly day: string
  readonly account: string
  /** Cents; positive on the debit side. Either side may be negative. */
  readonly debit: bigint
  readonly credit: bigint
  readonly fault: RowFault | null
}

export interface FecHeader {
  readonly names: readonly string[]
  readonly places: Places
  readonly separator: string
  readonly style: FecStyle
}

const joint = '\u0000'

/**
 * A text that stands alone. What is cut out of a piece of a file keeps the whole piece in memory, and what is kept of millions of
 * lines would keep the file.
 */
export function alone(text: string): string {
  return ` ${text}`.slice(1)
}

/** The same text for the same words: accounts, days and customers come again and again. */
export function createWords(): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    const kept = alone(text)
    known.set(kept, kept)
    return kept
  }
}

/** Reads what a text holds after its header. @throws FileRefused FILE_TRUNCATED */
export async function* readFecLines(
  text: AsyncGenerator<string, void>,
  header: FecHeader,
): AsyncGenerator<FecLine[], void> {
  let rest = ''
  let row = 0
  let line = 0
  const take = (lines: readonly string[]): FecLine[] => {
    const found: FecLine[] = []
    for (const one of lines) {
      line++
      if (one.trim() === '') continue
      row++
      if (row > 1) found.push(readLine(one, row, line, header))
    }
    return found
  }
  for await (const piece of text) {
    const whole = rest + piece
    // A carriage return at the very end may be half of a line end.
    const held = whole.endsWith('\r') ? '\r' : ''
    const lines = (held === '' ? whole : whole.slice(0, -1)).split(/\r\n|\n|\r/)
    rest = (lines.pop() ?? '') + held
    const found = take(lines)
    if (found.length > 0) yield found
  }
  const last = take([rest.replace(/\r$/, '')])
  refuseCut(last[0], rest)
  if (last.length > 0) yield last
}

/** A last line without its end and with too few cells: the transfer was cut. */
function refuseCut(last: FecLine | undefined, rest: string): void {
  if (last === undefined || rest.endsWith('\r') || last.fault?.code !== 'ROW_FIELD_COUNT') return
  const { expected = 0, found = 0 } = last.fault.detail
  if (found < expected)
    throw refuseFile('FILE_TRUNCATED', {
      row: last.row,
      line: last.line,
      value: last.cells.join(' · '),
      detail: { expected, found },
    })
}

function readLine(text: string, row: number, line: number, header: FecHeader): FecLine {
  const { places, separator, names, style } = header
  const cells = separator === ';' ? text.split(separator).map(unquoted) : text.split(separator)
  while (cells.length > names.length && (cells.at(-1) ?? '').trim() === '') cells.pop()
  const cell = (column: ColumnName): string => (cells[places[column] ?? -1] ?? '').trim()
  const key = cell('journal') === '' || cell('entry') === '' ? '' : cell('journal') + joint + cell('entry')
  const shared = { row, line, cells, key, account: cell('account') }
  const refuse = (fault: Omit<RowFault, 'row' | 'line'>): FecLine => ({
    ...shared,
    day: '',
    debit: 0n,
    credit: 0n,
    fault: { ...fault, row, line },
  })
  const at = (column: ColumnName, code: RowFault['code'], reason: string): FecLine => {
    const index = places[column] ?? 0
    const name = names[index]
    return refuse({
      code,
      index,
      ...(name === undefined ? {} : { column: name }),
      value: cutValue(cells[index] ?? ''),
      detail: { reason },
    })
  }
  if (cells.length !== names.length) {
    const detail = { expected: names.length, found: cells.length }
    return refuse({ code: 'ROW_FIELD_COUNT', value: cutValue(cells.join(' · ')), detail })
  }
  for (const column of ['journal', 'entry', 'account'] as const)
    if (cell(column) === '') return at(column, 'VALUE_REQUIRED', 'empty')
  if (text.includes('\0')) return refuse({ code: 'TEXT_NUL', value: cutValue(text), detail: {} })
  const day = dayOf(cell('date'), style.dayShape)
  if ('fault' in day) return at('date', cell('date') === '' ? 'VALUE_REQUIRED' : day.fault, day.reason)
  const sums = readSums(cell, places, style.decimalMark)
  if ('column' in sums) return at(sums.column, sums.code, 'text')
  return { ...shared, day: day.day, ...sums, fault: null }
}

/** The days of a file are few. */
const days = new Map<string, ReturnType<typeof readFecDay>>()

function dayOf(written: string, shape: FecStyle['dayShape']): ReturnType<typeof readFecDay> {
  const key = `${shape} ${written}`
  const known = days.get(key)
  if (known !== undefined) return known
  const read = readFecDay(written, shape)
  if (days.size > 20_000) days.clear()
  days.set(alone(key), read)
  return read
}

function readSums(
  cell: (column: ColumnName) => string,
  places: Places,
  mark: FecStyle['decimalMark'],
):
  | { readonly debit: bigint; readonly credit: bigint }
  | { readonly column: ColumnName; readonly code: RowFault['code'] } {
  if (places.debit !== undefined && places.credit !== undefined) {
    const debit = readCents(cell('debit'), mark)
    if (typeof debit === 'string') return { column: 'debit', code: debit }
    const credit = readCents(cell('credit'), mark)
    return typeof credit === 'string' ? { column: 'credit', code: credit } : { debit, credit }
  }
  const amount = readCents(cell('amount'), mark)
  if (typeof amount === 'string') return { column: 'amount', code: amount }
  const side = readSide(cell('side'))
  if (side === null) return { column: 'side', code: cell('side') === '' ? 'VALUE_REQUIRED' : 'VALUE_UNKNOWN' }
  return side > 0n ? { debit: amount, credit: 0n } : { debit: 0n, credit: amount }
}
