import { expect, test } from 'vitest'
import { deltaVariances } from './delta-method.ts'
import { atOnce } from './pieces.ts'

// Poisson counts fitted by ln rate: information n x mean, a count's slope is count - mean. Robust variance of ln rate: sum of squares /
// (n mean)^2, so that of the rate is sum of squares / n^2.
const counts = [0, 1, 1, 2, 3, 5, 9, 3]
const model = {
  units: counts,
  shape: (units: readonly number[], [log]: readonly number[]) => {
    const rate = Math.exp(log!)
    return {
      value: units.reduce((sum, count) => sum + rate - count * log!, 0),
      slopes: [units.reduce((sum, count) => sum + rate - count, 0)],
      curvature: [[units.length * rate]],
    }
  },
  quantities: ([log]: readonly number[]) => [Math.exp(log!), Math.exp(-Math.exp(log!))],
  at: [Math.log(3)],
}

test('a rate of counts that vary more than chance would: by hand', () => {
  const squares = counts.reduce((sum, count) => sum + (count - 3) ** 2, 0)
  const [rate, none] = atOnce(deltaVariances(model))!
  expect(squares).toBe(58)
  expect(rate! / (58 / 64)).toBeCloseTo(1, 5)
  expect(none! / ((58 / 64) * Math.exp(-3) ** 2)).toBeCloseTo(1, 5)
})

test('a sample of a quarter of them leaves a quarter of the variance', () => {
  const [rate] = atOnce(deltaVariances({ ...model, times: 4 }))!
  expect(rate! / (58 / 64 / 4)).toBeCloseTo(1, 5)
})

test('two parameters of which only the sum is told: no variance', () => {
  const found = deltaVariances({
    ...model,
    shape: (units, [one, two]) => {
      const { value, slopes, curvature } = model.shape(units, [one! + two!])
      const [slope, bend] = [slopes[0]!, curvature[0]![0]!]
      return {
        value,
        slopes: [slope, slope],
        curvature: [
          [bend, bend],
          [bend, bend],
        ],
      }
    },
    quantities: ([one]) => [one!],
    at: [Math.log(3), 0],
  })
  expect(atOnce(found)).toBeNull()
})
