import { expect, test } from 'vitest'
import fc from '../../test/chance.ts'
import { splitChange } from './change-split.ts'
import { parsePeriod } from '../period.ts'
import type { Tally } from '../tallies/tally.ts'

const asked = {
  period: parsePeriod('2026-Q1')!,
  unit: { kind: 'ratio' },
  verdict: 'no-clear-change',
} as const
const share = (successes: number, trials: number): Tally => ({ kind: 'proportion', successes, trials })

// Small: 20 of 100 won, then 40 of 200. Large: 60 of 100, then 60 of 100. No rate moved: of 40 % to 33.3 % all is mix.
// Shares 1/2, 1/2 then 2/3, 1/3. R 0.4 and 0.3333, their mean 0.36667: small (1/6)(0.2 - 0.36667) = -0.02778, large
// (-1/6)(0.6 - 0.36667) = -0.03889, together -0.06667. In numbers 80 to 100: volume 100 x 0.36667 = 36.67, mix 250 x -0.06667 = -16.67.
test('where only the mix moves, all of the change is mix', () => {
  const found = splitChange(
    [
      { key: 's', label: 'Small', before: share(20, 100), now: share(40, 200) },
      { key: 'l', label: 'Large', before: share(60, 100), now: share(60, 100) },
    ],
    asked,
  )!
  expect(found.difference).toBeCloseTo(-1 / 15, 12)
  expect(found.mix).toBeCloseTo(-1 / 15, 12)
  expect(found.rate).toBeCloseTo(0, 12)
  expect(found.lines.map((line) => [line.key, Number(line.mix.toFixed(5))])).toEqual([
    ['l', -0.03889],
    ['s', -0.02778],
  ])
  expect(found.number).toMatchObject({ before: 80, now: 100 })
  expect(found.number!.volume).toBeCloseTo(36.667, 3)
  expect(found.number!.mix).toBeCloseTo(-16.667, 3)
  expect(found.sentence.en).toBe(
    'From 40% to 33.3%, that is −6.7 points: −6.7 points by the mix of groups, 0 points by what changes within them. In numbers, from 80 to 100 cases: +37 from volume, −17 from the mix, 0 from the rates. Chance is enough to explain the whole gap: this sum says where it comes from, not that it is real.',
  )
})

test('where only a rate moves, nothing is mix', () => {
  const found = splitChange(
    [
      { key: 's', label: 'Small', before: share(20, 100), now: share(30, 100) },
      { key: 'l', label: 'Large', before: share(60, 100), now: share(60, 100) },
    ],
    { ...asked, verdict: 'better' },
  )!
  expect([found.mix, found.rate]).toEqual([expect.closeTo(0, 12), expect.closeTo(0.05, 12)])
  expect(found.sentence.en).not.toContain('Chance')
})

test('a group that comes or goes is mix, and medians are not split', () => {
  const fresh = splitChange(
    [
      { key: 'old', label: 'Old', before: share(20, 100), now: share(20, 100) },
      { key: 'new', label: 'New', before: null, now: share(90, 100) },
    ],
    asked,
  )!
  expect(fresh.rate).toBe(0)
  expect(fresh.mix).toBeCloseTo(0.55 - 0.2, 12)
  expect(fresh.lines[0]).toMatchObject({ before: null, shareBefore: 0 })
  const median: Tally = { kind: 'days', counts: new Map([[3, 2]]) }
  const both = [
    { key: 'a', label: 'A', before: median, now: median },
    { key: 'b', label: 'B', before: median, now: median },
  ]
  expect(splitChange(both, asked)).toBeNull()
})

test('the parts add up to the change, whatever the groups', () => {
  const side = fc.option(
    fc.tuple(fc.nat(50), fc.nat(50)).map(([won, lost]) => share(won, won + lost)),
    { nil: null, freq: 8 },
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(side, side), { minLength: 2, maxLength: 8 }), (sides) => {
      const groups = sides.map(([before, now], i) => ({ key: String(i), label: String(i), before, now }))
      const found = splitChange(groups, asked)
      const sum = (part: 'before' | 'now', of: 'successes' | 'trials') =>
        groups.reduce(
          (all, one) => all + ((one[part] as { successes: number; trials: number } | null)?.[of] ?? 0),
          0,
        )
      const [x0, x1] = [sum('before', 'trials'), sum('now', 'trials')]
      if (x0 === 0 || x1 === 0) return found === null
      const change = sum('now', 'successes') / x1 - sum('before', 'successes') / x0
      const { number } = found!
      return (
        Math.abs(found!.mix + found!.rate - change) < 1e-9 &&
        Math.abs(number!.volume + number!.mix + number!.rate - (number!.now - number!.before)) < 1e-6
      )
    }),
    { numRuns: 1000 },
  )
})

test('in whatever order the groups come, the split is the same to the last digit', () => {
  const one = fc.record({
    trials: fc.integer({ min: 1, max: 900 }),
    won: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(fc.tuple(one, one), { minLength: 3, maxLength: 9 }), (pairs) => {
      const tally = ({ trials, won }: { trials: number; won: number }) =>
        share(Math.floor(won * trials), trials)
      const groups = pairs.map(([before, now], i) => ({
        key: `g${i}`,
        label: `g${i}`,
        before: tally(before),
        now: tally(now),
      }))
      expect(splitChange(groups.toReversed(), asked)).toEqual(splitChange(groups, asked))
    }),
  )
})
