// What a metric said about one scope and one period: value, uncertainty, basis, comparisons, what was left out.
import type { Gone } from './gone.ts'
import type { Period } from './period.ts'
import type { Scope } from './scope.ts'
import type { Unit, Value } from './unit.ts'
import type { Words } from './words.ts'

/**
 * measured: there is a value. no-data: the sources are there, nothing to count in the period.
 * not-connected: a source is missing (which, and what to bring). failed: a fault of ours, with its reason.
 */
export type State = 'measured' | 'no-data' | 'not-connected' | 'failed'

export type Verdict = 'better' | 'worse' | 'no-clear-change' | 'too-few'

export interface Interval {
  readonly low: Value
  readonly high: Value
  /** Two-sided confidence, 0.95. */
  readonly level: number
  /** 'Wilson', 'log-log', 'Student', ... as printed on screen. */
  readonly method: string
}

export interface Comparison {
  /** 'no-effect': an effect is held against 0. */
  readonly against: 'previous' | 'year-ago' | 'target' | 'standard' | 'no-effect'
  /** Null where it is no period. */
  readonly period: Period | null
  readonly value: Value | null
  readonly n: number | null
  /** This value minus that one, in the answer's unit; null when either is missing. */
  readonly difference: Value | null
  readonly interval: Interval | null
  readonly verdict: Verdict
  /** Why it says so: "4 wins in the earlier period, 20 are needed". */
  readonly reason: Words
}

/** One honest answer to the metric's question. */
export interface Answer {
  readonly id: string
  readonly state: State
  readonly value: Value | null
  readonly unit: Unit
  /** How many things were counted (deals, leads): the basis. Null when not measured. */
  readonly n: number | null
  readonly numerator: Value | null
  readonly denominator: Value | null
  /** What numerator and denominator are counted in; null where they are counts of things, or differ. */
  readonly partsUnit: Unit | null
  readonly interval: Interval | null
  /** Small sample: fewer than 20, or a half-width above 10 points. */
  readonly isFragile: boolean
  /** Side figures shown in small type: quartiles, open deals counted, horizon. */
  readonly details: readonly Detail[]
  readonly comparisons: readonly Comparison[]
  /** Why there is no value, or what to know when reading it. */
  readonly note: Words | null
  /** There may be a value, which this reader is not told. */
  readonly isWithheld?: true
}

export interface Detail {
  readonly name: Words
  readonly value: Value
  readonly unit: Unit
}

/** Rows left out of the figure, counted by reason. */
export interface Exclusion {
  readonly code: string
  readonly count: number
  readonly reason: Words
}

export interface SourceFreshness {
  readonly source: string
  /** Last day on which something happened in this source's data. */
  readonly lastDay: string | null
  readonly importedAt: Date | null
}

/** Who and which days are in the data. */
export interface Coverage {
  readonly firstDay: string | null
  readonly lastDay: string | null
  readonly people: number | null
  /** A sentence on what is missing: "Data stops on 27 December; the quarter ends on the 31st." */
  readonly note: Words | null
}

export interface Measurement {
  readonly metric: string
  readonly definitionVersion: number
  readonly scope: Scope
  readonly period: Period
  /** What is open is open on this day, not today. */
  readonly asOf: string | null
  readonly timeZone: string
  readonly state: State
  /** Id of the answer that stands for the metric on the health page. */
  readonly headline: string
  readonly answers: readonly Answer[]
  readonly exclusions: readonly Exclusion[]
  /** What was left out is not this reader's to know: an empty list says nothing. */
  readonly areExclusionsWithheld?: true
  /** By answer, the dimensions by which this reader may not have it split; an answer that is not named may be split by all of its own. */
  readonly closedDimensions?: Readonly<Record<string, readonly string[]>>
  readonly coverage: Coverage
  readonly sources: readonly SourceFreshness[]
  /** What to bring when not connected, or what failed. */
  readonly reason: Words | null
}

/** One point of a series over periods. */
export interface TrendPoint {
  readonly period: Period
  readonly value: Value | null
  readonly n: number | null
  readonly state: State
  /** There is one, and this reader is not told it. */
  readonly isWithheld?: true
  /** Which rule of the control chart the point breaks; null when it is within chance. */
  readonly signal: 'outside' | 'run' | 'trend' | 'near-limit' | null
  /** Limits of its own, where they follow how many were counted: a share of 20 swings wider than one of 200 (Laney). */
  readonly limits?: { readonly low: number; readonly high: number }
}

/** An answer over successive periods with its control limits (null under 5 points): those of the last period judged. */
export interface Trend {
  readonly answer: string
  readonly unit: Unit
  readonly points: readonly TrendPoint[]
  readonly limits: { readonly low: number; readonly centre: number; readonly high: number } | null
  /** Fewer than 12 points: limits are provisional. */
  readonly isProvisional: boolean
  readonly verdict: Verdict
  /** The target in force, judged by the limits and not by the last point; only once limits are settled. */
  readonly target?: { readonly value: Value; readonly verdict: 'always-met' | 'never-met' | 'hit-or-miss' }
}

/** One line of a breakdown: a team, a rep, a product. */
export interface BreakdownLine {
  readonly key: string
  readonly label: string
  /** Where the line leads: a team or a rep is a scope of its own. */
  readonly scope: Scope | null
  readonly answer: Answer
  /** The rest of the organisation compared with this line. */
  readonly verdict: Verdict
  readonly note: Words | null
}

export interface Breakdown {
  readonly dimension: string
  readonly answer: string
  readonly lines: readonly BreakdownLine[]
  /** The same answer for the whole scope. */
  readonly total: Answer
  /** People or groups that could have a line and do not, with the reason: "5 reps without a deal". */
  readonly absent: readonly { readonly label: string; readonly reason: Words }[]
  /** Lines of people, of before a day, are no longer kept. */
  readonly gone?: Gone
  /** Where the change since the period before comes from; null where it cannot be added up over the lines. */
  readonly change: BreakdownChange | null
}

/** A change of a rate, split over the lines of a breakdown: parts in the answer's unit, which add up to `difference`. */
export interface BreakdownChange {
  /** The period before. */
  readonly period: Period
  /** Of the change of the whole. */
  readonly verdict: Verdict
  readonly difference: number
  /** From groups that weigh more or less than before. */
  readonly mix: number
  /** From what changed within groups. */
  readonly rate: number
  /** The same of the number of successes of a share, with what comes from their being more or fewer; null for other rates. */
  readonly number: {
    readonly before: number
    readonly now: number
    readonly volume: number
    readonly mix: number
    readonly rate: number
  } | null
  readonly sentence: Words
  /** Those that explain most of it first. */
  readonly lines: readonly ChangeLine[]
}

export interface ChangeLine {
  readonly key: string
  readonly label: string
  /** The group's own rate; null where it had nothing. */
  readonly before: number | null
  readonly now: number | null
  /** What the group weighs in the whole. */
  readonly shareBefore: number
  readonly shareNow: number
  readonly mix: number
  readonly rate: number
}
