// Five hundred random segments, each with customers known by their invoices alone: who fell silent and what that cost, measured together,
// and computed again one by one without SQL.
import { beforeAll, expect, test } from 'vitest'
import { customerChurn } from '../../kpis/customer-churn/definition.ts'
import { parsePeriod } from '../../metric/period.ts'
import { breakDown } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { housekeeper, owner } from '../../model/reader.ts'
import fc from '../chance.ts'
import { freshDatabase } from '../database.ts'
import { fill } from '../fill.ts'
import { tell } from '../story.ts'
import { dayOf } from '../story-of-many.ts'

const seed = 20261128
const sets = 500
// Asked within the quarter: what comes later must not be known.
const view = { scope: organisation, period: parsePeriod('2026-Q2')!, asOf: '2026-06-20' }
const days = { start: dayNumber('2026-04-01'), end: dayNumber('2026-06-20') }

const invoice = fc.record({
  account: fc.constantFrom('a', 'b', 'c'),
  day: fc.integer({ min: -100, max: 560 }),
  minor: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 900_000 }) },
    fc.integer({ min: -90_000, max: 0 }),
  ),
})
// Habits: from a first day on, every so many days, for so many times; and invoices out of any habit.
const habit = fc
  .record({
    account: fc.constantFrom('a', 'b', 'c'),
    first: fc.integer({ min: 0, max: 400 }),
    every: fc.integer({ min: 5, max: 150 }),
    times: fc.integer({ min: 2, max: 12 }),
    minor: fc.integer({ min: 1, max: 900_000 }),
  })
  .map(({ account, first, every, times, minor }) =>
    Array.from({ length: times }, (_, at) => ({ account, day: first + at * every, minor })),
  )
const dataSet = fc
  .tuple(fc.array(invoice, { maxLength: 6 }), fc.array(habit, { maxLength: 3 }))
  .map(([odd, habits]) => [...odd, ...habits.flat()])
const drawn = fc.sample(dataSet, { numRuns: sets, seed })
type DataSet = (typeof drawn)[number]

const database = await freshDatabase()
const segmentOf = (i: number) => `Set ${String(i).padStart(3, '0')}`

beforeAll(async () => {
  await tell(database, {
    people: { Ada: 'North' },
    accounts: Object.fromEntries(
      drawn.flatMap((_set, i) =>
        ['a', 'b', 'c'].map((name) => [`${segmentOf(i)} ${name}`, { segment: segmentOf(i) }]),
      ),
    ),
    deals: [],
  })
  const ids = await database.read(housekeeper, async (query) => {
    const found = await query.selectFrom('accounts').select(['account_id', 'name']).execute()
    return new Map(found.map((row) => [row.name, row.account_id]))
  })
  await fill(
    database,
    'revenue',
    drawn.flatMap((set, i) =>
      set.map((one) => ({
        account_id: ids.get(`${segmentOf(i)} ${one.account}`),
        day: dayOf(one.day),
        amount_minor: BigInt(one.minor),
      })),
    ),
  )
}, 180_000)

function dayNumber(day: string): number {
  return (Date.parse(`${day}T00:00:00Z`) - Date.UTC(2025, 0, 1)) / 86_400_000
}

interface Customer {
  readonly isLost: boolean
  /** By the month, before the period. */
  readonly worth: number
}

/** What a customer was on the first day of the quarter; null when it was none. */
function customerOf(set: DataSet, name: string): Customer | null {
  const mine = set.filter(({ account, day }) => account === name && day <= days.end)
  const sums = new Map<number, number>()
  for (const { day, minor } of mine) sums.set(day, (sums.get(day) ?? 0) + minor)
  const invoiced = [...sums]
    .filter(([, sum]) => sum > 0)
    .map(([day]) => day)
    .toSorted((a, b) => a - b)
  const gaps = invoiced
    .slice(1)
    .map((day, at) => day - invoiced[at]!)
    .toSorted((a, b) => a - b)
  const half = gaps.length / 2
  const median = gaps.length % 2 === 1 ? gaps[Math.floor(half)]! : (gaps[half - 1]! + gaps[half]!) / 2
  const patience = gaps.length < 2 ? 365 : Math.min(365, Math.max(60, Math.ceil(3 * median)))
  const stays: number[][] = []
  for (const day of invoiced) {
    const last = stays.at(-1)
    if (last === undefined || day - last.at(-1)! > patience) stays.push([day])
    else last.push(day)
  }
  for (const stay of stays) {
    const gone = stay.at(-1)! + patience
    const lost = gone <= days.end ? gone : null
    if (stay[0]! >= days.start || (lost !== null && lost < days.start)) continue
    const before = mine.filter(({ day }) => day < days.start && day >= days.start - 365)
    const worth = Math.round(before.reduce((sum, { minor }) => sum + minor, 0) / 12)
    return { isLost: lost !== null, worth }
  }
  return null
}

async function linesOf(answer: string) {
  const found = await breakDown(database, owner, customerChurn, { ...view, answer, dimension: 'segment' })
  return new Map(found.lines.map((line) => [line.label, line.answer]))
}

test('customers that fell silent, and the revenue that went with them', async () => {
  const [customers, revenue] = [await linesOf('silent-customers'), await linesOf('silent-revenue')]
  let lost = 0
  for (const [i, set] of drawn.entries()) {
    const where = `${segmentOf(i)} (seed ${seed}): ${JSON.stringify(set)}`
    const found = ['a', 'b', 'c'].map((name) => customerOf(set, name)).filter((one) => one !== null)
    const gone = found.filter(({ isLost }) => isLost)
    const share = customers.get(segmentOf(i))
    expect(share?.value ?? null, where).toBe(found.length === 0 ? null : gone.length / found.length)
    const worth = (some: readonly Customer[]) => some.reduce((sum, one) => sum + Math.max(0, one.worth), 0)
    const value = revenue.get(segmentOf(i))?.value ?? null
    if (worth(found) === 0) expect(value, where).toBeNull()
    else expect(value as number, where).toBeCloseTo(worth(gone) / worth(found), 9)
    if (gone.length > 0) lost++
  }
  // A property that nothing tested would hold.
  expect(lost).toBeGreaterThan(sets / 10)
})
