// Where uploaded files wait to be read: <data>/inbox/<import>/<random>. The name that a file came with is kept as
// text beside it and never becomes a path.
import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '../errors/errors.ts'

export interface InboxLimits {
  /** Bytes of one file. */
  readonly file: number
  /** Bytes of one delivery, and how many files it may have. */
  readonly delivery: number
  readonly files: number
  /** Bytes and files of one sender that wait. */
  readonly sender: number
  readonly senderFiles: number
  /** Bytes of all deliveries that wait. */
  readonly all: number
}

export const inboxLimits: InboxLimits = {
  file: 8 * 1024 ** 3,
  delivery: 16 * 1024 ** 3,
  files: 1000,
  sender: 24 * 1024 ** 3,
  senderFiles: 3000,
  all: 32 * 1024 ** 3,
}

export interface UploadedFile {
  /** As the sender called it. */
  readonly name: string
  /** Where its bytes are. */
  readonly path: string
  readonly bytes: number
}

export interface Inbox {
  /**
   * Stores one file. A file of the same name in the same delivery is replaced.
   * @param sender an account, the owner of the machine, or the connections: each has a quota of its own
   * @throws Refusal over a limit
   */
  add(importId: number, name: string, content: Readable, sender: string): Promise<UploadedFile>
  list(importId: number): Promise<readonly UploadedFile[]>
  /** Forgets a delivery's files. */
  remove(importId: number): Promise<void>
  /** Forgets every delivery but those named, and what broken uploads left. */
  keepOnly(importIds: ReadonlySet<number>): Promise<void>
}

interface Note {
  readonly name: string
  readonly bytes: number
  readonly sender: string
}

/** Opens the inbox of a data folder; the folder is made with the first file. */
export function openInbox(folder: string, limits: InboxLimits = inboxLimits): Inbox {
  const of = (importId: number): string => path.join(folder, String(importId))
  const list = async (importId: number): Promise<UploadedFile[]> =>
    (await listIn(of(importId))).map(({ name, path: place, bytes }) => ({ name, path: place, bytes }))
  return {
    add: async (importId, name, content, sender) => {
      const before = (await list(importId)).filter((file) => file.name !== name)
      if (before.length >= limits.files) throw new Refusal('too-large')
      const waiting = (await namesIn(folder)).map((other) => listIn(path.join(folder, other)))
      const all = (await Promise.all(waiting)).flat()
      const own = all.filter((file) => file.sender === sender)
      if (own.length >= limits.senderFiles) throw new Refusal('too-large')
      const most = Math.min(
        limits.file,
        limits.delivery - sum(before),
        limits.sender - sum(own),
        limits.all - sum(all),
      )
      return store(of(importId), { name, sender }, content, most)
    },
    list,
    remove: (importId) => rm(of(importId), { recursive: true, force: true }),
    keepOnly: async (importIds) => {
      for (const name of await namesIn(folder)) {
        if (importIds.has(Number(name))) await removeParts(path.join(folder, name))
        else await rm(path.join(folder, name), { recursive: true, force: true })
      }
    },
  }
}

async function store(
  folder: string,
  { name, sender }: Pick<Note, 'name' | 'sender'>,
  content: Readable,
  most: number,
): Promise<UploadedFile> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const full = path.join(folder, randomBytes(12).toString('hex'))
  const part = `${full}.part`
  let bytes = 0
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      done(bytes > most ? new Refusal('too-large') : null, chunk)
    },
  })
  try {
    await pipeline(content, counting, createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true }))
    for (const earlier of await listIn(folder)) if (earlier.name === name) await removeFile(earlier.path)
    const note: Note = { name, bytes, sender }
    await writeFile(`${full}.json`, JSON.stringify(note), { flag: 'wx', mode: 0o600 })
    // The rename makes it count: until then the file is not there.
    await rename(part, full)
  } catch (error) {
    await rm(part, { force: true })
    await rm(`${full}.json`, { force: true })
    throw error
  }
  return { name, path: full, bytes }
}

async function listIn(folder: string): Promise<(UploadedFile & Note)[]> {
  const names = new Set(await namesIn(folder))
  const files: (UploadedFile & Note & { at: number })[] = []
  for (const name of names) {
    const full = path.join(folder, name)
    if (!/^[0-9a-f]{24}$/.test(name) || !names.has(`${name}.json`)) continue
    const known = await noteOf(full)
    if (known !== null) files.push(known)
  }
  return files.toSorted((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1))
}

/** What is known of a file; null when its delivery was taken away meanwhile. */
async function noteOf(full: string): Promise<(UploadedFile & Note & { at: number }) | null> {
  try {
    const note = JSON.parse(await readFile(`${full}.json`, 'utf8')) as Note
    return { ...note, path: full, at: (await stat(full)).mtimeMs }
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

async function removeFile(full: string): Promise<void> {
  await rm(full, { force: true })
  await rm(`${full}.json`, { force: true })
}

async function removeParts(folder: string): Promise<void> {
  for (const name of await namesIn(folder))
    if (name.endsWith('.part')) await rm(path.join(folder, name), { force: true })
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

function sum(files: readonly UploadedFile[]): number {
  return files.reduce((total, file) => total + file.bytes, 0)
}
