// The data folder itself: made whole or not at all, recognised by its version, given its settings.
import { randomBytes } from 'node:crypto'
import { readdirSync, statfsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { give, ownerFor, run, type Account, type Ids } from './account.ts'
import type { Program } from './binaries.ts'
import { codeOf, foreignFolder, fromFileError, fromWords, otherMajor } from './errors.ts'
import { availableMemory, hbaConf, postgresConf } from './settings.ts'

/** The role that owns the database, and the database. */
export const databaseUser = 'douze'
export const databaseName = 'douze'

// The builtin provider sorts by code point and knows upper and lower case the same way on every system and version.
const initdbOptions = [
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--data-checksums',
  '--no-sync',
  '--no-instructions',
]

/** The data folder in PostgreSQL's home. */
export function dataIn(home: string): string {
  return join(home, 'data')
}

/** The major version that wrote the data, or null when there are none. Throws `embedded-foreign-folder`. */
export async function majorOf(home: string): Promise<string | null> {
  const data = dataIn(home)
  try {
    return (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim()
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTDIR') throw fromFileError(data, error)
  }
  try {
    if (readdirSync(data).length > 0) throw foreignFolder(data)
    return null
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    if (codeOf(error) === 'ENOTDIR') throw foreignFolder(data)
    throw error
  }
}

/** Throws `embedded-other-major` unless the data are of the program's major version, or absent. */
export async function checkMajor(home: string, program: Program): Promise<void> {
  const found = await majorOf(home)
  if (found !== null && found !== String(program.major)) throw otherMajor(dataIn(home), found, program.major)
}

/**
 * Makes the cluster and its database, unless there is one. It is built under a name of `id` and appears by one rename:
 * a kill leaves a cluster or none, and of two processes that build one at the same time, the second drops its own.
 */
export async function createCluster(
  home: string,
  account: Account,
  program: Program,
  id: string,
  throwaway: boolean,
): Promise<void> {
  const staging = `data-new-${id}`
  const owner = ownerFor(account)
  try {
    const password = process.platform === 'win32' ? await makePassword(home) : []
    const auth = password.length > 0 ? ['--auth=scram-sha-256', ...password] : ['--auth=trust']
    const target = ['-D', staging, '-U', databaseUser]
    await must(home, account, program.initdb, [...target, ...initdbOptions, ...auth])
    await writeOwned(join(home, staging, 'pg_hba.conf'), hbaConf(process.platform), owner)
    const ownSettings = '# Settings of yours, read after those that Douze writes in postgresql.conf.\n'
    await writeOwned(join(home, staging, 'local.conf'), ownSettings, owner)
    // The single-user server obeys initdb's settings; ours come with the first start.
    const alone = ['--single', '-F', '-c', 'log_checkpoints=off', '-D', staging, 'postgres']
    await must(home, account, program.postgres, alone, `create database ${databaseName}\n`)
    if (!throwaway) await must(home, account, program.initdb, ['--sync-only', '-D', staging])
    await rename(join(home, staging), dataIn(home))
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(codeOf(error)) || (await majorOf(home)) === null)
      throw fromFileError(home, error)
  } finally {
    await rm(join(home, staging), { recursive: true, force: true })
  }
}

async function must(
  home: string,
  account: Account,
  file: string,
  args: readonly string[],
  input = '',
): Promise<void> {
  const answer = await run(account, home, file, args, input)
  // A single-user server reports a failed statement and still ends well.
  if (answer.code !== 0 || /^.*(ERROR|FATAL|PANIC): /m.test(answer.stderr))
    throw fromWords(dataIn(home), lastWords(answer.stderr))
}

/** Writes the settings of this machine and version, if they differ from those in place. */
export async function writeSettings(
  home: string,
  account: Account,
  socketFolder: string,
  throwaway: boolean,
): Promise<void> {
  const text = postgresConf(
    {
      memoryBytes: availableMemory(),
      sharedMemoryBytes: sharedMemory(),
      platform: process.platform,
    },
    socketFolder,
    throwaway,
  )
  const file = join(dataIn(home), 'postgresql.conf')
  try {
    if ((await readFile(file, 'utf8').catch(() => '')) === text) return
    await writeOwned(`${file}.new`, text, ownerFor(account))
    await rename(`${file}.new`, file)
  } catch (error) {
    throw fromFileError(home, error)
  }
}

/** The password that Windows connections need, or null elsewhere. */
export async function passwordOf(home: string): Promise<string | null> {
  return process.platform === 'win32' ? (await readFile(join(home, 'password'), 'utf8')).trim() : null
}

async function makePassword(home: string): Promise<string[]> {
  const file = join(home, 'password')
  // One that exists is kept: another process may be building with it at this moment.
  await writeFile(file, randomBytes(24).toString('base64url'), { flag: 'wx', mode: 0o600 }).catch(
    (error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error
    },
  )
  return [`--pwfile=${file}`]
}

/** The last lines of what a program said, without the time and process that open them. */
export function lastWords(said: string): string {
  const lines = said.split('\n').filter((line) => line.trim() !== '')
  return lines
    .slice(-6)
    .map((line) => line.replace(/^\d{4}-\d\d-\d\d [\d:.]+ \w+ \[\d+\] /, ''))
    .join(' ')
}

/**
 * Removes what processes that are gone had begun to build; `living` are the identities still at work. A program that
 * outlived its process may still be writing: what cannot be removed yet is left to the next start.
 */
export async function sweepUnfinished(
  home: string,
  names: string[],
  living: readonly string[],
): Promise<void> {
  for (const name of names) {
    const id = /^(?:data|program)-new-([0-9a-f]{8})$/.exec(name)?.[1]
    if (id && !living.includes(id))
      await rm(join(home, name), { recursive: true, force: true }).catch(() => {})
  }
}

async function writeOwned(file: string, text: string, owner: Ids | null): Promise<void> {
  await writeFile(file, text, { mode: 0o600 })
  await give(file, owner)
}

/** Makes the folder of the log and returns the log's path, relative to `home`. */
export async function makeLogFolder(home: string, owner: Ids | null): Promise<string> {
  const folder = join(home, 'log')
  await mkdir(folder, { mode: 0o700, recursive: true })
  await give(folder, owner)
  return join('log', 'postgres.log')
}

function sharedMemory(): number | null {
  try {
    const { blocks, bsize } = statfsSync('/dev/shm')
    return blocks * bsize
  } catch {
    return null
  }
}
