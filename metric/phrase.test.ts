import { expect, test } from 'vitest'
import { formatValue } from './phrase.ts'

test('a value below zero has a minus sign, not a hyphen', () => {
  expect(formatValue(-0.13, { kind: 'score' }, 'fr')).toBe('−13')
  expect(formatValue(-4.25, { kind: 'days' }, 'en')).toBe('−4.3 days')
})

test('a multiple is said to the hundredth, as it is shown beside the sentence', () => {
  expect(formatValue(0.54, { kind: 'times' }, 'fr')).toBe('0,54 ×')
  expect(formatValue(2, { kind: 'times' }, 'en')).toBe('2 ×')
})
