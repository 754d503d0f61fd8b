// Calendars by hand: recurrences with exceptions, zones, days on which the clock changes, hostile rules. Answers are literals.
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../statistics/random.ts'
import { ownSeconds } from '../../test/own-seconds.ts'
import { CalendarCut, expandCalendar, readCalendar } from './calendar.ts'
import { countTime } from './pieces.ts'

const wide = { from: Date.UTC(2000, 0, 1), to: Date.UTC(2030, 0, 1), timeZone: 'Europe/Paris' }
const calendarOf = (...events: string[]) =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${events.map((event) => event.trim().replace(/\n/g, '\r\n')).join('\r\n')}\r\nEND:VCALENDAR\r\n`
const eventOf = (lines: string, uid = 'e1') => `BEGIN:VEVENT\nUID:${uid}\n${lines.trim()}\nEND:VEVENT`

async function expand(text: string, window: Partial<typeof wide> = {}) {
  return expandCalendar(await readCalendar([text]), { ...wide, ...window })
}

/** Starts of occurrences, to the minute: in UTC, or days. */
async function starts(text: string, window: Partial<typeof wide> = {}): Promise<string[]> {
  const { occurrences } = await expand(text, window)
  return occurrences.map(({ start, isAllDay }) => new Date(start).toISOString().slice(0, isAllDay ? 10 : 16))
}

const rule = (start: string, text: string) => starts(calendarOf(eventOf(`DTSTART:${start}\nRRULE:${text}`)))

describe('the rules of RFC 5545, section 3.8.5.3, moved to this century', () => {
  test.each([
    [
      'every other week on two days',
      'FREQ=WEEKLY;INTERVAL=2;COUNT=4;WKST=SU;BYDAY=TU,TH',
      '20260106T090000Z',
      '06 08 20 22',
    ],
    ['the last but one Monday', 'FREQ=MONTHLY;COUNT=3;BYDAY=-2MO', '20260119T090000Z', '01-19 02-16 03-23'],
    [
      'the third day to the last',
      'FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=3',
      '20260129T090000Z',
      '01-29 02-26 03-29',
    ],
    [
      'a month without a 31st is passed over',
      'FREQ=MONTHLY;COUNT=3',
      '20260131T090000Z',
      '01-31 03-31 05-31',
    ],
    [
      'Friday the 13th',
      'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3',
      '20260101T090000Z',
      '02-13 03-13 11-13',
    ],
    [
      'the third of Tuesday to Thursday',
      'FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3',
      '20260107T090000Z',
      '01-07 02-05 03-05',
    ],
    [
      'the last working day of the week',
      'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2',
      '20260105T090000Z',
      '01-09 01-16',
    ],
    [
      'Monday of week 20',
      'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=2',
      '20260511T090000Z',
      '2026-05-11 2027-05-17',
    ],
    ['the twentieth Monday', 'FREQ=YEARLY;BYDAY=20MO;COUNT=2', '20260101T090000Z', '2026-05-18 2027-05-17'],
    [
      'day 100 of each second year',
      'FREQ=YEARLY;INTERVAL=2;BYYEARDAY=100,-1;COUNT=3',
      '20260101T090000Z',
      '2026-04-10 2026-12-31 2028-04-09',
    ],
    ['29 February, when there is one', 'FREQ=YEARLY;COUNT=2', '20240229T090000Z', '2024-02-29 2028-02-29'],
    [
      'the last day of February',
      'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=-1;COUNT=3',
      '20260101T090000Z',
      '2026-02-28 2027-02-28 2028-02-29',
    ],
    ['each ninety minutes', 'FREQ=MINUTELY;INTERVAL=90;COUNT=3', '20260101T090000Z', 'T09:00 T10:30 T12:00'],
    [
      'quarters of two hours',
      'FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,30;COUNT=5',
      '20260101T090000Z',
      'T09:00 T09:30 T10:00 T10:30 02T09:00',
    ],
    ['never', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '20260101T090000Z', ''],
    ['never, by the second', 'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30', '20260101T090000Z', ''],
  ])('%s', async (_name, text, start, expected) => {
    const found = await rule(start, text)
    const wanted = expected === '' ? [] : expected.split(' ')
    expect(found).toHaveLength(wanted.length)
    for (const [index, part] of wanted.entries()) expect(found[index]).toContain(part)
  })
})

describe('where a series ends', () => {
  const weekly = (until: string) =>
    starts(calendarOf(eventOf(`DTSTART;TZID=Europe/Paris:20260305T190000\nRRULE:FREQ=WEEKLY;UNTIL=${until}`)))
  test('in UTC, at the very instant', async () => {
    expect(await weekly('20260319T180000Z')).toHaveLength(3)
    expect(await weekly('20260319T175959Z')).toHaveLength(2)
  })
  test('in local time, against the standard, and as a day, which counts whole', async () => {
    expect(await weekly('20260319T190000')).toHaveLength(3)
    expect(await weekly('20260319')).toHaveLength(3)
  })
})

test('a weekly meeting keeps its hour on the wall when the clock changes', async () => {
  const text = calendarOf(
    eventOf(
      'DTSTART;TZID=Europe/Paris:20260322T100000\nDTEND;TZID=Europe/Paris:20260322T110000\nRRULE:FREQ=WEEKLY;COUNT=3',
    ),
  )
  expect(await starts(text)).toEqual(['2026-03-22T09:00', '2026-03-29T08:00', '2026-04-05T08:00'])
})

test('moved, cancelled and excepted instances, in whatever zone they are named', async () => {
  const text = calendarOf(
    eventOf(`DTSTART;TZID=Europe/Paris:20260601T100000
