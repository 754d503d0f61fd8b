// The door of a house, for tests of signing in: a clock that the test moves, a hasher that is as slow as nothing and counts, the first
// account, and whoever else she lets in.
import { type Hasher, makePasswords } from '../access/passwords.ts'
import { type TestApi, testApi } from './api.ts'
import { type Browser, browserOf } from './browser-of.ts'
import type { TestDatabase } from './database.ts'
import type { SignedIn } from './first-account.ts'

export const minute = 60_000
export const hour = 60 * minute

export interface State {
  state: string
  account: { userId: number; roles: string[]; email: string } | null
}
export interface Issued {
  user: { userId: number; state: string; roles: string[]; personId: number | null }
  token: string
  expiresAt: string
}
export interface Entered {
  readonly browser: Browser
  readonly userId: number
  readonly email: string
}

export interface Door {
  readonly api: TestApi
  /** Milliseconds; the test moves it. */
  now: number
  readonly clock: () => Date
  /** Hashes that were made, and those that passwords were compared with. */
  readonly calls: { hash: number; verify: string[] }
  /** The first account; the test sets it up. */
  ada: SignedIn
  /** Somebody new with these roles, signed in. */
  readonly signedInAs: (roles: string[]) => Promise<Entered>
  /** Ada signs in again, for time has passed: an hour more, so that her next code is another one. */
  readonly signInAda: () => Promise<void>
  /** Ada signs in again, then somebody new does. */
  readonly signedInAsLater: (roles: string[]) => Promise<Entered>
  readonly codeOf: (response: Response) => Promise<string>
}

export function openDoor(database: TestDatabase): Door {
  const calls: Door['calls'] = { hash: 0, verify: [] }
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
  const clock = (): Date => new Date(door.now)
  const api = testApi(database, { clock, passwords: makePasswords(hasher) })
  let people = 0
  const door: Door = {
    api,
    now: Date.UTC(2026, 0, 15, 8),
    clock,
    calls,
    get ada(): SignedIn {
      throw new Error('The first account is not set up yet.')
    },
    set ada(first: SignedIn) {
      Object.defineProperty(door, 'ada', { value: first, writable: true })
    },
    signedInAs: async (roles) => {
      const email = `person${people++}@example.com`
      const displayName = `Personne ${people}`
      const { token, user } = await door.ada.browser.json<Issued>('POST', '/api/users', {
        email,
        displayName,
        roles,
      })
      const browser = browserOf(api)
      await browser.json('POST', '/api/invitations/accept', { token, password: 'le chat dort au grenier' })
      return { browser, userId: user.userId, email }
    },
    signInAda: async () => {
      door.now += hour
      const { browser, email, password, codeAt } = door.ada
      await browser.json('POST', '/api/session', { email, password })
      await browser.json('POST', '/api/session/second-factor', { code: codeAt(clock()) })
    },
    signedInAsLater: async (roles) => {
      await door.signInAda()
      return door.signedInAs(roles)
    },
    codeOf: async (response) => (await api.refusal(response)).code,
  }
  return door
}
