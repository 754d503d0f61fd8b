// A person's own time over the API: sent, seen, kept and taken back by herself alone; what a tracker saw leaves no trace.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkRollups, within } from '../model/rollups/index.ts'
import { housekeeper, owner } from '../model/reader.ts'
import type { Browser } from '../test/browser-of.ts'
import { placesOf } from '../test/canary/rows.ts'
import { calendarOf, meeting, ownTimeHouse } from '../test/own-time-house.ts'
import type { Answer, ErrorJson } from './contract/types.ts'
import { handlers } from './routes/index.ts'

const house = await ownTimeHouse()
const { database, api, administrator, ana, eve, logged, pathOf } = house

/** Sends a file as the page does. */
async function upload<Json = Answer<'readOwnTracker'>>(
  browser: Browser,
  address: string,
  text: string,
  status = 200,
): Promise<Json> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const response = await api.send('POST', address, {
    bytes: new TextEncoder().encode(text),
    headers: { cookie },
  })
  const answer = await response.text()
  expect([response.status, answer.slice(0, 200)]).toEqual([status, expect.any(String)])
  return JSON.parse(answer) as Json
}

const canaries = ['canarytitle', 'canaryurl', 'canarytab', 'canaryprogram', 'canaryshot', 'canarytime']
const event = (time: string, minutes: number, data: object) => ({
  timestamp: `2026-05-04T${time}:00+00:00`,
  duration: minutes * 60,
  data,
})
const tracker = JSON.stringify({
  buckets: {
    w: {
      type: 'currentwindow',
      hostname: 'pc',
      events: [
        event('08:00', 30, { app: 'Thunderbird', title: 'canarytitle medecin' }),
        event('08:30', 60, { app: 'firefox', title: 'canarytitle' }),
        event('09:00', 60, { app: 'canaryprogram', title: 'Pipedrive' }),
        { timestamp: 'canarytime', duration: 5, data: {} },
        event('10:00', -1, { app: 'x', title: 'canarytitle' }),
      ],
    },
    'aw-watcher-web-firefox': {
      type: 'web.tab.current',
      hostname: 'pc',
      events: [event('08:30', 60, { url: 'https://canaryurl.example.com', title: 'canarytab' })],
    },
    a: { type: 'afkstatus', hostname: 'pc', events: [event('09:30', 15, { status: 'afk' })] },
    s: {
      type: 'screenshot',
      hostname: 'pc',
      events: [event('09:30', 0, { file: 'canaryshot.png', keys: 41297 })],
    },
  },
})

