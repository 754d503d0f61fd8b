// One-time codes against the published values of RFC 4226 (appendix D), RFC 6238 (appendix B) and RFC 4648.
import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  base32,
  fromBase32,
  hotp,
  newRecoveryCodes,
  recoveryDigest,
  stepOf,
  takenStep,
  totpUri,
} from './totp.ts'

const secret = Buffer.from('12345678901234567890')

describe('codes', () => {
  it('are those of RFC 4226', () => {
    const published = '755224 287082 359152 969429 338314 254676 287922 162583 399871 520489'.split(' ')
    expect(published.map((_, counter) => hotp(secret, counter))).toEqual(published)
  })

  it.each([
    [59, '94287082', '46119246', '90693936'],
    [1111111109, '07081804', '68084774', '25091201'],
    [1111111111, '14050471', '67062674', '99943326'],
    [1234567890, '89005924', '91819424', '93441116'],
    [2000000000, '69279037', '90698825', '38618901'],
    [20000000000, '65353130', '77737706', '47863826'],
  ])('are those of RFC 6238 at %d s', (seconds, sha1, sha256, sha512) => {
    const step = stepOf(new Date(seconds * 1000))
    const long = (length: number): Buffer => Buffer.from('1234567890'.repeat(7)).subarray(0, length)
    expect(hotp(secret, step, 8)).toBe(sha1)
    expect(hotp(long(32), step, 8, 'sha256')).toBe(sha256)
    expect(hotp(long(64), step, 8, 'sha512')).toBe(sha512)
  })
})

describe('taking a code', () => {
  const now = new Date(1_111_111_111_000)
  const step = stepOf(now)

  it('takes the step before, the step of now and the step after, and no other', () => {
    const taken = [-2, -1, 0, 1, 2].map((by) => takenStep(secret, hotp(secret, step + by), now, null))
    expect(taken).toEqual([null, step - 1, step, step + 1, null])
  })

  it('takes each step once, and none before the last one', () => {
    const code = hotp(secret, step)
    expect(takenStep(secret, code, now, step)).toBeNull()
    expect(takenStep(secret, code, now, step + 1)).toBeNull()
    expect(takenStep(secret, code, now, step - 1)).toBe(step)
  })

  it('reads spaces and refuses everything else', () => {
    const code = hotp(secret, step)
    expect(takenStep(secret, `${code.slice(0, 3)} ${code.slice(3)}`, now, null)).toBe(step)
    for (const wrong of ['', '1', `${code}0`, 'abcdef', '９４２８７０', code.slice(1)])
      expect(takenStep(secret, wrong, now, null), wrong).toBeNull()
  })
})

describe('secrets and recovery codes', () => {
  it('are written in base32 as RFC 4648 does', () => {
    const published = {
      f: 'MY',
      fo: 'MZXQ',
      foo: 'MZXW6',
      foob: 'MZXW6YQ',
      fooba: 'MZXW6YTB',
      foobar: 'MZXW6YTBOI',
    }
    for (const [text, written] of Object.entries(published)) {
      expect(base32(Buffer.from(text))).toBe(written)
      expect(fromBase32(written).toString()).toBe(text)
    }
    for (let length = 0; length < 40; length++) {
      const bytes = randomBytes(length)
      expect(fromBase32(base32(bytes)).equals(bytes)).toBe(true)
    }
  })

  it('name the account and the issuer in the address of the application', () => {
    const address = new URL(totpUri('ABC', 'léa@exemple.fr', 'Douze Été'))
    expect(address.protocol).toBe('otpauth:')
    expect(decodeURIComponent(address.pathname)).toContain('Douze Été:léa@exemple.fr')
    expect(address.searchParams.get('issuer')).toBe('Douze Été')
  })

  it('are ten different ones, recognised however they are typed', () => {
    const codes = newRecoveryCodes(randomBytes)
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) {
      expect(code).toMatch(/^([a-z2-7]{4}-){3}[a-z2-7]{4}$/)
      expect(recoveryDigest(` ${code.toUpperCase().replaceAll('-', ' ')}`)).toBe(recoveryDigest(code))
      expect(recoveryDigest(code)).not.toContain(code.slice(0, 4))
    }
  })
})