DTEND;TZID=Europe/Paris:20260601T110000
RRULE:FREQ=DAILY;COUNT=7
EXDATE;TZID=Europe/Paris:20260602T100000
EXDATE;VALUE=DATE:20260603
EXDATE:20260604T080000Z`),
    eventOf('RECURRENCE-ID:20260605T080000Z\nDTSTART:20260620T120000Z\nDTEND:20260620T123000Z'),
    eventOf(
      'RECURRENCE-ID;TZID=America/New_York:20260606T040000\nSTATUS:CANCELLED\nDTSTART:20260606T080000Z',
    ),
    eventOf('RECURRENCE-ID:20260801T080000Z\nDTSTART:20260801T080000Z'),
  )
  const { occurrences } = await expand(text)
  expect(
    occurrences.map(({ start, end, event }) => [
      new Date(start).toISOString().slice(5, 16),
      (end - start) / 60_000,
      event.isCancelled,
    ]),
  ).toEqual([
    ['06-01T08:00', 60, false],
    ['06-06T08:00', 0, true],
    ['06-07T08:00', 60, false],
    // The fifth was moved; the first of August was never in the series.
    ['06-20T12:00', 30, false],
  ])
})

test('this and all later ones: moved by as much, as long as it', async () => {
  const text = calendarOf(
    eventOf('DTSTART:20260601T080000Z\nDTEND:20260601T090000Z\nRRULE:FREQ=DAILY;COUNT=4'),
    eventOf(
      'RECURRENCE-ID;RANGE=THISANDFUTURE:20260603T080000Z\nDTSTART:20260603T100000Z\nDTEND:20260603T103000Z',
    ),
  )
  const { occurrences } = await expand(text)
  expect(
    occurrences.map(({ start, end }) => [new Date(start).toISOString().slice(8, 16), (end - start) / 60_000]),
  ).toEqual([
    ['01T08:00', 60],
    ['02T08:00', 60],
    ['03T10:00', 30],
    ['04T10:00', 30],
  ])
})

test('extra dates, and periods with a length of their own', async () => {
  const text = calendarOf(
    eventOf(`DTSTART:20260601T080000Z
