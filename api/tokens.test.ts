// API tokens: whose rights they have, and how they end.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Browser } from '../test/browser-of.ts'
import { freshDatabase } from '../test/database.ts'
import { hour, openDoor } from '../test/door.ts'
import { setUpFirst } from '../test/first-account.ts'

const database = await freshDatabase()
const door = openDoor(database)
const { api, clock, codeOf, signInAda, signedInAsLater } = door

beforeAll(async () => {
  door.ada = await setUpFirst(api, clock())
})

beforeEach(() => {
  // Far enough for every allowance to be whole again, and for the next code.
  door.now += hour
})

describe('an API token', () => {
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })
  interface Made {
    tokenId: number
    token: string
    prefix: string
  }
  const make = (browser: Browser, more: object = {}): Promise<Made> =>
    browser.json('POST', '/api/tokens', { name: 'tableur', roles: ['leader'], days: 30, ...more })

  it('reads as its user, shows its secret once, and is revoked at once', async () => {
    await signInAda()
    const made = await make(door.ada.browser)
    expect(made.token).toMatch(/^douze_[\w-]{43}$/)
    expect(made.token.startsWith(made.prefix)).toBe(true)
    expect((await api.send('GET', '/api/health', bearer(made.token))).status).toBe(200)
    const list = await door.ada.browser.json<object[]>('GET', '/api/tokens')
    expect(JSON.stringify(list)).not.toContain(made.token)
    expect(list[0]).toMatchObject({ name: 'tableur', isReadOnly: true, lastUsedAt: clock().toISOString() })
    await door.ada.browser.json('DELETE', `/api/tokens/${made.tokenId}`)
    expect((await api.send('GET', '/api/health', bearer(made.token))).status).toBe(401)
  })

  it('has no role that it was not given, none that its user lost, and writes only when it may', async () => {
    const { browser, userId } = await signedInAsLater(['leader', 'analyst'])
    expect(
      await codeOf(
        await browser.send('POST', '/api/tokens', { name: 'x', roles: ['administrator'], days: 1 }),
      ),
    ).toBe('not-allowed')
    // Only some roles answer notes; there is none of this number.
    const reply = async ({ token }: Made) =>
      codeOf(await api.send('POST', '/api/notes/999/reply', { ...bearer(token), body: { reply: 'x' } }))
    expect(await reply(await make(browser, { roles: ['analyst'], isReadOnly: false }))).toBe('not-allowed')
    const leader = await make(browser, { isReadOnly: false })
    expect(await reply(leader)).toBe('not-found')
    await door.ada.browser.json('PUT', `/api/users/${userId}`, { roles: ['analyst'] })
    expect(await reply(leader)).toBe('not-allowed')

    const reading = await make(door.ada.browser, { roles: ['administrator'] })
    const writing = await make(door.ada.browser, { roles: ['administrator'], isReadOnly: false })
    const open = (token: string): Promise<Response> =>
      api.send('POST', '/api/imports', { body: {}, ...bearer(token) })
    expect(await codeOf(await open(reading.token))).toBe('not-allowed')
    expect((await open(writing.token)).status).toBe(200)
    // What is hers alone stays hers: no token makes tokens.
    const again = { body: { name: 'x', roles: ['administrator'], days: 1 }, ...bearer(writing.token) }
    expect(await codeOf(await api.send('POST', '/api/tokens', again))).toBe('not-allowed')
  })

  it('ends by itself, and with its user', async () => {
    const { browser, userId } = await signedInAsLater(['leader'])
    const short = await make(browser, { days: 1 })
    const long = await make(browser, { days: 365 })
    door.now += 24 * hour
    expect((await api.send('GET', '/api/health', bearer(short.token))).status).toBe(401)
    expect((await api.send('GET', '/api/health', bearer(long.token))).status).toBe(200)
    await signInAda()
    await door.ada.browser.json('PUT', `/api/users/${userId}`, { state: 'deactivated' })
    expect((await api.send('GET', '/api/health', bearer(long.token))).status).toBe(401)
    await door.ada.browser.json('PUT', `/api/users/${userId}`, { state: 'active' })
    expect((await api.send('GET', '/api/health', bearer(long.token))).status).toBe(401)
  })

  it('that is wrong is counted, and no cookie stands in for it', async () => {
    await signInAda()
    const cookie = `douze-session-1212=${door.ada.browser.cookies.get('douze-session-1212')}`
    const statuses = []
    for (let at = 0; at < 25; at++)
      statuses.push(
        (await api.send('GET', '/api/home', { headers: { authorization: 'Bearer nothing', cookie } })).status,
      )
    expect(statuses[0]).toBe(401)
    expect(statuses.at(-1)).toBe(429)
    expect((await door.ada.browser.send('GET', '/api/home')).status).toBe(200)
  })

  it('of another user is not found', async () => {
    const { browser } = await signedInAsLater(['leader'])
    const hers = await make(door.ada.browser)
    expect((await browser.send('DELETE', `/api/tokens/${hers.tokenId}`)).status).toBe(404)
    expect((await api.send('GET', '/api/health', bearer(hers.token))).status).toBe(200)
  })
})
