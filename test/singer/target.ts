// `target-douze` as a tap meets it: a process of its own, messages on its input, states on its output.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Connection } from '../../model/database.ts'
import type { Finished } from '../processes.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** A connection as an address; a folder of sockets goes in the query. */
export function addressOf({ url, user = '', password, host = '', port, database = '' }: Connection): string {
  if (url !== undefined) return url
  const secret = password === undefined ? '' : `:${encodeURIComponent(password)}`
  return host.startsWith('/')
    ? `postgres://${user}${secret}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
    : `postgres://${user}${secret}@${host}:${port}/${database}`
}

export function startTarget(connection: Connection, parameters: readonly string[] = []): ChildProcess {
  return spawn(process.execPath, [path.join(root, 'target-douze.mjs'), ...parameters], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: addressOf(connection), DOUZE_LANG: 'en' },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}

/** Sends a text to the target and waits for its end. */
export async function runTarget(
  connection: Connection,
  text: string,
  parameters: readonly string[] = [],
): Promise<Finished> {
  const child = startTarget(connection, parameters)
  const finished = outcomeOf(child)
  child.stdin?.end(text)
  return finished
}

export async function outcomeOf(child: ChildProcess): Promise<Finished> {
  let [out, err] = ['', '']
  child.stdout?.setEncoding('utf8').on('data', (piece: string) => (out += piece))
  child.stderr?.setEncoding('utf8').on('data', (piece: string) => (err += piece))
  // Who has ended reads no more: the rest of what is sent goes nowhere.
  child.stdin?.on('error', () => {})
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, err }
}
