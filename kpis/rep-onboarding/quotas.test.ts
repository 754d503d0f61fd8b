// One quarter of quotas, worked out by hand: what counts, what is left out and why, in which currency, by whom.
import { beforeAll, expect, test } from 'vitest'
import { parsePeriod } from '../../metric/period.ts'
import { breakDown, measure, rows } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { housekeeper, owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill, idOf } from '../../test/fill.ts'
import { tell } from '../../test/story.ts'
import { repOnboarding } from './definition.ts'

const database = await freshDatabase()
const quarter = { scope: organisation, period: parsePeriod('2026-Q2')!, asOf: '2026-07-10' }
const of = async (view: typeof quarter, id: string) => {
  const found = await measure(database, owner, repOnboarding, view)
  return { ...found.answers.find((one) => one.id === id)!, exclusions: found.exclusions }
}

/** Before any quota is known. */
let without: Awaited<ReturnType<typeof of>>

const told = async (ids: Readonly<Record<string, number>>) => {
  const quota = (who: string, from: string, until: string, what: Record<string, unknown>) => ({
    person_id: ids[who],
    starts_on: from,
    ends_on: until,
    counts: 'deals' in what ? 'deals' : 'amount',
    ...what,
  })
  const euros = (amount: bigint, currency = 'EUR') => ({ amount_minor: amount * 100n, currency })
  const whole = (who: string, what: Record<string, unknown>) => quota(who, '2026-04-01', '2026-07-01', what)
  await fill(database, 'quotas', [
    whole('Ann', euros(1000n)),
    quota('Bob', '2026-04-01', '2026-05-01', euros(300n)),
    quota('Bob', '2026-05-01', '2026-06-01', euros(300n)),
    quota('Bob', '2026-06-01', '2026-07-01', euros(400n)),
    whole('Cat', euros(2000n, 'USD')),
    whole('Dan', { deals: 4 }),
    whole('Eve', euros(500n)),
    whole('Fay', euros(500n)),
    whole('Fay', { deals: 2 }),
    // Left out: a manager's, one of somebody who left before its end, one of nothing.
    whole('Max', euros(9000n)),
    whole('Lea', euros(1000n)),
    whole('Gus', euros(0n)),
    // Beyond what is known of sales, at either end; and across the first day of the quarter.
    quota('Gus', '2025-11-15', '2026-04-15', euros(700n)),
    quota('Gus', '2026-01-01', '2027-01-01', euros(7000n)),
    quota('Gus', '2026-03-01', '2026-05-01', euros(700n)),
  ])
}

beforeAll(async () => {
  const [north, south] = ['North', 'South']
  await tell(database, {
    people: {
      Ann: north,
      Bob: north,
      Cat: north,
      Dan: south,
      Eve: south,
      Fay: south,
      Gus: south,
      Max: south,
      Lea: south,
    },
    rates: [
      { currency: 'USD', from: '2026-01-01', rate: 0.5 },
      { currency: 'USD', from: '2026-05-01', rate: 0.8 },
    ],
    deals: [
      // Sales are known from its opening to that of the last one.
      { owner: 'Gus', opened: '2025-12-01' },
      { owner: 'Gus', opened: '2026-07-02' },
      { owner: 'Ann', opened: '2026-01-10', won: '2026-03-31', amount: 99_900n },
      { owner: 'Ann', opened: '2026-01-10', won: '2026-04-01', amount: 60_000n },
      { owner: 'Ann', opened: '2026-01-10', won: '2026-06-30', amount: 60_000n },
      { owner: 'Ann', opened: '2026-01-10', lost: '2026-05-30', amount: 99_900n },
      { owner: 'Bob', opened: '2026-01-10', won: '2026-05-10', amount: 80_000n },
      // At the rate of the first day of her quota, not of that of the deal.
      { owner: 'Cat', opened: '2026-01-10', won: '2026-05-05', amount: 180_000n, currency: 'USD' },
      ...[1, 2, 3, 4, 5].map((day) => ({ owner: 'Dan', opened: '2026-01-10', won: `2026-04-0${day}` })),
      { owner: 'Eve', opened: '2026-01-10', won: '2026-07-01', amount: 60_000n },
      { owner: 'Fay', opened: '2026-01-10', won: '2026-06-01', amount: 70_000n },
      { owner: 'Lea', opened: '2026-01-10', won: '2026-04-20', amount: 70_000n },
    ],
  })
  await database.write(housekeeper, async (query) => {
    await query.updateTable('people').set({ job: 'manager' }).where('display_name', '=', 'Max').execute()
    await query
      .updateTable('people')
      .set({ left_on: '2026-05-15' })
      .where('display_name', '=', 'Lea')
      .execute()
  })
  without = await of(quarter, 'quota-attainment')
  const names = ['Ann', 'Bob', 'Cat', 'Dan', 'Eve', 'Fay', 'Gus', 'Max', 'Lea']
  await told(
    Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, await idOf(database, 'people', name)] as const)),
    ),
  )
})

test('without quotas it is not connected, and says what to bring', () => {
  expect(without).toMatchObject({ state: 'not-connected', value: null })
  expect(without.note?.en).toContain('Bring the quotas')
  expect(without.note?.fr).toContain('Apportez les quotas')
})

