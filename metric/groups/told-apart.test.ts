// Figures that overlap, both counts of a ratio, and money spent on somebody, worked out by hand: what an outsider is told of each.
import { beforeAll, describe, expect, test } from 'vitest'
import { type PeriodOfShares, shownApart } from './groups.ts'
import { parsePeriod } from '../period.ts'
import { breakDown, measure, trend } from '../runner/runner.ts'
import { organisation, type Scope } from '../scope.ts'
import { addsUp, unlikeParts } from '../tallies/shares.ts'
import type { Tally } from '../tallies/tally.ts'
import { owner, type Reader } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill, idOf } from '../../test/fill.ts'
import { register } from '../../test/register.ts'
import { tell } from '../../test/story.ts'

const outsider: Reader = { personId: null, roles: ['marketing'] }
const leader: Reader = { personId: null, roles: ['leader'] }
const asOf = '2026-04-30'
const database = await freshDatabase()
const names = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, i) => `Rep ${from + i}`)

// Six have an open deal in January, two more in February, three more in March. Deals are won by two in January and by six in each
// of the next months, of leads that ten have every month.
beforeAll(async () => {
  const won = (owners: readonly string[], month: string) =>
    owners.map((owns) => ({
      id: `won ${owns} ${month}`,
      owner: owns,
      account: `Client of ${owns} in ${month}`,
      opened: `${month}-02`,
      won: `${month}-20`,
    }))
  const open = (owners: readonly string[], opened: string) =>
    owners.map((owns) => ({ id: `open ${owns}`, owner: owns, opened }))
  const winners = [
    ['2026-01', names(0, 2)],
    ['2026-02', names(0, 6)],
    ['2026-03', names(2, 8)],
    ['2026-04', [...names(0, 3), ...names(8, 11)]],
  ] as const
  await tell(database, {
    people: Object.fromEntries(names(0, 11).map((name, i) => [name, i < 5 ? 'North' : 'South'])),
    accounts: Object.fromEntries(
      winners.flatMap(([month, owners]) => owners.map((owns) => [`Client of ${owns} in ${month}`, {}])),
    ),
    deals: [
      ...open(names(0, 6), '2026-01-10'),
      ...open(names(6, 8), '2026-02-10'),
      ...open(names(8, 11), '2026-03-10'),
      ...winners.flatMap(([month, owners]) => won(owners, month)),
    ],
    leads: winners.flatMap(([month]) =>
      names(0, 10).map((owns) => ({ id: `${owns} ${month}`, owner: owns, created: `${month}-03` })),
    ),
  })
})

const metric = (id: string) => register.find((one) => one.id === id)!
async function valuesOf(
  answer: string,
  periods: readonly string[],
  reader = outsider,
  of = 'conversion-rate',
): Promise<unknown[]> {
  const values: unknown[] = []
  for (const period of periods) {
    const view = { scope: organisation, period: parsePeriod(period)!, asOf }
    const { answers } = await measure(database, reader, metric(of), view)
    values.push(answers.find((one) => one.id === answer)!.value)
  }
  return values
}
const months = ['2026-01', '2026-02', '2026-03', '2026-04'] as const

describe('what is open on a day', () => {
  test('is told again once five people have changed since it was last told', async () => {
    expect(await valuesOf('open-deals', months, owner)).toEqual([6, 8, 11, 11])
    expect(await valuesOf('open-deals', months)).toEqual([6, null, 11, 11])
    // The quarter and the year end as March does, and say the same.
    expect(await valuesOf('open-deals', ['2026-Q1', '2026', 'all'])).toEqual([11, 11, 11])
  })

  test('is hidden from the trend and from comparisons too', async () => {
    const view = { scope: organisation, period: parsePeriod('2026-03')!, asOf }
    const { points } = await trend(database, outsider, metric('conversion-rate'), {
      ...view,
      answer: 'open-deals',
      points: 3,
    })
    expect(points.map(({ value }) => value)).toEqual([6, null, 11])
    const { answers } = await measure(database, outsider, metric('conversion-rate'), view)
    const { comparisons } = answers.find(({ id }) => id === 'open-deals')!
    expect(comparisons.filter(({ against }) => against === 'previous')).toEqual([])
  })

  test('is told her who is one of those that changed', async () => {
    const rep: Reader = { personId: await idOf(database, 'people', 'Rep 6'), roles: ['rep'] }
    // Of others, one: still hidden.
    expect(await valuesOf('open-deals', months, rep)).toEqual([6, null, null, null])
  })
})

