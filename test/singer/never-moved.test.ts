// Deals of Pipedrive whose stage never changed: they have stood in it since they were made.
import { expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { deliver, rowsOf } from '../deliver.ts'
import { lines, send } from './send.ts'

const deal = (id: number, stage_id: number, stage_change_time: string | null) => ({
  id,
  title: `Forge ${id}`,
  value: 100,
  currency: 'EUR',
  status: 'open',
  stage_id,
  pipeline_id: 1,
  add_time: '2026-01-01 23:30:00',
  stage_change_time,
})
const declare = (stream: string, record: object) => ({
  type: 'SCHEMA',
  stream,
  key_properties: ['id'],
  schema: { properties: Object.fromEntries(Object.keys(record).map((name) => [name, {}])) },
})
const records = (stream: string, ...all: readonly object[]) =>
  all.map((record) => ({ type: 'RECORD', stream, record }))
const visits = `select o.external_id as deal, k.name as stage, v.entered_at, v.entered_on, v.left_at, v.provenance
  from stage_visits as v join opportunities as o using (account_id, opportunity_id) join stages as k on k.stage_id = v.stage_id
  order by 1, v.visit`
const first = { entered_at: '2026-01-01T23:30:00+00:00', entered_on: '2026-01-02', provenance: 'history' }

test('a deal that never moved is in its stage since it was made; of one that moved nothing is made up', async () => {
  const database = await freshDatabase()
  const arrive = async (...messages: readonly object[]) => send(database, lines(...messages))
  const head = declare('deals', deal(1, 2, null))
  await arrive(head, ...records('deals', deal(1, 2, null), deal(2, 3, '2026-02-01 10:00:00')))
  const before = [{ deal: '1', stage: '2', ...first, left_at: null }]
  expect(await rowsOf(database, visits)).toEqual(before)
  await arrive(head, ...records('deals', { ...deal(1, 2, null), title: 'Forge, again' }))
  expect(await rowsOf(database, visits)).toEqual(before)
  // It moves; the flow of the deal tells when, and out of which stage.
  const move = {
    id: 9,
    item_id: 1,
    field_key: 'stage_id',
    old_value: '2',
    new_value: '3',
    log_time: '2026-03-01 08:00:00',
  }
  await arrive(
    head,
    ...records('deals', deal(1, 3, '2026-03-01 08:00:00')),
    declare('dealflow', move),
    ...records('dealflow', move),
  )
  expect(await rowsOf(database, visits)).toEqual([
    { deal: '1', stage: '2', ...first, left_at: '2026-03-01T08:00:00+00:00' },
    {
      deal: '1',
      stage: '3',
      entered_at: '2026-03-01T08:00:00+00:00',
      entered_on: '2026-03-01',
      left_at: null,
      provenance: 'history',
    },
  ])
})

test('where the property is not there, a deal may have moved: nothing is told', async () => {
  const database = await freshDatabase()
  const { stage_change_time: _none, ...bare } = deal(1, 2, null)
  await send(database, lines(declare('deals', bare), ...records('deals', bare)))
  expect(await rowsOf(database, visits)).toEqual([])
})

test('the list that Pipedrive exports tells it too, in the zone of the organisation', async () => {
  const database = await freshDatabase()
  await deliver(database, {
    'deals.csv': `Deal - ID;Deal - Title;Deal - Value;Deal - Currency of Value;Deal - Stage;Deal - Status;Deal - Deal created;Deal - Last stage change
1;Forge;100;EUR;Offre;Open;2026-01-02 00:30:00;
2;Presse;100;EUR;Offre;Open;2026-01-02 00:30:00;2026-02-01 10:00:00
`,
  })
  expect(await rowsOf(database, visits)).toEqual([{ deal: '1', stage: 'Offre', ...first, left_at: null }])
})
