import { describe, expect, test } from 'vitest'
import fc from '../test/chance.ts'
import {
  bgNbdAlive,
  bgNbdExpected,
  bgNbdExpectedOf,
  bgNbdLogLikelihood,
  fitBgNbd,
  type BgNbdParameters,
} from './bg-nbd.ts'
import { fitGammaGamma, fittingGammaGamma, gammaGammaMean } from './gamma-gamma.ts'
import { minimise } from './optimise.ts'
import { holdoutPurchases, purchaseHistories } from './purchase-history.ts'
import { randomBeta, randomGamma, seededRandom, type Random } from './random.ts'
import {
  fitSbg,
  sbgLogLikelihood,
  sbgResidualLifetime,
  sbgRetention,
  sbgSurvival,
} from './shifted-beta-geometric.ts'
import { logBeta, logGamma } from './special-functions.ts'

const cdnow: BgNbdParameters = { r: 0.2425967, alpha: 4.413659, a: 0.7929869, b: 2.426164 }

function expectedAt(a: number): number {
  return bgNbdExpected(30, { ...cdnow, a })
}

// Mean of f over a grid of the distribution function's middle points, for integrals over gamma and beta densities.
function integrate(f: (x: number) => number, low: number, high: number, steps = 4000): number {
  const width = (high - low) / steps
  let sum = 0
  for (let i = 0; i < steps; i++) sum += f(low + (i + 0.5) * width)
  return sum * width
}

describe('shifted beta-geometric', () => {
  test('four cohorts together: 3.80 and 15.19', () => {
    const fit = fitSbg([
      [10_000, 8000, 6480, 5307, 4391],
      [10_000, 8000, 6480, 5307],
      [10_000, 8000, 6480],
      [10_000, 8000],
    ])!
    expect(fit.alpha).toBeCloseTo(3.8, 1)
    expect(fit.beta).toBeCloseTo(15.19, 0)
    expect(fit.constantRate).toBe(false)
  })

  test('finds the parameters that made the survivors', () => {
    const truth = { alpha: 1.3, beta: 6 }
    const cohort = Array.from({ length: 13 }, (_, t) => 1e6 * sbgSurvival(truth, t))
    const fit = fitSbg([cohort])!
    expect(fit.alpha).toBeCloseTo(1.3, 3)
    expect(fit.beta).toBeCloseTo(6, 2)
  })

  test('survival is the product of the retention rates, and losses add up to 1', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 20, noNaN: true }),
        fc.double({ min: 0.05, max: 20, noNaN: true }),
        (alpha, beta) => {
          let product = 1
          for (let t = 1; t <= 12; t++) {
            product *= sbgRetention({ alpha, beta }, t)
            expect(sbgSurvival({ alpha, beta }, t)).toBeCloseTo(product, 10)
          }
        },
      ),
    )
  })

  test('residual lifetime is the plain sum of discounted survival ratios', () => {
    for (const [alpha, beta, renewals, discount] of [
      [0.668, 3.806, 7, 0.1],
      [2, 3, 0, 0.2],
      [0.5, 0.5, 3, 0.05],
    ] as const) {
      let sum = 0
      for (let k = 1; k < 3000; k++) {
        sum +=
          sbgSurvival({ alpha, beta }, renewals + k) /
          sbgSurvival({ alpha, beta }, renewals) /
          (1 + discount) ** (k - 1)
      }
      expect(sbgResidualLifetime({ alpha, beta }, renewals, discount)).toBeCloseTo(sum, 8)
    }
    expect(() => sbgResidualLifetime({ alpha: 1, beta: 1 }, 1, 0)).toThrow(RangeError)
  })

  test('a constant loss rate is recognised; no loss teaches nothing', () => {
    const fit = fitSbg([[100_000, 90_000, 81_000, 72_900, 65_610]])!
    expect(fit.constantRate).toBe(true)
    expect(fit.alpha / (fit.alpha + fit.beta)).toBeCloseTo(0.1, 4)
    expect(fitSbg([[100, 100, 100]])).toBeNull()
    expect(fitSbg([[100]])).toBeNull()
    expect(fitSbg([])).toBeNull()
    expect(() => sbgLogLikelihood([[100, 110]], { alpha: 1, beta: 1 })).toThrow(RangeError)
  })
})

// Forty digits of another program: (b + n) / (a + b + n) 2F1(1, b + n + 1; a + b + n + 1; 1 / (1 + d)).
test.each([
  [0.668, 3.806, 7, 1e-7, 2720.64609897718],
  [0.2, 1.5, 0, 1e-6, 75_313.920920073],
  [2.5, 3, 4, 1e-7, 4.66665921236941],
])('a residual lifetime with next to no discount (%d, %d)', (alpha, beta, renewals, discount, expected) => {
  expect(sbgResidualLifetime({ alpha, beta }, renewals, discount) / expected).toBeCloseTo(1, 8)
})

