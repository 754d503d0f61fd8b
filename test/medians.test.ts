// Medians and chances read off curves: told while five or more are followed where the curve is read, and silent, with the
// reason, further on.
import { describe, expect, test } from 'vitest'
import { firstSaleAnswer } from '../kpis/rep-onboarding/first-sale.ts'
import { kaplanMeier, lastFollowed } from '../statistics/survival.ts'
import {
  chanceAnswer,
  closeMedianAnswer,
  tooFewFollowed,
  winnerMedianAnswer,
} from '../metric/answers/duration-answers.ts'
import type { SpellEnds, Tally } from '../metric/tallies/tally.ts'
import fc from './chance.ts'
import { naiveChance, naiveMedianToClose, naiveMedianWait } from './naive.ts'

type End = 'won' | 'lost' | 'open'

const spells = (...ends: readonly (readonly [day: number, end: End])[]): Tally => {
  const counts = new Map<number, SpellEnds>()
  for (const [day, end] of ends) {
    const there = counts.get(day) ?? { won: 0, lost: 0, open: 0 }
    counts.set(day, { ...there, [end]: there[end] + 1 })
  }
  return { kind: 'spells', counts }
}
const each = (end: End, ...days: readonly number[]) => days.map((day) => [day, end] as const)

describe('the median time to close', () => {
  // Ten: S = .9 at 10, .8 at 20, .7 at 30, .6 at 40, .5 at 50, when six were followed.
  test('is told where six were followed', () => {
    const found = closeMedianAnswer(
      'x',
      spells(...each('won', 10, 20, 30, 40, 50), ...each('open', 60, 61, 62, 63, 64)),
      {},
    )
    expect(found).toMatchObject({ state: 'measured', value: 50, n: 10 })
  })

  // Nine: the fifth of nine brings the curve to 4/9, when five were followed.
  test('is told where five were', () => {
    expect(closeMedianAnswer('x', spells(...each('lost', 1, 2, 3, 4, 5, 6, 7, 8, 9)), {})).toMatchObject({
      value: 5,
      n: 9,
      isFragile: true,
    })
  })

  // Eight: half are over with the fourth, when five were followed; of seven with the fourth too, when four were.
  test('is told of eight, and not of seven', () => {
    expect(closeMedianAnswer('x', spells(...each('won', 1, 2, 3, 4, 5, 6, 7, 8)), {}).value).toBe(4)
    expect(closeMedianAnswer('x', spells(...each('won', 1, 2, 3, 4, 5, 6, 7)), {})).toMatchObject({
      state: 'no-data',
      value: null,
      n: 7,
      note: tooFewFollowed,
    })
  })

  // A hundred open deals of ten days say nothing of day 300: the one that is followed so far takes the curve from 1 to 0.
  test('is not told where one deal is left to follow of a hundred', () => {
    const found = closeMedianAnswer(
      'x',
      spells(...Array.from({ length: 100 }, () => [10, 'open'] as const), [300, 'won']),
      {},
    )
    expect(found).toMatchObject({ state: 'no-data', value: null, n: 101, note: tooFewFollowed })
    expect(found.details.map((detail) => detail.value)).toEqual([1, 100])
  })

  test('that is not reached says so, and nothing of how many are followed', () => {
    const found = closeMedianAnswer('x', spells([10, 'won'], ...each('open', 5, 20, 30)), {})
    expect(found.note!.en).toContain('Median not reached yet')
  })
})

describe('days to win, among those that win', () => {
  // Eight won and two lost, all over: half of the .8 that win have won with the fourth, on day 4, when seven were followed.
  test('are told where seven were followed', () => {
    const found = winnerMedianAnswer(
      'x',
      spells(...each('won', 1, 2, 3, 4, 5, 6, 7, 8), ...each('lost', 20, 30)),
      {},
    )
    expect(found).toMatchObject({ state: 'measured', value: 4, n: 10 })
  })

  // The two wins came when two, and one, were left: with the first of them half have won.
  test('are not told where two were', () => {
    const found = winnerMedianAnswer(
      'x',
      spells(...each('lost', 1, 2, 3, 4, 5, 6), ...each('won', 40, 50)),
      {},
    )
    expect(found).toMatchObject({ state: 'no-data', value: null, note: tooFewFollowed })
  })
})

