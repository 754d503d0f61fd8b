// A delimited text file as a table: encoding and delimiter worked out or obeyed, header found, records read
// as a stream.
import { readStart, type ByteSource } from './bytes.ts'
import { createDecoder, decodeText } from './decode.ts'
import { declaredDelimiter, delimiters, inferDelimiter, peekRecords } from './delimiter.ts'
import { judgeEncoding, surveyEncoding, type EncodingSurvey } from './encoding.ts'
import { refuseFile, type FaultDetail, type ReadingWarning } from './fault.ts'
import { findHeader, refuseDuplicateNames, type FoundHeader } from './header.ts'
import { createRowSieve } from './rows.ts'
import type {
  Delimiter,
  Encoding,
  RawRecord,
  ReadingLimits,
  ReadingOptions,
  RecordBatch,
  SettledBy,
  Table,
} from './shapes.ts'
import { createTokenizer } from './tokenizer.ts'

/** How much of a text is looked at to find its delimiter and its header. */
const peekedBytes = 256 * 1024

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
  const survey = await surveyEncoding(source)
  const start = await readStart(source, peekedBytes)
  const encoding = await settleEncoding(source, survey, start, options, detail)
  const skip = skippedBytes(survey, encoding.value)
  const isWhole = start.length === survey.bytes
  const text = decodeStart(start, encoding.value, skip, isWhole)
  if (isWhole && text.trim() === '') throw refuseFile('FILE_EMPTY', { detail })

  const declared = declaredDelimiter(text)
  const delimiter = settleDelimiter(text, isWhole, declared, options)
  const peeked = peekRecords(text, isWhole, delimiter.value, limits.columns)
  const header = findHeader(declared === null ? peeked : peeked.slice(1))
  if (header === null) throw await noHeader(source, encoding.value, skip, delimiter.value, limits, detail)
  refuseDuplicateNames(header, detail)

  const warnings: ReadingWarning[] = []
  if (encoding.assumed) warnings.push(await previewAssumed(source, survey, detail))
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
    encoding: { value: encoding.value, by: encoding.by },
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

async function settleEncoding(
  source: ByteSource,
  survey: EncodingSurvey,
  start: Buffer,
  options: ReadingOptions,
  detail: FaultDetail,
): Promise<{ value: Encoding; by: SettledBy; assumed: boolean }> {
  if (survey.bytes === survey.bomLength) throw refuseFile('FILE_EMPTY', { detail })
  const forced = options.encoding
  if (forced !== undefined && forced !== 'utf-8') return { value: forced, by: 'option', assumed: false }
  const judged = judgeEncoding(survey)
  if ('encoding' in judged && (forced === undefined || judged.encoding === forced))
    return {
      value: judged.encoding,
      by: forced === undefined ? judged.by : 'option',
      assumed: judged.assumed,
    }
  const byteOffset = 'fault' in judged ? judged.byteOffset : survey.firstInvalid
  const code = 'fault' in judged ? judged.fault : 'ENCODING_INVALID'
  if (byteOffset <= 0) throw refuseFile(code, { detail: { ...detail, nulBytes: survey.nulBytes } })
  const place = await locateByte(source, byteOffset, start, survey.bomLength)
  throw refuseFile(code, { ...place, detail: { ...detail, byteOffset } })
}

/** Row and line of a byte. The bytes before it are read as Latin-1, where every byte is one character. */
async function locateByte(
  source: ByteSource,
  byteOffset: number,
  start: Buffer,
  skip: number,
): Promise<{ row: number; line: number }> {
  const text = start.toString('latin1', skip)
  const delimiter = declaredDelimiter(text) ?? inferDelimiter(text, false)
  const tokenizer = createTokenizer({ delimiter, maxColumns: Infinity, maxCellCharacters: 1000 })
  let last = { row: 0, line: 0 }
  const decoded = (async function* () {
    let at = 0
    for await (const chunk of source.chunks()) {
      yield chunk.toString('latin1', at === 0 ? skip : 0, Math.min(chunk.length, byteOffset + 1 - at))
      at += chunk.length
      if (at > byteOffset) return
    }
  })()
  for await (const piece of decoded) {
    for (const { row, line } of tokenizer.push(piece)) last = { row, line }
  }
  // The record that holds the byte is not complete: closing a quote that may be open ends it.
  const rest = [...tokenizer.push('"\n'), ...endQuietly(tokenizer)]
  return rest[0] === undefined ? last : { row: rest[0].row, line: rest[0].line }
}

function endQuietly(tokenizer: ReturnType<typeof createTokenizer>): { row: number; line: number }[] {
  try {
    return tokenizer.end()
  } catch {
    return []
  }
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

/** Bytes of the mark to skip: a forced encoding still skips the mark that is its own. */
function skippedBytes(survey: EncodingSurvey, encoding: Encoding): number {
  return survey.bom === encoding ? survey.bomLength : 0
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

/** ENCODING_ASSUMED with the first words that the assumption changes, so that a person can judge it. */
async function previewAssumed(
  source: ByteSource,
  survey: EncodingSurvey,
  detail: FaultDetail,
): Promise<ReadingWarning> {
  const from = Math.max(survey.bomLength, survey.firstInvalid - 30)
  const decoder = createDecoder('windows-1252')
  let preview = ''
  let at = 0
  for await (const chunk of source.chunks()) {
    if (at + chunk.length > from)
      preview += decoder.write(
        chunk.subarray(Math.max(0, from - at), Math.max(0, survey.firstInvalid + 50 - at)),
      )
    at += chunk.length
    if (at >= survey.firstInvalid + 50) break
  }
  const byteOffset = survey.firstInvalid >= 0 ? survey.firstInvalid : survey.cutSequence
  return {
    code: 'ENCODING_ASSUMED',
    row: 0,
    value: preview.replace(/\s+/g, ' ').trim(),
    detail: { ...detail, encoding: 'windows-1252', byteOffset },
  }
}
