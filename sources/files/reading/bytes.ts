// Where bytes come from: a file on disk, what a gzip file unpacks to, a member of an archive. Each can be
// read again from the start, because a table is read twice: once to infer, once to keep.
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { refuseFile } from './fault.ts'

export interface ByteSource {
  /** File or member name, for reports. */
  readonly name: string
  /** Reads from the start. A chunk is valid only until the next one is asked for. */
  chunks(): AsyncGenerator<Buffer, void>
}

const chunkBytes = 512 * 1024

/** The bytes of a file, in chunks of 512 KiB through one buffer. */
export function fileSource(name: string, path: string, chunkSize = chunkBytes): ByteSource {
  return {
    name,
    async *chunks() {
      const file = await open(path, 'r')
      try {
        const buffer = Buffer.allocUnsafe(chunkSize)
        for (;;) {
          const { bytesRead } = await file.read(buffer, 0, chunkSize, null)
          if (bytesRead === 0) return
          yield buffer.subarray(0, bytesRead)
        }
      } finally {
        await file.close()
      }
    },
  }
}

/**
 * What a gzip file unpacks to, counted while unpacking.
 * Throws FileRefused ARCHIVE_TOO_LARGE past `limit` bytes and ARCHIVE_CORRUPT when it does not unpack.
 */
export function gzipSource(name: string, path: string, limit: number): ByteSource {
  return {
    name,
    async *chunks() {
      const packed = createReadStream(path)
      const unpacked = createGunzip({ chunkSize: 128 * 1024 })
      packed.on('error', (error) => unpacked.destroy(error))
      packed.pipe(unpacked)
      let bytes = 0
      try {
        for await (const chunk of unpacked as AsyncIterable<Buffer>) {
          bytes += chunk.length
          if (bytes > limit) throw refuseFile('ARCHIVE_TOO_LARGE', { detail: { limit } })
          yield chunk
        }
      } catch (error) {
        throw isZlibError(error) ? refuseFile('ARCHIVE_CORRUPT', { detail: { reason: 'gzip' } }) : error
      } finally {
        packed.destroy()
        unpacked.destroy()
      }
    },
  }
}

/** Whether an error is zlib's complaint about its input. */
export function isZlibError(error: unknown): boolean {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
  return code !== undefined && code.startsWith('Z_')
}

/** At most the first `bytes` bytes of a source. */
export async function readStart(source: ByteSource, bytes: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  for await (const chunk of source.chunks()) {
    parts.push(Buffer.from(chunk.subarray(0, bytes - length)))
    length += chunk.length
    if (length >= bytes) break
  }
  return Buffer.concat(parts)
}
