// A try: what one person did about one activity, under one registration, or, where none is told, on one day. All records of
// a try are read together, so that the order in which they arrived never matters, and each says its part once.
import { durationSeconds } from '../check/duration.ts'
import { digestKey } from '../keys.ts'
import type { Meaning } from './words-of-verbs.ts'

/** One record of a try, with what its verb means. */
export interface Evidence {
  readonly statement: string
  readonly meaning: Meaning
  readonly at: Date
  /** The organisation's day. */
  readonly day: string
  readonly isVoided: boolean
  readonly result: {
    readonly score?: {
      readonly scaled?: number
      readonly raw?: number
      readonly min?: number
      readonly max?: number
    }
    readonly success?: boolean
    readonly completion?: boolean
    readonly duration?: string
  }
  /** Key of the agent who taught; null without one. */
  readonly instructor: string | null
  readonly platform: string | null
}

export interface TrainingResult {
  readonly assignedOn: string | null
  readonly completedOn: string | null
  /** 0 to 1. */
  readonly score: number | null
  readonly isPassed: boolean | null
  readonly seconds: number | null
}

export interface Session {
  readonly statement: string
  readonly instructor: string
  readonly heldOn: string
  readonly seconds: number | null
}

export interface Use {
  readonly statement: string
  readonly kind: 'open' | 'download'
  readonly at: Date
  readonly day: string
  readonly seconds: number | null
  readonly tool: string | null
}

/** What the records of a try come to. */
export interface TryOutcome {
  readonly training: TrainingResult | null
  readonly sessions: readonly Session[]
  /** The day on which she was at a workshop. */
  readonly attendedOn: string | null
  readonly uses: readonly Use[]
}

export function tryKey(agent: string, activity: string, registration: string | null, day: string): string {
  return digestKey('try', agent, activity, registration ?? day)
}

/** Reads the records of one try, in any order. */
export function outcomeOf(records: readonly Evidence[]): TryOutcome {
  const counted = records
    .filter(({ isVoided }) => !isVoided)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.statement < b.statement ? -1 : 1))
  const attended = counted.filter(({ meaning }) => meaning === 'attended')
  return {
    training: trainingOf(counted),
    sessions: attended.flatMap(({ statement, instructor, day, result }) =>
      instructor === null
        ? []
        : [{ statement, instructor, heldOn: day, seconds: secondsOf(result.duration) }],
    ),
    attendedOn: attended.find(({ instructor }) => instructor === null)?.day ?? null,
    uses: counted
      .filter(({ meaning }) => meaning === 'viewed' || meaning === 'downloaded')
      .map(({ statement, meaning, at, day, result, platform }) => ({
        statement,
        kind: meaning === 'viewed' ? 'open' : 'download',
        at,
        day,
        seconds: secondsOf(result.duration),
        tool: platform,
      })),
  }
}

const done: ReadonlySet<Meaning> = new Set(['completed', 'passed', 'waived'])
const judged: ReadonlySet<Meaning> = new Set(['failed', 'scored'])
const ofCourses: ReadonlySet<Meaning> = new Set([...done, ...judged, 'assigned', 'ended'])

function trainingOf(records: readonly Evidence[]): TrainingResult | null {
  const own = records.filter(({ meaning }) => ofCourses.has(meaning))
  const isDone = (one: Evidence): boolean => done.has(one.meaning) || one.result.completion === true
  const first = own.find(isDone)
  const lastJudged = own.findLast(({ meaning }) => judged.has(meaning))
  const assigned = own.find(({ meaning }) => meaning === 'assigned')
  // A session that only ended says nothing of the course.
  if (first === undefined && lastJudged === undefined && assigned === undefined) return null
  return {
    assignedOn: assigned?.day ?? null,
    // Done is done on the first day; a test that was only judged, on the day of the last judgement.
    completedOn: (first ?? lastJudged)?.day ?? null,
    score: own.map(({ result }) => scoreOf(result.score)).findLast((score) => score !== null) ?? null,
    isPassed: own.map(passedBy).findLast((passed) => passed !== null) ?? null,
    seconds: lengthOf(own),
  }
}

function passedBy({ meaning, result }: Evidence): boolean | null {
  if (meaning === 'passed' || meaning === 'waived') return true
  if (meaning === 'failed') return false
  return typeof result.success === 'boolean' ? result.success : null
}

/** From 0 to 1; below nothing counts as nothing. */
function scoreOf(score: Evidence['result']['score']): number | null {
  if (score === undefined) return null
  const { scaled, raw, min = 0, max } = score
  if (isFinite(scaled)) return Math.max(0, Math.min(1, scaled))
  if (!isFinite(raw) || !isFinite(max) || !isFinite(min) || max <= min) return null
  return Math.max(0, Math.min(1, (raw - min) / (max - min)))
}

function isFinite(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

/** The sessions together where their ends are told; else the longest time that any record tells. */
function lengthOf(records: readonly Evidence[]): number | null {
  const lengths = (of: readonly Evidence[]): number[] =>
    of.map(({ result }) => secondsOf(result.duration)).filter((seconds) => seconds !== null)
  const sessions = lengths(records.filter(({ meaning }) => meaning === 'ended'))
  if (sessions.length > 0) return atMost(sessions.reduce((sum, one) => sum + one, 0))
  const all = lengths(records)
  return all.length === 0 ? null : Math.max(...all)
}

/** Whole seconds; null for none, and for what no column of seconds holds. */
export function secondsOf(duration: string | undefined): number | null {
  const seconds = typeof duration === 'string' ? durationSeconds(duration) : null
  return seconds === null ? null : atMost(Math.round(seconds))
}

function atMost(seconds: number): number | null {
  return seconds <= 2_147_483_647 ? seconds : null
}
