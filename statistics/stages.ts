// Stage to stage: how many advance, and how long they stay.
import { dayNumber } from './days.ts'
import { wilsonInterval, type IntervalOptions } from './intervals.ts'
import { quantile } from './quantiles.ts'
import { kaplanMeier } from './survival.ts'

/** The stages a deal entered with their dates, in order of time; 'won' and 'lost' are stages too, and the last ones. */
export type StageHistory = readonly (readonly [stage: string, date: string])[]

/** Names that end a history. */
export type StageEnds = { won: string; lost: string }

const ENDS: StageEnds = { won: 'won', lost: 'lost' }

/** Passage through one stage. */
export type StageConversion = {
  stage: string
  /** Deals that reached the stage or a later one: a skipped stage counts as passed. */
  entered: number
  /** Reached a later stage, or won. */
  advanced: number
  /** Lost with this as the furthest stage reached. */
  lost: number
  /** Still open with this as the furthest stage reached. */
  pending: number
  /** advanced / (advanced + lost) with Wilson's interval; null while nothing is decided. */
  rate: number | null
  lower: number | null
  upper: number | null
}

/** Conversions of the stages, with the deals that had no stage to speak of: excluded and counted. */
export type StageConversions = { stages: StageConversion[]; withoutHistory: number }

/**
 * Stage-to-stage conversion. `stages` lists the open stages in order. Backward moves do not undo having reached a later stage;
 * stages that are not listed are passed over. A deal won without any listed stage has passed them all. With `asOf` ('YYYY-MM-DD'),
 * entries of later days are not known yet. Fractions, Wilson's interval. RangeError on a text that is no date.
 */
export function stageConversion(
  histories: readonly StageHistory[],
  stages: readonly string[],
  options: IntervalOptions & { ends?: StageEnds; asOf?: string } = {},
): StageConversions {
  const ends = options.ends ?? ENDS
  const rank = new Map(stages.map((stage, i) => [stage, i]))
  const advanced = stages.map(() => 0)
  const lost = stages.map(() => 0)
  const pending = stages.map(() => 0)
  let withoutHistory = 0
  const end = options.asOf === undefined ? Number.POSITIVE_INFINITY : dayNumber(options.asOf)
  for (const full of histories) {
    const history = full.filter(([, date]) => dayNumber(date) <= end)
    const last = history.at(-1)?.[0]
    const reached = history.reduce((furthest, [stage]) => Math.max(furthest, rank.get(stage) ?? -1), -1)
    const furthest = last === ends.won ? stages.length : reached
    if (furthest < 0) {
      withoutHistory += 1
      continue
    }
    for (let i = 0; i < Math.min(furthest, stages.length); i++) advanced[i]! += 1
    if (furthest === stages.length) continue
    if (last === ends.lost) lost[furthest]! += 1
    else pending[furthest]! += 1
  }
  return {
    stages: stages.map((stage, i) => {
      const interval = wilsonInterval(advanced[i]!, advanced[i]! + lost[i]!, options)
      return {
        stage,
        entered: advanced[i]! + lost[i]! + pending[i]!,
        advanced: advanced[i]!,
        lost: lost[i]!,
        pending: pending[i]!,
        rate: interval?.estimate ?? null,
        lower: interval?.lower ?? null,
        upper: interval?.upper ?? null,
      }
    }),
    withoutHistory,
  }
}

/** Days spent in one stage. */
export type TimeInStage = {
  stage: string
  /** Deals that were in the stage and are out of it, and those in it now. */
  completed: number
  open: number
  /** Of completed stays, quantiles by definition 7; null without any. */
  median: number | null
  p90: number | null
  /** Kaplan-Meier median, which uses the open stays too; null when not reached. */
  kaplanMeierMedian: number | null
}

/**
 * Days in stage up to `asOf`. Several stays of a deal in one stage add up to one; a skipped stage has none; a stay of 0 days is valid.
 * Entries after `asOf` are not known yet. RangeError when the dates of a history run backwards.
 */
export function timeInStage(
  histories: readonly StageHistory[],
  stages: readonly string[],
  asOf: string,
  ends: StageEnds = ENDS,
): TimeInStage[] {
  const end = dayNumber(asOf)
  const completed = new Map<string, number[]>(stages.map((stage) => [stage, []]))
  const open = new Map<string, number[]>(stages.map((stage) => [stage, []]))
  for (const history of histories) {
    for (const [stage, stay] of stays(history, end, ends)) {
      const list = (stay.open ? open : completed).get(stage)
      list?.push(stay.days)
    }
  }
  return stages.map((stage) => {
    const done = completed.get(stage)!
    const running = open.get(stage)!
    const curve = kaplanMeier([
      ...done.map((time) => ({ time, events: 1, censored: 0 })),
      ...running.map((time) => ({ time, events: 0, censored: 1 })),
    ])
    return {
      stage,
      completed: done.length,
      open: running.length,
      median: quantile(done, 0.5),
      p90: quantile(done, 0.9),
      kaplanMeierMedian: curve.median,
    }
  })
}

function stays(
  history: StageHistory,
  end: number,
  ends: StageEnds,
): Map<string, { days: number; open: boolean }> {
  const byStage = new Map<string, { days: number; open: boolean }>()
  const known = history
    .map(([stage, date]) => ({ stage, day: dayNumber(date) }))
    .filter(({ day }) => day <= end)
  for (const [i, { stage, day }] of known.entries()) {
    const next = known[i + 1]
    if (next !== undefined && next.day < day)
      throw new RangeError(`Dates of a history run backwards at ${stage}`)
    if (stage === ends.won || stage === ends.lost) continue
    const stay = byStage.get(stage) ?? { days: 0, open: false }
    byStage.set(stage, { days: stay.days + (next?.day ?? end) - day, open: stay.open || next === undefined })
  }
  return byStage
}
