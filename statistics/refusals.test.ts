// Every number that a figure is made of must be finite: each is replaced in turn, and the function must refuse it with a RangeError
// rather than let NaN or Infinity through.
import { expect, test } from 'vitest'
import * as cost from './acquisition-cost.ts'
import { auc } from './auc.ts'
import * as bgNbd from './bg-nbd.ts'
import * as charts from './control-charts.ts'
import * as churn from './churn.ts'
import { aalenJohansen, dealIncidence } from './competing-risks.ts'
import { cohortConversion, periodConversion } from './conversion.ts'
import * as did from './difference-in-differences.ts'
import { estimateDifference } from './differences.ts'
import { effectSize, hedgesCorrection, pairedEffectSize } from './effect-size.ts'
import * as gammaGamma from './gamma-gamma.ts'
import * as intervals from './intervals.ts'
import * as judgement from './judgement.ts'
import * as squares from './least-squares.ts'
import { weightedSurvival } from './life-table.ts'
import * as value from './lifetime-value.ts'
import { logRank } from './log-rank.ts'
import { fitLogistic } from './logistic.ts'
import * as comparisons from './multiple-comparisons.ts'
import * as nps from './nps.ts'
import { expectedRegression, pairedChange, regressionToMean } from './paired-change.ts'
import { groupPermutationTest, signFlipTest } from './permutation.ts'
import * as quantiles from './quantiles.ts'
import * as ramp from './ramp.ts'
import * as rates from './rate-charts.ts'
import { ratioOfSums } from './ratio-of-sums.ts'
import * as quality from './score-quality.ts'
import * as sbg from './shifted-beta-geometric.ts'
import * as shrinkage from './shrinkage.ts'
import { standardisedRate } from './standardised-rate.ts'
import { suppressSmall } from './suppression.ts'
import { countSpells, kaplanMeier } from './survival.ts'
import * as time from './time-union.ts'
import * as tables from './two-by-two.ts'
import { welchTest } from './two-samples.ts'

const level = { level: 0.95 }
const table = { exposedSuccess: 5, exposedFailure: 3, unexposedSuccess: 4, unexposedFailure: 9 }
const spells = [
  { time: 1, events: 2, censored: 1 },
  { time: 3, events: 1, censored: 0 },
]
const before = [
  { pre: 1, post: 2 },
  { pre: 2, post: 4 },
  { pre: 3, post: 3.5 },
]
const after = [
  { pre: 1.5, post: 1 },
  { pre: 2.5, post: 3 },
]
const rate = { successes: 3, trials: 10 }
const orders = { r: 0.24, alpha: 4.4, a: 0.79, b: 2.4 }
const values = { p: 6.2, q: 3.7, v: 15.4 }
const history = { x: 2, tx: 10, T: 20 }
const beta = { alpha: 1, beta: 2 }
const limits = { mean: 5, lower: 1, upper: 9 }
const answers = { detractors: 1, passives: 2, promoters: 3 }
const selection = {
  mean: 60,
  totalSd: 15,
  withinCorrelation: 0.5,
  cutoff: 40,
  side: 'below',
  baselineMeasurements: 1,
}
const regression = { mean: 60, selectedMean: 40, withinCorrelation: 0.5, baselineMeasurements: 2 }
const movements = { start: 100, churned: 5, contraction: 2, expansion: 7, fresh: 3 }
const opinions = [
  { probability: 0.3, weight: 0.5 },
  { probability: 0.6, weight: 0.5 },
]
const leads = [
  { x: [1, 2], y: 0 },
  { x: [2, 1], y: 1 },
  { x: [3, 5], y: 0 },
]
const months = [{ month: 1, attainment: [0.1, 0.2] }]
const counts = [
  { trials: 10, successes: 3 },
  { trials: 20, successes: 15 },
]

// Infinite scores are scores like others.
function aucOfOneScore(positives: number, negatives: number, options: { level: number }): unknown {
  return auc([{ score: Number.POSITIVE_INFINITY, positives, negatives }], options)
}

type Call = readonly [run: (...args: never[]) => unknown, ...args: unknown[]]

