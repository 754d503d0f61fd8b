// The rows of one sheet as they stand in its XML, each cell as text with its kind. What the sheet declares
// about its own size is not believed.
import { refuseFile, type RowFault } from '../fault.ts'
import { cellKind, type ReadingLimits } from '../shapes.ts'
import { formatClock, percentText, plainDecimal, serialToDate } from './format.ts'
import { createTextGatherer, type SheetPart, type Workbook } from './workbook.ts'
import { decodeEscapes, readXml, type XmlHandler } from './xml.ts'

export interface SheetRow {
  readonly row: number
  readonly line: number
  cells: string[]
  kinds: Uint8Array
  faults: RowFault[] | undefined
  readonly afterBlank: boolean
  /** A cell that points to a shared string that does not exist: the file cannot be trusted. */
  broken: { readonly index: number; readonly value: string } | undefined
}

const lastRow = 1_048_576
const secondsPerDay = 86_400
const notFinite = /^\s*[-+]?(?:nan|inf(?:inity)?|\d+(?:\.\d+)?e\+?\d{3,5})\s*$/i

interface SheetReader {
  readonly handler: XmlHandler
  /** Rows gathered since the last call. */
  takeRows(): SheetRow[]
  readonly hiddenColumns: Set<number>
  readonly place: () => { row?: number }
}

/** Rows with content, in order, chunk by chunk; those without are passed over. */
export async function* readSheetRows(
  part: SheetPart,
  workbook: Workbook,
  limits: ReadingLimits,
  hiddenColumns: Set<number>,
): AsyncGenerator<SheetRow[], void> {
  const reader = createSheetReader(part, workbook, limits, hiddenColumns)
  for await (const _ of readXml(part.member.source, reader.handler, reader.place)) {
    const rows = reader.takeRows()
    if (rows.length > 0) yield rows
  }
}