describe('an activity tracker', () => {
  test('is read for herself, shown, and nothing is kept before she confirms', async () => {
    const found = await upload(ana, pathOf('Ana', '/tracker'), tracker)
    expect(found).toEqual({
      totals: [
        { day: '2026-05-04', name: ['Sales', 'E-mail'], category: 'email', minutes: 30 },
        { day: '2026-05-04', name: ['Sales', 'CRM'], category: 'crm', minutes: 45 },
        { day: '2026-05-04', name: [], category: null, minutes: 30 },
      ],
      faults: [
        { row: 4, code: 'DATE_INVALID', column: 'timestamp', sentence: expect.any(Object) },
        { row: 5, code: 'RANGE_INVERTED', column: 'duration', sentence: expect.any(Object) },
      ],
      rejected: 2,
      events: 8,
      passedOver: [{ kind: 'screenshot', events: 1 }],
      refusedRules: [],
    })
    expect((await ana.json<Answer<'ownTime'>>('GET', pathOf('Ana'))).days).toEqual([])
  })

  test('what she confirms is kept as minutes of a day and category; again, it replaces itself', async () => {
    const totals = [
      { day: '2026-05-04', category: 'email', minutes: 30 },
      { day: '2026-05-04', category: 'crm', minutes: 40 },
    ]
    expect(await ana.json('PUT', pathOf('Ana', '/tracker'), { totals })).toEqual({
      added: 2,
      removed: 0,
      unchanged: 0,
    })
    expect(await ana.json('PUT', pathOf('Ana', '/tracker'), { totals })).toEqual({
      added: 0,
      removed: 0,
      unchanged: 2,
    })
    totals[1] = { day: '2026-05-04', category: 'crm', minutes: 45 }
    expect(await ana.json('PUT', pathOf('Ana', '/tracker'), { totals })).toEqual({
      added: 1,
      removed: 1,
      unchanged: 1,
    })
    const { days, choices } = await ana.json<Answer<'ownTime'>>('GET', pathOf('Ana'))
    expect(days.map(({ category, minutes, origin }) => [category, minutes, origin])).toEqual([
      ['crm', 45, 'tracker'],
      ['email', 30, 'tracker'],
    ])
    expect(choices).toMatchObject([{ way: 'tracker', chosenAt: house.now.toISOString(), revokedAt: null }])
  })

  test('afterwards no word of it is anywhere: database, folder, log', async () => {
    await upload(ana, pathOf('Ana', '/tracker'), tracker.slice(0, -1), 422)
    await upload(ana, pathOf('Ana', '/tracker'), `douze-rules 17\n{"canarytitle":1}${tracker}`, 422)
    const client = await database.connect(housekeeper)
    try {
      for (const word of [...canaries, '41297']) expect(await placesOf(client, word), word).toEqual([])
    } finally {
      client.release()
    }
    const files = filesUnder(api.place.folder).map((file) => readFileSync(file, 'latin1').toLowerCase())
    for (const word of canaries) {
      for (const text of files) expect(text).not.toContain(word)
      expect(logged.join('\n')).not.toContain(word)
    }
  })

  test('away periods have no total anywhere: nothing is kept but what she confirmed', async () => {
    const rows = await database.read(owner, (query) => query.selectFrom('activities').selectAll().execute())
    expect(
      rows.map(({ category, seconds, started_at, tool }) => [category, seconds, started_at, tool]),
    ).toEqual(
      expect.arrayContaining([
        ['email', 1800, null, null],
        ['crm', 2700, null, null],
      ]),
    )
    expect(rows).toHaveLength(2)
  })

  test('rules of her own go before the export', async () => {
    const rules = JSON.stringify({
      categories: [
        { name: ['Mine'], rule: { type: 'regex', regex: 'Thunderbird' }, data: { douze: 'prospecting' } },
      ],
    })
    const found = await upload(
      ana,
      pathOf('Ana', '/tracker'),
      `douze-rules ${rules.length}\n${rules}${tracker}`,
    )
    expect(found.totals[0]).toEqual({
      day: '2026-05-04',
      name: ['Mine'],
      category: 'prospecting',
      minutes: 30,
    })
  })

  test('days to come, days too long ago and days of more hours than there are get no totals', async () => {
    const put = (day: string, minutes: number) =>
      ana.send('PUT', pathOf('Ana', '/tracker'), {
        totals: [
          { day, category: 'crm', minutes },
          { day, category: 'email', minutes },
        ],
      })
    for (const [day, minutes] of [
      ['2026-05-09', 5],
      ['2023-05-09', 5],
      ['2026-05-05', 1000],
    ] as const)
      expect((await put(day, minutes)).status, day).toBe(422)
  })
})

