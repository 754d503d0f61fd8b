// CSV as the reader's spreadsheet opens it: UTF-8 with BOM; French semicolons and decimal commas, English commas and
// points. Text is neutralised, numbers stay numbers.
import type { Language } from '../../metric/words.ts'
import { neutralise } from './spreadsheet-text.ts'

export type Cell = string | number | boolean | null
/** A number already written with its exact decimals, such as an amount. */
export interface ExactCell {
  readonly number: string
}

/** A day of the organisation's calendar, written as ISO: no order of day and month to guess. */
export interface DayCell {
  readonly day: string
}
/** A cell given back as it came: a negative number in somebody's own writing. */
export interface LiteralCell {
  readonly literal: string
}
export type CsvCell = Cell | ExactCell | DayCell | LiteralCell

/** The lines of a CSV file, header first, each ending with CRLF. `hasMark` puts the BOM before the first. */
export async function* csvLines(
  header: readonly CsvCell[],
  rows: AsyncIterable<readonly CsvCell[]> | Iterable<readonly CsvCell[]>,
  language: Language,
  hasMark = true,
): AsyncGenerator<string> {
  yield (hasMark ? '\ufeff' : '') + line(header, language)
  let block = ''
  for await (const row of rows) {
    block += line(row, language)
    if (block.length < 32_768) continue
    yield block
    block = ''
  }
  if (block !== '') yield block
}

function line(cells: readonly CsvCell[], language: Language): string {
  const separator = language === 'fr' ? ';' : ','
  return `${cells.map((cell) => quote(write(cell, language), separator)).join(separator)}\r\n`
}

function write(cell: CsvCell, language: Language): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return neutralise(cell)
  if (typeof cell === 'boolean') return yesNo(cell, language)
  if (typeof cell === 'object' && 'day' in cell) return cell.day
  if (typeof cell === 'object' && 'literal' in cell) return cell.literal
  const text = typeof cell === 'number' ? String(cell) : cell.number
  return language === 'fr' ? text.replace('.', ',') : text
}

export function yesNo(value: boolean, language: Language): string {
  if (language === 'fr') return value ? 'oui' : 'non'
  return value ? 'yes' : 'no'
}

function quote(text: string, separator: string): string {
  return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
