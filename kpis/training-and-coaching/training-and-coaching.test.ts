// What a small team learnt in a quarter, worked out by hand.
import { beforeAll, expect, test } from 'vitest'
import type { Answer, Measurement } from '../../metric/measurement.ts'
import { parsePeriod } from '../../metric/period.ts'
import { breakDown, measure, rows, trend } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { housekeeper, owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill, idOf } from '../../test/fill.ts'
import { tell } from '../../test/story.ts'
import { trainingAndCoaching } from './definition.ts'

const database = await freshDatabase()
const view = { scope: organisation, period: parsePeriod('2026-Q1')!, asOf: '2026-06-30' }
const names = ['Ada', 'Bea', 'Cyd', 'Dov', 'Eve', 'Fay', 'Gus', 'Hal', 'Ida'] as const
const ids = new Map<string, number>()
const courses = { Product: 1, Law: 2, Quiz: 3, 'Other quiz': 4 }

interface Result {
  readonly assigned?: string
  readonly due?: string
  readonly done?: string
  readonly score?: number
  readonly passed?: boolean
  readonly until?: string
  readonly seconds?: number
}

const results: readonly (readonly [who: string, course: keyof typeof courses, result: Result])[] = [
  // Product holds for six months. Ada holds it, and owes Law since 1 March.
  ['Ada', 'Product', { done: '2026-01-10', passed: true, seconds: 7_200 }],
  ['Ada', 'Law', { assigned: '2026-01-01', due: '2026-03-01' }],
  // Bea's lapsed on 1 February.
  ['Bea', 'Product', { done: '2025-08-01' }],
  // Cyd's Law is due after the quarter only.
  ['Cyd', 'Product', { done: '2026-02-01' }],
  ['Cyd', 'Law', { assigned: '2026-03-20', due: '2026-04-20' }],
  ['Dov', 'Product', { done: '2026-02-01', passed: false }],
  ['Fay', 'Product', { done: '2026-02-01' }],
  ['Gus', 'Product', { done: '2026-02-01' }],
  // The first day on which it no longer holds: Hal's is over on the last day, Ida's is not.
  ['Hal', 'Law', { done: '2025-03-31', until: '2026-03-31' }],
  ['Ida', 'Law', { done: '2025-04-01', until: '2026-04-01' }],
  ['Ada', 'Quiz', { done: '2025-11-01', score: 0.5 }],
  ['Ada', 'Quiz', { done: '2026-01-15', score: 0.6 }],
  ['Ada', 'Quiz', { done: '2026-02-15', score: 0.9 }],
  ['Bea', 'Quiz', { done: '2025-12-01', score: 0.8 }],
  ['Bea', 'Quiz', { done: '2026-03-01', score: 0.7 }],
  ['Cyd', 'Other quiz', { done: '2025-12-01', score: 0.2 }],
  ['Cyd', 'Quiz', { done: '2026-03-01', score: 0.9 }],
]

