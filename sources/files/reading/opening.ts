// What is held while a file is read: its limits, what was left out of it, what must be closed and removed afterwards.
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Archive } from './archive.ts'
import type { ByteSource } from './bytes.ts'
import { refuseFile, type FileRefused } from './fault.ts'
import type { LeftOutPart, OpenedFile, ReadingLimits, Table } from './shapes.ts'
import type { ReadingOptions } from './options.ts'

/** How much of a file is looked at to tell what it is. */
export const startBytes = 16 * 1024

export interface Opening {
  readonly limits: ReadingLimits
  readonly options: ReadingOptions
  readonly leftOut: LeftOutPart[]
  readonly archives: Archive[]
  /** Folder for files that are read from their end, found inside an archive; made when the first one is met. */
  folder: string | null
  unpackedFiles: number
}

/** What a file proved to be, and its tables. */
export interface Found {
  readonly kind: OpenedFile['kind']
  tables(): AsyncGenerator<Table, void>
}

export function nested(member: string): FileRefused {
  return refuseFile('ARCHIVE_UNSAFE_PATH', { value: member, detail: { member, reason: 'nested' } })
}

/** Puts on disk what is read from its end: workbooks and Parquet files inside archives. Removed by `closeOpening`. */
export async function unpackToDisk(source: ByteSource, opening: Opening, ending: string): Promise<string> {
  opening.folder ??= await mkdtemp(join(opening.options.workFolder ?? tmpdir(), 'douze-reading-'))
  const path = join(opening.folder, `${++opening.unpackedFiles}.${ending}`)
  await pipeline(Readable.from(copies(source)), createWriteStream(path, { flags: 'wx', mode: 0o600 }))
  return path
}

/** Chunks that stay valid after the next one is asked for, as a stream needs them. */
async function* copies(source: ByteSource): AsyncGenerator<Buffer, void> {
  for await (const chunk of source.chunks()) yield Buffer.from(chunk)
}

export async function closeOpening(opening: Opening): Promise<void> {
  for (const archive of opening.archives.splice(0)) archive.close()
  if (opening.folder !== null) await rm(opening.folder, { recursive: true, force: true })
  opening.folder = null
}
