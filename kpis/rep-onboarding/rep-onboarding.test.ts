// Five new reps of one year, worked out by hand; and six who come up to speed together.
import { beforeAll, expect, test } from 'vitest'
import { tooFewFollowed } from '../../metric/answers/duration-answers.ts'
import type { Answer, Measurement } from '../../metric/measurement.ts'
import { parsePeriod, wholeData } from '../../metric/period.ts'
import { breakDown, measure, rows } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import type { Database } from '../../model/database.ts'
import { housekeeper, owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill, idOf } from '../../test/fill.ts'
import { listenTo } from '../../test/sent-sql.ts'
import { tell } from '../../test/story.ts'
import { repOnboarding } from './definition.ts'

const database = await freshDatabase()
const view = { scope: organisation, period: parsePeriod('2025')!, asOf: '2026-06-30' }

async function hire(into: Database, name: string, hired: string, left?: string): Promise<number> {
  await into.write(housekeeper, (query) =>
    query
      .updateTable('people')
      .set({ hired_on: hired, left_on: left ?? null })
      .where('display_name', '=', name)
      .execute(),
  )
  return idOf(into, 'people', name)
}

beforeAll(async () => {
  await tell(database, {
    people: {
      Tess: 'North',
      Ann: 'North',
      Bob: 'North',
      Cat: 'South',
      Dan: 'South',
      Eli: 'South',
      Fox: 'South',
    },
    deals: [
      { owner: 'Tess', opened: '2024-06-01', won: '2025-01-10' },
      // Tess began it, Ann closed it: not Ann's first sale.
      {
        owner: 'Ann',
        ownedBefore: [{ owner: 'Tess', until: '2025-01-05' }],
        account: 'Bolt',
        opened: '2024-12-20',
        won: '2025-02-01',
      },
      { owner: 'Ann', account: 'Acme', opened: '2025-02-01', won: '2025-04-01' },
      { owner: 'Ann', account: 'Acme', opened: '2025-02-01', lost: '2025-03-01' },
      { owner: 'Bob', account: 'Core', opened: '2025-03-01', won: '2025-05-12' },
      { owner: 'Cat', opened: '2025-04-01' },
      { owner: 'Eli', account: 'Dyna', opened: '2025-08-01', won: '2025-11-28' },
    ],
  })
  const ids = {
    Ann: await hire(database, 'Ann', '2025-01-01'),
    Bob: await hire(database, 'Bob', '2025-02-01'),
    Cat: await hire(database, 'Cat', '2025-03-01'),
    Dan: await hire(database, 'Dan', '2025-04-01', '2025-06-30'),
    Eli: await hire(database, 'Eli', '2025-06-01'),
    // Before the first deal known, of June 2024.
    Fox: await hire(database, 'Fox', '2024-01-01'),
  }
  await fill(database, 'courses', [
    { course_id: 1, name: 'Welcome', name_key: 'welcome', kind: 'onboarding' },
  ])
  await fill(database, 'training_results', [
    { person_id: ids.Cat, course_id: 1, completed_on: '2025-03-31' },
    // Ann has milestones: the course says nothing of her.
    { person_id: ids.Ann, course_id: 1, completed_on: '2025-01-02' },
  ])
  await fill(database, 'onboarding_milestones', [
    { person_id: ids.Ann, programme: 'Welcome', milestone: 'Tools', reached_on: '2025-01-31' },
    { person_id: ids.Ann, programme: 'Welcome', milestone: 'Pitch', reached_on: '2025-03-02' },
    { person_id: ids.Bob, programme: 'Welcome', milestone: 'Tools', reached_on: '2025-02-10' },
    { person_id: ids.Bob, programme: 'Welcome', milestone: 'Pitch' },
  ])
  const cost = (
    person_id: number | null,
    day: string,
    euros: bigint,
    category: string,
    department = 'sales',
  ) => ({
    person_id,
    day,
    amount_minor: euros * 100n,
    category,
    department,
  })
  await fill(database, 'costs', [
    cost(ids.Ann, '2024-12-15', 5_000n, 'recruiting'),
    cost(ids.Ann, '2025-01-20', 1_000n, 'training'),
    // After her first sale.
    cost(ids.Ann, '2025-04-30', 3_000n, 'salary'),
    // After 180 days: no longer onboarding.
    cost(ids.Ann, '2025-08-01', 9_999n, 'salary'),
    cost(ids.Bob, '2025-02-01', 4_000n, 'recruiting'),
    cost(ids.Cat, '2025-03-01', 2_000n, 'recruiting'),
    cost(ids.Dan, '2025-04-01', 3_000n, 'recruiting'),
    // April's one new customer is Ann's.
    cost(null, '2025-04-10', 10_000n, 'advertising', 'marketing'),
  ])
})

