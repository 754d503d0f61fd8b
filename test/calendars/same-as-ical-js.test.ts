// Every public calendar that lies beside the project, expanded twice: by us and by ical.js. Where ical.js cannot read a file, or
// reads it otherwise than RFC 5545 says, the difference is listed with its reason.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { expandCalendar, readCalendar } from '../../sources/calendar/calendar.ts'
import { occurrencesByIcalJs } from './by-ical-js.ts'
import { shared } from '../shared.ts'

const folder = shared('data/calendars')
const files = existsSync(folder)
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ics'))
      .toSorted()
  : []

/** Where the two differ, RFC 5545 is on our side. */
const differences: Readonly<
  Record<string, { why: string; ours: readonly string[]; theirs: readonly string[] }>
> = {
  'ical.js/multiple_rrules.ics': {
    why: 'a fifth Sunday before UNTIL belongs to FREQ=MONTHLY;BYDAY=SU',
    ours: ['1334F9B7-6136-444E-A58D-472564C6AA73 2012-07-29T18:00:00.000Z 2012-07-29T18:30:00.000Z'],
    theirs: [],
  },
  'node-ical/exchange_whole_day_moved_recurrence.ics': {
    why: 'Exchange names the moved day by a time: it is that day all the same',
    ours: ['exchange-moved-recurrence 2026-02-27 2026-02-28'],
    theirs: ['exchange-moved-recurrence 2026-02-26 2026-02-27'],
  },
  'node-ical/exchange_whole_day_moved_recurrence_offset_tz.ics': {
    why: 'as above',
    ours: ['exchange-moved-recurrence-offset-tz 2026-02-27 2026-02-28'],
    theirs: ['exchange-moved-recurrence-offset-tz 2026-02-26 2026-02-27'],
  },
  'node-ical/recurrence-sequence.ics': {
    why: 'of two versions of one instance the higher SEQUENCE stands, whatever the order',
    ours: ['sequence-test@node-ical.test 2024-01-02T14:00:00.000Z 2024-01-02T15:00:00.000Z'],
    theirs: ['sequence-test@node-ical.test 2024-01-02T11:00:00.000Z 2024-01-02T12:00:00.000Z'],
  },
}

const timeZone = 'Europe/Paris'
const year = 366 * 86_400_000

/** From the first year that the file writes to two years after its last, so that endless rules end. */
function windowOf(text: string) {
  const years = [...text.matchAll(/^DTSTART[^:\n]*:(\d{4})/gim)]
    .map(([, one]) => Number(one))
    .filter((one) => one > 1950)
  const first = Math.min(...years, 2030)
  const last = Math.min(Math.max(...years, first), 2050)
  return { from: Date.UTC(first, 0, 1), to: Date.UTC(last, 0, 1) + 2 * year, timeZone }
}

/** The same by our own expansion, and the events of which it keeps nothing, by number. */
async function ours(text: string) {
  const calendar = await readCalendar([text])
  const { occurrences, faults } = expandCalendar(calendar, windowOf(text))
  const uids = [...text.matchAll(/^BEGIN:VEVENT([^]*?)^END:VEVENT/gm)].map(
    ([, event = '']) => /^UID:(.*?)\r?$/m.exec(event)?.[1] ?? '',
  )
  const lines = occurrences.map(({ event, start, end, isAllDay }) => {
    const show = (at: number) =>
      isAllDay ? new Date(at).toISOString().slice(0, 10) : new Date(at).toISOString()
    return `${event.uid} ${show(start)} ${show(end)}`
  })
  return { lines: lines.toSorted(), refused: new Set(faults.map(({ row }) => uids[row - 1] ?? '')) }
}

describe.skipIf(files.length === 0)('public calendars', () => {
  test.each(files)('%s', async (name) => {
    const text = readFileSync(path.join(folder, name), 'utf8')
    let theirs
    try {
      theirs = occurrencesByIcalJs(text, windowOf(text))
    } catch {
      // ical.js reads nothing of it: there is no second opinion.
      return
    }
    const { lines, refused } = await ours(text)
    const { broken } = theirs
    const isCompared = (line: string) => {
      const uid = line.slice(0, line.lastIndexOf(' ', line.lastIndexOf(' ') - 1))
      return uid !== '' && uid !== 'null' && !broken.has(uid) && !refused.has(uid)
    }
    const mine = lines.filter(isCompared)
    const other = theirs.lines.filter(isCompared)
    const { ours: onlyOurs = [], theirs: onlyTheirs = [] } = differences[name] ?? {}
    expect(mine.filter((line) => !onlyOurs.includes(line))).toEqual(
      other.filter((line) => !onlyTheirs.includes(line)),
    )
    expect(mine).toEqual(expect.arrayContaining([...onlyOurs]))
  })

  test('most of them are compared', async () => {
    let compared = 0
    for (const name of files) {
      const text = readFileSync(path.join(folder, name), 'utf8')
      try {
        if (occurrencesByIcalJs(text, windowOf(text)).lines.length > 0) compared++
      } catch {
        continue
      }
    }
    expect(compared).toBeGreaterThanOrEqual(45)
  })
})
