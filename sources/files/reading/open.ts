// Opens any dropped file: decides by content what it is, and yields the tables inside.
import { stat } from 'node:fs/promises'
import { openArchive } from './archive.ts'
import { fileSource, readStart, type ByteSource } from './bytes.ts'
import { contentKind, fileEnding, type ContentKind } from './content.ts'
import { refuseFile, type FileRefused } from './fault.ts'
import { refuseNoTable } from './no-table.ts'
import { closeOpening, startBytes, type Found, type Opening } from './opening.ts'
import { archiveTables, openGzip, workbookTables } from './packed.ts'
import { defaultLimits, type OpenedFile } from './shapes.ts'
import type { ReadingOptions } from './options.ts'
import { openUnpacked } from './unpacked.ts'
import { indexMembers, looksInside, readWorkbook } from './xlsx/workbook.ts'

interface NamedFile {
  readonly name: string
  readonly path: string
}

/**
 * Opens a file for reading. Nothing is unpacked to disk but what is read from its end inside an archive, which `close` removes.
 * `source.name` is what the person called it, `source.path` where the server put it.
 * @throws FileRefused with a code of the file; errors of the file system pass through
 */
export async function openFile(source: NamedFile, options: ReadingOptions = {}): Promise<OpenedFile> {
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
    const found = await openKind(kind, source, bytes, start, opening)
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

async function openKind(
  kind: ContentKind,
  file: NamedFile,
  bytes: ByteSource,
  start: Buffer,
  opening: Opening,
): Promise<Found> {
  const found = openUnpacked({ ...file, kind, start }, bytes, opening)
  if (found !== null) return found
  switch (kind) {
    case 'text':
      // Not even its first mark is left of it, and text it is not.
      if (fileEnding(file.name) === 'parquet' && start.includes(0))
        throw refuseFile('PARQUET_CORRUPT', { detail: { kind: 'parquet', reason: 'no mark' } })
      throw refuseFile('FILE_TYPE_MISMATCH', { detail: { kind: 'text', ending: fileEnding(file.name) } })
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
      throw await refuseContent(kind, file, start)
  }
}

async function refuseContent(kind: ContentKind, file: NamedFile, start: Buffer): Promise<FileRefused> {
  if (kind === 'ole') {
    const mark = Buffer.from('EncryptedPackage', 'utf16le')
    let tail = Buffer.alloc(0)
    for await (const chunk of fileSource(file.name, file.path).chunks()) {
      const bytes = Buffer.concat([tail, chunk])
      if (bytes.includes(mark)) return refuseFile('XLSX_ENCRYPTED')
      tail = bytes.subarray(Math.max(0, bytes.length - mark.length))
    }
  }
  return refuseNoTable(file.name, kind, kind, start)
}
