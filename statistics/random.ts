// Chance that can be repeated: a seeded generator (xoshiro128**) handed to whatever draws at random. Never Math.random().

/** A source of uniform numbers in [0, 1). Every function that needs chance takes one. */
export type Random = () => number

/**
 * A generator of uniform numbers in [0, 1) with 53 random bits, fully decided by `seed` (a text or a finite number). The same seed
 * gives the same sequence on every machine. RangeError on a number that is not finite. Source: Blackman and Vigna 2018
 * (xoshiro128**), state filled by splitmix32 from an FNV-1a hash of the seed. Not for secrets.
 */
export function seededRandom(seed: string | number): Random {
  if (typeof seed === 'number' && !Number.isFinite(seed))
    throw new RangeError('A seed must be a finite number or a text')
  let hash = 2166136261
  for (const character of String(seed)) {
    hash ^= character.codePointAt(0)!
    hash = Math.imul(hash, 16777619)
  }
  const splitmix = () => {
    hash = (hash + 0x9e3779b9) | 0
    let t = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad)
    t = Math.imul(t ^ (t >>> 15), 0x735a2d97)
    return (t ^ (t >>> 15)) >>> 0
  }
  let a = splitmix()
  let b = splitmix()
  let c = splitmix()
  let d = splitmix() | 1
  const next = () => {
    const times = Math.imul(b, 5)
    const result = Math.imul((times << 7) | (times >>> 25), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 11) | (d >>> 21)
    return result
  }
  return () => ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992
}

/** A whole number from 0 to `count` - 1. RangeError when `count` is not a positive whole number. */
export function randomIndex(random: Random, count: number): number {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`Cannot draw one of ${count}`)
  return Math.floor(random() * count)
}

/** A copy of `items` in random order (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const copy = [...items]
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const kept = copy[i]!
    copy[i] = copy[j]!
    copy[j] = kept
  }
  return copy
}

/** A draw from the standard normal distribution (Box and Muller). */
export function randomNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** A draw from the gamma distribution with the given shape (> 0) and scale 1 (Marsaglia and Tsang 2000). */
export function randomGamma(random: Random, shape: number): number {
  if (!(shape > 0)) throw new RangeError(`Shape must be positive, got ${shape}`)
  if (shape < 1) return randomGamma(random, shape + 1) * (1 - random()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = randomNormal(random)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - random()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v
  }
}

/** A draw from the beta(a, b) distribution, a and b > 0. */
export function randomBeta(random: Random, a: number, b: number): number {
  const first = randomGamma(random, a)
  const second = randomGamma(random, b)
  return first + second === 0 ? 0.5 : first / (first + second)
}
