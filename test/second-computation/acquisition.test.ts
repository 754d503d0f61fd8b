// Five hundred random segments, each with its spending and its customers: the full cost of a new customer measured together, and computed
// again one by one without SQL.
import { beforeAll, expect, test } from 'vitest'
import { parsePeriod } from '../../metric/period.ts'
import { breakDown } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { housekeeper, owner } from '../../model/reader.ts'
import { acquisitionCost } from '../../outcomes/acquisition-cost/definition.ts'
import fc from '../chance.ts'
import { freshDatabase } from '../database.ts'
import { fill, idOf } from '../fill.ts'
import { tell } from '../story.ts'
import { dayOf } from '../story-of-many.ts'

const seed = 20261201
const sets = 500
// Asked within the quarter: what comes later must not be known.
const view = { scope: organisation, period: parsePeriod('2025-Q2')!, asOf: '2025-06-20' }

const cost = fc.record({
  day: fc.integer({ min: -250, max: 190 }),
  minor: fc.oneof(fc.integer({ min: 1, max: 900_000 }), fc.integer({ min: -20_000, max: 0 })),
  category: fc.constantFrom('advertising', 'salaries', 'salaries', 'customer-success'),
  department: fc.constantFrom('sales', 'marketing', 'research', 'other'),
  stated: fc.option(fc.boolean(), { freq: 2, nil: null }),
  // Spent on one new rep: a twelfth in each of twelve months.
  isOnPerson: fc.integer({ min: 0, max: 3 }).map((number) => number === 0),
})
const sign = fc.record({
  account: fc.constantFrom('a', 'b', 'c'),
  kind: fc.constantFrom('deal', 'lost', 'deleted', 'contract', 'invoice', 'credit'),
  day: fc.integer({ min: 60, max: 190 }),
})
const dataSet = fc.record({
  costs: fc.array(cost, { maxLength: 7, size: 'max' }),
  signs: fc.array(sign, { maxLength: 9, size: 'max' }),
})
const drawn = fc.sample(dataSet, { numRuns: sets, seed })
type DataSet = (typeof drawn)[number]

const database = await freshDatabase()
const segmentOf = (i: number) => `Set ${String(i).padStart(3, '0')}`

beforeAll(async () => {
  const signs = drawn.flatMap((set, i) =>
    set.signs.map((one, k) => ({ ...one, id: `${i}-${k}`, name: `${segmentOf(i)} ${one.account}` })),
  )
  await tell(database, {
    people: { Ada: 'North' },
    accounts: Object.fromEntries(
      drawn.flatMap((_set, i) =>
        ['a', 'b', 'c'].map((name) => [`${segmentOf(i)} ${name}`, { segment: segmentOf(i) }]),
      ),
    ),
    deals: signs
      .filter((one) => ['deal', 'lost', 'deleted'].includes(one.kind))
      .map((one) => ({
        id: one.id,
        owner: 'Ada',
        account: one.name,
        // Two months and a few days: what is spent comes before the sale by two months.
        opened: dayOf(one.day - 65),
        ...(one.kind === 'lost' ? { lost: dayOf(one.day) } : { won: dayOf(one.day) }),
        isDeleted: one.kind === 'deleted',
      })),
  })
  const ids = await database.read(housekeeper, async (query) => {
    const found = await query.selectFrom('accounts').select(['account_id', 'name']).execute()
    return new Map(found.map((row) => [row.name, row.account_id]))
  })
  const of = (kinds: readonly string[]) => signs.filter((one) => kinds.includes(one.kind))
  await fill(
    database,
    'subscriptions',
    of(['contract']).map((one) => ({ account_id: ids.get(one.name), starts_on: dayOf(one.day) })),
  )
  await fill(
    database,
    'revenue',
    of(['invoice', 'credit']).map((one) => ({
      account_id: ids.get(one.name),
      day: dayOf(one.day),
      amount_minor: one.kind === 'invoice' ? 100n : -100n,
    })),
  )
  const person_id = await idOf(database, 'people', 'Ada')
  await fill(
    database,
    'costs',
    drawn.flatMap((set, i) =>
      set.costs.map((one) => ({
        day: dayOf(one.day),
        amount_minor: BigInt(one.minor),
        category: one.category,
        department: one.department,
        is_acquisition: one.stated,
        segment: segmentOf(i),
        ...(one.isOnPerson && { person_id }),
      })),
    ),
  )
}, 180_000)

