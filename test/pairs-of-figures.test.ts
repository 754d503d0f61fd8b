// Ten thousand random pairs of figures, of every answer of every metric and as every reader who sees figures of others: none
// differ by one to four people. Who is behind a figure is found in test/pairs-of-figures.ts, without asking the product.
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { organisation, type Scope } from '../metric/scope.ts'
import { readFacts } from '../metric/facts.ts'
import { measureAll } from '../metric/runner/runner.ts'
import { contextOf } from '../metric/context.ts'
import { mayTell } from '../metric/groups/people-behind.ts'
import { type Permit, permitFor } from '../metric/groups/permits.ts'
import { dataOf, type MetricDefinition } from '../metric/definition.ts'
import { type Period, parsePeriod } from '../metric/period.ts'
import { housekeeper, type Reader } from '../model/reader.ts'
import { dataKinds, type FigureData } from '../model/sight.ts'
import { seededRandom } from '../statistics/random.ts'
import { freshDatabase } from './database.ts'
import {
  type Figure,
  figuresOf,
  isOverPeople,
  layers,
  nameOf,
  ofTeams,
  type Whose,
} from './pairs-of-figures.ts'
import { register } from './register.ts'
import { fillWorld, world } from './world-of-groups.ts'

const database = await freshDatabase()
const fewest = 5
/** She manages East, whose people are those of her line, and is in North herself. */
const manager = 4
const readers: Readonly<Record<string, Reader>> = {
  marketing: { personId: null, roles: ['marketing'] },
  rep: { personId: 1, roles: ['rep'] },
  manager: { personId: manager, roles: ['manager'] },
  leader: { personId: null, roles: ['leader'] },
  'leader of her own': { personId: 2, roles: ['leader', 'rep'] },
  analyst: { personId: null, roles: ['analyst'], pseudonym: (person) => `P-${person}` },
}

/** What one reader is told: names of figures, by answer. */
interface Told {
  readonly line: ReadonlySet<number>
  readonly byAnswer: ReadonlyMap<string, readonly Figure[]>
  readonly hidden: number
  /** How she may be told of the whole organisation. */
  readonly permits: ReadonlyMap<FigureData, Permit>
}
let figures: ReadonlyMap<string, Figure>
const told = new Map<string, Told>()

beforeAll(async () => {
  await fillWorld(database, 1)
  await database.write(housekeeper, async (query) => {
    await query.updateTable('teams').set({ manager_id: manager }).where('name', '=', 'East').execute()
    await sql`analyze`.execute(query)
  })
  figures = await figuresOf(database)
  const all = Object.entries(readers)
  for (let at = 0; at < all.length; at += 2)
    await Promise.all(
      all.slice(at, at + 2).map(async ([name, reader]) => told.set(name, await toldTo(reader))),
    )
}, 900_000)

/** Every figure that is hers in groups and that she is told. What is hers to see by name needs no group, and is left out. */
async function toldTo(reader: Reader): Promise<Told> {
  return database.read(reader, async (query) => {
    const facts = await readFacts(query, reader, world.asOf, database)
    const byAnswer = new Map<string, Figure[]>()
    let hidden = 0
    const seesTeams = facts.sight.of.results.rows !== 'line'
    const wholes: readonly Whose[] = ['organisation', ...(seesTeams ? teams : [])]
    for (const metric of register)
      for (const whose of wholes) {
        const scope: Scope = whose === 'organisation' ? organisation : { kind: 'team', id: whose }
        const ids = answersOf(metric, whose).filter(
          (id) => permitFor(facts.sight, dataOf(metric, id), scope) === 'groups',
        )
        for (const layer of ids.length === 0 ? [] : layers) {
          const context = contextOf(query, facts, { scope, period: layer[0]! })
          const may = await mayTell(metric, context, facts, layer, ids)
          for (const period of layer)
            for (const id of ids) {
              const figure = figures.get(nameOf(metric.id, id, whose, period.id))
              if (figure === undefined) continue
              const key = `${metric.id} ${id}`
              if (may(id, period)) byAnswer.set(key, [...(byAnswer.get(key) ?? []), figure])
              else hidden += 1
            }
        }
      }
    const permits = new Map(
      dataKinds.map((data) => [data, permitFor(facts.sight, data, organisation)] as const),
    )
    return { line: new Set(facts.sight.line.people), byAnswer, hidden, permits }
  })
}

/**
 * The people outside the line who are behind what one sum of figures has and another has not, of everything that is told and of each
 * number of rows that is told beside it.
 */
