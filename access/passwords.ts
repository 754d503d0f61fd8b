// Passwords: which are taken, and their hashes by argon2id. Each hash holds 19 MB and a thread, so only a few run at
// once and the others wait their turn: a storm of sign-ins must not starve the rest of the house.
import { AccessRefused } from './refused.ts'
import { type Weakness, weaknessOf } from './weak-passwords.ts'

/** OWASP's least for argon2id: 19 MiB, two passes, one lane. */
export const hashOptions = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const

/**
 * The hash of a password that nobody knows (32 random bytes, thrown away): compared when there is no account, or
 * none that could sign in, so that the answer takes as long as for one that can.
 */
export const nobodysHash =
  '$argon2id$v=19$m=19456,t=2,p=1$8AXwy/ghOJlKjyAwVaU1lg$TsT807KKL3SCP5cT+aX5bq4VFXsCjCyxV97mfO5NOFo'

/** The function itself, given so that tests can count calls. */
export interface Hasher {
  hash(password: string): Promise<string>
  verify(hash: string, password: string): Promise<boolean>
}

export interface Passwords {
  /** @throws AccessRefused 'weak-password', 'too-busy' */
  hash(password: string, about: readonly string[]): Promise<string>
  /** Compares, always with one call of the hasher. @throws AccessRefused 'too-busy' */
  verify(hash: string | null, password: string): Promise<boolean>
}

/**
 * The package is loaded at the first use: on a rare machine for which it brings no binary, everything but accounts
 * still works.
 */
export const argon2id: Hasher = {
  hash: async (password) => (await import('@node-rs/argon2')).hash(password, hashOptions),
  verify: async (hash, password) => (await import('@node-rs/argon2')).verify(hash, password),
}

/**
 * @param most hashes at once: 2 of the 4 threads that Node shares with files and names of hosts
 * @param mostWaiting how many may wait before the next is refused
 */
export function makePasswords(hasher: Hasher = argon2id, most = 2, mostWaiting = 200): Passwords {
  const inTurn = makeTurns(most, mostWaiting)
  return {
    hash: async (password, about) => {
      const text = folded(password)
      const weakness = weaknessOf(text, about)
      if (weakness !== null) throw new AccessRefused('weak-password', { words: sentences[weakness] })
      return inTurn(() => hasher.hash(text))
    },
    verify: async (hash, password) => {
      const text = folded(password)
      // Cut, not refused: a refusal would answer faster than a comparison. No password is as long as what is left.
      const isRight = await inTurn(() => hasher.verify(hash ?? nobodysHash, text.slice(0, 1024)))
      return isRight && hash !== null
    },
  }
}

/**
 * The same password typed on two keyboards can be two sequences of characters; NFKC makes them one, as NIST SP 800-63B asks for text
 * beyond ASCII. Nothing else is changed: no case, no space, no length.
 */
function folded(password: string): string {
  return password.normalize('NFKC')
}

const sentences: Record<Weakness, { fr: string; en: string }> = {
  'too-short': {
    fr: 'Choisissez un mot de passe d’au moins 12 caractères. Une phrase convient très bien.',
    en: 'Choose a password of at least 12 characters. A sentence does very well.',
  },
  'too-long': {
    fr: 'Ce mot de passe dépasse 128 caractères.',
    en: 'This password is longer than 128 characters.',
  },
  common: {
    fr: 'Ce mot de passe se devine trop vite : il est fait de mots courants, de votre nom ou d’une suite. Choisissez-en un autre.',
    en: 'This password is guessed too soon: it is made of common words, your name or a sequence. Choose another one.',
  },
}

/** Runs at most `most` tasks at once, the others in the order in which they came. */
function makeTurns(most: number, mostWaiting: number) {
  const waiting: (() => void)[] = []
  let running = 0
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (running >= most) {
      if (waiting.length >= mostWaiting) throw new AccessRefused('too-busy', { retryAfter: 5 })
      // Whoever ends hands its place on, so `running` does not change.
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) running--
      else next()
    }
  }
}
