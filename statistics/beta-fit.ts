// Maximum likelihood of a beta distribution of rates across groups or customers, seen only through counts.
import { minimise } from './optimise.ts'

/** A beta distribution of rates. */
export type BetaParameters = { alpha: number; beta: number }

/** A fit; `common` when one rate for all explains the counts as well. */
export type BetaFit = BetaParameters & { logLikelihood: number; common: boolean }

/** Largest alpha + beta searched, and the gain in log-likelihood over one common rate below which there is nothing to see. */
const LARGEST_SIZE = 1e6
const SMALLEST_GAIN = 1e-4

/**
 * Finds alpha and beta that maximise `logLikelihood`. `rate`, strictly between 0 and 1, is the common rate of all, and `commonValue` the
 * log-likelihood when all share it: the limit of large alpha + beta, which is returned (with size 1e6) when nothing beats it.
 */
export function fitBeta(
  logLikelihood: (parameters: BetaParameters) => number,
  rate: number,
  commonValue: number,
): BetaFit {
  const objective = (point: readonly number[]) => {
    const candidate = fromMeanAndSize(point)
    return candidate.alpha > 1e-8 && candidate.beta > 1e-8
      ? -logLikelihood(candidate)
      : Number.POSITIVE_INFINITY
  }
  const start = Math.log(rate / (1 - rate))
  // The likelihood can be flat for large sizes: the better of a small and a large start.
  const found = [2, 200]
    .map((size) => minimise(objective, [start, Math.log(size)]))
    .toSorted((a, b) => a.value - b.value)[0]!
  if (-found.value - commonValue < SMALLEST_GAIN) {
    const alpha = rate * LARGEST_SIZE
    return { alpha, beta: LARGEST_SIZE - alpha, logLikelihood: commonValue, common: true }
  }
  return { ...fromMeanAndSize(found.at), logLikelihood: -found.value, common: false }
}

// Mean on the logit scale and size on the log scale are close to independent, and free of bounds.
function fromMeanAndSize([logit, logSize]: readonly number[]): BetaParameters {
  const size = Math.exp(Math.min(logSize!, Math.log(LARGEST_SIZE)))
  const share = 1 / (1 + Math.exp(-logit!))
  return { alpha: share * size, beta: (1 - share) * size }
}
