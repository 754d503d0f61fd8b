import { expect, test } from 'vitest'
import {
  betaCdf,
  betaQuantile,
  chiSquareQuantile,
  chiSquareUpper,
  gammaQuantile,
  normalCdf,
  normalMeanAbove,
  normalQuantile,
  normalUpper,
  studentCritical,
  studentTwoSided,
} from './distributions.ts'
import { digammaRise, gammaLower, gammaUpper, logBeta, logGamma, trigamma } from './special-functions.ts'

// Reference values from SciPy 1.17, printed with all digits.
function near(actual: number, expected: number, relative = 1e-12): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(relative * Math.abs(expected))
}

test('log gamma, small, middling and large', () => {
  near(logGamma(1e-3), 6.907178885383853)
  near(logGamma(0.5), 0.5723649429247)
  near(logGamma(10), 12.801827480081469)
  near(logGamma(1000.5), 5908.674175848678)
  expect(logGamma(0)).toBeNaN()
  near(logBeta(2, 3), Math.log(1 / 12))
})

// psi(n + 1) - psi(1) is the n-th harmonic number, psi(1) - psi(1/2) = 2 ln 2, psi'(1) = pi^2 / 6, psi'(1/2) = pi^2 / 2.
test('how the digamma function rises, and its slope', () => {
  near(digammaRise(1, 1), 1)
  near(digammaRise(1, 9), 7129 / 2520)
  near(digammaRise(0.5, 0.5), 2 * Math.LN2)
  near(digammaRise(30.25, 2), 1 / 30.25 + 1 / 31.25)
  // Both are near 20.7 and 27.6: no digit of their difference would be left.
  near(digammaRise(1e9, 1), 1e-9)
  near(digammaRise(1e12, 2), 1e-12 + 1 / (1e12 + 1))
  near(digammaRise(1e-8, 1), 1e8)
  expect(digammaRise(3, 0)).toBe(0)
  expect(digammaRise(0, 1)).toBeNaN()
  near(trigamma(1), Math.PI ** 2 / 6)
  near(trigamma(0.5), Math.PI ** 2 / 2)
  near(trigamma(19.5) - trigamma(20.5), 1 / 19.5 ** 2, 1e-10)
  near(trigamma(1e6), 1e-6 + 0.5e-12 + 1e-18 / 6)
  expect(trigamma(-1)).toBeNaN()
})

test('normal: both tails keep their digits', () => {
  near(normalQuantile(0.975), 1.959963984540054)
  near(normalQuantile(1e-20), -9.262340089798409)
  near(normalUpper(8), 6.22096057427174e-16)
  near(normalCdf(-8), 6.22096057427174e-16)
  expect(normalQuantile(0)).toBe(-Infinity)
  expect(normalQuantile(1)).toBe(Infinity)
  expect(() => normalQuantile(1.1)).toThrow(RangeError)
})

// Fifteen of forty digits of another program.
test.each([
  [-3, 0.00443783904212566],
  [5, 5.18650396712584],
  [9.999, 10.0971026802336],
  [10, 10.0980932339625],
  [37, 37.026987686127],
  [45, 45.0222003283436],
  [1000, 1000.000999998],
])('the mean of what lies above %d keeps its digits where the tail vanishes', (z, expected) => {
  expect(normalMeanAbove(z) / expected).toBeCloseTo(1, 13)
})

test('student, chi-square, gamma and beta', () => {
  near(studentCritical(0.95, 9), 2.262157162798205)
  near(studentCritical(0.95, 1), 12.706204736174694)
  near(studentTwoSided(4.0621, 9), 0.002833007840390159)
  near(chiSquareQuantile(0.95, 1), 3.841458820694124)
  near(chiSquareUpper(16.7929409892165, 1), 4.168809109334607e-5)
  near(gammaQuantile(0.5, 1), Math.LN2)
  near(betaQuantile(0.5, 1, 3), 1 - 0.5 ** (1 / 3))
})

test('quantiles invert their distribution functions', () => {
  for (const p of [1e-6, 0.01, 0.3, 0.5, 0.9, 0.999999]) {
    near(normalCdf(normalQuantile(p)), p, 1e-11)
    for (const shape of [0.2, 1, 7, 5000]) near(gammaLower(shape, gammaQuantile(p, shape)), p, 1e-8)
    for (const [a, b] of [
      [0.3, 0.7],
      [2, 40],
      [300, 500],
    ] as const) {
      near(betaCdf(betaQuantile(p, a, b), a, b), p, 1e-8)
    }
  }
})

test('lower and upper gamma add up to one', () => {
  for (const shape of [0.1, 1, 10, 1e4]) {
    for (const x of [0.01, 1, 9.9, 10.1, 1e4]) near(gammaLower(shape, x) + gammaUpper(shape, x), 1)
  }
})
