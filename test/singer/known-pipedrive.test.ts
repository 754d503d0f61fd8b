// Streams of tap-pipedrive, brought into the tables that figures are measured from.
import { expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { rowsOf } from '../deliver.ts'
import { lines, send } from './send.ts'
import { flag, number, record, schema, string } from './tap-messages.ts'

test('Pipedrive: times without an offset are UTC, names of stages and pipelines come from their streams', async () => {
  const database = await freshDatabase()
  const integer = { type: ['null', 'integer'] }
  const { reports } = await send(
    database,
    lines(
      schema('deals', 'id', {
        id: integer,
        title: string,
        value: number,
        currency: string,
        status: string,
        stage_id: integer,
        pipeline_id: integer,
        user_id: integer,
        org_id: integer,
        add_time: string,
        won_time: string,
        lost_time: string,
        close_time: string,
        lost_reason: string,
      }),
      record('deals', {
        id: 1,
        title: 'Forge',
        value: 99.5,
        currency: 'EUR',
        status: 'lost',
        stage_id: 3,
        pipeline_id: 1,
        user_id: 5,
        org_id: 8,
        add_time: '2026-01-01 23:30:00',
        won_time: null,
        lost_time: '2026-02-01 10:00:00',
        close_time: '2026-02-01 10:00:00',
        lost_reason: 'Prix',
      }),
      schema('stages', 'id', { id: integer, name: string, order_nr: integer, pipeline_id: integer }),
      record('stages', { id: 3, name: 'Offre', order_nr: 2, pipeline_id: 1 }),
      schema('pipelines', 'id', { id: integer, name: string, url_title: string }),
      record('pipelines', { id: 1, name: 'Ventes', url_title: 'ventes' }),
      schema('organizations', 'id', { id: integer, name: string, add_time: string, owner_id: integer }),
      record('organizations', { id: 8, name: 'Lorme', add_time: '2025-05-05 08:00:00', owner_id: 5 }),
      schema('users', 'id', { id: integer, name: string, email: string, active_flag: flag }),
      record('users', { id: 5, name: 'Nora Quist', email: 'nora@example.com', active_flag: true }),
    ),
  )
  expect(reports[0]?.files.flatMap(({ errors }) => errors)).toEqual([])
  expect(
    await rowsOf(
      database,
      `select o.outcome, o.opened_at, o.opened_on, o.closed_on, o.amount_minor, o.loss_reason, a.name as account, k.name as stage, l.name as pipeline
       from opportunities as o join accounts as a using (account_id) join stages as k using (stage_id) join pipelines as l on l.pipeline_id = o.pipeline_id`,
    ),
  ).toEqual([
    {
      outcome: 'lost',
      opened_at: '2026-01-01T23:30:00+00:00',
      // Half past midnight in Paris.
      opened_on: '2026-01-02',
      closed_on: '2026-02-01',
      amount_minor: 9950,
      loss_reason: 'Prix',
      account: 'Lorme',
      stage: 'Offre',
      pipeline: 'Ventes',
    },
  ])
})