function apart(
  first: readonly Figure[],
  second: readonly Figure[],
  line: ReadonlySet<number>,
): readonly (readonly number[])[] {
  const others = everybody.filter((person) => !line.has(person))
  const flow = isFlow(first[0]!)
  return [anything, ...countsOf(first[0]!)].map((what) =>
    others.filter((person) =>
      flow
        ? piecesOf(first, person, what) !== piecesOf(second, person, what)
        : !isEqual(sumOf(first, person), sumOf(second, person), what),
    ),
  )
}

/** Which of the parts of an answer are looked at, by their place; of none, whether anything at all is hers. */
type What = readonly number[]
const anything: What = []
const [n, numerator, denominator] = [0, 1, 2]

/** How much was counted; and what stands above it where it is of other rows: deals won for leads created. */
function countsOf(of: Figure): readonly What[] {
  const key = `${of.metric.id} ${of.answer}`
  const known = counts.get(key)
  if (known !== undefined) return known
  const ofMonths = months.flatMap((month) => figureOf(of, 'organisation', month) ?? [])
  const isCount = ofMonths.every((one) => Number.isInteger(Number(one.told.numerator ?? 0)))
  const isOfOthers = ofMonths.some(({ shares }) =>
    [...shares.values()].some(({ parts }) => (parts[numerator] ?? 0) > 0 && parts[denominator] === 0),
  )
  const sizes: What[] = isOverPeople(of.metric, of.answer) ? [] : [[n]]
  const found = isCount && isOfOthers ? [...sizes, [numerator]] : sizes
  counts.set(key, found)
  return found
}
const counts = new Map<string, readonly What[]>()

/** Whether an answer counts what happens: its months add up to its quarters and years, person by person. */
const flows = new Map<string, boolean>()
function isFlow(of: Figure): boolean {
  const key = `${of.metric.id} ${of.answer}`
  const known = flows.get(key)
  if (known !== undefined) return known
  const wholes: readonly Whose[] = ['organisation', ...teamsOf(of)]
  const isOne =
    figureOf(of, 'organisation', months[0]!) !== undefined &&
    wholes.every((whose) =>
      layers
        .slice(1, -1)
        .flat()
        .every((period) => {
          const whole = figureOf(of, whose, period)!
          const parts = monthsIn(period).map((month) => figureOf(of, whose, month)!)
          return everybody.every((person) => isEqual(sumOf([whole], person), sumOf(parts, person)))
        }),
    )
  flows.set(key, isOne)
  return isOne
}

/** Which pieces of a sum of figures, one team in one month, hold anything of a person. */
function piecesOf(sum: readonly Figure[], person: number, what: What): string {
  return sum
    .flatMap((one) => {
      const known = pieces.get(`${what.join()} ${keyOf(one)}`) ?? cut(one, what)
      pieces.set(`${what.join()} ${keyOf(one)}`, known)
      return [...known].flatMap(([place, people]) => (people.has(person) ? [place] : []))
    })
    .toSorted()
    .join()
}

const pieces = new Map<string, ReadonlyMap<string, ReadonlySet<number>>>()
function cut(one: Figure, what: What): ReadonlyMap<string, ReadonlySet<number>> {
  const own = monthsIn(one.period).flatMap((month) => {
    const inTeams = teamsOf(one).map((team) => figureOf(one, team, month)!)
    const ofTeam = inTeams.map((each) => [`${month.id} ${each.whose}`, peopleOf(each, what)] as const)
    if (one.whose !== 'organisation') return ofTeam.filter((_, i) => inTeams[i]!.whose === one.whose)
    // What is left of the whole without its teams: rows of nobody's team.
    const whole = figureOf(one, 'organisation', month)!
    return [...ofTeam, [`${month.id} rest`, remainder(whole, inTeams, what)] as const]
  })
  if (one.period.kind !== 'all') return new Map(own)
  const inMonths = months.map((month) => figureOf(one, one.whose, month)!)
  return new Map([...own, [`undated ${one.whose}`, remainder(one, inMonths, what)] as const])
}

const peopleOf = ({ shares }: Figure, what: What): Set<number> =>
  new Set([...shares].flatMap(([person, { parts }]) => (what.every((i) => parts[i] !== 0) ? [person] : [])))

