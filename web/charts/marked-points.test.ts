import { expect, test } from 'vitest'
import type { TrendJson } from '../shapes.ts'
import { markedPoints } from './marked-points.ts'

const series = (values: readonly (number | null)[], verdict: TrendJson['verdict']): TrendJson => ({
  answer: 'up-to-date',
  unit: { kind: 'ratio' },
  points: values.map((value, month) => ({
    period: { kind: 'month', id: `2026-${month + 1}`, start: '', end: '' },
    state: 'measured',
    value,
    n: 50,
    signal: value === null ? null : 'run',
  })),
  limits: { low: 0, centre: 5, high: 10 },
  verdict,
  isProvisional: false,
})

// Five months above the mean, then seven below: it is worse since the sixth, and not since it was at its best.
test('a verdict is drawn from the first point of its own stretch on', () => {
  expect(markedPoints(series([8, 8, 7, 7, 8, 4, 3, null, 2, 3, 2, 1], 'worse'))).toEqual([5, 6, 8, 9, 10, 11])
  expect(markedPoints(series([8, 4, 6, 3, 2], 'worse'))).toEqual([3, 4])
})

test('without a clear verdict every signal stays marked', () => {
  expect(markedPoints(series([8, 2, 8], 'no-clear-change'))).toEqual([0, 1, 2])
})
