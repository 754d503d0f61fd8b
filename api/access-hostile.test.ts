// Hostile words in every field of sign-in and accounts: refused or kept as text, never a fault of ours, never slow.
import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { makePasswords } from '../access/passwords.ts'
import { testApi } from '../test/api.ts'
import { freshDatabase } from '../test/database.ts'
import { setUpFirst, type SignedIn } from '../test/first-account.ts'
import { ownSeconds } from '../test/own-seconds.ts'
import { shared } from '../test/shared.ts'

const hostile = shared('hostile/97-query-values.json')
const listed = existsSync(hostile)
  ? (JSON.parse(readFileSync(hostile, 'utf8')) as { values: string[] }).values
  : []
const ours = [
  "' or 1=1 --",
  '<img src=x onerror=alert(1)>',
  '\u202egnp.exe',
  '\ud800',
  'ﷺ'.repeat(250),
  '%00',
  'a@b.c\r\nBcc: d@e.f',
  '🦉'.repeat(120),
  '=1+2',
  '__proto__',
]

let now = Date.UTC(2026, 0, 15, 8)
const database = await freshDatabase()
const api = testApi(database, {
  clock: () => new Date(now),
  passwords: makePasswords({ hash: async (text) => `plain:${text}`, verify: async () => false }),
})
let ada: SignedIn

beforeAll(async () => {
  ada = await setUpFirst(api, new Date(now))
})

describe.each([...ours, ...listed].map((value) => [value]))('%j', (value) => {
  it('in every field', async () => {
    // Far enough for the allowances to be whole again; a session lasts 7 days.
    now += 60_000
    const roles = ['rep']
    const tried: [string, string, unknown][] = [
      ['POST', '/api/session', { email: value, password: value }],
      ['POST', '/api/invitations/accept', { token: value, password: value }],
      ['POST', '/api/resets/accept', { token: value, password: value }],
      ['POST', '/api/session/second-factor', { code: value }],
      ['POST', '/api/second-factor', { password: value }],
      ['POST', '/api/second-factor/confirm', { code: value }],
      ['PUT', '/api/password', { current: value, next: value }],
      ['POST', '/api/users', { email: value, displayName: value, roles }],
      ['POST', '/api/users', { email: 'x@example.com', displayName: value, roles, personId: value }],
      ['POST', '/api/users', { email: 'x@example.com', displayName: value, roles: [value] }],
      ['PUT', `/api/users/${encoded(value)}`, { state: value }],
      ['POST', '/api/tokens', { name: value, roles: ['leader'], days: 1 }],
      ['DELETE', `/api/tokens/${encoded(value)}`, undefined],
    ]
    for (const [method, address, body] of tried) {
      const seconds = ownSeconds()
      const response = await ada.browser.send(method, addressable(address), body).catch(() => null)
      // What cannot be written into an address never leaves the client.
      if (response === null) continue
      expect(response.status, `${method} ${address.slice(0, 80)}`).toBeLessThan(500)
      expect(seconds()).toBeLessThan(2)
      await response.arrayBuffer()
    }
    for (const headers of [{ authorization: `Bearer ${value}` }, { cookie: `douze-session-1212=${value}` }]) {
      const response = await api.send('GET', '/api/home', { headers }).catch(() => null)
      if (response !== null) expect([401, 429]).toContain(response.status)
    }
    const kept = await ada.browser.json<{ name: string }[]>('GET', '/api/tokens')
    const clean = value.trim()
    const isKept =
      clean !== '' && clean.length <= 80 && !/\p{Surrogate}/u.test(clean) && !clean.includes('\0')
    if (isKept) expect(kept.map((one) => one.name)).toContain(clean)
  })
})

function addressable(address: string): string {
  return address.length > 8_000 ? address.slice(0, 8_000) : address
}

function encoded(value: string): string {
  return encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd'))
}
