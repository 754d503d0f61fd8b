// Judgement of sales and marketing as evidence: "of 100 leads like this one, how many buy?" enters the score as pseudo-observations.
import {
  fitLogistic,
  predictLogistic,
  type LogisticFailure,
  type LogisticModel,
  type LogisticRow,
} from './logistic.ts'

/** One answer: a profile, the probability judged, and its share of the group's weight (the shares of a group add up to 1). */
export type Judgement = { x: readonly number[]; probability: number; share: number }

/** A group that judges; `weight` is how many closed leads' worth of evidence its judgement is given. */
export type JudgingGroup = { group: string; weight: number; judgements: readonly Judgement[] }

/** A fit with where its evidence comes from: shares of closed leads and of each group, adding up to 1. */
export type JudgedFit = {
  model: LogisticModel | LogisticFailure
  /** Null when there is no evidence at all. */
  evidence: { outcomes: number; groups: Record<string, number> } | null
}

/** One closed lead. */
export type ClosedLead = { x: readonly number[]; y: number }

/**
 * Logistic regression on closed leads and judgements together: each judgement counts for weight x share observations with the judged
 * probability as outcome. Works from day one with no closed lead. RangeError unless shares add up to 1 and probabilities are in [0, 1].
 * Source: conditional means prior of Bedrick, Christensen and Johnson 1996, JASA 91:1450.
 */
export function fitWithJudgement(
  leads: readonly ClosedLead[],
  groups: readonly JudgingGroup[],
  options: { l2?: number; standardise?: boolean } = {},
): JudgedFit {
  const model = fitLogistic(leads, { ...options, judgements: groups.flatMap(pseudoObservations) })
  const weights = groups.map(({ group, weight, judgements }) => ({
    group,
    weight: judgements.length === 0 ? 0 : weight,
  }))
  const total = leads.length + weights.reduce((sum, { weight }) => sum + weight, 0)
  if (total === 0) return { model, evidence: null }
  return {
    model,
    evidence: {
      outcomes: leads.length / total,
      groups: Object.fromEntries(weights.map(({ group, weight }) => [group, weight / total])),
    },
  }
}

function pseudoObservations({ group, weight, judgements }: JudgingGroup): LogisticRow[] {
  if (!(weight >= 0 && weight < Infinity)) throw new RangeError(`Not a weight of group ${group}: ${weight}`)
  const shares = judgements.reduce((sum, judgement) => sum + judgement.share, 0)
  if (judgements.length > 0 && Math.abs(shares - 1) > 1e-6) {
    throw new RangeError(`Shares of the judgements of group ${group} must add up to 1, got ${shares}`)
  }
  return judgements.map(({ x, probability, share }) => ({ x, y: probability, weight: weight * share }))
}

/** Whether two weights keep the rule that sales weighs at least as much as marketing. */
export type WeightCheck =
  { accepted: true; reason: null } | { accepted: false; reason: 'sales_weight_below_marketing' }

/** Checks the rule "sales at least as much as marketing". RangeError on a negative or infinite weight. */
export function checkJudgementWeights(salesWeight: number, marketingWeight: number): WeightCheck {
  for (const weight of [salesWeight, marketingWeight])
    if (!(weight >= 0 && weight < Infinity)) throw new RangeError(`Weights must be >= 0, got ${weight}`)
  if (salesWeight < marketingWeight) return { accepted: false, reason: 'sales_weight_below_marketing' }
  return { accepted: true, reason: null }
}

/** K pseudo-observations in all, the share rho in [1/2, 1] of them from sales: the rule holds by construction. */
export type JudgementWeights = { total: number; salesShare: number; l2: number }

/** Best weights found and their out-of-time log loss (per lead, in nats). */
export type TunedJudgement = JudgementWeights & { logLoss: number }

/** The grid of the method: K 0 to 100, rho .5 to 1. */
export const JUDGEMENT_GRID = {
  totals: [0, 5, 10, 20, 50, 100],
  salesShares: [0.5, 0.6, 0.7, 0.8, 0.9, 1],
  l2s: [0.1, 1, 10],
} as const

/**
 * Chooses K, rho and the penalty by log loss on later leads: fitted on `earlier`, judged on `later` (split by time, never at random).
 * Ties go to less judgement, then to equal shares. Null when `later` is empty or no setting gives a model. RangeError as
 * {@link fitWithJudgement}.
 */
export function tuneJudgement(
  earlier: readonly ClosedLead[],
  later: readonly ClosedLead[],
  judgements: { sales: readonly Judgement[]; marketing: readonly Judgement[] },
  options: { standardise?: boolean; grid?: typeof JUDGEMENT_GRID } = {},
): TunedJudgement | null {
  if (later.length === 0) return null
  const grid = options.grid ?? JUDGEMENT_GRID
  let best: TunedJudgement | null = null
  for (const total of grid.totals) {
    for (const salesShare of total === 0 ? [0.5] : grid.salesShares) {
      for (const l2 of grid.l2s) {
        const groups = judgingGroups({ total, salesShare, l2 }, judgements)
        const { model } = fitWithJudgement(earlier, groups, { l2, standardise: options.standardise ?? false })
        if (model.status !== 'fitted') continue
        const logLoss = meanLogLoss(later, model)
        if (best === null || logLoss < best.logLoss - 1e-12) best = { total, salesShare, l2, logLoss }
      }
    }
  }
  return best
}

