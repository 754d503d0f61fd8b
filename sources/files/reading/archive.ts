// Zip files, guarded: names, links, sizes, overlaps and check sums are verified while counting what the
// members really unpack to, before anything is read out of them.
import type { Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import yauzl from 'yauzl'
import { isZlibError, type ByteSource } from './bytes.ts'
import { FileRefused, refuseFile } from './fault.ts'
import type { ReadingLimits } from './shapes.ts'

export interface ArchiveMember {
  readonly name: string
  readonly isFolder: boolean
  readonly source: ByteSource
}

export interface Archive {
  readonly members: readonly ArchiveMember[]
  /** Bytes that all members unpack to. */
  readonly unpackedBytes: number
  close(): void
}

interface ListedEntry {
  readonly entry: yauzl.Entry
  readonly name: string
}

/**
 * Opens a zip file and unpacks every member once, keeping nothing, to be sure of it.
 * `alreadyUnpacked`: bytes that count against the same limit, when the archive comes out of another one.
 * @throws FileRefused ARCHIVE_CORRUPT, ARCHIVE_TOO_LARGE, ARCHIVE_UNSAFE_PATH, XML_DTD_FORBIDDEN
 */
export async function openArchive(
  path: string,
  limits: ReadingLimits,
  alreadyUnpacked = 0,
): Promise<Archive> {
  const zip = await openZip(path)
  try {
    const entries = await listEntries(zip, limits)
    refuseDeclaredSize(entries, limits, alreadyUnpacked)
    refuseOverlaps(entries)
    const unpackedBytes = await verifyMembers(zip, entries, limits, alreadyUnpacked)
    return {
      members: entries.map(({ entry, name }) => ({
        name,
        isFolder: name.endsWith('/'),
        source: { name, chunks: () => readMember(zip, entry, name) },
      })),
      unpackedBytes,
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

function corrupt(reason: string, member?: string): FileRefused {
  return refuseFile('ARCHIVE_CORRUPT', { detail: { reason, ...(member === undefined ? {} : { member }) } })
}

async function openZip(path: string): Promise<yauzl.ZipFile> {
  try {
    return await yauzl.openPromise(path, {
      lazyEntries: true,
      autoClose: false,
      // Names are judged here, with our codes; sizes are counted here, because the directory may lie.
      decodeStrings: false,
      validateEntrySizes: false,
    })
  } catch (error) {
    throw corrupt(error instanceof Error ? error.message : 'unreadable')
  }
}

async function listEntries(zip: yauzl.ZipFile, limits: ReadingLimits): Promise<ListedEntry[]> {
  if (zip.entryCount > limits.members)
    throw refuseFile('ARCHIVE_TOO_LARGE', { detail: { members: zip.entryCount, limit: limits.members } })
  const entries: ListedEntry[] = []
  try {
    for await (const entry of zip.eachEntry()) {
      // The count of the directory's end may lie as well.
      if (entries.length >= limits.members)
        throw refuseFile('ARCHIVE_TOO_LARGE', { detail: { limit: limits.members } })
      const name = decodeName(entry)
      refuseUnsafe(entry, name)
      entries.push({ entry, name })
    }
  } catch (error) {
    if (error instanceof FileRefused) throw error
    throw corrupt(error instanceof Error ? error.message : 'unreadable directory')
  }
  const names = new Set(entries.map(({ name }) => name))
  if (names.size < entries.length) throw corrupt('a name is listed twice')
  return entries
}

function decodeName(entry: yauzl.Entry): string {
  return yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false)
}

/** A path out of the archive, or a link: neither is ever followed or written, and the archive is refused. */
function refuseUnsafe(entry: yauzl.Entry, name: string): void {
  const isLink = ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000
  const parts = name.split(/[/\\]/)
  const isOutside =
    /^[/\\]/.test(name) || /^[a-z]:/i.test(name) || parts.includes('..') || name.includes('\0') || name === ''
  if (isLink || isOutside)
    throw refuseFile('ARCHIVE_UNSAFE_PATH', {
      value: name,
      detail: { member: name.slice(0, 200), reason: isLink ? 'link' : 'path' },
    })
  if ((entry.generalPurposeBitFlag & 1) !== 0)
    throw refuseFile('FILE_TYPE_REFUSED', { detail: { kind: 'zip', reason: 'password', member: name } })
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
    throw corrupt(`compression method ${entry.compressionMethod}`, name)
}

/** An honest directory tells at once; a lying one is found while counting. */
function refuseDeclaredSize(
  entries: readonly ListedEntry[],
  limits: ReadingLimits,
  alreadyUnpacked: number,
): void {
  const declared = entries.reduce((sum, { entry }) => sum + entry.uncompressedSize, alreadyUnpacked)
  if (declared > limits.unpackedBytes) throw tooLarge(limits)
}

function tooLarge(limits: ReadingLimits): FileRefused {
  return refuseFile('ARCHIVE_TOO_LARGE', { detail: { limit: limits.unpackedBytes } })
}

/** Two names for the same bytes: the way to make a small file unpack to a huge one. */
function refuseOverlaps(entries: readonly ListedEntry[]): void {
  const localHeader = 30
  const sorted = entries.toSorted(
    (a, b) => a.entry.relativeOffsetOfLocalHeader - b.entry.relativeOffsetOfLocalHeader,
  )
  let end = 0
  for (const { entry, name } of sorted) {
    if (entry.relativeOffsetOfLocalHeader < end) throw corrupt('members overlap', name)
    end = entry.relativeOffsetOfLocalHeader + localHeader + entry.fileNameRaw.length + entry.compressedSize
  }
}

async function verifyMembers(
  zip: yauzl.ZipFile,
  entries: readonly ListedEntry[],
  limits: ReadingLimits,
  alreadyUnpacked: number,
): Promise<number> {
  let total = 0
  for (const { entry, name } of entries) {
    let bytes = 0
    let sum = 0
    const doctype = /\.(?:xml|rels|vml)$/i.test(name) ? createDoctypeWatch() : null
    for await (const chunk of readMember(zip, entry, name)) {
      bytes += chunk.length
      if (alreadyUnpacked + total + bytes > limits.unpackedBytes) throw tooLarge(limits)
      sum = crc32(chunk, sum)
      if (doctype?.(chunk) === true) throw refuseFile('XML_DTD_FORBIDDEN', { detail: { member: name } })
    }
    if (bytes !== entry.uncompressedSize) throw corrupt('size differs from the directory', name)
    if (sum !== entry.crc32) throw corrupt('check sum differs', name)
    total += bytes
  }
  return total
}

/**
 * Watches for a document type declaration in any XML member, also those that are never parsed, in UTF-8 and UTF-16.
 * In well-formed XML the word can stand nowhere else but in a comment or CDATA section, where no workbook has it.
 */
function createDoctypeWatch(): (chunk: Buffer) => boolean {
  const word = '<!DOCTYPE'
  const patterns = [Buffer.from(word), Buffer.from(word, 'utf16le'), Buffer.from(word, 'utf16le').swap16()]
  const kept = 18
  let tail = Buffer.alloc(0)
  return (chunk) => {
    const bytes = tail.length > 0 ? Buffer.concat([tail, chunk]) : chunk
    tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - kept)))
    return patterns.some((pattern) => bytes.includes(pattern))
  }
}

async function* readMember(
  zip: yauzl.ZipFile,
  entry: yauzl.Entry,
  name: string,
): AsyncGenerator<Buffer, void> {
  const packed = await openPacked(zip, entry, name)
  const unpacked =
    entry.compressionMethod === 0 ? packed : packed.pipe(createInflateRaw({ chunkSize: 131_072 }))
  packed.on('error', (error) => unpacked.destroy(error))
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) yield chunk
  } catch (error) {
    throw isZlibError(error) ? corrupt('does not unpack', name) : error
  } finally {
    packed.destroy()
    unpacked.destroy()
  }
}

async function openPacked(zip: yauzl.ZipFile, entry: yauzl.Entry, name: string): Promise<Readable> {
  try {
    return await zip.openReadStreamPromise(entry, { decodeFileData: false })
  } catch (error) {
    throw corrupt(error instanceof Error ? error.message : 'unreadable', name)
  }
}