const answerOf = (measurement: Measurement, id: string): Answer =>
  measurement.answers.find((answer) => answer.id === id)!

// Days: Ann 90, Bob 100, Eli 180; Dan left after 90 without a sale; Cat still waits after 486. One in five left: it competes.
// F(90) = 1/5, open 3/5; F(100) = 1/5 + 3/5 x 1/3 = 2/5, open 2/5; F(180) = 2/5 + 2/5 x 1/2 = 3/5: half have sold by day 180, when two were
// still followed: too few for a median to be told.
test('leavers compete with selling when there are many', async () => {
  const first = answerOf(await measure(database, owner, repOnboarding, view), 'first-sale')
  expect(first).toMatchObject({ state: 'no-data', value: null, n: 5, note: tooFewFollowed })
  expect(first.details.map((detail) => detail.value)).toEqual([3, 1, 1, (90 + 100 + 180) / 3])
})

// Ann, Bob and Cat came in the first quarter: S(90) = 2/3, S(100) = 1/3: two were still followed.
test('those who still wait are censored, not forgotten', async () => {
  const found = await measure(database, owner, repOnboarding, { ...view, period: parsePeriod('2025-Q1')! })
  expect(answerOf(found, 'first-sale')).toMatchObject({ value: null, n: 3, note: tooFewFollowed })
  // 90 days at 1, 10 at 2/3, 80 at 1/3.
  expect(answerOf(found, 'days-without-sale').value).toBeCloseTo(90 + 20 / 3 + 80 / 3, 9)
  // On 20 March nobody has sold yet.
  const early = await measure(database, owner, repOnboarding, {
    ...view,
    period: parsePeriod('2025-Q1')!,
    asOf: '2025-03-20',
  })
  expect(answerOf(early, 'first-sale')).toMatchObject({ state: 'no-data', value: null, n: 3 })
})

// 180 less the area under F: 10 days at 0.2, 80 at 0.4.
test('days without a sale, leavers competing', async () => {
  const found = answerOf(await measure(database, owner, repOnboarding, view), 'days-without-sale')
  expect(found.value).toBeCloseTo(180 - 10 * 0.2 - 80 * 0.4, 9)
  expect(found.interval!.method).toBe('bootstrap')
})

test('what was taken over is no first sale, and who came before the deals is left out', async () => {
  const found = await measure(database, owner, repOnboarding, view)
  expect(found.exclusions.map((one) => [one.code, one.count])).toEqual([['taken-over', 1]])
  const page = { offset: 0, limit: 10 }
  const taken = await rows(database, owner, repOnboarding, { ...view, ...page, excluded: 'taken-over' })
  expect(taken.rows).toMatchObject([{ rep: 'Ann', account: 'Bolt', first_sale: '2025-02-01' }])
  const all = await measure(database, owner, repOnboarding, { ...view, period: wholeData })
  expect(all.exclusions.map((one) => [one.code, one.count])).toEqual([
    ['before-deals', 1],
    ['taken-over', 1],
  ])
  expect(answerOf(all, 'first-sale').n).toBe(5)
  const listed = await rows(database, owner, repOnboarding, { ...view, ...page, answer: 'first-sale' })
  expect(listed.rows.map((row) => [row['rep'], row['state'], row['days']])).toEqual([
    ['Eli', 'won', 180],
    ['Dan', 'lost', 90],
    ['Cat', 'open', 486],
    ['Bob', 'won', 100],
    ['Ann', 'won', 90],
  ])
})

