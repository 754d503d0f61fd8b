import { describe, expect, test } from 'vitest'
import fc from '../test/chance.ts'
import { auc, countScores } from './auc.ts'
import {
  checkJudgementWeights,
  fitWithJudgement,
  judgingGroups,
  linearPool,
  logPool,
  pairwiseWeights,
  tuneJudgement,
} from './judgement.ts'
import { fitLogistic, logistic, predictLogistic, type LogisticModel } from './logistic.ts'
import { seededRandom } from './random.ts'
import { calibration, leakageSuspects, liftTable, pointScale, pointsOfOdds } from './score-quality.ts'

function fitted(result: ReturnType<typeof fitLogistic>): LogisticModel {
  if (result.status !== 'fitted') throw new Error(`not fitted: ${result.status}`)
  return result
}

function wins(positive: number, negative: number): number {
  if (positive === negative) return 0.5
  return positive > negative ? 1 : 0
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function simulate(n: number, seed: string) {
  const random = seededRandom(seed)
  return Array.from({ length: n }, () => {
    const x = [random() * 4, random() < 0.5 ? 1 : 0]
    return { x, y: random() < logistic(-2 + x[0]! - 0.7 * x[1]!) ? 1 : 0 }
  })
}

describe('logistic regression', () => {
  test('one yes-or-no feature gives the logarithm of the odds ratio and its error', () => {
    const rows = [
      ...Array.from({ length: 30 }, (_, i) => ({ x: [1], y: i < 12 ? 1 : 0 })),
      ...Array.from({ length: 50 }, (_, i) => ({ x: [0], y: i < 10 ? 1 : 0 })),
    ]
    const model = fitted(fitLogistic(rows))
    expect(model.coefficients[0]).toBeCloseTo(Math.log(10 / 40), 8)
    expect(model.coefficients[1]).toBeCloseTo(Math.log((12 * 40) / (18 * 10)), 8)
    expect(model.standardErrors[1]).toBeCloseTo(Math.sqrt(1 / 12 + 1 / 18 + 1 / 10 + 1 / 40), 8)
  })

  test('at the maximum the penalised score is 0', () => {
    for (const [l2, standardise] of [
      [0, false],
      [2, false],
      [5, true],
    ] as const) {
      const rows = simulate(200, 'score')
      const model = fitted(fitLogistic(rows, { l2, standardise }))
      for (let j = 0; j < 3; j++) {
        const score = rows.reduce((sum, row) => {
          const value =
            j === 0
              ? 1
              : (row.x[j - 1]! - (model.scales?.[j - 1]?.mean ?? 0)) / (model.scales?.[j - 1]?.sd ?? 1)
          return sum + (row.y - predictLogistic(model, row.x)) * value
        }, 0)
        expect(score - (j === 0 ? 0 : l2 * model.coefficients[j]!)).toBeCloseTo(0, 6)
      }
    }
  })

  test('a row of weight 3 is three rows', () => {
    const rows = simulate(60, 'weights')
    const triple = rows.flatMap((row) => [row, row, row])
    const weighted = fitted(fitLogistic(rows.map((row) => ({ ...row, weight: 3 }))))
    expect(weighted.coefficients).toEqual(
      fitted(fitLogistic(triple)).coefficients.map((value) => expect.closeTo(value, 8)),
    )
  })

  test('separation, one class, collinear columns and no data are refused, never fitted', () => {
    const separated = [1, 2, 3, 4].map((x) => ({ x: [x], y: x > 2 ? 1 : 0 }))
    expect(fitLogistic(separated).status).toBe('separated')
    const partly = [0, 0, 0, 0, 1, 1].map((x, i) => ({ x: [x], y: x === 1 ? 1 : i % 2 }))
    expect(fitLogistic(partly).status).toBe('separated')
    expect(fitLogistic(partly, { l2: 1 }).status).toBe('fitted')
    expect(
      fitLogistic(
        [
          { x: [1], y: 1 },
          { x: [2], y: 1 },
        ],
        { l2: 1 },
      ).status,
    ).toBe('one_class')
    const twins = simulate(50, 'twins').map(({ x, y }) => ({ x: [x[0]!, 2 * x[0]!], y }))
    expect(fitLogistic(twins).status).toBe('collinear')
    expect(fitLogistic(twins, { l2: 1 }).status).toBe('fitted')
    expect(fitLogistic([])).toEqual({ status: 'no_data', coefficients: null })
    expect(() => fitLogistic([{ x: [Number.NaN], y: 1 }])).toThrow(RangeError)
    expect(() => fitLogistic([{ x: [1], y: 2 }])).toThrow(RangeError)
  })

  test('a far point that is well predicted is not separation', () => {
    const rows = [...simulate(100, 'far'), { x: [60, 0], y: 1 }]
    expect(fitLogistic(rows).status).toBe('fitted')
  })

  test('any data with both outcomes at the same point can be fitted', () => {
    const row = fc.record({ x: fc.tuple(fc.integer({ min: -3, max: 3 })), y: fc.constantFrom(0, 1) })
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (rows) => {
        const overlapping = [...rows, { x: [0], y: 0 }, { x: [0], y: 1 }, { x: [1], y: 0 }, { x: [1], y: 1 }]
        expect(fitLogistic(overlapping).status).toBe('fitted')
      }),
    )
  })
})

