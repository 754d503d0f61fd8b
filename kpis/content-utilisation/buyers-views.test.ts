// What buyers saw without anybody known to have shared it: it counts for the content and the organisation, before any notice too, and is
// of nobody of ours, nor listed to those who read rows of people.
import { beforeAll, expect, test } from 'vitest'
import { parsePeriod } from '../../metric/period.ts'
import { breakDown, measure, rows } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { owner, type Reader } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { fill, idOf } from '../../test/fill.ts'
import { tell } from '../../test/story.ts'
import { contentUtilisation } from './definition.ts'

const database = await freshDatabase()
const view = { scope: organisation, period: parsePeriod('2026-Q2')!, asOf: '2026-06-30' }
let ada: number

beforeAll(async () => {
  await tell(database, { people: { Ada: 'North' } })
  ada = await idOf(database, 'people', 'Ada')
  // A notice was written, and Ada received it on 1 June.
  await fill(database, 'notice_versions', [
    { name: 'v1', text_fr: 'x', text_en: 'x', published_at: new Date('2026-01-01T08:00:00Z') },
  ])
  await fill(database, 'notice_receipts', [
    { notice_version_id: 1, person_id: ada, received_at: new Date('2026-06-01T08:00:00Z'), way: 'on paper' },
  ])
  await fill(
    database,
    'content_items',
    [1, 2, 3].map((content_item_id) => ({
      content_item_id,
      title: `Item ${content_item_id}`,
      title_key: `item ${content_item_id}`,
      published_on: '2026-01-01',
      is_template: false,
    })),
  )
  const event = (rep_id: number, kind: string, content_item_id: number, day: string) => ({
    rep_id,
    kind,
    content_item_id,
    day,
  })
  await fill(database, 'content_events', [
    event(0, 'buyer-view', 1, '2026-04-10'),
    event(0, 'buyer-download', 1, '2026-04-10'),
    event(0, 'buyer-view', 1, '2026-05-10'),
    // Before and after Ada had received the notice.
    event(ada, 'buyer-view', 2, '2026-04-10'),
    event(ada, 'buyer-view', 2, '2026-06-10'),
  ])
})

const valuesOf = async (reader: Reader, scope: (typeof view)['scope'] | { kind: 'rep'; id: number }) => {
  const { answers } = await measure(database, reader, contentUtilisation, { ...view, scope })
  return Object.fromEntries(answers.map((answer) => [answer.id, answer]))
}

// Two views of nobody, one of Ada's after her notice; items 1 and 2 of three were put before buyers.
test('they count for the organisation, whatever notice anybody had', async () => {
  expect(await valuesOf(owner, organisation)).toMatchObject({
    'used-share': { numerator: 2, denominator: 3 },
    'buyer-views': { value: 3 },
    'buyer-downloads': { value: 1 },
    uses: { value: null },
  })
})

test('they are of nobody: neither hers, nor a line with a name', async () => {
  expect(await valuesOf(owner, { kind: 'rep', id: ada })).toMatchObject({
    'buyer-views': { value: 1 },
    'buyer-downloads': { value: null },
  })
  const split = await breakDown(database, owner, contentUtilisation, {
    ...view,
    answer: 'buyer-views',
    dimension: 'rep',
  })
  expect(split.lines.map(({ key, answer }) => [key, answer.value])).toEqual(
    expect.arrayContaining([
      [String(ada), 1],
      ['', 2],
    ]),
  )
})

test('to a reader of her own rows they are not listed', async () => {
  const list = (reader: Reader) =>
    rows(database, reader, contentUtilisation, { ...view, answer: 'buyer-views', offset: 0, limit: 9 })
  expect((await list(owner)).rows.map((row) => row['rep'])).toEqual(['Ada', null, null])
  const hers = await list({ personId: ada, roles: ['rep'] })
  expect(hers.rows.map((row) => row['rep'])).toEqual(['Ada'])
  expect((await list({ personId: null, roles: ['leader'] })).rows).toEqual([])
})

test('rows of nobody that is no buyer cannot be', async () => {
  await expect(
    fill(database, 'content_events', [{ rep_id: 0, kind: 'share', content_item_id: 1, day: '2026-04-10' }]),
  ).rejects.toThrow('content_events_of_somebody')
})
