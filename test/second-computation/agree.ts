// Figures by the label of their line, held against what a second computation makes of the same rows.
import { expect } from 'vitest'
import type { Answer } from '../../metric/measurement.ts'

/** A figure computed again: no value is null; without `n`, what it counts is held against nothing. */
export interface Again {
  readonly value: number | bigint | null
  readonly n: number | null
}

export interface Agreement<Set> {
  readonly answer: string
  /** The seed that drew the sets: with the set itself, all that is needed to see a fault again. */
  readonly seed: number
  /** The figures measured; a label without a line has counted nothing. */
  readonly lines: ReadonlyMap<string, Pick<Answer, 'value' | 'n'>>
  /** The random sets, each with the label of its line. */
  readonly sets: Iterable<readonly [label: string, set: Set]>
  readonly again: (set: Set) => Again
  /** More sets than this must have a value: a property that nothing tested would hold. */
  readonly fewest: number
}

/** Expects each line to be what is computed again from its set, floats to nine decimals, all else exactly. */
export function expectAgreement<Set>({ answer, seed, lines, sets, again, fewest }: Agreement<Set>): void {
  let measured = 0
  for (const [label, set] of sets) {
    const line = lines.get(label)
    const expected = again(set)
    const where = `${answer} of ${label} (seed ${seed}): ${JSON.stringify(set, bigintAsText)}`
    if (expected.n !== null) expect(line?.n ?? 0, where).toBe(expected.n)
    const value = line?.value ?? null
    if (typeof expected.value === 'number' && typeof value === 'number')
      expect(value, where).toBeCloseTo(expected.value, 9)
    else expect(value, where).toBe(expected.value)
    if (expected.value !== null) measured++
  }
  expect(measured, answer).toBeGreaterThan(fewest)
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
