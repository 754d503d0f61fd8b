// What customers say, as tap-zendesk and tap-hubspot send it: tickets with the rating that was given, the words beside it, and the
// company of each.
import { expect, test } from 'vitest'
import { voiceOfCustomer } from '../../../kpis/voice-of-customer/definition.ts'
import { measure, organisation, parsePeriod } from '../../../metric/index.ts'
import { owner } from '../../../model/reader.ts'
import { freshDatabase } from '../../database.ts'
import { rowsOf } from '../../deliver.ts'
import { lines, send } from '../send.ts'
import { type Fields, flag, list, object, stream, text, time, whole } from './messages.ts'

const voices = `select f.external_id as id, f.received_on, f.channel, f.comment, f.sentiment, a.name as account
  from feedback as f left join accounts as a on a.account_id = f.account_id and a.is_identified order by 1`

function zendesk(): object[] {
  const ticket = (id: number, more: Fields): Fields => ({
    id,
    organization_id: 900,
    requester_id: 31,
    subject: `Subject ${id}`,
    description: `Words ${id}`,
    status: 'solved',
    type: 'incident',
    created_at: '2026-02-03T09:00:00.000000Z',
    updated_at: '2026-02-04T09:00:00.000000Z',
    satisfaction_rating: { id: null, score: 'unoffered', comment: null },
    custom_fields: [{ id: 1, value: 'zorblat' }],
    ...more,
  })
  const rating = (id: number, ticket_id: number, score: string, comment: string | null): Fields => ({
    id,
    ticket_id,
    requester_id: 31,
    score,
    comment,
    reason: 'No reason provided',
    created_at: '2026-02-05T23:30:00.000000Z',
    updated_at: '2026-02-06T09:00:00.000000Z',
  })
  const score = object({ id: whole, score: text, comment: text, reason: text })
  return [
    // Ratings come before their tickets: the order of streams is the tap's.
    ...stream(
      'satisfaction_ratings',
      'id',
      {
        id: whole,
        ticket_id: whole,
        requester_id: whole,
        score: text,
        comment: text,
        reason: text,
        created_at: time,
        updated_at: time,
      },
      [
        // The same number as a ticket: still two voices.
        rating(1, 1, 'good', 'Answered within the hour'),
        rating(2, 2, 'bad', null),
        rating(3, 3, 'offered', null),
        // Its ticket belongs to nobody known.
        rating(4, 4, 'bad', 'Still waiting'),
      ],
    ),
    ...stream(
      'tickets',
      'id',
      {
        id: whole,
        organization_id: whole,
        requester_id: whole,
        subject: text,
        description: text,
        status: text,
        type: text,
        created_at: time,
        updated_at: time,
        satisfaction_rating: { type: ['null', 'object', 'string'], properties: score.properties },
      },
      [
        ticket(1, { satisfaction_rating: { id: 1, score: 'good', comment: 'Answered within the hour' } }),
        ticket(2, { satisfaction_rating: { id: 2, score: 'bad', comment: null } }),
        ticket(3, { satisfaction_rating: { id: 3, score: 'offered', comment: null } }),
        ticket(4, { organization_id: null, satisfaction_rating: 'bad' }),
        ticket(5, { status: 'deleted' }),
      ],
    ),
    ...stream('organizations', 'id', { id: whole, name: text, domain_names: list(text), created_at: time }, [
      { id: 900, name: 'Lorme', domain_names: ['lorme.example'], created_at: '2025-01-01T00:00:00.000000Z' },
    ]),
  ]
}

test('Zendesk: a rating counts once, its words are a voice, and both belong to the company of the ticket', async () => {
  const database = await freshDatabase()
  const { reports } = await send(database, lines(...zendesk()))
  expect(
    reports.flatMap(({ files }) => files.flatMap(({ name, errors }) => errors.map((one) => [name, one]))),
  ).toEqual([])
  const ticket = { received_on: '2026-02-03', channel: 'ticket' }
  const words = { received_on: '2026-02-06', channel: 'questionnaire', sentiment: null }
  expect(await rowsOf(database, voices)).toEqual([
    { id: '1', ...ticket, comment: 'Words 1', sentiment: 'positive', account: 'Lorme' },
    { id: '2', ...ticket, comment: 'Words 2', sentiment: 'negative', account: 'Lorme' },
    { id: '3', ...ticket, comment: 'Words 3', sentiment: null, account: 'Lorme' },
    { id: '4', ...ticket, comment: 'Words 4', sentiment: 'negative', account: null },
    { id: 'satisfaction-1', ...words, comment: 'Answered within the hour', account: 'Lorme' },
    { id: 'satisfaction-4', ...words, comment: 'Still waiting', account: null },
  ])
  const { answers } = await measure(database, owner, voiceOfCustomer, {
    scope: organisation,
    period: parsePeriod('2026-Q1')!,
    asOf: '2026-04-20',
  })
  // Four tickets that stand, and two comments.
  expect(answers.find(({ id }) => id === 'voices')?.value).toBe(6)
  // Of three ratings one is good and two are bad: positive less negative.
  const tone = answers.find(({ id }) => id === 'sentiment')
  expect([tone?.numerator, tone?.denominator]).toEqual([-1, 3])
  // A rating never is a recommendation: nothing of it is an answer to a survey.
  expect(await rowsOf(database, 'select count(*) as n from survey_answers')).toEqual([{ n: 0 }])
  expect(
    await rowsOf(database, `select count(*) as n from landed_rows where data::text ~ 'zorblat'`),
  ).toEqual([{ n: 0 }])
})

test('HubSpot: tickets belong to the company of their associations, in either shape', async () => {
  const database = await freshDatabase()
  const linked = object({ results: list(object({ id: text, type: text })) })
  const { reports } = await send(
    database,
    lines(
      ...stream(
        'tickets',
        'id',
        {
          id: { type: 'string' },
          createdAt: time,
          archived: flag,
          associations: object({ companies: linked, deals: linked, contacts: linked }),
          property_hs_pipeline_stage: text,
          property_createdate: time,
          property_subject: text,
          property_content: text,
        },
        [
          {
            id: '1',
            createdAt: '2026-02-03T09:00:00Z',
            archived: false,
            associations: { companies: { results: [{ id: '501', type: 'ticket_to_company' }] } },
            property_hs_pipeline_stage: '1',
            property_createdate: '2026-02-03T09:00:00Z',
            property_subject: 'Broken',
            property_content: 'It does not start',
          },
        ],
      ),
      ...stream('companies', 'companyId', { companyId: whole, property_name: object({ value: text }) }, [
        { companyId: 501, property_name: { value: 'Acme' } },
      ]),
    ),
  )
  expect(reports.flatMap(({ files }) => files.flatMap(({ errors }) => errors))).toEqual([])
  expect(await rowsOf(database, voices)).toMatchObject([
    { id: '1', comment: 'It does not start', account: 'Acme' },
  ])
})
