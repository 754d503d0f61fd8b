// The conversion rate of a few leads and deals, worked out by hand.
import { beforeAll, expect, test } from 'vitest'
import type { Answer, Measurement } from '../../metric/measurement.ts'
import { parsePeriod, wholeData } from '../../metric/period.ts'
import { breakDown, measure, rows } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { tell } from '../../test/story.ts'
import { conversionRate } from './definition.ts'

const database = await freshDatabase()
const january = parsePeriod('2026-01')!
const february = parsePeriod('2026-02')!

// Deals closed in January: a and b won (100 and 50 euros), c and d lost (50 and without an amount).
// e and f are still open; f was won in March, after the as-of day asked below.
beforeAll(async () => {
  await tell(database, {
    people: { Ada: 'North', Grace: 'South' },
    stages: ['Discovery', 'Proposal', 'Contract'],
    deals: [
      {
        id: 'a',
        owner: 'Ada',
        account: 'Acme',
        opened: '2026-01-01',
        won: '2026-01-11',
        amount: 100_00n,
        stages: [
          ['Discovery', '2026-01-01', '2026-01-05'],
          ['Contract', '2026-01-05', '2026-01-11'],
        ],
      },
      {
        id: 'b',
        owner: 'Ada',
        account: 'Bolt',
        opened: '2026-01-01',
        won: '2026-01-21',
        amount: 100_00n,
        currency: 'USD',
        stages: [['Discovery', '2026-01-01', '2026-01-21']],
      },
      {
        id: 'c',
        owner: 'Grace',
        opened: '2026-01-02',
        lost: '2026-01-12',
        amount: 50_00n,
        stages: [
          ['Discovery', '2026-01-02', '2026-01-04'],
          ['Proposal', '2026-01-04', '2026-01-12'],
        ],
      },
      { id: 'd', owner: 'Grace', opened: '2026-01-02', lost: '2026-01-30' },
      {
        id: 'e',
        owner: 'Grace',
        opened: '2026-01-10',
        stages: [['Discovery', '2026-01-10']],
      },
      { id: 'f', owner: 'Grace', opened: '2026-02-01', won: '2026-03-05', amount: 10_00n },
      { id: 'g', owner: 'Grace', opened: null },
    ],
    rates: [
      { currency: 'USD', from: '2026-01-01', rate: 0.5 },
      { currency: 'USD', from: '2026-01-22', rate: 2 },
    ],
    leads: [
      { id: 'l1', owner: 'Ada', created: '2025-12-22', deal: 'a', leadSource: 'Web' },
      { id: 'l2', owner: 'Ada', created: '2026-01-01', deal: 'b', leadSource: 'Web' },
      { id: 'l3', owner: 'Grace', created: '2026-01-02', deal: 'c', leadSource: 'Fair' },
      { id: 'l4', owner: 'Grace', created: '2026-01-03', qualified: true, leadSource: 'Fair' },
      { id: 'l5', owner: 'Grace', created: '2026-01-04', qualified: true, converted: '2026-02-01' },
      { id: 'l6', created: null, converted: true },
      { id: 'l7', created: null, converted: false },
    ],
  })
})

function answerOf(measurement: Measurement, id: string): Answer {
  return measurement.answers.find((answer) => answer.id === id)!
}

const view = { scope: organisation, period: january, asOf: '2026-02-28' }

test("the e-book's ratio divides the deals won by the leads created, and has no interval", async () => {
  const found = await measure(database, owner, conversionRate, view)
  expect(found.headline).toBe('period-ratio')
  // 2 deals won, 4 leads created (l2, l3, l4, l5).
  expect(answerOf(found, 'period-ratio')).toMatchObject({
    value: 0.5,
    numerator: 2,
    denominator: 4,
    interval: null,
  })
})