// Ann: her last milestone after 60 days; Cat: the course after 30; Bob is still in it. S(30) = 2/3, S(60) = 1/3, of two.
test('the welcome ends with its last milestone, else with its course', async () => {
  const found = answerOf(await measure(database, owner, repOnboarding, view), 'training-days')
  expect(found).toMatchObject({ value: null, n: 3, note: tooFewFollowed })
  expect(found.details.map((detail) => detail.value)).toEqual([2, 1])
})

// Ann 9,000 (the month after day 180 left out), Bob 4,000, Cat 2,000, Dan 3,000, Eli 0.
test('costs per hire and in all, by team', async () => {
  const found = await measure(database, owner, repOnboarding, view)
  expect(answerOf(found, 'cost-per-rep')).toMatchObject({ value: 360_000n, n: 5 })
  expect(answerOf(found, 'onboarding-cost').value).toBe(1_800_000n)
  const split = await breakDown(database, owner, repOnboarding, {
    ...view,
    answer: 'onboarding-cost',
    dimension: 'team',
  })
  expect(split.lines.map((line) => [line.label, line.answer.value])).toEqual([
    ['North', 1_300_000n],
    ['South', 500_000n],
  ])
})

// To the first sale: Ann 6,000 and April's 10,000 for its one customer; Bob 4,000; Eli nothing. 20,000 over three; with Dan's 3,000, 23,000.
test('the first sale costs more when those who left are paid for', async () => {
  const found = await measure(database, owner, repOnboarding, view)
  expect(answerOf(found, 'first-sale-cost')).toMatchObject({ value: 666_667n, n: 3 })
  expect(answerOf(found, 'first-sale-cost-loaded')).toMatchObject({ value: 766_667n, n: 3 })
})

// Six come on 1 January, win nothing in their first two months of thirty days and one deal in each of the next four. Tess, here since
// 2020, wins six in the same 180 days, one a month: four fifths of one are reached from the third month on, after 60 days.
test('the ramp is the first month from which new reps stay at four fifths of tenured ones', async () => {
  const own = await freshDatabase()
  const names = Array.from({ length: 6 }, (_, i) => `New ${i}`)
  const day = (number: number) =>
    new Date(Date.UTC(2025, 0, 1) + number * 86_400_000).toISOString().slice(0, 10)
  const won = (seller: string, number: number) => ({
    id: `${seller} ${number}`,
    owner: seller,
    opened: day(Math.max(0, number - 20)),
    won: day(number),
  })
  await tell(own, {
    people: Object.fromEntries([...names, 'Tess'].map((name) => [name, 'North'])),
    deals: [
      { owner: 'Tess', opened: '2024-12-01', lost: '2024-12-10' },
      ...[5, 35, 65, 95, 125, 155].map((number) => won('Tess', number)),
      ...names.flatMap((name) => [65, 95, 125, 155].map((number) => won(name, number))),
    ],
  })
  for (const name of names) await hire(own, name, '2025-01-01')
  await hire(own, 'Tess', '2020-01-01')
  const found = await measure(own, owner, repOnboarding, { ...view, asOf: '2025-06-29' })
  const ramp = answerOf(found, 'ramp')
  expect(ramp).toMatchObject({ value: 60, n: 6 })
  expect(ramp.interval).toMatchObject({ low: 60, high: 60 })
  expect(ramp.details.map((detail) => [detail.name.en, detail.value])).toEqual([
    ['Month 1, beside tenured reps', 0],
    ['Month 3, beside tenured reps', 1],
    ['Month 6, beside tenured reps', 1],
  ])
})

test('the first sale of newcomers is looked up once beside other periods and once for the period alone; all that they sold once, for deals taken over', async () => {
  const listening = listenTo(database.connection)
  try {
    await measure(listening.database, owner, repOnboarding, view)
    const heard = listening.heard()
    const looks = (sign: RegExp) => heard.flatMap((statement) => statement.match(sign) ?? []).length
    expect([looks(/with newcomers as/g), looks(/as is_begun_by_other/g)]).toEqual([2, 1])
  } finally {
    await listening.close()
  }
})