/** The people of whom a figure holds more than its parts do. */
function remainder(whole: Figure, parts: readonly Figure[], what: What): Set<number> {
  const isMore = (person: number): boolean =>
    (what.length === 0 && parts.every(({ shares }) => !shares.has(person))) ||
    !isEqual(sumOf([whole], person), sumOf(parts, person), what)
  return new Set([...whole.shares.keys()].filter(isMore))
}

const months = layers[0]!
const teams: readonly number[] = world.teams.map((_, i) => i + 1)
const everybody = Array.from({ length: world.people }, (_, i) => i + 1)

const teamsOf = ({ metric, answer }: Figure): readonly number[] =>
  ofTeams(metric).includes(answer) ? teams : []
const answersOf = (metric: MetricDefinition, whose: Whose): readonly string[] =>
  whose === 'organisation' ? metric.answers.map((one) => one.id) : ofTeams(metric)
const figureOf = (of: Figure, whose: Whose, period: Period): Figure | undefined =>
  figures.get(nameOf(of.metric.id, of.answer, whose, period.id))
const isIn = (inner: Period, outer: Period): boolean =>
  outer.kind === 'all' || (outer.start <= inner.start && inner.end <= outer.end)
const monthsIn = (period: Period): readonly Period[] => months.filter((month) => isIn(month, period))

function sumOf(sum: readonly Figure[], person: number): readonly number[] {
  const parts = [0, 0, 0, 0]
  for (const one of sum) one.shares.get(person)?.parts.forEach((part, i) => (parts[i]! += part))
  return parts
}
const isEqual = (one: readonly number[], other: readonly number[], what: What = anything): boolean =>
  (what.length === 0 ? [0, 1, 2, 3] : what).every((i) => Math.abs(one[i]! - other[i]!) < 0.01)
const keyOf = ({ metric, answer, whose, period }: Figure): string =>
  nameOf(metric.id, answer, whose, period.id)

const said = (sum: readonly Figure[]): string =>
  sum.map(({ whose, period }) => `${whose} ${period.id}`).join(' + ')

