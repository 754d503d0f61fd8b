// Net Promoter Score with its margin. Scores are fractions in [-1, 1]; the display multiplies by 100.
import { normalCritical, normalTwoSided } from './distributions.ts'
import { meanInterval, type Interval, type IntervalOptions, type MeanEstimate } from './intervals.ts'

/** Answers by class: 0 to 6, 7 to 8, 9 to 10. */
export type NpsCounts = { detractors: number; passives: number; promoters: number }

/** -1 detractor, 0 passive, 1 promoter. */
export type NpsClass = -1 | 0 | 1

/** Class of one answer to "how likely are you to recommend us"; null for what is not a whole number from 0 to 10 (refuses nothing). */
export function npsClass(score: number | null): NpsClass | null {
  if (score === null || !Number.isInteger(score) || score < 0 || score > 10) return null
  if (score <= 6) return -1
  return score <= 8 ? 0 : 1
}

/** Counts answers by class; what is not a whole number from 0 to 10, or missing, is dropped and counted (refuses nothing). */
export function countNps(scores: readonly (number | null)[]): NpsCounts & { n: number; dropped: number } {
  const counts = { detractors: 0, passives: 0, promoters: 0, n: 0, dropped: 0 }
  for (const score of scores) {
    const kind = npsClass(score)
    if (kind === null) {
      counts.dropped += 1
      continue
    }
    counts.n += 1
    if (kind === -1) counts.detractors += 1
    else if (kind === 0) counts.passives += 1
    else counts.promoters += 1
  }
  return counts
}

/** Score, variance of one answer and standard error of the score. */
export type NpsEstimate = { n: number; nps: number; variance: number; standardError: number }

/**
 * NPS = share of promoters - share of detractors (not the other way round, as one printed formula has it);
 * variance of one answer p_pro + p_det - (p_pro - p_det)^2; standard error sqrt(variance / n).
 * Null for no answers. RangeError on a negative or not finite count. Source: Reichheld 2003; Rocks 2016.
 */
export function npsEstimate(counts: NpsCounts): NpsEstimate | null {
  const { detractors, passives, promoters } = counts
  for (const count of [detractors, passives, promoters]) {
    if (!(count >= 0 && count < Infinity)) throw new RangeError(`Not a count of answers: ${count}`)
  }
  const n = detractors + passives + promoters
  if (n === 0) return null
  const nps = (promoters - detractors) / n
  const variance = Math.max(0, (promoters + detractors) / n - nps * nps)
  return { n, nps, variance, standardError: Math.sqrt(variance / n) }
}

/** 'adjusted-wald' is the one to show; 'score' is the reference for small n; 'wald' has width 0 when all answers agree. */
export type NpsMethod = 'adjusted-wald' | 'score' | 'wald'

/**
 * Interval of the NPS. `estimate` is always the plain score, bounds are cut to [-1, 1]. Null for no answers. Normal quantile at
 * every n. RangeError as {@link npsEstimate}.
 *
 * adjusted-wald: 3/4, 3/2, 3/4 answers added to detractors, passives, promoters, then Wald (Rocks 2016, The American Statistician
 * 70:365; Lewis and Sauro 2021). score: all values not rejected by the score test with restricted maximum likelihood
 * ("iterative").
 */
export function npsInterval(
  counts: NpsCounts,
  options: IntervalOptions & { method?: NpsMethod } = {},
): Interval | null {
  const plain = npsEstimate(counts)
  if (plain === null) return null
  const z = normalCritical(options.level ?? 0.95)
  const method = options.method ?? 'adjusted-wald'
  if (method === 'score') return scoreInterval(counts, plain, z)
  const used = method === 'wald' ? plain : npsEstimate(adjusted(counts))!
  return {
    estimate: plain.nps,
    lower: Math.max(-1, used.nps - z * used.standardError),
    upper: Math.min(1, used.nps + z * used.standardError),
  }
}

function adjusted({ detractors, passives, promoters }: NpsCounts): NpsCounts {
  return { detractors: detractors + 0.75, passives: passives + 1.5, promoters: promoters + 0.75 }
}

function scoreInterval(counts: NpsCounts, plain: NpsEstimate, z: number): Interval {
  const isRejected = (value: number) =>
    (plain.nps - value) ** 2 > (z * z * restrictedVariance(counts, plain.n, value)) / plain.n
  const edge = (from: number) => {
    let rejected = from
    let accepted = plain.nps
    if (!isRejected(rejected)) return rejected
    for (let i = 0; i < 60; i++) {
      const middle = (rejected + accepted) / 2
      if (isRejected(middle)) rejected = middle
      else accepted = middle
    }
    return accepted
  }
  return { estimate: plain.nps, lower: edge(-1), upper: edge(1) }
}

// Shares that maximise the likelihood given promoters - detractors = value: the share of detractors solves a quadratic.
function restrictedVariance(
  { detractors, passives, promoters }: NpsCounts,
  n: number,
  value: number,
): number {
  const linear = detractors * (1 - 3 * value) - 2 * passives * value + promoters * (1 - value)
  const constant = detractors * value * (1 - value)
  const root = (linear + Math.sqrt(Math.max(0, linear * linear + 8 * n * constant))) / (4 * n)
  const share = Math.min(Math.max(root, 0, -value), (1 - value) / 2)
  return Math.max(0, 2 * share + value - value * value)
}

/** Change between two surveys of different people. */
export type NpsChange = {
  difference: number
  standardError: number
  lower: number
  upper: number
  /** Null when the standard error is 0. */
  z: number | null
  p: number | null
}

/**
 * After minus before, standard error sqrt(se1^2 + se2^2), two-sided z test, bounds cut to [-2, 2]. Null when either survey has no answers.
 * RangeError as {@link npsEstimate}.
 * With the default 'adjusted-wald' both surveys carry their added answers, so the difference is slightly shrunk.
 */
export function npsChange(
  before: NpsCounts,
  after: NpsCounts,
  options: IntervalOptions & { method?: 'adjusted-wald' | 'wald' } = {},
): NpsChange | null {
  if (npsEstimate(before) === null || npsEstimate(after) === null) return null
  const prepare = (options.method ?? 'adjusted-wald') === 'wald' ? (counts: NpsCounts) => counts : adjusted
  const first = npsEstimate(prepare(before))!
  const second = npsEstimate(prepare(after))!
  const difference = second.nps - first.nps
  const standardError = Math.hypot(first.standardError, second.standardError)
  const half = normalCritical(options.level ?? 0.95) * standardError
  const z = standardError === 0 ? null : difference / standardError
  return {
    difference,
    standardError,
    lower: Math.max(-2, difference - half),
    upper: Math.min(2, difference + half),
    z,
    p: z === null ? null : normalTwoSided(z),
  }
}

/**
 * Change for the same people answering twice: mean of the differences of their -1 / 0 / +1 codes with Student's interval.
 * Much narrower than {@link npsChange} when people mostly repeat themselves.
 */
export function npsPairedChange(
  pairs: readonly { before: NpsClass; after: NpsClass }[],
  options: IntervalOptions = {},
): MeanEstimate {
  return meanInterval(
    pairs.map(({ before, after }) => after - before),
    options,
  )
}