test('win rate by count and by amount', async () => {
  const found = await measure(database, owner, conversionRate, view)
  // 2 won of 4 decided; Wilson 0.150 to 0.850.
  expect(answerOf(found, 'win-rate')).toMatchObject({ value: 0.5, n: 4, isFragile: true })
  expect(answerOf(found, 'win-rate').interval!.low).toBeCloseTo(0.15, 2)
  // Amounts: 100.00 and 100.00 dollars at 0.5 on 21 January = 150.00 won, 50.00 lost; d has none: 1 lost of 2 is priced.
  expect(answerOf(found, 'won-value')).toMatchObject({
    value: 150_00n,
    n: 2,
    unit: { kind: 'money', currency: 'EUR' },
  })
  expect(answerOf(found, 'win-rate-amount')).toMatchObject({ value: 0.75, n: 3 })
})

test('won among all created is the trap: open deals count against', async () => {
  const found = await measure(database, owner, conversionRate, view)
  // Created in January: a, b won, c, d lost, e open: 2 of 5.
  expect(answerOf(found, 'broad-rate')).toMatchObject({ value: 0.4, n: 5 })
  const all = await measure(database, owner, conversionRate, { ...view, period: wholeData })
  // Over everything g, without a day, counts too: 2 of 7 (f is won later than the as-of day).
  expect(answerOf(all, 'broad-rate')).toMatchObject({ numerator: 2, n: 7 })
})

// Dated conversions: l1 in 20 days, l2 in 20, l5 in 28: fewer than ten, so there is no fixed delay.
test('the leads of the period, followed', async () => {
  const found = await measure(database, owner, conversionRate, view)
  expect(answerOf(found, 'cohort')).toMatchObject({ value: 0.5, n: 4 })
  expect(answerOf(found, 'lead-time')).toMatchObject({ value: 20, n: 2 })
  expect(answerOf(found, 'leads-created')).toMatchObject({ value: 4 })
})

test('qualified leads without a deal or a conversion are idle after two weeks', async () => {
  const found = await measure(database, owner, conversionRate, view)
  // l4 and l5 are qualified; l5 converted.
  expect(answerOf(found, 'idle-leads')).toMatchObject({ value: 0.5, numerator: 1, denominator: 2 })
  // As of 31 January l5 has not converted yet: both are idle.
  const before = await measure(database, owner, conversionRate, { ...view, asOf: '2026-01-31' })
  expect(answerOf(before, 'idle-leads')).toMatchObject({ value: 1, numerator: 2, denominator: 2 })
})

test('leads without a day have one answer of their own', async () => {
  const found = await measure(database, owner, conversionRate, view)
  expect(answerOf(found, 'undated-leads')).toMatchObject({ value: 0.5, n: 2, comparisons: [] })
  expect(found.exclusions.map(({ code, count }) => [code, count])).toEqual([['lead-without-day', 2]])
})

// Reached, with a history: Discovery a b c e, Proposal a b c (a skipped it, b skipped it), Contract a b.
// Discovery: a, b, c advanced, e pending. Proposal: a, b advanced, c lost. Contract: a, b advanced.
test('stage to stage counts a skipped stage as passed', async () => {
  const found = await measure(database, owner, conversionRate, view)
  // 3 + 2 + 2 advanced, 1 lost.
  expect(answerOf(found, 'stage-conversion')).toMatchObject({ value: 7 / 8, n: 8 })
  const byStage = await breakDown(database, owner, conversionRate, {
    ...view,
    dimension: 'stage',
    answer: 'stage-conversion',
  })
  expect(byStage.lines.map((line) => [line.label, line.answer.numerator, line.answer.denominator])).toEqual([
    ['Contract', 2, 2],
    ['Discovery', 3, 3],
    ['Proposal', 2, 3],
  ])
})

// Completed stays: a 4 in Discovery and 6 in Contract, b 20, c 2 and 8; e has been in Discovery for 49 days.
test('time in a stage', async () => {
  const found = await measure(database, owner, conversionRate, view)
  expect(answerOf(found, 'time-in-stage')).toMatchObject({ value: 6, n: 5 })
  expect(answerOf(found, 'time-in-stage').details.map((detail) => detail.value)).toContain(1)
})

