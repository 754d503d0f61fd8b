// A share that a fallible rule estimates: whether the rule is proven on cases that people judged, and the share put right for its errors.
import { normalCritical } from './distributions.ts'
import { wilsonInterval } from './intervals.ts'

/** How a rule did on cases whose truth is known. */
export interface RuleProof {
  /** Truly positive: called so, and not. */
  readonly truePositives: number
  readonly falseNegatives: number
  /** Truly not positive: called so, and called positive. */
  readonly trueNegatives: number
  readonly falsePositives: number
}

export interface RuleAccuracy {
  readonly n: number
  readonly right: number
  /** Share right, with Wilson's interval; null without cases. */
  readonly accuracy: number | null
  readonly lower: number | null
  readonly upper: number | null
}

/** Share of cases in which the rule was right. */
export function ruleAccuracy(proof: RuleProof): RuleAccuracy {
  const right = proof.truePositives + proof.trueNegatives
  const n = right + proof.falseNegatives + proof.falsePositives
  const found = wilsonInterval(right, n)
  return {
    n,
    right,
    accuracy: found?.estimate ?? null,
    lower: found?.lower ?? null,
    upper: found?.upper ?? null,
  }
}

/** A share with its standard error. */
export interface CorrectedShare {
  readonly share: number
  readonly standardError: number
}

/**
 * The true share behind what a rule calls positive: p = (q + specificity - 1) / (sensitivity + specificity - 1), where q is the share called
 * positive among `n`, cut to [0, 1]. Variance by the delta method, of q and of both rates, which come from other cases. Null where the rule does
 * not tell the two apart (the denominator is not above 0), or one of them was never judged. Source: Rogan and Gladen 1978, Am. J. Epidemiol.
 * 107:71.
 */
export function correctedShare(positives: number, n: number, proof: RuleProof): CorrectedShare | null {
  const yes = proof.truePositives + proof.falseNegatives
  const no = proof.trueNegatives + proof.falsePositives
  if (n === 0 || yes === 0 || no === 0) return null
  const sensitivity = proof.truePositives / yes
  const specificity = proof.trueNegatives / no
  const power = sensitivity + specificity - 1
  if (power <= 0) return null
  const called = positives / n
  const share = Math.min(1, Math.max(0, (called + specificity - 1) / power))
  const variance =
    ((called * (1 - called)) / n +
      (share ** 2 * sensitivity * (1 - sensitivity)) / yes +
      ((1 - share) ** 2 * specificity * (1 - specificity)) / no) /
    power ** 2
  return { share, standardError: Math.sqrt(variance) }
}

/** Bounds of a corrected share at 95 %, cut to [0, 1]. */
export function correctedBounds({ share, standardError }: CorrectedShare): { lower: number; upper: number } {
  const half = normalCritical(0.95) * standardError
  return { lower: Math.max(0, share - half), upper: Math.min(1, share + half) }
}
