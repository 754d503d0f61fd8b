import { describe, expect, test } from 'vitest'
import fc from '../test/chance.ts'
import { seededRandom } from './random.ts'
import { fitBetaBinomial, jamesStein, shrunkRate, thompsonPick } from './shrinkage.ts'
import { collapse, oddsRatio, riskRatio, stratifiedComparison } from './two-by-two.ts'

function table(a: number, b: number, c: number, d: number) {
  return { exposedSuccess: a, exposedFailure: b, unexposedSuccess: c, unexposedFailure: d }
}

describe('with and without', () => {
  const cell = fc.integer({ min: 1, max: 40 })
  const tables = fc.tuple(cell, cell, cell, cell).map(([a, b, c, d]) => table(a, b, c, d))

  test('one stratum is the crude table', () => {
    fc.assert(
      fc.property(tables, (one) => {
        const { oddsRatio: common, heterogeneity } = stratifiedComparison([one])
        const crude = oddsRatio(one)!
        expect(common!.estimate).toBeCloseTo(crude.estimate, 8)
        expect(Math.log(common!.lower!)).toBeCloseTo(Math.log(crude.lower!), 8)
        expect(heterogeneity).toBeNull()
      }),
    )
  })

  // Cells near an edge of their margins: the two sums were worked out with forty digits by another program.
  test.each([
    [[table(68_753, 0, 0, 1), table(1, 34_764, 87_203, 1)], 1_708_833_691.1901197],
    [[table(67, 35_055, 27_182, 0), table(89_074, 11_320, 0, 5)], 135_594.83686320097],
  ])('strata that differ beyond measure still have a finite heterogeneity', (strata, expected) => {
    const { heterogeneity } = stratifiedComparison(strata)
    expect(heterogeneity!.chiSquare / expected).toBeCloseTo(1, 9)
  })

  test('equal strata are homogeneous and keep their odds ratio', () => {
    fc.assert(
      fc.property(tables, (one) => {
        const { oddsRatio: common, heterogeneity } = stratifiedComparison([one, one, one])
        expect(common!.estimate).toBeCloseTo(oddsRatio(one)!.estimate, 8)
        expect(heterogeneity!.chiSquare).toBeCloseTo(0, 6)
      }),
    )
  })

  test('turning success and failure round turns the odds ratio over', () => {
    fc.assert(
      fc.property(tables, tables, (one, two) => {
        const turned = [one, two].map((t) =>
          table(t.exposedFailure, t.exposedSuccess, t.unexposedFailure, t.unexposedSuccess),
        )
        const result = stratifiedComparison([one, two])
        const other = stratifiedComparison(turned)
        expect(other.oddsRatio!.estimate * result.oddsRatio!.estimate).toBeCloseTo(1, 8)
        expect(other.association!.chiSquare).toBeCloseTo(result.association!.chiSquare, 8)
        expect(other.heterogeneity!.chiSquare).toBeCloseTo(result.heterogeneity!.chiSquare, 6)
      }),
    )
  })

  test('zero counts: no ratio, no interval, but never an invented number', () => {
    expect(riskRatio(table(0, 10, 5, 5))).toEqual({ estimate: 0, lower: null, upper: null })
    expect(riskRatio(table(5, 5, 0, 10))).toBeNull()
    expect(riskRatio(table(0, 0, 5, 5))).toBeNull()
    expect(oddsRatio(table(5, 0, 5, 5))).toBeNull()
    expect(stratifiedComparison([])).toEqual({
      oddsRatio: null,
      riskDifference: null,
      association: null,
      associationCorrected: null,
      heterogeneity: null,
    })
    expect(stratifiedComparison([table(0, 5, 0, 5)]).oddsRatio).toBeNull()
    expect(collapse([])).toEqual(table(0, 0, 0, 0))
    expect(() => riskRatio(table(-1, 1, 1, 1))).toThrow(RangeError)
  })
})

describe('shrinkage', () => {
  test('finds the spread that made the groups', () => {
    const random = seededRandom('groups')
    const groups = Array.from({ length: 400 }, () => {
      const rate = [0.1, 0.3, 0.5][Math.floor(random() * 3)]!
      return {
        trials: 40,
        successes: Array.from({ length: 40 }, random).filter((value) => value < rate).length,
      }
    })
    const fit = fitBetaBinomial(groups)!
    expect(fit.alpha / (fit.alpha + fit.beta)).toBeCloseTo(0.3, 1)
    // Variance of the rates .1 .3 .5 is .0267 = mean (1 - mean) / (size + 1).
    expect(fit.alpha + fit.beta).toBeGreaterThan(4)
    expect(fit.alpha + fit.beta).toBeLessThan(11)
  })

  test('an estimate lies between the group and the mean of all, nearer the group the more it was tried', () => {
    const prior = { alpha: 3, beta: 7 }
    const few = shrunkRate({ trials: 2, successes: 2 }, prior)
    const many = shrunkRate({ trials: 200, successes: 200 }, prior)
    expect(few.mean).toBeGreaterThan(0.3)
    expect(few.mean).toBeLessThan(many.mean)
    expect(many.upper - many.lower).toBeLessThan(few.upper - few.lower)
    expect(shrunkRate({ trials: 0, successes: 0 }, prior)).toMatchObject({ raw: null, mean: 0.3 })
  })

  test('groups that differ no more than chance all get the common rate', () => {
    const groups = Array.from({ length: 10 }, () => ({ trials: 20, successes: 6 }))
    const fit = fitBetaBinomial(groups)!
    expect(fit.noSpread).toBe(true)
    expect(shrunkRate(groups[0]!, fit).mean).toBeCloseTo(0.3, 4)
    expect(
      fitBetaBinomial([
        { trials: 10, successes: 0 },
        { trials: 10, successes: 0 },
      ]),
    ).toBeNull()
    expect(fitBetaBinomial([{ trials: 10, successes: 3 }])).toBeNull()
    expect(() => fitBetaBinomial([{ trials: 1, successes: 2 }])).toThrow(RangeError)
  })

  test('a Thompson draw mostly picks the best, now and then a new one, and repeats with the seed', () => {
    const groups = [
      { trials: 100, successes: 60 },
      { trials: 100, successes: 30 },
      { trials: 0, successes: 0 },
    ]
    const random = seededRandom('thompson')
    const picks = Array.from({ length: 500 }, () => thompsonPick(groups, { alpha: 4, beta: 6 }, random)!)
    const count = (index: number) => picks.filter((pick) => pick === index).length
    expect(count(0)).toBeGreaterThan(350)
    expect(count(2)).toBeGreaterThan(10)
    expect(count(1)).toBe(0)
    expect(thompsonPick(groups, { alpha: 4, beta: 6 }, seededRandom(1))).toBe(
      thompsonPick(groups, { alpha: 4, beta: 6 }, seededRandom(1)),
    )
    expect(thompsonPick([], { alpha: 1, beta: 1 }, random)).toBeNull()
  })

  test('James-Stein needs four groups and never turns an estimate past the mean', () => {
    expect(jamesStein([0.1, 0.2, 0.3], 10)).toBeNull()
    expect(jamesStein([0.3, 0.31, 0.29, 0.3], 10)).toMatchObject({ shrinkage: 0 })
  })
})
