// Did it help: which design is chosen, what it finds where something was planted, and what chance alone is expected to do.
import { expect, test } from 'vitest'
import { expectedRegression, regressionToMean } from './paired-change.ts'
import { randomNormal, seededRandom, shuffled } from './random.ts'
import { type ObservedUnit, treatmentEffect } from './treatment-effect.ts'

const unit = (isTreated: boolean, before: number, after: number): ObservedUnit => ({
  isTreated,
  stratum: 'all',
  early: before,
  late: before,
  before,
  after,
})

/** People whose skill stays and whose luck does not; `chosen` says who is treated, `effect` is added to their time after. */
function drawn(
  seed: string,
  many: number,
  effect: number,
  chosen: (before: number, i: number) => boolean,
): ObservedUnit[] {
  const random = seededRandom(seed)
  return Array.from({ length: many }, (_, i) => {
    const skill = 60 + randomNormal(random) * 10
    const [early, late] = [skill + randomNormal(random) * 10, skill + randomNormal(random) * 10]
    const before = (early + late) / 2
    const isTreated = chosen(before, i)
    const after = skill + (randomNormal(random) * 10) / Math.SQRT2 + (isTreated ? effect : 0)
    return { isTreated, stratum: 'all', early, late, before, after }
  })
}

// Barnett, van der Pols and Dobson 2005: below 40 when the mean is 60, SD 15, correlation 0.5.
test('without a cut-off, the regression to the mean is that of the cut-off', () => {
  for (const baselineMeasurements of [1, 3]) {
    const selection = {
      mean: 60,
      totalSd: 15,
      withinCorrelation: 0.5,
      cutoff: 40,
      side: 'below',
      baselineMeasurements,
    } as const
    const known = regressionToMean(selection)
    const found = expectedRegression({ ...selection, selectedMean: known.selectedMean })
    expect(found).toBeCloseTo(known.expectedChange, 9)
  }
})

test('a random wave finds what was planted, and its order changes nothing', () => {
  const people = drawn('wave', 60, 8, (_before, i) => i % 2 === 0)
  const options = { isRandomised: true, draws: 2_000, maxExact: 1_000 }
  const found = treatmentEffect(people, { ...options, random: seededRandom('a') })
  expect(found).toMatchObject({
    design: 'random-wave',
    treated: 30,
    controls: 30,
    isEnough: true,
    exact: false,
  })
  expect(found.lower).toBeLessThan(8)
  expect(found.upper).toBeGreaterThan(8)
  expect(found.p).toBeLessThan(0.05)
  const again = treatmentEffect(shuffled(people, seededRandom('order')), {
    ...options,
    random: seededRandom('a'),
  })
  expect(again.p).toBe(found.p)
  expect(again.estimate).toBeCloseTo(found.estimate!, 12)
})

// The weakest fifth of the time before, and nothing is done to them.
test('the weakest rise by themselves, by as much as is expected, and matched people rise alike', () => {
  const people = drawn('weak', 3_000, 0, (before) => before < 52)
  const found = treatmentEffect(people, {
    isRandomised: false,
    random: seededRandom('b'),
    draws: 500,
    maxExact: 1_000,
  })
  const rise = found.treatedChange.after! - found.treatedChange.before!
  expect(rise).toBeGreaterThan(3)
  expect(found.regression).toBeGreaterThan(rise * 0.85)
  expect(found.regression).toBeLessThan(rise * 1.15)
  // Given the same start, nothing happened.
  expect(found.ancova!.lower).toBeLessThan(0)
  expect(found.ancova!.upper).toBeGreaterThan(0)
})

test('without anybody to compare with, there is no p-value', () => {
  const found = treatmentEffect([unit(true, 1, 2), unit(true, 2, 4)], { isRandomised: true })
  expect(found).toMatchObject({
    design: 'before-after',
    isEnough: false,
    p: null,
    estimate: 1.5,
    ancova: null,
  })
  expect(treatmentEffect([], { isRandomised: false })).toMatchObject({ estimate: null, p: null })
})

test('people too far apart are not pairs', () => {
  const found = treatmentEffect(
    [unit(true, 0, 1), unit(true, 0, 1), unit(false, 10, 10), unit(false, 0, 0)],
    { isRandomised: false },
  )
  expect(found).toMatchObject({ design: 'matched', treated: 1, unmatched: 1, isEnough: false, estimate: 1 })
})
