// The first account of a test's house: set up as its owner does, second factor and all.
import { fromBase32, hotp, stepOf } from '../access/totp.ts'
import type { TestApi } from './api.ts'
import { type Browser, browserOf } from './browser-of.ts'

export interface SignedIn {
  readonly browser: Browser
  readonly email: string
  readonly password: string
  /** The code of her authenticator application at an instant. */
  readonly codeAt: (now: Date) => string
  readonly recoveryCodes: readonly string[]
}

/** Sets up the first account and shows its first code. */
export async function setUpFirst(api: TestApi, now: Date): Promise<SignedIn> {
  const browser = browserOf(api)
  const email = 'ada@example.com'
  const password = 'trombone violet 8 nuages'
  await browser.json('POST', '/api/setup', { email, displayName: 'Ada', password })
  return { browser, email, password, ...(await enrol(browser, now)) }
}

/** Sets up a second factor in a browser that is asked for one. */
export async function enrol(
  browser: Browser,
  now: Date,
): Promise<{ codeAt: (now: Date) => string; recoveryCodes: readonly string[] }> {
  const { secret } = await browser.json<{ secret: string }>('POST', '/api/second-factor', {})
  const codeAt = (instant: Date): string => hotp(fromBase32(secret), stepOf(instant))
  const { recoveryCodes } = await browser.json<{ recoveryCodes: string[] }>(
    'POST',
    '/api/second-factor/confirm',
    { code: codeAt(now) },
  )
  return { codeAt, recoveryCodes }
}
