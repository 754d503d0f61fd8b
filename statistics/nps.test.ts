import { expect, test } from 'vitest'
import fc from '../test/chance.ts'
import { countNps, npsChange, npsClass, npsEstimate, npsInterval, npsPairedChange } from './nps.ts'

const answers = fc
  .record({
    detractors: fc.integer({ min: 0, max: 60 }),
    passives: fc.integer({ min: 0, max: 60 }),
    promoters: fc.integer({ min: 0, max: 60 }),
  })
  .filter(({ detractors, passives, promoters }) => detractors + passives + promoters > 0)

test('every score from 0 to 10 has a class, nothing else has', () => {
  const classes = Array.from({ length: 11 }, (_, score) => npsClass(score))
  expect(classes).toEqual([-1, -1, -1, -1, -1, -1, -1, 0, 0, 1, 1])
  expect([11, -1, 9.5, Number.NaN, null].map(npsClass)).toEqual([null, null, null, null, null])
})

test('the score is the mean of the -1, 0, 1 codes and its variance theirs', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1 }), (scores) => {
      const codes = scores.map((score) => npsClass(score)!)
      const mean = codes.reduce<number>((sum, code) => sum + code, 0) / codes.length
      const variance = codes.reduce<number>((sum, code) => sum + (code - mean) ** 2, 0) / codes.length
      const estimate = npsEstimate(countNps(scores))!
      expect(estimate.nps).toBeCloseTo(mean, 12)
      expect(estimate.variance).toBeCloseTo(variance, 12)
    }),
  )
})

function term(count: number, share: number): number {
  return count === 0 ? 0 : count * Math.log(Math.max(share, 1e-300))
}

// Variance under the constraint promoters - detractors = value, by searching the likelihood on a fine grid.
function gridVariance(
  { detractors, passives, promoters }: { detractors: number; passives: number; promoters: number },
  value: number,
): number {
  let best = { likelihood: -Infinity, variance: 0 }
  for (let i = 0; i <= 20_000; i++) {
    const low = Math.max(0, -value)
    const d = low + (((1 - value) / 2 - low) * i) / 20_000
    const likelihood = term(detractors, d) + term(passives, 1 - value - 2 * d) + term(promoters, d + value)
    if (likelihood > best.likelihood) best = { likelihood, variance: 2 * d + value - value * value }
  }
  return best.variance
}

test('score bounds are where the score test just rejects, the variance found by another search', () => {
  const cases = [
    { detractors: 10, passives: 7, promoters: 19 },
    { detractors: 3, passives: 5, promoters: 12 },
    { detractors: 1, passives: 0, promoters: 8 },
  ]
  for (const counts of cases) {
    const { nps, n } = npsEstimate(counts)!
    const { lower, upper } = npsInterval(counts, { method: 'score' })!
    for (const bound of [lower, upper]) {
      const z = Math.abs(nps - bound) / Math.sqrt(gridVariance(counts, bound) / n)
      expect(z).toBeCloseTo(1.96, 2)
    }
  }
})

test('intervals hold the score and stay inside -1 and 1; only Wald has width 0', () => {
  fc.assert(
    fc.property(answers, fc.constantFrom('adjusted-wald', 'score', 'wald'), (counts, method) => {
      const { estimate, lower, upper } = npsInterval(counts, { method })!
      expect(lower).toBeGreaterThanOrEqual(-1)
      expect(upper).toBeLessThanOrEqual(1)
      if (method !== 'adjusted-wald') {
        expect(lower).toBeLessThanOrEqual(estimate + 1e-9)
        expect(upper).toBeGreaterThanOrEqual(estimate - 1e-9)
      }
      if (method !== 'wald') expect(upper - lower).toBeGreaterThan(0)
    }),
  )
})

test('turning detractors and promoters round turns the interval round', () => {
  fc.assert(
    fc.property(answers, fc.constantFrom('adjusted-wald', 'score'), (counts, method) => {
      const turned = { ...counts, detractors: counts.promoters, promoters: counts.detractors }
      expect(npsInterval(turned, { method })!.lower).toBeCloseTo(-npsInterval(counts, { method })!.upper, 8)
    }),
  )
})

test('no answers: no score, no interval, no change', () => {
  const none = { detractors: 0, passives: 0, promoters: 0 }
  expect(npsEstimate(none)).toBeNull()
  expect(npsInterval(none)).toBeNull()
  expect(npsChange(none, { detractors: 1, passives: 1, promoters: 1 })).toBeNull()
  expect(() => npsEstimate({ ...none, promoters: -1 })).toThrow(RangeError)
})

test('the same people answering twice are compared with themselves', () => {
  const pairs = [
    { before: -1, after: 0 },
    { before: 0, after: 1 },
    { before: 1, after: 1 },
    { before: 0, after: 0 },
  ] as const
  expect(npsPairedChange(pairs)).toMatchObject({ n: 4, estimate: 0.5 })
  expect(npsPairedChange([]).estimate).toBeNull()
})
