// The second factor, through the API: asked for, guessed at, replaced.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { owner } from '../model/reader.ts'
import { browserOf } from '../test/browser-of.ts'
import { freshDatabase } from '../test/database.ts'
import { hour, openDoor } from '../test/door.ts'
import { enrol, setUpFirst } from '../test/first-account.ts'

const database = await freshDatabase()
const door = openDoor(database)
const { api, clock, codeOf, signedInAs } = door

beforeAll(async () => {
  door.ada = await setUpFirst(api, clock())
})

beforeEach(() => {
  // Far enough for every allowance to be whole again, and for the next code.
  door.now += hour
})

describe('a second factor', () => {
  it('is asked before anything else, and each code counts once', async () => {
    const browser = browserOf(api)
    const credentials = { email: ` ${door.ada.email.toUpperCase()}`, password: door.ada.password }
    expect(await browser.json('POST', '/api/session', credentials)).toEqual({
      state: 'second-factor',
      account: null,
    })
    const halfWay = browser.cookies.get('douze-session-1212')
    expect(await codeOf(await browser.send('GET', '/api/home'))).toBe('second-factor-needed')
    // Nor can what makes the codes be replaced half way.
    expect(await codeOf(await browser.send('POST', '/api/second-factor', {}))).toBe('second-factor-needed')
    expect(await codeOf(await browser.send('POST', '/api/second-factor/confirm', { code: '123456' }))).toBe(
      'second-factor-needed',
    )
    expect(await codeOf(await browser.send('POST', '/api/session/second-factor', { code: '000000' }))).toBe(
      'wrong-code',
    )
    const code = door.ada.codeAt(clock())
    expect(await browser.json('POST', '/api/session/second-factor', { code })).toMatchObject({
      state: 'signed-in',
      account: { email: door.ada.email, roles: ['administrator', 'leader'] },
    })
    // The reference is a new one, and the one of half way is worth nothing.
    expect(browser.cookies.get('douze-session-1212')).not.toBe(halfWay)
    const stale = await api.send('GET', '/api/home', { headers: { cookie: `douze-session-1212=${halfWay}` } })
    expect(await codeOf(stale)).toBe('not-signed-in')

    const other = browserOf(api)
    await other.json('POST', '/api/session', credentials)
    expect(await codeOf(await other.send('POST', '/api/session/second-factor', { code }))).toBe('wrong-code')
  })

  it('is replaced once by each recovery code', async () => {
    const [recovery = ''] = door.ada.recoveryCodes
    const sign = async (): Promise<Response> => {
      const browser = browserOf(api)
      await browser.json('POST', '/api/session', { email: door.ada.email, password: door.ada.password })
      return browser.send('POST', '/api/session/second-factor', { code: recovery.toUpperCase() })
    }
    expect((await sign()).status).toBe(200)
    expect(await codeOf(await sign())).toBe('wrong-code')
  })

  it('of two requests with one code lets one in', async () => {
    const browsers = await Promise.all(
      [1, 2].map(async () => {
        const browser = browserOf(api)
        await browser.json('POST', '/api/session', { email: door.ada.email, password: door.ada.password })
        return browser
      }),
    )
    const code = door.ada.codeAt(clock())
    const answers = await Promise.all(
      browsers.map((browser) => browser.send('POST', '/api/session/second-factor', { code })),
    )
    expect(answers.map((answer) => String(answer.status)).toSorted()).toEqual(['200', '401'])
  })

  it('cannot be guessed: after ten tries the next waits', async () => {
    const browser = browserOf(api)
    await browser.json('POST', '/api/session', { email: door.ada.email, password: door.ada.password })
    const statuses = []
    for (let at = 0; at < 14; at++)
      statuses.push((await browser.send('POST', '/api/session/second-factor', { code: '000000' })).status)
    expect(statuses).toEqual([...Array<number>(10).fill(401), ...Array<number>(4).fill(429)])
  })

  it('is asked of whoever becomes administrator, from the next request on', async () => {
    const { browser, userId } = await signedInAs(['leader'])
    expect((await browser.send('GET', '/api/health')).status).toBe(200)
    await door.ada.browser.json('PUT', `/api/users/${userId}`, { roles: ['leader', 'administrator'] })
    expect(await codeOf(await browser.send('GET', '/api/health'))).toBe('enrolment-needed')
    await enrol(browser, clock())
    expect((await browser.send('GET', '/api/users')).status).toBe(200)
  })

  it('is replaced only by who shows the password again', async () => {
    const { browser } = await signedInAs(['leader'])
    expect(await codeOf(await browser.send('POST', '/api/second-factor', {}))).toBe('wrong-credentials')
    const begun = await browser.json<{ uri: string }>('POST', '/api/second-factor', {
      password: 'le chat dort au grenier',
    })
    expect(begun.uri).toContain('otpauth://totp/')
    const secrets = await database.read(owner, (query) =>
      query.selectFrom('users').select(['totp_secret', 'totp_pending']).execute(),
    )
    expect(JSON.stringify(secrets)).not.toContain(/secret=(\w+)/.exec(begun.uri)?.[1])
  })
})
