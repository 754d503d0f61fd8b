// A delimited text file as a table: encoding and delimiter worked out or obeyed, header found, records read
// as a stream.
import type { ByteSource } from './bytes.ts'
import { createDecoder, decodeText } from './decode.ts'
import { declaredDelimiter, delimiters, inferDelimiter, peekRecords } from './delimiter.ts'
import { refuseFile, type FaultDetail, type ReadingWarning } from './fault.ts'
import { findHeader, refuseDuplicateNames, type FoundHeader } from './header.ts'
import { createRowSieve } from './rows.ts'
import { settleText } from './settle-text.ts'
import type { RawRecord, ReadingLimits, RecordBatch, SettledBy, Table } from './shapes.ts'
import type { Delimiter, Encoding } from './text-form.ts'
import type { ReadingOptions } from './options.ts'
import { createTokenizer } from './tokenizer.ts'

/**
 * Opens a delimited text. Reads it whole once, for the encoding.
 * @throws FileRefused FILE_EMPTY, ENCODING_INVALID, ENCODING_MIXED, HEADER_DUPLICATE, CSV_TOO_MANY_COLUMNS, ...
 */
export async function openCsvTable(
  source: ByteSource,
  limits: ReadingLimits,
  options: ReadingOptions,
  detail: Record<string, string> = {},
): Promise<Table> {
  const settled = await settleText(source, options, detail)
  const { encoding, skip, start } = settled
  const isWhole = start.length === settled.bytes
  const text = decodeStart(start, encoding.value, skip, isWhole)
  if (isWhole && text.trim() === '') throw refuseFile('FILE_EMPTY', { detail })

  const declared = declaredDelimiter(text)
  const delimiter = settleDelimiter(text, isWhole, declared, options)
  const peeked = peekRecords(text, isWhole, delimiter.value, limits.columns)
  const header = findHeader(declared === null ? peeked : peeked.slice(1))
  if (header === null) throw await noHeader(source, encoding.value, skip, delimiter.value, limits, detail)
  refuseDuplicateNames(header, detail)

  const warnings: ReadingWarning[] = [...settled.warnings]
  if (header.titleLines.length > 0)
    warnings.push({
      code: 'TITLE_LINES_SKIPPED',
      row: header.row,
      line: header.line,
      value: header.titleLines[0]?.text ?? '',
      detail: { ...detail, lines: header.titleLines.length },
    })

  return {
    name: source.name,
    origin: 'csv',
    encoding,
    delimiter,
    calendar: 1900,
    warnings,
    header: header.names,
    headerRow: header.row,
    titleLines: header.titleLines,
    isHidden: false,
    hiddenColumns: [],
    records: () => readRecords(source, encoding.value, skip, delimiter.value, header, limits),
  }
}

async function* readRecords(
  source: ByteSource,
  encoding: Encoding,
  skip: number,
  delimiter: string,
  header: FoundHeader,
  limits: ReadingLimits,
): AsyncGenerator<RecordBatch, void> {
  const tokenizer = createTokenizer({
    delimiter,
    maxColumns: limits.columns,
    maxCellCharacters: limits.cellCharacters,
  })
  const sieve = createRowSieve(header.names, false)
  let isPastHeader = false
  for await (const text of decodeText(source, encoding, skip)) {
    let records = tokenizer.push(text)
    if (!isPastHeader) {
      records = records.filter((record) => record.row > header.row)
      isPastHeader = records.length > 0
    }
    const rows: RawRecord[] = []
    sieve.take(records, rows)
    if (rows.length > 0) yield { rows }
  }
  const rows: RawRecord[] = []
  const last = tokenizer.end().filter((record) => record.row > header.row)
  sieve.take(last, rows)
  yield { end: sieve.end(rows), rows }
}

function settleDelimiter(
  text: string,
  isWhole: boolean,
  declared: string | null,
  options: ReadingOptions,
): { value: Delimiter; by: SettledBy } {
  if (options.delimiter !== undefined) return { value: options.delimiter, by: 'option' }
  const known = delimiters.find((delimiter) => delimiter === declared)
  if (known !== undefined) return { value: known, by: 'declared' }
  return { value: inferDelimiter(text, isWhole), by: 'content' }
}

/** Text of the start of a file; a character that the end of the start cuts is left out. */
function decodeStart(start: Buffer, encoding: Encoding, skip: number, isWhole: boolean): string {
  const decoder = createDecoder(encoding)
  const text = decoder.write(start.subarray(skip))
  return isWhole ? text + decoder.end() : text
}

/** No record in the part looked at: the fault that hides it, or a first line without end. */
async function noHeader(
  source: ByteSource,
  encoding: Encoding,
  skip: number,
  delimiter: string,
  limits: ReadingLimits,
  detail: FaultDetail,
): Promise<Error> {
  const tokenizer = createTokenizer({
    delimiter,
    maxColumns: limits.columns,
    maxCellCharacters: limits.cellCharacters,
  })
  for await (const text of decodeText(source, encoding, skip)) if (tokenizer.push(text).length > 0) break
  tokenizer.end()
  return refuseFile('HEADER_MISSING', { row: 1, line: 1, detail })
}
