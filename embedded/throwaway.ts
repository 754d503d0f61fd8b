// A PostgreSQL for one run of tests: fast, in a temporary folder, gone at the end or, after a kill, at the next run.
import { randomBytes } from 'node:crypto'
import { chmod, lstat, mkdir, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { namespaceAccount, ownIds, type Account } from './account.ts'
import { installedFor, readyProgram } from './binaries.ts'
import { codeOf, folderUnwritable } from './errors.ts'
import { look, stopPostmaster } from './postmaster.ts'
import { present } from './presence.ts'
import { startIn, type Connection } from './start.ts'

/** A cluster that may be thrown away. `stop` ends it and removes its folder. */
export interface ThrowawayPostgres {
  readonly connection: Connection
  stop(): Promise<void>
}

/**
 * Starts an empty cluster in a temporary folder, with nothing forced to the disk, and removes those that killed runs
 * left behind. `base` is the folder in which they are made.
 */
export async function startThrowawayPostgres(base = defaultBase()): Promise<ThrowawayPostgres> {
  await makeBase(base)
  await sweepThrowaways(base)
  const folder = join(base, randomBytes(4).toString('hex'))
  const postgres = await startIn({ folder }, true)
  return {
    connection: postgres.connection,
    stop: async () => {
      await postgres.release()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function defaultBase(): string {
  const name = `douze-throwaway-${ownIds()?.uid ?? 'user'}`
  return join(process.platform === 'win32' ? tmpdir() : '/tmp', name)
}

// The folder is ours and nobody else can write to it, so what lies in it was put there by us: it may be swept.
async function makeBase(base: string): Promise<void> {
  await mkdir(base, { mode: 0o711 }).then(
    () => chmod(base, 0o711),
    (error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error
    },
  )
  const found = await lstat(base)
  const own = ownIds()
  const isPrivate = own === null || (found.uid === own.uid && (found.mode & 0o022) === 0)
  if (!found.isDirectory() || !isPrivate) throw folderUnwritable(base, 'not a folder of ours')
}

/** Stops and removes every throwaway cluster in `base` whose process is gone. */
export async function sweepThrowaways(base: string): Promise<void> {
  for (const name of await readdir(base)) {
    const folder = join(base, name)
    const home = join(folder, 'postgres')
    const users = await present(join(home, 'socket'), 'client').catch(() => null)
    const age = Date.now() - ((await stat(folder).catch(() => null))?.mtimeMs ?? Date.now())
    // One without sockets may be in the making.
    if (users === null ? age < 60_000 : users.length > 0) continue
    await stopLeft(home)
    await rm(folder, { recursive: true, force: true })
  }
}

// Under the account that has the data, so that nothing else can be meant by the number in its pid file.
async function stopLeft(home: string): Promise<void> {
  const owner = await stat(join(home, 'data', 'postmaster.pid')).catch(() => null)
  if (!owner) return
  const isOther = ownIds()?.uid === 0 && owner.uid !== 0
  const account: Account = isOther
    ? { kind: 'user', uid: owner.uid, gid: owner.gid }
    : ((ownIds()?.uid === 0 ? await namespaceAccount() : null) ?? { kind: 'self' })
  const installed = await installedFor(process.platform, process.arch)
  const program = await readyProgram(installed, account, home, 'sweeping').catch(() => null)
  if (program && (await look(home, join(home, 'socket'))).kind !== 'stopped')
    await stopPostmaster(home, account, program, 'immediate')
}
