// A million records from a tap that exists for as long as it writes: time and memory of `target-douze`, for a stream that nobody knows and for
// the opportunities of Salesforce, which are brought into the tables of figures as well.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { BenchPlace } from './place.ts'

const records = 1_000_000
const stateEvery = 10_000

export async function* singerRecords({ root }: BenchPlace): AsyncGenerator<string> {
  for (const stream of ['things', 'Opportunity']) {
    const folder = mkdtempSync(path.join(tmpdir(), 'douze-bench-'))
    await chmod(folder, 0o755)
    const child = spawn(process.execPath, [path.join(root, 'target-douze.mjs')], {
      env: { ...process.env, DOUZE_DATA: path.join(folder, 'data'), DOUZE_LANG: 'en', TZ: 'UTC' },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const started = performance.now()
    const closed = once(child, 'close') as Promise<[number | null]>
    let states = ''
    child.stdout.setEncoding('utf8').on('data', (piece: string) => (states += piece))
    const memory = watchMemory(child)
    const bytes = await feed(child, stream)
    const [code] = await closed
    const seconds = (performance.now() - started) / 1000
    const last = JSON.parse(states.trim().split('\n').at(-1) ?? '{}') as { records?: number }
    yield `singer: ${stream}: ${records.toLocaleString('en')} records, ${(bytes / 1e6).toFixed(0)} MB in ${seconds.toFixed(0)} s (${Math.round(records / seconds).toLocaleString('en')}/s), exit ${code}, last state ${last.records}, at most ${memory()} MB`
    rmSync(folder, { recursive: true, force: true })
  }
}

async function feed(child: ChildProcess, stream: string): Promise<number> {
  let bytes = 0
  let text = `${JSON.stringify(head(stream))}\n`
  for (let at = 1; at <= records; at++) {
    text += `${JSON.stringify(record(stream, at))}\n`
    if (at % stateEvery === 0) text += `${JSON.stringify({ type: 'STATE', value: { records: at } })}\n`
    if (text.length < 1 << 18 && at < records) continue
    bytes += text.length
    if (child.stdin?.write(text) === false) await once(child.stdin, 'drain')
    text = ''
  }
  child.stdin?.end()
  return bytes
}

const types: Readonly<Record<string, object>> = {
  Id: { type: 'string' },
  Name: { type: ['null', 'string'] },
  StageName: { type: ['null', 'string'] },
  Amount: { type: ['null', 'number'] },
  OwnerId: { type: ['null', 'string'] },
  AccountId: { type: ['null', 'string'] },
  CreatedDate: { anyOf: [{ type: 'string', format: 'date-time' }, { type: ['string', 'null'] }] },
  CloseDate: { anyOf: [{ type: 'string', format: 'date-time' }, { type: ['string', 'null'] }] },
  IsClosed: { type: ['null', 'boolean'] },
  IsWon: { type: ['null', 'boolean'] },
  Description: { type: ['null', 'string'] },
}

const head = (stream: string): object => ({
  type: 'SCHEMA',
  stream,
  key_properties: ['Id'],
  schema: { type: 'object', properties: types },
})

function record(stream: string, at: number): object {
  const isWon = at % 3 === 0
  const id = (start: string, number: number): string => `${start}${String(number).padStart(12, '0')}AAA`
  return {
    type: 'RECORD',
    stream,
    record: {
      Id: id('006', at),
      Name: `Deal number ${at}`,
      StageName: isWon ? 'Closed Won' : 'Prospecting',
      Amount: (at % 90_000) + 0.5,
      OwnerId: id('005', at % 200),
      AccountId: id('001', at % 50_000),
      CreatedDate: `2025-0${1 + (at % 9)}-15T09:12:44.000+0000`,
      CloseDate: isWon ? '2026-01-15' : '2026-11-15',
      IsClosed: isWon,
      IsWon: isWon,
      Description: 'x'.repeat(200),
    },
    time_extracted: '2026-06-01T00:00:00Z',
  }
}

/** The most megabytes that a process had in memory, where the system tells. */
function watchMemory(child: ChildProcess): () => number {
  let most = 0
  const look = (): void => {
    try {
      const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]
      most = Math.max(most, Number(found ?? 0) / 1024)
    } catch {
      // Gone, or not Linux.
    }
  }
  const timer = setInterval(look, 500)
  child.once('close', () => clearInterval(timer))
  return () => Math.round(most)
}
