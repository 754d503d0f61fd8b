import { describe, expect, test } from 'vitest'
import fc from '../test/chance.ts'
import { controlFlags, xmrChart, xmrLimits, xmrSegments } from './control-charts.ts'
import { benjaminiHochberg, bonferroni, holm } from './multiple-comparisons.ts'
import { funnel, laneyChart, signalAt, targetVerdict } from './rate-charts.ts'
import { suppressSmall } from './suppression.ts'

const series = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 5, maxLength: 40 })

function marked(marks: boolean[]): number[] {
  return marks.flatMap((mark, i) => (mark ? [i] : []))
}

function oneWay(points: number[]): boolean {
  const steps = points.slice(1).map((value, i) => value - points[i]!)
  return steps.every((step) => step > 0) || steps.every((step) => step < 0)
}

/**
 * Mean and limits of whole numbers as whole numbers too (everything multiplied by the counts it would be divided by), so that a
 * point that lies exactly on a limit is seen to: dividing first puts it beyond, or not, by the luck of rounding.
 */
function exactXmr(values: number[]) {
  const ranges = values.slice(1).map((value, i) => Math.abs(value - values[i]!))
  const sum = (list: number[]) => list.reduce((total, one) => total + one, 0)
  const kept = ranges.filter((range) => 1000 * range * ranges.length <= 3267 * sum(ranges))
  const above = (value: number) => value * values.length - sum(values)
  return {
    above,
    beyondThirds: (value: number, thirds: number) =>
      300 * kept.length * Math.abs(above(value)) > thirds * 266 * sum(kept) * values.length,
  }
}

