// Months as people and programs write them; a day is no month, and a year of two digits is nobody's guess.
import { expect, test } from 'vitest'
import { parseMonth } from './months.ts'

test.each([
  ['2026-03', '2026-03-01'],
  ['2026/3', '2026-03-01'],
  ['03/2026', '2026-03-01'],
  ['3-2026', '2026-03-01'],
  ['mars 2026', '2026-03-01'],
  ['Août 2026', '2026-08-01'],
  ['févr. 2026', '2026-02-01'],
  ['Sep-2026', '2026-09-01'],
  ['13/2026', null],
  ['00/2026', null],
  ['2026', null],
  ['2026-03-31', null],
  ['31/03/2026', null],
  ['31 mars 2026', null],
  ['quart 2026', null],
  ['', null],
])('%s is %s', (text, day) => {
  expect(parseMonth(text)).toBe(day)
})

test('a year of two digits, where a person allowed it', () => {
  expect(parseMonth('mars 26')).toMatchObject({ fault: 'DATE_INVALID', reason: 'two-digit-year' })
  expect(parseMonth('mars 26', true)).toBe('2026-03-01')
})
