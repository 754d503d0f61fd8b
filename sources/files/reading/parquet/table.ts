// A Parquet file as a table, read in windows of rows: a writer may put a million in one group.
import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
} from 'hyparquet'
import { open } from 'node:fs/promises'
import { leftOutRemark } from '../column-names.ts'
import { parquetIsWhole } from '../content.ts'
import { FileRefused, refuseFile, type FaultDetail, type RowFault } from '../fault.ts'
import type { RawRecord, ReadingLimits, RecordBatch, Table } from '../shapes.ts'
import { describeColumns, type ParquetColumn } from './columns.ts'
import { allowanceOf, boundedCompressors, checkPages, corrupt, tooLarge } from './pages.ts'

const windowRows = 20_000
/** A nested column is decoded from the start of its group for each window: fewer and larger ones. */
const nestedWindowRows = 200_000
const mostFooterBytes = 64 * 1024 ** 2

/**
 * Opens a Parquet file that is on disk.
 * @throws FileRefused PARQUET_CORRUPT, ARCHIVE_TOO_LARGE, CSV_TOO_MANY_COLUMNS
 */
export async function openParquet(
  name: string,
  path: string,
  limits: ReadingLimits,
  detail: FaultDetail = {},
): Promise<Table> {
  return withFile(path, async (file) => {
    const metadata = await readFooter(file, detail)
    const { columns, leftOut } = describeColumns(parquetSchema(metadata))
    if (columns.length === 0)
      throw refuseFile('FILE_TYPE_REFUSED', { detail: { ...detail, kind: 'parquet' } })
    if (columns.length > limits.columns)
      throw refuseFile('CSV_TOO_MANY_COLUMNS', { detail: { ...detail, limit: limits.columns } })
    const kinds = new Map(columns.map(({ top, isNested }) => [top, isNested ? 'nested' : 'flat'] as const))
    await guarded(detail, () => checkPages(file, metadata, ([top = '']) => kinds.get(top) ?? null, detail))
    return {
      name,
      origin: 'parquet',
      encoding: null,
      delimiter: null,
      calendar: 1900,
      warnings: [],
      remarks: leftOutRemark(leftOut),
      header: columns.map(({ name: column }) => column),
      headerRow: 0,
      titleLines: [],
      isHidden: false,
      hiddenColumns: [],
      records: () => readRecords(path, metadata, columns, limits, detail, allowanceOf(file.byteLength)),
    }
  })
}

async function readFooter(file: AsyncBuffer, detail: FaultDetail): Promise<FileMetaData> {
  const end = Buffer.from(await file.slice(Math.max(0, file.byteLength - 8), file.byteLength))
  if (!parquetIsWhole(file.byteLength, end)) throw corrupt('no footer', detail)
  if (end.readUInt32LE(0) > mostFooterBytes) throw corrupt('a footer too large', detail)
  return guarded(detail, () => parquetMetadataAsync(file, { geoparquet: false }))
}

async function* readRecords(
  path: string,
  metadata: FileMetaData,
  columns: readonly ParquetColumn[],
  limits: ReadingLimits,
  detail: FaultDetail,
  allowance: number,
): AsyncGenerator<RecordBatch, void> {
  const tops = [...new Set(columns.map(({ top }) => top))]
  const size = columns.some(({ isNested }) => isNested) ? nestedWindowRows : windowRows
  let row = 0
  // A long text that a dictionary holds once may stand in millions of rows: what it becomes is counted, and not its pages alone.
  let characters = 0
  for (const [rowStart, rowEnd] of windowsOf(metadata, size)) {
    const found = await withFile(path, (file) =>
      guarded(detail, () => readWindow(file, metadata, tops, rowStart, rowEnd)),
    )
    for (let at = 0; at < found.length; at += windowRows) {
      const rows: RawRecord[] = []
      for (const values of found.slice(at, at + windowRows)) {
        const record = recordOf(++row, values, columns, tops, limits)
        for (const cell of record.cells) characters += cell.length
        if (characters > allowance) throw tooLarge(allowance, detail)
        rows.push(record)
      }
      yield { rows }
    }
  }
  yield { rows: [], end: { records: row, leftOut: [], emptyRows: 0 } }
}

function* windowsOf(metadata: FileMetaData, size: number): Generator<readonly [number, number], void> {
  let start = 0
  for (const group of metadata.row_groups) {
    const end = start + Number(group.num_rows)
    for (; start < end; start = Math.min(start + size, end)) yield [start, Math.min(start + size, end)]
  }
}

function readWindow(
  file: AsyncBuffer,
  metadata: FileMetaData,
  columns: string[],
  rowStart: number,
  rowEnd: number,
): Promise<unknown[][]> {
  return new Promise((resolve, reject) => {
    parquetRead({
      file,
      metadata,
      columns,
      rowStart,
      rowEnd,
      utf8: false,
      compressors: boundedCompressors,
      parsers: { timestampFromNanoseconds: (nanos) => new Date(Number(nanos / 1_000_000n)) },
      onComplete: resolve,
    }).catch(reject)
  })
}

function recordOf(
  row: number,
  values: readonly unknown[],
  columns: readonly ParquetColumn[],
  tops: readonly string[],
  limits: ReadingLimits,
): RawRecord {
  const cells: string[] = []
  const kinds = new Uint8Array(columns.length)
  const faults: RowFault[] = []
  for (const [index, column] of columns.entries()) {
    const { text, kind } = column.read(values[tops.indexOf(column.top)])
    const place = { row, line: row, column: column.name, index, value: text.slice(0, 200) }
    if (text.length > limits.cellCharacters)
      faults.push({ code: 'TEXT_TOO_LONG', ...place, detail: { limit: limits.cellCharacters } })
    else if (text.includes('\0')) faults.push({ code: 'TEXT_NUL', ...place, detail: {} })
    cells.push(text.slice(0, limits.cellCharacters))
    kinds[index] = kind
  }
  return { row, line: row, cells, kinds, ...(faults.length === 0 ? {} : { faults }) }
}

/** Whatever the reader underneath makes of bytes that do not fit is a broken file. */
async function guarded<Result>(detail: FaultDetail, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof FileRefused || isOfFileSystem(error)) throw error
    throw corrupt(error instanceof Error ? error.message.slice(0, 200) : 'unreadable', detail)
  }
}

function isOfFileSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}

async function withFile<Result>(path: string, work: (file: AsyncBuffer) => Promise<Result>): Promise<Result> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    return await work({
      byteLength: size,
      async slice(start, end = size) {
        const buffer = new ArrayBuffer(Math.max(0, Math.min(end, size) - start))
        await file.read(new Uint8Array(buffer), 0, buffer.byteLength, start)
        return buffer
      },
    })
  } finally {
    await file.close()
  }
}
