// Customer turnover of a few contracts, worked out by hand.
import { beforeAll, expect, test } from 'vitest'
import type { Answer, Measurement } from '../../metric/measurement.ts'
import { parsePeriod } from '../../metric/period.ts'
import { breakDown, measure, rows } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill, idOf } from '../../test/fill.ts'
import { tell } from '../../test/story.ts'
import { customerChurn } from './definition.ts'

const database = await freshDatabase()
const view = { scope: organisation, period: parsePeriod('2026-Q1')!, asOf: '2026-04-20' }

// At the start of the quarter: Acme 100, Bolt 200, Core 50 + 50, Dyna 80, Echo 40 (its contract ended a week before, renewed
// ten days later: no gap). Acme leaves on 1 February for a price. Bolt grows to 260. Core ends one of two: 50. Dyna's contract
// ends on 25 March, without a reason: late on 20 April. Fresh comes in January, Gone left in 2025, and neither counts.
beforeAll(async () => {
  await tell(database, {
    people: { Ada: 'North', Grace: 'South' },
    accounts: { Acme: { country: 'FR' }, Bolt: {}, Core: {}, Dyna: {}, Echo: {}, Fresh: {}, Gone: {} },
  })
  const ids = new Map<string, number>()
  for (const name of ['Acme', 'Bolt', 'Core', 'Dyna', 'Echo', 'Fresh', 'Gone'])
    ids.set(name, await idOf(database, 'accounts', name))
  const ada = await idOf(database, 'people', 'Ada')
  const grace = await idOf(database, 'people', 'Grace')
  const contract = (account: string, from: string, to: string | null, euros: number | null, more = {}) => ({
    account_id: ids.get(account),
    starts_on: from,
    ends_on: to,
    monthly_minor: euros === null ? null : BigInt(euros) * 100n,
    owner_id: account === 'Bolt' ? grace : ada,
    ...more,
  })
  await fill(database, 'subscriptions', [
    contract('Acme', '2025-01-01', '2026-02-01', 100, { end_reason: 'price' }),
    contract('Bolt', '2025-01-01', '2026-02-15', 200),
    contract('Bolt', '2026-02-15', null, 260),
    contract('Core', '2025-01-01', '2026-03-01', 50),
    contract('Core', '2025-06-01', null, 50),
    contract('Dyna', '2025-01-01', '2026-03-25', 80),
    contract('Echo', '2025-01-01', '2025-12-24', 40),
    contract('Echo', '2026-01-03', null, 40),
    contract('Fresh', '2026-01-10', null, 500),
    contract('Gone', '2025-01-01', '2025-06-01', 10),
  ])
  await fill(database, 'renewals', [
    {
      account_id: ids.get('Bolt'),
      due_on: '2026-05-01',
      outcome: 'pending',
      amount_minor: 3120_00n,
      owner_id: grace,
      is_at_risk: true,
    },
    {
      account_id: ids.get('Core'),
      due_on: '2026-06-01',
      outcome: 'renewed',
      decided_on: '2026-04-10',
      owner_id: ada,
    },
    {
      account_id: ids.get('Echo'),
      due_on: '2026-06-02',
      outcome: 'renewed',
      decided_on: '2026-03-10',
      owner_id: ada,
    },
    { account_id: ids.get('Fresh'), due_on: '2027-01-10', outcome: 'pending', owner_id: ada },
  ])
})

function answerOf(measurement: Measurement, id: string): Answer {
  return measurement.answers.find((answer) => answer.id === id)!
}

test('one of five left; late is not lost', async () => {
  const found = await measure(database, owner, customerChurn, view)
  expect(found.state).toBe('measured')
  const churn = answerOf(found, 'logo-churn')
  expect(churn).toMatchObject({ value: 0.2, n: 5, numerator: 1, denominator: 5 })
  expect(churn.details[0]).toMatchObject({ value: 1, name: { en: 'Late renewals, not lost yet' } })
  expect(Number(churn.details[1]!.value)).toBeCloseTo(1 - 0.8 ** 4, 12)
  expect(answerOf(found, 'lost-customers')).toMatchObject({ value: 1 })
})

// Start: 100 + 200 + 100 + 80 + 0 (Echo paid nothing the day before the start, so it is no part of revenue) = 480.
// Kept without rises: 0 + 200 + 50 + 80 = 330. With them: 0 + 260 + 50 + 80 = 390.
test('revenue kept, without and with rises', async () => {
  const found = await measure(database, owner, customerChurn, view)
  expect(answerOf(found, 'gross-retention')).toMatchObject({ n: 4, numerator: 330_00n, denominator: 480_00n })
  expect(answerOf(found, 'gross-retention').value).toBeCloseTo(330 / 480, 12)
  expect(answerOf(found, 'net-retention').value).toBeCloseTo(390 / 480, 12)
})

