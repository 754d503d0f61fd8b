// Values computed by other programs, one line each: what is asked, what they answer, and who answered. Where a line stands for a fault
// that was found by the comparison, the line says which.
import { expect, test } from 'vitest'
import { bgNbdExpected, bgNbdExpectedOf, fitBgNbd } from './bg-nbd.ts'
import { studentCritical, studentTwoSided } from './distributions.ts'
import { garwoodInterval } from './intervals.ts'
import { ancova } from './least-squares.ts'
import { fitRamp } from './ramp.ts'
import { seededRandom } from './random.ts'
import { betaRegularised, gammaUpper, logBeta, logGamma } from './special-functions.ts'
import { treatmentEffect } from './treatment-effect.ts'

type Line = readonly [what: string, ours: () => number | null | undefined, theirs: number, within?: number]

/** One test a line; `within` is relative, 1e-9 where none is given. */
function agrees(program: string, lines: readonly Line[]): void {
  for (const [what, ours, theirs, within = 1e-9] of lines) {
    test(`${program}: ${what}`, () => {
      const value = ours()
      expect(typeof value).toBe('number')
      expect(Math.abs(value! - theirs)).toBeLessThanOrEqual(within * Math.abs(theirs))
    })
  }
}

agrees('mpmath 1.2, 50 digits', [
  ['ln gamma close to 0, where a sum divided by 0', () => logGamma(1e-20), 46.051701859880914, 1e-15],
  ['ln gamma of 1e12', () => logGamma(1e12), 26631021115915.652, 1e-15],
  ['ln beta of a large and a small, where digits cancelled', () => logBeta(1e9, 0.5), -9.789267975423506],
  ['ln beta of two large', () => logBeta(1e6, 1e8), -5610159.585999564, 1e-14],
  ['ln beta of a small and a large', () => logBeta(0.003, 23774), 5.777189754154649, 1e-13],
  ['gamma tail of shape 5e6', () => gammaUpper(5e6, 5003000), 0.08987557818652285],
  [
    'gamma tail of shape 1e9, where the series ended early',
    () => gammaUpper(1e9, 1e9 + 5e4),
    0.0569249561670159,
  ],
  [
    'beta of two parameters of 1e8, where the fraction ended early',
    () => betaRegularised(0.4999, 1e8, 1e8),
    0.002338867309687513,
  ],
  ['beta of parameters 1e6 and 1e8', () => betaRegularised(0.0099, 1e6, 1e8), 0.46010320963776496],
  ['Student, 499,999 degrees of freedom', () => studentTwoSided(2.5, 499_999), 0.012419648354185133],
  [
    'Student, 1e10 degrees of freedom, where digits were gone',
    () => studentTwoSided(4, 1e10),
    6.334248412126261e-5,
  ],
  ['Student, critical value of 50 %', () => studentCritical(0.5, 25), 0.6844299649042703, 1e-13],
  [
    'orders of a customer with 300, where the series overflowed',
    () => bgNbdExpectedOf({ x: 300, tx: 0.93, T: 0.94 }, 1000, { r: 1.6, alpha: 0.37, a: 2, b: 3.3 }),
    284.88864215594424,
  ],
  [
    'orders of a new customer, a + b < 1, where a logarithm was taken of less than 0',
    () => bgNbdExpected(52, { r: 4.95, alpha: 107.6, a: 0.128, b: 0.162 }),
    1.6431813070621775,
  ],
  [
    'the same, a + b = 1',
    () => bgNbdExpected(52, { r: 0.5, alpha: 10, a: 0.25, b: 0.75 }),
    1.7758052736741108,
  ],
  [
    'orders of a customer, a = 1',
    () => bgNbdExpectedOf({ x: 2, tx: 20, T: 30 }, 52, { r: 0.36, alpha: 1.33, a: 1, b: 3.1 }),
    1.752839703230477,
    1e-7,
  ],
])

agrees('scipy 1.10, chi2.ppf', [
  ['exact interval of 1e5 events', () => garwoodInterval(1e5).lower, 99381.15266374472],
  [
    'exact interval of 1e8 events, which took 17 seconds',
    () => garwoodInterval(1e8).upper,
    100019601.58707914,
  ],
])

const farFromZero = {
  pre: [1.2, -0.4, 0.7, 2.1, -1.3, 0.2, 0.9, -0.8, 1.7, -2.2].map((value) => 1e6 + value),
  post: [3.1, 2.2, 2.4, 4, 1.9, 0.4, 1.1, -0.2, 1.3, -1],
}
const people = farFromZero.pre.map((pre, i) => ({ pre, post: farFromZero.post[i]! }))
const farAncova = () => ancova(people.slice(0, 5), people.slice(5))

agrees('R 4.2, lm', [
  [
    'effect beside an outcome around a million, where the normal equations lost digits',
    () => farAncova()?.effect.estimate,
    2.097197748446377,
    1e-8,
  ],
  ['its error', () => farAncova()?.effect.standardError, 0.15817776510946593, 1e-8],
  ['its p', () => farAncova()?.effect.p, 3.2474081620332204e-6, 1e-7],
  ['its interval', () => farAncova()?.effect.lower, 1.7231667690057866, 1e-8],
])

test('scipy 1.10, least_squares: a ramp that stands on its level from the first month has no rate, not one of 1e14', () => {
  const points = [6, 9, 12, 15, 18, 21].map((x, i) => ({ x, y: i % 2 === 0 ? 1.05 : 0.95 }))
  expect(fitRamp(points)).toEqual({ status: 'no_plateau' })
})

test('halves of the time before that rise exactly together are fully reliable, whatever their correlation rounds to', () => {
  const halves = [1, 3, 4, 7, 11, 13, 1e9].map((half, i) => ({
    isTreated: i % 2 === 0,
    stratum: 'a',
    early: half,
    late: half * 1.1,
    before: half * 2.1,
    after: half * 2.2,
  }))
  for (let some = 5; some <= halves.length; some++) {
    const found = treatmentEffect(halves.slice(0, some), {
      isRandomised: false,
      random: seededRandom('halves'),
    })
    expect(Math.abs(found.regression!)).toBeLessThan(1e-6)
  }
})

test('customers seen on one day only have no model of their orders', () => {
  expect(
    fitBgNbd([
      { x: 1, tx: 0, T: 0 },
      { x: 0, tx: 0, T: 0 },
    ]),
  ).toBeNull()
})
