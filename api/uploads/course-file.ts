// A cmi5 package on its way in: its bytes wait in a folder of their own while its structure is read, and go.
import { createWriteStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { FileRefused, faultSentence } from '../../sources/files/reading/index.ts'
import { type CourseStructure, readCourse, XapiRefused } from '../../sources/xapi/index.ts'
import { Refusal } from '../errors/errors.ts'

/** Bytes of a package at most: of a larger one its cmi5.xml can be sent alone, since nothing else is read. */
const largest = 200 * 1024 * 1024

/** @throws Refusal with the reason for what is no course */
export async function courseOf(bytes: Readable, base: string | null): Promise<CourseStructure> {
  const folder = await mkdtemp(path.join(tmpdir(), 'douze-course-'))
  try {
    const file = path.join(folder, 'course')
    await pipeline(bytes, bounded(), createWriteStream(file, { mode: 0o600 }))
    return await readCourse(file, await isArchive(file), base)
  } catch (error) {
    if (error instanceof XapiRefused) throw new Refusal('refused', { words: error.words })
    if (error instanceof FileRefused)
      throw new Refusal('refused', {
        words: { fr: faultSentence(error.fault, 'fr'), en: faultSentence(error.fault, 'en') },
      })
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function bounded(): Transform {
  let length = 0
  return new Transform({
    transform(piece: Buffer, _, done) {
      length += piece.length
      done(length > largest ? new Refusal('too-large') : null, piece)
    },
  })
}

/** Told by its first bytes, not by its name. */
async function isArchive(file: string): Promise<boolean> {
  const opened = await open(file)
  try {
    const start = Buffer.alloc(4)
    await opened.read(start, 0, 4, 0)
    return start.toString('latin1') === 'PK\u0003\u0004'
  } finally {
    await opened.close()
  }
}
