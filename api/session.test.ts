// Sessions, through the API: how long they last, and what ends them.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { browserOf } from '../test/browser-of.ts'
import { freshDatabase } from '../test/database.ts'
import { hour, minute, openDoor } from '../test/door.ts'
import { setUpFirst } from '../test/first-account.ts'

const database = await freshDatabase()
const door = openDoor(database)
const { api, clock, codeOf, signedInAs, signedInAsLater } = door

beforeAll(async () => {
  door.ada = await setUpFirst(api, clock())
})

beforeEach(() => {
  // Far enough for every allowance to be whole again, and for the next code.
  door.now += hour
})

describe('a session', () => {
  it('ends after 8 hours without a request, and after 7 days in any case', async () => {
    const { browser } = await signedInAs(['leader'])
    const start = door.now
    door.now = start + 8 * hour - minute
    expect((await browser.send('GET', '/api/home')).status).toBe(200)
    door.now += 8 * hour
    expect((await browser.send('GET', '/api/home')).status).toBe(401)

    const other = (await signedInAsLater(['leader'])).browser
    const begun = door.now
    for (let at = 1; at * 7 * hour < 7 * 24 * hour; at++) {
      door.now = begun + at * 7 * hour
      expect((await other.send('GET', '/api/home')).status, `${at * 7} h`).toBe(200)
    }
    door.now = begun + 7 * 24 * hour
    expect((await other.send('GET', '/api/home')).status).toBe(401)
  })

  it('half way ends after a quarter of an hour', async () => {
    const browser = browserOf(api)
    await browser.json('POST', '/api/session', { email: door.ada.email, password: door.ada.password })
    door.now += 15 * minute
    expect(
      await codeOf(
        await browser.send('POST', '/api/session/second-factor', { code: door.ada.codeAt(clock()) }),
      ),
    ).toBe('not-signed-in')
  })

  it('ends by signing out, here or everywhere', async () => {
    const { browser, email } = await signedInAsLater(['leader'])
    const second = browserOf(api)
    await second.json('POST', '/api/session', { email, password: 'le chat dort au grenier' })
    const cookie = `douze-session-1212=${browser.cookies.get('douze-session-1212')}`
    const out = await browser.send('DELETE', '/api/session')
    expect(out.status).toBe(200)
    expect(out.headers.get('clear-site-data')).toBe('"cache"')
    expect(browser.cookies.has('douze-session-1212')).toBe(false)
    expect((await api.send('GET', '/api/home', { headers: { cookie } })).status).toBe(401)
    expect((await second.send('GET', '/api/home')).status).toBe(200)
    await browser.json('POST', '/api/session', { email, password: 'le chat dort au grenier' })
    await browser.json('DELETE', '/api/sessions')
    expect((await second.send('GET', '/api/home')).status).toBe(401)
  })

  it('ends with a change of password, but for the browser that changed it', async () => {
    const { browser, email } = await signedInAsLater(['leader'])
    const second = browserOf(api)
    await second.json('POST', '/api/session', { email, password: 'le chat dort au grenier' })
    const change = { current: 'le chat dort au grenier', next: 'la pluie tombe sur le quai' }
    expect(
      await codeOf(await browser.send('PUT', '/api/password', { ...change, current: 'wrong wrong wrong' })),
    ).toBe('wrong-credentials')
    await browser.json('PUT', '/api/password', change)
    expect((await browser.send('GET', '/api/home')).status).toBe(200)
    expect((await second.send('GET', '/api/home')).status).toBe(401)
    const body = { email, password: change.current }
    expect((await api.send('POST', '/api/session', { body })).status).toBe(401)
  })
})