/** The two groups with K rho and K (1 - rho) pseudo-observations. RangeError unless K >= 0 and rho is in [1/2, 1]. */
export function judgingGroups(
  { total, salesShare }: JudgementWeights,
  judgements: { sales: readonly Judgement[]; marketing: readonly Judgement[] },
): JudgingGroup[] {
  if (!(total >= 0 && total < Infinity)) throw new RangeError(`Not a number of observations: ${total}`)
  if (!(salesShare >= 0.5 && salesShare <= 1))
    throw new RangeError(`The share of sales lies between 1/2 and 1, got ${salesShare}`)
  return [
    { group: 'sales', weight: total * salesShare, judgements: judgements.sales },
    { group: 'marketing', weight: total * (1 - salesShare), judgements: judgements.marketing },
  ]
}

function meanLogLoss(leads: readonly ClosedLead[], model: LogisticModel): number {
  const sum = leads.reduce((total, { x, y }) => {
    if (!(y >= 0 && y <= 1)) throw new RangeError(`An outcome lies between 0 and 1, got ${y}`)
    const p = Math.min(1 - 1e-15, Math.max(1e-15, predictLogistic(model, x)))
    return total - y * Math.log(p) - (1 - y) * Math.log(1 - p)
  }, 0)
  return sum / leads.length
}

/** One opinion on a probability; weights of a pool add up to 1. */
export type Opinion = { probability: number; weight: number }

/** Logarithmic pool, logit p = sum of weight x logit p_k; null when one opinion is 0 and another 1.
 * RangeError unless probabilities lie in [0, 1] and weights add up to 1. Source: Genest and Zidek 1986. */
export function logPool(opinions: readonly Opinion[]): number | null {
  assertOpinions(opinions)
  const counted = opinions.filter((opinion) => opinion.weight > 0)
  const odds = counted.reduce(
    (sum, { probability, weight }) => sum + weight * Math.log(probability / (1 - probability)),
    0,
  )
  return counted.length === 0 || Number.isNaN(odds) ? null : 1 / (1 + Math.exp(-odds))
}

/** Weighted mean of probabilities: for comparison, it is not calibrated. Null for no opinion. RangeError as {@link logPool}. */
export function linearPool(opinions: readonly Opinion[]): number | null {
  assertOpinions(opinions)
  if (opinions.length === 0) return null
  return opinions.reduce((sum, { probability, weight }) => sum + weight * probability, 0)
}

function assertOpinions(opinions: readonly Opinion[]): void {
  const total = opinions.reduce((sum, opinion) => sum + opinion.weight, 0)
  if (opinions.length > 0 && Math.abs(total - 1) > 1e-6)
    throw new RangeError(`Weights must add up to 1, got ${total}`)
  for (const { probability, weight } of opinions) {
    if (!(probability >= 0 && probability <= 1 && weight >= 0))
      throw new RangeError(`Not an opinion: ${probability}, ${weight}`)
  }
}

/** Weights from pairwise comparisons. */
export type PairwiseWeights = {
  weights: number[]
  lambdaMax: number
  consistencyIndex: number
  /** Null for one or two criteria, which cannot contradict themselves. */
  consistencyRatio: number | null
  /** Ratio at most 0.10: above it the judgements must be reviewed. */
  acceptable: boolean
}

/** Saaty's random index for 1, 2, 3, ... criteria. */
const RANDOM_INDEX = [0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49]

/**
 * Analytic hierarchy process: principal eigenvector of a positive square matrix of "how many times more important".
 * A help to elicit opinions only; the score is learnt from outcomes. RangeError unless square and positive. Source: Saaty 1980.
 */
export function pairwiseWeights(
  matrix: readonly (readonly number[])[],
  randomIndex = RANDOM_INDEX[matrix.length - 1] ?? 1.49,
): PairwiseWeights {
  const n = matrix.length
  if (
    n === 0 ||
    matrix.some((row) => row.length !== n || row.some((value) => !(value > 0 && value < Infinity)))
  ) {
    throw new RangeError('Comparisons form a square matrix of positive numbers')
  }
  let weights = matrix.map(() => 1 / n)
  let lambdaMax = n
  for (let i = 0; i < 1000; i++) {
    const product = matrix.map((row) => row.reduce((sum, value, j) => sum + value * weights[j]!, 0))
    const total = product.reduce((sum, value) => sum + value, 0)
    const next = product.map((value) => value / total)
    const change = Math.max(...next.map((value, j) => Math.abs(value - weights[j]!)))
    weights = next
    lambdaMax = total
    if (change < 1e-15) break
  }
  const consistencyIndex = n < 2 ? 0 : (lambdaMax - n) / (n - 1)
  const consistencyRatio = randomIndex > 0 ? consistencyIndex / randomIndex : null
  return {
    weights,
    lambdaMax,
    consistencyIndex,
    consistencyRatio,
    acceptable: consistencyRatio === null || consistencyRatio <= 0.1,
  }
}
