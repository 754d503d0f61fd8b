import { describe, expect, test } from 'vitest'
import fc from '../test/chance.ts'
import {
  acquisitionCost,
  acquisitionCostInterval,
  laggedSpend,
  payback,
  paybackMonth,
  plainLag,
} from './acquisition-cost.ts'
import { averageRetention, customerMovements, logoChurn, rescaleLossRate, revenueRetention } from './churn.ts'
import { horizonLifetimeValue, observedLifetimeValue, simpleLifetimeValue } from './lifetime-value.ts'

describe('churn', () => {
  test('nobody at the start: unknown', () => {
    expect(logoChurn(0, 0)).toEqual({ churn: null, retention: null, lower: null, upper: null })
    expect(revenueRetention({ start: 0, churned: 0, contraction: 0, expansion: 0, fresh: 5 })).toMatchObject({
      grr: null,
      nrr: null,
      end: 5,
    })
  })

  test('rescaling there and back is nothing', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.7, noNaN: true }), (rate) => {
        expect(rescaleLossRate(rescaleLossRate(rate, 1, 12), 12, 1)).toBeCloseTo(rate, 9)
      }),
    )
    expect(rescaleLossRate(1, 1, 12)).toBe(1)
  })

  test('GRR of customers is the sum of what each still pays, at most what it paid', () => {
    const amount = fc.integer({ min: 0, max: 1000 })
    fc.assert(
      fc.property(fc.array(fc.record({ start: amount, end: amount })), (customers) => {
        const { grr, nrr } = revenueRetention(customerMovements(customers))
        const start = customers.reduce((sum, one) => sum + one.start, 0)
        if (start === 0) {
          expect(grr).toBeNull()
          return
        }
        const kept = customers.reduce((sum, one) => sum + Math.min(one.start, one.end), 0)
        const end = customers.reduce((sum, one) => sum + (one.start > 0 ? one.end : 0), 0)
        expect(grr!).toBeCloseTo(kept / start, 10)
        expect(nrr!).toBeCloseTo(end / start, 10)
      }),
    )
  })

  test('average retention counts only the cohorts that got there', () => {
    const rows = averageRetention([
      { weight: 100, retention: [1, 0.9, 0.8] },
      { weight: 300, retention: [1, 0.5] },
    ])
    expect(rows.map(({ average, cohorts }) => [average, cohorts])).toEqual([
      [1, 2],
      [0.6, 2],
      [0.8, 1],
    ])
    expect(averageRetention([])).toEqual([])
  })
})

describe('acquisition cost and value', () => {
  test('no customer is no cost per customer, and no upper bound', () => {
    expect(acquisitionCost(100, 0)).toBeNull()
    expect(acquisitionCostInterval(3689, 0)).toMatchObject({ cac: null, upper: null })
    expect(() => acquisitionCost(-1, 2)).toThrow(RangeError)
  })

  test('lags that reach before the series are unknown', () => {
    expect(laggedSpend([1, 2, 3], plainLag(1))).toEqual([null, 1, 2])
    expect(() => laggedSpend([1], [0.5, 0.4])).toThrow(RangeError)
  })

  test('payback by formula and month by month agree', () => {
    const churn = 0.05
    const survival = Array.from({ length: 60 }, (_, t) => (1 - churn) ** t)
    const { withChurn } = payback(2000, 500, 0.8, churn)
    expect(paybackMonth(2000, 500, 0.8, survival)).toBe(Math.ceil(withChurn!))
    expect(paybackMonth(9000, 500, 0.8, survival)).toBeNull()
    expect(payback(null, 500, 0.8, churn)).toEqual({ simple: null, withChurn: null })
    expect(payback(2000, 500, 0, churn)).toEqual({ simple: null, withChurn: null })
    expect(payback(2000, 500, 0.8, 0)).toEqual({ simple: 5, withChurn: 5 })
  })

  test('value over a long horizon of constant churn is the simple formula', () => {
    const survival = Array.from({ length: 2000 }, (_, t) => 0.95 ** t)
    expect(horizonLifetimeValue(500, 0.8, survival, 2000)).toBeCloseTo(
      simpleLifetimeValue(500, 0.8, 0.05).value!,
      6,
    )
    expect(horizonLifetimeValue(500, 0.8, [1, 0.9], 3)).toBeNull()
    expect(observedLifetimeValue(0, [1])).toBeNull()
  })
})
