// Work on content after its year: nobody says any more who did it, and what content cost to make stays what it was.
import { beforeAll, expect, test } from 'vitest'
import { heldAbout, purge } from '../../access/privacy/index.ts'
import { keeping } from '../../api/jobs/keeping.ts'
import { contentCreationTime } from '../../kpis/content-creation-time/definition.ts'
import { parsePeriod } from '../../metric/period.ts'
import { measure } from '../../metric/runner/runner.ts'
import { organisation } from '../../metric/scope.ts'
import { housekeeper, owner } from '../../model/reader.ts'
import { freshDatabase } from '../database.ts'
import { rowsOf } from '../deliver.ts'
import { fill, idOf } from '../fill.ts'
import { tell } from '../story.ts'

const database = await freshDatabase()
const now = new Date('2026-06-20T03:00:00Z')
let mia = 0

// Two hours of Ada, who had been told; three and one of Mia, who was told in March; one that nobody put a name to.
beforeAll(async () => {
  await tell(database, { people: { Ada: 'North', Mia: 'Marketing' } })
  const ada = await idOf(database, 'people', 'Ada')
  mia = await idOf(database, 'people', 'Mia')
  await database.write(owner, async (query) => {
    await query
      .insertInto('notice_versions')
      .values({
        notice_version_id: 1,
        name: 'first',
        text_fr: 'x',
        text_en: 'x',
        published_at: new Date('2024-01-01T00:00:00Z'),
      })
      .execute()
    for (const [person_id, day] of [
      [ada, '2024-01-01'],
      [mia, '2025-03-01'],
    ] as const)
      await query
        .insertInto('notice_receipts')
        .values({
          person_id,
          notice_version_id: 1,
          received_at: new Date(`${day}T08:00:00Z`),
          way: 'on-paper',
        })
        .execute()
  })
  await fill(
    database,
    'content_items',
    ['Deck', 'Sheet', 'Note', 'Late'].map((title, at) => ({
      content_item_id: at + 1,
      title,
      title_key: title.toLowerCase(),
      published_on: at === 3 ? '2026-06-10' : '2025-03-20',
      type: 'deck',
      department: 'marketing',
      owner_id: mia,
      is_template: false,
    })),
  )
  await fill(
    database,
    'content_work',
    (
      [
        [1, ada, '2025-02-01', 2],
        [2, mia, '2025-02-02', 3],
        [2, mia, '2025-03-05', 1],
        [3, null, '2025-02-03', 1],
        [4, mia, '2026-06-01', 4],
      ] as const
    ).map(([content_item_id, rep_id, day, hours]) => ({
      content_item_id,
      rep_id,
      kind: 'creation',
      day,
      seconds: hours * 3_600,
    })),
  )
})

const figures = async () => {
  const { answers, exclusions } = await measure(database, owner, contentCreationTime, {
    scope: organisation,
    period: parsePeriod('2025-Q1')!,
    asOf: '2026-06-20',
  })
  return { answers, exclusions }
}
const workers = () =>
  rowsOf(
    database,
    'select content_item_id as item, day::text, rep_id is not null as named, is_before_notice as early from content_work order by 1, 2',
  )

test('loses its person and nothing else', async () => {
  const before = await figures()
  // Deck and Note: (2 + 1) / 2. Sheet was begun before Mia had been told.
  expect(before.answers[0]).toMatchObject({ id: 'hours-per-item', value: 1.5, n: 2 })
  expect(before.exclusions).toMatchObject([{ code: 'before-notice', count: 1 }])
  const done = await purge(database, housekeeper, { today: '2026-06-20', now, keeping })
  expect(done.find(({ rule }) => rule === 'daily-totals')).toMatchObject({ before: '2025-07-01', removed: 3 })
  expect(await workers()).toEqual([
    { item: 1, day: '2025-02-01', named: false, early: false },
    { item: 2, day: '2025-02-02', named: false, early: true },
    { item: 2, day: '2025-03-05', named: false, early: false },
    { item: 3, day: '2025-02-03', named: false, early: null },
    { item: 4, day: '2026-06-01', named: true, early: null },
  ])
  expect(await figures()).toEqual(before)
  const held: string[] = []
  for await (const { name, count } of heldAbout(database, owner, mia)) held.push(`${name} ${count}`)
  expect(held).toContain('content_work 1')
})

test('a second purge finds nothing, and a notice given later does not bring it into figures', async () => {
  const before = await figures()
  const done = await purge(database, housekeeper, { today: '2026-06-21', now, keeping })
  expect(done.find(({ rule }) => rule === 'daily-totals')).toMatchObject({ removed: 0 })
  await database.write(owner, (query) => query.deleteFrom('notice_receipts').execute())
  expect(await figures()).toEqual(before)
})
