import { expect, test } from 'vitest'
import { isComplete } from './runner/home.ts'
import { parsePeriod, periodOf, shiftPeriod, yearBefore } from './period.ts'

test('periods are read from their ids', () => {
  expect(parsePeriod('2017-Q3')).toMatchObject({ kind: 'quarter', start: '2017-07-01', end: '2017-10-01' })
  expect(parsePeriod('2017-H2')).toMatchObject({ start: '2017-07-01', end: '2018-01-01' })
  expect(parsePeriod('2017')).toMatchObject({ kind: 'year', start: '2017-01-01', end: '2018-01-01' })
  expect(parsePeriod('2017-12')).toMatchObject({ kind: 'month', start: '2017-12-01', end: '2018-01-01' })
  for (const text of ['2017-Q5', '2017-13', '17', '', 'Q3', '2017-q3'])
    expect(parsePeriod(text), text).toBeNull()
})

// Fiscal year 2017 of a company that starts in April runs from April 2016 to March 2017.
test('a fiscal year is named after the year in which it ends', () => {
  expect(parsePeriod('2017', 4)).toMatchObject({ start: '2016-04-01', end: '2017-04-01' })
  expect(parsePeriod('2017-Q1', 4)).toMatchObject({ start: '2016-04-01', end: '2016-07-01' })
  expect(periodOf('2017-03-31', 'quarter', 4).id).toBe('2017-Q4')
  expect(periodOf('2017-04-01', 'half-year', 4).id).toBe('2018-H1')
})

test('neighbours', () => {
  const quarter = parsePeriod('2017-Q1')!
  expect(shiftPeriod(quarter, -1)!.id).toBe('2016-Q4')
  expect(yearBefore(quarter)!.id).toBe('2016-Q1')
  expect(shiftPeriod(parsePeriod('all')!, -1)).toBeNull()
})

// 31 December 2017 is a Sunday: data that stops on Friday the 29th covers the quarter, on Thursday it does not.
test('a period is complete once its last working day is in the data', () => {
  const quarter = parsePeriod('2017-Q4')!
  expect(isComplete(quarter, '2017-12-29')).toBe(true)
  expect(isComplete(quarter, '2017-12-28')).toBe(false)
})
