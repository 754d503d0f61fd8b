// Delimited text to records, fed piece by piece: whatever the boundaries of the pieces, the records are the
// same. One pass and no look-back, so a record of any length costs its length once.
import { refuseFile, type RowFault } from './fault.ts'

export interface TokenizedRecord {
  /** Record number, from 1; blank lines do not count. */
  readonly row: number
  /** Physical line where the record starts, from 1. */
  readonly line: number
  cells: string[]
  faults: RowFault[] | undefined
  /** One or more blank lines stand before it. */
  readonly afterBlank: boolean
  /** The last record of a file that stops without a line end. */
  isUnended: boolean
}

export interface TokenizerOptions {
  readonly delimiter: string
  readonly maxColumns: number
  readonly maxCellCharacters: number
}

export interface Tokenizer {
  /**
   * Takes the next piece; adds the records that it completes to `out` and answers it.
   * @throws FileRefused CSV_TOO_MANY_COLUMNS, after adding the records before
   */
  push(text: string, out?: TokenizedRecord[]): TokenizedRecord[]
  /** The last record, if any. @throws FileRefused CSV_UNTERMINATED_QUOTE, with the record where the quote opened */
  end(): TokenizedRecord[]
}

// Where we are within a record.
const recordStart = 0
const fieldStart = 1
const unquoted = 2
const quoted = 3
const afterQuote = 4

const lf = 10
const cr = 13
const quote = 34

/**
 * A tokenizer for one delimiter. Line ends are LF, CRLF or CR, also mixed. A quote inside an unquoted field is an ordinary
 * character; text after a closing quote marks the record ROW_BAD_QUOTE and counts as part of the field.
 */
