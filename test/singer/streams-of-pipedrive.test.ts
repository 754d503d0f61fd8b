// Stages of deals by the flow of Pipedrive, as taps write them, brought into the tables that figures are measured from.
import { expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { rowsOf } from '../deliver.ts'
import { lines, send } from './send.ts'
import { faults, stream } from './streams.ts'

test('Pipedrive: the flow of a deal gives the moments of its stages', async () => {
  const database = await freshDatabase()
  const flow = (id: number, field_key: string, new_value: string, log_time: string) => ({
    id,
    item_id: 1,
    user_id: 5,
    field_key,
    old_value: null,
    new_value,
    log_time,
  })
  const deal = {
    id: 1,
    title: 'Forge',
    value: 10,
    currency: 'EUR',
    status: 'open',
    stage_id: 3,
    add_time: '2026-01-01 09:00:00',
  }
  const { reports } = await send(
    database,
    lines(
      ...stream(
        'stages',
        'id',
        { id: 2, name: 'Contact', order_nr: 1, pipeline_id: 1 },
        { id: 3, name: 'Offre', order_nr: 2, pipeline_id: 1 },
      ),
      ...stream('deals', 'id', deal),
      ...stream(
        'dealflow',
        'id',
        flow(10, 'add_time', '2026-01-01 09:00:00', '2026-01-01 09:00:00'),
        flow(11, 'stage_id', '2', '2026-01-01 09:00:00'),
        flow(12, 'stage_id', '3', '2026-01-09 10:00:00'),
      ),
    ),
  )
  expect(faults(reports)).toEqual([])
  expect(
    await rowsOf(
      database,
      'select k.name, v.entered_at from stage_visits as v join stages as k using (stage_id) order by v.entered_at',
    ),
  ).toEqual([
    { name: 'Contact', entered_at: '2026-01-01T09:00:00+00:00' },
    { name: 'Offre', entered_at: '2026-01-09T10:00:00+00:00' },
  ])
})
