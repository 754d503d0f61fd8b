// Two reps and their content in a quarter, worked out by hand.
import { beforeAll, expect, test } from 'vitest'
import type { Answer, Measurement } from '../../metric/measurement.ts'
import { parsePeriod } from '../../metric/period.ts'
import { breakDown, measure, rows } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill, idOf } from '../../test/fill.ts'
import { tell } from '../../test/story.ts'
import { contentAccessibility } from './definition.ts'

const database = await freshDatabase()
// June has 22 working days: 4.4 weeks. Grace is away for two of them.
const view = { scope: organisation, period: parsePeriod('2026-06')!, asOf: '2026-06-30' }

beforeAll(async () => {
  await tell(database, { people: { Ada: 'North', Grace: 'South', Idle: 'South' } })
  const ada = await idOf(database, 'people', 'Ada')
  const grace = await idOf(database, 'people', 'Grace')
  await fill(database, 'absences', [
    { person_id: grace, starts_on: '2026-06-01', ends_on: '2026-06-03', share: 1 },
  ])
  await fill(database, 'content_items', [
    { content_item_id: 1, title: 'Deck', title_key: 'deck', type: 'deck', is_template: false },
  ])
  const event = (rep_id: number, kind: string, at: string, seconds: number | null, more = {}) => ({
    rep_id,
    kind,
    occurred_at: new Date(`${at}Z`),
    day: at.slice(0, 10),
    seconds,
    tool: 'portal',
    content_item_id: kind === 'search' ? null : 1,
    ...more,
  })
  await fill(database, 'content_events', [
    // Found after 90 seconds; the search before it, 110 seconds earlier, was found by the same opening only after 200: too late.
    event(ada, 'search', '2026-06-10T08:00:00', 1800, { has_result: false }),
    event(ada, 'search', '2026-06-10T08:01:50', 1800, { has_result: true }),
    event(ada, 'open', '2026-06-10T08:03:20', 3600),
    // Found at once, by sending; from the mailbox.
    event(ada, 'search', '2026-06-11T08:00:00', 720, { has_result: true, tool: 'mailbox' }),
    event(ada, 'send', '2026-06-11T08:00:30', 0, { tool: 'mailbox' }),
    // Somebody else's opening finds nothing for her.
    event(grace, 'search', '2026-06-11T08:00:00', 3600),
    event(grace, 'download', '2026-06-12T08:00:00', 3600),
    // No hour; a buyer; the month after.
    event(grace, 'search', '2026-06-13T08:00:00', null, { occurred_at: null }),
    event(grace, 'buyer-view', '2026-06-13T08:00:00', 36000),
    event(grace, 'open', '2026-07-01T08:00:00', 36000),
  ])
})

const answerOf = (measurement: Measurement, id: string): Answer =>
  measurement.answers.find((answer) => answer.id === id)!

// Ada: 0.5 + 0.5 + 1 + 0.2 = 2.2 hours in 22 / 5 = 4.4 weeks. Grace: 2 hours in 20 / 5 = 4 weeks. 4.2 hours in 8.4 weeks.
test('half an hour a week, of those who use content', async () => {
  const found = answerOf(await measure(database, owner, contentAccessibility, view), 'content-hours')
  expect(found).toMatchObject({ n: 2, state: 'measured', isFragile: true })
  expect(found.value).toBeCloseTo(4.2 / 8.4, 12)
  expect(found.details[0]).toMatchObject({ name: { en: 'search' } })
  expect(Number(found.details[0]!.value)).toBeCloseTo(2.2 / 8.4, 12)
})

test('two searches of four succeed, after 30 and 90 seconds', async () => {
  const found = await measure(database, owner, contentAccessibility, view)
  expect(answerOf(found, 'search-success')).toMatchObject({ numerator: 2, denominator: 4 })
  expect(answerOf(found, 'time-to-find')).toMatchObject({ value: 1, n: 2, unit: { kind: 'minutes' } })
  expect(answerOf(found, 'empty-searches')).toMatchObject({ numerator: 1, denominator: 3 })
  expect(found.exclusions.map((one) => [one.code, one.count])).toEqual([['no-hour', 1]])
})

test('openings and downloads, by what and by where', async () => {
  const found = await measure(database, owner, contentAccessibility, view)
  expect(answerOf(found, 'accesses')).toMatchObject({ value: 2 })
  const split = await breakDown(database, owner, contentAccessibility, {
    ...view,
    answer: 'accesses',
    dimension: 'content',
  })
  expect(split.lines.map((line) => [line.label, line.answer.value])).toEqual([['Deck', 2]])
})

test('the rows are the searches counted', async () => {
  const page = { offset: 0, limit: 9, answer: 'search-success' }
  const list = await rows(database, owner, contentAccessibility, { ...view, ...page })
  expect(list.rows.map((row) => [row['day'], row['rep'], row['found'], row['seconds']])).toEqual([
    ['2026-06-11', 'Ada', true, 30],
    ['2026-06-11', 'Grace', false, null],
    ['2026-06-10', 'Ada', false, null],
    ['2026-06-10', 'Ada', true, 90],
  ])
})
