// 750,000 deals uploaded to a running server, beside PostgreSQL's own COPY of the same file: time, memory, and how the
// page answers meanwhile.
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { from as copyFrom } from 'pg-copy-streams'
import { openHouse } from '../api/house.ts'
import { housekeeper } from '../model/reader.ts'
import type { BenchPlace } from './place.ts'
import { peopleCsv, writeDeals } from './deals-file.ts'
import {
  deliver,
  endServer,
  linkOf,
  memoryOf,
  type OpenPlace,
  openLink,
  type Report,
  startServer,
} from './running-server.ts'

const rows = 750_000

export async function* importRows({ launcher }: BenchPlace): AsyncGenerator<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'douze-bench-'))
  await chmod(folder, 0o755)
  const file = path.join(folder, 'deals.csv')
  const data = path.join(folder, 'data')
  const cents = await writeDeals(file, rows)
  const megabytes = statSync(file).size / 1e6
  yield `import: ${rows.toLocaleString('en')} deals, ${megabytes.toFixed(0)} MB of CSV`

  const server = startServer(launcher, data)
  try {
    const place = await openLink(await linkOf(server))
    await deliver(place, 'people.csv', Readable.from([peopleCsv]))
    const rest = await answering(place, () => pause(3_000))
    const memoryAtRest = memoryOf(server)

    const copied = await copySeconds(data, file)
    let most = memoryAtRest
    const watch = setInterval(() => (most = Math.max(most, memoryOf(server))), 50)
    const started = performance.now()
    let report: Report | undefined
    const busy = await answering(place, async () => {
      report = await deliver(place, 'deals.csv', createReadStream(file))
    })
    const seconds = (performance.now() - started) / 1000
    clearInterval(watch)
    const accepted = report?.files.reduce((total, one) => total + one.accepted, 0)
    const sum = report?.files[0]?.checks[0]?.value
    const expected = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`
    if (accepted !== rows || sum !== expected)
      throw new Error(`${accepted} rows, ${sum} instead of ${expected}`)

    yield `  Douze, upload to visible   ${seconds.toFixed(1)} s   ${perSecond(seconds)} rows/s`
    yield `  PostgreSQL COPY, same file ${copied.toFixed(1)} s   ${perSecond(copied)} rows/s`
    yield `  ratio                      ${(seconds / copied).toFixed(1)} times COPY`
    yield `  memory of the server       ${memoryAtRest} MB at rest, ${most} MB at most: ${most - memoryAtRest} MB more`
    yield `  page, 95th percentile      ${rest.toFixed(0)} ms at rest, ${busy.toFixed(0)} ms meanwhile: ${(busy / rest).toFixed(1)} times`
  } finally {
    await endServer(server)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** 95th percentile of the page's first question, in milliseconds, while some work goes on. */
async function answering({ address, cookie }: OpenPlace, work: () => Promise<unknown>): Promise<number> {
  const state = { isOver: false }
  const done = work().finally(() => (state.isOver = true))
  const times: number[] = []
  while (!state.isOver) {
    const started = performance.now()
    await (await fetch(`${address}/api/home`, { headers: { cookie } })).arrayBuffer()
    times.push(performance.now() - started)
    await pause(20)
  }
  await done
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN
}

/** Seconds that COPY of the file into a plain table of text takes on the same PostgreSQL. */
async function copySeconds(data: string, file: string): Promise<number> {
  const house = await openHouse({ folder: data, url: process.env['DATABASE_URL'], language: 'en' })
  const client = await house.database.connect(housekeeper)
  try {
    await client.query(
      `create table bench_copy (deal_id text primary key, title text, amount numeric, currency text, stage text,
         owner_email text, created_at date, closed_at date, status text)`,
    )
    const started = performance.now()
    const copying = client.query(copyFrom("copy bench_copy from stdin with (format csv, header, null '')"))
    await pipeline(createReadStream(file), copying)
    return (performance.now() - started) / 1000
  } finally {
    await client.query('drop table if exists bench_copy')
    client.release()
    await house.close()
  }
}

function perSecond(seconds: number): string {
  return Math.round(rows / seconds).toLocaleString('en')
}
