// A watched folder: a file is read once it is complete, links are never followed, and what was read is remembered by content,
// so that a restart, a copy or another name reads nothing twice.
import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { lstat, mkdir, open, readdir, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { run, select, type Client } from '../ingest/sql.ts'

/** A file that was not touched for this long is complete. Milliseconds. */
const atRest = 5_000
/** Names under which programs write what they will rename, and what systems leave behind. */
const unfinished = /(?:^[.~])|(?:\.(?:part|partial|tmp|temp|crdownload|download|filepart|swp)$)|(?:~$)/i

export interface FoundFile {
  readonly name: string
  /** Digest of its content. */
  readonly hash: string
  /** Reads it from the start; of the very file that was looked at. */
  content(): Readable
  close(): Promise<void>
}

/**
 * The place of a watched folder under the root of all of them, made when it is not there.
 * @throws RangeError for a name that leads elsewhere
 */
export async function placeOfFolder(root: string, name: string): Promise<string> {
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u.test(name) || name.endsWith('.'))
    throw new RangeError('not a name of a folder')
  const place = path.join(root, name)
  await mkdir(place, { recursive: true, mode: 0o700 })
  return place
}

/**
 * The complete files of a folder that were never read, in the order of their names. The caller closes them.
 * Files that are still there are noted, so that they stay known for as long as they lie there.
 */
export async function newFiles(
  client: Client,
  connectionId: number,
  folder: string,
  now: Date,
): Promise<FoundFile[]> {
  const found: FoundFile[] = []
  for (const entry of (await readdir(folder, { withFileTypes: true })).toSorted(byName)) {
    if (!entry.isFile() || unfinished.test(entry.name)) continue
    const file = await openComplete(path.join(folder, entry.name), now)
    if (file === null) continue
    const hash = await digestOf(file)
    const isKnown = await run(
      client,
      'update connection_items set seen_at = $3 where connection_id = $1 and item_id = $2',
      [connectionId, hash, now],
    )
    if (isKnown > 0 || found.some((other) => other.hash === hash)) {
      await file.close()
      continue
    }
    found.push({
      name: entry.name,
      hash,
      content: () => file.createReadStream({ start: 0, autoClose: false }),
      close: () => file.close(),
    })
  }
  return found
}

/** A file that lies there and is not complete yet, and when it will be, if nobody touches it. */
export interface SettlingFile {
  readonly name: string
  readonly completeAt: Date
}

/** Files of a folder that were touched too shortly ago to be read, in the order of their names. */
export async function settlingFiles(folder: string, now: Date): Promise<SettlingFile[]> {
  const found: SettlingFile[] = []
  for (const entry of (await readdir(folder, { withFileTypes: true })).toSorted(byName)) {
    if (!entry.isFile() || unfinished.test(entry.name)) continue
    const touched = await lastTouched(path.join(folder, entry.name))
    if (touched !== null && now.getTime() - touched < atRest)
      found.push({ name: entry.name, completeAt: new Date(touched + atRest) })
  }
  return found
}

/** Null for a file that went meanwhile, and for an empty one. */
async function lastTouched(full: string): Promise<number | null> {
  try {
    const { mtimeMs, ctimeMs, size } = await lstat(full)
    return size === 0 ? null : Math.max(mtimeMs, ctimeMs)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}

/** Notes files as brought by a delivery. */
export async function giveFiles(
  client: Client,
  connectionId: number,
  importId: number,
  files: readonly FoundFile[],
  now: Date,
): Promise<void> {
  for (const { hash } of files)
    await run(
      client,
      `insert into connection_items (connection_id, item_id, seen_at, occurred_at, content_hash, state, import_id)
       values ($1, $2, $3, $3, $4::uuid, 'delivered', $5) on conflict (connection_id, item_id) do nothing`,
      [connectionId, hash, now, hash.slice(0, 32), importId],
    )
}

/** Forgets files whose delivery broke off: they are read again. */
export async function forgetBroken(client: Client, connectionId: number): Promise<void> {
  await select(
    client,
    `delete from connection_items where connection_id = $1 and state = 'delivered' and payload is null
       and import_id in (select import_id from imports where state = 'interrupted') returning item_id`,
    [connectionId],
  )
}

/** Opens a file that is at rest and no link; null for any other. What is opened is what is read, whatever takes its name. */
async function openComplete(full: string, now: Date): Promise<FileHandle | null> {
  let file: FileHandle
  try {
    file = await open(full, constants.O_RDONLY | constants.O_NOFOLLOW)
  } catch (error) {
    // Gone meanwhile, a link, or not ours to read: the next look may find it otherwise.
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
  const { mtimeMs, ctimeMs, size } = await file.stat()
  const isAtRest = now.getTime() - Math.max(mtimeMs, ctimeMs) >= atRest
  if (isAtRest && size > 0) return file
  await file.close()
  return null
}

async function digestOf(file: FileHandle): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of file.createReadStream({ start: 0, autoClose: false }))
    hash.update(chunk as Buffer)
  return hash.digest('hex')
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}