test('a ratio of two different things is told where both are of a group', async () => {
  expect(await valuesOf('leads-created', months)).toEqual([10, 10, 10, 10])
  // Two people won in January; with what the other months say, February would give them away.
  expect(await valuesOf('period-ratio', months)).toEqual([null, null, 0.6, 0.6])
  expect(await valuesOf('won-deals', months)).toEqual([null, null, 6, 6])
})

test('money spent on somebody is about her', async () => {
  const told = async (month = '2026-03') =>
    (await valuesOf('full-cost', [month], outsider, 'acquisition-cost'))[0]
  const spent = (day: string, person: number | null) => ({
    day,
    amount_minor: 600_00n,
    category: 'salary',
    department: 'sales',
    person_id: person,
  })
  const people = await Promise.all(names(0, 5).map((name) => idOf(database, 'people', name)))
  await fill(database, 'costs', [spent('2026-03-05', null)])
  expect(await told()).not.toBeNull()
  await fill(
    database,
    'costs',
    people.slice(0, 2).map((person) => spent('2026-03-05', person)),
  )
  expect(await told()).toBeNull()
  await fill(
    database,
    'costs',
    people.slice(2).map((person) => spent('2026-03-05', person)),
  )
  expect(await told()).not.toBeNull()
  // What is spread over a year is the same money again: a month in which two more begin would give them away.
  const more = await Promise.all(names(5, 7).map((name) => idOf(database, 'people', name)))
  await fill(
    database,
    'costs',
    more.map((person) => spent('2026-04-05', person)),
  )
  expect(await told('2026-03')).not.toBeNull()
  expect(await told('2026-04')).toBeNull()
})

test('a team is held apart from itself, also where the whole is told', async () => {
  await fill(
    database,
    'courses',
    [1, 2].map((id) => ({
      course_id: id,
      name: `Safety ${id}`,
      name_key: `safety ${id}`,
      kind: 'certification',
      months_valid: 12,
    })),
  )
  const certified = async (course: number, day: string, people: readonly string[]) =>
    fill(
      database,
      'training_results',
      await Promise.all(
        people.map(async (name) => ({
          person_id: await idOf(database, 'people', name),
          course_id: course,
          completed_on: day,
          is_passed: true,
        })),
      ),
    )
  // In February two of the North and four of the South have another one.
  await certified(1, '2026-01-15', names(0, 11))
  await certified(2, '2026-02-15', [...names(0, 2), ...names(5, 9)])
  const byTeam = async (month: string): Promise<unknown> => {
    const { lines, total } = await breakDown(database, leader, metric('training-and-coaching'), {
      scope: organisation,
      period: parsePeriod(month)!,
      asOf,
      answer: 'valid-certifications',
      dimension: 'team',
    })
    return [total.n, ...lines.map(({ label }) => label).toSorted()]
  }
  expect(await byTeam('2026-01')).toEqual([11, 'North', 'South'])
  expect(await byTeam('2026-02')).toEqual([17])
  const scope: Scope = { kind: 'team', id: await idOf(database, 'teams', 'South') }
  const valueIn = async (month: string) => {
    const view = { scope, period: parsePeriod(month)!, asOf }
    const { answers } = await measure(database, leader, metric('training-and-coaching'), view)
    return answers.find(({ id }) => id === 'valid-certifications')!.value
  }
  expect([await valueIn('2026-01'), await valueIn('2026-02')]).toEqual([1, null])
})

