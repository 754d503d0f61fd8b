// Random organisations: of the figures that an outsider is told, no two differ by one to four people, whether the sets of
// people are worked out here or counted by PostgreSQL.
import { randomIndex, seededRandom } from '../../statistics/random.ts'
import { describe, expect, test } from 'vitest'
import type { Reader } from '../../model/reader.ts'
import fc from '../../test/chance.ts'
import { freshDatabase } from '../../test/database.ts'
import { register } from '../../test/register.ts'
import { tell } from '../../test/story.ts'
import { isGroup, type MonthOfPeople, shownPeriods } from './groups.ts'
import { type Period, parsePeriod, periodOf, shiftPeriod, wholeData } from '../period.ts'
import { home, measureAll } from '../runner/runner.ts'
import { organisation } from '../scope.ts'

/** Who did something in a month; month null: on an unknown day. */
interface Deed {
  readonly person: number
  readonly month: Period | null
}

const kinds = ['month', 'quarter', 'half-year', 'year'] as const

function monthsFrom(first: string, count: number): Period[] {
  const months = [periodOf(first, 'month')]
  while (months.length < count) months.push(shiftPeriod(months.at(-1)!, 1)!)
  return months
}

function holds(period: Period, { month }: Deed): boolean {
  return period.kind === 'all' || (month !== null && period.start <= month.start && month.end <= period.end)
}

/** All periods of the calendar that hold any of the months. */
function calendar(months: readonly Period[], fiscalStart: number): Period[] {
  const every = months.flatMap((month) => kinds.map((kind) => periodOf(month.start, kind, fiscalStart)))
  return [wholeData, ...new Map(every.map((period) => [period.id, period])).values()]
}

function toldOf(deeds: readonly Deed[], months: readonly Period[], fiscalStart: number, line: number[]) {
  const people = months.map((month): MonthOfPeople => ({
    month,
    people: new Set(deeds.filter((deed) => deed.month?.id === month.id).map((deed) => deed.person)),
  }))
  const undated = new Set(deeds.filter((deed) => deed.month === null).map((deed) => deed.person))
  const ids = shownPeriods(people, undated, { group: 5, line: { whole: line, people: line }, fiscalStart })
  return calendar(months, fiscalStart).filter((period) => ids.has(period.id))
}

/** How many people outside the line stand behind the rows that one figure has and the other has not. */
function apart(deeds: readonly Deed[], line: readonly number[], first: Period, second: Period): number {
  const between = deeds.filter((deed) => holds(first, deed) !== holds(second, deed))
  return new Set(between.map((deed) => deed.person).filter((person) => !line.includes(person))).size
}

const isNested = (outer: Period, inner: Period): boolean =>
  outer.id !== inner.id && (outer.kind === 'all' || (outer.start <= inner.start && inner.end <= outer.end))

/** An organisation of up to 40 people, some months of which are busy and some not. */
function organisationOf(seed: number): {
  deeds: Deed[]
  months: Period[]
  fiscalStart: number
  line: number[]
} {
  const random = seededRandom(seed)
  const upTo = (most: number) => Math.floor(random() * (most + 1))
  const months = monthsFrom(`20${20 + upTo(3)}-${String(1 + upTo(11)).padStart(2, '0')}-01`, 1 + upTo(29))
  const people = 3 + upTo(37)
  const deeds: Deed[] = months.flatMap((month) =>
    Array.from({ length: upTo(random() < 0.4 ? 6 : 2 * people) }, () => ({ person: upTo(people), month })),
  )
  for (let i = random() < 0.5 ? 0 : upTo(8); i > 0; i--) deeds.push({ person: upTo(people), month: null })
  return {
    deeds,
    months,
    fiscalStart: 1 + upTo(11),
    line: random() < 0.2 ? [] : [0, 1, 2].slice(0, 1 + upTo(2)),
  }
}

