// Several comparisons on one screen: adjusted p-values, so that forty tiles do not make two false alarms.

/** Adjusted p-values, in the order given, and how many are rejected. */
export type AdjustedComparisons = { adjusted: number[]; rejected: boolean[] }

/**
 * Benjamini-Hochberg step-up procedure: of the comparisons rejected at `rate`, at most that share is expected to be false alarms.
 *
 * adjusted(i) = min over ranks j >= i of p(j) m / j, at most 1; rejected when <= rate. Empty list: empty result.
 * RangeError when a p-value or the rate is outside [0, 1]: leave out what could not be tested.
 * Source: Benjamini and Hochberg 1995, JRSS B 57:289 (15 p-values, 4 rejected at .05).
 */
export function benjaminiHochberg(pValues: readonly number[], rate = 0.05): AdjustedComparisons {
  assertPValues(pValues, rate)
  const m = pValues.length
  const order = ascending(pValues)
  const adjusted = Array.from({ length: m }, () => 1)
  let smallest = 1
  for (let rank = m; rank >= 1; rank--) {
    const index = order[rank - 1]!
    smallest = Math.min(smallest, (pValues[index]! * m) / rank)
    adjusted[index] = smallest
  }
  return { adjusted, rejected: adjusted.map((p) => p <= rate) }
}

/**
 * Holm's step-down procedure: the chance of any false alarm stays below `rate`. For the declared outcomes of one experiment.
 * adjusted(i) = max over ranks j <= i of p(j) (m - j + 1), at most 1; rejected when <= rate. RangeError as {@link benjaminiHochberg}.
 * Source: Holm 1979, Scand. J. Stat. 6:65.
 */
export function holm(pValues: readonly number[], rate = 0.05): AdjustedComparisons {
  assertPValues(pValues, rate)
  const m = pValues.length
  const adjusted = Array.from({ length: m }, () => 1)
  let largest = 0
  for (const [rank, index] of ascending(pValues).entries()) {
    largest = Math.max(largest, Math.min(1, pValues[index]! * (m - rank)))
    adjusted[index] = largest
  }
  return { adjusted, rejected: adjusted.map((p) => p <= rate) }
}

/** Bonferroni: p times the number of comparisons, at most 1. Shown for comparison only. RangeError as {@link benjaminiHochberg}. */
export function bonferroni(pValues: readonly number[], rate = 0.05): AdjustedComparisons {
  assertPValues(pValues, rate)
  const adjusted = pValues.map((p) => Math.min(1, p * pValues.length))
  return { adjusted, rejected: adjusted.map((p) => p <= rate) }
}

function ascending(values: readonly number[]): number[] {
  return [...values.keys()].toSorted((a, b) => values[a]! - values[b]!)
}

function assertPValues(pValues: readonly number[], rate: number): void {
  if (!(rate >= 0 && rate <= 1)) throw new RangeError(`A rate lies between 0 and 1, got ${rate}`)
  for (const p of pValues) if (!(p >= 0 && p <= 1)) throw new RangeError(`Not a p-value: ${p}`)
}
