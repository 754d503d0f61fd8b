// What each person has in a figure, read off lines that were counted by person: how many rows, and which numbers came of them.
// A ratio of two different things, deals won for leads created, or money for customers, is told with both: each is a figure.
import { createHash } from 'node:crypto'
import type { CountedLine } from './definition.ts'
import { addTallies, sizeOf, type Tally } from './tally.ts'

/** A line counted by person; of a figure that was kept, with what is known of her share. */
export interface PersonLine extends CountedLine {
  readonly kept?: {
    /** Her share as `sharesOf` has it. */
    readonly share: string
    /** Of a year: whether the months of everybody in it came to it; null where nobody asked. */
    readonly addsUp: boolean | null
  }
}

/** Above and below the line of a ratio; where both are of the same rows, they are one. */
export const ratioSides = ['above', 'below'] as const
export type RatioSide = (typeof ratioSides)[number]

/** How many rows of each person stand on a side of an answer, in one period or all. Rows of nobody are about no person. */
export function sizesOf(
  lines: readonly PersonLine[],
  answer: string,
  position: number | undefined,
  side: RatioSide,
): ReadonlyMap<number, number> {
  const sizes = [...talliesOf(lines, answer, position)].map(
    ([person, { tally }]) => [person, sizeOn(side, tally)] as const,
  )
  return new Map(sizes.filter(([, size]) => size > 0))
}

function sizeOn(side: RatioSide, tally: Tally): number {
  if (tally.kind === 'ratio') return Math.abs(side === 'above' ? tally.numerator : tally.denominator)
  if (tally.kind === 'unit-cost') return side === 'above' ? Number(tally.minor !== 0n) : Math.abs(tally.units)
  return sizeOf(tally)
}

/** A fingerprint of the numbers that came of each person's rows in one period or all: two are equal when she adds the same to both figures. */
export function sharesOf(
  lines: readonly PersonLine[],
  answer: string,
  position?: number,
): ReadonlyMap<number, string> {
  return new Map(
    [...talliesOf(lines, answer, position)].map(([person, { tally, kept }]) => [
      person,
      kept?.share ?? fingerprint(numbersOf(tally)),
    ]),
  )
}

export interface Part {
  readonly lines: readonly PersonLine[]
  readonly positions: readonly number[]
}

/** Whether what came of each person's rows in a period is what came of them in its parts together. */
export function addsUp(answer: string, whole: Part, parts: Part): boolean {
  const [inWhole, inParts] = [whole, parts].map(({ lines, positions }) => {
    const sums = new Map<number, Tally>()
    for (const position of positions)
      for (const [person, { tally }] of talliesOf(lines, answer, position))
        sums.set(person, sum(sums.get(person), tally))
    return sums
  }) as [Map<number, Tally>, Map<number, Tally>]
  // Money spent on one person is spread over a year: its months hold one cost, and tell it twice.
  if ([...inWhole.values()].some((tally) => tally.kind === 'unit-cost')) return false
  return (
    inWhole.size === inParts.size &&
    [...inWhole].every(([person, tally]) => {
      const other = inParts.get(person)
      return other !== undefined && numbersOf(other) === numbersOf(tally)
    })
  )
}

/** Whether the months of a kept period came to it; null where nothing was kept of it. */
export function keptAddsUp(lines: readonly PersonLine[], answer: string, position: number): boolean | null {
  const kept = [...talliesOf(lines, answer, position).values()].flatMap((one) => one.kept ?? [])
  return kept.length === 0 ? null : kept.every((one) => one.addsUp === true)
}

interface Own {
  readonly tally: Tally
  readonly kept: PersonLine['kept']
}

function talliesOf(
  lines: readonly PersonLine[],
  answer: string,
  position?: number,
): ReadonlyMap<number, Own> {
  const found = new Map<number, Own>()
  for (const { period, key, tallies, kept } of lines) {
    const tally = tallies[answer]
    if (key === null || tally === undefined || (position !== undefined && period !== position)) continue
    if (sizeOf(tally) > 0) found.set(Number(key), { tally: sum(found.get(Number(key))?.tally, tally), kept })
  }
  return found
}

/** Of figures that were kept, only how many rows each person had is known. */
function sum(one: Tally | undefined, other: Tally): Tally {
  if (one === undefined) return other
  return one.kind === other.kind
    ? addTallies(one, other)
    : { kind: 'count', count: sizeOf(one) + sizeOf(other), days: 0 }
}

/** What is the same for everybody, about the period, or said by the place where it stands: nothing that her rows add. */
const notHers: ReadonlySet<string> = new Set([
  'days',
  'basis',
  'weights',
  'tenured',
  'missingRates',
  'period',
  'key',
  'standing',
  'segment',
])

function numbersOf(tally: Tally): string {
  return JSON.stringify(tally, (name, value: unknown) => {
    if (notHers.has(name)) return undefined
    if (typeof value === 'bigint') return String(value)
    // The order in which fractions were added up shows in their last digits.
    if (typeof value === 'number') return Number(value.toPrecision(9))
    if (value instanceof Map)
      return [...value].toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1))
    return value
  })
}

// So short that two different shares are never taken for one, and kept instead of the numbers, which go.
function fingerprint(numbers: string): string {
  return createHash('sha256').update(numbers).digest('base64url').slice(0, 16)
}
