import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aalenJohansen, dealIncidence, incidenceAt, LOST, timeAmongThose, WON } from './competing-risks.ts'
import { chiSquareUpper } from './distributions.ts'
import { logRank } from './log-rank.ts'
import { restrictedMean, restrictedMeanDifference } from './restricted-mean.ts'
import { countSpells, kaplanMeier, survivalAt, survivalQuantile } from './survival.ts'

const spell = fc.record({ time: fc.integer({ min: 0, max: 25 }), ended: fc.boolean() })
const spells = fc.array(spell, { minLength: 1, maxLength: 60 })
const deal = fc.record({
  time: fc.integer({ min: 0, max: 25 }),
  outcome: fc.constantFrom('won', 'lost', 'open'),
})
const deals = fc.array(deal, { minLength: 1, maxLength: 60 })

type Spell = { time: number; ended: boolean }
type Deal = { time: number; outcome: string }

function curveOf(list: readonly Spell[]) {
  return kaplanMeier(group(list))
}

function curvesOf(list: readonly Deal[]) {
  return dealIncidence(
    list.map(({ time, outcome }) => ({
      time,
      won: outcome === 'won' ? 1 : 0,
      lost: outcome === 'lost' ? 1 : 0,
      censored: outcome === 'open' ? 1 : 0,
    })),
  )
}

// Written from the definition: at every time with an end, the share of those still there that stay.
function bruteSurvival(list: readonly Spell[], t: number): number {
  let survival = 1
  for (let u = 0; u <= t; u++) {
    const atRisk = list.filter(({ time }) => time >= u).length
    const ended = list.filter(({ time, ended: isEnd }) => isEnd && time === u).length
    if (ended > 0) survival *= 1 - ended / atRisk
  }
  return survival
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

describe('Kaplan-Meier', () => {
  test('agrees with the definition counted one by one', () => {
    fc.assert(
      fc.property(spells, fc.integer({ min: 0, max: 25 }), (list, t) => {
        const point = survivalAt(curveOf(list), t)
        const longest = Math.max(...list.map(({ time }) => time))
        if (point === null) expect(t).toBeGreaterThan(longest)
        else {
          expect(point.survival).toBeCloseTo(bruteSurvival(list, t), 10)
          expect(point.atRisk).toBe(list.filter(({ time }) => time >= t).length)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('a histogram counts as its spells one by one, in any order', () => {
    fc.assert(
      fc.property(spells, (list) => {
        const single = list.map(({ time, ended }) => ({
          time,
          events: ended ? 1 : 0,
          censored: ended ? 0 : 1,
        }))
        expect(kaplanMeier(single.toReversed())).toEqual(curveOf(list))
      }),
    )
  })

  test('without censoring the error is binomial and the curve is the share left', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 2, maxLength: 40 }), (times) => {
        const curve = kaplanMeier(
          countSpells(
            times,
            times.map(() => true),
          ),
        )
        for (const step of curve.steps.slice(0, -1)) {
          const left = times.filter((time) => time > step.time).length / times.length
          expect(step.survival).toBeCloseTo(left, 10)
          expect(step.standardError!).toBeCloseTo(Math.sqrt((left * (1 - left)) / times.length), 10)
        }
        expect(curve.steps.at(-1)).toMatchObject({
          survival: 0,
          standardError: null,
          lower: null,
          upper: null,
        })
      }),
    )
  })

  test('the log-log interval holds the estimate and stays inside 0 and 1', () => {
    fc.assert(
      fc.property(spells, (list) => {
        for (const { survival, lower, upper } of curveOf(list).steps) {
          if (lower === null || upper === null) continue
          expect(lower).toBeGreaterThan(0)
          expect(lower).toBeLessThan(survival)
          expect(upper).toBeGreaterThan(survival)
          expect(upper).toBeLessThan(1)
        }
      }),
    )
  })

  test('a million deals cost what their distinct days cost', () => {
    const rows = Array.from({ length: 400 }, (_, day) => ({ time: day, events: 2000, censored: 500 }))
    const curve = kaplanMeier(rows)
    expect(curve.n).toBe(1_000_000)
    expect(curve.steps).toHaveLength(400)
  })

  test('nothing known is null: no spell, all open, beyond the data', () => {
    expect(kaplanMeier([])).toMatchObject({ n: 0, lastTime: null, steps: [], median: null })
    const open = kaplanMeier([{ time: 30, events: 0, censored: 4 }])
    expect(open).toMatchObject({ median: null, medianLower: null, medianUpper: null })
    expect(survivalAt(open, 10)).toMatchObject({ survival: 1, lower: null, upper: null, atRisk: 4 })
    expect(survivalAt(open, 31)).toBeNull()
    expect(survivalAt(kaplanMeier([]), 0)).toBeNull()
    const finished = kaplanMeier([{ time: 3, events: 2, censored: 0 }])
    expect(survivalAt(finished, 99)).toMatchObject({ survival: 0 })
    expect(() => kaplanMeier([{ time: -1, events: 1, censored: 0 }])).toThrow(RangeError)
    expect(() => countSpells([1], [])).toThrow(RangeError)
  })

  test('a curve that touches one half exactly has come down to it', () => {
    const curve = kaplanMeier([
      { time: 1, events: 1, censored: 0 },
      { time: 2, events: 1, censored: 0 },
      { time: 3, events: 1, censored: 0 },
      { time: 4, events: 3, censored: 0 },
    ])
    expect(curve.median).toBe(3)
    expect(survivalQuantile(curve, 0.25)).toBe(2)
  })

  test('won the day it was created is a spell of 0 days', () => {
    expect(kaplanMeier([{ time: 0, events: 3, censored: 1 }])).toMatchObject({ median: 0, n: 4 })
  })
})

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
})

