// A person's own time over the API: sent, seen, kept and taken back by herself alone; what a tracker saw leaves no trace.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkRollups, within } from '../model/rollups/index.ts'
import { housekeeper, owner } from '../model/reader.ts'
import { dueConnections, runConnection } from '../sources/connections/run-connection.ts'
import { testApi } from '../test/api.ts'
import { type Browser, browserOf } from '../test/browser-of.ts'
import { placesOf } from '../test/canary-rows.ts'
import { freshDatabase } from '../test/database.ts'
import { setUpFirst } from '../test/first-account.ts'
import { tell } from '../test/story.ts'
import type { Answer, ErrorJson } from './contract/types.ts'
import { handlers } from './routes/index.ts'

const database = await freshDatabase()
let now = new Date('2026-05-08T12:00:00Z')
/** Whatever is logged, in one text. */
const logged: string[] = []
const api = testApi(database, { clock: () => now })
Object.assign(api.place, {
  log: new Proxy(api.place.log, {
    get: (log, name) =>
      ['info', 'warn', 'error', 'debug'].includes(String(name))
        ? (...parts: unknown[]) => logged.push(JSON.stringify(parts))
        : Reflect.get(log, name),
  }),
})
const people = new Map<string, number>()
const pathOf = (person: string, rest = '') => `/api/people/${people.get(person)}/time${rest}`
let administrator: Browser
let ana: Browser
let eve: Browser

beforeAll(async () => {
  await tell(database, { people: { Ana: 'North', Eve: 'North' } })
  await database.write(housekeeper, async (query) => {
    for (const name of ['Ana', 'Eve'])
      await query
        .updateTable('people')
        .set({ email: `${name.toLowerCase()}@acme.fr` })
        .where('display_name', '=', name)
        .execute()
  })
  for (const row of await database.read(owner, (query) => query.selectFrom('people').selectAll().execute()))
    people.set(row.display_name, row.person_id)
  administrator = (await setUpFirst(api, now)).browser
  ana = await signedIn('Ana', 'rep')
  eve = await signedIn('Eve', 'manager')
})

async function signedIn(name: string, role: string): Promise<Browser> {
  const { token } = await administrator.json<{ token: string }>('POST', '/api/users', {
    email: `${name.toLowerCase()}@acme.fr`,
    displayName: name,
    roles: [role],
    personId: people.get(name),
  })
  const browser = browserOf(api)
  await browser.json('POST', '/api/invitations/accept', { token, password: 'un banc sous le tilleul' })
  return browser
}

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
    expect(choices).toMatchObject([{ way: 'tracker', chosenAt: now.toISOString(), revokedAt: null }])
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

function calendarOf(events: string): string {
  return `BEGIN:VCALENDAR\r\nX-WR-CALNAME:canaryname\r\n${events}END:VCALENDAR\r\n`
}
const meeting = (uid: string, day: string, extra = '') =>
  `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTART;TZID=Europe/Paris:${day}T233000\r\nDTEND;TZID=Europe/Paris:${day.slice(0, 7)}${Number(day.slice(7)) + 1}T003000\r\nSUMMARY:canarytitle client\r\nLOCATION:canarytab\r\n${extra}END:VEVENT\r\n`

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

