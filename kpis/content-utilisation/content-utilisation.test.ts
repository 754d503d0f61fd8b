// Some items and the deals they went with, worked out by hand.
import { beforeAll, expect, test } from 'vitest'
import type { Answer, Measurement } from '../../metric/measurement.ts'
import { parsePeriod } from '../../metric/period.ts'
import { breakDown, measure, rows } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill, idOf } from '../../test/fill.ts'
import { tell } from '../../test/story.ts'
import { contentUtilisation } from './definition.ts'

const database = await freshDatabase()
const view = { scope: organisation, period: parsePeriod('2026-Q2')!, asOf: '2026-06-30' }

// Twelve deals of small accounts enter Discovery on 1 April and leave it on 20 April: six have seen the deck in it, of whom five go on
// to Proposal; six have not, of whom two do. Those who go on are won on 1 June, but for one of each kind who is lost there.
const deals = Array.from({ length: 12 }, (_, i) => ({
  id: i + 1,
  hasDeck: i < 6,
  goesOn: i < 5 || i === 6 || i === 7,
  isWon: (i < 5 && i !== 0) || i === 6,
}))

beforeAll(async () => {
  await tell(database, {
    people: { Ada: 'North', Mia: 'Marketing' },
    accounts: { Acme: { segment: 'small' } },
    stages: ['Discovery', 'Proposal'],
  })
  const ada = await idOf(database, 'people', 'Ada')
  const mia = await idOf(database, 'people', 'Mia')
  const acme = await idOf(database, 'accounts', 'Acme')
  const discovery = await idOf(database, 'stages', 'Discovery')
  const proposal = await idOf(database, 'stages', 'Proposal')
  const [pipeline] = await database.read(owner, (query) =>
    query.selectFrom('stages').select('pipeline_id').where('stage_id', '=', discovery).execute(),
  )
  await fill(
    database,
    'opportunities',
    deals.map((deal) => ({
      account_id: acme,
      opportunity_id: deal.id,
      external_id: `d${deal.id}`,
      owner_id: ada,
      pipeline_id: pipeline!.pipeline_id,
      outcome: deal.isWon ? 'won' : 'lost',
      outcome_basis: 'stated',
      opened_on: '2026-04-01',
      closed_on: deal.goesOn ? '2026-06-01' : '2026-04-20',
      is_deleted: false,
    })),
  )
  const visit = (opportunity_id: number, number: number, stage_id: number, from: string, to: string) => ({
    account_id: acme,
    opportunity_id,
    visit: number,
    stage_id,
    entered_at: new Date(`${from}T08:00:00Z`),
    left_at: new Date(`${to}T08:00:00Z`),
    entered_on: from,
    left_on: to,
    provenance: 'history',
  })
  await fill(
    database,
    'stage_visits',
    deals.flatMap((deal) => [
      visit(deal.id, 1, discovery, '2026-04-01', '2026-04-20'),
      ...(deal.goesOn ? [visit(deal.id, 2, proposal, '2026-04-20', '2026-06-01')] : []),
    ]),
  )
  const item = (content_item_id: number, title: string, published_on: string | null, more = {}) => ({
    content_item_id,
    title,
    title_key: title.toLowerCase(),
    type: 'deck',
    owner_id: mia,
    published_on,
    is_template: false,
    ...more,
  })
  await fill(database, 'content_items', [
    item(1, 'Deck', '2026-01-01'),
    item(2, 'Case', '2026-05-01', { type: 'case study' }),
    // Out for over 90 days, never seen: their cost is lost. One was seen before the quarter; one is too young; three are not there.
    item(3, 'Dead', '2026-03-01'),
    item(4, 'Forgotten', '2026-02-01'),
    item(5, 'Young', '2026-06-01'),
    item(6, 'Old use', '2026-01-01'),
    item(7, 'Archived', '2025-01-01', { archived_on: '2026-02-01' }),
    item(8, 'Template', '2025-01-01', { is_template: true }),
    item(9, 'Next', '2026-07-10'),
  ])
  const event = (kind: string, content_item_id: number, day: string, deal: number | null) => ({
    rep_id: ada,
    kind,
    content_item_id,
    day,
    account_id: deal === null ? null : acme,
    opportunity_id: deal,
  })
  await fill(database, 'content_events', [
    ...deals.filter((deal) => deal.hasDeck).map((deal) => event('share', 1, '2026-04-10', deal.id)),
    event('buyer-view', 1, '2026-04-11', 1),
    // Used in Proposal by a deal that had none in Discovery.
    event('send', 2, '2026-05-10', 7),
    // Opened by a rep: no buyer saw it.
    event('open', 3, '2026-05-10', null),
    event('share', 6, '2026-02-10', null),
  ])
  await fill(database, 'costs', [
    {
      content_item_id: 3,
      day: '2026-02-20',
      amount_minor: 800_00n,
      category: 'agency',
      department: 'marketing',
    },
  ])
})

