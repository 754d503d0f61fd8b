// A meeting with people of one known customer is a meeting with that customer: by the domain of those who come.
import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { deliver, rowsOf } from '../../test/deliver.ts'

const database = await freshDatabase()
await deliver(database, {
  'people.csv':
    'person_email,display_name,role,team\nana@acme.fr,Ana Silva,rep,North\nbob@acme.fr,Bob Roc,rep,North\n',
  'accounts.csv': 'account_name,domain,industry\nAubrac,aubrac.example,wood\nBorea,borea.example,steel\n',
})

const event = (uid: string, day: string, lines: readonly string[]) =>
  [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTART:2026060${day}T080000Z`,
    `DTEND:2026060${day}T090000Z`,
    'ORGANIZER:mailto:ana@acme.fr',
    'ATTENDEE:mailto:ana@acme.fr',
    ...lines,
    'END:VEVENT',
  ].join('\r\n')

test('the account of a meeting', async () => {
  const text = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    event('one', '1', ['ATTENDEE:mailto:kim@aubrac.example', 'ATTENDEE:mailto:bob@acme.fr']),
    event('below', '2', ['ATTENDEE:mailto:kim@paris.aubrac.example']),
    // Of two customers it is neither's; who declined does not come; a stranger and a colleague are no account.
    event('two', '3', ['ATTENDEE:mailto:kim@aubrac.example', 'ATTENDEE:mailto:lou@borea.example']),
    event('declined', '4', [
      'ATTENDEE;PARTSTAT=DECLINED:mailto:kim@aubrac.example',
      'ATTENDEE:mailto:lou@borea.example',
    ]),
    event('stranger', '5', ['ATTENDEE:mailto:x@nobody.example']),
    event('inside', '8', ['ATTENDEE:mailto:bob@acme.fr']),
    'END:VCALENDAR',
    '',
  ].join('\r\n')
  const report = await deliver(database, { 'ana.ics': text }, { person: 'ana@acme.fr' })
  expect(report.files[0]).toMatchObject({ verdict: 'accept', accepted: 6 })
  const rows = await rowsOf(
    database,
    `select split_part(a.external_id, ' ', 1) as id, a.category, c.name as account from activities as a
     left join accounts as c on c.account_id = a.account_id order by a.day`,
  )
  expect(rows).toEqual([
    { id: 'one', category: 'buyer-facing', account: 'Aubrac' },
    { id: 'below', category: 'buyer-facing', account: 'Aubrac' },
    { id: 'two', category: 'buyer-facing', account: null },
    { id: 'declined', category: 'buyer-facing', account: 'Borea' },
    { id: 'stranger', category: 'buyer-facing', account: null },
    { id: 'inside', category: 'internal', account: null },
  ])
  // No account is made of an address.
  expect(await rowsOf(database, 'select count(*)::int as n from accounts')).toEqual([{ n: 2 }])
})