describe('BG/NBD', () => {
  test('expected orders agree with integrating over rates and dropout chances', () => {
    const { r, alpha, a, b } = { r: 1.4, alpha: 6, a: 1.2, b: 2.5 }
    const t = 20
    const gammaDensity = (rate: number) =>
      Math.exp(r * Math.log(alpha) + (r - 1) * Math.log(rate) - alpha * rate - logGamma(r))
    const betaDensity = (p: number) =>
      Math.exp((a - 1) * Math.log(p) + (b - 1) * Math.log1p(-p) - logBeta(a, b))
    const expected = integrate(
      (p) =>
        betaDensity(p) *
        integrate((rate) => gammaDensity(rate) * ((1 - Math.exp(-rate * p * t)) / p), 0, 4, 600),
      0,
      1,
      600,
    )
    expect(bgNbdExpected(t, { r, alpha, a, b })).toBeCloseTo(expected, 2)
  })

  test('P(alive) is the part of the likelihood of being alive', () => {
    const { r, alpha, a, b } = cdnow
    for (const { x, tx, T } of [
      { x: 2, tx: 30.43, T: 38.86 },
      { x: 26, tx: 30.86, T: 31 },
      { x: 1, tx: 1.7, T: 38.86 },
    ]) {
      const alive = Math.exp(logBeta(a, b + x) - (r + x) * Math.log(alpha + T))
      const left = Math.exp(logBeta(a + 1, b + x - 1) - (r + x) * Math.log(alpha + tx))
      expect(bgNbdAlive({ x, tx, T }, cdnow)).toBeCloseTo(alive / (alive + left), 10)
    }
    expect(bgNbdAlive({ x: 0, tx: 0, T: 50 }, cdnow)).toBe(1)
  })

  test('a customer just seen for the first time is a new customer', () => {
    expect(bgNbdExpectedOf({ x: 0, tx: 0, T: 0 }, 52, cdnow)).toBeCloseTo(bgNbdExpected(52, cdnow), 10)
  })

  test('a = 1, where the formula divides by nothing, lies between its neighbours', () => {
    expect(expectedAt(1)).toBeCloseTo((expectedAt(0.999) + expectedAt(1.001)) / 2, 4)
  })

  test('large counts do not overflow', () => {
    const customers = [{ x: 5000, tx: 999, T: 1000 }]
    expect(Number.isFinite(bgNbdLogLikelihood(customers, cdnow))).toBe(true)
    expect(bgNbdExpectedOf(customers[0]!, 52, cdnow)).toBeGreaterThan(200)
  })

  test('the fit finds what made the data, whatever the unit of time', () => {
    const customers = simulate({ r: 0.8, alpha: 5, a: 1.2, b: 4 }, 4000, seededRandom('bg'))
    const fit = fitBgNbd(customers)!
    expect(fit.converged).toBe(true)
    expect(fit.r / 0.8).toBeCloseTo(1, 0)
    expect(fit.alpha / 5).toBeCloseTo(1, 0)
    expect(fit.a / (fit.a + fit.b)).toBeCloseTo(1.2 / 5.2, 1)
    expect(fit.logStandardErrors!.r).toBeLessThan(0.2)
    const days = fitBgNbd(customers.map(({ x, tx, T }) => ({ x, tx: tx * 7, T: T * 7 })))!
    expect(days.alpha / fit.alpha).toBeCloseTo(7, 2)
    expect(days.r).toBeCloseTo(fit.r, 3)
  })

  // Customers who are nearly alike, and hardly anything that tells how they leave: ridges on which a search is easily lost.
  test.each([
    [cdnow, 600],
    [{ r: 200, alpha: 500, a: 50, b: 2000 }, 300],
    [{ r: 0.7, alpha: 8, a: 900, b: 2100 }, 1500],
    [{ r: 3, alpha: 2, a: 0.5, b: 400 }, 300],
  ])('the fit is the top, whatever made the data: %o', (truth, many) => {
    const customers = simulate(truth, many, seededRandom('top'))
    const fit = fitBgNbd(customers)!
    expect(fit.logLikelihood).toBeCloseTo(bgNbdLogLikelihood(customers, fit), 6)
    const logs = [fit.r, fit.alpha, fit.a, fit.b].map(Math.log)
    const from = ([r, alpha, a, b]: readonly number[]): BgNbdParameters => ({
      r: Math.exp(r!),
      alpha: Math.exp(alpha!),
      a: Math.exp(a!),
      b: Math.exp(b!),
    })
    // A search by values alone, within the same bounds, finds no higher place from there, nor from what made the data.
    const meanTime = customers.reduce((sum, { T }) => sum + T, 0) / customers.length
    const isFar = ([r, alpha, a, b]: readonly number[]) =>
      [r!, alpha! + Math.log(10 / meanTime), a!, b!].some((log) => Math.abs(log) > 9.0001)
    const value = (point: readonly number[]) =>
      isFar(point) ? Infinity : -bgNbdLogLikelihood(customers, from(point))
    for (const start of [logs, [truth.r, truth.alpha, truth.a, truth.b].map(Math.log)])
      expect(-minimise(value, start, { maxRestarts: 2 }).value).toBeLessThan(fit.logLikelihood + 1e-3)
  })

  test('no repeat order, no model; impossible histories are refused', () => {
    expect(fitBgNbd([{ x: 0, tx: 0, T: 10 }])).toBeNull()
    expect(() => fitBgNbd([{ x: 1, tx: 11, T: 10 }])).toThrow(RangeError)
    expect(() => fitBgNbd([{ x: 0, tx: 3, T: 10 }])).toThrow(RangeError)
  })
})