beforeAll(async () => {
  await tell(database, {
    people: { ...Object.fromEntries(names.map((name) => [name, 'North'])), Gus: 'South' },
    stages: ['Discovery', 'Proposal'],
    deals: [
      {
        owner: 'Ada',
        account: 'Acme',
        opened: '2026-01-01',
        stages: [
          ['Discovery', '2026-01-01', '2026-02-01'],
          ['Proposal', '2026-02-01'],
        ],
      },
    ],
  })
  for (const name of names) ids.set(name, await idOf(database, 'people', name))
  await database.write(housekeeper, async (query) => {
    await query
      .updateTable('people')
      .set({ left_on: '2026-03-01' })
      .where('display_name', '=', 'Fay')
      .execute()
    await query.updateTable('people').set({ job: 'manager' }).where('display_name', '=', 'Gus').execute()
    // Whose job is not known sells.
    await query.updateTable('people').set({ job: null }).where('display_name', '=', 'Ida').execute()
  })
  await fill(
    database,
    'courses',
    Object.entries(courses).map(([name, course_id]) => ({
      course_id,
      name,
      name_key: name.toLowerCase(),
      kind: course_id <= 2 ? 'certification' : 'skill-test',
      months_valid: name === 'Product' ? 6 : null,
    })),
  )
  await fill(
    database,
    'training_results',
    results.map(([who, course, one]) => ({
      person_id: ids.get(who),
      course_id: courses[course],
      assigned_on: one.assigned ?? null,
      due_on: one.due ?? null,
      completed_on: one.done ?? null,
      score: one.score ?? null,
      is_passed: one.passed ?? null,
      valid_until: one.until ?? null,
      seconds: one.seconds ?? null,
    })),
  )
  await fill(database, 'coaching_sessions', [
    {
      person_id: ids.get('Ada'),
      held_on: '2026-01-05',
      skill: 'Discovery',
      action: 'Ask',
      action_due_on: '2026-02-01',
      action_done_on: '2026-01-20',
    },
    // Without a day: due thirty days later, on 4 February; done on the 10th.
    {
      person_id: ids.get('Bea'),
      held_on: '2026-01-05',
      skill: 'Closing',
      action: 'Call',
      action_done_on: '2026-02-10',
    },
    {
      person_id: ids.get('Cyd'),
      held_on: '2026-03-20',
      skill: 'Closing',
      action: 'Call',
      action_due_on: '2026-04-10',
    },
    { person_id: ids.get('Cyd'), held_on: '2026-03-21', skill: 'Closing' },
  ])
  await fill(database, 'content_items', [
    {
      content_item_id: 1,
      title: 'Questions',
      title_key: 'questions',
      stage: 'Discovery',
      is_template: false,
    },
    { content_item_id: 2, title: 'Offer', title_key: 'offer', stage: 'PROPOSAL', is_template: false },
    { content_item_id: 3, title: 'Logo', title_key: 'logo', stage: null, is_template: false },
  ])
  const acme = await idOf(database, 'accounts', 'Acme')
  const deal = await database.read(housekeeper, (query) =>
    query.selectFrom('opportunities').select('opportunity_id').executeTakeFirstOrThrow(),
  )
  await fill(
    database,
    'content_events',
    (
      [
        [1, '2026-01-10'],
        [1, '2026-02-10'],
        [2, '2026-02-15'],
        [3, '2026-02-15'],
      ] as const
    ).map(([content_item_id, day]) => ({
      rep_id: ids.get('Ada'),
      kind: 'share',
      content_item_id,
      day,
      account_id: acme,
      opportunity_id: deal.opportunity_id,
    })),
  )
})

const answerOf = (measurement: Measurement, id: string): Answer =>
  measurement.answers.find((answer) => answer.id === id)!

// Counted: Ada, Bea, Cyd, Dov, Hal, Ida. Up to date: Cyd and Ida. Fay has left, Gus does not sell, nothing is asked of Eve.
test('two of six are up to date', async () => {
  const found = await measure(database, owner, trainingAndCoaching, view)
  expect(answerOf(found, 'up-to-date')).toMatchObject({ numerator: 2, denominator: 6, value: 2 / 6 })
  // Ada's Product, Cyd's and Ida's of: Product of Ada, Bea, Cyd, Dov; Law of Ada, Hal, Ida.
  expect(answerOf(found, 'valid-certifications')).toMatchObject({ numerator: 3, denominator: 7 })
  expect(found.exclusions.map((one) => [one.code, one.count])).toEqual([
    ['no-certification', 1],
    ['first-assessment', 1],
  ])
  const split = await breakDown(database, owner, trainingAndCoaching, {
    ...view,
    answer: 'valid-certifications',
    dimension: 'certification',
  })
  expect(split.lines.map((line) => [line.label, line.answer.numerator, line.answer.n])).toEqual([
    ['Product', 2, 4],
    ['Law', 1, 3],
  ])
  const left = await rows(database, owner, trainingAndCoaching, {
    ...view,
    offset: 0,
    limit: 10,
    excluded: 'no-certification',
  })
  expect(left.rows).toMatchObject([{ rep: 'Eve' }])
})