const isIn = (day: string) => day >= view.period.start && day < view.period.end && day <= view.asOf

/** So many calendar months later, as far as that month has the day. */
function monthsLater(day: string, many: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const length = new Date(Date.UTC(year, month + many, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + many, Math.min(date, length))).toISOString().slice(0, 10)
}

/** What of a cost counts in the quarter, moved by some months. */
function spentOn(
  { day, minor, category, department, stated, isOnPerson }: DataSet['costs'][number],
  lag = 0,
): bigint {
  const serves = stated ?? (department !== 'other' && category !== 'customer-success')
  const on = dayOf(day)
  if (!serves || on > view.asOf) return 0n
  const counts = (when: string) => isIn(monthsLater(when, lag))
  if (!isOnPerson) return counts(on) ? BigInt(minor) : 0n
  // A twelfth each month, to the cent: what was due until then, less what was due until the month before.
  const due = (months: number) => (BigInt(minor) * BigInt(months)) / 12n
  return Array.from({ length: 12 }, (_, k) => (counts(monthsLater(on, k)) ? due(k + 1) - due(k) : 0n)).reduce(
    (sum, one) => sum + one,
    0n,
  )
}

function customersOf({ signs }: DataSet): number {
  return ['a', 'b', 'c'].filter((name) => {
    const [first] = signs
      .filter((one) => one.account === name && ['deal', 'contract', 'invoice'].includes(one.kind))
      .map((one) => dayOf(one.day))
      .toSorted()
    return first !== undefined && isIn(first)
  }).length
}

async function linesOf(answer: string) {
  const found = await breakDown(database, owner, acquisitionCost, { ...view, answer, dimension: 'segment' })
  return new Map(found.lines.map((line) => [line.label, line.answer]))
}

test('acquisition cost: what was spent to win customers, over those who became one', async () => {
  const [costs, customers] = [await linesOf('full-cost'), await linesOf('new-customers')]
  let measured = 0
  for (const [i, set] of drawn.entries()) {
    const where = `${segmentOf(i)} (seed ${seed}): ${JSON.stringify(set)}`
    const won = customersOf(set)
    const spent = set.costs.map((one) => spentOn(one)).reduce((sum, one) => sum + one, 0n)
    expect(customers.get(segmentOf(i))?.value ?? null, where).toBe(won === 0 ? null : won)
    // Rounded to the nearest cent, halves up.
    const value = won === 0 || spent <= 0n ? null : (2n * spent + BigInt(won)) / (2n * BigInt(won))
    expect(costs.get(segmentOf(i))?.value ?? null, where).toBe(value)
    if (value !== null) measured++
  }
  // A property that nothing tested would hold.
  expect(measured).toBeGreaterThan(sets / 10)
})

test.each([
  ['what was spent a sales cycle of two months earlier', 'lagged-cost', 2, () => true],
  ['campaigns alone', 'paid-cost', 0, (category: string) => category === 'advertising'],
] as const)('acquisition cost: %s', async (_what, answer, lag, isAsked) => {
  const costs = await linesOf(answer)
  let measured = 0
  for (const [i, set] of drawn.entries()) {
    const where = `${answer} of ${segmentOf(i)} (seed ${seed}): ${JSON.stringify(set)}`
    const won = customersOf(set)
    const spent = set.costs
      .filter((one) => isAsked(one.category))
      .map((one) => spentOn(one, lag))
      .reduce((sum, one) => sum + one, 0n)
    const value = won === 0 || spent <= 0n ? null : (2n * spent + BigInt(won)) / (2n * BigInt(won))
    expect(costs.get(segmentOf(i))?.value ?? null, where).toBe(value)
    if (value !== null) measured++
  }
  // A property that nothing tested would hold.
  expect(measured).toBeGreaterThan(sets / 20)
})
