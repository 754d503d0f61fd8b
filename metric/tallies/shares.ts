// What each person has in a figure, read off lines that were counted by person: how many rows, and which numbers came of them.
// A ratio of two different things, deals won for leads created, or money for customers, is told with both: each is a figure.
import { hash } from 'node:crypto'
import type { AnswerDefinition, CountedLine } from '../definition.ts'
import { type LifeTally, sizeOf, type Tally } from './tally.ts'
import { addTallies } from './add-tallies.ts'

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

/** How many rows a tally has above or below the line. */
export function sizeOn(side: RatioSide, tally: Tally): number {
  if (tally.kind === 'ratio') return Math.abs(side === 'above' ? tally.numerator : tally.denominator)
  if (tally.kind === 'unit-cost') return side === 'above' ? Number(tally.minor !== 0n) : Math.abs(tally.units)
  return sizeOf(tally)
}

/** Of each person in one period: her tally, and the fingerprint of what she adds. */
export function ownOf(
  lines: readonly PersonLine[],
  answer: string,
  position: number,
): ReadonlyMap<number, { readonly tally: Tally; readonly share: string }> {
  return new Map(
    [...talliesOf(lines, answer, position)].map(([person, { tally, kept }]) => [
      person,
      { tally, share: kept?.share ?? shareOf(tally) },
    ]),
  )
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
      kept?.share ?? shareOf(tally),
    ]),
  )
}

export interface Part {
  readonly lines: readonly PersonLine[]
  /** Absent: all that the lines hold. */
  readonly positions?: readonly number[]
}

/** What of an answer its kind asks to look at. */
export type Looked = Pick<AnswerDefinition, 'id' | 'isOverPeople'>

/**
 * The people of whom a period holds something else than its parts together: rows that are in none of the parts, or in several. Of a
 * ratio over people, what they did says where rows are: the weeks that they owe are those of a whole period, worked in or not.
 */
export function unlikeParts({ id, isOverPeople }: Looked, whole: Part, parts: Part): ReadonlySet<number> {
  const read = (tally: Tally): unknown => (isOverPeople === true ? sumsOver(tally)[0] : addable(tally))
  return differing(sumsOf(id, whole), sumsOf(id, parts), read)
}

/**
 * Whether what is told of each person's rows in a period is what is told of them in its parts together. Of a ratio over people it is
 * not told how many there are: its sums alone must.
 */
export function addsUp({ id, isOverPeople }: Looked, whole: Part, parts: Part): boolean {
  // Money spent on one person is spread over a year: its months hold one cost, and tell it twice.
  const isSpread = whole.lines.some(({ tallies }) => tallies[id]?.kind === 'unit-cost')
  const read = (tally: Tally): unknown => (isOverPeople === true ? sumsOver(tally) : tally)
  return !isSpread && differing(sumsOf(id, whole), sumsOf(id, parts), read).size === 0
}

function sumsOf(answer: string, { lines, positions }: Part): ReadonlyMap<number, Tally> {
  const sums = new Map<number, Tally>()
  for (const position of positions ?? [undefined])
    for (const [person, { tally }] of talliesOf(lines, answer, position))
      sums.set(person, sum(sums.get(person), tally))
  return sums
}

function differing(
  one: ReadonlyMap<number, Tally>,
  other: ReadonlyMap<number, Tally>,
  read: (tally: Tally) => unknown,
): ReadonlySet<number> {
  const people = new Set([...one.keys()].filter((person) => !other.has(person)))
  for (const [person, tally] of other) {
    const own = one.get(person)
    if (own === undefined || !areAlike(read(own), read(tally))) people.add(person)
  }
  return people
}

// Who did something is one in a month and one in a year: of a ratio of sums over people, only what they did says where rows are.
function addable(tally: Tally): Tally {
  return tally.kind === 'sums' ? { ...tally, n: 1, xx: 0, xy: 0, yy: 0 } : tally
}

