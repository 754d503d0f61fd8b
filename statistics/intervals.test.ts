import { describe, expect, test } from 'vitest'
import fc from '../test/chance.ts'
import { chiSquareUpper } from './distributions.ts'
import {
  garwoodInterval,
  meanInterval,
  meanIntervalOfSums,
  proportionDifference,
  wilsonInterval,
} from './intervals.ts'
import { quantile, quantileOfCounts, quantiles, variance } from './quantiles.ts'
import { seededRandom } from './random.ts'
import { bootstrapInterval, ratioOfSums } from './ratio-of-sums.ts'

const z = 1.959963984540054
const proportion = fc
  .tuple(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([trials, share]) => ({ trials, successes: Math.round(trials * share) }))

describe('Wilson', () => {
  test('no trials is unknown, not 0', () => {
    expect(wilsonInterval(0, 0)).toBeNull()
  })

  test('bounds are the rates that the score test just does not reject', () => {
    fc.assert(
      fc.property(proportion, ({ successes, trials }) => {
        const interval = wilsonInterval(successes, trials)!
        for (const bound of [interval.lower, interval.upper]) {
          if (bound === 0 || bound === 1) continue
          const score = Math.abs(interval.estimate - bound) / Math.sqrt((bound * (1 - bound)) / trials)
          expect(score).toBeCloseTo(z, 6)
        }
        expect(interval.lower).toBeLessThanOrEqual(interval.estimate)
        expect(interval.upper).toBeGreaterThanOrEqual(interval.estimate)
        expect(interval.upper - interval.lower).toBeGreaterThan(0)
      }),
    )
  })

  test('the continuity-corrected interval holds the plain one, and mirrors failures', () => {
    fc.assert(
      fc.property(proportion, ({ successes, trials }) => {
        const plain = wilsonInterval(successes, trials)!
        const corrected = wilsonInterval(successes, trials, { continuity: true })!
        expect(corrected.lower).toBeLessThanOrEqual(plain.lower + 1e-12)
        expect(corrected.upper).toBeGreaterThanOrEqual(plain.upper - 1e-12)
        const mirrored = wilsonInterval(trials - successes, trials, { continuity: true })!
        expect(mirrored.lower).toBeCloseTo(1 - corrected.upper, 10)
      }),
    )
  })

  test('impossible counts are refused', () => {
    expect(() => wilsonInterval(3, 2)).toThrow(RangeError)
    expect(() => wilsonInterval(-1, 2)).toThrow(RangeError)
    expect(() => wilsonInterval(Number.NaN, 2)).toThrow(RangeError)
    expect(() => wilsonInterval(1, 2, { level: 1 })).toThrow(RangeError)
  })
})

describe('difference of proportions', () => {
  test('turning the two round turns the interval round', () => {
    fc.assert(
      fc.property(proportion, proportion, (first, second) => {
        const one = proportionDifference(first, second)!
        const other = proportionDifference(second, first)!
        expect(one.lower).toBeCloseTo(-other.upper, 12)
        expect(one.lower).toBeGreaterThanOrEqual(-1 - 1e-12)
        expect(one.upper).toBeLessThanOrEqual(1 + 1e-12)
      }),
    )
  })

  test('unknown when a side has no trials', () => {
    expect(proportionDifference({ successes: 0, trials: 0 }, { successes: 1, trials: 2 })).toBeNull()
  })
})

describe('Garwood', () => {
  test('each bound leaves 2.5 % beyond the count seen', () => {
    for (const count of [1, 2, 5, 40, 1000]) {
      const { lower, upper } = garwoodInterval(count)
      // P(N >= count | lower) and P(N <= count | upper), through the chi-square link with the Poisson distribution.
      expect(1 - chiSquareUpper(2 * lower, 2 * count)).toBeCloseTo(0.025, 10)
      expect(chiSquareUpper(2 * upper, 2 * count + 2)).toBeCloseTo(0.025, 10)
    }
  })

  test('nothing seen: from 0 to 3.689', () => {
    const { lower, upper } = garwoodInterval(0)
    expect(lower).toBe(0)
    expect(upper).toBeCloseTo(-Math.log(0.025), 12)
    expect(() => garwoodInterval(1.5)).toThrow(RangeError)
  })
})