DURATION:PT1H
RDATE:20260603T080000Z,20260601T080000Z
RDATE;VALUE=PERIOD:20260605T080000Z/PT15M`),
  )
  const { occurrences } = await expand(text)
  expect(
    occurrences.map(({ start, end }) => [new Date(start).toISOString().slice(8, 10), (end - start) / 60_000]),
  ).toEqual([
    ['01', 60],
    ['03', 60],
    ['05', 15],
  ])
})

describe('zones', () => {
  const at = async (tzid: string, zone = '') =>
    starts(calendarOf(...(zone === '' ? [] : [zone]), eventOf(`DTSTART;TZID=${tzid}:20260702T140000`)))
  test.each([
    ['Europe/Paris', '12:00'],
    ['"Romance Standard Time"', '12:00'],
    ['W. Europe Standard Time', '12:00'],
    ['"(UTC+01:00) Brussels, Copenhagen, Madrid, Paris"', '12:00'],
    ['"(UTC-05:00) Eastern Time (US & Canada)"', '18:00'],
    ['/freeassociation.sourceforge.net/Europe/Paris', '12:00'],
    ['"tzone://Microsoft/Utc"', '14:00'],
    ['UTC+02', '12:00'],
    ['"(GMT +02:00)"', '12:00'],
    ['Etc/GMT-2', '12:00'],
    ['America/Argentina/Buenos_Aires', '17:00'],
  ])('%s', async (tzid, expected) => {
    expect(await at(tzid)).toEqual([`2026-07-02T${expected}`])
  })
  test('one that nobody knows', async () => {
    const { faults } = await expand(calendarOf(eventOf('DTSTART;TZID=Mars/Olympus:20260702T140000')))
    expect(faults).toEqual([{ row: 1, code: 'TIME_ZONE_UNKNOWN', column: 'DTSTART', value: 'Mars/Olympus' }])
  })
  test('one that the calendar describes, from 1601 on, under a name of its own', async () => {
    const zone = `BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE`
    const around = (local: string) =>
      starts(calendarOf(zone, eventOf(`DTSTART;TZID=Customized Time Zone:${local}`)))
    expect(await around('20260702T140000')).toEqual(['2026-07-02T12:00'])
    expect(await around('20260115T140000')).toEqual(['2026-01-15T13:00'])
    // The hour that the autumn shows twice is the first of the two; the one that the spring skips is read with the offset before.
    expect(await around('20261025T023000')).toEqual(['2026-10-25T00:30'])
    expect(await around('20260329T023000')).toEqual(['2026-03-29T01:30'])
  })
  test('a time without a zone is the calendar’s, else the organisation’s', async () => {
    const event = eventOf('DTSTART:20260702T140000')
    expect(await starts(calendarOf(event))).toEqual(['2026-07-02T12:00'])
    expect(await starts(calendarOf('X-WR-TIMEZONE:Asia/Tokyo', event))).toEqual(['2026-07-02T05:00'])
  })
})

test('whole days stay days, whatever the zone', async () => {
  const text = calendarOf(
    eventOf('DTSTART;VALUE=DATE:20260328\nDTEND;VALUE=DATE:20260329\nRRULE:FREQ=DAILY;COUNT=3'),
    eventOf('RECURRENCE-ID;TZID=W. Europe Standard Time:20260329T000000\nDTSTART;VALUE=DATE:20260401'),
  )
  expect(await starts(text)).toEqual(['2026-03-28', '2026-03-30', '2026-04-01'])
})

test('of two versions the higher SEQUENCE stands, then the later one, whatever their order', async () => {
  const version = (sequence: number, stamp: string, hour: string) =>
    eventOf(`SEQUENCE:${sequence}\nDTSTAMP:${stamp}\nDTSTART:20260601T${hour}0000Z`)
  const versions = [
    version(2, '20260101T000000Z', '10'),
    version(0, '20260301T000000Z', '08'),
    version(2, '20260201T000000Z', '12'),
  ]
  for (const order of [versions, versions.toReversed()]) {
    const { occurrences, duplicates } = await expand(calendarOf(...order))
    expect(occurrences.map(({ start }) => new Date(start).toISOString())).toEqual([
      '2026-06-01T12:00:00.000Z',
    ])
    expect(duplicates).toBe(2)
  }
})

test('what is broken in an event refuses that event, by its number', async () => {
  const text = calendarOf(
    eventOf('DTSTART:20260230T090000Z', 'a'),
    'BEGIN:VEVENT\nDTSTART:20260601T090000Z\nEND:VEVENT',
    eventOf('DTSTART:20260601T090000Z\nDTEND:20260601T080000Z', 'c'),
    eventOf('SUMMARY:no start', 'd'),
    eventOf('DTSTART:20260601T090000Z\nRRULE:FREQ=SOMETIMES', 'e'),
    eventOf('DTSTART:Next year', 'f'),
    eventOf('DTSTART:20260601T090000Z', 'g'),
  )
  const { faults, accepted } = await expand(text)
  expect(faults.map(({ row, code, column }) => [row, code, column])).toEqual([
    [1, 'DATE_INVALID', 'DTSTART'],
    [2, 'VALUE_REQUIRED', 'UID'],
    [3, 'RANGE_INVERTED', 'DTEND'],
    [4, 'VALUE_REQUIRED', 'DTSTART'],
    [5, 'VALUE_UNKNOWN', 'RRULE'],
    [6, 'DATE_INVALID', 'DTSTART'],
  ])
  expect(accepted.map(({ uid }) => uid)).toEqual(['g'])
})

test('a calendar without its end is none; cut anywhere it is either refused or none of its events is changed', async () => {
  const text = calendarOf(eventOf('DTSTART:20260601T090000Z\nSUMMARY:a long\n  title'))
  for (let at = 0; at < text.length - 2; at++)
    await expect(readCalendar([text.slice(0, at)]), `cut at ${at}`).rejects.toThrow(CalendarCut)
  // In pieces of any size it is the same calendar.
  for (const size of [1, 2, 3, 7, 64]) {
    const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, n) =>
      text.slice(n * size, (n + 1) * size),
    )
    expect((await readCalendar(pieces)).count).toBe(1)
  }
})

test('a line folded inside its name, as Mozilla wrote them, is the line that it is', async () => {
  const folded = [
    'BEGIN:VCALENDAR\r\nVERSION\r\n :2.0\r\nBEGIN:VEVENT\r\nUID\r\n :m1\r\nDTST\r\n ART\r\n ;TZID=Europe/Paris\r\n :20260105T100000',
    'DTEND\r\n ;TZID=Europe/Paris\r\n :20260105T110000\r\nDESCRIPTION\r\n :nothing kept\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
  ].join('\r\n')
  for (const pieces of [[folded], folded.split('')]) {
    const { occurrences, faults } = expandCalendar(await readCalendar(pieces), wide)
    expect(faults).toEqual([])
    expect(occurrences.map(({ start, end }) => [start, end])).toEqual([
      [Date.UTC(2026, 0, 5, 9), Date.UTC(2026, 0, 5, 10)],
    ])
  }
})

test('rules without end, or with too many dates, are refused in no time', async () => {
  const seconds = ownSeconds()
  const rules = [
    'FREQ=SECONDLY',
    'FREQ=DAILY;COUNT=2000000000',
    'FREQ=SECONDLY;BYHOUR=9;BYMINUTE=0;BYSECOND=0,1,2',
    'FREQ=MINUTELY;INTERVAL=7',
    'FREQ=YEARLY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23;BYMINUTE=0,1,2,3,4,5,6,7,8,9;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  ]
  const { faults } = await expand(
    calendarOf(...rules.map((text, n) => eventOf(`DTSTART:20000101T000000Z\nRRULE:${text}`, `r${n}`))),
  )
  expect(faults.filter(({ code }) => code === 'RECURRENCE_TOO_LARGE').map(({ row }) => row)).toEqual([
    1, 2, 3, 4,
  ])
  expect(seconds()).toBeLessThan(2)
})

test('an endless rule that stays sensible is followed inside the window', async () => {
  const text = calendarOf(
    eventOf('DTSTART:20200101T080000Z\nDTEND:20200101T081500Z\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'),
  )
  const window = { from: Date.UTC(2026, 5, 1), to: Date.UTC(2026, 5, 8) }
  expect(await starts(text, window)).toEqual([1, 2, 3, 4, 5].map((day) => `2026-06-0${day}T08:00`))
})

test('the order of events, and a file said twice, change nothing', async () => {
  const random = seededRandom(7)
  const events = Array.from({ length: 40 }, (_, n) =>
    eventOf(
      `SEQUENCE:${n % 3}\nDTSTAMP:2026010${1 + (n % 9)}T000000Z\nDTSTART:202606${10 + (n % 20)}T080000Z\nDTEND:202606${10 + (n % 20)}T09${10 + n}00Z`,
      `u${n % 25}`,
    ),
  )
  const said = async (list: string[]) =>
    (await expand(calendarOf(...list))).occurrences
      .map((one) => `${one.event.uid} ${one.start} ${one.end}`)
      .toSorted((a, b) => (a < b ? -1 : 1))
  const first = await said(events)
  for (let round = 0; round < 10; round++)
    expect(
      await said(
        events
          .map((event) => [random(), event] as const)
          .toSorted(([a], [b]) => a - b)
          .map(([, event]) => event),
      ),
    ).toEqual(first)
  expect(await said([...events, ...events])).toEqual(first)
})

describe('which time counts', () => {
  const circle = { owner: new Set(['ana@acme.fr']), domains: new Set(['acme.fr']) }
  const now = Date.UTC(2026, 5, 30, 12)
  const count = async (...events: string[]) =>
    countTime(await readCalendar([calendarOf(...events)]), { ...wide, to: now, now, circle })
  const hour = 'DTSTART:20260601T080000Z\nDTEND:20260601T090000Z'
  const attendee = (address: string, status = 'ACCEPTED') => `ATTENDEE;PARTSTAT=${status}:mailto:${address}`
  const category = async (lines: string) => (await count(eventOf(`${hour}\n${lines}`))).pieces[0]?.category

  test('attendees’ domains tell customers from colleagues', async () => {
    const ana = attendee('ana@acme.fr')
    expect(await category(`${ana}\n${attendee('bob@customer.com')}`)).toBe('buyer-facing')
    expect(await category(`${ana}\n${attendee('eve@paris.acme.fr')}`)).toBe('internal')
    expect(
      await category(`${ana}\n${attendee('bob@customer.com', 'DECLINED')}\n${attendee('eve@acme.fr')}`),
    ).toBe('internal')
    expect(
      await category(`${ana}\nATTENDEE;CUTYPE=ROOM:mailto:room@hotel.com\n${attendee('eve@acme.fr')}`),
    ).toBe('internal')
    expect(await category(`${ana}\nORGANIZER:mailto:bob@customer.com`)).toBe('buyer-facing')
  })
  test('without attendees the words decide, and it is counted how often', async () => {
    expect(await category('SUMMARY:Visite client')).toBe('buyer-facing')
    expect(await category('SUMMARY:Réunion d’équipe')).toBe('internal')
    expect(await category('CATEGORIES:Training\nSUMMARY:x')).toBe('training')
    expect(await category('SUMMARY:Coaching avec Eve')).toBe('training')
    expect(await category('SUMMARY:Focus')).toBe('other')
    const counted = await count(
      eventOf(`${hour}\nSUMMARY:Visite client`),
      eventOf(`${hour}\nSUMMARY:Focus`, 'e2'),
    )
    expect([counted.toldByWords, counted.untold]).toEqual([1, 1])
  })
  test('what counts no minutes, and why', async () => {
    const events = [
      'STATUS:CANCELLED',
      attendee('ana@acme.fr', 'DECLINED'),
      'CLASS:PRIVATE',
      'CLASS:CONFIDENTIAL',
      'SUMMARY:Congés',
      'X-MICROSOFT-CDO-BUSYSTATUS:OOF',
      'TRANSP:TRANSPARENT',
    ].map((line, n) => eventOf(`${hour}\n${line}`, `n${n}`))
    const counted = await count(
      ...events,
      eventOf('DTSTART;VALUE=DATE:20260601', 'day'),
      eventOf('DTSTART;TZID=Europe/Paris:20260601T000000\nDTEND;TZID=Europe/Paris:20260603T000000', 'days'),
      eventOf('DTSTART:20260630T113000Z\nDTEND:20260630T123000Z', 'now'),
    )
    expect(counted.pieces).toEqual([])
    expect(Object.fromEntries(counted.leftOut)).toEqual({
      cancelled: 1,
      declined: 1,
      private: 2,
      away: 2,
      free: 1,
      'all-day': 2,
      'not-yet': 1,
    })
    expect(counted.accepted).toHaveLength(10)
  })
  test('longer than a day, in an hour that there is not, or in another century', async () => {
    const counted = await count(
      eventOf('DTSTART:20260601T080000Z\nDTEND:20260603T170000Z', 'a'),
      eventOf('DTSTART;TZID=Europe/Paris:20260329T023000\nDTEND;TZID=Europe/Paris:20260329T033000', 'b'),
      eventOf('DTSTART:19991231T230000Z\nDTEND:19991231T233000Z', 'c'),
      eventOf('DTSTART;TZID=Europe/Paris:20251026T023000\nDTEND;TZID=Europe/Paris:20251026T033000', 'd'),
    )
    expect(counted.faults.map(({ row, code }) => [row, code])).toEqual([
      [1, 'DURATION_TOO_LONG'],
      [2, 'TIME_NONEXISTENT'],
      [3, 'DATE_OUT_OF_RANGE'],
    ])
    expect(counted.ambiguous).toEqual(['d'])
    // From the first half past two to half past three: two hours went by.
    expect(counted.pieces.map(({ start, end }) => (end - start) / 60_000)).toEqual([120])
  })
})

describe('what RFC 5545 leaves to a second reading', () => {
  test('the hours of a rule say nothing of whole days', async () => {
    const text = 'DTSTART;VALUE=DATE:20241018\nRRULE:FREQ=DAILY;BYMINUTE=1,2,3,4;INTERVAL=2;COUNT=3'
    expect(await starts(calendarOf(eventOf(text)))).toEqual(['2024-10-18', '2024-10-20', '2024-10-22'])
  })
  test('a day of the month, yearly, is of the month in which it begins', async () => {
    expect(await rule('20240201T090000Z', 'FREQ=YEARLY;BYMONTHDAY=-29,-1;COUNT=4')).toEqual([
      '2024-02-01T09:00',
      '2024-02-29T09:00',
      '2025-02-28T09:00',
      '2026-02-28T09:00',
    ])
  })
  test('dates without a rule are as bounded as those of a rule', async () => {
    const dates = Array.from({ length: 10_001 }, (_, day) =>
      new Date(Date.UTC(2001, 0, 1) + day * 3_600_000).toISOString().replace(/[-:]|\.000/g, ''),
    )
    const { faults } = await expand(calendarOf(eventOf(`DTSTART:20010101T000000Z\nRDATE:${dates.join()}`)))
    expect(faults).toEqual([{ row: 1, code: 'RECURRENCE_TOO_LARGE', column: 'RDATE' }])
  })
})