/** The sums of a ratio over people, above the line and below it; of a mean, how many they are stands below. */
function sumsOver(tally: Tally): readonly unknown[] {
  if (tally.kind === 'sums') return [tally.y, tally.x]
  return tally.kind === 'mean' ? [tally.sum] : [tally]
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
  for (const { key, tallies, kept } of position === undefined ? lines : linesAt(lines, position)) {
    const tally = tallies[answer]
    if (key === null || tally === undefined) continue
    if (sizeOf(tally) > 0) found.set(Number(key), { tally: sum(found.get(Number(key))?.tally, tally), kept })
  }
  return found
}

// Asked for every answer and period of the same lines.
const byPlace = new WeakMap<readonly PersonLine[], ReadonlyMap<number, readonly PersonLine[]>>()

function linesAt(lines: readonly PersonLine[], position: number): readonly PersonLine[] {
  const known = byPlace.get(lines)
  if (known !== undefined) return known.get(position) ?? []
  const places = new Map<number, PersonLine[]>()
  for (const line of lines) {
    const there = places.get(line.period)
    if (there === undefined) places.set(line.period, [line])
    else there.push(line)
  }
  byPlace.set(lines, places)
  return places.get(position) ?? []
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

// One tally stands behind several answers.
const shareTexts = new WeakMap<Tally, string>()

function shareOf(tally: Tally): string {
  const known =
    shareTexts.get(tally) ?? (tally.kind === 'life' ? lifeShare(tally) : fingerprint(numbersOf(tally)))
  shareTexts.set(tally, known)
  return known
}

/** A hundred numbers a person and month, each divided once: their bytes tell them apart at a tenth of what their text costs. */
function lifeShare({ n, sum: paid, sumOfSquares, months, spent }: LifeTally): string {
  const numbers = [n, paid, sumOfSquares, Number(spent.minor), spent.won]
  for (const [month, { exposure, customers, lost, lostSquares }] of months)
    numbers.push(month, exposure, customers, lost, lostSquares)
  return fingerprint(new Float64Array(numbers))
}

/** Whether `numbersOf` would say the same of both; it stops at the first number that is another one. */
function areAlike(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one === 'number' && typeof other === 'number') return textOfNumber(one) === textOfNumber(other)
  if (one instanceof Map && other instanceof Map)
    return (
      one.size === other.size &&
      [...one].every(([key, own]) => other.has(key) && areAlike(own, other.get(key)))
    )
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((own, i) => areAlike(own, other[i]))
  if (!isPlain(one) || !isPlain(other)) return numbersOf(one) === numbersOf(other)
  const names = (of: object) => Object.keys(of).filter((name) => !notHers.has(name))
  const own = names(one)
  return (
    own.length === names(other).length &&
    own.every((name) => name in other && areAlike(one[name], other[name]))
  )
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !(value instanceof Map) && !Array.isArray(value)
}

// The order in which fractions were added up shows in their last digits.
function textOfNumber(value: number): string {
  return String(Number.isInteger(value) && Math.abs(value) < 1e9 ? value : Number(value.toPrecision(9)))
}

/** The numbers of a tally as text, whoever made it: names in their order, and so are keys of a map. */
function numbersOf(value: unknown): string {
  if (typeof value === 'number') return textOfNumber(value)
  if (value instanceof Map) return textOfMap(value)
  if (Array.isArray(value)) return `(${value.map(numbersOf).join()})`
  if (typeof value !== 'object' || value === null) return String(value)
  const parts = Object.entries(value).filter(([name]) => !notHers.has(name))
  return inOrder(parts.map(([name, one]) => `${name}=${numbersOf(one)}`))
}

// Long, and shared by the answers that are made of one tally.
const mapTexts = new WeakMap<ReadonlyMap<unknown, unknown>, string>()

function textOfMap(map: ReadonlyMap<unknown, unknown>): string {
  const known = mapTexts.get(map) ?? inOrder([...map].map(([key, one]) => `${String(key)}=${numbersOf(one)}`))
  mapTexts.set(map, known)
  return known
}

function inOrder(parts: string[]): string {
  return `{${parts.toSorted().join()}}`
}

// So short that two different shares are never taken for one, and kept instead of the numbers, which go.
export function fingerprint(numbers: string | Float64Array): string {
  return hash('sha256', numbers, 'base64url').slice(0, 16)
}
