import { expect, test } from 'vitest'
import fc from '../test/chance.ts'
import { seededRandom } from './random.ts'
import { weightedSurvival } from './life-table.ts'

test('two months by hand', () => {
  // 10 customer-months and 1 lost, then 8 and 2: hazards .1 and .25.
  const found = weightedSurvival(
    [
      { exposure: 10, lost: 1, lostSquares: 1 },
      { exposure: 8, lost: 2, lostSquares: 2 },
    ],
    [1, 1, 1],
  )
  const [one, two] = [Math.exp(-0.1), Math.exp(-0.35)]
  expect(found.survival).toEqual([1, one, two])
  expect(found.total).toBeCloseTo(1 + one + two, 12)
  // The mean hazard is 3 / 18: over 10 customer-months it leaves more open than the one loss seen.
  expect(found.variance).toBeCloseTo((((3 / 18) * 10) / 100) * (one + two) ** 2 + (2 / 64) * two ** 2, 12)
})

test('nobody lost: all stay, and nothing is uncertain', () => {
  const month = { exposure: 5, lost: 0, lostSquares: 0 }
  expect(weightedSurvival([month, month], [1, 1])).toEqual({ survival: [1, 1, 1], total: 2, variance: 0 })
  expect(() => weightedSurvival([{ exposure: 0, lost: 1, lostSquares: 1 }], [1])).toThrow(RangeError)
  expect(() => weightedSurvival([month], [1, 1, 1])).toThrow(RangeError)
})

test('the unit of the weights does not matter', () => {
  const months = fc.array(
    fc.record({ exposure: fc.integer({ min: 1, max: 90 }), lost: fc.integer({ min: 0, max: 9 }) }),
    { minLength: 1, maxLength: 24 },
  )
  fc.assert(
    fc.property(months, fc.integer({ min: 2, max: 1000 }), (rows, scale) => {
      const of = (unit: number) =>
        weightedSurvival(
          rows.map(({ exposure, lost }) => ({
            exposure: exposure * unit,
            lost: lost * unit,
            lostSquares: lost * unit * unit,
          })),
          rows.map(() => 1),
        )
      const [one, many] = [of(1), of(scale)]
      expect(many.total).toBeCloseTo(one.total, 8)
      expect(many.variance).toBeCloseTo(one.variance, 8)
    }),
    { seed: 4 },
  )
})

test('customers watched from the middle of their stay give the same answer, and the margin holds the truth', () => {
  const random = seededRandom('tenure')
  const monthly = 0.05
  const truth = Array.from({ length: 12 }, (_, t) => Math.exp(-monthly * t)).reduce((a, b) => a + b)
  let held = 0
  for (let run = 0; run < 400; run++) {
    const months = Array.from({ length: 12 }, () => ({ exposure: 0, lost: 0, lostSquares: 0 }))
    for (let customer = 0; customer < 900; customer++) {
      // Watched from a tenure of 0 to 12 months on, for six months at most, if she is still there.
      const entry = random() * 12
      const end = Math.min(12, entry + 6, entry - Math.log(1 - random()) / monthly)
      const isLost = end < Math.min(12, entry + 6)
      for (const [m, month] of months.entries())
        month.exposure += Math.max(0, Math.min(end, m + 1) - Math.max(entry, m))
      if (isLost) {
        months[Math.floor(end)]!.lost += 1
        months[Math.floor(end)]!.lostSquares += 1
      }
    }
    const found = weightedSurvival(
      months,
      months.map(() => 1),
    )
    if (Math.abs(found.total - truth) < 1.96 * Math.sqrt(found.variance)) held += 1
  }
  expect(held / 400).toBeGreaterThan(0.91)
})
