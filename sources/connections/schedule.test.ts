// Schedules in the organisation's zone: once on the days the clock changes, and what is refused.
import { expect, it } from 'vitest'
import { checkSchedule, nextRun } from './schedule.ts'

const runs = (schedule: string, from: string, many: number): string[] => {
  const found: string[] = []
  let at = new Date(from)
  for (let n = 0; n < many; n++) {
    at = nextRun(schedule, 'Europe/Paris', at)!
    found.push(at.toISOString())
  }
  return found
}

it('every day at half past two, also on the days that have no such time or two of it', () => {
  // 29 March 2026: 2:00 becomes 3:00. 25 October 2026: 3:00 becomes 2:00 again.
  const spring = runs('30 2 * * *', '2026-03-27T12:00:00Z', 3)
  expect(spring.map((at) => at.slice(0, 10))).toEqual(['2026-03-28', '2026-03-29', '2026-03-30'])
  const autumn = runs('30 2 * * *', '2026-10-23T12:00:00Z', 3)
  expect(autumn.map((at) => at.slice(0, 10))).toEqual(['2026-10-24', '2026-10-25', '2026-10-26'])
})

it('at six in Paris is four or five in UTC', () => {
  expect(runs('0 6 * * *', '2026-07-01T12:00:00Z', 1)).toEqual(['2026-07-02T04:00:00.000Z'])
  expect(runs('0 6 * * *', '2026-01-01T12:00:00Z', 1)).toEqual(['2026-01-02T05:00:00.000Z'])
})

it.each([
  ['* * * * *', /too fast/],
  ['*/2 * * * *', /too fast/],
  ['0 0 30 2 *', /never comes/],
  ['every day', /not understood/],
  ['0 6 * * * *', /not understood/],
  ['61 6 * * *', /not understood/],
  ['', /not understood/],
])('%j is refused with a sentence', (schedule, words) => {
  let thrown: unknown
  try {
    checkSchedule(schedule, 'Europe/Paris', new Date('2026-01-01T00:00:00Z'))
  } catch (error) {
    thrown = error
  }
  expect(thrown).toMatchObject({ words: { en: expect.stringMatching(words), fr: expect.any(String) } })
})

it.each(['0 6 * * *', '*/5 * * * *', '0 7 * * MON-FRI', '30 5 1 * *'])('%j is taken', (schedule) => {
  expect(() => checkSchedule(schedule, 'Europe/Paris', new Date('2026-01-01T00:00:00Z'))).not.toThrow()
})
