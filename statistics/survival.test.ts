import { describe, expect, test } from 'vitest'
import fc from '../test/chance.ts'
import { chiSquareUpper } from './distributions.ts'
import { logRank } from './log-rank.ts'
import { restrictedMean, restrictedMeanDifference } from './restricted-mean.ts'
import { countSpells, kaplanMeier, survivalAt, survivalQuantile } from './survival.ts'

const spell = fc.record({ time: fc.integer({ min: 0, max: 25 }), ended: fc.boolean() })
const spells = fc.array(spell, { minLength: 1, maxLength: 60 })
type Spell = { time: number; ended: boolean }

function curveOf(list: readonly Spell[]) {
  return kaplanMeier(group(list))
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
