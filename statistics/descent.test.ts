import { expect, test } from 'vitest'
import { descend, type Shape } from './descent.ts'
import { atOnce } from './pieces.ts'

function search(look: (point: readonly number[]) => Shape, start: readonly number[], farthest: number) {
  let looks = 0
  const found = atOnce(
    descend(
      (point) => {
        looks++
        return look(point)
      },
      start,
      { farthest },
    ),
  )
  return { ...found, looks }
}

// Rosenbrock 1960: a bent valley whose bottom is (1, 1).
function valley([x, y]: readonly number[]): Shape {
  const [a, b] = [x!, y!]
  return {
    value: 100 * (b - a * a) ** 2 + (1 - a) ** 2,
    slopes: [-400 * a * (b - a * a) - 2 * (1 - a), 200 * (b - a * a)],
    curvature: [
      [1200 * a * a - 400 * b + 2, -400 * a],
      [-400 * a, 200],
    ],
  }
}

/** The bottom of x^2 - 1.9 x y + y^2 - c x - d y: where one variable grows, the other is drawn along. */
const bowl =
  (c: number, d: number) =>
  ([x, y]: readonly number[]): Shape => ({
    value: x! * x! - 1.9 * x! * y! + y! * y! - c * x! - d * y!,
    slopes: [2 * x! - 1.9 * y! - c, 2 * y! - 1.9 * x! - d],
    curvature: [
      [2, -1.9],
      [-1.9, 2],
    ],
  })

test('follows a bent valley to its bottom', () => {
  const { at, converged, looks } = search(valley, [-1.2, 1], 10)
  expect(converged).toBe(true)
  expect(at[0]).toBeCloseTo(1, 6)
  expect(at[1]).toBeCloseTo(1, 6)
  expect(looks).toBeLessThan(50)
})

// Without bounds 2 x = 1.9 y + 1 and 2 y = 1.9 x: (5.13, 4.87). With x at 3: y = 1.9 * 3 / 2.
test('at a bound one variable stands still, and the other goes to the bottom that is left', () => {
  const { at, converged, looks } = search(bowl(1, 0), [0, 0], 3)
  expect(at[0]).toBe(3)
  expect(at[1]).toBeCloseTo(2.85, 9)
  expect(converged).toBe(false)
  expect(looks).toBeLessThan(10)
})

// The first step leads to the bound of y, from where the lowest point lies within: 2 x = 1.9 * y + 2, 2 y = 1.9 x - 1.9, (1, 0).
test('a variable at its bound comes back where the function falls that way', () => {
  const { at, converged } = search(bowl(2, -1.9), [-2.5, 3], 3)
  expect(converged).toBe(true)
  expect(at[0]).toBeCloseTo(1, 9)
  expect(at[1]).toBeCloseTo(0, 9)
})

test('a hill has no bottom: it ends at the bounds', () => {
  const hill = ([x]: readonly number[]): Shape => ({
    value: -(x! ** 2),
    slopes: [-2 * x!],
    curvature: [[-2]],
  })
  expect(search(hill, [0.1], 4)).toMatchObject({ at: [4], converged: false })
})
