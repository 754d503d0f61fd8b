// Accounts judged by their leads, worked out by hand.
import { beforeAll, expect, test } from 'vitest'
import type { Answer, Measurement } from '../../metric/measurement.ts'
import { parsePeriod } from '../../metric/period.ts'
import { breakDown, measure, rows } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill, idOf } from '../../test/fill.ts'
import { tell } from '../../test/story.ts'
import { leadQuality } from './definition.ts'

const database = await freshDatabase()
const view = { scope: organisation, period: parsePeriod('2026-Q1')!, asOf: '2026-06-30' }

// Leads of 15 January; customers twenty days later, which is the time that a lead is given. Twelve accounts have one lead of 90 points (Grace's)
// and one of 10 (Ada's): the first buys in eight of them. Ten have one lead of 90: four buy. Twenty have two of 10: in three one buys. One
// lead of 90, a customer too, is of no known company.
const pairs = Array.from({ length: 12 }, (_, i) => `Pair ${i}`)
const singles = Array.from({ length: 10 }, (_, i) => `Single ${i}`)
const lows = Array.from({ length: 20 }, (_, i) => `Low ${i}`)

beforeAll(async () => {
  await tell(database, {
    people: { Ada: 'North', Grace: 'South' },
    accounts: Object.fromEntries([...pairs, ...singles, ...lows].map((name) => [name, {}])),
  })
  const ada = await idOf(database, 'people', 'Ada')
  const grace = await idOf(database, 'people', 'Grace')
  await fill(database, 'accounts', [
    { account_id: 9_000, name: 'Nobody', name_key: 'nobody', is_identified: false },
  ])
  const leads: { account: number; score: number; hasBought: boolean; owner: number }[] = []
  for (const [i, name] of pairs.entries()) {
    const account = await idOf(database, 'accounts', name)
    leads.push({ account, score: 90, hasBought: i < 8, owner: grace })
    leads.push({ account, score: 10, hasBought: false, owner: ada })
  }
  for (const [i, name] of singles.entries())
    leads.push({
      account: await idOf(database, 'accounts', name),
      score: 90,
      hasBought: i < 4,
      owner: ada,
    })
  for (const [i, name] of lows.entries()) {
    const account = await idOf(database, 'accounts', name)
    for (const at of [0, 1]) leads.push({ account, score: 10, hasBought: i < 3 && at === 0, owner: ada })
  }
  leads.push({ account: 9_000, score: 90, hasBought: true, owner: ada })
  await fill(
    database,
    'leads',
    leads.map(({ account, hasBought, owner: person }, i) => ({
      lead_id: i + 1,
      account_id: account,
      owner_id: person,
      created_on: '2026-01-15',
      is_qualified: true,
      is_converted: hasBought,
      converted_on: hasBought ? '2026-02-04' : null,
      is_deleted: false,
    })),
  )
  await fill(
    database,
    'lead_scores',
    leads.map(({ account, score }, i) => ({
      account_id: account,
      lead_id: i + 1,
      scored_on: '2026-01-15',
      score,
      method: 'points',
    })),
  )
})

function answerOf(measurement: Measurement, id: string): Answer {
  return measurement.answers.find((answer) => answer.id === id)!
}

test('an account is as good as its best lead: 12 of 22 buy, of the others 3 of 20', async () => {
  const lift = answerOf(await measure(database, owner, leadQuality, view), 'account-lift')
  expect(lift.value).toBeCloseTo(12 / 22 / (3 / 20), 12)
  expect(lift.n).toBe(42)
})

// 15 buy, 27 do not: 12 x 17 pairs in order, 12 x 10 and 3 x 17 ties.
test('sorting power, pair by pair', async () => {
  const sorting = answerOf(await measure(database, owner, leadQuality, view), 'account-sorting')
  expect(sorting.value).toBeCloseTo((12 * 17 + (12 * 10 + 3 * 17) / 2) / (15 * 27), 12)
})

// Of 23 leads of 90 points 13 buy, of 52 of 10 points 3 do.
test('conversion, beside what independent leads would give; that is its calibration, band by band', async () => {
  const high = 13 / 23
  const low = 3 / 52
  const found = answerOf(await measure(database, owner, leadQuality, view), 'account-conversion')
  expect(found).toMatchObject({ numerator: 15, denominator: 42 })
  const pair = 1 - (1 - high) * (1 - low)
  const twoLows = 1 - (1 - low) ** 2
  const expected = found.details.find(({ name }) => name.en === 'Expected if each lead decided alone')
  expect(Number(expected?.value)).toBeCloseTo((12 * pair + 10 * high + 20 * twoLows) / 42, 9)
  expect(found.details.find(({ name }) => name.en === 'Scored leads of these accounts')?.value).toBe(74)
  const bands = await breakDown(database, owner, leadQuality, {
    ...view,
    answer: 'account-conversion',
    dimension: 'score-band',
  })
  expect(
    bands.lines.map(({ key, answer }) => [
      key,
      answer.numerator,
      answer.denominator,
      Number(
        answer.details.find(({ name }) => name.en === 'Expected if each lead decided alone')?.value,
      ).toFixed(6),
    ]),
  ).toEqual([
    ['5', 12, 22, ((12 * pair + 10 * high) / 22).toFixed(6)],
    ['2', 3, 20, twoLows.toFixed(6)],
  ])
  const byLeads = await breakDown(database, owner, leadQuality, {
    ...view,
    answer: 'account-conversion',
    dimension: 'account-leads',
  })
  expect(byLeads.lines.map(({ key, answer }) => [key, answer.numerator, answer.denominator])).toEqual([
    ['1', 4, 10],
    ['2', 11, 32],
  ])
  // Where each account has one lead, its figures say nothing new, and say so.
  expect(byLeads.lines.map(({ answer }) => answer.note?.en.includes('one lead') === true)).toEqual([
    true,
    false,
  ])
})

test('an account is its best lead’s owner’s, and all its leads make its score', async () => {
  const found = await breakDown(database, owner, leadQuality, {
    ...view,
    answer: 'account-conversion',
    dimension: 'rep',
  })
  expect(
    Object.fromEntries(
      found.lines.map(({ label, answer }) => [label, [answer.numerator, answer.denominator]]),
    ),
  ).toEqual({ Ada: [7, 30], Grace: [8, 12] })
  const hers = await measure(database, owner, leadQuality, {
    ...view,
    scope: { kind: 'rep', id: await idOf(database, 'people', 'Grace') },
  })
  expect(answerOf(hers, 'account-conversion')).toMatchObject({ numerator: 8, denominator: 12 })
  expect(answerOf(hers, 'account-conversion').details.at(-1)?.value).toBe(24)
})

test('the rows are the accounts, the best first', async () => {
  const page = await rows(database, owner, leadQuality, {
    ...view,
    answer: 'account-sorting',
    offset: 0,
    limit: 100,
  })
  expect(page.total).toBe(42)
  expect(page.rows[0]).toMatchObject({
    leads: 2,
    good: true,
    standing: 85,
    rep: 'Grace',
    first: '2026-01-15',
  })
  expect(page.rows.map((row) => row['account'])).not.toContain(null)
})
