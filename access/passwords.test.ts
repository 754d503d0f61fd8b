// Passwords: which are taken, how they are hashed, and how many at once.
import { parseOptions } from '@node-rs/argon2'
import { describe, expect, it } from 'vitest'
import { ownSeconds } from '../test/own-seconds.ts'
import { isMostUsed, mostUsedCount } from './most-used-passwords.ts'
import { type Hasher, hashOptions, makePasswords, nobodysHash } from './passwords.ts'
import { AccessRefused } from './refused.ts'
import { weaknessOf } from './weak-passwords.ts'

const about = ['lea.martin@exemple.fr', 'Léa Martin', 'Ateliers Réunis']

describe('a password', () => {
  it.each(['court', 'onze signes', '😀'.repeat(11)])(
    'of fewer than 12 characters is too short (%s)',
    (one) => {
      expect(weaknessOf(one, about)).toBe('too-short')
    },
  )

  it('of more than 128 characters is too long, and of 128 not', () => {
    const long = Array.from({ length: 129 }, (_, at) => 'aqz'[at % 3]! + String(at % 10)).join('')
    expect(weaknessOf(long.slice(0, 128), about)).toBeNull()
    expect(weaknessOf(long.slice(0, 129), about)).toBe('too-long')
  })

  it.each([
    'password1234',
    'P@ssw0rd2026!',
    'motdepasse2026',
    'Mot de passe !',
    'azertyuiop123',
    'qwertyuiop12',
    '123456789012',
    'abcdefghijkl',
    'aaaaaaaaaaaaaa',
    'abababababab',
    'DouzeDouzeDouze',
    'douze-kpi-2026',
    'martin.lea.1987',
    'LéaMartin2026',
    'ateliersreunis1',
    'bienvenue2026!!',
    'juillet-2026-juillet',
    'ILoveYou123456',
    'admin administrateur',
  ])('that everybody tries first is refused (%s)', (one) => {
    expect(weaknessOf(one, about)).toBe('common')
  })

  it('is none of the 3,000 of twelve signs and more that are used most, in capitals neither', () => {
    expect(mostUsedCount).toBe(3_000)
    // Keys in a pattern, words written close together, a Russian word on Latin keys: no rule would find them.
    for (const one of ['q1w2e3r4t5y6', 'gfhjkmgfhjkm', 'sonyericsson', 'leavemealone', 'everybodylies']) {
      expect(isMostUsed(one), one).toBe(true)
      for (const typed of [one, one.toUpperCase()]) expect(weaknessOf(typed, about), typed).toBe('common')
      expect(isMostUsed(`${one} `), one).toBe(false)
    }
  })

  it.each([
    'correct horse battery staple',
    'le chat dort sur le radiateur',
    'trombone violet 8 nuages',
    'Zq8!vT2#pL9w',
    'ключ от старой двери',
    '十二個の指標を毎朝見る人です',
    'martin pêcheur du canal',
  ])('of any kind of characters is taken (%s)', (one) => {
    expect(weaknessOf(one, about)).toBeNull()
  })

  it('is judged in bounded time, whatever it holds', () => {
    const seconds = ownSeconds()
    for (const sign of ['a', '1', 'motdepasse', '!']) weaknessOf(sign.repeat(128).slice(0, 128), about)
    expect(seconds()).toBeLessThan(0.5)
  })
})

describe('its hash', () => {
  it('is argon2id with the declared costs, and so is the one of nobody', async () => {
    const passwords = makePasswords()
    const hash = await passwords.hash('correct horse battery', about)
    const { memoryCost, timeCost, parallelism, outputLen } = hashOptions
    for (const one of [hash, nobodysHash]) {
      expect(one).toMatch(/^\$argon2id\$v=19\$/)
      expect(parseOptions(one)).toMatchObject({ memoryCost, timeCost, parallelism, outputLen, saltLen: 16 })
    }
    expect(await passwords.verify(hash, 'correct horse battery')).toBe(true)
    expect(await passwords.verify(hash, 'correct horse batterY')).toBe(false)
    expect(await passwords.verify(null, 'correct horse battery')).toBe(false)
  })

  it('is of all that was typed and as it was typed: no sign cut off, added or changed in case', async () => {
    const passwords = makePasswords()
    const typed = ` Le Chat  dort ${'😀zéro'.repeat(20)} `
    const hash = await passwords.hash(typed, about)
    expect(await passwords.verify(hash, typed)).toBe(true)
    for (const other of [
      typed.trim(),
      typed.replace('  ', ' '),
      typed.toLowerCase(),
      typed.slice(0, -1),
      `${typed}.`,
      typed + ' '.repeat(2_000),
      typed.replaceAll('é', 'e'),
    ])
      expect(await passwords.verify(hash, other), other).toBe(false)
  })

  it('is the same for two ways of typing one text', async () => {
    const passwords = makePasswords()
    const hash = await passwords.hash('é'.normalize('NFC') + ' ﬁn de la journée', about)
    expect(await passwords.verify(hash, 'é'.normalize('NFD') + ' fin de la journée')).toBe(true)
  })
})

describe('many at once', () => {
  function slowHasher() {
    const seen = { running: 0, most: 0, order: [] as string[] }
    const ends: (() => void)[] = []
    const run = async (password: string): Promise<void> => {
      seen.order.push(password)
      seen.most = Math.max(seen.most, ++seen.running)
      await new Promise<void>((resolve) => ends.push(resolve))
      seen.running--
    }
    const hasher: Hasher = {
      hash: async (password) => {
        await run(password)
        return 'hash'
      },
      verify: async (_, password) => {
        await run(password)
        return true
      },
    }
    return { hasher, seen, endOne: () => ends.shift()?.() }
  }
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

  it('run two by two in the order in which they came, and past the queue are refused', async () => {
    const { hasher, seen, endOne } = slowHasher()
    const passwords = makePasswords(hasher, 2, 3)
    const asked = ['a', 'b', 'c', 'd', 'e'].map((one) => passwords.verify('hash', one))
    const refused = await passwords.verify('hash', 'f').catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(AccessRefused)
    expect(refused).toMatchObject({ code: 'too-busy' })
    for (let ended = 0; ended < 5; ended++) {
      await settle()
      endOne()
    }
    await Promise.all(asked)
    expect(seen).toMatchObject({ most: 2, running: 0, order: ['a', 'b', 'c', 'd', 'e'] })
    const later = passwords.verify('hash', 'g')
    await settle()
    endOne()
    expect(await later).toBe(true)
  })

  it('give their place back when they fail', async () => {
    let calls = 0
    const passwords = makePasswords(
      {
        hash: async () => '',
        verify: async () => {
          if (++calls < 4) throw new Error('no memory')
          return true
        },
      },
      1,
      5,
    )
    const ends = await Promise.allSettled(['a', 'b', 'c', 'd'].map((one) => passwords.verify('hash', one)))
    expect(ends.map((end) => end.status)).toEqual(['rejected', 'rejected', 'rejected', 'fulfilled'])
  })
})
