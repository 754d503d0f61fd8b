// Whether a Parquet file is what its footer says, before a value is read: every part inside the file, every page of a bounded size,
// as many values as rows. A few bytes can otherwise claim billions.
import type { AsyncBuffer, ColumnMetaData, FileMetaData } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { parquetHeader } from 'hyparquet/src/column.js'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { refuseFile, type FaultDetail, type FileRefused } from '../fault.ts'

/** Writers make pages of a few MiB at most. */
const mostPageBytes = 64 * 1024 ** 2
const mostPageValues = 5_000_000
const mostChunkBytes = 1024 ** 3
/** Unpacked bytes for each byte of the file: text columns with few different values reach some hundreds. */
const mostRatio = 2000
const leastAllowance = 64 * 1024 ** 2

/** Bytes that a file of this size may unpack to. */
export function allowanceOf(fileBytes: number): number {
  return Math.max(leastAllowance, fileBytes * mostRatio)
}

export function corrupt(reason: string, detail: FaultDetail = {}): FileRefused {
  return refuseFile('PARQUET_CORRUPT', { detail: { ...detail, kind: 'parquet', reason } })
}

export function tooLarge(limit: number, detail: FaultDetail): FileRefused {
  return refuseFile('ARCHIVE_TOO_LARGE', { detail: { ...detail, limit } })
}

/** `flat`: paths of the columns that have one value for each row. @throws FileRefused PARQUET_CORRUPT, ARCHIVE_TOO_LARGE */
export async function checkPages(
  file: AsyncBuffer,
  metadata: FileMetaData,
  taken: (path: readonly string[]) => 'flat' | 'nested' | null,
  detail: FaultDetail,
): Promise<void> {
  const allowance = allowanceOf(file.byteLength)
  let unpacked = 0
  for (const group of metadata.row_groups)
    for (const { meta_data: meta } of group.columns) {
      if (meta === undefined) throw corrupt('a column without description', detail)
      const kind = taken(meta.path_in_schema)
      if (kind === null) continue
      const found = await checkChunk(file, meta, detail)
      unpacked += found.bytes
      if (unpacked > allowance) throw tooLarge(allowance, detail)
      const isShort = found.values !== Number(kind === 'flat' ? group.num_rows : meta.num_values)
      if (isShort) throw corrupt('fewer or more values than rows', detail)
    }
}

async function checkChunk(
  file: AsyncBuffer,
  meta: ColumnMetaData,
  detail: FaultDetail,
): Promise<{ values: number; bytes: number }> {
  const start = Number(meta.dictionary_page_offset ?? 0) || Number(meta.data_page_offset)
  const size = Number(meta.total_compressed_size)
  if (!(start >= 4) || !(size >= 0) || start + size > file.byteLength)
    throw corrupt('a part outside the file', detail)
  if (size > mostChunkBytes) throw tooLarge(mostChunkBytes, detail)
  const reader = { view: new DataView(await file.slice(start, start + size)), offset: 0 }
  let [values, bytes] = [0, 0]
  while (reader.offset < size - 1) {
    const page = parquetHeader(reader)
    const held = page.data_page_header?.num_values ?? page.data_page_header_v2?.num_values ?? 0
    const inDictionary = page.dictionary_page_header?.num_values ?? 0
    if (!(page.compressed_page_size >= 0) || reader.offset + page.compressed_page_size > size)
      throw corrupt('a page outside its part', detail)
    if (!(page.uncompressed_page_size >= 0) || page.uncompressed_page_size > mostPageBytes)
      throw tooLarge(mostPageBytes, detail)
    if (held + inDictionary > mostPageValues) throw tooLarge(mostPageBytes, detail)
    values += held
    // What a value needs in memory, even when it needs no byte in the file.
    bytes += page.uncompressed_page_size + held + inDictionary
    reader.offset += page.compressed_page_size
  }
  return { values, bytes }
}

/** Decompressors that cannot be made to write much more than a page says. */
export const boundedCompressors: typeof compressors = {
  ...compressors,
  GZIP: (input, length) => gunzipSync(input, { maxOutputLength: length }),
  BROTLI: (input, length) => brotliDecompressSync(input, { maxOutputLength: length }),
  ZSTD: (input, length) => {
    if (zstdMemory(input) > mostPageBytes) throw new Error('a zstd frame larger than any page')
    return decompressZstd(input, length)
  },
}

function decompressZstd(input: Uint8Array, length: number): Uint8Array {
  const page = compressors.ZSTD?.(input, length)
  if (page === undefined) throw new Error('zstd is not known')
  return page
}

/** What a zstd frame declares: the size of its content, or of the window that it needs. */
function zstdMemory(input: Uint8Array): number {
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength)
  const descriptor = view.getUint8(4)
  const isSingle = (descriptor & 0x20) !== 0
  let at = 5
  let window = 0
  if (!isSingle) {
    const base = 2 ** (10 + (view.getUint8(at) >> 3))
    window = base + (base / 8) * (view.getUint8(at) & 7)
    at++
  }
  at += [0, 1, 2, 4][descriptor & 3] ?? 0
  switch (descriptor >> 6) {
    case 1:
      return view.getUint16(at, true) + 256
    case 2:
      return view.getUint32(at, true)
    case 3:
      return Number(view.getBigUint64(at, true))
    default:
      return isSingle ? view.getUint8(at) : window
  }
}
