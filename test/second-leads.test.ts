// Five hundred random people, each with leads scored by a method of their own: the lift of the score measured together, and computed again
// one by one without SQL.
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { leadQuality } from '../kpis/lead-quality/definition.ts'
import { parsePeriod } from '../metric/period.ts'
import { breakDown } from '../metric/runner.ts'
import { organisation } from '../metric/scope.ts'
import { housekeeper, owner } from '../model/reader.ts'
import { freshDatabase } from './database.ts'
import { fill } from './fill.ts'
import { naiveMean, naiveQuantile } from './naive.ts'
import { tell } from './story.ts'
import { dayOf } from './story-of-many.ts'

const seed = 20261202
const sets = 500
const view = { scope: organisation, period: parsePeriod('2025-Q2')!, asOf: '2025-06-20' }

const score = fc.record({
  after: fc.integer({ min: -5, max: 40 }),
  score: fc.integer({ min: 1, max: 5 }),
  isGood: fc.option(fc.boolean(), { freq: 1, nil: null }),
  // Given on the day on which the lead became a customer.
  isAtEnd: fc.integer({ min: 0, max: 3 }).map((number) => number === 0),
})
const lead = fc
  .record({
    created: fc.integer({ min: 30, max: 180 }),
    delay: fc.integer({ min: -3, max: 60 }),
    fate: fc.constantFrom('waiting', 'dated', 'dated', 'said'),
    scores: fc.array(score, { maxLength: 3, size: 'max' }),
  })
  .map((one) => ({
    ...one,
    scores: one.scores.map((given) => (given.isAtEnd ? { ...given, after: one.delay } : given)),
  }))
const drawn = fc.sample(fc.array(lead, { maxLength: 12, size: 'max' }), { numRuns: sets, seed })
type Lead = (typeof drawn)[number][number]

const database = await freshDatabase()
const nameOf = (i: number) => `Rep ${String(i).padStart(3, '0')}`
const dayOfScore = (one: Lead, given: Lead['scores'][number]) => dayOf(one.created + given.after)

beforeAll(async () => {
  await tell(database, {
    people: Object.fromEntries(drawn.map((_own, i) => [nameOf(i), 'North'])),
    leads: drawn.flatMap((own, i) =>
      own.map((one, k) => ({
        id: `${i}-${k}`,
        owner: nameOf(i),
        created: dayOf(one.created),
        converted: one.fate === 'dated' ? dayOf(one.created + one.delay) : one.fate === 'said',
      })),
    ),
  })
  const ids = await database.read(housekeeper, async (query) => {
    const found = await query.selectFrom('leads').select(['account_id', 'lead_id', 'external_id']).execute()
    return new Map(found.map((row) => [row.external_id, row]))
  })
  await fill(
    database,
    'lead_scores',
    drawn.flatMap((own, i) =>
      own.flatMap((one, k) =>
        one.scores.map((given) => ({
          account_id: ids.get(`${i}-${k}`)!.account_id,
          lead_id: ids.get(`${i}-${k}`)!.lead_id,
          scored_on: dayOfScore(one, given),
          score: given.score,
          method: `method ${i}`,
          is_good: given.isGood,
        })),
      ),
    ),
  )
}, 180_000)

/** The day on which a lead is known to have become a customer. */
function becameOn(one: Lead): string | null {
  const day = dayOf(one.created + one.delay)
  return one.fate === 'dated' && day <= view.asOf ? day : null
}

/** Nine dated conversions in ten took so many days or fewer. */
function horizonOf(): number {
  const days = drawn.flat().flatMap((one) => (becameOn(one) !== null && one.delay >= 0 ? [one.delay] : []))
  return Math.ceil(naiveQuantile(days, 0.9)!)
}

/** Lowest score of the best third that a person's method gave; null where all its scores are the same. */
function barOf(own: readonly Lead[]): number | null {
  const all = own.flatMap((one) =>
    one.scores.filter((given) => dayOfScore(one, given) <= view.asOf).map((given) => given.score),
  )
  const distinct = [...new Set(all)].toSorted((a, b) => a - b)
  if (distinct.length < 2) return null
  return (
    distinct.find((value) => all.filter((other) => other >= value).length * 3 <= all.length) ??
    distinct.at(-1)!
  )
}

