// The public address: whose requests are taken, what a browser is told, and that nobody from outside is the owner.
import { beforeAll, describe, expect, it } from 'vitest'
import { setUpFirst } from '../test/first-account.ts'
import { testApi } from '../test/api.ts'
import { freshDatabase } from '../test/database.ts'
import { frontAt } from './front.ts'

const front = frontAt('https://douze.example.fr')!
const publicly = {
  host: 'douze.example.fr',
  origin: 'https://douze.example.fr',
  'x-forwarded-for': '203.0.113.7',
}

describe('an address', () => {
  it.each(['https://douze.example.fr', 'https://douze.example.fr/', 'https://douze.example.fr:8443'])(
    '%s is one',
    (text) => {
      expect(frontAt(text)).not.toBeNull()
    },
  )
  it.each([
    'http://douze.example.fr',
    'https://douze.example.fr/path',
    'https://a@b.fr',
    'https://localhost',
    'douze',
    '',
  ])('%j is none', (text) => expect(frontAt(text)).toBeNull())
})

describe('without an account', () => {
  it('this machine is the owner, and nobody from outside is', async () => {
    const api = testApi(await freshDatabase(), { front })
    expect((await api.send('GET', '/api/home')).status).toBe(200)
    expect((await api.send('GET', '/api/home', { headers: publicly })).status).toBe(401)
    // A web server that passes its own host on, or a forged line, makes nobody the owner.
    expect((await api.send('GET', '/api/home', { headers: { 'x-forwarded-for': '127.0.0.1' } })).status).toBe(
      401,
    )
    expect(
      (await api.send('GET', '/api/home', { headers: { ...publicly, 'x-forwarded-for': '127.0.0.1' } }))
        .status,
    ).toBe(401)
  })
})

describe('with accounts', () => {
  let api: ReturnType<typeof testApi>
  let email = ''
  let password = ''
  beforeAll(async () => {
    const database = await freshDatabase()
    api = testApi(database, { front })
    ;({ email, password } = await setUpFirst(api, new Date('2026-01-15T12:00:00Z')))
  })

  it('a sign-in from outside gets a cookie for this host alone, over https alone', async () => {
    const body = { email, password }
    const answer = await api.send('POST', '/api/session', { body, headers: publicly })
    expect(answer.status).toBe(200)
    const [cookie = ''] = answer.headers.getSetCookie()
    expect(cookie).toMatch(/^__Host-douze-session=[\w-]{43}; Path=\/; .*HttpOnly; SameSite=Strict; Secure$/)
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
    const [pair = ''] = cookie.split(';')
    expect((await api.send('GET', '/api/session', { headers: { ...publicly, cookie: pair } })).status).toBe(
      200,
    )
  })

  it('errors carry the header too, and loopback does not', async () => {
    const missing = await api.send('GET', '/api/nowhere', { headers: publicly })
    expect(missing.headers.get('strict-transport-security')).not.toBeNull()
    const here = await api.send('GET', '/api/nowhere')
    expect(here.headers.get('strict-transport-security')).toBeNull()
  })

  it.each([
    ['another host', { ...publicly, host: 'evil.example' }, 'foreign-host', 421],
    ['another page', { ...publicly, origin: 'https://evil.example' }, 'foreign-origin', 403],
    ['our name over plain http', { ...publicly, origin: 'http://douze.example.fr' }, 'foreign-origin', 403],
  ])('%s is refused', async (_, headers, code, status) => {
    const answer = await api.send('POST', '/api/session', {
      body: { email, password },
      headers,
    })
    expect(answer.status).toBe(status)
    expect((await api.refusal(answer)).code).toBe(code)
  })
})