export function createTokenizer({ delimiter, maxColumns, maxCellCharacters }: TokenizerOptions): Tokenizer {
  const delimiterCode = delimiter.charCodeAt(0)
  let state = recordStart
  let cells: string[] = []
  let field = ''
  let faults: RowFault[] | undefined
  let row = 0
  let line = 1 // physical line of the reading position
  let recordLine = 1
  let afterBlank = false
  let skipLf = false // the previous piece ended on CR: a LF at the start of this one belongs to it
  let crInQuotes = false // the same, within quotes, where both characters are kept
  let sawNul = false

  function addToField(text: string): void {
    if (field.length + text.length <= maxCellCharacters) field += text
    else cutField(text)
  }

  function cutField(text: string): void {
    if (field.length < maxCellCharacters) field += text.slice(0, maxCellCharacters - field.length)
    if (!faults?.some((fault) => fault.code === 'TEXT_TOO_LONG' && fault.index === cells.length))
      addFault('TEXT_TOO_LONG', { limit: maxCellCharacters }, cells.length)
  }

  function addFault(code: RowFault['code'], detail: RowFault['detail'], index?: number): void {
    const fault = { code, row: row + 1, line: recordLine, detail, ...(index === undefined ? {} : { index }) }
    ;(faults ??= []).push(fault)
  }

  function closeField(): void {
    cells.push(field)
    field = ''
    if (cells.length > maxColumns) throw tooManyColumns()
  }

  function tooManyColumns(): Error {
    return refuseFile('CSV_TOO_MANY_COLUMNS', {
      row: row + 1,
      line: recordLine,
      detail: { limit: maxColumns },
    })
  }

  function closeRecord(out: TokenizedRecord[], isUnended: boolean): void {
    const isBlank = cells.length === 1 && faults === undefined && cells[0]?.trim() === ''
    if (isBlank) afterBlank = true
    else {
      if (sawNul) markNul()
      out.push({ row: ++row, line: recordLine, cells, faults, afterBlank, isUnended })
      afterBlank = false
    }
    cells = []
    faults = undefined
    state = recordStart
  }

  function markNul(): void {
    for (let index = 0; index < cells.length; index++)
      if (cells[index]?.includes('\0') === true) addFault('TEXT_NUL', {}, index)
  }

  function push(text: string, out: TokenizedRecord[] = []): TokenizedRecord[] {
    const end = text.length
    if (!sawNul) sawNul = text.includes('\0')
    let at = 0
    // The next of each character that matters, found once and kept until passed; `end` when there is none.
    let nextLf = find('\n', 0)
    let nextCr = find('\r', 0)
    let nextQuote = find('"', 0)

    function find(character: string, from: number): number {
      const found = text.indexOf(character, from)
      return found < 0 ? end : found
    }

    function countLines(from: number, to: number): void {
      if (nextLf < from) nextLf = find('\n', from)
      if (nextCr < from) nextCr = find('\r', from)
      if (nextLf >= to && nextCr >= to) {
        if (to > from) crInQuotes = false
        return
      }
      for (let index = from; index < to; index++) {
        const code = text.charCodeAt(index)
        if (code === cr || (code === lf && !crInQuotes)) line++
        crInQuotes = code === cr
      }
    }

    /** Takes the line end at `at`, which is LF or CR. */
    function passLineEnd(): void {
      line++
      if (text.charCodeAt(at) === cr) {
        if (at + 1 === end) skipLf = true
        else if (text.charCodeAt(at + 1) === lf) at++
      }
      at++
    }

    if (skipLf && end > 0) {
      if (text.charCodeAt(0) === lf) at = 1
      skipLf = false
    }

    while (at < end) {
      if (state === recordStart) {
        recordLine = line
        if (nextLf < at) nextLf = find('\n', at)
        if (nextCr < at) nextCr = find('\r', at)
        if (nextQuote < at) nextQuote = find('"', at)
        const lineEnd = nextLf < nextCr ? nextLf : nextCr
        // The fast way: a whole line in this piece, without any quote and not too long for one cell.
        if (lineEnd < end && nextQuote > lineEnd && lineEnd - at <= maxCellCharacters) {
          if (lineEnd === at) afterBlank = true
          else {
            // Infinity would be taken for none.
            cells = text.slice(at, lineEnd).split(delimiter, Math.min(maxColumns, 1e9) + 1)
            if (cells.length > maxColumns) throw tooManyColumns()
            closeRecord(out, false)
          }
          at = lineEnd
          passLineEnd()
          continue
        }
        state = fieldStart
      }
      if (state === fieldStart) {
        if (text.charCodeAt(at) === quote) {
          state = quoted
          crInQuotes = false
          at++
        } else state = unquoted
        continue
      }
      if (state === unquoted) {
        let stop = at
        let code = 0
        while (stop < end) {
          code = text.charCodeAt(stop)
          if (code === delimiterCode || code === lf || code === cr) break
          stop++
        }
        addToField(text.slice(at, stop))
        at = stop
        if (stop === end) continue
        closeField()
        if (code === delimiterCode) {
          at++
          state = fieldStart
        } else {
          closeRecord(out, false)
          passLineEnd()
        }
        continue
      }
      if (state === quoted) {
        if (nextQuote < at) nextQuote = find('"', at)
        countLines(at, nextQuote)
        addToField(text.slice(at, nextQuote))
        at = nextQuote
        if (at < end) {
          state = afterQuote
          at++
        }
        continue
      }
      // After a quote within a quoted field: a second one is a quote of the text, else the field is over.
      const code = text.charCodeAt(at)
      if (code === quote) {
        addToField('"')
        crInQuotes = false
        at++
        state = quoted
      } else if (code === delimiterCode) {
        closeField()
        at++
        state = fieldStart
      } else if (code === lf || code === cr) {
        closeField()
        closeRecord(out, false)
        passLineEnd()
      } else {
        if (!faults?.some((fault) => fault.code === 'ROW_BAD_QUOTE'))
          addFault('ROW_BAD_QUOTE', { field: cells.length + 1 })
        field = `"${field}"`
        state = unquoted
      }
    }
    return out
  }

  function finish(): TokenizedRecord[] {
    const out: TokenizedRecord[] = []
    if (state === recordStart) return out
    if (state === quoted)
      throw refuseFile('CSV_UNTERMINATED_QUOTE', {
        row: row + 1,
        line: recordLine,
        value: field,
        detail: { field: cells.length + 1 },
      })
    closeField()
    closeRecord(out, true)
    return out
  }

  return { push, end: finish }
}