describe('XmR', () => {
  test('the rules agree with their wording, point by point', () => {
    fc.assert(
      fc.property(series, (values) => {
        const { flags } = xmrChart(values)
        const exact = exactXmr(values)
        const windows = (size: number, holds: (window: number[]) => boolean) =>
          values.map((_, i) =>
            values.some(
              (__, start) =>
                start <= i &&
                i < start + size &&
                start + size <= values.length &&
                holds(values.slice(start, start + size)),
            ),
          )
        const oneSide = (window: number[]) =>
          window.every((value) => exact.above(value) > 0) || window.every((value) => exact.above(value) < 0)
        const isNear = (value: number) => exact.beyondThirds(value, 2) && !exact.beyondThirds(value, 3)
        const twoNear = (window: number[]) => oneSide(window) && window.filter(isNear).length >= 2
        expect(flags.outside).toEqual(marked(values.map((value) => exact.beyondThirds(value, 3))))
        expect(flags.shift).toEqual(marked(windows(7, oneSide)))
        expect(flags.trend).toEqual(marked(windows(7, oneWay)))
        expect(flags.twoOfThree).toEqual(
          marked(windows(3, twoNear).map((mark, i) => mark && isNear(values[i]!))),
        )
      }),
      { numRuns: 1000 },
    )
  })

  test('seven points are a run, six are not', () => {
    const base = [10, 12, 9, 11, 10, 12, 9, 11, 10, 12, 9, 11]
    const rising = (count: number) => [...base, ...Array.from({ length: count }, (_, i) => 10 + i * 0.1)]
    expect(xmrChart(rising(6), { baselinePoints: 12 }).flags.trend).toEqual([])
    // The last point of the base is 11, so the run starts at the first new one.
    expect(xmrChart(rising(7), { baselinePoints: 12 }).flags.trend).toEqual([12, 13, 14, 15, 16, 17, 18])
  })

  test('a large moving range is left out once', () => {
    const values = [10, 11, 10, 11, 10, 11, 10, 11, 60, 10, 11, 10]
    const screened = xmrLimits(values)!
    const plain = xmrLimits(values, { screen: false })!
    expect(screened.meanMovingRange).toBe(1)
    expect(plain.meanMovingRange).toBeGreaterThan(9)
    expect(screened.meanMovingRangeUnscreened).toBe(plain.meanMovingRange)
  })

  test('fewer than 5 points have no limits, fewer than 12 provisional ones', () => {
    expect(xmrChart([1, 2, 3, 4])).toMatchObject({ status: 'too_few_points', limits: null })
    expect(xmrChart([1, 2, 3, 4, 5]).status).toBe('provisional')
    expect(xmrChart(Array.from({ length: 12 }, (_, i) => i)).status).toBe('settled')
    expect(xmrLimits([1])).toBeNull()
    expect(() => xmrChart([1, Number.NaN, 3, 4, 5])).toThrow(RangeError)
  })

  test('a series that never moves has no signal', () => {
    const { limits, flags } = xmrChart(Array.from({ length: 15 }, () => 4))
    expect(limits).toMatchObject({ mean: 4, lower: 4, upper: 4 })
    expect(Object.values(flags).flat()).toEqual([])
    const tenths = xmrChart(Array.from({ length: 15 }, () => 0.1))
    expect(Object.values(tenths.flags).flat()).toEqual([])
  })

  test('re-basing gives each stretch its own limits, and no run crosses the cut', () => {
    const before = [10, 12, 9, 11, 10, 12, 9, 11]
    const after = [30, 32, 29, 31, 30, 32, 29, 31]
    const segments = xmrSegments([...before, ...after], [8])
    expect(segments.map(({ from, limits }) => [from, limits!.mean])).toEqual([
      [0, 10.5],
      [8, 30.5],
    ])
    expect(segments.flatMap(({ flags }) => Object.values(flags).flat())).toEqual([])
    const spike = xmrSegments([...before, ...after, 90], [8], { baselinePoints: 8 })
    expect(spike[1]!.flags.outside).toEqual([16])
    expect(() => xmrSegments(before, [8])).toThrow(RangeError)
  })

  test('which rule and which way; a target is judged by the limits', () => {
    const rising = [20, 21, 19, 18, 19, 20, 21, 22, 23, 24, 25, 22]
    const chart = xmrChart(rising)
    const at = (index: number) => signalAt(rising, chart.flags, chart.limits!.mean, index)
    expect(at(10)).toEqual({ rule: 'outside', towards: 'up' })
    expect(at(5)).toEqual({ rule: 'trend', towards: 'up' })
    expect(at(0)).toEqual({ rule: 'shift', towards: 'down' })
    expect(at(11)).toBeNull()
    const limits = { mean: 50, lower: 40, upper: 60 }
    expect(targetVerdict(limits, 35, 'up')).toBe('always_met')
    expect(targetVerdict(limits, 70, 'up')).toBe('never_met')
    expect(targetVerdict(limits, 50, 'up')).toBe('hit_or_miss')
    expect(targetVerdict(limits, 70, 'down')).toBe('always_met')
    expect(targetVerdict(limits, 35, 'down')).toBe('never_met')
  })
})

