// Every metric and the whole health page on a made-up organisation, beside the best hand-written SQL on the raw tables of the
// same PostgreSQL and of DuckDB: cold (after any change of the data), warm, with the rows behind a figure, and after a day's
// delivery. DOUZE_BENCH_FACTOR makes the set smaller than ten million pieces of time.
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { metrics } from '../api/register.ts'
import type { House } from '../api/house.ts'
import type { MetricDefinition } from '../metric/definition.ts'
import { joinByHash } from '../metric/runner/join-by-hash.ts'
import { contextOf } from '../metric/context.ts'
import { countPeriods } from '../metric/runner/count-periods.ts'
import { type Facts, readFacts } from '../metric/facts.ts'
import type { Answer } from '../metric/measurement.ts'
import { parsePeriod } from '../metric/period.ts'
import { breakDown, health, measure, rows } from '../metric/runner/runner.ts'
import { organisation } from '../metric/scope.ts'
import { owner } from '../model/reader.ts'
import type { Query } from '../model/database.ts'
import type { BenchPlace } from './place.ts'
import { arrival } from './arrival.ts'
import { openDuck } from './duck.ts'
import { benchFolder, openSet } from './set/build.ts'
import { figuresShape } from './set/shape.ts'
import { bothProcessors, ownProcessor } from './processor.ts'
import { best, percentile95, takes } from './time.ts'
import { type Yardstick, yardsticks } from './yardsticks.ts'

const periods = ['2025-Q4', '2025-Q3', '2024-Q4'].map((id) => parsePeriod(id)!)
const view = {
  scope: organisation,
  period: periods[0]!,
  onFault: (error: unknown) => {
    throw error
  },
}

export async function* figures(_place: BenchPlace): AsyncGenerator<string> {
  const shape = figuresShape()
  const said: string[] = []
  const house = await openSet(shape, (line) => void said.push(line))
  yield `figures: ${shape.activities.toLocaleString('en')} pieces of time of ${shape.reps} people at a time, ${shape.opportunities.toLocaleString('en')} deals, ${shape.contentEvents.toLocaleString('en')} uses of content; ${os.cpus().length} cores`
  try {
    yield* said
    yield* besideYardsticks(house, path.join(benchFolder(), shape.name))
    yield* wholeMetrics(house)
    yield* healthPage(house)
    yield* arrival(house, shape)
    yield `  memory of Node at most: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB (of which DuckDB, in the same process, has a part)`
  } finally {
    await house.close()
  }
}

/** The headline of a metric over three periods, as the runner counts it: ours beside both yardsticks. */
async function* besideYardsticks(house: House, folder: string): AsyncGenerator<string> {
  const said: string[] = []
  const duck = await openDuck(folder, house, (line) => void said.push(line))
  yield* said
  yield '  headline, three quarters     Douze   PostgreSQL raw   DuckDB raw   Douze / DuckDB   in processor time'
  for (const yardstick of yardsticks) {
    const definition = metrics.find((one) => one.id === yardstick.metric)!
    const own = await best(() => headlineOf(house, definition, yardstick))
    if (own.result.value === null) {
      yield `  ${yardstick.metric.padEnd(24)} tells no figure of so small a set`
      continue
    }
    const expected = yardstick.value(own.result)
    const raw = await best(() =>
      house.database.read(owner, async (query) => {
        const found = await sql.raw<Record<string, unknown>>(yardstick.sql).execute(query)
        return found.rows
      }),
    )
    const scanned = await best(() => duck.rows(yardstick.sql))
    for (const [engine, found] of [
      ['PostgreSQL', raw],
      ['DuckDB', scanned],
    ] as const) {
      const [row] = found.result
      const value = Number(String(row?.['a'])) / Number(String(row?.['b']))
      if (!(Math.abs(value - expected) <= 1e-9 * Math.abs(expected)))
        throw new Error(`${yardstick.metric}: ${engine} says ${value}, Douze ${expected}`)
    }
    const spent = await house.database.read(owner, async (query) => {
      const count = await headlineIn(query, house, definition, yardstick)
      return bothProcessors(query, count)
    })
    const scan = await ownProcessor(() => duck.rows(yardstick.sql))
    const inProcessor = spent === null ? '' : `${ms(spent)} / ${ms(scan)} = ${(spent / scan).toFixed(2)}`
    yield `  ${yardstick.metric.padEnd(24)} ${ms(own.took)} ${ms(raw.took).padStart(16)} ${ms(scanned.took).padStart(12)} ${(own.took / scanned.took).toFixed(2).padStart(16)}   ${inProcessor}`
  }
  duck.close()
}

async function headlineOf(house: House, definition: MetricDefinition, beside: Yardstick): Promise<Answer> {
  return house.database.read(owner, async (query) => {
    const count = await headlineIn(query, house, definition, beside)
    return count()
  })
}

/** Makes ready what figures are counted with, as the product does: once for each state of the data. */
async function headlineIn(
  query: Query,
  { database }: House,
  definition: MetricDefinition,
  { isAnew }: Yardstick,
): Promise<() => Promise<Answer>> {
  const facts: Facts = { ...(await readFacts(query, owner, undefined, database)), isByHash: true }
  await joinByHash(query)
  return async () => {
    // What is worked out once for a request is worked out each time.
    const own: Facts = { ...facts, passing: new Map(), ...(isAnew === true && { worked: new Map() }) }
    const told = await countPeriods(definition, contextOf(query, own, view), own, periods, [
      definition.headline,
    ])
    return told[0]![0]!.answer
  }
}

/** A metric's own page: all answers with what they are compared with, the rows behind it, and its teams. */
async function* wholeMetrics(house: House): AsyncGenerator<string> {
  yield '  a metric whole                cold    warm    rows    by team'
  const { database } = house
  for (const definition of metrics.filter((one) => one.count !== undefined)) {
    const ask = () => measure(database, owner, definition, view)
    await forget(house)
    const cold = await takes(ask)
    const warm = await best(ask)
    const list = await best(() => rows(database, owner, definition, { ...view, offset: 0, limit: 50 }))
    const teams = await takes(() => breakDown(database, owner, definition, { ...view, dimension: 'team' }))
    yield `  ${definition.id.padEnd(24)} ${ms(cold.took)} ${ms(warm.took)} ${ms(list.took)} ${ms(teams.took)}`
  }
}

async function* healthPage(house: House): AsyncGenerator<string> {
  const ask = () => health(house.database, owner, metrics, view)
  const colds: number[] = []
  for (let time = 0; time < 3; time++) {
    await forget(house)
    colds.push((await takes(ask)).took)
  }
  const warm: number[] = []
  for (let time = 0; time < 50; time++) warm.push((await takes(ask)).took)
  yield `  health page: cold ${ms(Math.min(...colds))}, warm ${ms(percentile95(warm))} at the 95th percentile`
}

/** Any change of the data makes every remembered figure one to be measured anew. */
export async function forget({ database }: House): Promise<void> {
  await database.write(owner, () => Promise.resolve())
}

/** Milliseconds as a cell of a table. */
export function ms(milliseconds: number): string {
  return `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`.padStart(8)
}