test('renewals ahead are those without a decision by the last day', async () => {
  const found = await measure(database, owner, customerChurn, view)
  expect(answerOf(found, 'at-risk')).toMatchObject({
    value: 2,
    details: [{ value: 1 }],
    note: {
      en: '2 renewals without a decision within 90 days after the period. The source flags 1 of them at risk: €3,120 at stake.',
    },
  })
  const page = await rows(database, owner, customerChurn, { ...view, answer: 'at-risk', offset: 0, limit: 5 })
  expect(page.rows).toMatchObject([
    { account: 'Bolt', due: '2026-05-01', value: 3120_00n, currency: 'EUR', risk: true },
    { account: 'Core', due: '2026-06-01' },
  ])
})

test('without a reason, a contract is lost once the grace is over', async () => {
  const later = await measure(database, owner, customerChurn, { ...view, asOf: '2026-04-24' })
  expect(answerOf(later, 'logo-churn')).toMatchObject({ value: 0.4, n: 5 })
})

test('the cause is told of those who left', async () => {
  const found = await breakDown(database, owner, customerChurn, {
    ...view,
    answer: 'lost-customers',
    dimension: 'reason',
  })
  expect(
    found.lines.filter((line) => line.answer.value !== null).map((line) => [line.key, line.answer.value]),
  ).toEqual([['price', 1]])
})

test('a customer counts for the owner and team of the start', async () => {
  const found = await breakDown(database, owner, customerChurn, { ...view, dimension: 'team' })
  expect(found.lines.map((line) => [line.label, line.answer.value, line.answer.n])).toEqual(
    [
      ['–', 0, 1],
      ['North', 1 / 3, 3],
      ['South', 0, 1],
    ].toSorted((a, b) => Number(b[1]) - Number(a[1]) || (String(a[0]) < String(b[0]) ? -1 : 1)),
  )
})

test('the rows are the customers counted', async () => {
  const page = await rows(database, owner, customerChurn, { ...view, offset: 0, limit: 10 })
  expect(page.total).toBe(5)
  expect(page.rows[0]).toMatchObject({
    account: 'Acme',
    ended: '2026-02-01',
    reason: 'price',
    value: 100_00n,
    after: 0n,
  })
})

test('who left is the same where nothing of amounts is asked', async () => {
  const asked = ['logo-churn', 'lost-customers']
  const answers = customerChurn.answers.filter((answer) => asked.includes(answer.id))
  const whole = await measure(database, owner, customerChurn, view)
  const alone = await measure(database, owner, { ...customerChurn, answers }, view)
  for (const id of asked) expect(answerOf(alone, id)).toEqual(answerOf(whole, id))
  expect(answerOf(alone, 'logo-churn').n).toBe(5)
})

test('all data together has no start', async () => {
  const found = await measure(database, owner, customerChurn, { ...view, period: parsePeriod('all')! })
  expect(answerOf(found, 'logo-churn')).toMatchObject({ state: 'no-data', value: null })
  expect(answerOf(found, 'logo-churn').note!.en).toContain('choose a period')
})

// Acme paid 100 in euros and left; back in March it pays in francs, for which no rate is known: that is another stay. Bolt stays for 200.
test('what a customer pays who left and came back is no part of the revenue kept', async () => {
  const apart = await freshDatabase()
  await tell(apart, { people: { Ada: 'North' }, accounts: { Acme: {}, Bolt: {} } })
  const contract = (
    account_id: number,
    starts_on: string,
    ends_on: string | null,
    monthly: bigint,
    currency: string,
  ) => ({
    account_id,
    starts_on,
    ends_on,
    monthly_minor: monthly,
    currency,
  })
  await fill(apart, 'subscriptions', [
    contract(1, '2025-01-01', '2026-01-20', 100_00n, 'EUR'),
    contract(1, '2026-03-10', null, 90_00n, 'CHF'),
    contract(2, '2025-01-01', null, 200_00n, 'EUR'),
  ])
  const found = answerOf(await measure(apart, owner, customerChurn, view), 'gross-retention')
  expect(found).toMatchObject({ n: 2, numerator: 200_00n, denominator: 300_00n })
  const split = await breakDown(apart, owner, customerChurn, {
    ...view,
    answer: 'gross-retention',
    dimension: 'month-of-start',
  })
  expect(split.lines.map((line) => [line.key, line.answer.value])).toEqual([['2025-01', 200 / 300]])
})
