// A delimited text file as a table: encoding and delimiter worked out or obeyed, header found, records read
// as a stream.
import type { ByteSource } from './bytes.ts'
import { createDecoder, decodeText } from './decode.ts'
import { createAlignedReader, inferAligned, type AlignedLayout } from './aligned.ts'
import { declaredDelimiter, delimiters, findDelimiter, inferDelimiter, peekRecords } from './delimiter.ts'
import { refuseFile, type FaultDetail, type ReadingWarning } from './fault.ts'
import { headerWarnings, refuseDuplicateNames, settleHeader, type FoundHeader } from './header.ts'
import { createRowSieve } from './rows.ts'
import { settleText } from './settle-text.ts'
import type { RawRecord, ReadingLimits, RecordBatch, SettledBy, Table } from './shapes.ts'
import type { Delimiter, Encoding } from './text-form.ts'
import type { ReadingOptions } from './options.ts'
import { createTokenizer, type Tokenizer } from './tokenizer.ts'

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
  const { layout, ...delimiter } = settleDelimiter(text, isWhole, declared, options)
  const tokenizer = (): Tokenizer =>
    layout === null
      ? createTokenizer({
          delimiter: delimiter.value,
          maxColumns: limits.columns,
          maxCellCharacters: limits.cellCharacters,
        })
      : createAlignedReader({ layout, maxColumns: limits.columns, maxCellCharacters: limits.cellCharacters })
  const peeked = peekRecords(text, isWhole, tokenizer())
  const header = settleHeader(declared === null ? peeked : peeked.slice(1), (columns) =>
    options.firstLineOf?.(source.name, columns),
  )
  if (header === null) throw await noHeader(decodeText(source, encoding.value, skip), tokenizer(), detail)
  refuseDuplicateNames(header, detail)

  const warnings: ReadingWarning[] = [...settled.warnings, ...headerWarnings(header, detail)]
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
    firstLine: header.firstLine,
    records: () => readRecords(decodeText(source, encoding.value, skip), tokenizer(), header),
  }
}

async function* readRecords(
  pieces: AsyncIterable<string>,
  tokenizer: Tokenizer,
  header: FoundHeader,
): AsyncGenerator<RecordBatch, void> {
  const sieve = createRowSieve(header.names, false)
  let isPastHeader = false
  for await (const text of pieces) {
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
): { value: Delimiter; by: SettledBy; layout: AlignedLayout | null } {
  const asked = options.delimiter
  if (asked !== undefined)
    return {
      value: asked,
      by: 'option',
      layout: asked === ' ' ? (inferAligned(text, isWhole) ?? 'runs') : null,
    }
  const known = delimiters.find((delimiter) => delimiter === declared)
  if (known !== undefined) return { value: known, by: 'declared', layout: null }
  const found = findDelimiter(text, isWhole)
  // Commas within numbers part no cells where blanks do.
  const isOpen = found === null || (found === ',' && !/,(?!\d)|(?<!\d),/.test(text))
  const layout = isOpen ? inferAligned(text, isWhole) : null
  if (layout !== null) return { value: ' ', by: 'content', layout }
  return { value: found ?? inferDelimiter(text, isWhole), by: 'content', layout: null }
}

/** Text of the start of a file; a character that the end of the start cuts is left out. */
function decodeStart(start: Buffer, encoding: Encoding, skip: number, isWhole: boolean): string {
  const decoder = createDecoder(encoding)
  const text = decoder.write(start.subarray(skip))
  return isWhole ? text + decoder.end() : text
}

/** No record in the part looked at: the fault that hides it, or a first line without end. */
async function noHeader(
  pieces: AsyncIterable<string>,
  tokenizer: Tokenizer,
  detail: FaultDetail,
): Promise<Error> {
  for await (const text of pieces) if (tokenizer.push(text).length > 0) break
  tokenizer.end()
  return refuseFile('HEADER_MISSING', { row: 1, line: 1, detail })
}