function group(list: readonly Spell[]) {
  return countSpells(
    list.map(({ time }) => time),
    list.map(({ ended }) => ended),
  )
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

// Mantel's form for two groups: (sum of O - E)^2 over the sum of hypergeometric variances.
function bruteTwoGroups(a: readonly Spell[], b: readonly Spell[]): number | null {
  let excess = 0
  let variance = 0
  for (let t = 0; t <= 25; t++) {
    const inA = a.filter(({ time }) => time >= t).length
    const all = inA + b.filter(({ time }) => time >= t).length
    const dA = a.filter(({ time, ended }) => ended && time === t).length
    const d = dA + b.filter(({ time, ended }) => ended && time === t).length
    if (d === 0) continue
    excess += dA - (d * inA) / all
    if (all > 1) variance += (inA * (all - inA) * d * (all - d)) / (all * all * (all - 1))
  }
  return variance === 0 ? null : (excess * excess) / variance
}

describe('log-rank', () => {
  test('two groups agree with Mantel, whichever comes first', () => {
    fc.assert(
      fc.property(spells, spells, (a, b) => {
        const result = logRank([group(a), group(b)])
        const expected = bruteTwoGroups(a, b)
        if (expected === null) {
          expect(result).toBeNull()
          return
        }
        expect(result!.chiSquare).toBeCloseTo(expected, 7)
        expect(logRank([group(b), group(a)])!.chiSquare).toBeCloseTo(expected, 7)
        expect(result!.p).toBeCloseTo(chiSquareUpper(expected, 1), 7)
      }),
      { numRuns: 300 },
    )
  })

  test('observed and expected add up alike; a group left in two adds a degree of freedom only', () => {
    fc.assert(
      fc.property(spells, spells, spells, (a, b, c) => {
        const result = logRank([group(a), group(b), group(c)])
        if (result === null) return
        expect(sum(result.observed)).toBeCloseTo(sum(result.expected), 8)
        expect(result.df).toBeLessThanOrEqual(2)
      }),
    )
  })

  test('nothing to compare is null', () => {
    expect(logRank([])).toBeNull()
    expect(logRank([group([{ time: 1, ended: true }])])).toBeNull()
    expect(logRank([group([{ time: 1, ended: false }]), group([{ time: 2, ended: false }])])).toBeNull()
  })
})

describe('restricted mean', () => {
  test('without censoring it is the mean of the times cut at the horizon', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 40 }),
        fc.integer({ min: 1, max: 50 }),
        (times, horizon) => {
          const result = restrictedMean(
            kaplanMeier(
              countSpells(
                times,
                times.map(() => true),
              ),
            ),
            horizon,
          )!
          const cut = times.map((time) => Math.min(time, horizon))
          const mean = cut.reduce((total, time) => total + time, 0) / cut.length
          const squares = cut.reduce((total, time) => total + (time - mean) ** 2, 0)
          expect(result.estimate).toBeCloseTo(mean, 9)
          expect(result.standardError).toBeCloseTo(Math.sqrt(squares) / cut.length, 9)
          expect(result.extended).toBe(false)
        },
      ),
    )
  })

  test('says when the curve was carried on beyond the data', () => {
    const curve = kaplanMeier([
      { time: 10, events: 1, censored: 0 },
      { time: 20, events: 0, censored: 1 },
    ])
    expect(restrictedMean(curve, 20)).toMatchObject({ estimate: 15, extended: false })
    expect(restrictedMean(curve, 30)).toMatchObject({ estimate: 20, extended: true })
    expect(restrictedMean(kaplanMeier([]), 30)).toBeNull()
    expect(() => restrictedMean(curve, 0)).toThrow(RangeError)
  })

  test('two equal curves differ by nothing', () => {
    const curve = kaplanMeier([
      { time: 5, events: 3, censored: 2 },
      { time: 9, events: 1, censored: 4 },
    ])
    expect(restrictedMeanDifference(curve, curve, 9)).toMatchObject({ estimate: 0, p: 1 })
  })
})
