// Links that let somebody in: invitations and resets.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { owner } from '../model/reader.ts'
import { type Browser, browserOf } from '../test/browser-of.ts'
import { freshDatabase } from '../test/database.ts'
import { type Issued, hour, minute, openDoor, type State } from '../test/door.ts'
import { enrol, setUpFirst } from '../test/first-account.ts'

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

describe('an invitation', () => {
  it('opens once, for a week, and the next one replaces it', async () => {
    await signInAda()
    const invite = (): Promise<Issued> =>
      door.ada.browser.json('POST', '/api/users', {
        email: 'zoe@example.com',
        displayName: 'Zoé',
        roles: ['rep'],
      })
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

    door.now = Date.parse(second.expiresAt)
    expect(await codeOf(await accept(second.token))).toBe('link-not-valid')
    await signInAda()
    const third = await invite()
    const both = await Promise.all([accept(third.token), accept(third.token)])
    expect(both.map((answer) => String(answer.status)).toSorted()).toEqual(['200', '422'])
    expect(await codeOf(await accept(third.token))).toBe('link-not-valid')
    expect(
      await codeOf(
        await door.ada.browser.send('POST', '/api/users', {
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
    const { user } = await door.ada.browser.json<Issued>('POST', '/api/users', body)
    expect(user.personId).toBe(personId)
    const again = await door.ada.browser.json<Issued>('POST', '/api/users', body)
    expect(again.user.personId).toBe(personId)
    const other = { email: 'lou2@example.com', displayName: 'Lou', roles: ['rep'], personId }
    expect(await codeOf(await door.ada.browser.send('POST', '/api/users', other))).toBe('user-exists')
    expect(
      await codeOf(await door.ada.browser.send('POST', '/api/users', { ...other, personId: 999_999 })),
    ).toBe('not-found')
    expect(
      await codeOf(await door.ada.browser.send('POST', '/api/users', { ...body, email: 'no address' })),
    ).toBe('bad-address')
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
    const { token } = await door.ada.browser.json<Issued>('POST', `/api/users/${userId}/reset`, {})
    const fresh = browserOf(api)
    const body = { token, password: 'la pluie tombe sur le quai' }
    expect(await fresh.json('POST', '/api/resets/accept', body)).toMatchObject({ state: 'second-factor' })
    expect((await browser.send('GET', '/api/home')).status).toBe(401)
    door.now += minute
    await fresh.json('POST', '/api/session/second-factor', { code: codeAt(clock()) })
    expect(await codeOf(await api.send('POST', '/api/resets/accept', { body }))).toBe('link-not-valid')

    // Telephone and codes lost: an administrator lets her in without.
    const lost = await door.ada.browser.json<Issued>('POST', `/api/users/${userId}/reset`, {
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
    const { token } = await door.ada.browser.json<Issued>('POST', `/api/users/${userId}/reset`, {})
    door.now += 24 * hour
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
