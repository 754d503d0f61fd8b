// The same quarter with ten times the history: two organisations that do as much in a day, one for 15 months (the least that
// compares with a year ago), one for 150. Whatever takes longer in the second reads more than the quarter, or counts more: beside
// each stands of how many rows the figure of the quarter is told. Then the older one beside itself without its older history, which has
// the same customers, contracts and open deals: what takes longer there is what the history costs.
import { sql } from 'kysely'
import { metrics } from '../api/register.ts'
import type { House } from '../api/house.ts'
import { parsePeriod } from '../metric/period.ts'
import { health, measure } from '../metric/runner/runner.ts'
import { organisation } from '../metric/scope.ts'
import { owner } from '../model/reader.ts'
import type { BenchPlace } from './place.ts'
import { forget, ms } from './figures.ts'
import { populations } from './populations.ts'
import { workedSoFar } from './processor.ts'
import { openSet } from './set/build.ts'
import { type Shape, shapeOf } from './set/shape.ts'
import { takes } from './time.ts'

const months = 15
const times = 10
const tries = 5

/** Part of what the whole organisation of `figures` does in a day, unless DOUZE_BENCH_FACTOR says another. */
const usualFactor = 0.1

const view = {
  scope: organisation,
  period: parsePeriod('2025-Q4')!,
  onFault: (error: unknown) => {
    throw error
  },
}

export async function* history(_place: BenchPlace): AsyncGenerator<string> {
  const factor = Number(process.env['DOUZE_BENCH_FACTOR'] ?? String(usualFactor))
  const reps = Math.max(60, Math.round(500 * factor))
  const [short, long] = [months, months * times].map((many) =>
    shapeOf(`history-${factor}-${many}`, (factor * many) / 40, many, reps),
  ) as [Shape, Shape]
  const recent: Shape = { ...long, name: `${long.name}-last-${months}`, kept: months }
  yield `history: ${reps} people, ${short.activities.toLocaleString('en')} pieces of time in ${short.months} months, ${long.activities.toLocaleString('en')} in ${long.months}`
  const many = yield* opened(long)
  try {
    const few = yield* opened(short)
    try {
      yield* pair([few, many], [`${short.months} months`, `${long.months} months`])
    } finally {
      await few.close()
    }
    const less = yield* opened(recent)
    try {
      yield* pair([less, many], ['without', 'with older'])
    } finally {
      await less.close()
    }
  } finally {
    await many.close()
  }
}

/** Opens a set, with what is said of how it was built. */
async function* opened(shape: Shape): AsyncGenerator<string, House> {
  const said: string[] = []
  const house = await openSet(shape, (line) => void said.push(line))
  yield* said
  return house
}

/** Every metric and the page, of both organisations. */
async function* pair(houses: readonly House[], names: readonly [string, string]): AsyncGenerator<string> {
  const [first, second] = names.map((name) => name.padStart(10))
  yield `  the last quarter, cold    ${first}   ${second}    ratio     told of     told of    ratio`
  for (const definition of metrics.filter((one) => one.count !== undefined))
    yield await compared(definition.id, houses, (house) => measure(house.database, owner, definition, view))
  yield await compared('health page', houses, (house) => health(house.database, owner, metrics, view))
}

// In turn, so that a busy minute of the machine falls on both. In processor time, of which a busy machine takes little; where the
// system does not tell it, by the clock.
async function compared(
  name: string,
  houses: readonly House[],
  ask: (house: House) => Promise<unknown>,
): Promise<string> {
  const least = houses.map(() => Infinity)
  const spent = await Promise.all(houses.map(({ database }) => workedSoFar(database)))
  for (let time = 0; time < tries; time++)
    for (const [i, house] of houses.entries()) {
      await forget(house)
      const before = spent[i]?.() ?? 0
      const { took } = await takes(() => ask(house))
      least[i] = Math.min(least[i]!, spent[i] == null ? took : spent[i]() - before)
    }
  const [few, many] = least
  return `  ${name.padEnd(24)} ${ms(few!)} ${ms(many!).padStart(12)} ${(many! / few!).toFixed(2).padStart(8)}${await toldOf(name, houses)}`
}

/** How many rows the figure of the quarter is told of, and how much more they are. */
async function toldOf(name: string, houses: readonly House[]): Promise<string> {
  const population = populations[name]
  if (population === undefined) return ''
  const counts: number[] = []
  for (const { database } of houses) {
    const { rows } = await database.read(owner, (query) =>
      sql.raw<{ many: number }>(`select (${population})::integer as many`).execute(query),
    )
    counts.push(rows[0]!.many)
  }
  const [few, many] = counts
  const said = counts.map((count) => count.toLocaleString('en').padStart(11)).join(' ')
  return ` ${said} ${few === 0 ? '' : (many! / few!).toFixed(2).padStart(8)}`
}
