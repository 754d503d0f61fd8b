// Douze as people run it: real processes of the launcher, on free ports and folders of their own.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Connection } from '../model/database.ts'

const root = path.resolve(import.meta.dirname, '..')

export interface Finished {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** The address of a test's database, for a process of its own. */
export function urlOf({ url, host, port, user, password, database }: Connection): string {
  const secret = password === undefined ? '' : `:${encodeURIComponent(password)}`
  return url ?? `postgres://${user}${secret}@/${database}?host=${encodeURIComponent(host ?? '')}&port=${port}`
}

/** A folder that the unprivileged account of PostgreSQL can enter. */
export function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'douze-run-'))
  chmodSync(folder, 0o755)
  return folder
}

/** Writes files into a new folder and gives its path. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = newFolder()
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text)
  return folder
}

function environmentOf(variables: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, DOUZE_DATA: __, DOUZE_PORT: ___, DOUZE_LANG: ____, ...inherited } = process.env
  return { ...inherited, LC_ALL: '', LANG: '', ...variables }
}

/** Runs a command to its end. */
export async function douze(
  parameters: readonly string[],
  variables: Readonly<Record<string, string>> = {},
  currentFolder = root,
): Promise<Finished> {
  const child = spawn(process.execPath, [path.join(root, 'douze.mjs'), ...parameters], {
    cwd: currentFolder,
    env: environmentOf(variables),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const out = collect(child, 'stdout')
  const err = collect(child, 'stderr')
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out: out(), err: err() }
}

export interface Running {
  readonly address: string
  /** The link that it printed: with the code of the first start as long as nobody has an account. */
  readonly link: string
  readonly child: ChildProcess
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<Finished>
}

/** Starts the server on a free port. @throws with what it said when it ends before it is ready */
export async function startDouze(variables: Readonly<Record<string, string>>): Promise<Running> {
  const child = spawn(process.execPath, [path.join(root, 'douze.mjs'), 'start'], {
    cwd: root,
    env: environmentOf({ DOUZE_PORT: '0', ...variables }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const out = collect(child, 'stdout')
  const err = collect(child, 'stderr')
  const closed = once(child, 'close') as Promise<[number | null]>
  const link = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const found = /(http:\/\/127\.0\.0\.1:\d+\S*)\n/.exec(out())?.[1]
      if (found !== undefined) resolve(found)
    })
    void closed.then(() => reject(new Error(`ended before it was ready: ${out()}${err()}`)))
  })
  return {
    address: new URL(link).origin,
    link,
    child,
    end: async (signal) => {
      child.kill(signal)
      const [code] = await closed
      return { code, out: out(), err: err() }
    },
  }
}

/** Opens a printed link as the page does. @returns the header with the cookie that makes the sender the owner */
export async function openLink(link: string): Promise<{ readonly cookie: string }> {
  const { origin, hash } = new URL(link)
  const response = await fetch(`${origin}/api/first-start`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ code: hash.slice(1) }),
  })
  const [cookie = ''] = response.headers.getSetCookie()
  if (!response.ok) throw new Error(`${link} opens nothing: ${response.status} ${await response.text()}`)
  return { cookie: cookie.split(';')[0] ?? '' }
}

function collect(child: ChildProcess, stream: 'stdout' | 'stderr'): () => string {
  let text = ''
  child[stream]?.setEncoding('utf8').on('data', (piece: string) => {
    text += piece
  })
  return () => text
}