describe('judgement', () => {
  const sales = [
    { x: [4, 0], probability: 0.8, share: 0.5 },
    { x: [0, 0], probability: 0.1, share: 0.5 },
  ]
  const marketing = [
    { x: [4, 1], probability: 0.2, share: 0.5 },
    { x: [0, 1], probability: 0.6, share: 0.5 },
  ]

  const distance = (n: number) => {
    const leads = simulate(n, 'fade')
    const groups = judgingGroups({ total: 20, salesShare: 0.5, l2: 0 }, { sales, marketing })
    const judged = fitted(fitWithJudgement(leads, groups).model).coefficients
    const plain = fitted(fitLogistic(leads)).coefficients
    return Math.hypot(...judged.map((value, j) => value - plain[j]!))
  }

  test('with no closed lead the score is the judgement', () => {
    const { model, evidence } = fitWithJudgement(
      [],
      [{ group: 'sales', weight: 20, judgements: sales.map(({ x, ...rest }) => ({ ...rest, x: [x[0]!] })) }],
    )
    expect(predictLogistic(fitted(model), [4])).toBeCloseTo(0.8, 8)
    expect(predictLogistic(fitted(model), [0])).toBeCloseTo(0.1, 8)
    expect(evidence).toEqual({ outcomes: 0, groups: { sales: 1 } })
  })

  test('judgement fades as closed leads accumulate', () => {
    expect(distance(4000)).toBeLessThan(distance(400))
    expect(distance(400)).toBeLessThan(distance(60))
  })

  test('outcomes choose the weight: wrong judgement gets none, right judgement some on little data', () => {
    const later = simulate(400, 'later')
    const right = [
      { x: [4, 0], probability: logistic(2), share: 0.5 },
      { x: [0, 1], probability: logistic(-2.7), share: 0.5 },
    ]
    const wrong = right.map((one) => ({ ...one, probability: 1 - one.probability }))
    expect(tuneJudgement(simulate(300, 'early'), later, { sales: wrong, marketing: wrong })!.total).toBe(0)
    expect(
      tuneJudgement(simulate(10, 'few'), later, { sales: right, marketing: right })!.total,
    ).toBeGreaterThan(0)
    expect(tuneJudgement(later, [], { sales: right, marketing: right })).toBeNull()
  })

  test('sales weighs at least as much as marketing', () => {
    expect(checkJudgementWeights(5, 5).accepted).toBe(true)
    expect(checkJudgementWeights(4, 5)).toEqual({ accepted: false, reason: 'sales_weight_below_marketing' })
    expect(() => judgingGroups({ total: 10, salesShare: 0.4, l2: 1 }, { sales, marketing })).toThrow(
      RangeError,
    )
    expect(() => fitWithJudgement([], [{ group: 'sales', weight: 5, judgements: sales.slice(1) }])).toThrow(
      RangeError,
    )
  })

  test('pools and pairwise comparisons', () => {
    expect(
      logPool([
        { probability: 0.3, weight: 0.5 },
        { probability: 0.3, weight: 0.5 },
      ]),
    ).toBeCloseTo(0.3, 12)
    expect(
      logPool([
        { probability: 0, weight: 0.5 },
        { probability: 1, weight: 0.5 },
      ]),
    ).toBeNull()
    expect(linearPool([])).toBeNull()
    const consistent = [
      [1, 2, 6],
      [1 / 2, 1, 3],
      [1 / 6, 1 / 3, 1],
    ]
    const result = pairwiseWeights(consistent)
    expect(result.weights).toEqual([0.6, 0.3, 0.1].map((weight) => expect.closeTo(weight, 10)))
    expect(result.consistencyIndex).toBeCloseTo(0, 10)
    expect(result.acceptable).toBe(true)
    expect(() => pairwiseWeights([[1, 2]])).toThrow(RangeError)
  })
})

