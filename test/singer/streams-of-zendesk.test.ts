// Tickets of Zendesk, as taps write them, brought into the tables that figures are measured from.
import { expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { rowsOf } from '../deliver.ts'
import { lines, send } from './send.ts'
import { faults, stream } from './streams.ts'

test('Zendesk: tickets of organisations, in a source of their own', async () => {
  const database = await freshDatabase()
  const { reports } = await send(
    database,
    lines(
      ...stream('organizations', 'id', {
        id: 42,
        name: 'Lorme',
        domain_names: ['lorme.example'],
        created_at: '2025-01-01T00:00:00Z',
      }),
      ...stream('tickets', 'id', {
        id: 1,
        requester_id: 7,
        organization_id: 42,
        subject: 'Panne',
        description: 'La presse chauffe',
        created_at: '2026-02-05T23:30:00Z',
      }),
      ...stream('users', 'id', { id: 7, organization_id: 42, email: 'zorblat@buyer.example' }),
    ),
  )
  expect(reports.map(({ source }) => source)).toEqual(['zendesk'])
  expect(faults(reports)).toEqual([])
  expect(
    await rowsOf(
      database,
      'select f.received_on, f.comment, a.name from feedback as f join accounts as a using (account_id)',
    ),
  ).toEqual([{ received_on: '2026-02-06', comment: 'La presse chauffe', name: 'Lorme' }])
})
