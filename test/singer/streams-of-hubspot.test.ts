// Meetings, calls and tickets of HubSpot, and deals that were merged, as taps write them, brought into the tables that figures are measured from.
import { expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { rowsOf } from '../deliver.ts'
import { lines, send } from './send.ts'
import { faults, stream } from './streams.ts'

test('HubSpot: meetings and calls by their time, tickets; mails are not kept', async () => {
  const database = await freshDatabase()
  const engagement = (id: number, type: string, metadata: object) => ({
    engagement_id: id,
    engagement: { id, type, ownerId: 77, timestamp: 1770109200000 },
    associations: { companyIds: [5], dealIds: [] },
    metadata: {
      subject: 'Zorblat',
      text: 'Zorblat',
      startTime: null,
      endTime: null,
      durationMilliseconds: null,
      ...metadata,
    },
  })
  const { reports } = await send(
    database,
    lines(
      ...stream('owners', 'ownerId', {
        ownerId: 77,
        email: 'nora@example.com',
        firstName: 'Nora',
        lastName: 'Quist',
      }),
      ...stream(
        'engagements',
        'engagement_id',
        engagement(1, 'MEETING', { startTime: 1770109200000, endTime: 1770112800000 }),
        engagement(2, 'CALL', { durationMilliseconds: 90500 }),
        engagement(3, 'EMAIL', {}),
      ),
      ...stream('tickets', 'id', {
        id: '9',
        property_hs_pipeline_stage: { value: '1' },
        property_createdate: { value: '2026-02-05T08:00:00Z' },
        property_subject: { value: 'Panne' },
      }),
    ),
  )
  expect(faults(reports)).toEqual([])
  expect(await rowsOf(database, 'select external_id, category, seconds from activities order by 1')).toEqual([
    { external_id: '1', category: 'buyer-facing', seconds: 3600 },
    { external_id: '2', category: 'buyer-facing', seconds: 90 },
  ])
  expect(await rowsOf(database, 'select comment, received_on from feedback')).toEqual([
    { comment: 'Panne', received_on: '2026-02-05' },
  ])
  expect(
    await rowsOf(database, `select count(*) as n from landed_rows where data::text ~ 'Zorblat'`),
  ).toEqual([{ n: 0 }])
})

test.each([
  ['nested, as Meltano’s tap', (properties: object) => ({ properties })],
  [
    'flat, as Airbyte’s source',
    (properties: object) =>
      Object.fromEntries(Object.entries(properties).map(([name, value]) => [`properties_${name}`, value])),
  ],
])('HubSpot: meetings and calls by the objects of its third version, %s', async (_, shaped) => {
  const database = await freshDatabase()
  const { reports } = await send(
    database,
    lines(
      ...stream('owners', 'id', { id: '77', email: 'nora@example.com', firstName: 'Nora', lastName: 'Quist', archived: false }), // prettier-ignore
      ...stream(
        'meetings',
        'id',
        {
          id: '1',
          ...shaped({
            hs_meeting_start_time: '2026-02-03T09:00:00Z',
            hs_meeting_end_time: '2026-02-03T10:00:00Z',
            hubspot_owner_id: '77',
            hs_meeting_body: 'Zorblat',
          }),
          archived: false,
        },
        { id: '2', ...shaped({ hs_meeting_start_time: null, hubspot_owner_id: '77' }), archived: false },
      ),
      ...stream('calls', 'id', {
        id: '3',
        ...shaped({
          hs_timestamp: '2026-02-04T09:00:00Z',
          hs_call_duration: '90500',
          hubspot_owner_id: '77',
          hs_call_body: 'Zorblat',
        }),
        archived: false,
      }),
      ...stream('tasks', 'id', { id: '4', ...shaped({ hs_timestamp: '2026-02-04T09:00:00Z', hs_task_body: 'Zorblat' }) }), // prettier-ignore
    ),
  )
  expect(faults(reports)).toEqual([])
  expect(await rowsOf(database, 'select external_id, category, seconds from activities order by 1')).toEqual([
    { external_id: '1', category: 'buyer-facing', seconds: 3600 },
    { external_id: '3', category: 'buyer-facing', seconds: 90 },
  ])
  expect(
    await rowsOf(database, `select count(*) as n from landed_rows where data::text ~ 'Zorblat'`),
  ).toEqual([{ n: 0 }])
})

test('HubSpot: deals that were merged count once', async () => {
  const database = await freshDatabase()
  const deal = (id: number, merged: string | null) => ({
    dealId: id,
    property_dealname: { value: `D${id}` },
    property_dealstage: { value: 'x' },
    property_createdate: { value: '2026-01-01T09:00:00Z' },
    property_hs_merged_object_ids: { value: merged },
  })
  await send(database, lines(...stream('deals', 'dealId', deal(1, null), deal(2, null))))
  await send(database, lines(...stream('deals', 'dealId', deal(3, '1;2'))))
  expect(await rowsOf(database, 'select external_id, is_deleted from opportunities order by 1')).toEqual([
    { external_id: '1', is_deleted: true },
    { external_id: '2', is_deleted: true },
    { external_id: '3', is_deleted: false },
  ])
})