describe('held apart', () => {
  const period = (id: string, shares: Readonly<Record<number, string>>): PeriodOfShares => ({
    period: parsePeriod(id)!,
    pieces: [new Map(Object.entries(shares).map(([person, share]) => [Number(person), share]))],
  })
  const all = (share: string, from = 1, to = 9): Record<number, string> =>
    Object.fromEntries(Array.from({ length: to - from + 1 }, (_, i) => [from + i, share]))
  const grouping = { group: 5, line: { whole: [], people: [] }, fiscalStart: 1 }
  const shown = (line: number[], ...periods: PeriodOfShares[]): string[] => [
    ...shownApart(periods, { ...grouping, line: { whole: line, people: line } }),
  ]

  test('one after the other, from all that are shown', () => {
    const [first, second, third] = [
      period('2026-01', all('a')),
      period('2026-02', { ...all('a'), 1: 'b', 2: 'b' }),
      period('2026-03', { ...all('a'), 1: 'b', 2: 'b', 3: 'b', 4: 'b', 5: 'b' }),
    ]
    expect(shown([], first, second, third)).toEqual(['2026-01', '2026-03'])
    // Who is in the reader's line is hers to see, and proves nothing of others.
    expect(shown([1, 2], first, second, third)).toEqual(['2026-01', '2026-02'])
  })

  test('the same twice tells nothing, and somebody who goes counts as somebody who comes', () => {
    expect(shown([], period('2026-01', all('a')), period('2026-02', all('a')))).toHaveLength(2)
    expect(shown([], period('2026-01', all('a')), period('2026-02', all('a', 1, 6)))).toEqual(['2026-01'])
    expect(shown([], period('2026-01', all('a', 1, 4)))).toEqual([])
  })

  test('months come to a year where each row is in one of them, whatever its kind', () => {
    const lines = (period_: number, tally: Tally) => [{ period: period_, key: '7', tallies: { a: tally } }]
    const isFlow = (whole: Tally, ...parts: Tally[]) =>
      addsUp({ id: 'a' }, { lines: lines(0, whole) }, { lines: parts.flatMap((part, i) => lines(i, part)) })
    const count = (many: number): Tally => ({ kind: 'count', count: many, days: 30 })
    expect(isFlow(count(5), count(2), count(3))).toBe(true)
    expect(isFlow(count(3), count(3), count(3))).toBe(false)
    const hours = (x: number, y: number): Tally => ({
      kind: 'sums',
      n: 1,
      x,
      y,
      xx: x * x,
      xy: x * y,
      yy: y * y,
      missingRates: [],
    })
    // How many people there are is told beside their hours, and does not add up; each hour is in one month all the same.
    expect(isFlow(hours(30, 12), hours(10, 5), hours(20, 7))).toBe(false)
    const more = (x: number) =>
      unlikeParts(
        { id: 'a' },
        { lines: lines(0, hours(x, 12)) },
        { lines: [...lines(0, hours(10, 5)), ...lines(1, hours(20, 7))] },
      )
    expect([more(30), more(31)]).toEqual([new Set(), new Set([7])])
    // Where it is not told how many there are, hours that add up do.
    const ofPeople = { id: 'a', isOverPeople: true } as const
    const parts = { lines: [...lines(0, hours(10, 5)), ...lines(1, hours(20, 7))] }
    expect(addsUp(ofPeople, { lines: lines(0, hours(30, 12)) }, parts)).toBe(true)
    expect(addsUp(ofPeople, { lines: lines(0, hours(31, 12)) }, parts)).toBe(false)
    expect(addsUp(ofPeople, { lines: lines(0, hours(30, 13)) }, parts)).toBe(false)
    // Weeks that are due in a whole period are no rows without a month; hours are.
    expect(unlikeParts(ofPeople, { lines: lines(0, hours(31, 12)) }, parts)).toEqual(new Set())
    expect(unlikeParts(ofPeople, { lines: lines(0, hours(30, 13)) }, parts)).toEqual(new Set([7]))
    const spent = (minor: bigint): Tally => ({ kind: 'unit-cost', minor, units: 0, missingRates: [] })
    expect(isFlow(spent(4n), spent(2n), spent(2n))).toBe(false)
  })
})