describe('what is told of groups', () => {
  test('10,000 random pairs of figures, one within the other, never differ by 1 to 4 people', () => {
    let pairs = 0
    const random = seededRandom(12)
    for (let seed = 1; pairs < 10_000; seed++) {
      const { deeds, months, fiscalStart, line } = organisationOf(seed)
      const told = toldOf(deeds, months, fiscalStart, line)
      const nested = told.flatMap((outer) =>
        told.filter((inner) => isNested(outer, inner)).map((inner) => [outer, inner] as const),
      )
      for (let i = 0; i < 40 && nested.length > 0; i++) {
        const [outer, inner] = nested[Math.floor(random() * nested.length)]!
        const people = apart(deeds, line, outer, inner)
        expect(people === 0 || people >= 5, `seed ${seed}: ${outer.id} less ${inner.id}: ${people}`).toBe(
          true,
        )
        pairs++
      }
    }
  })

  test('a figure less all the told parts of it is about nobody else, or a group', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const { deeds, months, fiscalStart, line } = organisationOf(seed)
        const told = toldOf(deeds, months, fiscalStart, line)
        for (const outer of told) {
          const rest = deeds.filter(
            (deed) =>
              holds(outer, deed) && !told.some((inner) => isNested(outer, inner) && holds(inner, deed)),
          )
          const people = rest.map((deed) => deed.person)
          expect(isGroup(people, { group: 5, line: { whole: line, people: line } }), outer.id).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('months of whole groups are all told, and a month of few hides the smallest other one of its quarter', () => {
    const months = monthsFrom('2026-01-01', 3)
    const crowd = (count: number, month: Period) =>
      Array.from({ length: count }, (_, person) => ({ person, month }))
    const all = months.flatMap((month) => crowd(9, month))
    expect(toldOf(all, months, 1, []).map((period) => period.id)).toEqual([
      'all',
      '2026-01',
      '2026-Q1',
      '2026-H1',
      '2026',
      '2026-02',
      '2026-03',
    ])
    const uneven = [...crowd(9, months[0]!), ...crowd(2, months[1]!), ...crowd(7, months[2]!)]
    expect(toldOf(uneven, months, 1, []).map((period) => period.id)).toEqual([
      'all',
      '2026-01',
      '2026-Q1',
      '2026-H1',
      '2026',
    ])
  })

  test('who is in the line on some days only is proof of nothing', () => {
    const line = { whole: [1], people: [1, 2] }
    expect(isGroup([1], { group: 5, line })).toBe(true)
    expect(isGroup([1, 2], { group: 5, line })).toBe(false)
    expect(isGroup([2, 3, 4, 5, 6], { group: 5, line })).toBe(false)
    expect(isGroup([2, 3, 4, 5, 6, 7], { group: 5, line })).toBe(true)
  })
})

describe('what PostgreSQL counts', async () => {
  const conversion = register.find((one) => one.id === 'conversion-rate')!
  const answers = ['won-deals', 'leads-created', 'broad-rate']

  test.each([7, 8, 9])('organisation %i: the figures told to a rep keep the rule', async (seed) => {
    const database = await freshDatabase()
    const random = seededRandom(seed)
    const people = Array.from({ length: 8 + randomIndex(random, 6) }, (_, i) => `Rep ${i}`)
    const months = monthsFrom('2025-01-01', 12)
    const deeds = months.flatMap((month) =>
      Array.from({ length: randomIndex(random, 2) === 0 ? 4 : 14 }, () => ({
        person: randomIndex(random, people.length),
        month,
      })),
    )
    await tell(database, {
      people: Object.fromEntries(people.map((name) => [name, 'North'])),
      deals: deeds.map(({ person, month }) => ({
        owner: people[person]!,
        opened: month.start,
        won: `${month.id}-15`,
      })),
      leads: deeds.map(({ person, month }) => ({ owner: people[person]!, created: month.start })),
    })
    const { person_id } = await database.read({ personId: null, roles: ['owner'] }, (query) =>
      query
        .selectFrom('people')
        .select('person_id')
        .where('display_name', '=', 'Rep 0')
        .executeTakeFirstOrThrow(),
    )
    const rep: Reader = { personId: person_id, roles: ['rep'] }
    const { periods } = await home(database, rep)
    const told = new Map(answers.map((answer) => [answer, [] as Period[]]))
    for (const period of periods) {
      const [found] = await measureAll(database, rep, [conversion], { scope: organisation, period })
      for (const answer of found!.answers)
        if (answer.value !== null) told.get(answer.id)?.push(parsePeriod(period.id)!)
    }
    let pairs = 0
    for (const [answer, shown] of told)
      for (const outer of shown)
        for (const inner of shown.filter((one) => isNested(outer, one))) {
          const between = apart(deeds, [0], outer, inner)
          expect(between === 0 || between >= 5, `${answer}: ${outer.id} less ${inner.id}: ${between}`).toBe(
            true,
          )
          pairs++
        }
    expect(pairs).toBeGreaterThan(5)
  })
})