/** The first score that a lead was given before it became a customer. */
function firstOf(one: Lead): Lead['scores'][number] | undefined {
  const became = becameOn(one)
  return one.scores
    .filter((given) => {
      const day = dayOfScore(one, given)
      return day <= view.asOf && (became === null || day < became || given.after <= 0)
    })
    .toSorted((a, b) => a.after - b.after || a.score - b.score || rankOf(a.isGood) - rankOf(b.isGood))[0]
}

/** Whether it called the lead good; null when none tells. */
function isGood(one: Lead, bar: number | null): boolean | null {
  const first = firstOf(one)
  if (first === undefined) return null
  return first.isGood ?? (bar === null ? null : first.score >= bar)
}
const rankOf = (said: boolean | null) => (said === null ? 2 : Number(said))

/** The leads whose time ended in the period, with their first score and what became of them within it. */
function judgedOf(
  own: readonly Lead[],
  horizon: number,
): { readonly good: boolean; readonly score: number; readonly isInTime: boolean }[] {
  const bar = barOf(own)
  return own.flatMap((one) => {
    const ends = dayOf(one.created + horizon)
    const good = isGood(one, bar)
    const isJudged = ends >= view.period.start && ends < view.period.end && ends <= view.asOf
    const became = becameOn(one)
    if (!isJudged || good === null || (became !== null && one.delay < 0)) return []
    const isInTime = became === null ? one.fate === 'said' : one.delay <= horizon
    return [{ good, score: firstOf(one)!.score, isInTime }]
  })
}

test('lead quality: conversion of those that the score calls good over that of the others', async () => {
  const horizon = horizonOf()
  const found = await breakDown(database, owner, leadQuality, { ...view, answer: 'lift', dimension: 'rep' })
  const lines = new Map(found.lines.map((line) => [line.label, line.answer]))
  let measured = 0
  for (const [i, own] of drawn.entries()) {
    const judged = judgedOf(own, horizon)
    const rate = (good: boolean) =>
      naiveMean(judged.filter((one) => one.good === good).map((one) => Number(one.isInTime)))
    const [goods, others] = [rate(true), rate(false)]
    const value = goods === null || others === null || others === 0 ? null : goods / others
    const line = lines.get(nameOf(i))
    const where = `${nameOf(i)} (seed ${seed}, horizon ${horizon}): ${JSON.stringify(own)}`
    expect(line?.n ?? 0, where).toBe(judged.length)
    if (value === null) expect(line?.value ?? null, where).toBeNull()
    else expect(line?.value, where).toBeCloseTo(value, 9)
    if (value !== null) measured++
  }
  // A property that nothing tested would hold.
  expect(measured).toBeGreaterThan(sets / 10)
})

// Of all pairs of a lead that became a customer and one that did not: how often the first had the higher score, ties by half.
test('lead quality: sorting power, pair by pair', async () => {
  const horizon = horizonOf()
  const found = await breakDown(database, owner, leadQuality, {
    ...view,
    answer: 'sorting',
    dimension: 'rep',
  })
  const lines = new Map(found.lines.map((line) => [line.label, line.answer]))
  let measured = 0
  for (const [i, own] of drawn.entries()) {
    const judged = judgedOf(own, horizon)
    const scores = (isInTime: boolean) =>
      judged.filter((one) => one.isInTime === isInTime).map((one) => one.score)
    const pairs = scores(true).flatMap((won) =>
      scores(false).map((lost) => (won > lost ? 1 : won === lost ? 0.5 : 0)),
    )
    const value = naiveMean(pairs)
    const where = `${nameOf(i)} (seed ${seed}, horizon ${horizon}): ${JSON.stringify(own)}`
    if (value === null) expect(lines.get(nameOf(i))?.value ?? null, where).toBeNull()
    else expect(lines.get(nameOf(i))?.value, where).toBeCloseTo(value, 9)
    if (value !== null) measured++
  }
  // A property that nothing tested would hold.
  expect(measured).toBeGreaterThan(sets / 10)
})
