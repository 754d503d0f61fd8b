// Mailboxes, calendars and trackers: however their deliveries are ordered, repeated and cut, the same minutes stand at the end.
import { expect, test } from 'vitest'
import type { Database } from '../model/database.ts'
import { owner } from '../model/reader.ts'
import { toPlainAnswers } from '../sources/ingest/index.ts'
import { type ConfirmedTotal, keepTracker } from '../sources/own-time/tracker.ts'
import fc from './chance.ts'
import { freshWorld } from './database.ts'
import { clock, deliver, rowsOf } from './deliver.ts'

const minutes = (database: Database) =>
  rowsOf(
    database,
    `select p.display_name, c.day, c.category, c.basis, c.seconds, c.started_at, a.name as account
     from activities as c join people as p on p.person_id = c.rep_id left join accounts as a using (account_id)
     order by 1, 2, 3, 4, 5, 6, 7`,
  )
const known = {
  'people.csv': 'person_email,display_name\nlea@ours.example,Léa\ntom@ours.example,Tom\n',
  'accounts.csv': 'account_name,domain\nClient,client.example\nAutre,autre.example\n',
}

/** All pieces twice, in any order, and where the order is cut into deliveries. */
const arriving = (pieces: number) =>
  fc.record({
    order: fc.shuffledSubarray([...Array(pieces).keys(), ...Array(pieces).keys()], { minLength: pieces * 2 }),
    cuts: fc.uniqueArray(fc.integer({ min: 1, max: pieces * 2 - 1 }), { minLength: 1, maxLength: 3 }),
  })

function cutUp<Item>(items: readonly Item[], cuts: readonly number[]): Item[][] {
  const places = [0, ...cuts.toSorted((one, other) => one - other), items.length]
  return places.slice(1).map((end, at) => items.slice(places[at], end))
}

test('mailboxes', { timeout: 600_000 }, async () => {
  const database = await freshWorld()
  const message = (number: number, from: string, to: string, hour: number) =>
    [
      'From - Mon May  4 10:00:00 2026',
      `Message-ID: <${number}@x>`,
      `Date: Mon, 04 May 2026 ${String(hour).padStart(2, '0')}:00:00 +0200`,
      `From: ${from}`,
      `To: ${to}`,
      '',
      'x',
      '',
    ].join('\n')
  const messages = [
    message(1, 'lea@ours.example', 'b@client.example', 9),
    message(2, 'b@client.example', 'lea@ours.example', 10),
    message(3, 'tom@ours.example', 'c@autre.example, b@client.example', 11),
    message(4, 'lea@ours.example', 'stranger@nowhere.example', 12),
    message(5, 'lea@ours.example', 'tom@ours.example', 13),
    message(6, 'lea@ours.example', 'c@autre.example', 9),
  ]
  await deliver(database, known)
  await deliver(database, { 'all.mbox': messages.join('\n') })
  const usual = await minutes(database)
  expect(usual.length).toBeGreaterThan(3)
  await fc.assert(
    fc.asyncProperty(arriving(messages.length), async ({ order, cuts }) => {
      await database.empty()
      await deliver(database, known)
      for (const [at, part] of cutUp(order, cuts).entries())
        await deliver(database, { [`part ${at}.mbox`]: part.map((place) => messages[place]).join('\n') })
      expect(await minutes(database)).toEqual(usual)
    }),
    { numRuns: 30, seed: 1980 },
  )
})

test('calendars', { timeout: 600_000 }, async () => {
  const database = await freshWorld()
  const event = (uid: string, more: readonly string[]) =>
    ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20260501T080000Z', ...more, 'END:VEVENT'].join('\r\n')
  const met = ['ORGANIZER:mailto:lea@ours.example', 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:b@client.example']
  const events = [
    event('one', ['DTSTART:20260504T080000Z', 'DTEND:20260504T090000Z', 'SUMMARY:x', ...met]),
    // A series with a moved instance: both parts are one piece, as every calendar writes them.
    [
      event('series', [
        'DTSTART:20260505T080000Z',
        'DTEND:20260505T083000Z',
        'RRULE:FREQ=DAILY;COUNT=4',
        'EXDATE:20260506T080000Z',
        ...met,
      ]),
      event('series', [
        'RECURRENCE-ID:20260507T080000Z',
        'DTSTART:20260507T140000Z',
        'DTEND:20260507T150000Z',
        ...met,
      ]),
    ].join('\r\n'),
    event('inside', [
      'DTSTART:20260508T080000Z',
      'DTEND:20260508T083000Z',
      'ORGANIZER:mailto:lea@ours.example',
      'ATTENDEE;PARTSTAT=ACCEPTED:mailto:tom@ours.example',
    ]),
    event('gone', ['DTSTART:20260509T080000Z', 'DTEND:20260509T083000Z', 'STATUS:CANCELLED', ...met]),
  ]
  const file = (parts: readonly string[]) =>
    ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//x//EN', ...parts, 'END:VCALENDAR', ''].join('\r\n')
  const hers = { person: 'lea@ours.example' }
  await deliver(database, known)
  const report = await deliver(database, { 'all.ics': file(events) }, hers)
  // To compare with the calendar: by its UIDs, a series as a whole.
  expect(toPlainAnswers(report)[0]?.checks['minutes']).toEqual({ one: 60, series: 120, inside: 30 })
  const usual = await minutes(database)
  expect(usual.length).toBeGreaterThan(3)
  await fc.assert(
    fc.asyncProperty(arriving(events.length), async ({ order, cuts }) => {
      await database.empty()
      await deliver(database, known)
      for (const [at, part] of cutUp(order, cuts).entries())
        await deliver(database, { [`part ${at}.ics`]: file(part.map((place) => events[place] ?? '')) }, hers)
      expect(await minutes(database)).toEqual(usual)
    }),
    { numRuns: 30, seed: 1980 },
  )
})

test('totals of a tracker, a day being a piece', { timeout: 600_000 }, async () => {
  const database = await freshWorld()
  const days: readonly (readonly ConfirmedTotal[])[] = [
    [{ day: '2026-05-04', category: 'crm', minutes: 50 }],
    [
      { day: '2026-05-05', category: 'crm', minutes: 20 },
      { day: '2026-05-05', category: 'buyer-facing', minutes: 90 },
    ],
    [{ day: '2026-05-06', category: 'prospecting', minutes: 5 }],
  ]
  const keep = (totals: readonly ConfirmedTotal[]) =>
    database.write(owner, async (query) => {
      const { person_id } = await query
        .selectFrom('people')
        .select('person_id')
        .where('email', '=', 'lea@ours.example')
        .executeTakeFirstOrThrow()
      return keepTracker(query, person_id, totals, { today: '2026-06-30', now: clock() })
    })
  await deliver(database, known)
  await keep(days.flat())
  const usual = await minutes(database)
  expect(usual).toHaveLength(4)
  await fc.assert(
    fc.asyncProperty(arriving(days.length), async ({ order, cuts }) => {
      await database.empty()
      await deliver(database, known)
      for (const part of cutUp(order, cuts))
        await keep([...new Set(part)].flatMap((place) => days[place] ?? []))
      expect(await minutes(database)).toEqual(usual)
    }),
    { numRuns: 30, seed: 1980 },
  )
})