test('a currency without a rate stops the sum and says which', async () => {
  await tell(database, {
    deals: [
      { id: 'z', owner: 'Ada', opened: '2026-02-01', won: '2026-02-02', amount: 1_00n, currency: 'GBP' },
    ],
  })
  const found = await measure(database, owner, conversionRate, { ...view, period: february })
  const value = answerOf(found, 'won-value')
  expect(value).toMatchObject({ state: 'no-data', value: null })
  expect(value.note!.en).toContain('GBP')
  expect(answerOf(found, 'won-deals')).toMatchObject({ value: 1 })
})

test('each answer lists its rows', async () => {
  const page = { offset: 0, limit: 10 }
  const decided = await rows(database, owner, conversionRate, { ...view, ...page, answer: 'win-rate' })
  expect(decided.rows.map((row) => row['deal'])).toEqual(['d', 'b', 'c', 'a'])
  const leads = await rows(database, owner, conversionRate, { ...view, ...page, answer: 'cohort' })
  expect(leads.rows.map((row) => [row['lead'], row['customer']])).toEqual([
    ['l5', true],
    ['l4', false],
    ['l3', false],
    ['l2', true],
  ])
})

test('an administrator may decide that only leads accepted by sales count', async () => {
  const leadDefinition = (value: string) =>
    database.write(owner, (query) =>
      query
        .insertInto('settings')
        .values({
          key: 'lead-definition',
          value: JSON.stringify(value),
          changed_at: new Date('2026-03-01T00:00:00Z'),
        })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: JSON.stringify(value) }))
        .execute(),
    )
  await leadDefinition('qualified')
  // Of l2, l3, l4 and l5 only l4 and l5 are qualified: 2 won ÷ 2 leads.
  const found = await measure(database, owner, conversionRate, view)
  expect(answerOf(found, 'period-ratio')).toMatchObject({ value: 1, numerator: 2, denominator: 2 })
  await leadDefinition('all')
  const again = await measure(database, owner, conversionRate, view)
  expect(answerOf(again, 'period-ratio')).toMatchObject({ denominator: 4 })
})

// January: 40 qualified leads, 30 of them idle (Wilson: at least 59.8 %), none in December. February: 10 leads against 40, none
// qualified. March: 10 against 10, 2 of 4 qualified ones idle.
test('the two readings of the e-book are said with their figures, and so is that neither shows', async () => {
  const readings = await freshDatabase()
  const leads = (month: string, many: number, more: (i: number) => object) =>
    Array.from({ length: many }, (_, i) => ({
      id: `${month} ${i}`,
      owner: 'Ada',
      created: `2026-${month}-02`,
      ...more(i),
    }))
  await tell(readings, {
    people: { Ada: 'North' },
    deals: [{ id: 'a', owner: 'Ada', opened: '2026-01-01', won: '2026-01-11' }],
    leads: [
      ...leads('01', 40, (i) => ({ qualified: true, ...(i >= 30 && { converted: '2026-01-20' }) })),
      ...leads('02', 10, () => ({})),
      ...leads('03', 10, (i) => ({ qualified: i < 4, ...(i < 2 && { converted: '2026-03-20' }) })),
    ],
  })
  const said = async (month: string) => {
    const asked = { scope: organisation, period: parsePeriod(month)!, asOf: '2026-04-30' }
    return answerOf(await measure(readings, owner, conversionRate, asked), 'period-ratio').note?.en
  }
  expect(await said('2026-01')).toBe(
    'Surplus: 30 of 40 qualified leads have no deal and no follow-up after 14 days. Review scoring and priorities before generating more. ' +
      'Too few leads: cannot be told, there is no lead in the previous period to compare with.',
  )
  expect(await said('2026-03')).toContain(
    'No surplus established: 2 of 4 qualified leads without a deal or follow-up after 14 days, fewer than half or within chance. ' +
      'The inflow of leads has not clearly fallen: 10 against 10 in the previous period.',
  )
  const fewer = await said('2026-02')
  expect(fewer).toContain('Surplus of qualified leads: cannot be told')
  expect(fewer).toContain('Too few leads come in: 10 against 40 in the previous period, beyond chance.')
})