describe('the chance to win by a day', () => {
  const young = each('open', ...Array.from({ length: 6 }, (_, i) => 20 + i))

  // Of twelve, four won by day 10, two lost; six are open and followed for twenty days.
  test('is told while five are followed, and not beyond', () => {
    const tally = spells(...each('won', 5, 6, 7, 10), ...each('lost', 8, 9), ...young)
    expect(chanceAnswer('x', tally, {}, 20)).toMatchObject({ state: 'measured', n: 12 })
    expect(chanceAnswer('x', tally, {}, 20).value).toBeCloseTo(4 / 12, 12)
    expect(chanceAnswer('x', tally, {}, 21).value).toBeCloseTo(4 / 12, 12)
    expect(chanceAnswer('x', tally, {}, 22)).toMatchObject({ state: 'no-data', value: null, n: 12 })
    expect(chanceAnswer('x', tally, {}, 22).note!.en).toContain('fewer than 5 deals are followed')
    expect(chanceAnswer('x', tally, {}, 26).note!.en).toContain('Not observable yet')
  })

  test('is told of few deals that are all over: nothing is left to follow', () => {
    const found = chanceAnswer('x', spells(...each('won', 5, 6), ...each('lost', 8)), {}, 30)
    expect(found.value).toBeCloseTo(2 / 3, 12)
    expect(found.isFragile).toBe(true)
  })
})

describe('days to the first sale', () => {
  // The worked example of twelve reps: half have sold by day 110, when five are followed.
  const sold = each('won', 45, 60, 62, 75, 90, 110, 120, 150)
  test('are told where five are followed', () => {
    const found = firstSaleAnswer('x', spells(...sold, ...each('open', 80, 95, 130, 160)), {})
    expect(found).toMatchObject({ value: 110, n: 12, interval: { low: 60, high: 150 } })
    expect(found.details.at(-1)!.value).toBe(89)
  })

  test('are not told where four are', () => {
    const found = firstSaleAnswer('x', spells(...sold, ...each('open', 80, 95, 100, 160)), {})
    expect(found).toMatchObject({ state: 'no-data', value: null, n: 12, note: tooFewFollowed })
  })

  // Two of ten left at once: they compete. F = .1 each until the fifth on day 50, when four are left; with two more hires six.
  test('where those who left compete, the same holds', () => {
    const left = each('lost', 1, 2)
    const few = spells(...left, ...each('won', 10, 20, 30, 40, 50), ...each('open', 60, 61, 62))
    expect(firstSaleAnswer('x', few, {})).toMatchObject({ state: 'no-data', note: tooFewFollowed })
    const more = spells(...left, ...each('won', 10, 20, 30, 40, 45, 50), ...each('open', 60, 61, 62, 63))
    expect(firstSaleAnswer('x', more, {})).toMatchObject({ state: 'measured', value: 50, n: 12 })
  })
})

test('a curve is read as far as five are followed', () => {
  const curve = (...days: number[]) => kaplanMeier(days.map((time) => ({ time, events: 0, censored: 1 })))
  expect(lastFollowed(curve(1, 2, 3, 4, 5, 6))).toBe(2)
  expect(lastFollowed(curve(1, 2, 3, 4))).toBeNull()
})

// The second computation of sets large and small, spell by spell.
test('of five hundred random sets, medians and chances are those found by going through the days', () => {
  let told = 0
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.constantFrom<End>('won', 'lost', 'open')), {
        minLength: 4,
        maxLength: 40,
      }),
      fc.integer({ min: 1, max: 45 }),
      (ends, by) => {
        const list = ends.map(([days, end]) => ({ days, end }))
        const median = closeMedianAnswer('x', spells(...ends), {})
        expect(median.value).toBe(naiveMedianToClose(list))
        const chance = chanceAnswer('x', spells(...ends), {}, by).value
        const again = naiveChance(list, by)
        if (chance === null || again === null) expect(chance).toBe(again)
        else expect(chance).toBeCloseTo(again, 9)
        const waits = ends.map(([days, end]) => ({
          days,
          end: ({ won: 'sold', lost: 'left', open: 'waits' } as const)[end],
        }))
        expect(firstSaleAnswer('x', spells(...ends), {}).value).toBe(naiveMedianWait(waits))
        if (median.value !== null) told += 1
      },
    ),
    { numRuns: 500, seed: 1212 },
  )
  expect(told).toBeGreaterThan(60)
})
