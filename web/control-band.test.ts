// The outline between control limits: one rectangle, or a step for each period.
import { expect, test } from 'vitest'
import { bandPath } from './charts/control-band.ts'

const place = {
  left: 0,
  right: 40,
  at: (index: number) => 10 + 10 * index,
  y: (value: number) => 100 - 100 * value,
  top: 0,
  bottom: 100,
}

test('limits that are the same for all periods are one rectangle', () => {
  const limits = { low: 0.2, centre: 0.5, high: 0.8 }
  const found = bandPath(limits, [{}, {}, {}], place).replaceAll(/\.\d+/g, '')
  expect(found).toBe('M0,20L40,20L40,80L0,80Z')
  expect(bandPath(null, [{}], place)).toBe('')
})

test('limits of their own make a step halfway between periods; one without takes those before it; none leaves the drawing', () => {
  const limits = { low: -0.5, centre: 0.5, high: 1.5 }
  const points = [{ limits: { low: 0.25, high: 0.75 } }, {}, { limits: { low: -0.5, high: 1.5 } }]
  expect(bandPath(limits, points, place)).toBe(
    'M0,25L15,25L15,25L25,25L25,0L40,0L40,100L25,100L25,75L15,75L15,75L0,75Z',
  )
})
