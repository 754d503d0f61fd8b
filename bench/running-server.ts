// A running server for a bench, as a process of its own: started by the launcher, opened by its link, asked over HTTP, and its memory
// read from the system.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'

/** What is read of the report of a delivery. */
export interface Report {
  readonly importId: number
  readonly state: string
  readonly progress: object | null
  readonly files: readonly {
    readonly accepted: number
    readonly checks: readonly { readonly value: string }[]
  }[]
}

/** Starts Douze on a data folder. The caller ends it with `endServer`. */
export function startServer(launcher: string, data: string): ChildProcess {
  return spawn(process.execPath, [launcher, 'start'], {
    env: { ...process.env, DOUZE_DATA: data, DOUZE_PORT: '0', DOUZE_LANG: 'en' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

/** Asks it to leave in good order, and waits until it has; one that has left already is not waited for. */
export async function endServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  server.kill('SIGTERM')
  await once(server, 'close')
}

/** Where the server answers, and the cookie of its owner. */
export interface OpenPlace {
  readonly address: string
  readonly cookie: string
}

/** The link that it prints once it is ready. */
export async function linkOf(server: ChildProcess): Promise<string> {
  for await (const piece of server.stdout ?? []) {
    const found = /http:\/\/127\.0\.0\.1:\d+\S*/.exec(String(piece))?.[0]
    if (found === undefined) continue
    server.stdout?.resume()
    return found
  }
  throw new Error('The server did not start.')
}

/** Opens the printed link as a browser does. */
export async function openLink(link: string): Promise<OpenPlace> {
  const { origin, hash } = new URL(link)
  const response = await fetch(`${origin}/api/first-start`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ code: hash.slice(1) }),
  })
  if (!response.ok) throw new Error(`The link does not open: ${response.status}`)
  return { address: origin, cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
}

/** Uploads one file, reads it, makes it visible. */
export async function deliver(open: OpenPlace, name: string, content: Readable): Promise<Report> {
  const { importId } = await send(open, 'POST', '/api/imports', {})
  const place = `/api/imports/${importId}`
  await send(open, 'PUT', `${place}/files?name=${name}`, content)
  await ended(open, await send(open, 'POST', `${place}/stage`, {}))
  const report = await ended(open, await send(open, 'POST', `${place}/confirm`, {}))
  if (report.state !== 'visible') throw new Error(`The import is ${report.state}.`)
  return report
}

/** Takes a delivery back. Where the line breaks, the delivery tells whether it had begun; else it is asked again. */
export async function undo(open: OpenPlace, importId: number): Promise<void> {
  const begin = () => send(open, 'POST', `/api/imports/${importId}/undo`, {})
  const begun = await begin().catch(async (error: unknown) => {
    if (!isBroken(error)) throw error
    const now = await read(open, importId)
    return now.state === 'visible' && now.progress === null ? begin() : now
  })
  const report = await ended(open, begun)
  if (report.state !== 'undone') throw new Error(`The import is ${report.state}.`)
}

/** The text of an answer to a question that changes nothing: asked again, some times, where the line breaks. */
export async function ask({ address, cookie }: OpenPlace, question: string): Promise<string> {
  for (let time = 1; ; time++)
    try {
      const response = await fetch(address + question, { headers: { ...ownLine, cookie } })
      const text = await response.text()
      if (!response.ok) throw new Error(`${question}: ${response.status} ${text}`)
      return text
    } catch (error) {
      if (!isBroken(error) || time === 5) throw error
      await pause(1_000)
    }
}

/** A line that was kept may be closed by a busy server just as it is used again. */
const ownLine = { connection: 'close' }

/** No answer came: what `fetch` throws then, and nothing else here. */
function isBroken(error: unknown): boolean {
  return error instanceof TypeError
}

async function send(
  { address, cookie }: OpenPlace,
  method: string,
  place: string,
  body: unknown,
): Promise<Report> {
  const isRaw = body instanceof Readable
  const response = await fetch(address + place, {
    method,
    headers: {
      ...ownLine,
      origin: address,
      cookie,
      'content-type': isRaw ? 'application/octet-stream' : 'application/json',
    },
    body: isRaw ? (Readable.toWeb(body) as ReadableStream) : JSON.stringify(body),
    duplex: 'half',
  })
  if (!response.ok) throw new Error(`${place}: ${response.status} ${await response.text()}`)
  return (await response.json()) as Report
}

async function ended(open: OpenPlace, report: Report): Promise<Report> {
  let now = report
  while (now.progress !== null) {
    await pause(100)
    now = await read(open, report.importId)
  }
  return now
}

async function read(open: OpenPlace, importId: number): Promise<Report> {
  return JSON.parse(await ask(open, `/api/imports/${importId}`)) as Report
}

/** Resident megabytes of the server's process. */
export function memoryOf(server: ChildProcess): number {
  return megabytes(server, 'VmRSS')
}

/** The most that were resident since `forgetMost`; Linux keeps count of it. */
export function mostMemoryOf(server: ChildProcess): number {
  return megabytes(server, 'VmHWM')
}

export function forgetMost({ pid }: ChildProcess): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5')
}

function megabytes({ pid }: ChildProcess, name: string): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Math.round(Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1024)
  } catch {
    return Number.NaN
  }
}
