// Five hundred random segments of customers under contract: what one is expected to bring, measured together and computed again one
// by one without SQL, day by day.
import { beforeAll, expect, test } from 'vitest'
import { parsePeriod } from '../../metric/period.ts'
import { breakDown } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { owner } from '../../model/reader.ts'
import { lifetimeValue } from '../../outcomes/lifetime-value/definition.ts'
import { fitSbg, sbgSurvival } from '../../statistics/shifted-beta-geometric.ts'
import fc from '../chance.ts'
import { freshDatabase } from '../database.ts'
import { fill } from '../fill.ts'
import { knownAccount } from './known-rows.ts'
import { dayNumber, naiveMean } from '../naive.ts'
import { dayOf } from '../story-of-many.ts'

const seed = 20261130
const sets = 500
const period = parsePeriod('2025-Q2')!
const asOf = '2025-07-20'
const lastDay = '2025-06-30'
const margin = 0.6
const discount = 0.08

// Most came about a year before the last day, so that all months of a first year are watched; a few long ago, or just now.
const contract = fc.record({
  lasts: fc.option(
    fc.oneof(
      { arbitrary: fc.integer({ min: 20, max: 420 }), weight: 4 },
      // Ends around the last day, the year before it, and the grace.
      { arbitrary: fc.constantFrom(364, 365, 366, 395, 396), weight: 1 },
    ),
    { freq: 2, nil: null },
  ),
  monthly: fc.option(fc.integer({ min: 0, max: 90_000 }), { freq: 12, nil: null }),
  reason: fc.option(fc.constantFrom('price', 'quality'), { freq: 2, nil: null }),
})
const customer = fc.record({
  // Days of 2025: the last day is 180.
  came: fc.oneof(
    { arbitrary: fc.integer({ min: -250, max: -150 }), weight: 8 },
    { arbitrary: fc.integer({ min: -900, max: 200 }), weight: 2 },
  ),
  contracts: fc.array(contract, { minLength: 1, maxLength: 3 }),
  gap: fc.constantFrom(-10, 0, 1, 29, 30, 31, 60),
})
type Customer = typeof customer extends fc.Arbitrary<infer Value> ? Value : never
const drawn = fc.sample(fc.array(customer, { minLength: 4, maxLength: 24 }), { numRuns: sets, seed })

interface Run {
  readonly starts: string
  readonly ends: string | null
  readonly monthly: number | null
  readonly reason: string | null
}

/** The contracts of a customer one after the other; one that runs without an end is the last. */
function runsOf({ came, contracts, gap }: Customer): Run[] {
  const runs: Run[] = []
  let next = came
  for (const { lasts, monthly, reason } of contracts) {
    runs.push({ starts: dayOf(next), ends: lasts === null ? null : dayOf(next + lasts), monthly, reason })
    if (lasts === null) break
    next += lasts + gap
  }
  return runs
}

const segmentOf = (i: number) => `Segment ${String(i).padStart(3, '0')}`
const database = await freshDatabase()

beforeAll(async () => {
  const accounts = drawn.flatMap((set, i) =>
    set.map((one, k) => ({ number: i * 30 + k + 1, segment: segmentOf(i), one })),
  )
  await fill(
    database,
    'accounts',
    accounts.map(({ number, segment }) => ({ ...knownAccount(number, `Account ${number}`), segment })),
  )
  await fill(
    database,
    'subscriptions',
    accounts.flatMap(({ number, one }) =>
      runsOf(one).map((run) => ({
        account_id: number,
        starts_on: run.starts,
        ends_on: run.ends,
        monthly_minor: run.monthly === null ? null : BigInt(run.monthly),
        end_reason: run.reason,
      })),
    ),
  )
  const standard = { metric: 'lifetime-value', kind: 'standard', valid_from: '2024-01-01', origin: 'story' }
  await fill(database, 'targets', [
    { ...standard, answer: 'gross-margin', value: margin },
    { ...standard, answer: 'discount', value: discount },
  ])
}, 180_000)

/** A stay: from the first contract to the day without one that counts as lost. */
interface Stay {
  readonly from: number
  /** First day without a contract; null while the customer is one, or late. */
  readonly lost: number | null
  /** Day on which a contract last ran, by the last day at the latest. */
  readonly paidOn: string
}

const graceDays = 30

