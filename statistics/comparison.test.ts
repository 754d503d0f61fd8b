import { describe, expect, test } from 'vitest'
import fc from '../test/chance.ts'
import { differenceInDifferences, matchedDifference } from './difference-in-differences.ts'
import { studentTwoSided } from './distributions.ts'
import { effectSize, hedgesCorrection, pairedEffectSize } from './effect-size.ts'
import { ancova, leastSquares, linearTrend, preTrendDifference } from './least-squares.ts'
import { pairedChange, regressionToMean } from './paired-change.ts'
import { groupPermutationTest, signFlipTest } from './permutation.ts'
import { randomNormal, seededRandom } from './random.ts'
import { fitRamp, onboardingCost, rampCurve } from './ramp.ts'
import { welchTest } from './two-samples.ts'

const small = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 7 })

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function people(pairs: [number, number][]) {
  return pairs.map(([pre, post]) => ({ pre, post }))
}

describe('permutation', () => {
  test('sign flips agree with listing every pattern of signs', () => {
    fc.assert(
      fc.property(small, (differences) => {
        const n = differences.length
        const total = Math.abs(differences.reduce((sum, value) => sum + value, 0))
        let asExtreme = 0
        for (let pattern = 0; pattern < 2 ** n; pattern++) {
          const sum = differences.reduce((s, value, i) => s + ((pattern >> i) & 1 ? value : -value), 0)
          if (Math.abs(sum) >= total) asExtreme += 1
        }
        expect(signFlipTest(differences)).toMatchObject({ asExtreme, assignments: 2 ** n, exact: true })
      }),
    )
  })

  test('two groups agree with listing every choice of the first', () => {
    fc.assert(
      fc.property(small, small, (first, second) => {
        const all = [...first, ...second]
        const observed = Math.abs(meanOf(first) - meanOf(second))
        let asExtreme = 0
        let ways = 0
        for (let chosen = 0; chosen < 2 ** all.length; chosen++) {
          const one = all.filter((_, i) => (chosen >> i) & 1)
          if (one.length !== first.length) continue
          const two = all.filter((_, i) => !((chosen >> i) & 1))
          ways += 1
          if (Math.abs(meanOf(one) - meanOf(two)) >= observed - 1e-9) asExtreme += 1
        }
        expect(groupPermutationTest(first, second)).toMatchObject({
          asExtreme,
          assignments: ways,
          exact: true,
        })
      }),
      { numRuns: 50 },
    )
  })

  test('drawing comes near to listing, and repeats with the seed', () => {
    const first = [12, 15, 11, 18, 14, 16, 13]
    const second = [10, 9, 13, 8, 12, 11, 7]
    const exact = groupPermutationTest(first, second)!
    const drawn = groupPermutationTest(first, second, { random: seededRandom('p'), maxExact: 1 })!
    expect(drawn.exact).toBe(false)
    expect(Math.abs(drawn.p - exact.p)).toBeLessThan(0.005)
    expect(groupPermutationTest(first, second, { random: seededRandom('p'), maxExact: 1 })).toEqual(drawn)
    const flips = signFlipTest(first, { random: seededRandom('p'), maxExact: 1 })!
    expect(flips.p).toBeLessThan(0.03)
  })

  test('too many to list needs a generator; nothing has no test', () => {
    const many = Array.from({ length: 25 }, (_, i) => i - 3)
    expect(() => signFlipTest(many)).toThrow(RangeError)
    expect(signFlipTest([])).toBeNull()
    expect(groupPermutationTest([1], [])).toBeNull()
  })
})

