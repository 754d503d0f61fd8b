// The server process: what its pid file says, whether that is true, how it is started and stopped.
import { execFile } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { open, readFile, unlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { run, type Account } from './account.ts'
import type { Program } from './binaries.ts'
import { databaseName, databaseUser, dataIn, lastWords } from './cluster.ts'
import { codeOf } from './errors.ts'
import { probe, type Endpoint } from './probe.ts'

/**
 * `running`: it answers at `endpoint`. `busy`: its process lives and does not take connections (yet, or any more),
 * and says so itself when `answers`.
 * `stopped`: no process of ours; `leftover` is then the text of a pid file that would keep a new one from starting.
 */
export type State =
  | { kind: 'running'; endpoint: Endpoint; pid: number }
  | { kind: 'busy'; pid: number; answers: boolean }
  | { kind: 'stopped'; leftover: string | null }

/**
 * What became of an attempt to start. `again`: it may well succeed the next time, because another process was faster,
 * the old server is not quite gone, or the new one was killed before it could say anything.
 */
export type Attempt = { kind: 'started' } | { kind: 'again' | 'failed'; said: string }

const onWindows = process.platform === 'win32'

/** The state of the server of `home`, asked of the server and of the system rather than believed of a file. */
export async function look(home: string, socketFolder: string): Promise<State> {
  const text = await readFile(pidFile(home), 'utf8').catch(() => null)
  if (text === null) return { kind: 'stopped', leftover: null }
  const [pidLine = '', , , port = '', folder = '', address = ''] = text.split('\n')
  const pid = Math.abs(Number.parseInt(pidLine, 10))
  // Empty, left by a server that starts at this moment, or by one that was killed as it wrote.
  if (!Number.isInteger(pid) || pid === 0) return { kind: 'stopped', leftover: text }
  // The folder of now as well as that of then: the whole data folder may have been moved under a running server.
  const hosts = onWindows ? [address || '127.0.0.1'] : [...new Set([folder, socketFolder])].filter(Boolean)
  for (const host of hosts) {
    const endpoint = { host, port: Number.parseInt(port, 10) || 5432 }
    const readiness = await probe(endpoint, databaseUser, databaseName)
    if (readiness === 'ready') return { kind: 'running', endpoint, pid }
    if (readiness === 'busy') return { kind: 'busy', pid, answers: true }
  }
  const holder = await holderOf(pid, dataIn(home))
  if (holder === 'server') return { kind: 'busy', pid, answers: false }
  return { kind: 'stopped', leftover: holder === 'other' ? text : null }
}

/**
 * Removes a pid file that `look` found to be untrue (its number now belongs to another program, or to a process that
 * has ended and is not yet collected). PostgreSQL itself would take it for a running server and refuse to start.
 * Should it be wrong all the same, the shared memory that a living server holds still stops a second one.
 */
export async function removeLeftover(home: string, leftover: string, socketFolder: string): Promise<void> {
  const now = await readFile(pidFile(home), 'utf8').catch(() => null)
  if (now !== leftover) return
  // The socket's lock file holds the same number, and is believed in the same way.
  const socketLock = join(socketFolder, '.s.PGSQL.5432.lock')
  const lockedBy = await readFile(socketLock, 'utf8').catch(() => '')
  if (lockedBy.split('\n')[0] === leftover.split('\n')[0]) await unlink(socketLock).catch(() => {})
  await unlink(pidFile(home)).catch(() => {})
}

/** Starts the server through pg_ctl, which gives it a session of its own, and waits until it takes connections. */
export async function startPostmaster(
  home: string,
  account: Account,
  program: Program,
  log: string,
): Promise<Attempt> {
  const before = await sizeOf(join(home, log))
  const port = onWindows ? ['-o', `-p ${await freePort()}`] : []
  // Relative paths: pg_ctl hands them to a shell, and a folder's name may hold what a shell understands.
  const args = ['start', '-w', '-t', '60', '-s', '-D', basename(dataIn(home)), '-l', log, ...port]
  const answer = await run(account, home, program.pgCtl, args)
  if (answer.code === 0) return { kind: 'started' }
  const said = await textFrom(join(home, log), before)
  // Answers to those who asked too early are no reason of its end.
  const told = said
    .split('\n')
    .filter((line) => !/FATAL: +(the database system is|terminating connection) /.test(line))
  const reasons = told.filter((line) => /(FATAL|PANIC|ERROR): /.test(line)).join('\n')
  const passing =
    /lock file "[^"]*" (?:already exists|is empty)|pre-existing shared memory block|is already in use/
  const isKilled = reasons === '' && /could not start server/.test(answer.stderr)
  const isSlow = answer.stderr.includes('did not start in time')
  const kind = isSlow || isKilled || passing.test(reasons) ? 'again' : 'failed'
  return { kind, said: lastWords([answer.stderr, ...told].join('\n')) }
}

/** Stops the server through pg_ctl and waits for its end. True when none runs afterwards. */
export async function stopPostmaster(
  home: string,
  account: Account,
  program: Program,
  mode: 'fast' | 'immediate' = 'fast',
): Promise<boolean> {
  const args = ['stop', '-w', '-t', '120', '-s', '-m', mode, '-D', basename(dataIn(home))]
  const answer = await run(account, home, program.pgCtl, args)
  return answer.code === 0 || (await readFile(pidFile(home)).catch(() => null)) === null
}

function pidFile(home: string): string {
  return join(dataIn(home), 'postmaster.pid')
}

// Who has this process number: our server, another program, or nobody.
async function holderOf(pid: number, data: string): Promise<'server' | 'other' | 'nobody'> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return 'nobody'
  }
  if (process.platform === 'linux') return linuxHolder(pid, data)
  const [file, args] = onWindows
    ? (['tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH']] as const)
    : (['ps', ['-o', 'stat=,command=', '-p', String(pid)]] as const)
  const listed = await promisify(execFile)(file, [...args]).catch(() => null)
  if (!listed) return 'server'
  const isZombie = !onWindows && listed.stdout.trim().startsWith('Z')
  return listed.stdout.includes('postgres') && !isZombie ? 'server' : 'other'
}

// A server's current folder is its data folder, and stays so when that is moved. Where we may not look at it, its
// command line decides, and in doubt it is a server: waiting is better than a second one on the same data.
function linuxHolder(pid: number, data: string): 'server' | 'other' | 'nobody' {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8')
    if (/^[ZX]$/.test(status.slice(status.lastIndexOf(')') + 2, status.lastIndexOf(')') + 3))) return 'other'
  } catch {
    return 'nobody'
  }
  try {
    const at = statSync(`/proc/${pid}/cwd/.`)
    const ours = statSync(data)
    return at.dev === ours.dev && at.ino === ours.ino ? 'server' : 'other'
  } catch {
    const command = (file: string) => readFileSync(`/proc/${pid}/${file}`, 'utf8').split('\0')[0] ?? ''
    try {
      return basename(command('cmdline')) === 'postgres' ? 'server' : 'other'
    } catch {
      return 'server'
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 5432
}

async function sizeOf(file: string): Promise<number> {
  const handle = await open(file, 'r').catch(() => null)
  const size = (await handle?.stat())?.size ?? 0
  await handle?.close()
  return size
}

async function textFrom(file: string, offset: number): Promise<string> {
  const whole = await readFile(file).catch(() => Buffer.alloc(0))
  return whole.subarray(Math.min(offset, whole.length)).toString('utf8')
}
