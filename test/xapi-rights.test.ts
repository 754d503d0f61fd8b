// Every resource and verb of the learning record store, tried by everybody there is: the second half of the rights matrix.
import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { XapiHandlers } from '../api/xapi/serve.ts'
import { owner, userRoles, type UserRole } from '../model/reader.ts'
import { makeCredential, revokeCredential } from '../sources/xapi/index.ts'
import { testApi } from './api.ts'
import type { Browser } from './browser-of.ts'
import { freshDatabase } from './database.ts'
import { setUpFirst } from './first-account.ts'
import { xapiRows } from './rights-table.ts'

const now = new Date('2026-01-15T12:00:00Z')
const database = await freshDatabase()
const reached = new Set<string>()
const noting = Object.fromEntries(
  xapiRows.map(([name]) => [
    name,
    async () => {
      reached.add(name)
      return { status: 204 as const }
    },
  ]),
) as unknown as XapiHandlers
/** Wrong secrets are counted: here time passes between them, until it stands still. */
let passed = 0
let isStill = true
const clock = (): Date => new Date(now.getTime() + (isStill ? passed : (passed += 7_000)))
const api = testApi(database, { clock, xapi: noting })

const cells = xapiRows.flatMap(([name, resource]) =>
  resource.methods.map((method) => [method, resource.path, name, resource.open] as const),
)
const verbs = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH'] as const

async function tried(
  method: string,
  path: string,
  name: string,
  headers: Record<string, string>,
): Promise<{ isReached: boolean; status: number }> {
  reached.delete(name)
  const response = await api.send(method, path, {
    headers: { 'x-experience-api-version': '2.0.0', ...headers },
  })
  return { isReached: reached.has(name), status: response.status }
}

function basic(login: string, secret: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${login}:${secret}`).toString('base64')}` }
}

describe('on a machine without accounts', () => {
  it.each(cells)('%s %s answers its owner only with a credential', async (method, path, name, open) => {
    expect(await tried(method, path, name, {})).toEqual(
      open === 'program' ? { isReached: false, status: 401 } : { isReached: true, status: 204 },
    )
  })
})

describe('once somebody has an account', () => {
  let browser: Browser
  let inService: Record<string, string>
  let revoked: Record<string, string>
  const tokens = new Map<UserRole, { reading: string; writing: string }>()

  beforeAll(async () => {
    const ada = await setUpFirst(api, now)
    browser = ada.browser
    const { account } = await browser.json<{ account: { userId: number } }>('GET', '/api/session')
    await browser.json('PUT', `/api/users/${account.userId}`, { roles: [...userRoles] })
    for (const role of userRoles) {
      const make = (isReadOnly: boolean): Promise<{ token: string }> =>
        browser.json('POST', '/api/tokens', { name: role, roles: [role], isReadOnly, days: 1 })
      tokens.set(role, { reading: (await make(true)).token, writing: (await make(false)).token })
    }
    const made = await database.write(owner, async (query) => [
      await makeCredential(query, 'LMS', { now, random: randomBytes }, null),
      await makeCredential(query, 'old LMS', { now, random: randomBytes }, null),
    ])
    inService = basic(made[0]!.login, made[0]!.secret)
    revoked = basic(made[1]!.login, made[1]!.secret)
    await database.write(owner, (query) => revokeCredential(query, made[1]!.login, now))
    isStill = false
  })

  it.each(cells)(
    '%s %s: nobody, a session, a credential, a revoked one',
    async (method, path, name, open) => {
      const isOpen = open !== 'program'
      const refused = { isReached: isOpen, status: isOpen ? 204 : 401 }
      const cookie = [...browser.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
      expect(await tried(method, path, name, {})).toEqual(refused)
      expect(await tried(method, path, name, { cookie })).toEqual(refused)
      expect(await tried(method, path, name, revoked)).toEqual(refused)
      expect((await tried(method, path, name, inService)).isReached).toBe(true)
    },
  )

  it.each(cells)('%s %s: API tokens of each role', async (method, path, name, open) => {
    for (const [role, { reading, writing }] of tokens) {
      const may = open !== 'program' || role === 'administrator'
      const found = await tried(method, path, name, { authorization: `Bearer ${writing}` })
      expect(found, role).toEqual({ isReached: may, status: may ? 204 : 403 })
      const read = await tried(method, path, name, { authorization: `Bearer ${reading}` })
      expect(read.isReached, role).toBe(may && (open !== 'program' || method === 'GET'))
    }
  })

  it.each(xapiRows)('no other verb gets anywhere at %s', async (name, { path, methods }) => {
    const allowed: readonly string[] = methods
    for (const verb of verbs.filter((one) => !allowed.includes(one)))
      expect(await tried(verb, path, name, inService), verb).toEqual({ isReached: false, status: 405 })
  })

  it('a credential opens nothing but the store, and the store nothing that is not in its table', async () => {
    expect((await api.send('GET', '/api/home', { headers: inService })).status).toBe(401)
    expect((await tried('GET', '/xapi/', 'statements', inService)).status).toBe(404)
    expect((await tried('GET', '/xapi/users', 'statements', inService)).status).toBe(404)
  })

  it('many wrong secrets from one address wait', async () => {
    isStill = true
    const statuses = new Set<number>()
    for (let go = 0; go < 15; go++)
      statuses.add((await tried('GET', '/xapi/statements', 'statements', basic('xapi-x', 'wrong'))).status)
    expect(statuses).toEqual(new Set([401, 429]))
    expect((await tried('GET', '/xapi/statements', 'statements', inService)).isReached).toBe(true)
  })
})
