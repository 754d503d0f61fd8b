// Small draws that every part of the simulation makes. Chance comes in as an argument.
import { type Random, randomGamma, randomIndex, randomNormal } from '../statistics/random.ts'

export function pick<T>(random: Random, items: readonly T[]): T {
  return items[randomIndex(random, items.length)]!
}

/** One of the keys, as often as its weight says. */
export function pickWeighted<Key extends string>(
  random: Random,
  weights: Readonly<Record<Key, number>>,
): Key {
  const entries = Object.entries(weights) as [Key, number][]
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0)
  let left = random() * total
  for (const [key, weight] of entries) {
    left -= weight
    if (left < 0) return key
  }
  return entries.at(-1)![0]
}

/** A whole number of days around a mean, long to the right. */
export function someDays(random: Random, mean: number, shape = 2): number {
  return Math.max(0, Math.round((randomGamma(random, shape) * mean) / shape))
}

/** An amount around a median, in minor units, rounded to ten of the major unit. */
export function someMoney(random: Random, median: number, spread = 0.5): bigint {
  return BigInt(Math.max(1, Math.round((median * Math.exp(randomNormal(random) * spread)) / 10))) * 1_000n
}

/** How many of something happen, around a mean (Knuth's Poisson; means here are small). */
export function someTimes(random: Random, mean: number): number {
  const limit = Math.exp(-mean)
  let many = 0
  for (let product = random(); product > limit; product *= random()) many++
  return many
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}

export function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value))
}