const answerOf = (measurement: Measurement, id: string): Answer =>
  measurement.answers.find((answer) => answer.id === id)!

// There in the quarter: Deck, Case, Dead, Forgotten, Young, Old use. Two of them were seen by buyers.
test('two items of six were used', async () => {
  const found = await measure(database, owner, contentUtilisation, view)
  expect(answerOf(found, 'used-share')).toMatchObject({ numerator: 2, denominator: 6 })
  expect(answerOf(found, 'uses')).toMatchObject({ value: 7 })
  expect(answerOf(found, 'buyer-views')).toMatchObject({ value: 1 })
})

// With: d1 to d6 and d7, won d2 to d5 and d7: 5 of 7. Without: d8 to d12, none won.
test('crude: no deal without content was won, so there is no ratio', async () => {
  const found = await measure(database, owner, contentUtilisation, view)
  expect(answerOf(found, 'deals-with-content')).toMatchObject({ numerator: 7, denominator: 12 })
  expect(answerOf(found, 'won-lift')).toMatchObject({ value: null, n: 12 })
})

// Discovery: with 5 of 6 went on, without 2 of 6: odds 5/1 over 2/4 = 10. Proposal: with 1 of 1 (d7, won), without 4 of 6 won:
// a = 1, b = 0, c = 4, d = 2. Mantel-Haenszel: (5 x 4 / 12 + 1 x 2 / 7) / (1 x 2 / 12 + 0 x 4 / 7).
test('stage by stage', async () => {
  const found = answerOf(await measure(database, owner, contentUtilisation, view), 'stage-lift')
  expect(found.n).toBe(19)
  expect(found.value).toBeCloseTo((20 / 12 + 2 / 7) / (2 / 12), 10)
  expect(found.note!.en).toContain('not an effect')
  const page = { offset: 0, limit: 9, answer: 'stage-lift' }
  const list = await rows(database, owner, contentUtilisation, { ...view, ...page })
  expect(list.rows).toMatchObject([
    { content: 'Deck', stage: 'Discovery', stays: 6, rate_with: 83.3, rate_without: 33.3 },
    { content: 'Case', stage: 'Proposal', stays: 1, rate_with: 100, rate_without: 66.7 },
  ])
})

test('what is of no use has its cost, where it is known', async () => {
  const found = answerOf(await measure(database, owner, contentUtilisation, view), 'unused-cost')
  expect(found).toMatchObject({ value: 800_00n, n: 2 })
  expect(found.note!.en).toBe(
    '2 items were seen by no buyer more than 90 days after coming out. The cost of 1 of them is not known.',
  )
  const page = { offset: 0, limit: 9, answer: 'unused-cost' }
  const list = await rows(database, owner, contentUtilisation, { ...view, ...page })
  expect(list.rows.map((row) => [row['content'], row['cost']])).toEqual([
    ['Dead', 800_00n],
    ['Forgotten', null],
  ])
})

test('each use counts in the stage where the deal was', async () => {
  const found = await breakDown(database, owner, contentUtilisation, {
    ...view,
    answer: 'uses',
    dimension: 'stage',
  })
  expect(Object.fromEntries(found.lines.map((line) => [line.label, line.answer.value]))).toEqual({
    Discovery: 6,
    Proposal: 1,
  })
})
