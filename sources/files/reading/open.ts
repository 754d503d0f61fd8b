// Opens any dropped file: decides by content what it is, and yields the tables inside.
import { createWriteStream } from 'node:fs'
import { mkdtemp, open, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { openArchive, type Archive } from './archive.ts'
import { fileSource, gzipSource, readStart, type ByteSource } from './bytes.ts'
import { contentKind, fileEnding, promisesBinary, type ContentKind } from './content.ts'
import { openCsvTable } from './csv-table.ts'
import { FileRefused, refuseFile } from './fault.ts'
import { refuseNoTable } from './no-table.ts'
import {
  defaultLimits,
  type LeftOutPart,
  type OpenedFile,
  type ReadingLimits,
  type ReadingOptions,
  type Table,
} from './shapes.ts'
import { openSheetTable } from './xlsx/table.ts'
import { indexMembers, looksInside, readWorkbook, type Workbook } from './xlsx/workbook.ts'

const startBytes = 16 * 1024

/** What `openFile` gathers while it works. */
interface Opening {
  readonly limits: ReadingLimits
  readonly options: ReadingOptions
  readonly leftOut: LeftOutPart[]
  readonly archives: Archive[]
  /** Folder for workbooks found inside an archive; made when the first one is met. */
  folder: string | null
  unpackedFiles: number
}

/**
 * Opens a file for reading. Nothing is unpacked to disk but a workbook inside an archive, which `close` removes.
 * `source.name` is what the person called it, `source.path` where the server put it.
 * @throws FileRefused with a code of the file; errors of the file system pass through
 */
export async function openFile(
  source: { readonly name: string; readonly path: string },
  options: ReadingOptions = {},
): Promise<OpenedFile> {
  const limits = { ...defaultLimits, ...options.limits }
  const { size } = await stat(source.path)
  if (size === 0) throw refuseFile('FILE_EMPTY')
  if (size > limits.fileBytes)
    throw refuseFile('FILE_TOO_LARGE', { detail: { bytes: size, limit: limits.fileBytes } })
  const opening: Opening = { limits, options, leftOut: [], archives: [], folder: null, unpackedFiles: 0 }
  const bytes = fileSource(source.name, source.path)
  const start = await readStart(bytes, startBytes)
  const kind = contentKind(start)
  try {
    const found = await openKind(kind, source, bytes, start, size, opening)
    return {
      kind: found.kind,
      bytes: size,
      leftOut: opening.leftOut,
      tables: () => {
        opening.leftOut.length = 0
        return found.tables()
      },
      close: () => closeOpening(opening),
    }
  } catch (error) {
    await closeOpening(opening)
    throw error
  }
}

interface Found {
  readonly kind: OpenedFile['kind']
  tables(): AsyncGenerator<Table, void>
}

async function openKind(
  kind: ContentKind,
  file: { readonly name: string; readonly path: string },
  bytes: ByteSource,
  start: Buffer,
  size: number,
  opening: Opening,
): Promise<Found> {
  switch (kind) {
    case 'text': {
      if (promisesBinary(file.name))
        throw refuseFile('FILE_TYPE_MISMATCH', { detail: { kind: 'text', ending: fileEnding(file.name) } })
      return { kind: 'csv', tables: () => csvTables(bytes, opening) }
    }
    case 'gzip':
      return { kind: 'gz', tables: await openGzip(file, opening) }
    case 'zip': {
      const archive = await openArchive(file.path, opening.limits)
      opening.archives.push(archive)
      const members = indexMembers(archive.members)
      const inside = looksInside(members)
      if (inside === 'archive') return { kind: 'zip', tables: () => archiveTables(archive, opening) }
      if (inside !== 'xlsx') throw refuseNoTable(file.name, 'zip', inside)
      const workbook = await readWorkbook(members)
      return { kind: 'xlsx', tables: () => workbookTables(workbook, '', opening) }
    }
    default:
      throw await refuseContent(kind, file, start, size)
  }
}

async function* csvTables(bytes: ByteSource, opening: Opening): AsyncGenerator<Table, void> {
  yield await openCsvTable(bytes, opening.limits, opening.options)
}

/** One text or one workbook under gzip; anything packed inside is an archive in an archive. */
async function openGzip(
  file: { readonly name: string; readonly path: string },
  opening: Opening,
): Promise<() => AsyncGenerator<Table, void>> {
  const { limits, options } = opening
  const name = file.name.replace(/\.gz$/i, '')
  const source = gzipSource(name, file.path, limits.unpackedBytes)
  const start = await readStart(source, startBytes)
  const kind = contentKind(start)
  if (kind === 'empty') throw refuseFile('FILE_EMPTY')
  if (kind === 'text')
    return async function* () {
      yield await openCsvTable(source, limits, options)
    }
  if (kind !== 'zip') throw kind === 'gzip' || kind === 'archive' ? nested(name) : refuseNoTable(name, kind)
  const { workbook } = await unpackWorkbook(source, opening, 0)
  if (typeof workbook === 'string')
    throw workbook === 'archive' ? nested(name) : refuseNoTable(name, 'zip', workbook)
  return () => workbookTables(workbook, '', opening)
}

function nested(member: string): FileRefused {
  return refuseFile('ARCHIVE_UNSAFE_PATH', { value: member, detail: { member, reason: 'nested' } })
}

async function* workbookTables(
  workbook: Workbook,
  within: string,
  opening: Opening,
): AsyncGenerator<Table, void> {
  let tables = 0
  for (const part of workbook.sheets) {
    const name = within === '' ? part.name : `${within} › ${part.name}`
    if (part.isHidden && opening.options.includeHiddenSheets !== true) {
      opening.leftOut.push({ name, reason: 'hidden', kind: 'sheet' })
      continue
    }
    const table = await openSheetTable(part, workbook, opening.limits, name)
    if (table === null) {
      opening.leftOut.push({ name, reason: 'empty', kind: 'sheet' })
      continue
    }
    tables++
    yield table
  }
  if (tables === 0 && within === '')
    throw refuseFile('FILE_EMPTY', { detail: { sheets: workbook.sheets.length } })
}

/** Files that systems and spreadsheets leave behind: .DS_Store, Thumbs.db, the lock of an open workbook. */
export function isLeftBehind(baseName: string): boolean {
  return (
    baseName.startsWith('.') || baseName.startsWith('~$') || /^(?:thumbs\.db|desktop\.ini)$/i.test(baseName)
  )
}

async function* archiveTables(archive: Archive, opening: Opening): AsyncGenerator<Table, void> {
  let unpacked = archive.unpackedBytes
  let parts = 0
  for (const member of archive.members) {
    const base = member.name.slice(member.name.lastIndexOf('/') + 1)
    // Folders, and what a system adds to its archives.
    if (member.isFolder || isLeftBehind(base) || member.name.startsWith('__MACOSX/')) continue
    const start = await readStart(member.source, startBytes)
    const kind = contentKind(start)
    if (kind === 'gzip' || kind === 'archive') throw nested(member.name)
    if (kind === 'empty') {
      opening.leftOut.push({ name: member.name, reason: 'empty', kind })
    } else if (kind === 'text' && !promisesBinary(base)) {
      parts++
      yield await openCsvTable(member.source, opening.limits, opening.options, { member: member.name })
    } else if (kind === 'zip') {
      const inner = await unpackWorkbook(member.source, opening, unpacked)
      unpacked += inner.unpackedBytes
      if (inner.workbook === 'archive') throw nested(member.name)
      if (typeof inner.workbook === 'string')
        opening.leftOut.push({ name: member.name, reason: 'not-a-table', kind: inner.workbook })
      else {
        parts++
        yield* workbookTables(inner.workbook, member.name, opening)
      }
    } else if (/\.(?:csv|tsv|xlsx|xlsm)$/i.test(base))
      throw refuseFile('FILE_TYPE_MISMATCH', { detail: { kind, member: member.name } })
    else opening.leftOut.push({ name: member.name, reason: 'not-a-table', kind })
  }
  if (parts === 0) throw refuseFile('FILE_EMPTY', { detail: { members: archive.members.length } })
}

/** A workbook inside an archive, put on disk because its directory stands at its end. */
async function unpackWorkbook(
  source: ByteSource,
  opening: Opening,
  alreadyUnpacked: number,
): Promise<{ workbook: Workbook | Exclude<ReturnType<typeof looksInside>, 'xlsx'>; unpackedBytes: number }> {
  opening.folder ??= await mkdtemp(join(opening.options.workFolder ?? tmpdir(), 'douze-reading-'))
  const path = join(opening.folder, `${++opening.unpackedFiles}.zip`)
  await pipeline(Readable.from(copies(source)), createWriteStream(path, { flags: 'wx', mode: 0o600 }))
  const archive = await openArchive(path, opening.limits, alreadyUnpacked)
  opening.archives.push(archive)
  const members = indexMembers(archive.members)
  const inside = looksInside(members)
  const workbook = inside === 'xlsx' ? await readWorkbook(members) : inside
  return { workbook, unpackedBytes: archive.unpackedBytes }
}

/** Chunks that stay valid after the next one is asked for, as a stream needs them. */
async function* copies(source: ByteSource): AsyncGenerator<Buffer, void> {
  for await (const chunk of source.chunks()) yield Buffer.from(chunk)
}

async function refuseContent(
  kind: ContentKind,
  file: { readonly name: string; readonly path: string },
  start: Buffer,
  size: number,
): Promise<FileRefused> {
  if (kind === 'ole') {
    const mark = Buffer.from('EncryptedPackage', 'utf16le')
    let tail = Buffer.alloc(0)
    for await (const chunk of fileSource(file.name, file.path).chunks()) {
      const bytes = Buffer.concat([tail, chunk])
      if (bytes.includes(mark)) return refuseFile('XLSX_ENCRYPTED')
      tail = bytes.subarray(Math.max(0, bytes.length - mark.length))
    }
  }
  const end = kind === 'parquet' ? await readEnd(file.path, size) : Buffer.alloc(0)
  return refuseNoTable(file.name, kind, kind, { start, end, size })
}

async function readEnd(path: string, size: number): Promise<Buffer> {
  const length = Math.min(8, size)
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.alloc(length)
    await file.read(buffer, 0, length, size - length)
    return buffer
  } finally {
    await file.close()
  }
}

async function closeOpening(opening: Opening): Promise<void> {
  for (const archive of opening.archives.splice(0)) archive.close()
  if (opening.folder !== null) await rm(opening.folder, { recursive: true, force: true })
  opening.folder = null
}