function createSheetReader(
  part: SheetPart,
  workbook: Workbook,
  limits: ReadingLimits,
  hiddenColumns: Set<number>,
): SheetReader {
  let rows: SheetRow[] = []
  let row = 0
  let lastWithContent = 0
  let cells: string[] = []
  let kinds: number[] = []
  let faults: RowFault[] | undefined
  let broken: SheetRow['broken']
  let hasContent = false
  let isInSheetData = false

  let column = -1
  let type = 'n'
  let style = 0
  let stored = ''
  let isInValue = false
  let hasValue = false
  let hasFormula = false
  let isInline = false
  const inline = createTextGatherer()

  function corrupt(reason: string): Error {
    return refuseFile('XLSX_CORRUPT', { row, detail: { sheet: part.name, reason } })
  }

  function startRow(attributes: Readonly<Record<string, string>>): void {
    const number = attributes['r'] === undefined ? row + 1 : Number(attributes['r'])
    if (!Number.isInteger(number) || number <= row || number > lastRow) throw corrupt('row number')
    row = number
    cells = []
    kinds = []
    faults = undefined
    broken = undefined
    hasContent = false
    column = -1
  }

  function startCell(attributes: Readonly<Record<string, string>>): void {
    const reference = attributes['r']
    const found = reference === undefined ? column + 1 : columnOfReference(reference)
    if (found <= column) throw corrupt(`cell ${reference ?? column}`)
    column = found
    type = attributes['t'] ?? 'n'
    style = Number(attributes['s'] ?? 0)
    stored = ''
    hasValue = false
    hasFormula = false
    isInline = false
  }

  function endCell(): void {
    const kind = isInline
      ? takeInline()
      : hasValue
        ? takeStored()
        : hasFormula
          ? cellKind.unvalued
          : cellKind.blank
    if (kind === cellKind.blank) return
    hasContent = true
    if (column >= limits.columns)
      throw refuseFile('CSV_TOO_MANY_COLUMNS', {
        row,
        line: row,
        detail: { sheet: part.name, limit: limits.columns },
      })
    while (cells.length < column) {
      cells.push('')
      kinds.push(cellKind.blank)
    }
    let text = kind === cellKind.unvalued ? '' : stored
    if (text.length > limits.cellCharacters) {
      text = text.slice(0, limits.cellCharacters)
      addFault('TEXT_TOO_LONG', { limit: limits.cellCharacters })
    }
    if (text.includes('\0')) addFault('TEXT_NUL', {})
    if (kind === cellKind.error) addFault('CELL_ERROR', {})
    cells.push(text)
    kinds.push(kind)
  }

  function addFault(code: RowFault['code'], detail: RowFault['detail']): void {
    ;(faults ??= []).push({ code, row, line: row, index: column, detail })
  }

  function takeInline(): number {
    stored = inline.end()
    return stored === '' ? cellKind.blank : cellKind.text
  }

  /** Turns the stored value into the cell's text, in place, and answers its kind. */
  function takeStored(): number {
    switch (type) {
      case 's': {
        const shared = /^\s*\d+\s*$/.test(stored) ? workbook.strings[Number(stored)] : undefined
        if (shared === undefined) broken ??= { index: column, value: stored }
        stored = shared ?? ''
        return stored === '' && shared !== undefined ? cellKind.blank : cellKind.text
      }
      case 'str':
      case 'inlineStr':
        stored = decodeEscapes(stored)
        return stored === '' ? cellKind.blank : cellKind.text
      case 'b':
        stored = stored.trim() === '1' || stored.trim() === 'true' ? 'true' : 'false'
        return cellKind.flag
      case 'e':
        return cellKind.error
      case 'd':
        stored = stored.trim().replace('T', ' ')
        return stored.length > 10 ? cellKind.dayAndTime : cellKind.day
      default:
        return takeNumber()
    }
  }

  function takeNumber(): number {
    const decimal = plainDecimal(stored)
    if (decimal === null) {
      if (stored.trim() === '') return hasFormula ? cellKind.unvalued : cellKind.blank
      // What programs write of a number that is none, or too large: its row is at fault, not the workbook.
      if (notFinite.test(stored)) return cellKind.text
      throw corrupt(`number in column ${columnLetters(column)}`)
    }
    const format = workbook.formats[style] ?? 'number'
    const serial = Number(decimal)
    stored = decimal
    if (format === 'number') return cellKind.number
    if (format === 'percentage') {
      stored = percentText(decimal)
      return cellKind.percentage
    }
    if ((format === 'elapsed' || (format === 'time' && serial < 1)) && serial >= 0) {
      stored = formatClock(Math.round(serial * secondsPerDay))
      return cellKind.duration
    }
    const date = serialToDate(serial, workbook.calendar)
    if (date === null) return cellKind.number
    stored = date.time === null ? date.day : `${date.day} ${date.time}`
    return date.time === null ? cellKind.day : cellKind.dayAndTime
  }

  function endRow(): void {
    if (!hasContent) return
    const afterBlank = row > lastWithContent + 1
    rows.push({ row, line: row, cells, kinds: Uint8Array.from(kinds), faults, afterBlank, broken })
    lastWithContent = row
  }

  const handler: XmlHandler = {
    open(name, attributes) {
      if (!isInSheetData) {
        if (name === 'sheetData') isInSheetData = true
        else if (name === 'col') noteHidden(attributes, hiddenColumns)
        return
      }
      if (name === 'c') startCell(attributes)
      else if (name === 'v') {
        isInValue = true
        hasValue = true
      } else if (name === 'row') startRow(attributes)
      else if (name === 'f') hasFormula = true
      else if (name === 'is') {
        isInline = true
        inline.start()
      } else if (isInline) inline.open(name, attributes)
    },
    close(name) {
      if (!isInSheetData) return
      if (name === 'v') isInValue = false
      else if (name === 'c') endCell()
      else if (name === 'row') endRow()
      else if (name === 'sheetData') isInSheetData = false
      else if (isInline) inline.close(name)
    },
    text(text) {
      if (isInValue) stored += text
      else if (isInline) inline.text(text)
    },
  }
  return {
    handler,
    hiddenColumns,
    takeRows() {
      const taken = rows
      rows = []
      return taken
    },
    place: () => (row === 0 ? {} : { row }),
  }
}

function noteHidden(attributes: Readonly<Record<string, string>>, hidden: Set<number>): void {
  if (attributes['hidden'] !== '1' && attributes['hidden'] !== 'true') return
  const from = Number(attributes['min'])
  const to = Math.min(Number(attributes['max']), 1000)
  for (let column = from; column <= to; column++) hidden.add(column - 1)
}

/** 'C12' is column 2; -1 when it is no reference. */
function columnOfReference(reference: string): number {
  let column = 0
  for (let index = 0; index < reference.length; index++) {
    const code = reference.charCodeAt(index) & ~0x20
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
    if (column > 16_384) return -1
  }
  return column - 1
}

/** Column 2 is 'C'. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}
