// One sheet of a workbook as a table.
import { refuseFile } from '../fault.ts'
import type { FirstLine } from '../first-line.ts'
import { headerWarnings, refuseDuplicateNames, settleHeader, type FoundHeader } from '../header.ts'
import { createRowSieve } from '../rows.ts'
import type { RawRecord, ReadingLimits, RecordBatch, Table } from '../shapes.ts'
import { columnLetters, readSheetRows, type SheetRow } from './sheet.ts'
import type { SheetPart, Workbook } from './workbook.ts'

const peekedRows = 200

/**
 * Opens a sheet; null when it holds nothing.
 * @throws FileRefused HEADER_DUPLICATE, XLSX_CORRUPT
 */
export async function openSheetTable(
  part: SheetPart,
  workbook: Workbook,
  limits: ReadingLimits,
  name: string,
  askedOf?: (columns: number) => FirstLine | undefined,
): Promise<Table | null> {
  const hiddenColumns = new Set<number>()
  const peeked: SheetRow[] = []
  for await (const rows of readSheetRows(part, workbook, limits, hiddenColumns)) {
    peeked.push(...rows)
    if (peeked.length >= peekedRows) break
  }
  const found = settleHeader(peeked.slice(0, peekedRows), askedOf)
  if (found === null) return null
  const header: FoundHeader = { ...found, names: trimNames(found.names) }
  const first = peeked.find(({ row }) => row === header.row)
  if (first?.broken !== undefined) throw brokenCell(first, header, part.name)
  refuseDuplicateNames(header, { sheet: part.name })

  return {
    name,
    origin: 'xlsx',
    encoding: null,
    delimiter: null,
    calendar: workbook.calendar,
    warnings: headerWarnings(header, { sheet: part.name }),
    firstLine: header.firstLine,
    header: header.names,
    headerRow: header.row,
    titleLines: header.titleLines,
    isHidden: part.isHidden,
    hiddenColumns: [...hiddenColumns].filter((column) => column < header.names.length),
    records: () => readRecords(part, workbook, limits, header),
  }
}

async function* readRecords(
  part: SheetPart,
  workbook: Workbook,
  limits: ReadingLimits,
  header: FoundHeader,
): AsyncGenerator<RecordBatch, void> {
  const sieve = createRowSieve(header.names, true)
  const width = header.names.length
  for await (const found of readSheetRows(part, workbook, limits, new Set())) {
    const after = found.filter(({ row }) => row > header.row)
    for (const row of after) {
      if (row.broken !== undefined) throw brokenCell(row, header, part.name)
      padRow(row, width)
    }
    const rows: RawRecord[] = []
    sieve.take(after, rows)
    if (rows.length > 0) yield { rows }
  }
  const rows: RawRecord[] = []
  yield { end: sieve.end(rows), rows }
}

/** Missing cells at the end of a row are blank ones. */
function padRow(row: SheetRow, width: number): void {
  if (row.cells.length >= width) return
  const kinds = new Uint8Array(width)
  kinds.set(row.kinds)
  row.kinds = kinds
  while (row.cells.length < width) row.cells.push('')
}

function trimNames(names: readonly string[]): string[] {
  let length = names.length
  while (length > 0 && names[length - 1] === '') length--
  return names.slice(0, length)
}

function brokenCell({ row, broken }: SheetRow, header: FoundHeader, sheet: string): Error {
  const index = broken?.index ?? 0
  const name = row > header.row ? header.names[index] : undefined
  return refuseFile('XLSX_CORRUPT', {
    row,
    line: row,
    column: name === undefined || name === '' ? columnLetters(index) : name,
    value: broken?.value ?? '',
    detail: { sheet, reason: 'shared string that does not exist' },
  })
}