test('the next quarter asks for what is due by then', async () => {
  const second = { ...view, period: parsePeriod('2026-Q2')! }
  const found = await measure(database, owner, trainingAndCoaching, second)
  // Cyd's Law is due now and Product holds until 1 August; Ada's until 10 July, her Law is still missing; Ida's Law is over.
  expect(answerOf(found, 'up-to-date')).toMatchObject({ numerator: 0, denominator: 6 })
})

// Ada: the last of the quarter, 0.9, and the one just before, 0.6. Bea: 0.7 after 0.8. Cyd took this test once.
test('progress is that of each person on the same test', async () => {
  const progress = answerOf(await measure(database, owner, trainingAndCoaching, view), 'progress')
  expect(progress.n).toBe(2)
  expect(progress.value).toBeCloseTo((0.3 - 0.1) / 2, 12)
})

// Seven are there on 31 March (all but Fay and Gus); Ada's two hours are the only ones.
test('hours, sessions and actions', async () => {
  const found = await measure(database, owner, trainingAndCoaching, view)
  expect(answerOf(found, 'training-hours')).toMatchObject({ n: 7, numerator: 2, value: 2 / 7 })
  expect(answerOf(found, 'coaching-sessions').value).toBe(4)
  // Ada's in time, Bea's late; Cyd's is due in April.
  const actions = answerOf(found, 'coaching-actions')
  expect(actions).toMatchObject({ numerator: 1, denominator: 2 })
  expect(actions.details).toMatchObject([{ name: { en: 'Done later' }, value: 1 }])
})

test('where no training says how long it took, hours are not known, and are no zero', async () => {
  const own = await freshDatabase()
  await tell(own, {
    people: { Ada: 'North' },
    deals: [{ owner: 'Ada', opened: '2026-01-02', won: '2026-03-30' }],
  })
  await fill(own, 'courses', [{ course_id: 1, name: 'Product', name_key: 'product', kind: 'course' }])
  await fill(own, 'training_results', [
    { person_id: await idOf(own, 'people', 'Ada'), course_id: 1, completed_on: '2026-02-01' },
  ])
  const found = answerOf(await measure(own, owner, trainingAndCoaching, view), 'training-hours')
  expect(found).toMatchObject({ state: 'no-data', value: null, n: null })
  expect(found.note?.en).toContain('no training that says how long it took')
})

test('content fits when it was made for the stage of that day', async () => {
  const found = await measure(database, owner, trainingAndCoaching, view)
  expect(answerOf(found, 'content-fit')).toMatchObject({ numerator: 2, denominator: 3 })
})

test('without a workshop the effect says so, and who waits for which source', async () => {
  const found = await measure(database, owner, trainingAndCoaching, view)
  expect(answerOf(found, 'workshop-effect')).toMatchObject({ state: 'not-connected', value: null })
})

test('every answer can be asked for a team', async () => {
  const team = await idOf(database, 'teams', 'North')
  const found = await measure(database, owner, trainingAndCoaching, {
    ...view,
    scope: { kind: 'team', id: team },
    onFault: (error) => {
      throw error
    },
  })
  expect(answerOf(found, 'up-to-date').n).toBe(6)
  expect(answerOf(found, 'coaching-actions').n).toBe(2)
  expect(answerOf(found, 'content-fit').n).toBe(3)
})

test('training of a later month is not held against that of an earlier one, which has had more time to end', async () => {
  const path = (answer: string) =>
    trend(database, owner, trainingAndCoaching, { ...view, answer, grain: 'month', points: 12 })
  expect(await path('completion')).toMatchObject({ limits: null, verdict: 'no-clear-change' })
  expect((await path('pass-rate')).verdict).toBe('too-few')
})