function simulate({ r, alpha, a, b }: BgNbdParameters, count: number, random: Random) {
  return Array.from({ length: count }, () => {
    const rate = randomGamma(random, r) / alpha
    const leaves = randomBeta(random, a, b)
    const T = 20 + 20 * random()
    let x = 0
    let tx = 0
    for (let t = -Math.log(1 - random()) / rate; t < T; t -= Math.log(1 - random()) / rate) {
      x += 1
      tx = t
      if (random() < leaves) break
    }
    return { x, tx, T }
  })
}

describe('gamma-gamma', () => {
  test('finds what made the values, whatever the currency', () => {
    const random = seededRandom('values')
    const customers = Array.from({ length: 3000 }, () => {
      const scale = randomGamma(random, 4) / 16
      const x = 1 + Math.floor(random() * 6)
      return { x, meanValue: randomGamma(random, 6 * x) / scale / x }
    })
    const fit = fitGammaGamma(customers)!
    expect((fit.p * fit.v) / (fit.q - 1) / ((6 * 16) / 3)).toBeCloseTo(1, 1)
    expect(Math.abs(fit.correlation!)).toBeLessThan(0.05)
    const cents = fitGammaGamma(customers.map(({ x, meanValue }) => ({ x, meanValue: meanValue * 100 })))!
    expect(cents.v / fit.v / 100).toBeCloseTo(1, 3)
    expect(cents.p).toBeCloseTo(fit.p, 2)
  })

  // Means of many orders lie closer together than chance would have them: q and v run to their bounds together.
  test('customers who do not differ are told from none: the mean of all, after a few looks', () => {
    const random = seededRandom('one kind of customer')
    const customers = Array.from({ length: 2000 }, () => {
      const x = random() < 0.5 ? 1 : 9
      return { x, meanValue: x === 1 ? randomGamma(random, 2) : 2 + random() / 10 - 1 / 20 }
    })
    let looks = 0
    const work = fittingGammaGamma(customers)
    let next = work.next()
    for (; next.done !== true; next = work.next()) looks++
    expect(looks).toBeLessThan(50)
    const fit = next.value!
    const orders = customers.reduce((sum, { x }) => sum + x, 0)
    const mean = customers.reduce((sum, one) => sum + one.x * one.meanValue, 0) / orders
    expect(fit.q).toBeGreaterThan(1e6)
    expect(gammaGammaMean({ x: 0, meanValue: 0 }, fit)! / mean).toBeCloseTo(1, 4)
    expect(gammaGammaMean({ x: 9, meanValue: 9 }, fit)! / mean).toBeCloseTo(1, 4)
  })

  test('the mean lies between the customer and all customers; too heavy a tail has none', () => {
    const model = { p: 6.25, q: 3.74, v: 15.44 }
    const all = gammaGammaMean({ x: 0, meanValue: 0 }, model)!
    const own = gammaGammaMean({ x: 3, meanValue: 100 }, model)!
    expect(own).toBeGreaterThan(all)
    expect(own).toBeLessThan(100)
    expect(gammaGammaMean({ x: 0, meanValue: 0 }, { p: 1, q: 0.9, v: 1 })).toBeNull()
    expect(fitGammaGamma([{ x: 0, meanValue: 10 }])).toBeNull()
  })
})

describe('order histories', () => {
  const orders = [
    { customer: 'b', day: '2024-01-10' },
    { customer: 'a', day: '2024-01-01' },
    { customer: 'a', day: '2024-01-15' },
    { customer: 'a', day: '2024-01-15' },
    { customer: 'a', day: '2024-03-01' },
    { customer: 'c', day: '2024-02-20' },
  ]

  test('orders of one day are one; who came later is left out', () => {
    expect(purchaseHistories(orders, '2024-01-29')).toEqual([
      { customer: 'b', x: 0, tx: 0, T: 19 / 7 },
      { customer: 'a', x: 1, tx: 2, T: 4 },
    ])
    expect(holdoutPurchases(orders, '2024-01-29', 60)).toEqual(
      new Map([
        ['b', 0],
        ['a', 1],
      ]),
    )
    expect(() => purchaseHistories([{ customer: 1, day: '2024-02-30' }], '2024-03-01')).toThrow(RangeError)
  })
})
