// Every cell of role, route and verb is tried on the running application, and docs/rights.md says the same.
import { readFileSync, writeFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Endpoint } from '../api/contract/endpoint.ts'
import { FileAnswer, type Handlers } from '../api/handler.ts'
import { type UserRole, userRoles } from '../model/reader.ts'
import { testApi } from './api.ts'
import { type Browser, browserOf } from './browser-of.ts'
import { freshDatabase } from './database.ts'
import { setUpFirst, type SignedIn } from './first-account.ts'
import { requestOf } from './requests.ts'
import { columns, mayUse, rightsTable, rows } from './rights-table.ts'

const file = fileURLToPath(new URL('../docs/rights.md', import.meta.url))
const now = new Date('2026-01-15T12:00:00Z')
const database = await freshDatabase()
const real = testApi(database, { now })

/** Handlers that only say that they were reached: what is tried is who gets through to them. */
const reached = new Set<string>()
const noting = Object.fromEntries(
  rows.map(([name]) => [
    name,
    async () => {
      reached.add(name)
      return new FileAnswer('x', 'text/csv', Readable.from([]))
    },
  ]),
) as unknown as Handlers
const api = testApi(database, { now, handlers: noting })

async function isReached(
  name: string,
  row: Endpoint,
  headers: Record<string, string>,
): Promise<{ isReached: boolean; status: number; code: string | null }> {
  reached.delete(name)
  const { path, query, body } = requestOf(name, row)
  const address = `${path}${query === '' ? '' : `?${query}`}`
  const response = await api.send(row.method, address, { ...(body === undefined ? {} : { body }), headers })
  const text = await response.text()
  const code = text.startsWith('{"error"')
    ? (JSON.parse(text) as { error: { code: string } }).error.code
    : null
  return { isReached: reached.has(name), status: response.status, code }
}

const cookieOf = (browser: Browser): Record<string, string> => ({
  cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
})

it('docs/rights.md is the table of the contract', () => {
  if (process.env['DOUZE_TEST_GOLDEN'] === '1') writeFileSync(file, rightsTable())
  expect(readFileSync(file, 'utf8')).toBe(rightsTable())
})

it('no route stands without roles, and none names a role that there is not', () => {
  for (const [name, row] of rows) {
    expect(row.roles.length, name).toBeGreaterThan(0)
    for (const role of row.roles) expect(columns, name).toContain(role)
    if (row.isSetup === true) expect(row.roles, name).toEqual(['owner'])
  }
})

describe('on a machine without accounts', () => {
  it.each(rows)('%s says 401 to whoever has not shown the code of the start', async (name, row) => {
    const found = await isReached(name, row, { cookie: 'nothing=here' })
    expect(found.isReached).toBe(row.signIn === 'not needed')
    if (!found.isReached) expect([found.status, found.code]).toEqual([401, 'start-code-needed'])
  })

  it.each(rows)('%s says no more to whoever comes from outside', async (name, row) => {
    const found = await isReached(name, row, { 'x-forwarded-for': '203.0.113.7' })
    expect(found.isReached).toBe(row.signIn === 'not needed' && row.isSetup !== true)
  })

  it.each(rows)('%s answers the owner as the table says', async (name, row) => {
    expect((await isReached(name, row, {})).isReached).toBe(mayUse('owner', row))
  })
})

describe('once somebody has an account', () => {
  const sessions = new Map<UserRole, Browser>()
  const tokens = new Map<UserRole, { reading: string; writing: string }>()
  let halfWay: Browser
  let ada: SignedIn

  beforeAll(async () => {
    ada = await setUpFirst(real, now)
    for (const role of userRoles) {
      const browser = role === 'administrator' ? ada.browser : await invited(role)
      sessions.set(role, browser)
      const make = (isReadOnly: boolean): Promise<{ token: string }> =>
        browser.json('POST', '/api/tokens', { name: role, roles: [role], isReadOnly, days: 1 })
      tokens.set(role, { reading: (await make(true)).token, writing: (await make(false)).token })
    }
    // The first account is a leader as well; the column is of an administrator alone.
    const { account } = await ada.browser.json<{ account: { userId: number } }>('GET', '/api/session')
    await ada.browser.json('PUT', `/api/users/${account.userId}`, { roles: ['administrator'] })
    halfWay = browserOf(real)
    await halfWay.json('POST', '/api/session', { email: ada.email, password: ada.password })
  })

  async function invited(role: UserRole): Promise<Browser> {
    const { token } = await ada.browser.json<{ token: string }>('POST', '/api/users', {
      email: `${role}@example.com`,
      displayName: role,
      roles: [role],
    })
    const browser = browserOf(real)
    await browser.json('POST', '/api/invitations/accept', { token, password: 'un banc sous le tilleul' })
    return browser
  }

  const cells = rows.flatMap(([name, row]) => userRoles.map((role) => [role, name, row] as const))

  it.each(cells)('a session of %s at %s', async (role, name, row) => {
    const browser = sessions.get(role)
    if (browser === undefined) throw new Error(`nobody is ${role}`)
    const found = await isReached(name, row, cookieOf(browser))
    expect(found.isReached).toBe(mayUse(role, row))
    if (!found.isReached) expect([found.status, found.code]).toEqual(refusalOf(row))
  })

  it.each(cells)('API tokens of %s at %s', async (role, name, row) => {
    const { reading, writing } = tokens.get(role) ?? { reading: '', writing: '' }
    const isOpen = row.signIn === 'not needed' && row.isSetup !== true
    const may = mayUse(role, row) && (row.refusesTokens !== true || isOpen)
    expect((await isReached(name, row, { authorization: `Bearer ${writing}` })).isReached).toBe(may)
    expect((await isReached(name, row, { authorization: `Bearer ${reading}` })).isReached).toBe(
      may && (row.method === 'GET' || isOpen),
    )
  })

  it.each(rows)('nobody, and a session half way, at %s', async (name, row) => {
    const nobody = await isReached(name, row, {})
    expect(nobody.isReached).toBe(mayUse('nobody', row))
    if (!nobody.isReached)
      expect([nobody.status, nobody.code]).toEqual(
        row.isSetup === true ? [404, 'not-found'] : [401, 'not-signed-in'],
      )
    const half = await isReached(name, row, cookieOf(halfWay))
    expect(half.isReached).toBe(row.signIn !== undefined && row.isSetup !== true)
  })

  it.each(rows)('no other verb gets anywhere at the address of %s', async (_name, row) => {
    const verbs = new Set(
      rows.filter(([, other]) => other.path === row.path).map(([, other]) => other.method),
    )
    const path = row.path.replace(/:metric\b/, 'sales-cycle').replace(/:\w+/g, '1')
    for (const verb of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])
      if (!verbs.has(verb as never)) {
        const response = await api.send(verb, path, { headers: cookieOf(ada.browser) })
        expect(response.status, verb).toBe(row.isSetup === true ? 404 : 405)
      }
  })

  function refusalOf(row: Endpoint): [number, string] {
    return row.isSetup === true ? [404, 'not-found'] : [403, 'not-allowed']
  }
})
