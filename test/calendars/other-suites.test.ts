// What the suites of other libraries expect of a recurrence and ical.js does not give: dateutil and rrule.js agree on these.
import { describe, expect, test } from 'vitest'
import { expandCalendar, readCalendar } from '../../sources/calendar/calendar.ts'

/** Starts of occurrences, to the minute: in UTC, or days; and what is wrong. */
async function read(lines: string): Promise<string[]> {
  const text = `BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:one\n${lines}\nEND:VEVENT\nEND:VCALENDAR\n`
  const calendar = await readCalendar([text])
  const { occurrences, faults } = expandCalendar(calendar, {
    from: Date.UTC(1990, 0, 1),
    to: Date.UTC(2040, 0, 1),
    timeZone: 'Europe/Paris',
  })
  return [
    ...occurrences.map(({ start, isAllDay }) => new Date(start).toISOString().slice(0, isAllDay ? 10 : 16)),
    ...faults.map(({ code, column }) => `${code} ${column ?? ''}`),
  ]
}
const tuesdaysAndThursdays = 'DTSTART:19970902T090000Z\nRRULE:FREQ=YEARLY;COUNT=6;BYDAY=TU,TH'
const tuesdays = ['1997-09-02T09:00', '1997-09-09T09:00', '1997-09-16T09:00']

test('a rule may be written in any case', async () => {
  expect(await read('dtstart:19970902T090000Z\nrrule:freq=yearly;count=2;byday=tu')).toEqual(
    tuesdays.slice(0, 2),
  )
})

describe('what a rule of exceptions gives is taken away', () => {
  test('from the times of a rule', async () => {
    expect(await read(`${tuesdaysAndThursdays}\nEXRULE:FREQ=YEARLY;COUNT=3;BYDAY=TH`)).toEqual(tuesdays)
  })
  test('from single dates', async () => {
    const dates = ['02', '04', '09', '11', '16', '18'].map((day) => `199709${day}T090000Z`).join(',')
    expect(
      await read(`DTSTART:19970902T090000Z\nRDATE:${dates}\nEXRULE:FREQ=YEARLY;COUNT=3;BYDAY=TH`),
    ).toEqual(tuesdays)
  })
  test('on the clock of the event, also after the clocks changed, and from whole days', async () => {
    const weekly = 'DTSTART;TZID=Europe/Paris:20260323T100000\nRRULE:FREQ=DAILY;COUNT=9'
    expect(await read(`${weekly}\nEXRULE:FREQ=DAILY;INTERVAL=2`)).toEqual([
      '2026-03-24T09:00',
      '2026-03-26T09:00',
      '2026-03-28T09:00',
      '2026-03-30T08:00',
    ])
    expect(
      await read('DTSTART;VALUE=DATE:20260302\nRRULE:FREQ=DAILY;COUNT=7\nEXRULE:FREQ=WEEKLY;BYDAY=SA,SU'),
    ).toEqual(['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06'])
  })
  test('up to its end, and no other hour of the day', async () => {
    const daily = 'DTSTART:20260302T090000Z\nRRULE:FREQ=DAILY;COUNT=3'
    expect(await read(`${daily}\nEXRULE:FREQ=DAILY;UNTIL=20260302T090000Z`)).toHaveLength(2)
    expect(await read(`${daily}\nEXRULE:FREQ=DAILY;BYHOUR=10`)).toHaveLength(3)
  })
  test('one that is none refuses the event, and one without end is bounded', async () => {
    const daily = 'DTSTART:20260302T090000Z\nRRULE:FREQ=DAILY;COUNT=3'
    expect(await read(`${daily}\nEXRULE:FREQ=NEVER`)).toEqual(['VALUE_UNKNOWN EXRULE'])
    expect(await read(`${daily}\nEXRULE:FREQ=SECONDLY`)).toEqual(['RECURRENCE_TOO_LARGE RRULE'])
  })
})
