// The refused rows of an import as CSV, to correct and send again: the cells as they were, under their own names, and
// behind them where each came from and why it was refused. One line per refused row.
import { refusedRows, type RefusedRow } from '../../sources/ingest/index.ts'
import type { Language } from '../../metric/words.ts'
import type { Database } from '../../model/database.ts'
import type { Reader } from '../../model/reader.ts'
import { type CsvCell, csvLines } from './csv.ts'

const titles = {
  fr: [
    'Douze : fichier',
    'Douze : ligne',
    'Douze : ligne du texte',
    'Douze : colonne',
    'Douze : code',
    'Douze : raison',
  ],
  en: ['Douze: file', 'Douze: row', 'Douze: line', 'Douze: column', 'Douze: code', 'Douze: reason'],
}

/** The pieces of the file. Files with other columns follow under a header of their own, after an empty line. */
export async function* refusedRowsCsv(
  database: Database,
  reader: Reader,
  importId: number,
  language: Language,
): AsyncGenerator<string> {
  let header: readonly string[] | null = null
  for await (const faults of byRow(refusedRows(database, reader, importId))) {
    const [first] = faults
    if (first === undefined) continue
    const isNew = header === null || header.join('\0') !== first.header.join('\0')
    if (isNew) {
      if (header !== null) yield '\r\n'
      yield* csvLines([...first.header, ...titles[language]], [], language, header === null)
      header = first.header
    }
    yield* csvLines(cellsOf(faults, language), [], language, false)
  }
  if (header === null) yield* csvLines(titles[language], [], language)
}

/** Faults of one row, which follow each other, as one. */
async function* byRow(faults: AsyncIterable<RefusedRow>): AsyncGenerator<RefusedRow[]> {
  let row: RefusedRow[] = []
  for await (const fault of faults) {
    const [first] = row
    if (first !== undefined && (first.file !== fault.file || first.row !== fault.row)) {
      yield row
      row = []
    }
    row.push(fault)
  }
  if (row.length > 0) yield row
}

function cellsOf(faults: readonly RefusedRow[], language: Language): CsvCell[] {
  const [first] = faults
  if (first === undefined) return []
  const cells = first.header.map((_, at) => asWritten(first.cells[at] ?? ''))
  const extra = first.cells.slice(first.header.length)
  const all = (part: (fault: RefusedRow) => string | null): string =>
    [...new Set(faults.map(part).filter((text) => text !== null && text !== ''))].join(' | ')
  return [
    ...cells,
    first.file,
    String(first.row),
    first.line === null ? '' : String(first.line),
    all((fault) => fault.column),
    all((fault) => fault.code),
    all((fault) => fault.sentence[language]) + (extra.length > 0 ? ` [${extra.join(' | ')}]` : ''),
  ]
}

/** A negative number is no formula, and must be taken again as it was. */
function asWritten(cell: string): CsvCell {
  return /^-\d[\d .,\u00a0\u202f]*$/.test(cell) ? { literal: cell } : cell
}