describe('a calendar by its address', () => {
  let text = calendarOf(meeting('s', '20260504'))
  let asked: string[] = []
  const server = http.createServer((request, response) => {
    asked.push(`${request.url} ${request.headers['if-none-match'] ?? ''}`.trim())
    if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end()
    else response.writeHead(200, { etag: '"1"' }).end(text)
  })
  let address = ''
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    address = `http://calendars.internal:${(server.address() as AddressInfo).port}/secretcanary.ics`
  })
  afterAll(() => void server.close())

  const run = async () => {
    const client = await database.connect(housekeeper)
    try {
      const [due] = await dueConnections(client, now)
      const means = {
        database,
        reader: housekeeper,
        clock: () => now,
        keys: api.place.access.keys,
        timeZone: 'Europe/Paris',
        folders: '',
        onFault: (error: unknown) => logged.push(String(error)),
      }
      return due === undefined ? 'none due' : await runConnection(means as never, due)
    } finally {
      client.release()
    }
  }

  test('leads nowhere inside, unless an administrator allowed that server by name', async () => {
    for (const inside of [
      address,
      'http://127.0.0.1/x.ics',
      'webcal://localhost/x.ics',
      'file:///etc/passwd',
    ])
      expect((await ana.send('POST', pathOf('Ana', '/calendars'), { address: inside })).status).toBe(422)
    expect(asked).toEqual([])
    expect((await ana.json<Answer<'ownTime'>>('GET', pathOf('Ana'))).calendars).toEqual([])
  })

  test('is read in memory, asked for again only when it changed or another day began, and its address is sealed', async () => {
    await database.write(housekeeper, (query) =>
      query
        .insertInto('settings')
        .values({ key: 'internal-hosts', value: JSON.stringify(['localhost']), changed_at: now } as never)
        .execute(),
    )
    address = address.replace('calendars.internal', 'localhost')
    const made = await ana.json<{ connectionId: number; kept: object }>('POST', pathOf('Ana', '/calendars'), {
      address,
    })
    expect(made.kept).toEqual({ added: 2, removed: 0, unchanged: 0 })
    const { calendars } = await ana.json<Answer<'ownTime'>>('GET', pathOf('Ana'))
    expect(calendars).toMatchObject([
      { host: new URL(address).host, lastFault: null, lastOkAt: now.toISOString() },
    ])
    // It is hers: no administrator sees, runs, pauses or removes it.
    const place = `/api/connections/${made.connectionId}`
    const seen = await administrator.json<Answer<'connections'>>('GET', '/api/connections')
    expect(seen.connections).toEqual([])
    expect((await administrator.send('POST', `${place}/run`, {})).status).toBe(404)
    expect((await administrator.send('PUT', place, { isPaused: true })).status).toBe(404)
    expect((await administrator.send('DELETE', place)).status).toBe(404)
    expect(await run()).toBe('none due')
    const soon = (at: Date) =>
      database.writeApart(housekeeper, (query) =>
        query.updateTable('connections').set({ next_run_at: at }).execute(),
      )
    await soon(now)
    expect(await run()).toBe('nothing-new')
    expect(asked).toEqual(['/secretcanary.ics', '/secretcanary.ics "1"'])
    now = new Date(now.getTime() + 86_400_000)
    // Her session ended with the night.
    ana = browserOf(api)
    await ana.json('POST', '/api/session', { email: 'ana@acme.fr', password: 'un banc sous le tilleul' })
    text = calendarOf(meeting('s', '20260503'))
    await soon(now)
    expect(await run()).toBe('nothing-new')
    const held = await ana.json<Answer<'ownTime'>>('GET', pathOf('Ana'))
    expect(held.days.filter(({ origin }) => origin === 'calendar').map(({ day }) => day)).toContain(
      '2026-05-03',
    )
    const client = await database.connect(housekeeper)
    try {
      for (const word of ['secretcanary', 'canarytitle', 'canaryname'])
        expect(await placesOf(client, word), word).toEqual([])
    } finally {
      client.release()
    }
    expect(logged.join('\n')).not.toContain('secretcanary')
  })

  test('ends with what it brought', async () => {
    const { calendars } = await ana.json<Answer<'ownTime'>>('GET', pathOf('Ana'))
    const rest = `/calendars/${calendars[0]!.connectionId}`
    eve = browserOf(api)
    await eve.json('POST', '/api/session', { email: 'eve@acme.fr', password: 'un banc sous le tilleul' })
    expect((await eve.send('DELETE', pathOf('Eve', rest))).status).toBe(404)
    expect(await ana.json('DELETE', pathOf('Ana', rest))).toEqual({ removed: 2 })
    expect((await ana.json<Answer<'ownTime'>>('GET', pathOf('Ana'))).calendars).toEqual([])
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
  expect(choices.find(({ way }) => way === 'tracker')?.revokedAt).toBe(now.toISOString())
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
