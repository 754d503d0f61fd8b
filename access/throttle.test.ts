// Tries are counted: never more than the rule lets through, never a true user shut out for long.
import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { freshDatabase } from '../test/database.ts'
import { openDatabase } from '../model/database.ts'
import { owner } from '../model/reader.ts'
import { forgetWhatEnded } from './ended.ts'
import type { Means } from './means.ts'
import { makePasswords } from './passwords.ts'
import { AccessRefused } from './refused.ts'
import { parseKeys } from './secrets.ts'
import { addressKey, allowances, countTries, triesOf } from './throttle.ts'

const database = await freshDatabase()
const ring = parseKeys(randomBytes(32).toString('hex'))
const minute = 60_000
let now = Date.UTC(2026, 0, 15, 8)
const means: Means = {
  clock: () => new Date(now),
  random: randomBytes,
  passwords: makePasswords(),
  keys: async () => ring,
}
let accounts = 0
const account = (): string => `user${accounts++}@example.com`

async function isLetThrough(email: string, address: string, isKnownBrowser = false): Promise<boolean> {
  try {
    await countTries(database, means, triesOf(email, { address, device: null }, isKnownBrowser))
    return true
  } catch (error) {
    if (error instanceof AccessRefused && error.code === 'too-many-tries') {
      expect(error.retryAfter).toBeGreaterThan(0)
      expect(error.retryAfter).toBeLessThanOrEqual(15 * 60)
      return false
    }
    throw error
  }
}

describe('tries at one account', () => {
  it('are at most 100 in an hour, whoever makes them from wherever', async () => {
    const email = account()
    const passed: number[] = []
    const start = now
    // Every 15 seconds for two hours a try of a stranger from a new address, and one of a known browser.
    for (let at = 0; at < 480; at++) {
      now = start + at * 15_000
      if (await isLetThrough(email, `192.0.${at % 250}.1`)) passed.push(now)
      if (await isLetThrough(email, '198.51.100.7', true)) passed.push(now)
    }
    const most = Math.max(
      ...passed.map((from) => passed.filter((t) => t >= from && t < from + 60 * minute).length),
    )
    expect(most).toBeLessThanOrEqual(100)
    // And the rule is no stricter than it must be.
    expect(most).toBeGreaterThan(90)
  })

  it('from one address never use up what others have left', async () => {
    const email = account()
    const start = now
    let guesses = 0
    for (let at = 0; at < 600; at++) {
      now = start + at * 6_000
      if (await isLetThrough(email, '203.0.113.9')) guesses++
      if (at % 25 === 24) expect(await isLetThrough(email, '198.51.100.1'), `after ${at} tries`).toBe(true)
    }
    expect(guesses).toBeLessThanOrEqual(35)
  })

  it('of strangers never shut out a browser that is known', async () => {
    const email = account()
    for (let at = 0; at < 200; at++) await isLetThrough(email, `192.0.2.${at}`)
    expect(await isLetThrough(email, '192.0.2.250')).toBe(false)
    expect(await isLetThrough(email, '192.0.2.250', true)).toBe(true)
  })

  it('of a user who forgot are let through again within 15 minutes', async () => {
    const email = account()
    while (await isLetThrough(email, '192.0.2.1', true));
    now += 15 * minute
    expect(await isLetThrough(email, '192.0.2.1', true)).toBe(true)
    while (await isLetThrough(email, '192.0.2.1'));
    now += 15 * minute
    expect(await isLetThrough(email, '192.0.2.1')).toBe(true)
  })
})

describe('tries of one address', () => {
  it('are at most 1,000 in an hour over all accounts', async () => {
    let passed = 0
    const start = now
    for (let at = 0; at < 1_300; at++) {
      now = start + at * 2_700
      if (await isLetThrough(`many${at}@example.com`, '203.0.113.77')) passed++
    }
    expect(passed).toBeLessThanOrEqual(1_000)
    expect(passed).toBeGreaterThan(950)
    now = start + 60 * minute
  })

  it('are those of the whole home for IPv6', () => {
    expect(addressKey('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2')
    expect(addressKey('2001:db8:1:2::9')).toBe('2001:db8:1:2')
    expect(addressKey('2001:db8::9')).toBe('2001:db8:0:0')
    expect(addressKey('::ffff:192.0.2.1')).toBe('::ffff:192.0.2.1')
    expect(addressKey('192.0.2.1')).toBe('192.0.2.1')
  })
})

describe('the count', () => {
  it('lets exactly the burst through of a hundred tries at one moment', async () => {
    const email = account()
    const tries = Array.from({ length: 100 }, () => isLetThrough(email, '192.0.2.99', true))
    const passed = (await Promise.all(tries)).filter(Boolean).length
    expect(passed).toBe(allowances['known browser'].burst)
  })

  it('survives a restart, and charges nothing for what was refused', async () => {
    const email = account()
    while (await isLetThrough(email, '192.0.2.50', true));
    const restarted = openDatabase(database.connection)
    const again = countTries(restarted, means, triesOf(email, { address: '192.0.2.50', device: null }, true))
    await expect(again).rejects.toMatchObject({ code: 'too-many-tries' })
    await restarted.close()
    for (let at = 0; at < 50; at++) await isLetThrough(email, '192.0.2.50', true)
    now += allowances['known browser'].step
    expect(await isLetThrough(email, '192.0.2.50', true)).toBe(true)
  })

  it('shuts nobody out for long when the clock is set back', async () => {
    const email = account()
    while (await isLetThrough(email, '192.0.2.60', true));
    now -= 24 * 60 * minute
    expect(await isLetThrough(email, '192.0.2.60', true)).toBe(true)
    now += 15 * minute
    expect(await isLetThrough(email, '192.0.2.60', true)).toBe(true)
  })

  it('holds no address and no e-mail, and is forgotten after a day', async () => {
    const email = account()
    await isLetThrough(email, '192.0.2.61')
    const read = () =>
      database.read(owner, (query) => query.selectFrom('sign_in_attempts').selectAll().execute())
    expect((await read()).length).toBeGreaterThan(0)
    expect(JSON.stringify(await read())).not.toMatch(/example|192\.0\.2/)
    await forgetWhatEnded(database, new Date(now + 72 * 60 * minute))
    expect(await read()).toEqual([])
  })
})
