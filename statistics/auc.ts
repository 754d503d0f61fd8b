// Area under the ROC curve: how well a score puts those who buy before those who do not.
import { normalCritical } from './distributions.ts'
import type { IntervalOptions } from './intervals.ts'

/** Outcomes that share one score. Higher scores should mean more positives. */
export type ScoreCount = { score: number; positives: number; negatives: number }

/** AUC with its errors. */
export type Auc = {
  auc: number
  positives: number
  negatives: number
  /** DeLong 1988; null with fewer than two positives or negatives. */
  standardError: number | null
  /** Hanley and McNeil 1982, formula from the AUC alone. */
  standardErrorHanleyMcNeil: number
  /** DeLong interval, cut to [0, 1]. */
  lower: number | null
  upper: number | null
}

/** Tallies single scores. RangeError when the lists differ in length or a score is not a number. */
export function countScores(scores: readonly number[], outcomes: readonly boolean[]): ScoreCount[] {
  if (scores.length !== outcomes.length) throw new RangeError('As many outcomes as scores are needed')
  const byScore = new Map<number, ScoreCount>()
  for (const [i, score] of scores.entries()) {
    if (Number.isNaN(score)) throw new RangeError('A score is not a number')
    const row = byScore.get(score) ?? { score, positives: 0, negatives: 0 }
    if (outcomes[i]) row.positives += 1
    else row.negatives += 1
    byScore.set(score, row)
  }
  return [...byScore.values()]
}

/**
 * Probability that a random positive scores above a random negative, ties counting one half.
 *
 * In [0, 1]. Null when there is no positive or no negative; infinite scores (ln odds of 0 or 1) are scores like others. O(n log n) in
 * distinct scores. RangeError on a score that is not a number or a count that is negative or not finite.
 * Sources: DeLong, DeLong and Clarke-Pearson 1988, Biometrics 44:837; Hanley and McNeil 1982, Radiology 143:29 (.893, .032).
 */
export function auc(rows: readonly ScoreCount[], options: IntervalOptions = {}): Auc | null {
  for (const { score, positives, negatives } of rows) {
    if (Number.isNaN(score)) throw new RangeError('A score is not a number')
    if (!(positives >= 0 && positives < Infinity && negatives >= 0 && negatives < Infinity))
      throw new RangeError(`Not counts of outcomes: ${positives} and ${negatives}`)
  }
  const sorted = rows.toSorted((a, b) => (a.score < b.score ? -1 : a.score > b.score ? 1 : 0))
  const positives = sorted.reduce((sum, row) => sum + row.positives, 0)
  const negatives = sorted.reduce((sum, row) => sum + row.negatives, 0)
  const z = normalCritical(options.level ?? 0.95)
  if (positives === 0 || negatives === 0) return null
  // For each score: share of the other class that it beats, the "placements" of DeLong.
  const placements: { row: ScoreCount; beats: number; beaten: number }[] = []
  let start = 0
  let negativesBelow = 0
  let positivesBelow = 0
  while (start < sorted.length) {
    let end = start
    let tiedPositives = 0
    let tiedNegatives = 0
    while (end < sorted.length && sorted[end]!.score === sorted[start]!.score) {
      tiedPositives += sorted[end]!.positives
      tiedNegatives += sorted[end]!.negatives
      end += 1
    }
    placements.push({
      row: { score: sorted[start]!.score, positives: tiedPositives, negatives: tiedNegatives },
      beats: (negativesBelow + tiedNegatives / 2) / negatives,
      beaten: 1 - (positivesBelow + tiedPositives / 2) / positives,
    })
    negativesBelow += tiedNegatives
    positivesBelow += tiedPositives
    start = end
  }
  const area = placements.reduce((sum, { row, beats }) => sum + row.positives * beats, 0) / positives
  const spread = (
    count: number,
    weigh: (one: (typeof placements)[number]) => { weight: number; value: number },
  ) =>
    placements.reduce((sum, one) => {
      const { weight, value } = weigh(one)
      return sum + weight * (value - area) ** 2
    }, 0) /
    (count - 1)
  const variance =
    positives < 2 || negatives < 2
      ? null
      : spread(positives, ({ row, beats }) => ({ weight: row.positives, value: beats })) / positives +
        spread(negatives, ({ row, beaten }) => ({ weight: row.negatives, value: beaten })) / negatives
  const standardError = variance === null ? null : Math.sqrt(variance)
  return {
    auc: area,
    positives,
    negatives,
    standardError,
    standardErrorHanleyMcNeil: hanleyMcNeil(area, positives, negatives),
    lower: standardError === null ? null : Math.max(0, area - z * standardError),
    upper: standardError === null ? null : Math.min(1, area + z * standardError),
  }
}

function hanleyMcNeil(area: number, positives: number, negatives: number): number {
  const twoPositives = area / (2 - area)
  const twoNegatives = (2 * area * area) / (1 + area)
  const variance =
    area * (1 - area) +
    (positives - 1) * (twoPositives - area * area) +
    (negatives - 1) * (twoNegatives - area * area)
  return Math.sqrt(Math.max(0, variance) / (positives * negatives))
}
