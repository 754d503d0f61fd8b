// Moves from one stage to another that come in pieces, activities, leads with their deals, and which streams nobody takes for a vendor's.
import { expect, test } from 'vitest'
import { freshDatabase } from '../../database.ts'
import { rowsOf } from '../../deliver.ts'
import { lines, send } from '../send.ts'
import { pipedrive, pipedriveActivities } from './as-pipedrive.ts'
import { type Fields, list, object, stream, text, time, whole } from './messages.ts'

const visits = `select k.name as stage, v.entered_on as entered, v.left_on as left from stage_visits as v join stages as k using (stage_id)
  join opportunities as o on o.account_id = v.account_id and o.opportunity_id = v.opportunity_id where o.external_id = '5' order by v.visit`

const moves = (...rows: readonly Fields[]) =>
  stream(
    'dealflow',
    'id',
    { id: whole, item_id: whole, field_key: text, old_value: text, new_value: text, log_time: time },
    rows.map((row) => ({ item_id: 5, field_key: 'stage_id', ...row })),
  )

test('Pipedrive: the first stage is told by the first move, also when moves come later, again, or the last one first', async () => {
  const database = await freshDatabase()
  const [contact, offer] = [
    { stage: 'Contact', entered: '2026-02-20', left: '2026-03-01' },
    { stage: 'Offer', entered: '2026-03-01', left: '2026-03-10' },
  ]
  const back = { stage: 'Contact', entered: '2026-03-10', left: null }
  const later = moves({ id: 902, old_value: '2', new_value: '1', log_time: '2026-03-10T08:00:00.000000Z' })
  await send(database, lines(...pipedrive(2)))
  await send(database, lines(...later))
  expect(await rowsOf(database, visits)).toEqual([contact, offer, back])
  // At least once: the same again.
  await send(database, lines(...pipedrive(2), ...later))
  expect(await rowsOf(database, visits)).toEqual([contact, offer, back])

  const other = await freshDatabase()
  const withoutMoves = pipedrive(2).filter((message) => (message as Fields)['stream'] !== 'dealflow')
  await send(other, lines(...withoutMoves, ...later))
  // All that is known: it moved out of the second stage.
  expect(await rowsOf(other, visits)).toEqual([{ ...offer, entered: '2026-02-20' }, back])
  await send(other, lines(...pipedrive(2)))
  expect(await rowsOf(other, visits)).toEqual([contact, offer, back])
})

test('Pipedrive: calls and meetings that took place are time with customers; their hours are of UTC', async () => {
  const database = await freshDatabase()
  const activity = (id: number, more: Fields): Fields => ({
    id,
    owner_id: 71,
    done: true,
    type: 'meeting',
    due_date: '2026-02-03',
    due_time: '23:30',
    duration: '01:15',
    add_time: '2026-02-01T08:00:00.000000Z',
    subject: 'Zorblat',
    note: 'Zorblat',
    deal_id: null,
    org_id: 501,
    person_id: null,
    is_deleted: false,
    attendees: [{ email: 'zorblat@buyer.example', name: 'Zorblat' }],
    ...more,
  })
  const { reports } = await send(
    database,
    lines(
      ...pipedrive(2),
      ...pipedriveActivities([
        activity(1, {}),
        activity(2, { type: 'call', due_time: null, duration: '00:20', deal_id: 5, org_id: null }),
        activity(3, { done: false }),
        activity(4, { type: 'task' }),
        activity(5, { org_id: null }),
        activity(6, { duration: null }),
        activity(7, { is_deleted: true }),
      ]),
    ),
  )
  expect(
    reports.flatMap(({ files }) => files.flatMap(({ name, errors }) => errors.map((one) => [name, one]))),
  ).toEqual([])
  expect(
    await rowsOf(
      database,
      `select a.external_id as id, a.day, a.category, a.seconds, p.email, o.external_id as deal from activities as a
       join people as p on p.person_id = a.rep_id left join opportunities as o on o.account_id = a.account_id and o.opportunity_id = a.opportunity_id
       order by 1, 2`,
    ),
  ).toEqual([
    // Half past midnight in Paris: the fourth.
    {
      id: '1',
      day: '2026-02-04',
      category: 'buyer-facing',
      seconds: 4500,
      email: 'ana@example.com',
      deal: null,
    },
    {
      id: '2',
      day: '2026-02-03',
      category: 'buyer-facing',
      seconds: 1200,
      email: 'ana@example.com',
      deal: '5',
    },
  ])
  expect(
    await rowsOf(database, `select count(*) as n from landed_rows where data::text ~* 'zorblat'`),
  ).toEqual([{ n: 0 }])
})

test('HubSpot: a contact in an opportunity is a customer once its deal is won, and not before', async () => {
  const database = await freshDatabase()
  const linked = object({ results: list(object({ id: text, type: text })) })
  const contact = (id: string, deal: string | null): Fields => ({
    id,
    archived: false,
    associations: deal === null ? {} : { deals: { results: [{ id: deal, type: 'contact_to_deal' }] } },
    property_lifecyclestage: 'opportunity',
    property_createdate: '2026-01-02T09:00:00Z',
    property_hs_lifecyclestage_opportunity_date: '2026-01-10T09:00:00Z',
  })
  const deal = (dealId: number, won: boolean): Fields => ({
    dealId,
    property_dealname: { value: `D${dealId}` },
    property_dealstage: { value: won ? 'closedwon' : 'offersent' },
    property_createdate: { value: '2026-01-10T09:00:00Z' },
    property_closedate: { value: '2026-02-10T09:00:00Z' },
    property_hs_is_closed: { value: String(won) },
    property_hs_is_closed_won: { value: String(won) },
  })
  const property = object({ value: text })
  const { reports } = await send(
    database,
    lines(
      ...stream(
        'contacts',
        'id',
        {
          id: text,
          associations: object({ deals: linked }),
          property_lifecyclestage: text,
          property_createdate: time,
          property_hs_lifecyclestage_opportunity_date: time,
        },
        [contact('1', '11'), contact('2', '12'), contact('3', null)],
      ),
      ...stream(
        'deals',
        'dealId',
        {
          dealId: whole,
          ...Object.fromEntries(
            ['dealname', 'dealstage', 'createdate', 'closedate', 'hs_is_closed', 'hs_is_closed_won'].map(
              (name) => [`property_${name}`, property],
            ),
          ),
        },
        [deal(11, true), deal(12, false)],
      ),
    ),
  )
  expect(reports.flatMap(({ files }) => files.flatMap(({ errors }) => errors))).toEqual([])
  expect(
    await rowsOf(
      database,
      `select l.external_id as id, c.is_customer, c.became_on from lead_cohort as c
       join leads as l on l.account_id = c.account_id and l.lead_id = c.lead_id where l.external_id in ('1', '2') order by 1`,
    ),
  ).toEqual([
    { id: '1', is_customer: true, became_on: '2026-02-10' },
    { id: '2', is_customer: false, became_on: null },
  ])
})

test('a stream of another system that is called like one of a vendor waits for a mapping', async () => {
  const database = await freshDatabase()
  const names = [
    'emails',
    'notes',
    'task',
    'event',
    'contact',
    'campaigns',
    'forms',
    'users',
    'activities',
    'credit_notes',
  ]
  await send(
    database,
    lines(
      ...names.flatMap((name) =>
        stream(name, 'no', { no: whole, title: text }, [{ no: 1, title: `of ${name}` }]),
      ),
    ),
  )
  expect(
    await rowsOf(database, "select data ->> 'title' as title from landed_rows order by row_number, 1"),
  ).toHaveLength(names.length)
})
