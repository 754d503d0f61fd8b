// Signing in, through the API, from the machine without accounts to the last right taken away.
import { beforeEach, describe, expect, it } from 'vitest'
import { type Hasher, makePasswords, nobodysHash } from '../access/passwords.ts'
import { testApi } from '../test/api.ts'
import { type Browser, browserOf } from '../test/browser-of.ts'
import { freshDatabase } from '../test/database.ts'
import { enrol, setUpFirst, type SignedIn } from '../test/first-account.ts'
import { owner } from '../model/reader.ts'

const minute = 60_000
const hour = 60 * minute
let now = Date.UTC(2026, 0, 15, 8)
const clock = (): Date => new Date(now)

/** As slow as nothing, and it counts. */
const calls = { hash: 0, verify: [] as string[] }
const hasher: Hasher = {
  hash: async (password) => {
    calls.hash++
    return `plain:${password}`
  },
  verify: async (hash, password) => {
    calls.verify.push(hash)
    return hash === `plain:${password}`
  },
}
const database = await freshDatabase()
const api = testApi(database, { clock, passwords: makePasswords(hasher) })

interface State {
  state: string
  account: { userId: number; roles: string[]; email: string } | null
}
interface Issued {
  user: { userId: number; state: string; roles: string[]; personId: number | null }
  token: string
  expiresAt: string
}

let ada: SignedIn
let people = 0

/** Somebody new with these roles, signed in. */
async function signedInAs(roles: string[]): Promise<{ browser: Browser; userId: number; email: string }> {
  const email = `person${people++}@example.com`
  const { token, user } = await ada.browser.json<Issued>('POST', '/api/users', {
    email,
    displayName: `Personne ${people}`,
    roles,
  })
  const browser = browserOf(api)
  await browser.json('POST', '/api/invitations/accept', { token, password: 'le chat dort au grenier' })
  return { browser, userId: user.userId, email }
}

async function codeOf(response: Response): Promise<string> {
  return (await api.refusal(response)).code
}

beforeEach(() => {
  // Far enough for every allowance to be whole again, and for the next code.
  now += hour
})

describe('a machine without accounts', () => {
  it('is its owner’s, without ceremony', async () => {
    expect((await api.send('GET', '/api/health')).status).toBe(200)
    expect(await api.json('GET', '/api/session')).toEqual({ state: 'owner', account: null, provider: null })
    expect((await api.send('GET', '/api/imports')).status).toBe(200)
    expect(await api.json('GET', '/api/users')).toEqual([])
    expect(await codeOf(await api.send('GET', '/api/tokens'))).toBe('no-account-yet')
  })

  it('takes a first account by invitation only as administrator and leader, and stays open until it is accepted', async () => {
    const body = { email: 'first@example.com', displayName: 'F', roles: ['rep'] }
    expect(await codeOf(await api.send('POST', '/api/users', { body }))).toBe('no-account-yet')
    const given = { ...body, roles: ['administrator', 'leader'] }
    const { user } = await api.json<Issued>('POST', '/api/users', given)
    expect(await api.json('GET', '/api/session')).toMatchObject({ state: 'owner' })
    // Taken back, it is gone.
    expect(await api.json('PUT', `/api/users/${user.userId}`, { state: 'deactivated' })).toBeNull()
    expect(await api.json('GET', '/api/users')).toEqual([])
  })

  it('refuses an easy password for the first account, with a sentence', async () => {
    const body = { email: 'ada@example.com', displayName: 'Ada', password: 'motdepasse2026' }
    const response = await api.send('POST', '/api/setup', { body })
    expect(response.status).toBe(422)
    expect((await api.refusal(response)).message.fr).toContain('se devine')
    expect(await api.json('GET', '/api/session')).toMatchObject({ state: 'owner' })
  })

  it('takes exactly one of two first accounts that are set up at once', async () => {
    const bodies = ['ada@example.com', 'eve@example.com'].map((email) => ({
      email,
      displayName: 'Ada',
      password: 'trombone violet 8 nuages',
    }))
    const answers = await Promise.all(bodies.map((body) => api.send('POST', '/api/setup', { body })))
    expect(answers.map((answer) => String(answer.status)).toSorted()).toEqual(['200', '404'])
    // Begin again for what follows.
    await database.write(owner, async (query) => {
      await query.deleteFrom('users').execute()
      await query.deleteFrom('sessions').execute()
    })
    ada = await setUpFirst(api, clock())
  })
})

