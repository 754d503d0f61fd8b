// Five hundred random segments of customers, some known by a list that gives ages and no days: who is still there after a year, measured
// together, and computed again customer by customer without SQL.
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

const seed = 20261128
const sets = 500
const asOf = '2026-03-31'
const view = { scope: organisation, period: parsePeriod('2026-Q1')!, asOf }
const most = 14

const customer = fc.record({
  start: fc.integer({ min: 0, max: 900 }),
  /** Days that the contract lasts; null: to this day. */
  lasts: fc.option(fc.integer({ min: 0, max: 900 }), { freq: 2, nil: null }),
  reason: fc.constantFrom('price', null),
  isListed: fc.boolean(),
})
const drawn = fc.sample(fc.array(customer, { minLength: 4, maxLength: most }), { numRuns: sets, seed })
type Customer = (typeof drawn)[number][number]

const database = await freshDatabase()
const segmentOf = (i: number) => `Set ${String(i).padStart(3, '0')}`
const firstDay = Date.UTC(2023, 9, 1)
const dayOf = (number: number) => new Date(firstDay + number * 86_400_000).toISOString().slice(0, 10)
const numberOf = (day: string) => (Date.parse(`${day}T00:00:00Z`) - firstDay) / 86_400_000
const today = numberOf(asOf)

beforeAll(async () => {
  await tell(database, {
    people: { Ada: 'North' },
    accounts: Object.fromEntries(
      drawn.flatMap((set, i) =>
        set.map((_, at) => [`${segmentOf(i)} ${String(at)}`, { segment: segmentOf(i) }]),
      ),
    ),
  })
  const ids = await database.read(housekeeper, async (query) => {
    const found = await query.selectFrom('accounts').select(['account_id', 'name']).execute()
    return new Map(found.map((row) => [row.name, row.account_id]))
  })
  await fill(
    database,
    'subscriptions',
    drawn.flatMap((set, i) =>
      set.map((one, at) => ({
        account_id: ids.get(`${segmentOf(i)} ${String(at)}`),
        starts_on: dayOf(one.start),
        ends_on: one.lasts === null ? null : one.isListed ? asOf : dayOf(one.start + one.lasts),
        end_reason: one.isListed ? null : one.reason,
        described_on: one.isListed ? asOf : null,
      })),
    ),
  )
}, 180_000)

interface Stay {
  readonly months: number
  readonly days: number
  readonly isLost: boolean
}

/** How long a customer is known to have been one; null for who comes later. */
function stayOf({ start, lasts, reason, isListed }: Customer): Stay | null {
  if (start > today) return null
  if (isListed) return { ...between(start, today), isLost: lasts !== null }
  const end = lasts === null || start + lasts > today ? null : start + lasts
  if (end === null) return { ...between(start, today), isLost: false }
  return { ...between(start, end), isLost: reason !== null || end + 30 <= today }
}

/** Whole months, one by one, and the days beyond. */
function between(start: number, end: number): { months: number; days: number } {
  let months = 0
  while (monthsBefore(end, months + 1) >= start) months++
  return { months, days: monthsBefore(end, months) - start }
}

function monthsBefore(day: number, months: number): number {
  const from = new Date(firstDay + day * 86_400_000)
  const found = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() - months, from.getUTCDate()))
  // A day that a shorter month does not have is its last.
  while (found.getUTCDate() !== from.getUTCDate() && found.getUTCDate() < 4)
    found.setUTCDate(found.getUTCDate() - 1)
  return (found.getTime() - firstDay) / 86_400_000
}

const isSooner = (one: Stay, other: Stay) =>
  one.months < other.months || (one.months === other.months && one.days < other.days)

/** The share still there after twelve months, by the product over customers who left; null where fewer than five are followed so far. */
function keptAgain(set: readonly Customer[]): number | null {
  const stays = set.flatMap((one) => stayOf(one) ?? [])
  const year: Stay = { months: 12, days: 0, isLost: false }
  if (stays.filter((stay) => !isSooner(stay, year)).length < 5) return null
  let share = 1
  for (const stay of stays.filter((one) => one.isLost && !isSooner(year, one))) {
    // Those who left on the same day of their age are taken one after the other.
    const same = stays.filter((one) => one.isLost && !isSooner(one, stay) && !isSooner(stay, one))
    const after = stays.filter((one) => !isSooner(one, stay)).length - same.indexOf(stay)
    share *= (after - 1) / after
  }
  return share
}

test('the share still there after a year is the one computed again', async () => {
  const { lines } = await breakDown(database, owner, customerChurn, {
    ...view,
    answer: 'kept-by-age',
    dimension: 'segment',
  })
  let shown = 0
  for (const [i, set] of drawn.entries()) {
    const again = keptAgain(set)
    const found = lines.find(({ key }) => key === segmentOf(i))?.answer.value ?? null
    if (again === null) expect(found, segmentOf(i)).toBeNull()
    else {
      shown++
      expect(found, segmentOf(i)).toBeCloseTo(again, 10)
    }
  }
  expect(shown).toBeGreaterThan(sets / 4)
})

test('who had left by the day of the list is the share computed again', async () => {
  const { lines } = await breakDown(database, owner, customerChurn, {
    ...view,
    answer: 'left-by-list',
    dimension: 'segment',
  })
  for (const [i, set] of drawn.entries()) {
    const listed = set.filter((one) => one.isListed && one.start <= today)
    const found = lines.find(({ key }) => key === segmentOf(i))?.answer.value ?? null
    if (listed.length === 0) expect(found, segmentOf(i)).toBeNull()
    else expect(found).toBe(listed.filter((one) => one.lasts !== null).length / listed.length)
  }
})
