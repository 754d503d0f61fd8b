// Signing in through the organisation's own provider: a real one, on this machine.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isUsableIssuer, makeProvider } from '../access/index.ts'
import { testApi } from '../test/api.ts'
import { type Browser, browserOf } from '../test/browser-of.ts'
import { freshDatabase } from '../test/database.ts'
import { setUpFirst, type SignedIn } from '../test/first-account.ts'
import { client, startProvider } from '../test/sign-in-provider.ts'

const database = await freshDatabase()
const there = await startProvider()
const provider = makeProvider({
  issuer: there.issuer,
  clientId: client.id,
  clientSecret: client.secret,
  name: 'Ateliers',
})
// The provider's tokens carry the true time.
let ahead = 0
const clock = (): Date => new Date(Date.now() + ahead)
const api = testApi(database, { clock, provider })
let ada: SignedIn

const origin = 'http://localhost:1212'
const begin = (): Promise<{ address: string; flow: string }> =>
  api.json('POST', '/api/session/provider', { origin })

interface Back {
  flow: string
  parameters: Record<string, string>
}

/** The way to the provider and back. */
async function thereAndBack(): Promise<Back> {
  const { address, flow } = await begin()
  const returned = await there.visit(address)
  expect(returned.origin + returned.pathname).toBe(client.redirect)
  return { flow, parameters: Object.fromEntries(returned.searchParams) }
}

const finish = (body: object, browser: Browser = browserOf(api)): Promise<Response> =>
  browser.send('POST', '/api/session/provider/finish', body)
const codeOf = async (response: Response): Promise<string> => (await api.refusal(response)).code

async function invite(
  email: string,
  roles = ['leader'],
): Promise<{ user: { userId: number }; token: string }> {
  return ada.browser.json('POST', '/api/users', { email, displayName: 'X', roles })
}

beforeAll(async () => {
  expect((await api.send('POST', '/api/session/provider', { body: { origin } })).status).toBe(404)
  ada = await setUpFirst(api, clock())
})
afterAll(() => there.stop())

describe('through the provider', () => {
  it('the page knows its name', async () => {
    expect(await api.json('GET', '/api/session')).toMatchObject({ state: 'signed-out', provider: 'Ateliers' })
  })

  it('nobody gets in who was not invited', async () => {
    there.signIn({ subject: 's-0', email: 'stranger@example.com', isVerified: true })
    expect(await codeOf(await finish(await thereAndBack()))).toBe('not-invited')
  })

  it('one who was invited gets in by the address that the provider vouches for, and then by its number', async () => {
    const { user, token } = await invite('lea@example.com')
    there.signIn({ subject: 's-1', email: 'Lea@Example.com', isVerified: false })
    expect(await codeOf(await finish(await thereAndBack()))).toBe('not-invited')
    there.signIn({ subject: 's-1', email: 'Lea@Example.com', isVerified: true })
    const browser = browserOf(api)
    const answer = await finish(await thereAndBack(), browser)
    expect(await answer.json()).toMatchObject({ state: 'signed-in', account: { userId: user.userId } })
    expect((await browser.send('GET', '/api/health')).status).toBe(200)
    // Her invitation is used up by it.
    const body = { token, password: 'un banc sous le tilleul' }
    expect(await codeOf(await api.send('POST', '/api/invitations/accept', { body }))).toBe('link-not-valid')
    // The address changes, the person stays.
    there.signIn({ subject: 's-1', email: 'lea.new@example.com', isVerified: false })
    expect((await finish(await thereAndBack())).status).toBe(200)
    // The address is given to somebody else, the account is not.
    there.signIn({ subject: 's-2', email: 'lea@example.com', isVerified: true })
    expect(await codeOf(await finish(await thereAndBack()))).toBe('not-invited')
    // Nor does it open a password that was never set.
    const guess = { email: 'lea@example.com', password: '' }
    expect((await api.send('POST', '/api/session', { body: { ...guess, password: 'x' } })).status).toBe(401)
    // Deactivated here is out, whatever the provider says.
    await ada.browser.json('PUT', `/api/users/${user.userId}`, { state: 'deactivated' })
    expect((await browser.send('GET', '/api/health')).status).toBe(401)
    there.signIn({ subject: 's-1', email: 'lea@example.com', isVerified: true })
    expect(await codeOf(await finish(await thereAndBack()))).toBe('not-invited')
  })

  it('an administrator still shows her second factor', async () => {
    there.signIn({ subject: 's-ada', email: ada.email, isVerified: true })
    const browser = browserOf(api)
    expect(await (await finish(await thereAndBack(), browser)).json()).toEqual({
      state: 'second-factor',
      account: null,
    })
    expect((await browser.send('GET', '/api/users')).status).toBe(401)
  })

  it('each return counts once, in the browser that left, and unchanged', async () => {
    await invite('tom@example.com')
    there.signIn({ subject: 's-tom', email: 'tom@example.com', isVerified: true })
    const back = await thereAndBack()
    const other = await begin()
    expect(await codeOf(await finish({ ...back, flow: other.flow }))).toBe('provider-refused')
    const { state: _, ...stateless } = back.parameters
    expect(await codeOf(await finish({ ...back, parameters: stateless }))).toBe('provider-refused')
    for (const [name, value] of [
      ['code', 'nothing'],
      ['state', 'x'.repeat(43)],
      ['iss', 'https://evil.example'],
    ] as const)
      expect(
        await codeOf(await finish({ ...back, parameters: { ...back.parameters, [name]: value } })),
        name,
      ).toBe('provider-refused')
    expect(await codeOf(await finish({ ...back, flow: `${back.flow.slice(0, -2)}AA` }))).toBe(
      'provider-refused',
    )
    expect((await finish(back)).status).toBe(200)
    expect(await codeOf(await finish(back))).toBe('provider-refused')
  })

  it('lasts ten minutes, and a refusal of the provider is one of ours', async () => {
    const back = await thereAndBack()
    ahead = 10 * 60_000
    expect(await codeOf(await finish(back))).toBe('provider-refused')
    ahead = 0
    const { flow } = await begin()
    expect(await codeOf(await finish({ flow, parameters: { error: 'access_denied' } }))).toBe(
      'provider-refused',
    )
  })

  it('leads back to this machine only', async () => {
    for (const wrong of ['https://evil.example', 'http://localhost.evil.example', 'javascript:alert(1)']) {
      const response = await api.send('POST', '/api/session/provider', { body: { origin: wrong } })
      expect(response.status, wrong).toBe(400)
    }
  })
})

describe('a provider', () => {
  it('that does not answer is a 503, and asked again the next time', async () => {
    const gone = makeProvider({ issuer: 'http://127.0.0.1:1', clientId: 'x', clientSecret: 'x', name: 'x' })
    const lonely = testApi(database, { clock, provider: gone })
    for (let times = 0; times < 2; times++) {
      const response = await lonely.send('POST', '/api/session/provider', { body: { origin } })
      expect(response.status).toBe(503)
      expect((await lonely.refusal(response)).code).toBe('provider-unreachable')
    }
  })

  it.each([
    ['https://login.example.com', true],
    ['https://login.example.com/tenant/v2.0', true],
    ['http://127.0.0.1:8080', true],
    ['http://login.example.com', false],
    ['https://user:secret@login.example.com', false],
    ['https://login.example.com?x=1', false],
    ['ftp://login.example.com', false],
    ['login', false],
  ])('at %s may be named: %s', (address, isUsable) => {
    expect(isUsableIssuer(address)).toBe(isUsable)
  })
})
