import { describe, expect, test } from 'vitest'
import fc from '../test/chance.ts'
import {
  aalenJohansen,
  dealIncidence,
  incidenceAt,
  LOST,
  restrictedMeanToWin,
  timeAmongThose,
  WON,
} from './competing-risks.ts'
import { countSpells, kaplanMeier, survivalAt } from './survival.ts'

const spells = fc.array(fc.record({ time: fc.integer({ min: 0, max: 25 }), ended: fc.boolean() }), {
  minLength: 1,
  maxLength: 60,
})
const deal = fc.record({
  time: fc.integer({ min: 0, max: 25 }),
  outcome: fc.constantFrom('won', 'lost', 'open'),
})
const deals = fc.array(deal, { minLength: 1, maxLength: 60 })

type Deal = { time: number; outcome: string }

function curveOf(list: readonly { time: number; ended: boolean }[]) {
  return kaplanMeier(
    countSpells(
      list.map(({ time }) => time),
      list.map(({ ended }) => ended),
    ),
  )
}

function countsOf(list: readonly Deal[]) {
  return list.map(({ time, outcome }) => ({
    time,
    won: outcome === 'won' ? 1 : 0,
    lost: outcome === 'lost' ? 1 : 0,
    censored: outcome === 'open' ? 1 : 0,
  }))
}

function curvesOf(list: readonly Deal[]) {
  return dealIncidence(countsOf(list))
}

// Redistribution to the right (Efron 1967): the weight of an open deal passes to those who stay longer; then plain counting.
function bruteIncidence(list: readonly Deal[], outcome: string, t: number): number {
  const sorted = list.toSorted(
    (a, b) => a.time - b.time || Number(a.outcome === 'open') - Number(b.outcome === 'open'),
  )
  const weights = sorted.map(() => 1 / sorted.length)
  for (const [i, one] of sorted.entries()) {
    if (one.outcome !== 'open') continue
    // Those open at the same time leave together: weight goes only to later times.
    const later = sorted.flatMap((other, j) => (other.time > one.time ? [j] : []))
    for (const j of later) weights[j]! += weights[i]! / later.length
    if (later.length > 0) weights[i] = 0
  }
  return sorted.reduce(
    (total, one, i) => total + (one.outcome === outcome && one.time <= t ? weights[i]! : 0),
    0,
  )
}

describe('Aalen-Johansen', () => {
  test('won, lost and still open add up to 1 and never fall', () => {
    fc.assert(
      fc.property(deals, (list) => {
        let previous = [0, 0]
        for (const step of curvesOf(list).steps) {
          const [won, lost] = step.incidence.map(({ probability }) => probability)
          expect(won! + lost! + step.stillOpen).toBeCloseTo(1, 10)
          expect(won!).toBeGreaterThanOrEqual(previous[0]! - 1e-12)
          expect(lost!).toBeGreaterThanOrEqual(previous[1]! - 1e-12)
          previous = [won!, lost!]
        }
      }),
      { numRuns: 500 },
    )
  })

  test('agrees with passing the weight of open deals to those that stay', () => {
    fc.assert(
      fc.property(deals, fc.integer({ min: 0, max: 25 }), (list, t) => {
        const point = incidenceAt(curvesOf(list), t)
        if (point === null) return
        expect(point.incidence[WON]!.probability).toBeCloseTo(bruteIncidence(list, 'won', t), 10)
        expect(point.incidence[LOST]!.probability).toBeCloseTo(bruteIncidence(list, 'lost', t), 10)
      }),
      { numRuns: 500 },
    )
  })

  test('is never above 1 - Kaplan-Meier with lost deals taken as open', () => {
    fc.assert(
      fc.property(deals, (list) => {
        const naive = curveOf(list.map(({ time, outcome }) => ({ time, ended: outcome === 'won' })))
        for (const step of curvesOf(list).steps) {
          const overstated = 1 - survivalAt(naive, step.time)!.survival
          expect(step.incidence[WON]!.probability).toBeLessThanOrEqual(overstated + 1e-12)
        }
      }),
    )
  })

  test('with one cause it is 1 - Kaplan-Meier, error and interval included', () => {
    fc.assert(
      fc.property(spells, (list) => {
        const curve = curveOf(list)
        const rows = list.map(({ time, ended }) => ({
          time,
          events: [ended ? 1 : 0],
          censored: ended ? 0 : 1,
        }))
        for (const [i, step] of aalenJohansen(rows, 1).steps.entries()) {
          const same = curve.steps[i]!
          expect(step.incidence[0]!.probability).toBeCloseTo(1 - same.survival, 10)
          if (same.standardError === null || same.survival > 1 - 1e-9) continue
          expect(step.incidence[0]!.standardError).toBeCloseTo(same.standardError, 8)
          expect(step.incidence[0]!.lower!).toBeCloseTo(1 - same.upper!, 8)
          expect(step.incidence[0]!.upper!).toBeCloseTo(1 - same.lower!, 8)
        }
      }),
    )
  })

  test('without open deals the error is binomial', () => {
    fc.assert(
      fc.property(deals, (list) => {
        const closed = list.filter(({ outcome }) => outcome !== 'open')
        for (const step of curvesOf(closed).steps) {
          const share =
            closed.filter((one) => one.outcome === 'won' && one.time <= step.time).length / closed.length
          expect(step.incidence[WON]!.probability).toBeCloseTo(share, 10)
          const error = Math.sqrt((share * (1 - share)) / closed.length)
          expect(step.incidence[WON]!.standardError).toBeCloseTo(error, 6)
        }
      }),
    )
  })

  test('unknown beyond the data, and for no deal', () => {
    const curves = dealIncidence([{ time: 10, won: 1, lost: 0, censored: 3 }])
    expect(incidenceAt(curves, 5)).toMatchObject({ stillOpen: 1 })
    expect(incidenceAt(curves, 11)).toBeNull()
    expect(incidenceAt(dealIncidence([]), 0)).toBeNull()
    expect(timeAmongThose(dealIncidence([]), WON)).toEqual({ time: null, stillOpen: null, settled: false })
  })

  test('days to win among those that win wait until less than a tenth is open', () => {
    const rows = [
      { time: 10, won: 40, lost: 10, censored: 0 },
      { time: 30, won: 40, lost: 5, censored: 0 },
      { time: 60, won: 0, lost: 0, censored: 5 },
    ]
    expect(timeAmongThose(dealIncidence(rows), WON)).toMatchObject({ time: 10, settled: true })
    const young = [...rows, { time: 61, won: 0, lost: 0, censored: 40 }]
    expect(timeAmongThose(dealIncidence(young), WON).settled).toBe(false)
  })

  // One unit of time after the other, by redistribution.
  test('the mean time until won leaves out what is under the curve', () => {
    fc.assert(
      fc.property(deals, fc.integer({ min: 1, max: 30 }), (list, horizon) => {
        const chances = Array.from({ length: horizon }, (_, time) => bruteIncidence(list, 'won', time))
        const mean = chances.reduce((sum, chance) => sum + 1 - chance, 0)
        expect(restrictedMeanToWin(countsOf(list), horizon)).toBeCloseTo(mean, 9)
      }),
    )
    expect(restrictedMeanToWin([], 10)).toBeNull()
    expect(() => restrictedMeanToWin([], 0)).toThrow(RangeError)
  })
})
