import { expect, test } from 'vitest'
import fc from '../test/chance.ts'
import { wilsonInterval } from './intervals.ts'
import { seededRandom } from './random.ts'
import { standardisedRate } from './standardised-rate.ts'

test('the rates of two groups with different mixes, put on the same mix', () => {
  // A: 90 of 100 small converted at 10 %, 10 large at 50 %. B: the other way round. Same rates, so the same standardised rate:
  // half of .1 and half of .5.
  const a = [
    { successes: 9, trials: 90, weight: 50 },
    { successes: 5, trials: 10, weight: 50 },
  ]
  const b = [
    { successes: 1, trials: 10, weight: 50 },
    { successes: 45, trials: 90, weight: 50 },
  ]
  expect(standardisedRate(a)!.estimate).toBeCloseTo(0.3, 12)
  expect(standardisedRate(b)!.estimate).toBeCloseTo(0.3, 12)
})

test('one stratum gives its Wilson interval; a stratum without trials only lowers what is covered', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 50 }), (successes, more) => {
      const trials = successes + more
      const wilson = wilsonInterval(successes, trials)!
      const alone = standardisedRate([{ successes, trials, weight: 3 }])!
      expect(alone.lower).toBeCloseTo(wilson.lower, 12)
      expect(alone.upper).toBeCloseTo(wilson.upper, 12)
      const beside = standardisedRate([
        { successes, trials, weight: 3 },
        { successes: 0, trials: 0, weight: 1 },
      ])!
      expect(beside).toEqual({ ...alone, covered: 0.75 })
    }),
    { seed: 9 },
  )
  expect(standardisedRate([{ successes: 0, trials: 0, weight: 1 }])).toBeNull()
  expect(standardisedRate([])).toBeNull()
  expect(() => standardisedRate([{ successes: 1, trials: 2, weight: -1 }])).toThrow(RangeError)
})

test('the interval holds the truth about 95 times of 100', () => {
  const random = seededRandom('standardised')
  const draw = (trials: number, rate: number): number => {
    let successes = 0
    for (let i = 0; i < trials; i++) if (random() < rate) successes += 1
    return successes
  }
  const truth = 0.3 * 0.1 + 0.7 * 0.4
  let held = 0
  for (let run = 0; run < 2_000; run++) {
    const found = standardisedRate([
      { successes: draw(60, 0.1), trials: 60, weight: 3 },
      { successes: draw(40, 0.4), trials: 40, weight: 7 },
    ])!
    if (found.lower <= truth && truth <= found.upper) held += 1
  }
  expect(held / 2_000).toBeGreaterThan(0.935)
  expect(held / 2_000).toBeLessThan(0.97)
})