const calls: readonly Call[] = [
  [intervals.wilsonInterval, 3, 10, level],
  [intervals.proportionDifference, rate, rate, level],
  [intervals.garwoodInterval, 4, level],
  [intervals.meanInterval, [1, 2, 3], level],
  [intervals.meanIntervalOfSums, 3, 6, 14, level],
  [estimateDifference, { estimate: 1, lower: 0, upper: 2 }, { estimate: 2, lower: 1, upper: 4 }],
  [welchTest, [1, 2, 3], [2, 3, 5], level],
  [standardisedRate, [{ ...rate, weight: 1 }], level],
  [ratioOfSums, [{ cluster: 'a', numerator: 1, denominator: 2 }], level],
  [tables.riskRatio, table, level],
  [tables.oddsRatio, table, level],
  [tables.collapse, [table]],
  [tables.stratifiedComparison, [table, table], level],
  [aucOfOneScore, 2, 3, level],
  [kaplanMeier, spells, level],
  [countSpells, [1, 2], [true, false]],
  [logRank, [spells, spells]],
  [aalenJohansen, [{ time: 1, events: [1, 0], censored: 1 }], 2, level],
  [dealIncidence, [{ time: 1, won: 1, lost: 0, censored: 1 }], level],
  [weightedSurvival, [{ exposure: 5, lost: 1, lostSquares: 1 }], [1, 1]],
  [quantiles.quantiles, [1, 2, 3], [0.1, 0.9]],
  [quantiles.quantileOfCounts, [{ value: 1, count: 2 }], 0.5],
  [quantiles.mean, [1, 2, 3]],
  [quantiles.standardDeviation, [1, 2, 4]],
  [nps.npsEstimate, answers],
  [nps.npsInterval, answers, level],
  [nps.npsChange, answers, answers, level],
  [charts.xmrChart, [1, 2, 3, 2, 5, 4], { baselinePoints: 6 }],
  [charts.controlFlags, [1, 2], [limits, limits]],
  [rates.laneyChart, [rate, rate, rate, rate, rate]],
  [rates.funnel, [rate, rate], level],
  [rates.targetVerdict, { lower: 1, upper: 9 }, 3, 'up'],
  [comparisons.benjaminiHochberg, [0.01, 0.2], 0.05],
  [comparisons.holm, [0.01, 0.2], 0.05],
  [comparisons.bonferroni, [0.01, 0.2], 0.05],
  [did.differenceInDifferences, before, after, level],
  [did.differenceOfMeans, before[0], after[0]],
  [
    did.matchedDifference,
    before.map((one) => ({ ...one, id: 'a' })),
    after.map((one) => ({ ...one, id: 'b' })),
    { caliper: 1, ...level },
  ],
  [
    squares.leastSquares,
    [
      [1, 2],
      [1, 3],
      [1, 5],
    ],
    [1, 2, 4],
  ],
  [squares.ancova, before, after, level],
  [squares.preTrendDifference, [1, 2, 3], [1, 3, 3], level],
  [signFlipTest, [1, 2, -1]],
  [groupPermutationTest, [1, 2, 3], [2, 5]],
  [pairedChange, [1, 2, 3], [2, 2, 5], level],
  [regressionToMean, selection],
  [expectedRegression, regression],
  [hedgesCorrection, 5],
  [effectSize, [1, 2, 3], [2, 5, 4]],
  [pairedEffectSize, [1, 2, 4]],
  [fitLogistic, leads, { l2: 1 }],
  [
    judgement.fitWithJudgement,
    leads,
    [{ group: 'a', weight: 5, judgements: [{ x: [1, 1], probability: 0.3, share: 1 }] }],
    { l2: 1 },
  ],
  [judgement.checkJudgementWeights, 5, 3],
  [judgement.logPool, opinions],
  [judgement.linearPool, opinions],
  [
    judgement.pairwiseWeights,
    [
      [1, 2],
      [0.5, 1],
    ],
  ],
  [quality.calibration, [0.1, 0.9], [false, true], 2],
  [quality.liftTable, [true, false], [0.5]],
  [quality.pointScale, { pointsToDoubleOdds: 20, referencePoints: 600, referenceOdds: 50 }],
  [quality.leakageSuspects, [{ name: 'a', singleAuc: 0.95, updatedAfterClose: false }]],
  [bgNbd.bgNbdLogLikelihood, [history], orders],
  [bgNbd.bgNbdAlive, history, orders],
  [bgNbd.bgNbdExpected, 52, orders],
  [bgNbd.bgNbdExpectedOf, history, 52, orders],
  [bgNbd.fitBgNbd, [history]],
  [gammaGamma.gammaGammaLogLikelihood, [{ x: 1, meanValue: 10 }], values],
  [gammaGamma.gammaGammaMean, { x: 2, meanValue: 10 }, values],
  [
    gammaGamma.fitGammaGamma,
    [
      { x: 1, meanValue: 10 },
      { x: 2, meanValue: 12 },
    ],
  ],
  [sbg.sbgSurvival, beta, 3],
  [sbg.sbgRetention, beta, 3],
  [sbg.sbgLogLikelihood, [[10, 7, 5]], beta],
  [sbg.sbgResidualLifetime, beta, 3, 0.1],
  [shrinkage.jamesStein, [0.1, 0.2, 0.3, 0.4], 45],
  [shrinkage.fitBetaBinomial, counts],
  [shrinkage.shrunkRate, counts[0], beta, level],
  [
    ramp.fitRamp,
    [
      { x: 1, y: 3 },
      { x: 2, y: 5 },
      { x: 4, y: 7 },
    ],
  ],
  [ramp.rampCurve, months, 1, 0.8],
  [ramp.onboardingCost, [{ cost: 10, firstDealAcquisition: 2, sold: true }]],
  [cost.acquisitionCostInterval, 100, 5, level],
  [cost.blendedAcquisitionCost, [{ spend: 10, customers: 2 }]],
  [cost.laggedAcquisitionCost, [1, 2, 3], [1, 1, 1], [0.5, 0.5]],
  [cost.payback, 100, 50, 0.5, 0.05],
  [cost.paybackMonth, 100, 50, 0.5, [1, 0.9, 0.8, 0.8, 0.8]],
  [churn.logoChurn, 10, 3, level],
  [churn.rescaleLossRate, 0.02, 1, 12],
  [churn.revenueRetention, movements],
  [churn.customerMovements, [{ start: 10, end: 5 }]],
  [churn.averageRetention, [{ weight: 5, retention: [1, 0.9] }]],
  [value.simpleLifetimeValue, 500, 0.8, 0.05],
  [value.horizonLifetimeValue, 500, 0.8, [1, 0.9], 2, 0.1],
  [value.observedLifetimeValue, 10, [1, 2]],
  [value.noncontractualValue, { ...history, meanValue: 10 }, 52, { orders, values }],
  [periodConversion, 3, 10],
  [cohortConversion, [{ created: '2024-01-01', won: null }], '2024-06-01', 30, level],
  [suppressSmall, [{ name: 'a', people: 4 }], { k: 5, totalShown: true }],
  [time.unionOfTime, [{ start: 1, end: 3 }]],
  [time.timeByCategory, [{ start: 1, end: 3, category: 'a' }], ['a']],
  [time.boundedShare, 2, 4, 8],
  [time.activityFromEvents, [1, 2, 9], { idleAfter: 5, minimum: 1 }],
]

/** Where Infinity means something: a caliper that lets anybody match. */
const meaningful = new Set(['matchedDifference 2.caliper'])

test.each(calls.map((call) => [call[0].name, call] as const))('%s', (name, [run, ...args]) => {
  const ask = run as (...asked: unknown[]) => unknown
  expect(() => ask(...args)).not.toThrow()
  for (const path of numbersIn(args)) {
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      const place = `${name} ${path.join('.')}`
      if (wrong === Number.POSITIVE_INFINITY && meaningful.has(place)) continue
      expect(() => ask(...(replaced(args, path, wrong) as unknown[])), `${place} = ${wrong}`).toThrow(
        RangeError,
      )
    }
  }
})

type Path = readonly (string | number)[]

function numbersIn(node: unknown, path: Path = []): Path[] {
  if (typeof node === 'number') return [path]
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, child]) => numbersIn(child, [...path, key]))
}

function replaced(node: unknown, [key, ...rest]: Path, by: number): unknown {
  if (key === undefined) return by
  if (Array.isArray(node))
    return node.map((child, i) => (String(i) === key ? replaced(child, rest, by) : child))
  const one = node as Record<string, unknown>
  return { ...one, [key]: replaced(one[key], rest, by) }
}
