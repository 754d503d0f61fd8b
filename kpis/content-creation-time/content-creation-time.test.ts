// What a few pieces of content cost to make, worked out by hand.
import { beforeAll, expect, test } from 'vitest'
import { tooFewFollowed } from '../../metric/answers/duration-answers.ts'
import type { Answer, Measurement } from '../../metric/measurement.ts'
import { parsePeriod } from '../../metric/period.ts'
import { breakDown, measure, rows } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill, idOf } from '../../test/fill.ts'
import { tell } from '../../test/story.ts'
import { contentCreationTime } from './definition.ts'

const database = await freshDatabase()
const view = { scope: organisation, period: parsePeriod('2026-Q2')!, asOf: '2026-06-30' }

// The deck comes out on 20 April after 2 and 4 hours, and again on 20 May after 3. A rep makes a sheet from the template in one
// hour. The draft has 2 hours and is not out. The note came out, and nobody noted its hours.
beforeAll(async () => {
  await tell(database, { people: { Ada: 'North', Mia: 'Marketing' } })
  const ada = await idOf(database, 'people', 'Ada')
  const mia = await idOf(database, 'people', 'Mia')
  const item = (content_item_id: number, title: string, published_on: string | null, more: object) => ({
    content_item_id,
    title,
    title_key: title.toLowerCase(),
    published_on,
    type: 'deck',
    department: 'marketing',
    owner_id: mia,
    is_template: false,
    ...more,
  })
  await fill(database, 'content_items', [
    item(1, 'Deck', '2026-04-20', {}),
    item(2, 'Sheet', '2026-05-10', { type: 'sheet', department: 'sales', owner_id: ada, template_id: 3 }),
    item(3, 'Template', '2025-01-01', { is_template: true }),
    item(4, 'Draft', null, {}),
    item(5, 'Note', '2026-06-05', {}),
  ])
  await fill(database, 'content_versions', [
    { content_item_id: 1, version: '1', published_on: '2026-04-20', author_id: mia },
    { content_item_id: 1, version: '2', published_on: '2026-05-20', author_id: ada },
    { content_item_id: 1, version: '3', published_on: '2026-07-20', author_id: ada },
  ])
  const work = (content_item_id: number, rep_id: number, day: string, hours: number) => ({
    content_item_id,
    rep_id,
    kind: 'creation',
    day,
    seconds: hours * 3600,
  })
  await fill(database, 'content_work', [
    work(1, mia, '2026-04-01', 2),
    work(1, mia, '2026-04-10', 4),
    work(1, ada, '2026-05-15', 3),
    work(2, ada, '2026-05-09', 1),
    work(4, mia, '2026-06-01', 2),
  ])
  const cost = (content_item_id: number, day: string, euros: number) => ({
    content_item_id,
    day,
    amount_minor: BigInt(euros) * 100n,
    category: 'agency',
    department: 'marketing',
  })
  await fill(database, 'costs', [
    cost(1, '2026-03-20', 500),
    cost(1, '2026-04-25', 100),
    cost(1, '2026-05-25', 30),
  ])
})

const answerOf = (measurement: Measurement, id: string): Answer =>
  measurement.answers.find((answer) => answer.id === id)!

test('ten hours for three editions', async () => {
  const found = await measure(database, owner, contentCreationTime, view)
  expect(answerOf(found, 'hours-per-item')).toMatchObject({ value: 10 / 3, n: 3 })
  expect(found.exclusions.map((one) => [one.code, one.count])).toEqual([['no-hours', 1]])
})

// Without a rate: only what was spent is known. With 40 euros an hour: the deck 600 + 6 x 40 = 840, its update 30 + 3 x 40 = 150, the
// sheet 40: 1030 for three.
test('what they cost, once an hour has a price', async () => {
  const before = answerOf(await measure(database, owner, contentCreationTime, view), 'cost-per-item')
  expect(before).toMatchObject({ value: null, state: 'no-data', details: [{ value: 210_00n }] })
  expect(before.note!.en).toContain('hourly-rate')
  await fill(database, 'targets', [
    {
      metric: 'content-creation-time',
      answer: 'hourly-rate',
      kind: 'standard',
      valid_from: '2026-01-01',
      value: 40_00,
      origin: 'story',
    },
  ])
  const found = answerOf(await measure(database, owner, contentCreationTime, view), 'cost-per-item')
  expect(found).toMatchObject({ value: 343_33n, numerator: 1030_00n, n: 3 })
})

// Started in the quarter: out after 19, 5 and 1 days; the draft waits for 29. Half were out on day 5, when three were followed.
test('half were out five days after the first work, which four items are too few to say', async () => {
  const found = answerOf(await measure(database, owner, contentCreationTime, view), 'elapsed-days')
  expect(found).toMatchObject({ state: 'no-data', value: null, n: 4, note: tooFewFollowed })
  expect(found.details.map((detail) => detail.value)).toEqual([3, 1])
})

test('one of three new items was made by sales from a template', async () => {
  const found = answerOf(await measure(database, owner, contentCreationTime, view), 'self-service-share')
  expect(found).toMatchObject({ numerator: 1, denominator: 3 })
})

test('creations and updates, by type, and the rows behind', async () => {
  const split = { ...view, dimension: 'kind' }
  const found = await breakDown(database, owner, contentCreationTime, split)
  expect(Object.fromEntries(found.lines.map((line) => [line.key, line.answer.value]))).toEqual({
    creation: 3.5,
    update: 3,
  })
  const page = await rows(database, owner, contentCreationTime, { ...view, offset: 0, limit: 9 })
  expect(page.rows).toMatchObject([
    { content: 'Deck', kind: 'update', hours: 3, spent: 30_00n, published: '2026-05-20', rep: 'Ada' },
    { content: 'Sheet', kind: 'creation', hours: 1, spent: 0n, rep: 'Ada', team: 'North' },
    { content: 'Deck', kind: 'creation', hours: 6, spent: 600_00n, rep: 'Mia' },
  ])
})

test('work of before the notice is not used', async () => {
  const told = await freshDatabase()
  await tell(told, { people: { Ada: 'North' } })
  const ada = await idOf(told, 'people', 'Ada')
  await fill(told, 'notice_versions', [
    { name: 'v1', text_fr: 'x', text_en: 'x', published_at: new Date('2026-01-01T08:00:00Z') },
  ])
  await fill(told, 'notice_receipts', [
    { notice_version_id: 1, person_id: ada, received_at: new Date('2026-05-01T08:00:00Z'), way: 'on paper' },
  ])
  const items = [1, 2, 3].map((content_item_id) => ({
    content_item_id,
    title: `Item ${content_item_id}`,
    title_key: `item ${content_item_id}`,
    published_on: '2026-06-01',
    is_template: false,
  }))
  await fill(told, 'content_items', items)
  await fill(told, 'content_work', [
    { content_item_id: 1, rep_id: ada, kind: 'creation', day: '2026-04-30', seconds: 3600 },
    { content_item_id: 2, rep_id: ada, kind: 'creation', day: '2026-05-01', seconds: 7200 },
    { content_item_id: 3, rep_id: null, kind: 'creation', day: '2026-04-30', seconds: 10800 },
  ])
  const found = await measure(told, owner, contentCreationTime, view)
  expect(answerOf(found, 'hours-per-item')).toMatchObject({ value: 2.5, n: 2 })
  expect(found.exclusions.map((one) => [one.code, one.count])).toEqual([['before-notice', 1]])
})