describe('change', () => {
  test('without spread there is a change and no test of it', () => {
    expect(pairedChange([1, 2, 3], [3, 4, 5])).toMatchObject({
      meanDifference: 2,
      t: null,
      p: null,
      cohensDz: null,
    })
    expect(pairedChange([], [])).toMatchObject({ n: 0, meanDifference: null, df: 0 })
    expect(() => pairedChange([1], [])).toThrow(RangeError)
  })

  test('Hedges exact correction is near 1 - 3 / (4 df - 1), and has no value below 2', () => {
    for (const df of [5, 10, 50]) expect(hedgesCorrection(df)).toBeCloseTo(1 - 3 / (4 * df - 1), 2)
    expect(hedgesCorrection(2)).toBeCloseTo(Math.sqrt(1 / Math.PI), 10)
    expect(hedgesCorrection(1)).toBeNull()
    expect(effectSize([1, 1], [1, 1])).toEqual({ cohensD: null, hedgesG: null })
    expect(pairedEffectSize([2])).toEqual({ cohensD: null, hedgesG: null })
  })

  test('Welch with equal groups is the pooled test', () => {
    const { standardError, standardErrorPooled, df } = welchTest([1, 2, 3, 4], [6, 7, 8, 9])
    expect(standardError!).toBeCloseTo(standardErrorPooled!, 12)
    expect(df!).toBeCloseTo(6, 10)
    expect(welchTest([1], [2, 3])).toMatchObject({ difference: -1.5, p: null })
    expect(welchTest([], [2, 3])).toMatchObject({ difference: null })
    expect(welchTest([1, 1], [1, 1])).toMatchObject({ difference: 0, standardError: 0, p: null, lower: null })
  })

  test('regression to the mean as it happens: chosen low, measured again', () => {
    const random = seededRandom('barnett')
    const [mean, sd, rho, m] = [60, 15, 0.5, 3]
    let before = 0
    let after = 0
    let chosen = 0
    for (let i = 0; i < 200_000; i++) {
      const own = mean + sd * Math.sqrt(rho) * randomNormal(random)
      const measure = () => own + sd * Math.sqrt(1 - rho) * randomNormal(random)
      const baseline = (measure() + measure() + measure()) / m
      if (baseline >= 45) continue
      chosen += 1
      before += baseline
      after += measure()
    }
    const expected = regressionToMean({
      mean,
      totalSd: sd,
      withinCorrelation: rho,
      cutoff: 45,
      side: 'below',
      baselineMeasurements: m,
    })
    expect(before / chosen).toBeCloseTo(expected.selectedMean, 0)
    expect((after - before) / chosen / expected.expectedChange).toBeCloseTo(1, 1)
    const above = regressionToMean({
      mean,
      totalSd: sd,
      withinCorrelation: rho,
      cutoff: 75,
      side: 'above',
      baselineMeasurements: m,
    })
    expect(above.expectedChange).toBeCloseTo(-expected.expectedChange, 10)
  })
})

describe('what does not vary', () => {
  // 0.2 - 0.1 and 0.3 - 0.2 differ in their last digit: a standard error of 1e-17 would be a p-value of 0.
  const tenths = [1, 2, 3, 4, 5, 6, 7].map((k) => k / 10)
  const raised = (by: number) => tenths.map((pre) => ({ pre, post: Math.round((pre + by) * 10) / 10 }))
  const named = (first: string, by: number) => raised(by).map((one, i) => ({ ...one, id: `${first}${i}` }))

  test('has no spread, no t and no p, however its decimals round', () => {
    const after = raised(0.1).map((one) => one.post)
    expect(pairedChange(tenths, after)).toMatchObject({ t: null, p: null, cohensDz: null, hedgesGz: null })
    expect(differenceInDifferences(raised(0.3), raised(0.1))).toMatchObject({ standardError: 0, p: null })
    const matched = matchedDifference(named('t', 0.3), named('c', 0.1), { caliper: 0.05 })
    expect(matched.effect).toMatchObject({ standardError: 0 })
    expect(matched.test).toMatchObject({ asExtreme: 2, assignments: 128 })
  })

  test('a perfect fit tells nothing of its error', () => {
    const line = (by: number) => tenths.map((pre) => ({ pre, post: 3 * pre + by }))
    expect(ancova(line(0.3), line(0.1))!.effect).toMatchObject({ standardError: 0, lower: null, p: null })
  })

  test('differences that are more than rounding stay', () => {
    const { p } = pairedChange([1, 1, 1], [1 + 1e-9, 1 + 1.1e-9, 1 + 1.2e-9])
    expect(p).toBeGreaterThan(0)
  })
})

test('a cut-off far outside still has a regression to the mean', () => {
  // A hundred standard deviations away everybody chosen sits on the cut-off: half of the distance comes back by itself.
  const far = {
    mean: 60,
    totalSd: 15,
    withinCorrelation: 0.5,
    cutoff: -1440,
    side: 'below',
    baselineMeasurements: 1,
  } as const
  const { expectedChange, selectedMean } = regressionToMean(far)
  expect(selectedMean).toBeCloseTo(-1440.14997, 5)
  expect(expectedChange).toBeCloseTo(750.07499, 5)
  const tiny = regressionToMean({ ...far, totalSd: 1e-300, mean: 0, cutoff: 0 })
  expect(tiny.expectedChange / 1e-300).toBeCloseTo(0.39894, 5)
})