describe('rates with changing denominators', () => {
  test('Laney by hand: 4 of 10, 12 of 20 in turn', () => {
    const points = Array.from({ length: 12 }, (_, i) =>
      i % 2 === 0 ? { successes: 4, trials: 10 } : { successes: 12, trials: 20 },
    )
    const chart = laneyChart(points)
    const mean = 96 / 180
    const small = Math.sqrt((mean * (1 - mean)) / 10)
    const large = Math.sqrt((mean * (1 - mean)) / 20)
    const range = Math.abs((0.4 - mean) / small - (0.6 - mean) / large)
    expect(chart.mean).toBeCloseTo(mean, 12)
    expect(chart.spread!).toBeCloseTo(range / 1.128, 12)
    expect(chart.limits[0]!.upper).toBeCloseTo(Math.min(1, mean + (3 * small * range) / 1.128), 12)
    expect(chart.limits[1]!.lower).toBeCloseTo(mean - (3 * large * range) / 1.128, 12)
    expect(chart.status).toBe('settled')
  })

  test('a period without trials has no limits and keeps its place', () => {
    const points = [5, 6, 5, 0, 6, 5, 6, 5].map((successes) => ({
      successes,
      trials: successes === 0 ? 0 : 10,
    }))
    const chart = laneyChart(points)
    expect(chart.limits[3]).toBeNull()
    expect(chart.limits[4]).not.toBeNull()
    expect(laneyChart([{ successes: 0, trials: 0 }])).toMatchObject({ status: 'too_few_points', mean: null })
  })

  test('a funnel names the groups that chance does not explain', () => {
    const { overall, groups } = funnel([
      { successes: 50, trials: 100 },
      { successes: 48, trials: 100 },
      { successes: 90, trials: 100 },
      { successes: 0, trials: 0 },
    ])
    expect(overall).toBeCloseTo(188 / 300, 12)
    expect(groups.map(({ outside }) => outside)).toEqual([null, 'below', 'above', null])
  })

  test('points with limits of their own need one each', () => {
    expect(() => controlFlags([1, 2], [])).toThrow(RangeError)
  })
})

describe('several comparisons', () => {
  const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 })

  test('Benjamini-Hochberg rejects up to the largest rank k with p(k) <= k q / m', () => {
    fc.assert(
      fc.property(pValues, fc.constantFrom(0.05, 0.1, 0.2), (p, q) => {
        const sorted = p.toSorted((a, b) => a - b)
        const rank = sorted.findLastIndex((value, i) => value <= ((i + 1) * q) / p.length)
        const cut = rank < 0 ? -1 : sorted[rank]!
        expect(benjaminiHochberg(p, q).rejected).toEqual(p.map((value) => value <= cut))
      }),
      { numRuns: 500 },
    )
  })

  test('Holm stops at the first that fails; it rejects no less than Bonferroni, no more than Benjamini-Hochberg', () => {
    fc.assert(
      fc.property(pValues, (p) => {
        const sorted = p.toSorted((a, b) => a - b)
        const failed = sorted.findIndex((value, i) => value * (p.length - i) > 0.05)
        const cut = failed < 0 ? 1 : (sorted[failed - 1] ?? -1)
        const rejected = holm(p).rejected
        expect(rejected).toEqual(p.map((value) => value <= cut && failed !== 0))
        const fewer = bonferroni(p).rejected
        const more = benjaminiHochberg(p).rejected
        for (const [i, mark] of rejected.entries()) {
          if (fewer[i]) expect(mark).toBe(true)
          if (mark) expect(more[i]).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('nothing to compare, and what is no p-value', () => {
    expect(benjaminiHochberg([])).toEqual({ adjusted: [], rejected: [] })
    expect(() => holm([1.2])).toThrow(RangeError)
  })
})

describe('small groups', () => {
  const groups = fc
    .array(fc.integer({ min: 0, max: 12 }), { maxLength: 8 })
    .map((counts) => counts.map((people, i) => ({ name: `g${i}`, people })))

  test('nobody is left to be found by subtraction', () => {
    fc.assert(
      fc.property(groups, fc.boolean(), (all, totalShown) => {
        const { shown, suppressed, secondary } = suppressSmall(all, { totalShown })
        const people = (names: string[]) =>
          all.filter(({ name }) => names.includes(name)).reduce((sum, group) => sum + group.people, 0)
        for (const { name, people: count } of all) {
          if (count === 0) expect([...shown, ...suppressed]).not.toContain(name)
          else if (count < 5) expect(suppressed).toContain(name)
        }
        if (!totalShown) expect(secondary).toEqual([])
        else if (suppressed.length > 0 && shown.length > 0)
          expect(people(suppressed)).toBeGreaterThanOrEqual(5)
        expect(new Set([...shown, ...suppressed]).size).toBe(all.filter((group) => group.people > 0).length)
      }),
    )
  })
})