test('not even by the way of imports: an administrator’s upload is refused before it reaches the disk', async () => {
  const { importId } = await administrator.json<{ importId: number }>('POST', '/api/imports', {})
  const cookie = [...administrator.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const response = await api.send('PUT', `/api/imports/${importId}/files?name=export.json`, {
    bytes: new TextEncoder().encode(tracker),
    headers: { cookie },
  })
  expect(response.status).toBe(422)
  for (const file of filesUnder(api.place.folder))
    expect(readFileSync(file, 'latin1')).not.toContain('canarytitle')
})

test('nobody does it for her: neither her manager, nor an administrator, nor a program', async () => {
  for (const browser of [eve, administrator]) {
    expect((await browser.send('GET', pathOf('Ana'))).status).toBe(404)
    await upload(browser, pathOf('Ana', '/tracker'), tracker, 404)
    await upload(browser, pathOf('Ana', '/calendar?keep=yes'), calendarOf(''), 404)
    for (const [method, rest, body] of [
      ['PUT', '/tracker', { totals: [{ day: '2026-05-04', category: 'crm', minutes: 5 }] }],
      ['PUT', '/week', { monday: '2026-05-04', lines: [] }],
      ['GET', '/week', undefined],
      ['POST', '/removal', { way: 'tracker' }],
      ['POST', '/calendars', { address: 'https://calendar.example.com/x.ics' }],
      ['DELETE', '/calendars/1', undefined],
    ] as const)
      expect((await browser.send(method, pathOf('Ana', rest), body)).status, `${method} ${rest}`).toBe(404)
  }
  const { token } = await ana.json<{ token: string }>('POST', '/api/tokens', {
    name: 'script',
    roles: ['rep'],
    isReadOnly: false,
    days: 1,
  })
  const response = await api.send('GET', pathOf('Ana'), { headers: { authorization: `Bearer ${token}` } })
  expect(response.status).toBe(403)
})

describe('a calendar file', () => {
  test('is shown, then kept; over midnight it is two days; again, what is gone goes', async () => {
    const first = calendarOf(meeting('a', '20260505') + meeting('b', '20260506') + meeting('c', '20260520'))
    const shown = await upload<Answer<'readOwnCalendar'>>(ana, pathOf('Ana', '/calendar'), first)
    expect(shown).toMatchObject({
      totals: [
        { day: '2026-05-05', category: 'buyer-facing', minutes: 30 },
        { day: '2026-05-06', category: 'buyer-facing', minutes: 60 },
        { day: '2026-05-07', category: 'buyer-facing', minutes: 30 },
      ],
      events: 3,
      leftOut: [{ reason: 'not-yet', occurrences: 1 }],
      toldByWords: 2,
      kept: null,
    })
    expect(
      (await upload<Answer<'readOwnCalendar'>>(ana, pathOf('Ana', '/calendar?keep=yes'), first)).kept,
    ).toEqual({
      added: 4,
      removed: 0,
      unchanged: 0,
    })
    expect(
      (await upload<Answer<'readOwnCalendar'>>(ana, pathOf('Ana', '/calendar?keep=yes'), first)).kept,
    ).toEqual({
      added: 0,
      removed: 0,
      unchanged: 4,
    })
    const second = calendarOf(meeting('b', '20260506', 'STATUS:CANCELLED\r\n') + meeting('a', '20260505'))
    expect(
      (await upload<Answer<'readOwnCalendar'>>(ana, pathOf('Ana', '/calendar?keep=yes'), second)).kept,
    ).toEqual({
      added: 0,
      removed: 2,
      unchanged: 2,
    })
  })

  test('what is no whole calendar is refused with a sentence', async () => {
    const refused = await upload<ErrorJson>(
      ana,
      pathOf('Ana', '/calendar'),
      'BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:canarytitle',
      422,
    )
    expect(refused.error.message.en).toMatch(/no whole calendar/)
    await upload(ana, pathOf('Ana', '/calendar'), '', 422)
  })
})

describe('the weekly card', () => {
  test('spreads hours over the working days, replaces itself, and an empty card takes the week away', async () => {
    const week = pathOf('Ana', '/week')
    expect(await ana.json('GET', `${week}?monday=2026-05-06`)).toEqual({
      monday: '2026-05-04',
      thisMonday: '2026-05-04',
      lines: [],
    })
    const lines = [
      { category: 'buyer-facing', minutes: 602 },
      { category: 'not-measured', minutes: 420 },
    ]
    await ana.json('PUT', week, { monday: '2026-05-04', lines })
    const rows = await database.read(owner, (query) =>
      query
        .selectFrom('activities')
        .select(['day', 'category', 'seconds', 'basis'])
        .where('source', '=', 'own card')
        .orderBy('category')
        .orderBy('day')
        .execute(),
    )
    expect(rows.map(({ day, seconds }) => [day.slice(8), seconds / 60])).toEqual([
      ...[121, 121, 120, 120, 120].map((minutes, n) => [`0${4 + n}`, minutes]),
      ...[84, 84, 84, 84, 84].map((minutes, n) => [`0${4 + n}`, minutes]),
    ])
    expect(rows.every(({ basis }) => basis === 'declared')).toBe(true)
    expect(await ana.json('GET', week)).toMatchObject({ lines })
    expect(await ana.json('PUT', week, { monday: '2026-05-04', lines: [] })).toMatchObject({ removed: 10 })
    for (const [monday, status] of [
      ['2026-05-05', 422],
      ['2026-05-18', 422],
      ['2026-13-01', 400],
    ] as const)
      expect((await ana.send('PUT', week, { monday, lines })).status, monday).toBe(status)
    expect(
      (await ana.send('PUT', week, { monday: '2026-05-04', lines: [{ category: 'idle', minutes: 5 }] }))
        .status,
    ).toBe(400)
  })
})

test('a day goes, then a whole way with its choice; totals say what the rows say', async () => {
  expect(await ana.json('POST', pathOf('Ana', '/removal'), { day: '2026-05-04' })).toEqual({ removed: 2 })
  await ana.json('PUT', pathOf('Ana', '/tracker'), {
    totals: [{ day: '2026-05-05', category: 'crm', minutes: 5 }],
  })
  expect(await ana.json('POST', pathOf('Ana', '/removal'), { way: 'tracker' })).toEqual({ removed: 1 })
  const { choices } = await ana.json<Answer<'ownTime'>>('GET', pathOf('Ana'))
  expect(choices.find(({ way }) => way === 'tracker')?.revokedAt).toBe(house.now.toISOString())
  const wrong = await database.read(housekeeper, (query) => checkRollups(within(query)))
  expect(wrong.map((one) => one.wrong)).toEqual(wrong.map(() => 0))
})

test('the categories are offered as the file that ActivityWatch imports', async () => {
  const response = await ana.send('GET', '/api/tracker-categories')
  expect(response.headers.get('content-disposition')).toContain('aw-category-export-douze-sales.json')
  expect((await response.json()) as object).toHaveProperty('categories')
  expect(Object.keys(handlers)).toContain('trackerCategories')
})

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile())
}