describe('difference in differences', () => {
  test('what moves everyone alike is no effect', () => {
    const treated = people([
      [1, 4],
      [2, 5.5],
      [3, 5.5],
    ])
    const control = people([
      [10, 13],
      [20, 23.5],
      [30, 32.5],
    ])
    const result = differenceInDifferences(treated, control)
    expect(result.difference).toBeCloseTo(0, 10)
    expect(result.enoughPeople).toBe(false)
    expect(differenceInDifferences([], control)).toMatchObject({ difference: null, p: null })
  })

  test('matching keeps to the caliper and the stratum, uses nobody twice, loses nobody silently', () => {
    const unit = fc.record({
      pre: fc.integer({ min: 0, max: 20 }),
      post: fc.integer({ min: 0, max: 20 }),
      stratum: fc.constantFrom('a', 'b'),
    })
    fc.assert(
      fc.property(
        fc.array(unit, { maxLength: 10 }),
        fc.array(unit, { maxLength: 10 }),
        (treated, controls) => {
          const one = treated.map((person, i) => ({ ...person, id: `t${i}` }))
          const other = controls.map((person, i) => ({ ...person, id: `c${i}` }))
          const { pairs, unmatched } = matchedDifference(one, other, { caliper: 3 })
          expect(pairs.length + unmatched.length).toBe(treated.length)
          expect(new Set(pairs.map(([, control]) => control)).size).toBe(pairs.length)
          for (const [t, c] of pairs) {
            const person = one.find(({ id }) => id === t)!
            const control = other.find(({ id }) => id === c)!
            expect(Math.abs(person.pre - control.pre)).toBeLessThanOrEqual(3)
            expect(person.stratum).toBe(control.stratum)
          }
        },
      ),
    )
  })

  test('covariance finds a planted effect although the groups start apart', () => {
    const random = seededRandom('ancova')
    const draw = (start: number, effect: number) =>
      Array.from({ length: 200 }, () => {
        const pre = start + 3 * randomNormal(random)
        return { pre, post: 2 + 0.6 * pre + effect + randomNormal(random) }
      })
    const result = ancova(draw(8, 1.5), draw(10, 0))!
    expect(result.effect.lower!).toBeLessThan(1.5)
    expect(result.effect.upper!).toBeGreaterThan(1.5)
    expect(result.slopeOfPre.estimate).toBeCloseTo(0.6, 1)
    expect(ancova([{ pre: 1, post: 2 }], [])).toBeNull()
    const flat = people([
      [5, 1],
      [5, 2],
      [5, 3],
    ])
    expect(ancova(flat, flat)).toBeNull()
  })

  test('a straight line is found exactly; parallel groups do not drift', () => {
    const line = [0, 1, 2, 3, 4].map((x) => ({ x, y: 3 + 2 * x + (x % 2 === 0 ? 0.5 : -0.5) }))
    const trend = linearTrend(line)!
    // By hand: slope = Sxy / Sxx.
    expect(trend.estimate).toBeCloseTo(2, 10)
    const residualVariance = trend.standardError! ** 2 * 10
    expect(residualVariance).toBeCloseTo((3 * 0.4 ** 2 + 2 * 0.6 ** 2) / 3, 8)
    expect(trend.p!).toBeCloseTo(studentTwoSided(trend.estimate / trend.standardError!, 3), 12)
    expect(linearTrend([{ x: 1, y: 2 }])).toBeNull()
    expect(preTrendDifference([1, 2, 4, 3], [2, 3, 5, 4])!.estimate).toBeCloseTo(0, 10)
    expect(
      leastSquares(
        [
          [1, 2],
          [1, 2],
          [1, 2],
        ],
        [1, 2, 3],
      ),
    ).toBeNull()
  })
})

describe('ramp', () => {
  test('finds the curve that made the points, in any unit', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 1.5, noNaN: true }),
        fc.double({ min: 0.1, max: 1e6, noNaN: true }),
        (rate, plateau) => {
          const points = [1, 2, 3, 4, 6, 9, 12].map((x) => ({ x, y: plateau * -Math.expm1(-rate * x) }))
          const fit = fitRamp(points)
          expect(fit.status).toBe('fitted')
          if (fit.status !== 'fitted') return
          expect(fit.rate / rate).toBeCloseTo(1, 5)
          expect(fit.plateau / plateau).toBeCloseTo(1, 5)
        },
      ),
    )
  })

  test('a straight rise has no plateau yet, one month tells nothing', () => {
    expect(fitRamp([1, 2, 3, 4].map((x) => ({ x, y: 10 * x })))).toEqual({ status: 'no_plateau' })
    expect(
      fitRamp([
        { x: 1, y: 3 },
        { x: 1, y: 4 },
      ]),
    ).toEqual({ status: 'too_few_points' })
    expect(fitRamp([1, 2, 3].map((x) => ({ x, y: 0 })))).toEqual({ status: 'no_plateau' })
  })

  test('the ramp month is the first from which attainment stays', () => {
    const months = [0.5, 0.9, 0.6, 0.85, 0.9].map((value, i) => ({ month: i + 1, attainment: [value] }))
    expect(rampCurve(months, 1).rampMonth).toBe(4)
    expect(rampCurve(months.slice(0, 3), 1).rampMonth).toBeNull()
    expect(rampCurve([...months, { month: 6, attainment: [] }], 1).rampMonth).toBe(4)
    expect(rampCurve([], 1)).toMatchObject({ curve: [], rampMonth: null })
  })

  test('when nobody sold there is no cost of a first sale', () => {
    expect(onboardingCost([{ cost: 10, firstDealAcquisition: 0, sold: false }])).toEqual({
      meanCost: 10,
      costOfFirstSale: [null],
      fullyLoaded: null,
    })
    expect(onboardingCost([]).meanCost).toBeNull()
  })
})
