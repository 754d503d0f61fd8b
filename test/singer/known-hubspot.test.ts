// Streams of tap-hubspot, flattened and nested, brought into the tables that figures are measured from.
import { describe, expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { rowsOf } from '../deliver.ts'
import { lines, send } from './send.ts'
import { flag, moment, number, record, schema, string } from './tap-messages.ts'

const value = (type: object) => ({ type: ['null', 'object'], properties: { value: type, timestamp: moment } })
const hubspot = (nested: boolean) => {
  const deal = {
    dealname: 'Forge',
    amount: '1200.50',
    dealstage: 'closedwon',
    pipeline: 'default',
    createdate: '2026-01-15T09:12:44.000000Z',
    closedate: '2026-03-31T08:00:00.000000Z',
    hubspot_owner_id: '77',
    hs_v2_date_entered_appointmentscheduled: '2026-01-15T09:12:44.000000Z',
    hs_v2_date_entered_closedwon: '2026-03-31T08:00:00.000000Z',
  }
  const names = Object.keys(deal)
  const properties = nested
    ? {
        dealId: { type: 'integer' },
        properties: {
          type: 'object',
          properties: Object.fromEntries(names.map((name) => [name, value(string)])),
        },
      }
    : {
        dealId: { type: 'integer' },
        ...Object.fromEntries(names.map((name) => [`property_${name}`, value(string)])),
      }
  const cells = Object.entries(deal).map(([name, text]) => [
    nested ? name : `property_${name}`,
    { value: text, timestamp: null },
  ])
  const fields = Object.fromEntries(cells) as object
  return lines(
    schema('deals', 'dealId', properties),
    record('deals', { dealId: 4201, ...(nested ? { properties: fields } : fields) }),
    schema('deal_pipelines', 'pipelineId', {
      pipelineId: string,
      label: string,
      stages: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            stageId: string,
            label: string,
            displayOrder: number,
            probability: number,
            closedWon: flag,
          },
        },
      },
    }),
    record('deal_pipelines', {
      pipelineId: 'default',
      label: 'Ventes',
      stages: [
        {
          stageId: 'appointmentscheduled',
          label: 'Rendez-vous',
          displayOrder: 0,
          probability: 0.2,
          closedWon: false,
        },
        { stageId: 'closedwon', label: 'Gagnée', displayOrder: 1, probability: 1, closedWon: true },
      ],
    }),
    schema('owners', 'ownerId', {
      ownerId: { type: 'integer' },
      email: string,
      firstName: string,
      lastName: string,
      isActive: flag,
    }),
    record('owners', {
      ownerId: 77,
      email: 'nora@example.com',
      firstName: 'Nora',
      lastName: 'Quist',
      isActive: true,
    }),
    schema('engagements', 'engagement_id', {
      engagement_id: { type: 'integer' },
      metadata: { type: 'object', properties: { subject: string } },
    }),
    record('engagements', { engagement_id: 1, metadata: { subject: 'Zorblat' } }),
  )
}

describe.each([
  ['flattened', false],
  ['nested', true],
] as const)('HubSpot, properties %s', (_name, nested) => {
  test('deals with the dates of their stages, stages of the pipelines, owners', async () => {
    const database = await freshDatabase()
    const { reports } = await send(database, hubspot(nested))
    expect(reports[0]?.files.flatMap(({ errors }) => errors)).toEqual([])
    expect(
      await rowsOf(
        database,
        `select o.external_id, o.outcome, o.amount_minor, o.closed_on, l.name as pipeline, k.name as stage, p.email,
           (select string_agg(w.name || ' ' || v.entered_on, ', ' order by v.visit) from stage_visits as v join stages as w using (stage_id)
            where v.opportunity_id = o.opportunity_id) as visits
         from opportunities as o join stages as k using (stage_id) join pipelines as l on l.pipeline_id = o.pipeline_id
         join people as p on p.person_id = o.owner_id`,
      ),
    ).toEqual([
      {
        external_id: '4201',
        outcome: 'won',
        amount_minor: 120050,
        closed_on: '2026-03-31',
        pipeline: 'Ventes',
        stage: 'Gagnée',
        email: 'nora@example.com',
        visits: 'Rendez-vous 2026-01-15, Gagnée 2026-03-31',
      },
    ])
    const kept = await rowsOf(database, `select count(*) as n from landed_rows where data::text ~ 'Zorblat'`)
    expect(kept).toEqual([{ n: 0 }])
  })
})
