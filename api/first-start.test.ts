// The door of a machine on which nobody has an account: the code that its start prints, and who has it not.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { newStartCode } from '../access/index.ts'
import { forgetWhatEnded } from '../access/ended.ts'
import { testApi } from '../test/api.ts'
import { freshDatabase } from '../test/database.ts'
import { owner } from '../model/reader.ts'

const minute = 60_000
const hour = 60 * minute
let now = Date.UTC(2026, 0, 15, 8)
const clock = (): Date => new Date(now)
const database = await freshDatabase()
const api = testApi(database, { clock })

const startCode = async (): Promise<string> =>
  (await database.writeApart(owner, (query) => newStartCode(query, { clock, random: randomBytes }))) ?? ''

/** Shows a code as a browser that holds nothing yet. */
const show = (code: string, headers: Record<string, string> = {}): Promise<Response> =>
  api.send('POST', '/api/first-start', { body: { code }, headers: { cookie: 'nothing=here', ...headers } })

const cookieIn = (response: Response): string => response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
const statusWith = async (cookie: string): Promise<number> =>
  (await api.send('GET', '/api/home', { headers: { cookie } })).status
const codeOf = async (response: Response): Promise<[number, string]> => [
  response.status,
  (await api.refusal(response)).code,
]

beforeEach(() => {
  // Every allowance is whole again.
  now += hour
})

describe('without the code', () => {
  it('the page learns that a code is asked, and nothing else', async () => {
    const headers = { cookie: 'nothing=here' }
    const session = await api.send('GET', '/api/session', { headers })
    expect(await session.json()).toEqual({ state: 'first-start', account: null, provider: null })
    for (const path of ['/api/home', '/api/health', '/api/imports', '/api/users', '/api/privacy/journal'])
      expect(await codeOf(await api.send('GET', path, { headers })), path).toEqual([401, 'start-code-needed'])
    const body = { email: 'eve@example.com', displayName: 'Eve', password: 'trombone violet 8 nuages' }
    expect(await codeOf(await api.send('POST', '/api/setup', { headers, body }))).toEqual([
      401,
      'start-code-needed',
    ])
  })

  it('guessing is refused, and soon not even answered', async () => {
    await startCode()
    const statuses = new Set<number>()
    for (let guess = 0; guess < 30; guess++)
      statuses.add((await show(randomBytes(32).toString('base64url'))).status)
    expect([...statuses]).toEqual([422, 429])
  })

  it('values that are no code are refused like a wrong one', async () => {
    for (const value of ['', "' or 1=1 --", '\u0000', '../../etc/passwd', 'ｃｏｄｅ'])
      expect([400, 422], value).toContain((await show(value)).status)
  })
})

describe('with the code', () => {
  it('a browser is the owner’s, by a cookie that no script reads; the code opens another one as well', async () => {
    const code = await startCode()
    expect(code).toMatch(/^[\w-]{43}$/)
    const response = await show(code)
    expect(await response.json()).toEqual({ state: 'owner', account: null })
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^douze-session-1212=[\w-]{43}; .*HttpOnly; SameSite=Strict$/),
    ])
    expect(await statusWith(cookieIn(response))).toBe(200)
    expect(await statusWith(cookieIn(await show(code)))).toBe(200)
  })

  it('neither the code nor the cookie stands in the database', async () => {
    const code = await startCode()
    const cookie = cookieIn(await show(code)).split('=')[1]
    const { rows } = await database.read(owner, (query) =>
      sql<{ line: string }>`select to_jsonb(f)::text as line from first_starts as f`.execute(query),
    )
    expect(rows.length).toBeGreaterThan(1)
    for (const { line } of rows) {
      expect(line).not.toContain(code)
      expect(line).not.toContain(cookie)
    }
  })

  it('the next start’s code ends the one before, and leaves open browsers alone', async () => {
    const first = await startCode()
    const cookie = cookieIn(await show(first))
    const second = await startCode()
    expect(await codeOf(await show(first))).toEqual([422, 'start-code-not-valid'])
    expect((await show(second)).status).toBe(200)
    expect(await statusWith(cookie)).toBe(200)
  })

  it('opens for seven days; a browser stays open for 8 hours without a request, and for 7 days in any case', async () => {
    const code = await startCode()
    const idle = cookieIn(await show(code))
    const busy = cookieIn(await show(code))
    now += 8 * hour - minute
    expect(await statusWith(busy)).toBe(200)
    now += minute
    expect([await statusWith(idle), await statusWith(busy)]).toEqual([401, 200])
    for (let hours = 8; hours < 7 * 24; hours += 4) {
      expect(await statusWith(busy)).toBe(200)
      now += 4 * hour
    }
    expect(await statusWith(busy)).toBe(401)
    expect(await codeOf(await show(code))).toEqual([422, 'start-code-not-valid'])
    await forgetWhatEnded(database, clock())
    const { rows } = await database.read(owner, (query) => sql`select from first_starts`.execute(query))
    expect(rows).toEqual([])
  })

  it('ends with a sign-out', async () => {
    const cookie = cookieIn(await show(await startCode()))
    await api.send('DELETE', '/api/session', { headers: { cookie } })
    expect(await statusWith(cookie)).toBe(401)
  })

  it('opens nothing to whoever comes from another machine', async () => {
    const code = await startCode()
    const from = { 'x-forwarded-for': '203.0.113.7' }
    expect(await codeOf(await show(code, from))).toEqual([404, 'not-found'])
    const cookie = cookieIn(await show(code))
    expect((await api.send('GET', '/api/home', { headers: { ...from, cookie } })).status).toBe(401)
  })
})

it('with the first account, codes and their browsers open nothing, and there is no such route', async () => {
  const code = await startCode()
  const cookie = cookieIn(await show(code))
  const body = { email: 'ada@example.com', displayName: 'Ada', password: 'trombone violet 8 nuages' }
  expect((await api.send('POST', '/api/setup', { headers: { cookie }, body })).status).toBe(200)
  expect(await statusWith(cookie)).toBe(401)
  expect(await codeOf(await show(code))).toEqual([404, 'not-found'])
  expect(await startCode()).toBe('')
  await forgetWhatEnded(database, clock())
  const { rows } = await database.read(owner, (query) => sql`select from first_starts`.execute(query))
  expect(rows).toEqual([])
})