describe('mean', () => {
  test('one value has a mean and no interval, none has neither', () => {
    expect(meanInterval([4])).toMatchObject({
      n: 1,
      estimate: 4,
      standardError: null,
      lower: null,
      upper: null,
    })
    expect(meanInterval([])).toMatchObject({ n: 0, estimate: null, lower: null })
    expect(() => meanInterval([1, Number.NaN])).toThrow(RangeError)
  })

  test('from sums as from values', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2 }), (values) => {
        const sum = values.reduce((total, value) => total + value, 0)
        const squares = values.reduce((total, value) => total + value * value, 0)
        const one = meanInterval(values)
        const other = meanIntervalOfSums(values.length, sum, squares)
        expect(other.lower!).toBeCloseTo(one.lower!, 5)
        expect(other.upper!).toBeCloseTo(one.upper!, 5)
      }),
    )
  })
})

describe('quantiles', () => {
  test('of a histogram as of the values written out', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ value: fc.integer({ min: 0, max: 50 }), count: fc.integer({ min: 0, max: 5 }) }),
        ),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rows, p) => {
          const values = rows.flatMap(({ value, count }) => Array.from({ length: count }, () => value))
          const expected = quantile(values, p)
          const actual = quantileOfCounts(rows, p)
          if (expected === null) expect(actual).toBeNull()
          else expect(actual!).toBeCloseTo(expected, 9)
        },
      ),
    )
  })

  test('none of nothing; the ends are the extremes', () => {
    expect(quantile([], 0.5)).toBeNull()
    expect(quantiles([3, 1, 2], [0, 0.5, 1])).toEqual([1, 2, 3])
    expect(() => quantile([1], 1.5)).toThrow(RangeError)
    expect(variance([5])).toBeNull()
  })
})

describe('ratio of sums', () => {
  const days = [
    { cluster: 'a', numerator: 10, denominator: 20 },
    { cluster: 'b', numerator: 5, denominator: 20 },
    { cluster: 'c', numerator: 9, denominator: 10 },
  ]

  test('splitting the days of a person changes nothing', () => {
    const split = days.flatMap((day) => [
      { ...day, numerator: day.numerator - 1, denominator: day.denominator - 4 },
      { ...day, numerator: 1, denominator: 4 },
    ])
    expect(ratioOfSums(split)).toEqual(ratioOfSums(days))
  })

  test('one person has no error, no time has no ratio', () => {
    expect(ratioOfSums(days.slice(0, 1))).toMatchObject({ estimate: 0.5, standardError: null, lower: null })
    expect(ratioOfSums([{ cluster: 'a', numerator: 0, denominator: 0 }])).toMatchObject({ estimate: null })
  })
})

function meanOf(sample: readonly number[]): number {
  return sample.reduce((sum, value) => sum + value, 0) / sample.length
}

describe('bootstrap', () => {
  const values = Array.from({ length: 60 }, (_, i) => (i * 37) % 61)

  test('the same seed gives the same interval, near the one of theory', () => {
    const first = bootstrapInterval(values, meanOf, { random: seededRandom('b') })
    expect(bootstrapInterval(values, meanOf, { random: seededRandom('b') })).toEqual(first)
    const theory = meanInterval(values)
    expect(Math.abs(first.lower! - theory.lower!)).toBeLessThan(1)
    expect(Math.abs(first.upper! - theory.upper!)).toBeLessThan(1)
  })

  test('no bounds for one unit or for a statistic that mostly has no value', () => {
    expect(bootstrapInterval([1], meanOf, { random: seededRandom(1) })).toMatchObject({
      lower: null,
      upper: null,
    })
    let calls = 0
    const rare = () => (calls++ % 5 === 0 ? 1 : null)
    expect(bootstrapInterval([1, 2, 3], rare, { random: seededRandom(1), draws: 100 })).toMatchObject({
      lower: null,
    })
  })
})
