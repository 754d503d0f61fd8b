// Logs of what buyers opened, as a link tool writes them: views by robots are no buyer's, and "NaN" stands for nothing.
import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { deliver, rowsOf } from '../../test/deliver.ts'

const views = `Event,User,Document Name,Viewed At,Total View Duration (s),Company,Bot
view,ana@example.com,Guide,2026-03-04T10:00:00Z,42,Acme,false
view,ana@example.com,Guide,2026-03-04T10:00:03Z,NaN,Acme,true
view,ana@example.com,Guide,2026-03-05T09:00:00Z,NaN,NaN,false
`

test('a view by a robot is set aside with its reason; NaN is an empty cell', async () => {
  const database = await freshDatabase()
  const report = await deliver(database, { 'views.csv': views })
  expect(report.files[0]).toMatchObject({ entity: 'content-events', rows: 3, accepted: 2, rejected: 1 })
  expect(report.files[0]?.errors.map((one) => [one.code, one.row, one.column])).toEqual([
    ['ROBOT_VIEW', 3, 'Bot'],
  ])
  expect(report.files[0]?.errors[0]?.sentence.en).toContain('A robot opened this content')
  expect(
    await rowsOf(
      database,
      `select event.seconds, account.name from content_events as event
       left join accounts as account on account.account_id = event.account_id order by event.occurred_at`,
    ),
  ).toEqual([
    { seconds: 42, name: 'Acme' },
    { seconds: null, name: null },
  ])
})
