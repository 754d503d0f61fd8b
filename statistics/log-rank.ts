// Log-rank test: do groups leave at the same pace, given that some are still open?
import { Matrix, solve } from 'ml-matrix'
import { chiSquareUpper } from './distributions.ts'
import { sortedSpells, type SpellCount } from './survival.ts'

/** Result of a log-rank test. */
export type LogRank = {
  /** Events seen and expected under equal curves, per group. */
  observed: number[]
  expected: number[]
  chiSquare: number
  df: number
  p: number
}

/**
 * Log-rank test of two or more groups, each a histogram of spells.
 *
 * Chi-square = (O - E)' V^-1 (O - E), V hypergeometric. Null when it cannot be computed: fewer than two groups with anyone at risk at
 * an event, or no event. Groups never at risk are left out of the degrees of freedom. When curves cross it has little power: compare
 * restricted means instead. Two-sided, no continuity correction, tied events together. RangeError on impossible spells.
 * Source: Mantel 1966; Peto and Peto 1972; as survdiff of the R package survival.
 */
export function logRank(groups: readonly (readonly SpellCount[])[]): LogRank | null {
  const sorted = groups.map((spells) => sortedSpells(spells))
  const sizes = sorted.map((rows) => rows.reduce((sum, row) => sum + row.events + row.censored, 0))
  const times = [...new Set(sorted.flatMap((rows) => rows.map((row) => row.time)))].toSorted((a, b) => a - b)
  const k = groups.length
  const observed = Array.from({ length: k }, () => 0)
  const expected = Array.from({ length: k }, () => 0)
  const covariance = Matrix.zeros(k, k)
  const atRisk = [...sizes]
  const next = Array.from({ length: k }, () => 0)
  for (const time of times) {
    const rows = sorted.map((rowsOfGroup, g) => {
      const row = rowsOfGroup[next[g]!]
      return row?.time === time ? row : null
    })
    const events = rows.reduce((sum, row) => sum + (row?.events ?? 0), 0)
    const all = atRisk.reduce((sum, count) => sum + count, 0)
    if (events > 0) {
      const spread = all > 1 ? (events * (all - events)) / (all * all * (all - 1)) : 0
      for (let i = 0; i < k; i++) {
        observed[i] = observed[i]! + (rows[i]?.events ?? 0)
        expected[i] = expected[i]! + (events * atRisk[i]!) / all
        for (let j = 0; j < k; j++) {
          const own = i === j ? all : 0
          covariance.set(i, j, covariance.get(i, j) + spread * atRisk[i]! * (own - atRisk[j]!))
        }
      }
    }
    for (const [g, row] of rows.entries()) {
      if (row === null) continue
      atRisk[g] = atRisk[g]! - row.events - row.censored
      next[g] = next[g]! + 1
    }
  }
  const used = expected.flatMap((value, g) => (value > 0 && covariance.get(g, g) > 0 ? [g] : []))
  if (used.length < 2) return null
  // The differences add up to 0: one group is redundant.
  const kept = used.slice(0, -1)
  const difference = Matrix.columnVector(kept.map((g) => observed[g]! - expected[g]!))
  const solved = solve(covariance.selection(kept, kept), difference)
  const chiSquare = Math.max(0, difference.transpose().mmul(solved).get(0, 0))
  return { observed, expected, chiSquare, df: kept.length, p: chiSquareUpper(chiSquare, kept.length) }
}