test('amounts: 3,600 sold of 4,000', async () => {
  const found = await of(quarter, 'quota-attainment')
  // Ann 1,200 of 1,000; Bob 800 of 300 + 300 + 400; Cat 1,800 USD at 0.5 = 900 of 1,000; Eve 0 of 500; Fay 700 of 500.
  expect(found).toMatchObject({
    state: 'measured',
    value: 0.9,
    n: 5,
    numerator: 360_000n,
    denominator: 400_000n,
  })
  // Sold less 0.9 of the quota: 300, -100, 0, -450, 250; squares 365,000. Student with 4 degrees: 2.776445.
  const half = (2.776445 * Math.sqrt((5 / 4) * 365_000)) / 4000
  expect(found.interval?.low).toBeCloseTo(0.9 - half, 6)
  expect(found.interval?.high).toBeCloseTo(0.9 + half, 6)
  expect(found.isFragile).toBe(true)
  // What a share would need says nothing of a ratio of sums.
  expect(found.note?.en).toContain('Small sample: 5, at least 20 are needed.')
})

test('deals: 6 won of 6; reps at quota: Ann and Dan of six', async () => {
  // Dan 5 of 4, Fay 1 of 2. Fay has her amount and not her number of deals.
  expect(await of(quarter, 'quota-attainment-deals')).toMatchObject({
    value: 1,
    n: 2,
    numerator: 6,
    denominator: 6,
  })
  const share = await of(quarter, 'reps-at-quota')
  expect(share).toMatchObject({ value: 2 / 6, n: 6, numerator: 2, denominator: 6 })
  expect(share.interval?.method).toBe('Wilson')
})

test('what is left out is counted, and listed', async () => {
  const { exclusions } = await of(quarter, 'quota-attainment')
  expect(Object.fromEntries(exclusions.map(({ code, count }) => [code, count]))).toEqual({
    'quota-across': 1,
    'quota-not-over': 1,
    'quota-before-sales': 1,
    'quota-of-leaver': 1,
    'quota-of-others': 1,
    'quota-of-nothing': 1,
  })
  const page = await rows(database, owner, repOnboarding, {
    ...quarter,
    answer: 'quota-attainment',
    excluded: 'quota-not-over',
    offset: 0,
    limit: 9,
  })
  expect(page.rows).toMatchObject([{ rep: 'Gus', from: '2026-01-01', to: '2026-12-31', quota: 700_000n }])
})

test('a month of a quarter counts in both; a quarter in no month', async () => {
  const april = { ...quarter, period: parsePeriod('2026-04')! }
  const found = await of(april, 'quota-attainment')
  expect(found).toMatchObject({ value: 0, n: 1, denominator: 30_000n })
  // Ann, Cat, Dan, Eve, Fay twice; and the one of March and April.
  expect(found.exclusions.find(({ code }) => code === 'quota-across')?.count).toBe(7)
  const may = await of({ ...quarter, period: parsePeriod('2026-05')! }, 'reps-at-quota')
  expect(may).toMatchObject({ value: 1, n: 1 })
  const none = await of({ ...quarter, period: parsePeriod('2026-01')! }, 'quota-attainment')
  expect(none).toMatchObject({ state: 'no-data', value: null })
  expect(none.note?.en).toContain('No quota that is over lies wholly in this period')
})

test('by team, and row by row', async () => {
  const by = await breakDown(database, owner, repOnboarding, {
    ...quarter,
    answer: 'quota-attainment',
    dimension: 'team',
  })
  expect(by.lines.map(({ label, answer }) => [label, answer.value, answer.n])).toEqual([
    ['North', 2900 / 3000, 3],
    ['South', 0.7, 2],
  ])
  const page = await rows(database, owner, repOnboarding, {
    ...quarter,
    answer: 'reps-at-quota',
    offset: 0,
    limit: 20,
  })
  expect(page.total).toBe(9)
  const cells = page.rows.map((row) => [row['rep'], row['from'], row['to'], row['quota'], row['sold'], row['deals_quota'], row['deals_sold'], row['attained'], row['currency']]) // prettier-ignore
  expect(cells).toContainEqual(['Cat', '2026-04-01', '2026-06-30', 100_000n, 90_000n, null, null, 90, 'EUR'])
  expect(cells).toContainEqual(['Dan', '2026-04-01', '2026-06-30', null, null, 4, 5, 125, 'EUR'])
  expect(cells).toContainEqual(['Bob', '2026-05-01', '2026-05-31', 30_000n, 80_000n, null, null, 266.7, 'EUR']) // prettier-ignore
})

test('a quota in a currency without a rate is not added up', async () => {
  await fill(database, 'quotas', [
    {
      person_id: await idOf(database, 'people', 'Gus'),
      starts_on: '2026-04-01',
      ends_on: '2026-07-01',
      counts: 'amount',
      amount_minor: 1_000n,
      currency: 'GBP',
    },
  ])
  for (const id of ['quota-attainment', 'reps-at-quota']) {
    const found = await of(quarter, id)
    expect(found, id).toMatchObject({ state: 'no-data', value: null })
    expect(found.note?.en, id).toContain('GBP')
  }
  expect(await of(quarter, 'quota-attainment-deals')).toMatchObject({ value: 1, n: 2 })
})
