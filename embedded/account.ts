// Under which account PostgreSQL's programs run. They refuse root, so root lends them an unprivileged account or,
// where that account cannot reach the files, a user namespace in which root goes by another name.
import { spawn } from 'node:child_process'
import { accessSync, constants, readFileSync, statSync } from 'node:fs'
import { chown, lchown, lstat, readdir } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { delimiter, dirname, join } from 'node:path'

/** Who runs the programs: ourselves; another user (we are root); or ourselves, named otherwise in a user namespace. */
export type Account =
  | { kind: 'self' }
  | { kind: 'user'; uid: number; gid: number }
  | { kind: 'namespace'; unshare: string; uid: number; gid: number }

/** A user and its first group, as numbers. */
export interface Ids {
  uid: number
  gid: number
}

/** What a program answered. `code` is null when it could not be run at all; `stderr` then says why. */
export interface Answer {
  code: number | null
  stdout: string
  stderr: string
}

/** Our own numbers, or null on Windows, where there are none. */
export function ownIds(): Ids | null {
  const { geteuid, getegid } = process
  return geteuid && getegid ? { uid: geteuid(), gid: getegid() } : null
}

/** Whom the files must belong to for `account` to use them, or null where that has no meaning (Windows). */
export function ownerFor(account: Account): Ids | null {
  // In a namespace the name changes and the owner on disk does not.
  return account.kind === 'user' ? { uid: account.uid, gid: account.gid } : ownIds()
}

/** Whether our own number has a name. Without one initdb gives up ("could not look up effective user ID"). */
export function haveName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

/**
 * The unprivileged accounts of this machine, best first: one made for Douze, one made for PostgreSQL, then `nobody`.
 * Only accounts listed in /etc/passwd are given, because initdb looks its own name up.
 */
export function unprivilegedAccounts(passwd = readPasswd()): Ids[] {
  const known = passwd.split('\n').flatMap((line) => {
    const [name = '', , uid = '', gid = ''] = line.split(':')
    return /^-?\d+$/.test(uid) && Number(uid) !== 0 ? [{ name, uid: Number(uid), gid: Number(gid) }] : []
  })
  return ['douze', 'postgres', '_postgres', 'nobody', 'daemon'].flatMap((name) =>
    known.filter((one) => one.name === name).map(({ uid, gid }) => ({ uid, gid })),
  )
}

/** The first group of a user by /etc/passwd, or null when the user has no name there. */
export function namedIds(uid: number, passwd = readPasswd()): Ids | null {
  for (const line of passwd.split('\n')) {
    const fields = line.split(':')
    if (fields[2] === String(uid)) return { uid, gid: Number(fields[3]) }
  }
  return null
}

function readPasswd(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8')
  } catch {
    return ''
  }
}

/**
 * Whether a user without any privilege may enter every existing folder on the way to `path`, judged by the mode bits.
 * Access lists are not read: a folder opened by one alone is called unreachable, and another way is taken.
 */
export function canEnter(path: string, { uid, gid }: Ids): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    try {
      const found = statSync(folder)
      const bit = found.uid === uid ? 0o100 : found.gid === gid ? 0o010 : 0o001
      if (found.isDirectory() && (found.mode & bit) === 0) return false
    } catch {
      // What does not exist yet will be made by us, for that user.
    }
    if (folder === dirname(folder)) return true
  }
}

/** The namespace account of this machine, tried for real, or null where the system has or allows none. */
export async function namespaceAccount(searchPath = process.env['PATH'] ?? ''): Promise<Account | null> {
  if (process.platform !== 'linux') return null
  const ids = unprivilegedAccounts()[0]
  const unshare = searchPath
    .split(delimiter)
    .map((folder) => join(folder || '.', 'unshare'))
    .find(isExecutable)
  if (!ids || !unshare) return null
  const account: Account = { kind: 'namespace', unshare, ...ids }
  return (await run(account, '/', '/bin/sh', ['-c', ':'])).code === 0 ? account : null
}

/** Whether we can really run something under these numbers (a container may forbid root to change user). */
export async function canBecome(ids: Ids): Promise<boolean> {
  return (await run({ kind: 'user', ...ids }, '/', '/bin/sh', ['-c', ':'])).code === 0
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Runs one of PostgreSQL's programs under `account` in `cwd` and waits for its end. Never throws.
 * `cwd` must be open to the account: the programs ask for their current folder and fail where they cannot read it.
 */
export async function run(
  account: Account,
  cwd: string,
  file: string,
  args: readonly string[],
  input = '',
): Promise<Answer> {
  const inNamespace = account.kind === 'namespace'
  const command = inNamespace ? account.unshare : file
  const own = inNamespace ? [`--map-user=${account.uid}`, `--map-group=${account.gid}`, '--user', file] : []
  return new Promise((resolve) => {
    const answer: Answer = { code: null, stdout: '', stderr: '' }
    const child = spawn(command, [...own, ...args], {
      cwd,
      env: cleanEnvironment(),
      windowsHide: true,
      // A console of its own on Windows, a session of its own elsewhere: Ctrl-C in the terminal is for us alone,
      // and must not end a start or a stop half way.
      detached: true,
      ...(account.kind === 'user' ? { uid: account.uid, gid: account.gid } : {}),
    })
    child.stdout.setEncoding('utf8').on('data', (text: string) => (answer.stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (answer.stderr += text))
    child.on('error', (error) => resolve({ ...answer, code: null, stderr: error.message }))
    // 'exit' would come before the last words have been read.
    child.on('close', (code) => resolve({ ...answer, code: code ?? -1 }))
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

// A person's PGDATA, PGPORT or locale must not reach our server.
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|TZ$)/i.test(name))
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' }
}

/** Gives `path` to `owner` when we are root and it is not theirs yet; elsewhere does nothing. */
export async function give(path: string, owner: Ids | null): Promise<void> {
  if (owner && process.geteuid?.() === 0) await chown(path, owner.uid, owner.gid)
}

/** Gives a whole folder to `owner`, links themselves and not what they point to. For root only. */
export async function giveTree(path: string, owner: Ids): Promise<void> {
  await lchown(path, owner.uid, owner.gid)
  if (!(await lstat(path)).isDirectory()) return
  for (const name of await readdir(path)) await giveTree(join(path, name), owner)
}