describe('once somebody has an account', () => {
  it('every route but those of signing in asks for a sign-in', async () => {
    for (const address of [
      '/api/home',
      '/api/metrics',
      '/api/health',
      '/api/imports',
      '/api/users',
      '/api/tokens',
    ]) {
      const response = await api.send('GET', address)
      expect(response.status, address).toBe(401)
      expect(response.headers.get('www-authenticate')).toBe('Bearer')
    }
    expect(await api.json('GET', '/api/session')).toEqual({
      state: 'signed-out',
      account: null,
      provider: null,
    })
  })

  it('the setup answers like a missing route, with every verb', async () => {
    const without = async (address: string, method: string, body?: unknown): Promise<unknown> => {
      const response = await api.send(method, address, body === undefined ? {} : { body })
      const { requestId: _, ...rest } = await api.refusal(response)
      return { status: response.status, allow: response.headers.get('allow'), ...rest }
    }
    const body = { email: 'eve@example.com', displayName: 'Eve', password: 'trombone violet 8 nuages' }
    for (const method of ['POST', 'GET', 'PUT', 'DELETE'])
      expect(await without('/api/setup', method, method === 'POST' ? body : undefined), method).toEqual(
        await without('/api/set-up', method, method === 'POST' ? body : undefined),
      )
    expect((await ada.browser.send('POST', '/api/setup', body)).status).toBe(404)
  })

  it('the cookies are out of reach of scripts and of other sites', async () => {
    const body = { email: ada.email, password: ada.password }
    const lines = (await api.send('POST', '/api/session', { body })).headers.getSetCookie()
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(
      /^douze-session-1212=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Strict$/,
    )
    const stored = await database.read(owner, (query) => query.selectFrom('sessions').selectAll().execute())
    const reference = lines[0]?.slice('douze-session-1212='.length, 'douze-session-1212='.length + 43) ?? ''
    expect(JSON.stringify(stored)).not.toContain(reference)
  })
})

describe('a password', () => {
  it('that is wrong, of nobody, of one invited or deactivated: the same words and the same work', async () => {
    const { userId, email } = await signedInAs(['rep'])
    await ada.browser.json('PUT', `/api/users/${userId}`, { state: 'deactivated' })
    await ada.browser.json('POST', '/api/users', {
      email: 'invited@example.com',
      displayName: 'I',
      roles: ['rep'],
    })
    const answers: unknown[] = []
    for (const who of [ada.email, 'nobody@example.com', 'invited@example.com', email]) {
      calls.verify = []
      const body = { email: who, password: 'le chat dort au grenier' }
      const response = await api.send('POST', '/api/session', { body })
      const { requestId: _, ...rest } = await api.refusal(response)
      answers.push({ status: response.status, rest, cookies: response.headers.getSetCookie() })
      expect(calls.verify, who).toHaveLength(1)
      expect(calls.verify[0] === nobodysHash, who).toBe(who !== ada.email)
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ status: 401, rest: { code: 'wrong-credentials' }, cookies: [] })
  })

  it('is guessed at most so often, for known and unknown addresses alike, without a hash more', async () => {
    const guess = async (email: string): Promise<number> => {
      const response = await api.send('POST', '/api/session', {
        body: { email, password: 'wrong wrong wrong' },
      })
      if (response.status === 429) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
      return response.status
    }
    for (const email of [ada.email, 'nobody2@example.com']) {
      calls.verify = []
      const statuses = []
      for (let at = 0; at < 30; at++) statuses.push(await guess(email))
      expect(statuses.filter((status) => status === 401)).toHaveLength(20)
      expect(statuses.filter((status) => status === 429)).toHaveLength(10)
      expect(calls.verify).toHaveLength(20)
    }
    // The browser that knows her is not shut out.
    const state = await ada.browser.json<State>('POST', '/api/session', {
      email: ada.email,
      password: ada.password,
    })
    expect(state.state).toBe('second-factor')
    await ada.browser.json('POST', '/api/session/second-factor', { code: ada.codeAt(clock()) })
  })
})

