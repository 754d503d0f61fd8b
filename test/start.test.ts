// Starting, stopping and dying, with real processes: what a person on a fresh clone does and what can happen to it.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer, connect } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { douze, folderOf, newFolder, openLink, type Running, startDouze } from './processes.ts'

const data = newFolder()
const variables = { DOUZE_DATA: data, DOUZE_LANG: 'en' }
let running: Running
/** The cookie of the browser that opened the printed link. */
let owner: { readonly cookie: string }

async function start(): Promise<void> {
  running = await startDouze(variables)
  owner = await openLink(running.link)
}

const deals = `deal_id,title,amount,currency,stage,owner_email,created_at,closed_at,status
D-1,Un,100.00,EUR,Won,lea@example.com,2025-01-10,2025-02-10,won
D-2,Deux,n/a,EUR,Won,lea@example.com,2025-01-10,2025-02-10,won
`

async function getJson<Json>(address: string): Promise<Json> {
  const response = await fetch(`${running.address}${address}`, { headers: owner })
  expect(response.status, address).toBe(200)
  return (await response.json()) as Json
}

async function write<Json>(method: string, address: string, body: unknown, isRaw = false): Promise<Json> {
  const response = await fetch(`${running.address}${address}`, {
    method,
    headers: {
      ...owner,
      origin: running.address,
      'content-type': isRaw ? 'application/octet-stream' : 'application/json',
    },
    body: isRaw ? (body as string) : JSON.stringify(body),
  })
  const text = await response.text()
  expect(response.status, text).toBe(200)
  return JSON.parse(text) as Json
}

