// The effect of a workshop on twelve reps, worked out by hand: which design, which value, which verdict.
import { expect, test } from 'vitest'
import type { Answer } from '../../metric/measurement.ts'
import { parsePeriod } from '../../metric/period.ts'
import { breakDown, measure, rows } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import type { Database } from '../../model/database.ts'
import { housekeeper, owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill, idOf } from '../../test/fill.ts'
import { listenTo } from '../../test/sent-sql.ts'
import { type StoryDeal, tell } from '../../test/story.ts'
import { trainingAndCoaching } from './definition.ts'

const view = { scope: organisation, period: parsePeriod('2025-Q3')!, asOf: '2026-06-30' }
const before = ['2025-02-11', '2025-03-11', '2025-04-25', '2025-05-25']
const after = ['2025-08-01', '2025-09-01', '2025-10-01', '2025-11-01']

/** Four deals on each side of 1 July, every one of ten days; so many of the later ones are won. */
function dealsOf(seller: string, won: number): StoryDeal[] {
  const deal = (closed: string, isWon: boolean): StoryDeal => ({
    id: `${seller} ${closed}`,
    owner: seller,
    opened: new Date(Date.parse(`${closed}T00:00:00Z`) - 10 * 86_400_000).toISOString().slice(0, 10),
    ...(isWon ? { won: closed } : { lost: closed }),
  })
  return [...before.map((day, i) => deal(day, i < 2)), ...after.map((day, i) => deal(day, i < won))]
}

interface Told {
  readonly isRandomised: boolean
  readonly invited: readonly number[]
  readonly others: readonly number[]
}

async function told({ isRandomised, invited, others }: Told) {
  const database = await freshDatabase()
  const names = [...invited, ...others].map((_, i) => `Rep ${String(i).padStart(2, '0')}`)
  await tell(database, {
    people: Object.fromEntries([...names, 'Zed'].map((name) => [name, 'North'])),
    deals: [...invited, ...others].flatMap((won, i) => dealsOf(names[i]!, won)),
  })
  // Zed came in March: she was not there for the whole time before.
  await database.write(housekeeper, (query) =>
    query.updateTable('people').set({ hired_on: '2025-03-01' }).where('display_name', '=', 'Zed').execute(),
  )
  await fill(database, 'workshops', [
    { workshop_id: 1, name: 'Discovery', held_on: '2025-07-01', hours: 7, is_randomised: isRandomised },
  ])
  const seats = [...names.slice(0, invited.length), 'Zed']
  const people = await Promise.all(seats.map((name) => idOf(database, 'people', name)))
  await fill(
    database,
    'workshop_attendances',
    people.map((person_id, i) => ({
      workshop_id: 1,
      person_id,
      is_invited: true,
      has_attended: i !== 0,
      score_before: 0.5,
      score_after: i === 1 ? 0.9 : 0.6,
    })),
  )
  return database
}

async function effectIn(database: Database, id = 'workshop-effect'): Promise<Answer> {
  const found = await measure(database, owner, trainingAndCoaching, view)
  return found.answers.find((answer) => answer.id === id)!
}

const many = { invited: [3, 3, 3, 3, 3, 4], others: [2, 2, 2, 2, 2, 2] }
const drawn = await told({ isRandomised: true, ...many })

// After: invited 0.75 five times and 1, mean 0.791667; the others 0.5. Of the 924 ways to choose six of twelve, only this one and its
// mirror are as extreme: p = 2 / 924, three times that after Holm. Welch: s = 0.102062, s / sqrt(6) = 0.0416667, t(5) = 2.570582.
test('a random wave: difference after, exact permutation, better', async () => {
  const database = drawn
  const effect = await effectIn(database)
  expect(effect).toMatchObject({ state: 'measured', n: 12, unit: { kind: 'points' } })
  expect(effect.value).toBeCloseTo(0.2916667, 6)
  expect(effect.interval!.low).toBeCloseTo(0.2916667 - 2.570582 * 0.0416667, 5)
  expect(effect.interval!.high).toBeCloseTo(0.2916667 + 2.570582 * 0.0416667, 5)
  expect(effect.comparisons).toMatchObject([{ against: 'no-effect', value: 0, verdict: 'better' }])
  expect(effect.comparisons[0]!.reason.en).toContain('p = 0.006')
  expect(effect.note!.en).toMatch(/Wave drawn by lot.*all 924 assignments/)
  const detail = (name: string) => effect.details.find((one) => one.name.en === name)?.value
  expect([detail('Invited'), detail('Others'), detail('Came')]).toEqual([6, 6, 5])
  // Everybody won two of four before: given that, the gap after is the same.
  expect(detail('Same gap before the workshop (placebo date)')).toBeCloseTo(0, 12)
})

