// The private folder of the sockets. It lies with the data where the path is short enough for the system, else under
// a short name in /tmp, where another user may be lying in wait: only a folder that is ours and closed is used.
import { createHash } from 'node:crypto'
import { chmod, lstat, mkdir, readdir, rmdir, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { give, ownIds, type Ids } from './account.ts'
import { codeOf, noSocketFolder } from './errors.ts'
import { answers, longestPresenceName, present } from './presence.ts'

/** Bytes that a socket's path may have: 108 on Linux and 104 on macOS, less the closing zero. */
const longestPath = process.platform === 'darwin' ? 103 : 107
const shortName = /^douze-[0-9a-f]{16}-\d$/

/** Whether sockets in `folder` have paths that the system accepts. */
export function isShortEnough(folder: string): boolean {
  return process.platform === 'win32' || Buffer.byteLength(join(folder, longestPresenceName)) <= longestPath
}

/** The folders to try for the sockets of `home`, best first. */
export function socketFolders(home: string): ('inside' | 'short')[] {
  return isShortEnough(join(home, 'socket')) ? ['inside', 'short'] : ['short']
}

/** Makes (or finds) the socket folder of that kind, closed to others and belonging to `owner`. */
export async function makeSocketFolder(
  home: string,
  kind: 'inside' | 'short',
  owner: Ids | null,
  base = shortBase(),
): Promise<string> {
  if (kind === 'short') return await makeShortFolder(home, owner, base)
  const folder = join(home, 'socket')
  await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error
  })
  await give(folder, owner)
  return folder
}

/**
 * Where short folders are made. Not TMPDIR: a server and a command line with different ones would not find each other.
 */
function shortBase(): string {
  return process.platform === 'win32' ? tmpdir() : '/tmp'
}

async function makeShortFolder(home: string, owner: Ids | null, base: string): Promise<string> {
  await sweepShortFolders(base, owner)
  const hash = createHash('sha256').update(home).digest('hex').slice(0, 16)
  const names = Array.from({ length: 10 }, (_, n) => join(base, `douze-${hash}-${n}`))
  // One that is ours already comes before a free name: a stranger who frees a lower one must not part us in two.
  for (const folder of names) if (await isOurs(folder, owner)) return folder
  for (const folder of names) {
    try {
      await mkdir(folder, { mode: 0o700 })
      await chmod(folder, 0o700)
      await give(folder, owner)
      return folder
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw noSocketFolder(folder, error)
      if (await isOurs(folder, owner)) return folder
    }
  }
  throw noSocketFolder(join(base, `douze-${hash}-*`))
}

async function isOurs(folder: string, owner: Ids | null): Promise<boolean> {
  const found = await lstat(folder).catch(() => null)
  if (!found?.isDirectory()) return false
  if (!owner) return true
  // One that another process of ours has just made and not yet given away is ours too.
  const isMine = found.uid === owner.uid || found.uid === ownIds()?.uid
  if (!isMine || (found.mode & 0o077) !== 0) return false
  if (found.uid !== owner.uid) await give(folder, owner)
  return true
}

/** Removes a short socket folder that nobody uses any more; one inside the data folder stays. */
export async function removeShortFolder(folder: string): Promise<void> {
  if (shortName.test(basename(folder))) await rmdir(folder).catch(() => {})
}

// What a killed Douze left behind in the temporary folder, for data folders that may not exist any more.
async function sweepShortFolders(base: string, owner: Ids | null): Promise<void> {
  for (const name of await readdir(base).catch(() => [])) {
    if (!shortName.test(name)) continue
    const folder = join(base, name)
    const found = await lstat(folder).catch(() => null)
    // Younger ones may belong to a process that has not announced itself yet.
    if (!found?.isDirectory() || Date.now() - found.mtimeMs < 60_000) continue
    if (owner && found.uid !== owner.uid) continue
    await sweepShortFolder(folder).catch(() => {})
  }
}

async function sweepShortFolder(folder: string): Promise<void> {
  for (const kind of ['client', 'leaving', 'new'] as const)
    if ((await present(folder, kind)).length > 0) return
  // One that still answers outlived its last client: the next start on its data attaches to it.
  if (await answers(join(folder, '.s.PGSQL.5432'))) return
  for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) await unlink(join(folder, name)).catch(() => {})
  await rmdir(folder)
}
