// Sealing: only with the right key, only in the right place, and through a change of keys.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { addKey, keyFileName, readKeys } from './key-file.ts'
import { isSealedByOlderKey, KeyError, keyedDigest, parseKeys, seal, unseal } from './secrets.ts'

const one = randomBytes(32).toString('hex')
const two = randomBytes(32).toString('base64')

describe('a sealed text', () => {
  const ring = parseKeys(one)
  const sealed = seal(ring, 'users.totp_secret:1', 'JBSWY3DPEHPK3PXP', randomBytes)

  it('opens in its place, and shows nothing of itself', () => {
    expect(unseal(ring, 'users.totp_secret:1', sealed)).toBe('JBSWY3DPEHPK3PXP')
    expect(sealed).not.toContain('JBSWY3')
    expect(seal(ring, 'users.totp_secret:1', 'JBSWY3DPEHPK3PXP', randomBytes)).not.toBe(sealed)
  })

  it('opens nowhere else, with no other key, and not when one letter was changed', () => {
    expect(() => unseal(ring, 'users.totp_secret:2', sealed)).toThrow()
    expect(() => unseal(parseKeys(two), 'users.totp_secret:1', sealed)).toThrow(KeyError)
    for (let at = sealed.lastIndexOf('.') + 1; at < sealed.length - 1; at++) {
      const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`
      expect(() => unseal(ring, 'users.totp_secret:1', changed)).toThrow()
    }
  })

  it('still opens after a new key, which seals what comes', () => {
    const both = parseKeys(`${one},${two}`)
    expect(unseal(both, 'users.totp_secret:1', sealed)).toBe('JBSWY3DPEHPK3PXP')
    expect(isSealedByOlderKey(both, sealed)).toBe(true)
    const again = seal(both, 'x', 'y', randomBytes)
    expect(isSealedByOlderKey(both, again)).toBe(false)
    expect(unseal(parseKeys(two), 'x', again)).toBe('y')
    // Keyed digests stay the same.
    expect(keyedDigest(both, 'a')).toBe(keyedDigest(ring, 'a'))
    expect(keyedDigest(parseKeys(two), 'a')).not.toBe(keyedDigest(ring, 'a'))
  })
})

describe('keys', () => {
  it.each([
    '',
    ' ',
    'secret',
    'a'.repeat(64),
    '00'.repeat(32),
    randomBytes(16).toString('hex'),
    `${one}${one}`,
  ])('are refused when they are none (%#)', (text) => {
    expect(() => parseKeys(text)).toThrow(KeyError)
  })

  it('come from the environment before the file, which is then not made', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'douze-keys-'))
    await readKeys({ given: one, folder, random: randomBytes })
    expect(readdirSync(folder)).toEqual([])
  })

  it('are made once in a file for its owner only, also by ten that start together', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'douze-keys-'))
    const source = { given: undefined, folder, random: randomBytes }
    const rings = await Promise.all(Array.from({ length: 10 }, () => readKeys(source)))
    expect(new Set(rings.map((ring) => ring.keys[0]?.id)).size).toBe(1)
    expect(readdirSync(folder)).toEqual([keyFileName])
    if (process.platform !== 'win32')
      expect(statSync(path.join(folder, keyFileName)).mode & 0o777).toBe(0o600)
  })

  it('grow by one, and the older one stays', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'douze-keys-'))
    const before = await readKeys({ given: undefined, folder, random: randomBytes })
    const sealed = seal(before, 'x', 'kept', randomBytes)
    const ring = await addKey({ folder, random: randomBytes })
    expect(ring.keys.map((key) => key.id)).toHaveLength(2)
    expect(unseal(await readKeys({ given: undefined, folder, random: randomBytes }), 'x', sealed)).toBe(
      'kept',
    )
    expect(readFileSync(path.join(folder, keyFileName), 'utf8').trim().split('\n')).toHaveLength(2)
    expect(readdirSync(folder)).toEqual([keyFileName])
  })
})