// Begun in the quarter: Ada's Product, Law and two quizzes, Bea's quiz, Cyd's Product, Law and quiz, Dov's Product, Fay's: all but both Laws
// are finished. Of two it is known whether they were passed. Of the seven there on the last day, four finished something.
test('who was trained, what came to its end, and what of it was passed', async () => {
  const measured = await measure(database, owner, trainingAndCoaching, view)
  const found = (id: string) => measured.answers.find((answer) => answer.id === id)
  expect(found('completion')).toMatchObject({ value: 8 / 10, numerator: 8, n: 10 })
  expect(found('pass-rate')).toMatchObject({ value: 1 / 2, numerator: 1, n: 2 })
  expect(found('trained')).toMatchObject({ value: 4 / 7, numerator: 4, n: 7 })
  const page = { ...view, offset: 0, limit: 20 }
  const open = await rows(database, owner, trainingAndCoaching, { ...page, answer: 'completion' })
  expect(
    open.rows.filter((row) => row['over'] === false).map((row) => [row['rep'], row['course'], row['day']]),
  ).toEqual([
    ['Cyd', 'Law', '2026-03-20'],
    ['Ada', 'Law', '2026-01-01'],
  ])
  const judged = await rows(database, owner, trainingAndCoaching, { ...page, answer: 'pass-rate' })
  expect(judged.rows.map((row) => [row['rep'], row['passed']])).toEqual([
    ['Dov', false],
    ['Ada', true],
  ])
  const trained = await rows(database, owner, trainingAndCoaching, { ...page, answer: 'trained' })
  expect(trained.rows.map((row) => [row['rep'], row['finished']])).toEqual([
    ['Ada', 3],
    ['Cyd', 2],
    ['Bea', 1],
    ['Dov', 1],
    ['Eve', 0],
    ['Hal', 0],
    ['Ida', 0],
  ])
})

// Told by 31 March: Ada on that day (11 p.m. in Paris), Eve, and Ida, whose first notice counts. Bea was told half an hour into April.
test('who had not received the notice by the last day is left out, for the whole house and for its teams', async () => {
  await fill(
    database,
    'notice_versions',
    ['2026-01-01', '2026-05-01'].map((day, at) => ({
      notice_version_id: at + 1,
      name: `v${at + 1}`,
      text_fr: 'x',
      text_en: 'x',
      published_at: new Date(`${day}T08:00:00Z`),
    })),
  )
  await fill(
    database,
    'notice_receipts',
    (
      [
        ['Ada', 1, '2026-03-31T21:00:00Z'],
        ['Bea', 1, '2026-03-31T22:30:00Z'],
        ['Eve', 1, '2026-02-01T08:00:00Z'],
        ['Ida', 2, '2026-05-02T08:00:00Z'],
        ['Ida', 1, '2026-02-01T08:00:00Z'],
      ] as const
    ).map(([who, notice_version_id, received]) => ({
      notice_version_id,
      person_id: ids.get(who),
      received_at: new Date(received),
      way: 'on paper',
    })),
  )
  const found = await measure(database, owner, trainingAndCoaching, view)
  expect(answerOf(found, 'up-to-date')).toMatchObject({ numerator: 1, denominator: 2 })
  expect(answerOf(found, 'valid-certifications')).toMatchObject({ numerator: 2, denominator: 3 })
  expect(answerOf(found, 'trained')).toMatchObject({ n: 3 })
  const leftOut = found.exclusions.map((one) => [one.code, one.count])
  expect(leftOut).toContainEqual(['no-certification', 1])
  expect(leftOut).toContainEqual(['before-notice', 4])
  const teams = await breakDown(database, owner, trainingAndCoaching, { ...view, dimension: 'team' })
  expect(teams.lines.map(({ label, answer }) => [label, answer.numerator, answer.n])).toEqual([
    ['North', 1, 2],
  ])
  const page = { ...view, offset: 0, limit: 10 }
  const listed = await rows(database, owner, trainingAndCoaching, page)
  expect(listed.rows.map((row) => [row['rep'], row['up_to_date']])).toEqual([
    ['Ada', false],
    ['Ida', true],
  ])
  const late = await rows(database, owner, trainingAndCoaching, { ...page, excluded: 'before-notice' })
  expect(late.rows.map((row) => row['rep'])).toEqual(['Bea', 'Cyd', 'Dov', 'Hal'])
})
