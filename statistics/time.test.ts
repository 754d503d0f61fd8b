import { describe, expect, test } from 'vitest'
import fc from '../test/chance.ts'
import { businessMinutes, elapsedMinutes } from './business-time.ts'
import { cohortConversion, conversionSpells, periodConversion } from './conversion.ts'
import { dateOfDay, dayNumber, daysBetween } from './days.ts'
import { accountClass, growthAction, growthOrder } from './growth.ts'
import { stageConversion, timeInStage } from './stages.ts'
import { activityFromEvents, boundedShare, subtractTime, timeByCategory, unionOfTime } from './time-union.ts'

const span = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 })).map(([a, b]) => ({
  start: Math.min(a, b),
  end: Math.max(a, b),
}))
const activity = fc
  .tuple(span, fc.constantFrom('selling', 'content', 'admin'))
  .map(([one, category]) => ({ ...one, category }))

function minutesOf(spans: readonly { start: number; end: number }[]): Set<number> {
  return new Set(spans.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)))
}

// Local time so many quarter hours after 29 April 2024, a Monday.
function localText(quarter: number): string {
  return new Date(Date.UTC(2024, 3, 29) + quarter * 900_000).toISOString().slice(0, 16)
}

describe('overlapping time', () => {
  test('a union counts every minute once', () => {
    fc.assert(
      fc.property(fc.array(span), (spans) => {
        const union = unionOfTime(spans)
        expect(union.total).toBe(minutesOf(spans).size)
        expect(minutesOf(union.merged)).toEqual(minutesOf(spans))
        for (const [i, one] of union.merged.slice(1).entries())
          expect(one.start).toBeGreaterThan(union.merged[i]!.end)
      }),
      { numRuns: 500 },
    )
  })

  test('what is left after subtraction is what the other does not cover', () => {
    fc.assert(
      fc.property(fc.array(span), fc.array(span), (one, other) => {
        const left = subtractTime(unionOfTime(one).merged, unionOfTime(other).merged)
        const covered = minutesOf(other)
        expect(minutesOf(left)).toEqual(new Set([...minutesOf(one)].filter((minute) => !covered.has(minute))))
      }),
      { numRuns: 500 },
    )
  })

  test('each minute goes to the first category that has it; categories add up to the whole', () => {
    fc.assert(
      fc.property(fc.array(activity), (activities) => {
        const priority = ['selling', 'content', 'admin']
        const { byCategory, tracked, naiveSum } = timeByCategory(activities, priority)
        const owner = new Map<number, string>()
        for (const category of priority) {
          for (const minute of minutesOf(activities.filter((one) => one.category === category))) {
            if (!owner.has(minute)) owner.set(minute, category)
          }
        }
        for (const category of priority) {
          expect(byCategory[category]).toBe([...owner.values()].filter((name) => name === category).length)
        }
        expect(tracked).toBe(owner.size)
        expect(naiveSum).toBeGreaterThanOrEqual(tracked)
      }),
    )
  })

  test('an interval that ends before it starts is rejected and counted', () => {
    expect(unionOfTime([{ start: 5, end: 1 }])).toEqual({ merged: [], total: 0, rejected: 1 })
    expect(() => unionOfTime([{ start: Number.NaN, end: 1 }])).toThrow(RangeError)
  })

  test('bounds hold every share the untracked time allows; overtime stretches the day', () => {
    expect(boundedShare(100, 300, 400)).toEqual({
      shareOfTracked: 1 / 3,
      lower: 0.25,
      upper: 0.5,
      untracked: 100,
      coverage: 0.75,
    })
    expect(boundedShare(300, 500, 400)).toMatchObject({ lower: 0.6, upper: 0.6, untracked: 0, coverage: 1 })
    expect(boundedShare(0, 0, 0)).toMatchObject({
      shareOfTracked: null,
      lower: null,
      upper: null,
      coverage: null,
    })
    expect(() => boundedShare(5, 4, 10)).toThrow(RangeError)
  })

  test('a lone event counts a minute, a gap of more than five ends the activity', () => {
    expect(activityFromEvents([10])).toMatchObject({ total: 1 })
    expect(activityFromEvents([])).toMatchObject({ total: 0 })
    expect(activityFromEvents([5, 0, 10.5]).merged).toEqual([
      { start: 0, end: 5 },
      { start: 10.5, end: 11.5 },
    ])
  })
})

