// Where PostgreSQL's files live and under which account: beside everything else in Douze's data folder whenever its
// account can reach them there, else in a folder of the system that it can reach, and then we say so.
import { createHash } from 'node:crypto'
import { chmod, lstat, mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  canBecome,
  canEnter,
  give,
  giveTree,
  haveName,
  namedIds,
  namespaceAccount,
  ownerFor,
  ownIds,
  unprivilegedAccounts,
  type Account,
  type Ids,
} from './account.ts'
import {
  codeOf,
  folderUnwritable,
  fromFileError,
  noAccount,
  otherOwner,
  unreachableFolder,
  type Words,
} from './errors.ts'

/** `home` holds data, sockets and log; it exists, is closed to others and belongs to `account`. */
export interface Place {
  home: string
  account: Account
  notes: readonly Words[]
}

/** Folders of the system in which a data folder out of reach is replaced, first possible one. Never one that is swept. */
const reachableBases = ['/var/lib/douze', '/srv/douze', '/opt/douze', '/usr/local/var/douze']

/**
 * Chooses and makes the place for Douze's data folder `folder`. Data that exist are found again wherever they were put.
 * Throws `embedded-other-owner`, `embedded-no-account`, `embedded-unreachable-folder`, or why it cannot write.
 */
export async function choosePlace(folder: string): Promise<Place> {
  const real = await makeFolder(folder)
  const home = (await recordedHome(real)) ?? join(real, 'postgres')
  const own = ownIds()
  if (!own) return await settle(home, { kind: 'self' }, notesFor(real, home))
  if (own.uid === 0) return await placeForRoot(real, home)
  const owner = await ownerOf(home)
  if (owner && owner.uid !== own.uid) throw otherOwner(home, `uid ${owner.uid}`)
  const account: Account | null =
    haveName() || (await exists(join(home, 'data'))) ? { kind: 'self' } : await namespaceAccount()
  if (!account) throw noAccount(own.uid)
  return await settle(home, account, notesFor(real, home))
}

async function placeForRoot(folder: string, home: string): Promise<Place> {
  const user = await usableUser(folder, home)
  const namespace = await namespaceAccount()
  const hasData = await exists(join(home, 'data'))
  const owner = await ownerOf(home)
  // Data made in a namespace stay there: changing hands again at every start would help nobody.
  if (hasData && owner?.uid === 0 && namespace) return await settle(home, namespace, notesFor(folder, home))
  // Home itself is not asked: another process may have made it just now, and not given it away yet.
  if (user && canEnter(dirname(home), user))
    return await settle(home, { kind: 'user', ...user }, notesFor(folder, home))
  if (namespace) return await settle(home, namespace, notesFor(folder, home))
  if (!user) throw noAccount(0)
  if (hasData) throw unreachableFolder(home)
  return await placeElsewhere(folder, user)
}

// The account that has the data already, else the one that has the folder, else an unprivileged one.
async function usableUser(folder: string, home: string): Promise<Ids | null> {
  const holder = await ownerOf(home)
  const folderHolder = await ownerOf(folder)
  const candidates = [
    ...(holder && holder.uid !== 0 ? [holder] : []),
    ...(folderHolder && folderHolder.uid !== 0 ? [namedIds(folderHolder.uid)] : []),
    ...unprivilegedAccounts(),
  ]
  for (const ids of candidates) if (ids && (await canBecome(ids))) return ids
  return null
}

async function placeElsewhere(folder: string, user: Ids): Promise<Place> {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  for (const base of reachableBases) {
    if (!canEnter(dirname(base), user) || !(await exists(dirname(base)))) continue
    try {
      await mkdir(base, { mode: 0o755 }).then(
        () => chmod(base, 0o755),
        (error: unknown) => {
          if (codeOf(error) !== 'EEXIST') throw error
        },
      )
    } catch {
      continue
    }
    // A folder that anyone else may write to could be swapped under us.
    const found = await lstat(base)
    if (!found.isDirectory() || found.uid !== 0 || (found.mode & 0o022) !== 0 || !canEnter(base, user))
      continue
    const home = join(base, name)
    const place = await settle(home, { kind: 'user', ...user }, notesFor(folder, home))
    await writeFile(recordOf(folder), `${home}\n`)
    return place
  }
  throw unreachableFolder(folder)
}

/** The file that says where the data are when they are not in the data folder itself. */
function recordOf(folder: string): string {
  return join(folder, 'postgres-is-in.txt')
}

async function recordedHome(folder: string): Promise<string | null> {
  if (await exists(join(folder, 'postgres', 'data'))) return null
  try {
    const home = (await readFile(recordOf(folder), 'utf8')).trim()
    return reachableBases.includes(dirname(home)) ? home : null
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw fromFileError(folder, error)
  }
}

function notesFor(folder: string, home: string): Words[] {
  if (dirname(home) === folder) return []
  return [
    {
      fr: `Les données de Douze sont dans ${home}, et non dans ${folder} : PostgreSQL refuse de tourner en root, et le compte ordinaire qui le fait tourner ne peut pas entrer dans ${folder}.`,
      en: `The data of Douze are in ${home}, not in ${folder}: PostgreSQL refuses to run as root, and the ordinary account that runs it cannot enter ${folder}.`,
    },
  ]
}

// Only what we make ourselves gets its mode from us; folders that were there are left as they are.
async function makeFolder(folder: string): Promise<string> {
  try {
    const made = await mkdir(folder, { recursive: true, mode: 0o755 })
    if (made && ownIds()?.uid === 0) {
      // A strict umask would close to PostgreSQL's account what was made for it.
      for (let path = folder; path.length >= made.length; path = dirname(path)) await chmod(path, 0o711)
    }
    return await realpath(folder)
  } catch (error) {
    throw fromFileError(folder, error)
  }
}

async function settle(home: string, account: Account, notes: Words[]): Promise<Place> {
  try {
    await mkdir(home, { mode: 0o700 }).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error
    })
    const found = await lstat(home)
    if (!found.isDirectory()) throw folderUnwritable(home, 'ENOTDIR')
    const owner = ownerFor(account)
    if (owner && ownIds()?.uid === 0) {
      const data = await ownerOf(join(home, 'data'))
      const changesHands = data !== null && data.uid !== owner.uid
      await (changesHands ? giveTree(home, owner) : give(home, owner))
    }
    if (owner && (found.mode & 0o077) !== 0) await chmod(home, 0o700)
    return { home, account, notes }
  } catch (error) {
    throw fromFileError(home, error)
  }
}

async function ownerOf(path: string): Promise<Ids | null> {
  try {
    const { uid, gid } = await stat(path)
    return { uid, gid }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw fromFileError(path, error)
  }
}

async function exists(path: string): Promise<boolean> {
  // What lies in a folder closed to us does exist; whose it is comes out next.
  return await stat(path).then(
    () => true,
    (error: unknown) => codeOf(error) === 'EACCES',
  )
}
