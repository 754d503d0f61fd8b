// Events of deals: whatever their order, their repetition and the deliveries in which they come, they end in the same state.
import { expect, test } from 'vitest'
import { owner } from '../../model/reader.ts'
import fc from '../../test/chance.ts'
import { toPlainAnswers, undoImport } from './index.ts'
import { freshDatabase, freshWorld } from '../../test/database.ts'
import { clock, deliver, rowsOf } from '../../test/deliver.ts'

interface Event {
  readonly event_id: string
  readonly deal_id: string
  readonly stage: string
  readonly version: number
  readonly occurred_at: string
}

const event = (id: string, deal: string, stage: string, version: number, day: number): Event => ({
  event_id: id,
  deal_id: deal,
  stage,
  version,
  occurred_at: `2026-04-0${day}T10:00:00Z`,
})
const story: readonly Event[] = [
  event('a3', 'X', 'won', 3, 3),
  event('a1', 'X', 'open', 1, 1),
  event('a2', 'X', 'proposal', 2, 2),
  event('b1', 'Y', 'open', 1, 1),
]
const text = (events: readonly Event[]): string => events.map((one) => `${JSON.stringify(one)}\n`).join('')
const states = `select o.external_id, k.name as stage, o.outcome, o.opened_on, o.closed_on,
    (select string_agg(w.name || ' ' || v.entered_on || coalesce(' ' || v.left_on, ''), ', ' order by v.visit) from stage_visits as v
     join stages as w using (stage_id) where v.opportunity_id = o.opportunity_id) as visits
  from opportunities as o join stages as k using (stage_id) order by 1`
const ended = [
  {
    external_id: 'X',
    stage: 'won',
    outcome: 'won',
    opened_on: '2026-04-01',
    closed_on: '2026-04-03',
    visits: 'open 2026-04-01 2026-04-02, proposal 2026-04-02 2026-04-03, won 2026-04-03',
  },
  {
    external_id: 'Y',
    stage: 'open',
    outcome: 'open',
    opened_on: '2026-04-01',
    closed_on: null,
    visits: 'open 2026-04-01',
  },
]

test('events out of order, some twice, one from the future', async () => {
  const database = await freshDatabase()
  const [a3, a1, a2, b1] = story as [Event, Event, Event, Event]
  const late = { ...event('b2', 'Y', 'lost', 2, 2), occurred_at: '2099-01-01T00:00:00Z' }
  const report = await deliver(database, { 'events.jsonl': text([a3, a1, a3, a2, b1, late, a1]) })
  const [answer] = toPlainAnswers(report)
  expect(answer).toMatchObject({
    verdict: 'partial',
    accepted: 4,
    rejected: 1,
    duplicates: 2,
    errors: [{ row: 6, code: 'TIME_IN_FUTURE', column: 'occurred_at', line: 6 }],
    checks: { stage: { X: 'won', Y: 'open' }, history_X: ['open', 'proposal', 'won'], history_Y: ['open'] },
  })
  expect(await rowsOf(database, states)).toEqual(ended)
})

test('the same events again change nothing; another content under a known id is refused, and the first stays', async () => {
  const database = await freshDatabase()
  await deliver(database, { 'events.jsonl': text(story) })
  const [again] = (await deliver(database, { 'events.jsonl': text(story) })).files
  expect(again).toMatchObject({ accepted: 4, added: 0, changed: 0, unchanged: 4 })
  const other = [
    event('a3', 'X', 'lost', 3, 3),
    event('c1', 'Z', 'open', 1, 1),
    event('c1', 'Z', 'won', 1, 1),
  ]
  const [changed] = toPlainAnswers(await deliver(database, { 'events.jsonl': text(other) }))
  expect(changed?.errors.map(({ row, code }) => [row, code])).toEqual([
    [1, 'ID_DUPLICATE_CONFLICT'],
    [3, 'ID_DUPLICATE_CONFLICT'],
  ])
  expect((await rowsOf(database, states)).map(({ external_id, stage }) => [external_id, stage])).toEqual([
    ['X', 'won'],
    ['Y', 'open'],
    ['Z', 'open'],
  ])
})

test('a moment without offset, without time, that is none, or before the year 2000 is refused; nothing else is lost', async () => {
  const database = await freshDatabase()
  const at = (id: string, moment: string) => ({ ...event(id, 'X', 'open', 1, 1), occurred_at: moment })
  const [answer] = toPlainAnswers(
    await deliver(database, {
      'events.jsonl': text([
        at('a', '2026-04-01T10:00:00'),
        at('b', '2026-04-01'),
        at('c', 'soon'),
        at('d', '1999-12-31T10:00:00Z'),
        at('e', '2026-04-01T10:00:00+0200'),
      ]),
    }),
  )
  expect(answer?.errors.map(({ row, code }) => [row, code])).toEqual([
    [1, 'TIME_ZONE_UNKNOWN'],
    [2, 'TIME_ZONE_UNKNOWN'],
    [3, 'DATE_INVALID'],
    [4, 'DATE_OUT_OF_RANGE'],
  ])
  expect(await rowsOf(database, 'select occurred_at from deal_events')).toEqual([
    { occurred_at: '2026-04-01T08:00:00+00:00' },
  ])
})

test(
  'every order, every repetition and every cut into deliveries ends in the same state',
  { timeout: 600_000 },
  async () => {
    const database = await freshWorld()
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...story, ...story], { minLength: story.length * 2 }),
        fc.integer({ min: 1, max: story.length * 2 - 1 }),
        async (events, cut) => {
          await database.empty()
          await deliver(database, { 'events.jsonl': text(events.slice(0, cut)) })
          await deliver(database, { 'events.jsonl': text(events.slice(cut)) })
          expect(await rowsOf(database, states)).toEqual(ended)
          expect(await rowsOf(database, 'select count(*) as n from deal_events')).toEqual([{ n: 4 }])
        },
      ),
      { numRuns: 100, seed: 1980 },
    )
  },
)

test('events move a deal that a file brought, undone with their import; a later export knows better', async () => {
  const database = await freshDatabase()
  const deals = (stage: string, asOf: string) =>
    deliver(
      database,
      {
        'deals.csv': `deal_id,title,amount,stage,owner_email,created_at\nX,Forge,10.00,${stage},ana@example.com,2026-03-01\n`,
      },
      { asOf },
    )
  await deals('open', '2026-04-01')
  const { importId } = await deliver(database, { 'events.jsonl': text([event('a2', 'X', 'proposal', 2, 2)]) })
  const where = async () => (await rowsOf(database, states)).map(({ stage, opened_on }) => [stage, opened_on])
  expect(await where()).toEqual([['proposal', '2026-03-01']])
  await undoImport(database, owner, importId, { now: clock })
  expect(await where()).toEqual([['open', '2026-03-01']])
  await deals('negotiation', '2026-04-05')
  await deliver(database, { 'events.jsonl': text([event('a2', 'X', 'proposal', 2, 2)]) })
  expect(await where()).toEqual([['negotiation', '2026-03-01']])
})
