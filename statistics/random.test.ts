import { expect, test } from 'vitest'
import { randomBeta, randomGamma, randomIndex, randomNormal, seededRandom, shuffled } from './random.ts'

function draw(seed: string | number): number[] {
  const random = seededRandom(seed)
  return Array.from({ length: 50 }, random)
}

function moments(next: () => number): { mean: number; variance: number } {
  const values = Array.from({ length: 40_000 }, next)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length }
}

test('the same seed gives the same sequence, another seed another', () => {
  expect(draw('a')).toEqual(draw('a'))
  expect(draw('a')).not.toEqual(draw('b'))
  expect(draw(1)).not.toEqual(draw(2))
})

test('the sequence is kept across versions', () => {
  const random = seededRandom('douze')
  expect([random(), random(), random()]).toMatchInlineSnapshot(`
    [
      0.19907225353732472,
      0.4432584363832205,
      0.17211181920395047,
    ]
  `)
})

test('numbers are uniform: mean, variance, every tenth, no link between neighbours', () => {
  const random = seededRandom('uniform')
  const n = 100_000
  const values = Array.from({ length: n }, random)
  expect(values.every((value) => value >= 0 && value < 1)).toBe(true)
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  expect(mean).toBeCloseTo(0.5, 2)
  const tenths = Array.from({ length: 10 }, () => 0)
  for (const value of values) tenths[Math.floor(value * 10)]! += 1
  const chiSquare = tenths.reduce((sum, count) => sum + (count - n / 10) ** 2 / (n / 10), 0)
  expect(chiSquare).toBeLessThan(27.9)
  const lag = values.slice(1).reduce((sum, value, i) => sum + (value - 0.5) * (values[i]! - 0.5), 0) / n
  expect(Math.abs(lag * 12)).toBeLessThan(0.015)
})

test('normal, gamma and beta draws have the right means and variances', () => {
  const random = seededRandom('shapes')
  const normal = moments(() => randomNormal(random))
  expect(normal.mean).toBeCloseTo(0, 1)
  expect(normal.variance).toBeCloseTo(1, 1)
  const gamma = moments(() => randomGamma(random, 0.6))
  expect(gamma.mean).toBeCloseTo(0.6, 1)
  expect(gamma.variance).toBeCloseTo(0.6, 1)
  const beta = moments(() => randomBeta(random, 2, 6))
  expect(beta.mean).toBeCloseTo(0.25, 2)
  expect(beta.variance).toBeCloseTo(12 / (64 * 9), 2)
})

test('shuffling keeps the items, drawing an index keeps to the range', () => {
  const random = seededRandom(7)
  const items = Array.from({ length: 30 }, (_, i) => i)
  expect(shuffled(items, random).toSorted((a, b) => a - b)).toEqual(items)
  expect(items).toEqual(Array.from({ length: 30 }, (_, i) => i))
  expect(() => randomIndex(random, 0)).toThrow(RangeError)
})
