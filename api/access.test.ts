// Signing in, through the API, from the machine without accounts to the last right taken away.
import { beforeEach, describe, expect, it } from 'vitest'
import { nobodysHash } from '../access/passwords.ts'
import { owner } from '../model/reader.ts'
import { freshDatabase } from '../test/database.ts'
import { type Issued, hour, openDoor, type State } from '../test/door.ts'
import { setUpFirst } from '../test/first-account.ts'

const database = await freshDatabase()
const door = openDoor(database)
const { api, calls, clock, codeOf, signInAda, signedInAs, signedInAsLater } = door

beforeEach(() => {
  // Far enough for every allowance to be whole again, and for the next code.
  door.now += hour
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
    door.ada = await setUpFirst(api, clock())
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
    expect((await door.ada.browser.send('POST', '/api/setup', body)).status).toBe(404)
  })

  it('the cookies are out of reach of scripts and of other sites', async () => {
    const body = { email: door.ada.email, password: door.ada.password }
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
    await door.ada.browser.json('PUT', `/api/users/${userId}`, { state: 'deactivated' })
    await door.ada.browser.json('POST', '/api/users', {
      email: 'invited@example.com',
      displayName: 'I',
      roles: ['rep'],
    })
    const answers: unknown[] = []
    for (const who of [door.ada.email, 'nobody@example.com', 'invited@example.com', email]) {
      calls.verify = []
      const body = { email: who, password: 'le chat dort au grenier' }
      const response = await api.send('POST', '/api/session', { body })
      const { requestId: _, ...rest } = await api.refusal(response)
      answers.push({ status: response.status, rest, cookies: response.headers.getSetCookie() })
      expect(calls.verify, who).toHaveLength(1)
      expect(calls.verify[0] === nobodysHash, who).toBe(who !== door.ada.email)
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
    for (const email of [door.ada.email, 'nobody2@example.com']) {
      calls.verify = []
      const statuses = []
      for (let at = 0; at < 30; at++) statuses.push(await guess(email))
      expect(statuses.filter((status) => status === 401)).toHaveLength(20)
      expect(statuses.filter((status) => status === 429)).toHaveLength(10)
      expect(calls.verify).toHaveLength(20)
    }
    // The browser that knows her is not shut out.
    const state = await door.ada.browser.json<State>('POST', '/api/session', {
      email: door.ada.email,
      password: door.ada.password,
    })
    expect(state.state).toBe('second-factor')
    await door.ada.browser.json('POST', '/api/session/second-factor', { code: door.ada.codeAt(clock()) })
  })
})

describe('rights', () => {
  it('that are taken away act on the next request', async () => {
    const { browser, userId } = await signedInAsLater(['leader'])
    // Only some roles answer notes; there is none of this number.
    const reply = () => browser.send('POST', '/api/notes/999/reply', { reply: 'x' })
    expect(await codeOf(await reply())).toBe('not-found')
    await door.ada.browser.json('PUT', `/api/users/${userId}`, { roles: ['marketing'] })
    expect(await codeOf(await reply())).toBe('not-allowed')
    expect((await browser.send('GET', '/api/home')).status).toBe(200)
    await door.ada.browser.json('PUT', `/api/users/${userId}`, { state: 'deactivated' })
    expect(await codeOf(await browser.send('GET', '/api/home'))).toBe('not-signed-in')
    // Active again, she signs in anew.
    await door.ada.browser.json('PUT', `/api/users/${userId}`, { state: 'active' })
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
    expect(JSON.stringify(await door.ada.browser.json('GET', '/api/home'))).toContain('Canari')
  })

  it('of the last administrator cannot be taken', async () => {
    await signInAda()
    const { account } = await door.ada.browser.json<State>('GET', '/api/session')
    for (const user of await door.ada.browser.json<{ userId: number; roles: string[] }[]>(
      'GET',
      '/api/users',
    ))
      if (user.userId !== account?.userId && user.roles.includes('administrator'))
        await door.ada.browser.json('PUT', `/api/users/${user.userId}`, { roles: ['leader'] })
    const place = `/api/users/${account?.userId}`
    expect(await codeOf(await door.ada.browser.send('PUT', place, { roles: ['leader'] }))).toBe(
      'last-administrator',
    )
    expect(await codeOf(await door.ada.browser.send('PUT', place, { state: 'deactivated' }))).toBe(
      'last-administrator',
    )
    expect((await door.ada.browser.send('GET', '/api/users')).status).toBe(200)
  })
})