describe('business time', () => {
  const calendar = {
    zone: 'Europe/Paris',
    week: Object.fromEntries(
      [1, 2, 3, 4, 5].map((day) => [
        day,
        [
          ['09:00', '12:00'],
          ['14:00', '18:00'],
        ] as [string, string][],
      ]),
    ),
    holidays: ['2024-05-01'],
  }

  test('agrees with counting quarter hours one by one', () => {
    const hours = fc.integer({ min: 0, max: 4 * 24 * 9 })
    fc.assert(
      fc.property(hours, hours, (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)]
        let minutes = 0
        for (let quarter = from; quarter < to; quarter++) {
          const at = new Date(Date.UTC(2024, 3, 29) + quarter * 900_000)
          const hour = at.getUTCHours()
          const isOpen = (hour >= 9 && hour < 12) || (hour >= 14 && hour < 18)
          const isWeekday = at.getUTCDay() >= 1 && at.getUTCDay() <= 5
          if (isOpen && isWeekday && at.toISOString().slice(0, 10) !== '2024-05-01') minutes += 15
        }
        expect(businessMinutes(calendar, localText(from), localText(to))).toBe(minutes)
      }),
    )
  })

  test('a night shift loses or gains the hour of the clock change', () => {
    const nights = {
      zone: 'Europe/Paris',
      week: { 7: [['00:00', '06:00']] as [string, string][] },
      holidays: [],
    }
    expect(businessMinutes(nights, '2024-03-31T00:00', '2024-03-31T12:00')).toBe(300)
    expect(businessMinutes(nights, '2024-10-27T00:00', '2024-10-27T12:00')).toBe(420)
    expect(elapsedMinutes('Europe/Paris', '2024-06-03T10:00', '2024-06-03T09:00')).toBe(-60)
  })

  test('bad hours and backward spans are refused', () => {
    expect(() => businessMinutes(calendar, '2024-05-02T10:00', '2024-05-02T09:00')).toThrow(RangeError)
    const twisted = { ...calendar, week: { 1: [['12:00', '09:00']] as [string, string][] } }
    expect(() => businessMinutes(twisted, '2024-05-02T09:00', '2024-05-02T10:00')).toThrow(RangeError)
    expect(() => elapsedMinutes('Europe/Nowhere', '2024-05-02T09:00', '2024-05-02T10:00')).toThrow(RangeError)
  })

  test('a shop that never closes has as many hours as its day', () => {
    const week = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [['00:00', '24:00'] as const]]))
    const shop = { zone: 'Europe/Paris', week, holidays: [] }
    const hours = (from: string, to: string) => businessMinutes(shop, `${from}T00:00`, `${to}T00:00`) / 60
    expect(hours('2024-06-03', '2024-06-04')).toBe(24)
    expect(hours('2024-03-31', '2024-04-01')).toBe(23)
    expect(hours('2024-10-27', '2024-10-28')).toBe(25)
    const late = { ...shop, week: { 1: [['22:00', '24:00']] } as const }
    expect(businessMinutes(late, '2024-06-03T00:00', '2024-06-04T12:00')).toBe(120)
    const backwards = { ...shop, week: { 1: [['24:00', '24:00']] } as const }
    expect(() => businessMinutes(backwards, '2024-06-03T00:00', '2024-06-03T12:00')).toThrow(RangeError)
  })
})

describe('days', () => {
  test('there and back, leap days included', () => {
    expect(dateOfDay(dayNumber('2024-02-29'))).toBe('2024-02-29')
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
    for (const bad of ['2023-02-29', '2024-13-01', '24-01-01', '2024-1-1', ''])
      expect(() => dayNumber(bad)).toThrow(RangeError)
  })
})