test('no effect on opportunities and cycle, which did not change', async () => {
  const database = drawn
  const opportunities = await effectIn(database, 'workshop-opportunities')
  expect(opportunities).toMatchObject({ n: 12, value: 0, unit: { kind: 'per-week' } })
  expect(opportunities.comparisons[0]!.verdict).toBe('no-clear-change')
  const cycle = await effectIn(database, 'workshop-cycle')
  expect(cycle).toMatchObject({ n: 12, value: 0 })
  // Four deals in the 26 weeks before, four in those after.
  const listed = await rows(database, owner, trainingAndCoaching, {
    ...view,
    answer: 'workshop-opportunities',
    offset: 0,
    limit: 20,
  })
  expect(listed.total).toBe(12)
  expect(listed.rows[0]).toMatchObject({ invited: true, before: 0.15, after: 0.15 })
})

// Pairs of equal start: 0.25 five times and 0.5; all positive, 2 of 64 sign flips, Holm 0.094: not beyond chance.
test('not drawn by lot: matched pairs, and six of them prove nothing', async () => {
  const effect = await effectIn(await told({ isRandomised: false, ...many }))
  expect(effect.value).toBeCloseTo(0.2916667, 6)
  expect(effect.note!.en).toMatch(/Matched difference in differences/)
  expect(effect.details.find((one) => one.name.en === 'Comparable pairs')!.value).toBe(6)
  expect(effect.comparisons).toMatchObject([{ verdict: 'no-clear-change' }])
  expect(effect.comparisons[0]!.reason.en).toContain('p = 0.094')
})

test('fewer than five on a side, or nobody: cannot tell, the direction only', async () => {
  const few = await effectIn(await told({ isRandomised: true, invited: [4, 4, 4, 4], others: many.others }))
  expect(few).toMatchObject({ state: 'no-data', value: null, n: 10, comparisons: [] })
  expect(few.note!.en).toMatch(/^Cannot tell\..*Five comparable people.*4 and 6.*\+50 points/)
  const alone = await effectIn(await told({ isRandomised: true, invited: many.invited, others: [] }))
  expect(alone).toMatchObject({ state: 'no-data', value: null, n: 6 })
  expect(alone.note!.fr).toMatch(/^On ne peut pas le dire\. Avant et après seulement/)
})

test('who was not there all along is left out and listed', async () => {
  const database = drawn
  const found = await measure(database, owner, trainingAndCoaching, view)
  expect(found.exclusions).toMatchObject([{ code: 'not-compared', count: 1 }])
  const left = await rows(database, owner, trainingAndCoaching, {
    ...view,
    offset: 0,
    limit: 5,
    excluded: 'not-compared',
  })
  expect(left.rows).toMatchObject([{ rep: 'Zed', invited: true }])
})

// Zed's score counts: her own before and after needs no deals. Six times 0.1 and once 0.4.
test('assessments before and after a workshop', async () => {
  const database = drawn
  const scores = await effectIn(database, 'workshop-scores')
  expect(scores.n).toBe(7)
  expect(scores.value).toBeCloseTo((6 * 0.1 + 0.4) / 7, 12)
})

test('too early: four weeks after the workshop are needed', async () => {
  const database = drawn
  const found = await measure(database, owner, trainingAndCoaching, { ...view, asOf: '2025-07-20' })
  expect(found.answers.find((answer) => answer.id === 'workshop-opportunities')).toMatchObject({
    state: 'no-data',
    value: null,
    n: 0,
  })
})

test('several workshops are read one by one, and a period without one names the last', async () => {
  const database = drawn
  await fill(database, 'workshops', [
    { workshop_id: 2, name: 'Closing', held_on: '2025-08-01', hours: 7, is_randomised: false },
  ])
  await fill(database, 'workshop_attendances', [
    { workshop_id: 2, person_id: await idOf(database, 'people', 'Rep 00'), is_invited: true },
  ])
  const both = await effectIn(database)
  expect(both).toMatchObject({ state: 'no-data', value: null })
  expect(both.note!.en).toMatch(/^2 workshops/)
  const split = await breakDown(database, owner, trainingAndCoaching, {
    ...view,
    answer: 'workshop-effect',
    dimension: 'workshop',
  })
  const line = split.lines.find((one) => one.label === 'Discovery (2025-07-01)')!
  expect(line.answer.value).toBeCloseTo(0.2916667, 6)
  const later = await measure(database, owner, trainingAndCoaching, {
    ...view,
    period: parsePeriod('2025-Q4')!,
  })
  expect(later.answers.find((answer) => answer.id === 'workshop-effect')!.note!.en).toBe(
    'No workshop held in this period; the last one is “Closing”, on 1 August 2025.',
  )
})

test('what people around a workshop sold is looked at once, for its effects and for who is left out of them', async () => {
  const listening = listenTo(drawn.connection)
  try {
    const found = await measure(listening.database, owner, trainingAndCoaching, view)
    expect(found.answers.find((one) => one.id === 'workshop-cycle')!.n).toBeGreaterThan(0)
    expect(found.exclusions.map((one) => one.code)).toContain('not-compared')
    expect(listening.heard().filter((statement) => statement.includes('opened_early'))).toHaveLength(1)
  } finally {
    await listening.close()
  }
})