function staysOf(runs: readonly Run[]): Stay[] {
  const known = runs.filter((run) => run.starts <= asOf)
  const groups: Run[][] = []
  for (const run of known) {
    const current = groups.at(-1)
    const end = current?.map((one) => (one.ends === null ? Infinity : dayNumber(one.ends)))
    if (current !== undefined && dayNumber(run.starts) <= Math.max(...end!) + graceDays) current.push(run)
    else groups.push([run])
  }
  return groups.map((group) => {
    const from = dayNumber(group[0]!.starts)
    const isOpen = group.some((one) => one.ends === null || one.ends > asOf)
    const end = isOpen ? null : Math.max(...group.map((one) => dayNumber(one.ends!)))
    const last = group.findLast((one) => end !== null && dayNumber(one.ends!) === end)
    const isLost = end !== null && (last!.reason !== null || end + graceDays <= dayNumber(asOf))
    const ended = end !== null && end <= dayNumber(lastDay) ? end - 1 : dayNumber(lastDay)
    return {
      from,
      lost: isLost && end <= dayNumber(lastDay) ? end : null,
      paidOn: new Date(ended * 86_400_000).toISOString().slice(0, 10),
    }
  })
}

interface Watched {
  /** First day of tenure watched, and the one after the last. */
  readonly from: number
  readonly to: number
  readonly isThere: boolean
  readonly paid: number
}

function watchedOf(one: Customer): Watched[] {
  const runs = runsOf(one)
  const last = dayNumber(lastDay)
  return staysOf(runs).flatMap(({ from, lost, paidOn }) => {
    if (from > last || (lost !== null && lost <= last - 365)) return []
    const paying = runs.filter((run) => run.starts <= paidOn && (run.ends === null || run.ends > paidOn))
    const paid = paying.reduce((sum, run) => sum + (run.monthly ?? 0), 0)
    if (paid <= 0) return []
    return [
      {
        from: Math.max(0, last - 364 - from),
        to: (lost ?? last + 1) - from,
        isThere: lost === null,
        paid,
      },
    ]
  })
}

const monthOfDay = (day: number) => {
  // A day belongs to the month whose first day, a twelfth of a mean year times its number, is the nearest one before.
  let month = 0
  while (Math.round((month + 1) * 30.4375) <= day) month++
  return month
}

function expectedAgain(set: readonly Customer[], months: number): { value: number | null; n: number } {
  const watched = set.flatMap(watchedOf)
  const there = watched.filter((one) => one.isThere)
  const n = there.length
  if (n === 0) return { value: null, n }
  const exposure = Array.from({ length: months }, () => 0)
  const people = Array.from({ length: months }, () => 0)
  const lost = Array.from({ length: months }, () => 0)
  for (const one of watched) {
    for (let day = one.from; day < one.to; day++) {
      const month = monthOfDay(day)
      if (month >= months) break
      exposure[month]! += one.paid / 30.4375
      people[month]! += 1 / 30.4375
    }
    // Lost on the day after the last one watched, which is where the last one was.
    const month = monthOfDay(one.to - 1)
    if (!one.isThere && month < months && month >= monthOfDay(one.from)) lost[month]! += one.paid
  }
  const firstUnknown = people.findIndex((many) => many < 5 - 1e-9)
  const known = firstUnknown === -1 ? months : firstUnknown
  if (known < 2) return { value: null, n }
  const survival = [1]
  for (let month = 0; month < known && month < months - 1; month++)
    survival.push(survival.at(-1)! * Math.exp(-lost[month]! / exposure[month]!))
  if (known < months - 1) {
    const size = people.slice(0, known).reduce((sum, many) => sum + many, 0) / known
    const isNobodyLost = lost.slice(0, known).every((weight) => weight === 0)
    const model = isNobodyLost ? null : fitSbg([survival.map((share) => share * size)])
    if (!isNobodyLost && model === null) return { value: null, n }
    for (let month = known; month < months - 1; month++)
      survival.push(
        survival.at(-1)! * (model === null ? 1 : sbgSurvival(model, month + 1) / sbgSurvival(model, month)),
      )
  }
  const mean = naiveMean(there.map((one) => one.paid))!
  const total = survival.reduce((sum, share, month) => sum + share / (1 + discount) ** (month / 12), 0)
  return { value: mean * margin * total, n }
}

test.each([12, 24])('lifetime value over %i months', async (months) => {
  const found = await breakDown(database, owner, lifetimeValue, {
    scope: organisation,
    period,
    asOf,
    answer: `value-${months}`,
    dimension: 'segment',
  })
  const lines = new Map(found.lines.map((line) => [line.label, line.answer]))
  let measured = 0
  for (const [i, set] of drawn.entries()) {
    const line = lines.get(segmentOf(i))
    const expected = expectedAgain(set, months)
    const where = `value-${months} of ${segmentOf(i)} (seed ${seed}): ${JSON.stringify(set)}`
    expect(line?.n ?? 0, where).toBe(expected.n)
    if (expected.value === null) expect(line?.value ?? null, where).toBeNull()
    // Whole minor units, and a model that is fitted by steps.
    else
      expect(Math.abs(Number(line?.value) - expected.value), where).toBeLessThan(0.5 + 1e-6 * expected.value)
    if (expected.value !== null) measured++
  }
  // A property that nothing tested would hold.
  expect(measured).toBeGreaterThan(sets / 3)
})