describe('conversion', () => {
  test('a ratio above 1 is no probability, and no leads no ratio', () => {
    expect(periodConversion(3, 2)).toEqual({ rate: 1.5, isProbability: false })
    expect(periodConversion(3, 0)).toEqual({ rate: null, isProbability: null })
  })

  test('a lead is mature on the last day of its window, and a win of that day counts', () => {
    const leads = [{ created: '2024-01-01', won: '2024-01-31' }]
    expect(cohortConversion(leads, '2024-01-31', 30)[0]).toMatchObject({ mature: 1, won: 1, rate: 1 })
    expect(cohortConversion(leads, '2024-01-30', 30)[0]).toMatchObject({ mature: 0, won: 0, rate: null })
    expect(conversionSpells(leads, '2024-01-30')).toEqual([{ time: 29, events: 0, censored: 1 }])
    expect(() => cohortConversion([{ created: '2024-01-02', won: '2024-01-01' }], '2024-02-01', 30)).toThrow(
      RangeError,
    )
    expect(() => cohortConversion(leads, '2023-12-31', 30)).toThrow(RangeError)
  })
})

describe('stages', () => {
  const stages = ['new', 'offer', 'deal']

  test('a step back does not undo a stage, its days add up, a won deal has passed all', () => {
    const back = [
      ['new', '2024-01-01'],
      ['offer', '2024-01-05'],
      ['new', '2024-01-08'],
      ['offer', '2024-01-10'],
      ['lost', '2024-01-20'],
    ] as const
    const won = [
      ['new', '2024-01-01'],
      ['won', '2024-01-01'],
    ] as const
    const { stages: rows, withoutHistory } = stageConversion([back, won, []], stages)
    expect(rows.map(({ entered, advanced, lost, pending }) => [entered, advanced, lost, pending])).toEqual([
      [2, 2, 0, 0],
      [2, 1, 1, 0],
      [1, 1, 0, 0],
    ])
    expect(withoutHistory).toBe(1)
    const times = timeInStage([back, won], stages, '2024-02-01')
    expect(times[0]).toMatchObject({ completed: 2, open: 0, median: 3 })
    expect(times[1]).toMatchObject({ completed: 1, median: 13 })
    expect(times[2]).toMatchObject({
      completed: 0,
      open: 0,
      median: null,
      p90: null,
      kaplanMeierMedian: null,
    })
  })

  test('what happens after the day of reading is not known yet', () => {
    const history = [
      ['new', '2024-01-01'],
      ['won', '2024-03-01'],
    ] as const
    expect(stageConversion([history], stages, { asOf: '2024-02-01' }).stages[0]).toMatchObject({
      pending: 1,
      rate: null,
    })
    expect(timeInStage([history], stages, '2024-02-01')[0]).toMatchObject({ completed: 0, open: 1 })
    const backwards = [
      ['new', '2024-01-05'],
      ['offer', '2024-01-01'],
    ] as const
    expect(() => timeInStage([backwards], stages, '2024-02-01')).toThrow(RangeError)
  })
})

describe('growth', () => {
  const account = { id: 'a', score: 10, answeredDaysAgo: 365, opportunityValue: 100 }

  test('an answer is believed for a year; an invalid one is none', () => {
    expect(accountClass(account)).toBe('promoter')
    expect(accountClass({ ...account, answeredDaysAgo: 366 })).toBe('unknown')
    expect(accountClass({ ...account, score: 12 })).toBe('unknown')
    expect(growthAction({ ...account, score: 2 }, { highThreshold: 100 })).toBe('recover_first')
  })

  test('no offer to a detractor, no value without a rate', () => {
    const order = growthOrder(
      [account, { ...account, id: 'b', score: 2 }, { ...account, id: 'c', score: 7 }],
      { promoter: 0.5 },
      { highThreshold: 100 },
    )
    expect(order).toEqual([{ id: 'a', action: 'expand', expectedValue: 50 }])
  })
})