describe('quality of a score', () => {
  test('AUC is the share of pairs in the right order, DeLong the spread of placements', () => {
    const rows = fc.array(fc.record({ score: fc.integer({ min: 0, max: 8 }), y: fc.boolean() }), {
      minLength: 2,
      maxLength: 40,
    })
    fc.assert(
      fc.property(rows, (list) => {
        const result = auc(
          countScores(
            list.map(({ score }) => score),
            list.map(({ y }) => y),
          ),
        )
        const positives = list.filter(({ y }) => y).map(({ score }) => score)
        const negatives = list.filter(({ y }) => !y).map(({ score }) => score)
        if (positives.length === 0 || negatives.length === 0) {
          expect(result).toBeNull()
          return
        }
        const ofPositives = positives.map((p) => mean(negatives.map((n) => wins(p, n))))
        const ofNegatives = negatives.map((n) => mean(positives.map((p) => wins(p, n))))
        expect(result!.auc).toBeCloseTo(mean(ofPositives), 10)
        if (positives.length < 2 || negatives.length < 2) {
          expect(result!.standardError).toBeNull()
          return
        }
        const spread = (values: number[]) =>
          values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) /
          (values.length - 1) /
          values.length
        expect(result!.standardError!).toBeCloseTo(Math.sqrt(spread(ofPositives) + spread(ofNegatives)), 8)
      }),
    )
  })

  test('a calibrated score has slope 1, an overconfident one less', () => {
    const rows = simulate(3000, 'calibrated')
    const truth = rows.map(({ x }) => logistic(-2 + x[0]! - 0.7 * x[1]!))
    const outcomes = rows.map(({ y }) => y === 1)
    expect(calibration(truth, outcomes).slope!).toBeCloseTo(1, 0)
    const bold = truth.map((p) => p ** 2 / (p ** 2 + (1 - p) ** 2))
    expect(calibration(bold, outcomes).slope!).toBeCloseTo(0.5, 1)
    expect(calibration(truth, outcomes, 7).bins.reduce((sum, bin) => sum + bin.n, 0)).toBe(3000)
    expect(calibration([], [])).toMatchObject({ n: 0, brier: null, slope: null, bins: [] })
    expect(calibration([0.5, 0.5], [true, false]).slope).toBeNull()
  })

  test('lift of everything is 1; without a conversion there is none', () => {
    expect(liftTable([true, false, true, false], [1]).at[0]).toEqual({ share: 1, n: 4, lift: 1, gain: 1 })
    expect(liftTable([false, false], [0.5])).toEqual({
      overallRate: 0,
      at: [{ share: 0.5, n: 1, lift: null, gain: null }],
    })
    expect(liftTable([], [0.5]).overallRate).toBeNull()
  })

  test('points double the odds every step', () => {
    const scale = pointScale({ pointsToDoubleOdds: 20, referencePoints: 600, referenceOdds: 50 })
    expect(pointsOfOdds(scale, 200) - pointsOfOdds(scale, 100)).toBeCloseTo(20, 10)
    expect(leakageSuspects([{ name: 'inverse', singleAuc: 0.04, updatedAfterClose: false }])).toEqual([
      'inverse',
    ])
  })
})