describe('a second factor', () => {
  it('is asked before anything else, and each code counts once', async () => {
    const browser = browserOf(api)
    const credentials = { email: ` ${ada.email.toUpperCase()}`, password: ada.password }
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
    const code = ada.codeAt(clock())
    expect(await browser.json('POST', '/api/session/second-factor', { code })).toMatchObject({
      state: 'signed-in',
      account: { email: ada.email, roles: ['administrator', 'leader'] },
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
    const [recovery = ''] = ada.recoveryCodes
    const sign = async (): Promise<Response> => {
      const browser = browserOf(api)
      await browser.json('POST', '/api/session', { email: ada.email, password: ada.password })
      return browser.send('POST', '/api/session/second-factor', { code: recovery.toUpperCase() })
    }
    expect((await sign()).status).toBe(200)
    expect(await codeOf(await sign())).toBe('wrong-code')
  })

  it('of two requests with one code lets one in', async () => {
    const browsers = await Promise.all(
      [1, 2].map(async () => {
        const browser = browserOf(api)
        await browser.json('POST', '/api/session', { email: ada.email, password: ada.password })
        return browser
      }),
    )
    const code = ada.codeAt(clock())
    const answers = await Promise.all(
      browsers.map((browser) => browser.send('POST', '/api/session/second-factor', { code })),
    )
    expect(answers.map((answer) => String(answer.status)).toSorted()).toEqual(['200', '401'])
  })

  it('cannot be guessed: after ten tries the next waits', async () => {
    const browser = browserOf(api)
    await browser.json('POST', '/api/session', { email: ada.email, password: ada.password })
    const statuses = []
    for (let at = 0; at < 14; at++)
      statuses.push((await browser.send('POST', '/api/session/second-factor', { code: '000000' })).status)
    expect(statuses).toEqual([...Array<number>(10).fill(401), ...Array<number>(4).fill(429)])
  })

  it('is asked of whoever becomes administrator, from the next request on', async () => {
    const { browser, userId } = await signedInAs(['leader'])
    expect((await browser.send('GET', '/api/health')).status).toBe(200)
    await ada.browser.json('PUT', `/api/users/${userId}`, { roles: ['leader', 'administrator'] })
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

describe('a session', () => {
  it('ends after 8 hours without a request, and after 7 days in any case', async () => {
    const { browser } = await signedInAs(['leader'])
    const start = now
    now = start + 8 * hour - minute
    expect((await browser.send('GET', '/api/home')).status).toBe(200)
    now += 8 * hour
    expect((await browser.send('GET', '/api/home')).status).toBe(401)

    const other = (await signedInAsLater(['leader'])).browser
    const begun = now
    for (let at = 1; at * 7 * hour < 7 * 24 * hour; at++) {
      now = begun + at * 7 * hour
      expect((await other.send('GET', '/api/home')).status, `${at * 7} h`).toBe(200)
    }
    now = begun + 7 * 24 * hour
    expect((await other.send('GET', '/api/home')).status).toBe(401)
  })

  it('half way ends after a quarter of an hour', async () => {
    const browser = browserOf(api)
    await browser.json('POST', '/api/session', { email: ada.email, password: ada.password })
    now += 15 * minute
    expect(
      await codeOf(await browser.send('POST', '/api/session/second-factor', { code: ada.codeAt(clock()) })),
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

/** Ada signs in again (time has passed), then somebody new does. */
async function signedInAsLater(roles: string[]): ReturnType<typeof signedInAs> {
  await signInAda()
  return signedInAs(roles)
}

async function signInAda(): Promise<void> {
  now += hour
  await ada.browser.json('POST', '/api/session', { email: ada.email, password: ada.password })
  await ada.browser.json('POST', '/api/session/second-factor', { code: ada.codeAt(clock()) })
}

describe('rights', () => {
  it('that are taken away act on the next request', async () => {
    const { browser, userId } = await signedInAsLater(['leader'])
    // Only some roles answer notes; there is none of this number.
    const reply = () => browser.send('POST', '/api/notes/999/reply', { reply: 'x' })
    expect(await codeOf(await reply())).toBe('not-found')
    await ada.browser.json('PUT', `/api/users/${userId}`, { roles: ['marketing'] })
    expect(await codeOf(await reply())).toBe('not-allowed')
    expect((await browser.send('GET', '/api/home')).status).toBe(200)
    await ada.browser.json('PUT', `/api/users/${userId}`, { state: 'deactivated' })
    expect(await codeOf(await browser.send('GET', '/api/home'))).toBe('not-signed-in')
    // Active again, she signs in anew.
    await ada.browser.json('PUT', `/api/users/${userId}`, { state: 'active' })
    expect((await browser.send('GET', '/api/home')).status).toBe(401)
  })

  it('end with the state of the account, also when it changed by another way', async () => {
    const { browser, userId } = await signedInAsLater(['leader'])
    const { token } = await browser.json<{ token: string }>('POST', '/api/tokens', {
      name: 'x',
      roles: ['leader'],
      days: 1,
    })
    const withToken = (): Promise<Response> =>
      api.send('GET', '/api/health', { headers: { authorization: `Bearer ${token}` } })
    expect((await withToken()).status).toBe(200)
    await database.write(owner, (query) =>
      query.updateTable('users').set({ state: 'deactivated' }).where('user_id', '=', userId).execute(),
    )
    expect((await browser.send('GET', '/api/home')).status).toBe(401)
    expect((await withToken()).status).toBe(401)
  })

  it('to name people are only those of leaders, also on the first page', async () => {
    await database.write(owner, async (query) => {
      await query
        .insertInto('people')
        .values({ display_name: 'Canari Secret', name_key: 'canari secret', is_provisional: false } as never)
        .execute()
    })
    const { browser } = await signedInAsLater(['rep', 'marketing', 'analyst', 'manager'])
    expect(JSON.stringify(await browser.json('GET', '/api/home'))).not.toContain('Canari')
    expect(JSON.stringify(await ada.browser.json('GET', '/api/home'))).toContain('Canari')
  })

  it('of the last administrator cannot be taken', async () => {
    await signInAda()
    const { account } = await ada.browser.json<State>('GET', '/api/session')
    for (const user of await ada.browser.json<{ userId: number; roles: string[] }[]>('GET', '/api/users'))
      if (user.userId !== account?.userId && user.roles.includes('administrator'))
        await ada.browser.json('PUT', `/api/users/${user.userId}`, { roles: ['leader'] })
    const place = `/api/users/${account?.userId}`
    expect(await codeOf(await ada.browser.send('PUT', place, { roles: ['leader'] }))).toBe(
      'last-administrator',
    )
    expect(await codeOf(await ada.browser.send('PUT', place, { state: 'deactivated' }))).toBe(
      'last-administrator',
    )
    expect((await ada.browser.send('GET', '/api/users')).status).toBe(200)
  })
})

describe('an invitation', () => {
  it('opens once, for a week, and the next one replaces it', async () => {
    await signInAda()
    const invite = (): Promise<Issued> =>
      ada.browser.json('POST', '/api/users', { email: 'zoe@example.com', displayName: 'Zoé', roles: ['rep'] })
    const accept = (token: string): Promise<Response> =>
      browserOf(api).send('POST', '/api/invitations/accept', { token, password: 'un banc sous le tilleul' })
    const first = await invite()
    expect(first.token).toMatch(/^[\w-]{43}$/)
    const second = await invite()
    expect(second.user.userId).toBe(first.user.userId)
    expect(await codeOf(await accept(first.token))).toBe('link-not-valid')
    const stored = await database.read(owner, (query) =>
      query.selectFrom('invitations').selectAll().execute(),
    )
    expect(JSON.stringify(stored)).not.toContain(second.token)

    now = Date.parse(second.expiresAt)
    expect(await codeOf(await accept(second.token))).toBe('link-not-valid')
    await signInAda()
    const third = await invite()
    const both = await Promise.all([accept(third.token), accept(third.token)])
    expect(both.map((answer) => String(answer.status)).toSorted()).toEqual(['200', '422'])
    expect(await codeOf(await accept(third.token))).toBe('link-not-valid')
    expect(
      await codeOf(
        await ada.browser.send('POST', '/api/users', {
          email: 'ZOE@example.com',
          displayName: 'Z',
          roles: ['rep'],
        }),
      ),
    ).toBe('user-exists')
  })

  it('links the account to the person of that address', async () => {
    await signInAda()
    const personId = await database.write(owner, async (query) => {
      const { person_id } = await query
        .insertInto('people')
        .values({ display_name: 'Lou', name_key: 'lou', is_provisional: false } as never)
        .returning('person_id')
        .executeTakeFirstOrThrow()
      await query
        .insertInto('person_identities')
        .values({
          kind: 'email',
          source: '',
          value_key: 'lou@example.com',
          value: 'Lou@example.com',
          person_id,
        } as never)
        .execute()
      return person_id
    })
    const body = { email: 'LOU@example.com', displayName: 'Lou', roles: ['rep'] }
    const { user } = await ada.browser.json<Issued>('POST', '/api/users', body)
    expect(user.personId).toBe(personId)
    const other = { email: 'lou2@example.com', displayName: 'Lou', roles: ['rep'], personId }
    expect(await codeOf(await ada.browser.send('POST', '/api/users', other))).toBe('user-exists')
    expect(await codeOf(await ada.browser.send('POST', '/api/users', { ...other, personId: 999_999 }))).toBe(
      'not-found',
    )
    expect(await codeOf(await ada.browser.send('POST', '/api/users', { ...body, email: 'no address' }))).toBe(
      'bad-address',
    )
  })

  it('is not guessed: after so many wrong ones of one address, 429', async () => {
    const statuses = []
    for (let at = 0; at < 25; at++) {
      const body = { token: `${at}`.padStart(43, 'x'), password: 'un banc sous le tilleul' }
      statuses.push((await api.send('POST', '/api/invitations/accept', { body })).status)
    }
    expect(statuses.filter((status) => status === 422).length).toBeLessThanOrEqual(20)
    expect(statuses.at(-1)).toBe(429)
  })
})

describe('a reset', () => {
  it('gives a new password, ends the sessions, and keeps asking the second factor', async () => {
    const { browser, userId, email } = await signedInAsLater(['leader'])
    await browser.json('POST', '/api/second-factor', { password: 'le chat dort au grenier' })
    const { codeAt } = await enrolAgain(browser)
    const { token } = await ada.browser.json<Issued>('POST', `/api/users/${userId}/reset`, {})
    const fresh = browserOf(api)
    const body = { token, password: 'la pluie tombe sur le quai' }
    expect(await fresh.json('POST', '/api/resets/accept', body)).toMatchObject({ state: 'second-factor' })
    expect((await browser.send('GET', '/api/home')).status).toBe(401)
    now += minute
    await fresh.json('POST', '/api/session/second-factor', { code: codeAt(clock()) })
    expect(await codeOf(await api.send('POST', '/api/resets/accept', { body }))).toBe('link-not-valid')

    // Telephone and codes lost: an administrator lets her in without.
    const lost = await ada.browser.json<Issued>('POST', `/api/users/${userId}/reset`, {
      forgetsSecondFactor: true,
    })
    const last = await browserOf(api).json<State>('POST', '/api/resets/accept', {
      token: lost.token,
      password: 'la pluie tombe sur le pont',
    })
    expect(last).toMatchObject({ state: 'signed-in', account: { email } })
  })

  it('lasts a day', async () => {
    const { userId } = await signedInAsLater(['leader'])
    const { token } = await ada.browser.json<Issued>('POST', `/api/users/${userId}/reset`, {})
    now += 24 * hour
    const body = { token, password: 'la pluie tombe sur le quai' }
    expect(await codeOf(await api.send('POST', '/api/resets/accept', { body }))).toBe('link-not-valid')
  })

  async function enrolAgain(browser: Browser) {
    // `enrol` begins anew without a password, which a full session is asked for.
    const withPassword: Browser = {
      ...browser,
      json: (method, address, body, status) =>
        browser.json(
          method,
          address,
          address === '/api/second-factor' ? { password: 'le chat dort au grenier' } : body,
          status,
        ),
    }
    return enrol(withPassword, clock())
  }
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
    const made = await make(ada.browser)
    expect(made.token).toMatch(/^douze_[\w-]{43}$/)
    expect(made.token.startsWith(made.prefix)).toBe(true)
    expect((await api.send('GET', '/api/health', bearer(made.token))).status).toBe(200)
    const list = await ada.browser.json<object[]>('GET', '/api/tokens')
    expect(JSON.stringify(list)).not.toContain(made.token)
    expect(list[0]).toMatchObject({ name: 'tableur', isReadOnly: true, lastUsedAt: clock().toISOString() })
    await ada.browser.json('DELETE', `/api/tokens/${made.tokenId}`)
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
    await ada.browser.json('PUT', `/api/users/${userId}`, { roles: ['analyst'] })
    expect(await reply(leader)).toBe('not-allowed')

    const reading = await make(ada.browser, { roles: ['administrator'] })
    const writing = await make(ada.browser, { roles: ['administrator'], isReadOnly: false })
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
    now += 24 * hour
    expect((await api.send('GET', '/api/health', bearer(short.token))).status).toBe(401)
    expect((await api.send('GET', '/api/health', bearer(long.token))).status).toBe(200)
    await signInAda()
    await ada.browser.json('PUT', `/api/users/${userId}`, { state: 'deactivated' })
    expect((await api.send('GET', '/api/health', bearer(long.token))).status).toBe(401)
    await ada.browser.json('PUT', `/api/users/${userId}`, { state: 'active' })
    expect((await api.send('GET', '/api/health', bearer(long.token))).status).toBe(401)
  })

  it('that is wrong is counted, and no cookie stands in for it', async () => {
    await signInAda()
    const cookie = `douze-session-1212=${ada.browser.cookies.get('douze-session-1212')}`
    const statuses = []
    for (let at = 0; at < 25; at++)
      statuses.push(
        (await api.send('GET', '/api/home', { headers: { authorization: 'Bearer nothing', cookie } })).status,
      )
    expect(statuses[0]).toBe(401)
    expect(statuses.at(-1)).toBe(429)
    expect((await ada.browser.send('GET', '/api/home')).status).toBe(200)
  })

  it('of another user is not found', async () => {
    const { browser } = await signedInAsLater(['leader'])
    const hers = await make(ada.browser)
    expect((await browser.send('DELETE', `/api/tokens/${hers.tokenId}`)).status).toBe(404)
    expect((await api.send('GET', '/api/health', bearer(hers.token))).status).toBe(200)
  })
})
