// A person's own calendar links a meeting to the customer whose people come, as a file among deliveries does.
import { expect, test } from 'vitest'
import { owner } from '../../model/reader.ts'
import { freshDatabase } from '../../test/database.ts'
import { deliver, rowsOf } from '../../test/deliver.ts'
import { aboutCalendar, readOwnCalendar } from './calendar.ts'
import { replaceOwnTime } from './keep.ts'

const database = await freshDatabase()
await deliver(database, {
  'people.csv': 'person_email,display_name,role\nana@acme.fr,Ana Silva,rep\nbob@acme.fr,Bob Roc,rep\n',
  'accounts.csv': 'account_name,domain\nAubrac,aubrac.example\nBorea,borea.example\n',
})
const [ana] = await rowsOf(database, `select person_id from people where email = 'ana@acme.fr'`)
const personId = Number(ana!['person_id'])

const event = (uid: string, day: string, ...attendees: string[]) =>
  [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTART:2026060${day}T080000Z`,
    `DTEND:2026060${day}T090000Z`,
    'ORGANIZER:mailto:ana@acme.fr',
    ...attendees.map((address) => `ATTENDEE:mailto:${address}`),
    'END:VEVENT',
  ].join('\r\n')
const calendar = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  event('one', '1', 'kim@aubrac.example', 'bob@acme.fr'),
  event('two', '2', 'kim@aubrac.example', 'lou@borea.example'),
  event('stranger', '3', 'x@nobody.example'),
  event('late', '4', 'y@corvin.example'),
  'END:VCALENDAR',
  '',
].join('\r\n')

async function keep() {
  const about = await database.read(owner, (query) => aboutCalendar(query, personId))
  // What a thread is given crosses to it as plain values.
  const given = structuredClone({ timeZone: 'Europe/Paris', now: Date.UTC(2026, 5, 30), ...about })
  const { rows, from, to } = await readOwnCalendar([calendar], given)
  const source = { personId, source: 'own calendar x', basis: 'captured', tool: 'calendar' } as const
  return database.write(owner, (query) => replaceOwnTime(query, { ...source, days: { from, to } }, rows))
}
const kept = () =>
  rowsOf(
    database,
    `select a.external_id as id, c.name as account from activities as a left join accounts as c using (account_id) order by a.day`,
  )

test('the customer of a meeting, also one that became known later', async () => {
  await keep()
  expect(await kept()).toEqual([
    { id: 'one', account: 'Aubrac' },
    { id: 'two', account: null },
    { id: 'stranger', account: null },
    { id: 'late', account: null },
  ])
  expect(await keep()).toEqual({ added: 0, removed: 0, unchanged: 4 })
  await deliver(database, { 'accounts.csv': 'account_name,domain\nCorvin,corvin.example\n' })
  expect(await keep()).toEqual({ added: 1, removed: 1, unchanged: 3 })
  expect((await kept()).at(-1)).toEqual({ id: 'late', account: 'Corvin' })
  expect(await rowsOf(database, 'select count(*)::int as n from accounts')).toEqual([{ n: 3 }])
})