/** Pid of the PostgreSQL of the data folder. */
function postgresPid(): number {
  const name = path.join(data, 'postgres', 'data', 'postmaster.pid')
  return Number(readFileSync(name, 'utf8').split('\n')[0])
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // A process that nobody waited for yet is dead all the same.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

interface Report {
  importId: number
  state: string
  progress: object | null
  files: { accepted: number; rejected: number; errors: { code: string }[] }[]
}

afterAll(async () => {
  if (running?.child.exitCode === null) await running.end('SIGTERM')
})

describe('the life of a server', () => {
  it('starts on an empty folder, answers the page and the API', async () => {
    await start()
    const page = await fetch(running.address, { headers: { 'accept-encoding': 'br' } })
    expect(page.status).toBe(200)
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(await page.text()).toContain('<title>Douze</title>')
    expect(await getJson<{ hasData: boolean }>('/api/home')).toMatchObject({ hasData: false })
    expect((await getJson<unknown[]>('/api/metrics')).length).toBe(15)
  })

  it('is nobody’s who finds the port without the code that the start printed', async () => {
    expect(running.link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/first-start#[\w-]{43}$/)
    const status = async (headers: Record<string, string>): Promise<number> =>
      (await fetch(`${running.address}/api/home`, { headers })).status
    expect(await status({})).toBe(401)
    expect(await status({ cookie: owner.cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) })).toBe(
      401,
    )
    expect(await status(owner)).toBe(200)
    const guess = `${running.address}/first-start#${'a'.repeat(43)}`
    await expect(openLink(guess)).rejects.toThrow(/422.*start-code-not-valid/)
  })

  it('prints another link from the same folder, which replaces the first one and leaves open browsers alone', async () => {
    const { code, out } = await douze(['link'], { ...variables, DOUZE_PORT: new URL(running.address).port })
    expect(code).toBe(0)
    const [link = ''] = /http:\S+/.exec(out) ?? []
    await expect(openLink(running.link)).rejects.toThrow(/422/)
    expect((await openLink(link)).cookie).not.toBe(owner.cookie)
    expect(await getJson('/api/home')).toMatchObject({ hasData: false })
  })

  it('serves scripts compressed, for ever, and addresses of the page as the page', async () => {
    const html = await (await fetch(running.address)).text()
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? ''
    const file = await fetch(running.address + script, { headers: { 'accept-encoding': 'gzip, br' } })
    expect(file.headers.get('content-encoding')).toBe('br')
    expect(file.headers.get('cache-control')).toContain('immutable')
    const etag = file.headers.get('etag') ?? ''
    const again = await fetch(running.address + script, { headers: { 'if-none-match': etag } })
    expect(again.status).toBe(304)
    const status = async (address: string): Promise<number> => (await fetch(running.address + address)).status
    expect(await status('/metrics/sales-cycle?period=2017')).toBe(200)
    expect(await status('/data/imports/1')).toBe(200)
    expect(await status('/metrics/nothing')).toBe(404)
    expect(await status('/assets/nothing.js')).toBe(404)
    // Nothing but the built pages is served: neither the sources nor what version control keeps.
    for (const address of ['/..%2f..%2fpackage.json', '/package.json', '/.git/HEAD', '/.git/config', '/.env'])
      expect(await status(address), address).toBe(404)
  })

  it('takes an upload, reads it in a thread, and makes it visible', async () => {
    const opened = await write<Report>('POST', '/api/imports', {})
    const place = `/api/imports/${opened.importId}`
    expect(await write('PUT', `${place}/files?name=..%2Fcrm%2Fdeals.csv`, deals, true)).toEqual({
      name: 'crm/deals.csv',
      bytes: deals.length,
    })
    const ended = async (answer: Promise<Report>): Promise<Report> => {
      let report = await answer
      while (report.progress !== null) {
        await pause(100)
        report = await getJson<Report>(place)
      }
      return report
    }
    expect(await ended(write('POST', `${place}/stage`, {}))).toMatchObject({
      state: 'staged',
      files: [{ accepted: 1, rejected: 1 }],
    })
    const refused = await fetch(`${running.address}${place}/refused-rows?language=en`, { headers: owner })
    expect(refused.headers.get('content-disposition')).toContain('attachment; filename="refused rows')
    expect(await refused.text()).toMatch(/D-2,Deux,n\/a,.*,amount,NUMBER_INVALID,/)
    expect(await ended(write('POST', `${place}/confirm`, {}))).toMatchObject({ state: 'visible' })
    // Asked twice, it stays as it is.
    expect(await write<Report>('POST', `${place}/confirm`, {})).toMatchObject({ state: 'visible' })
    expect(await getJson('/api/home')).toMatchObject({ hasData: true })
  })

  it('gives the same figure to the command line beside it, the API and the file', async () => {
    const view = 'period=2025'
    const api = await getJson<{ answers: { id: string; value: number; n: number }[]; headline: string }>(
      `/api/metrics/sales-cycle?${view}`,
    )
    const { code, out } = await douze(['measure', 'sales-cycle', '--period', '2025', '--json'], variables)
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ answers: api.answers })
    expect(api.answers.find((one) => one.id === api.headline)).toMatchObject({ value: 31, n: 1 })
    const file = await fetch(
      `${running.address}/api/metrics/sales-cycle/rows-file?${view}&format=csv&language=fr`,
      { headers: owner },
    )
    expect(file.headers.get('content-disposition')).toContain('.csv')
    const lines = (await file.text()).trimEnd().split('\r\n')
    expect(lines.length).toBe(2)
    const book = await fetch(`${running.address}/api/metrics/sales-cycle/rows-file?${view}&format=xlsx`, {
      headers: owner,
    })
    expect(
      Buffer.from(await book.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
  })

  it('is not disturbed by a second start on its port', async () => {
    const port = new URL(running.address).port
    const second = await douze(['start'], { ...variables, DOUZE_PORT: port })
    expect(second.code).toBe(4)
    expect(second.err).toContain(`Douze already answers at ${running.address}`)
    expect((await fetch(`${running.address}/api/home`, { headers: owner })).status).toBe(200)
  })

  it('refuses a port that another program has, with a sentence', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as { port: number }
    const refused = await douze(['start', '--lang', 'fr'], { ...variables, DOUZE_PORT: String(port) })
    expect(refused.code).toBe(4)
    expect(refused.err).toContain(`Le port ${port} est pris`)
    other.close()
  })

  it('lets other clients be answered while one sends slowly', async () => {
    const socket = connect(Number(new URL(running.address).port), '127.0.0.1')
    socket.write('POST /api/imports HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n')
    expect((await fetch(`${running.address}/api/home`, { headers: owner })).status).toBe(200)
    socket.destroy()
  })

  it('stays when the database dies, answers 503 until it is back, and brings it back', async () => {
    const before = postgresPid()
    process.kill(before, 'SIGKILL')
    const statuses = new Set<number>()
    const until = performance.now() + 20_000
    let last = 0
    let sawRetry = false
    while (performance.now() < until) {
      const response = await fetch(`${running.address}/api/home`, { headers: owner })
      last = response.status
      statuses.add(last)
      if (last === 503) sawRetry = response.headers.get('retry-after') === '2'
      if (last === 200 && statuses.has(503)) break
      await pause(100)
    }
    expect(last).toBe(200)
    expect([...statuses].toSorted((a, b) => a - b)).toEqual([200, 503])
    expect(sawRetry).toBe(true)
    expect(postgresPid()).not.toBe(before)
    expect(await getJson('/api/home')).toMatchObject({ hasData: true })
  })

  it('leaves in good order when asked, and takes PostgreSQL with it', async () => {
    const postgres = postgresPid()
    const started = performance.now()
    const { code, err } = await running.end('SIGTERM')
    expect(code).toBe(0)
    expect(performance.now() - started).toBeLessThan(10_000)
    expect(err).toContain('Douze is stopping')
    expect(isAlive(postgres)).toBe(false)
  })

  it('answers again after an end in good order, and after a kill', async () => {
    running = await startDouze(variables)
    // On another port a browser has no cookie yet: the link of this start opens it.
    owner = await openLink(running.link)
    expect(await getJson('/api/home')).toMatchObject({ hasData: true })
    const postgres = postgresPid()
    await running.end('SIGKILL')
    running = await startDouze(variables)
    owner = await openLink(running.link)
    expect(await getJson('/api/home')).toMatchObject({ hasData: true })
    // The one that ran on is the one that is used.
    expect(postgresPid()).toBe(postgres)
    expect((await running.end('SIGINT')).code).toBe(0)
  })
})

describe('the launcher', () => {
  it('works from any folder, and says so when Node is too old', async () => {
    const { code, out } = await douze(['help', '--lang', 'en'], {}, folderOf({}))
    expect(code).toBe(0)
    expect(out).toContain('Usage: douze')
    const source = readFileSync(path.resolve(import.meta.dirname, '../douze.mjs'), 'utf8')
    const old = folderOf({ 'douze.mjs': source.replace('process.versions.node.split', '"18.20.4".split') })
    let said = ''
    try {
      execFileSync(process.execPath, [path.join(old, 'douze.mjs')], { encoding: 'utf8', stdio: 'pipe' })
    } catch (error) {
      said = String((error as { stderr: unknown }).stderr)
    }
    expect(said).toContain('Douze needs Node 20.19 or later')
  })

  it('is what `npx douze` runs in the clone', () => {
    const out = execFileSync('npx', ['--no-install', 'douze', 'help', '--lang', 'en'], {
      cwd: path.resolve(import.meta.dirname, '..'),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    expect(out).toContain('Usage: douze')
  })
})
