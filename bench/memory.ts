// The memory of the server's own process on the organisation of `figures`: at rest, while it tells the whole health page cold, while ten
// people read at once, and while a large file is read, stored and taken back. DOUZE_BENCH_FACTOR makes set and file smaller.
import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { metrics } from '../api/register.ts'
import { peopleCsv, writeDeals } from './deals-file.ts'
import type { BenchPlace } from './place.ts'
import {
  ask,
  deliver,
  endServer,
  forgetMost,
  linkOf,
  memoryOf,
  mostMemoryOf,
  type OpenPlace,
  openLink,
  startServer,
  undo,
} from './running-server.ts'
import { benchFolder, openSet } from './set/build.ts'
import { figuresShape } from './set/shape.ts'

/** What was aimed at, in megabytes. */
const aim = 512
const deals = 750_000
const readers = 10

export async function* memory({ launcher }: BenchPlace): AsyncGenerator<string> {
  const shape = figuresShape()
  const said: string[] = []
  await (await openSet(shape, (line) => void said.push(line))).close()
  yield* said
  const folder = mkdtempSync(path.join(tmpdir(), 'douze-bench-memory-'))
  const began = performance.now()
  const server = startServer(launcher, path.join(benchFolder(), shape.name))
  try {
    const link = await linkOf(server)
    yield `a start on a set that is there: ${((performance.now() - began) / 1000).toFixed(1)} s until the link is printed`
    const place = await openLink(link)
    await pause(3_000)
    const rows = Math.round(deals * Math.min(1, shape.opportunities / 500_000))
    yield `memory of the server, of which ${aim} MB are aimed at: ${shape.activities.toLocaleString('en')} pieces of time, ${shape.opportunities.toLocaleString('en')} deals`
    yield row('at rest', memoryOf(server), memoryOf(server))
    const during = async (what: string, work: () => Promise<unknown>) => {
      forgetMost(server)
      await work()
      return row(what, mostMemoryOf(server), memoryOf(server))
    }
    yield await during('health page, cold', () => ask(place, '/api/health?period=2025-Q4'))
    yield await during(`${readers} readers at once, cold`, () => readTogether(place))
    const file = path.join(folder, 'deals.csv')
    await writeDeals(file, rows)
    const imports: number[] = []
    yield await during(`a file of ${rows.toLocaleString('en')} deals, read and stored`, async () => {
      imports.push((await deliver(place, 'people.csv', Readable.from([peopleCsv]))).importId)
      imports.push((await deliver(place, 'deals.csv', createReadStream(file))).importId)
    })
    yield await during('the same, taken back', async () => {
      for (const importId of imports.toReversed()) await undo(place, importId)
    })
  } finally {
    await endServer(server)
    rmSync(folder, { recursive: true, force: true })
  }
}

function row(what: string, most: number, after: number): string {
  return `  ${what.padEnd(44)} ${String(most).padStart(5)} MB at most, ${after} MB after it`
}

/** Each reader goes through the health page, every metric and its longest page of rows, of a quarter of her own. */
async function readTogether(place: OpenPlace): Promise<void> {
  await Promise.all(
    Array.from({ length: readers }, async (_, reader) => {
      const period = `${2023 + Math.floor((reader + 2) / 4)}-Q${1 + ((reader + 2) % 4)}`
      await ask(place, `/api/health?period=${period}`)
      for (const { id } of metrics.filter((one) => one.count !== undefined)) {
        await ask(place, `/api/metrics/${id}?period=${period}`)
        await ask(place, `/api/metrics/${id}/rows?period=${period}&limit=500`)
      }
    }),
  )
}