describe.each(Object.keys(readers))('%s, of others,', (name) => {
  const pick = <Item>(random: () => number, items: readonly Item[]): Item =>
    items[Math.floor(random() * items.length)]!
  /** Pairs of sums of figures that tell of one to four people. */
  function leaksOf(
    draw: (random: () => number, shown: readonly Figure[]) => readonly [Figure[], Figure[]] | null,
    wanted = 2_000,
  ) {
    const { line, byAnswer } = told.get(name)!
    const random = seededRandom(`pairs ${name}`)
    const some = [...byAnswer.values()].filter((shown) => shown.length > 1)
    const leaks = new Set<string>()
    let pairs = 0
    for (let tries = 0; pairs < wanted && tries < 10 * wanted; tries++) {
      const shown = pick(random, some)
      const pair = draw(random, shown)
      if (pair === null) continue
      pairs += 1
      const { metric, answer } = shown[0]!
      for (const people of apart(...pair, line))
        if (people.length > 0 && people.length < fewest)
          leaks.add(`${metric.id} ${answer}: ${said(pair[0])} less ${said(pair[1])}: ${people.join()}`)
    }
    return { pairs, leaks: [...leaks].slice(0, 20) }
  }

  it('is told no figure about one to four people', () => {
    const { line, byAnswer, hidden } = told.get(name)!
    const leaks = [...byAnswer].flatMap(([key, shown]) =>
      shown.flatMap((one) => {
        const people = [...one.shares.keys()].filter((person) => !line.has(person))
        return people.length > 0 && people.length < fewest ? [`${key} ${said([one])}: ${people.join()}`] : []
      }),
    )
    expect(leaks).toEqual([])
    // What tells nothing, or hides nothing, would prove nothing.
    expect([...byAnswer.values()].flat().length).toBeGreaterThan(300)
    expect(hidden).toBeGreaterThan(100)
  })

  it('is told no two, of 10,000 random pairs, that differ by one to four people', () => {
    const draw = (random: () => number, shown: readonly Figure[]): [Figure[], Figure[]] => [
      [pick(random, shown)],
      [pick(random, shown)],
    ]
    expect(leaksOf(draw, 10_000)).toEqual({ pairs: 10_000, leaks: [] })
  })

  it('works none out from a total and the parts of it that are shown', () => {
    const draw = (random: () => number, shown: readonly Figure[]): [Figure[], Figure[]] | null => {
      const total = pick(random, shown)
      if (!isFlow(total)) return null
      const parts: Figure[] = []
      for (const part of shown.toSorted(() => random() - 0.5)) {
        const isPart =
          part !== total &&
          isIn(part.period, total.period) &&
          (total.whose === 'organisation' || part.whose === total.whose)
        const isApart = parts.every(
          (other) =>
            (!isIn(other.period, part.period) && !isIn(part.period, other.period)) ||
            (other.whose !== part.whose && other.whose !== 'organisation' && part.whose !== 'organisation'),
        )
        if (isPart && isApart) parts.push(part)
      }
      return parts.length === 0 ? null : [[total], parts.slice(0, 1 + Math.floor(random() * parts.length))]
    }
    expect(leaksOf(draw)).toEqual({ pairs: 2_000, leaks: [] })
  })

  it('works none out from a total and the teams of it, in one period', () => {
    const { byAnswer } = told.get(name)!
    const draw = (random: () => number, shown: readonly Figure[]): [Figure[], Figure[]] | null => {
      const total = pick(random, shown)
      const parts = shown.filter((one) => one.whose !== 'organisation' && one.period === total.period)
      return total.whose !== 'organisation' || parts.length === 0 ? null : [[total], parts]
    }
    if (![...byAnswer.values()].flat().some((one) => one.whose !== 'organisation')) return
    expect(leaksOf(draw).leaks).toEqual([])
  })

  it('works none out from consecutive periods, one longer row of them less another', () => {
    const draw = (random: () => number, shown: readonly Figure[]): [Figure[], Figure[]] | null => {
      const { period, whose } = pick(random, shown)
      const row = shown
        .filter((one) => one.whose === whose && one.period.kind === period.kind)
        .toSorted((a, b) => (a.period.start < b.period.start ? -1 : 1))
      if (row.length < 2) return null
      const start = Math.floor(random() * (row.length - 1))
      const end = start + 2 + Math.floor(random() * (row.length - start - 1))
      const other = start + Math.floor(random() * (end - start))
      const long = row.slice(start, end)
      return isFlow(long[0]!)
        ? [long, long.slice(other - start, other - start + 1)]
        : [[long[0]!], [long.at(-1)!]]
    }
    expect(leaksOf(draw)).toEqual({ pairs: 2_000, leaks: [] })
  })

  it('reads the same from the doors: what is told has its value, what is hidden has none', async () => {
    const { byAnswer, permits } = told.get(name)!
    const [may, june] = await Promise.all(
      ['2026-05', '2026-06'].map(async (id) => {
        const view = { scope: organisation, period: parsePeriod(id)!, asOf: world.asOf }
        return { id, measured: await measureAll(database, readers[name]!, register, view) }
      }),
    )
    for (const { id, measured } of [may!, june!])
      for (const { metric, answers } of measured)
        for (const { id: answer, value, n: counted, numerator: sum, denominator: of, details } of answers) {
          const figure = figures.get(nameOf(metric, answer, 'organisation', id))
          if (figure === undefined || permits.get(dataOf(figure.metric, answer)) !== 'groups') continue
          const where = `${metric} ${answer} ${id}`
          if (byAnswer.get(`${metric} ${answer}`)?.includes(figure) !== true) {
            expect([value, counted, details], where).toEqual([null, null, []])
            if (figure.period.id !== '2026-05') continue
            // Nor as the period before of one that is shown.
            const later = june!.measured.find((one) => one.metric === metric)!
            const { comparisons } = later.answers.find((one) => one.id === answer)!
            expect(comparisons.filter(({ against }) => against === 'previous')).toEqual([])
          } else if (figure.shares.size > 0 && isOverPeople(figure.metric, answer)) {
            // The ratio as it is shown, and nothing from which its sums or the number of people follow.
            const { value: exact } = figure.told
            const shown = exact === null ? null : Number(Number(exact).toPrecision(4))
            expect([value, counted, sum, of, details], where).toEqual([shown, null, null, null, []])
          } else if (figure.shares.size > 0)
            expect([value, counted, details], where).toEqual([
              figure.told.value,
              figure.told.n,
              figure.told.details,
            ])
        }
  })
})

it('the tests above know both kinds of answers, and see a leak where there is one', () => {
  const kinds = [...figures.values()].map((one) => isFlow(one))
  expect(new Set(kinds).size).toBe(2)
  const everything: Figure[] = [...figures.values()].filter((one) => one.whose === 'organisation')
  const small = everything.filter((one) => one.shares.size > 0 && one.shares.size < fewest)
  expect(small.length).toBeGreaterThan(50)
})
