// The runner of the vectors itself: it must take any case of a known method and fail on what it does not know.
import { expect, test } from 'vitest'
import type { VectorCase } from './vectors/cases.ts'
import { faultsOf } from './vectors/run.ts'

const made = (
  method: string,
  inputs: VectorCase['inputs'],
  expected: VectorCase['expected'],
): VectorCase => ({
  id: 'made',
  method,
  kind: 'worked',
  source: '',
  inputs,
  expected,
  tolerance: { abs: 1e-9 },
})
const faults = (...of: Parameters<typeof made>) => faultsOf(made(...of), { topic: 'made', cases: [] })

test('a method without adapter fails by name', () => {
  expect(() => faults('astrology', {}, {})).toThrow(
    /No adapter for method astrology; there are .*wilson_interval/,
  )
  expect(() => faults('toString', {}, {})).toThrow(/No adapter/)
})

test('a value that the adapter does not name is a fault, even where none is expected', () => {
  expect(faults('wilson_interval', { successes: 1, trials: 2 }, { width: null })).toEqual([
    'width: the adapter gives no such value',
  ])
})

test('no value is null, never 0 nor left out', () => {
  const none = { estimate: null, lower: null, upper: null }
  expect(faults('wilson_interval', { successes: 0, trials: 0 }, none)).toEqual([])
  expect(faults('wilson_interval', { successes: 0, trials: 0 }, { estimate: 0 })).toEqual([
    'estimate: expected 0, got null',
  ])
  expect(faults('wilson_interval', { successes: 1, trials: 2 }, none)).toHaveLength(3)
})

// What has no value says so with all the keys that its method has.
test.each<Parameters<typeof made>>([
  ['nps', { detractors: 0, passives: 0, promoters: 0 }, { nps: null, variance: null, std_err: null }],
  ['sbg_fit', { cohorts: [[10, 10]] }, { alpha: null, beta: null, log_likelihood: null }],
  ['james_stein', { values: [0.1, 0.2], trials: 10 }, { shrinkage: null, estimates: null }],
  [
    'beta_binomial_ranking',
    { items: [{ id: 'a', used: 3, won: 3 }] },
    { alpha: null, items: null, order_by_mean: null },
  ],
  ['ramp_curve_fit', { x: [1], y: [2] }, { status: 'too_few_points', plateau: null, rate: null, rss: null }],
  [
    'logistic_regression',
    { features: ['a'], x: [[1], [2]], y: [1, 1] },
    { status: 'one_class', coefficients: null, std_errors: null, auc: null },
  ],
  ['logrank', { groups: [{ time: [1], event: [0] }] }, { chi2: null, p: null }],
  ['restricted_mean', { time: [], event: [], tau: 5 }, { rmst: null, std_err: null }],
  ['signflip_permutation', { differences: [] }, { p: null }],
  ['xmr', { values: [1] }, { mean: null, upper: null }],
  ['auc', { counts_by_rating: [{ rating: 1, negatives: 0, positives: 2 }] }, { auc: null, lower: null }],
  [
    'success_by_segment',
    { segments: [{ segment: 'passive', sales: 0, opportunities: 0 }] },
    { promoter_minus_detractor: null },
  ],
  [
    'cac',
    { costs: {}, new_customers: 3, arpa_month: 10, gross_margin: 1, churn_month: 0.5 },
    { cac: 0, ltv: 20, ltv_to_cac: null },
  ],
  ['content_lift', { strata: [] }, { win_rate_used: null, crude_lift: null, odds_ratio: null }],
  ['ratio_estimate', { days: [] }, { share: null, std_err: null, reps: 0 }],
])('%s without a value', (method, inputs, expected) => {
  expect(faults(method, inputs, expected)).toEqual([])
})

test('a level is taken wherever there is an interval', () => {
  // Wilson, 3 of 10 at 90 % by hand: (6 + 2.70554 -/+ 1.644854 sqrt(2.70554 + 8.4)) / (2 x 12.70554).
  const bounds = { lower: 0.126874, upper: 0.55831 }
  const at = (level: number) =>
    faultsOf(
      {
        ...made('success_rate', { sales: 3, opportunities: 10, level }, bounds),
        tolerance: { abs: 1e-4 },
      },
      { topic: 'made', cases: [] },
    )
  expect(at(0.9)).toEqual([])
  expect(at(0.95)).toHaveLength(2)
})

test('more pairs than can be listed are drawn', () => {
  const differences = Array.from({ length: 30 }, () => 1)
  expect(faults('signflip_permutation', { differences }, { exact: false, assignments: 10_001 })).toEqual([])
  const people = (first: string) =>
    differences.map((_, i) => ({ id: `${first}${i}`, pre: i, post: first === 't' ? i + 2 : i }))
  expect(
    faults(
      'matched_did',
      { treated: people('t'), controls: people('c'), caliper: 0 },
      { effect: 2, unmatched: [] },
    ),
  ).toEqual([])
})
