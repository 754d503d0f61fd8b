// Counts a metric's answers over several periods in one go, and makes answers of what the reader may be told.
import type { Counted } from '../compare/compare.ts'
import { answerNamed, narrowedContext, unitOf } from '../context.ts'
import {
  type CountedLine,
  dataOf,
  type MetricContext,
  type MetricDefinition,
  type Side,
  type Split,
} from '../definition.ts'
import { silent } from '../answers/answers.ts'
import type { Facts } from '../facts.ts'
import type { Gone } from '../gone.ts'
import { countLines, goneOf, onlySince } from '../kept/kept-figures.ts'
import { byData, mayTell } from '../groups/people-behind.ts'
import type { Period } from '../period.ts'
import { isTooFewAnswers, permitFor, withheld, withoutEnoughAnswers } from '../groups/permits.ts'
import { withoutSums } from '../compare/without-sums.ts'
import { joined, type Words } from '../words.ts'

/** A counted answer; withheld when the reader may not be told it. */
export type Told = Counted & {
  readonly isWithheld?: true
  /** Rows are no longer kept, and no figure was. */
  readonly gone?: Gone
}

/** Counts periods and makes answers of what the reader may be told: by period, then in the order of `ids`. */
export async function countPeriods(
  definition: MetricDefinition,
  context: MetricContext,
  facts: Facts,
  periods: readonly Period[],
  ids: readonly string[],
): Promise<readonly (readonly Told[])[]> {
  const may = await mayTell(definition, context, facts, periods, ids)
  const lines: CountedLine[] = []
  const partial = new Set<string>()
  for (const [data, some] of byData(definition, ids)) {
    const answers = some.filter((id) => periods.some((period) => may(id, period)))
    const split: Split = { answers, periods, dimension: null }
    if (answers.length === 0) continue
    const own = unattributed(definition, narrowedContext(context, facts, data))
    const counted = await countLines(definition, own, split)
    lines.push(...counted.lines)
    for (const place of counted.partial) partial.add(place)
  }
  return periods.map((period, position) =>
    ids.map((id): Told => {
      if (!may(id, period)) return hidden(definition, id, facts)
      const line = lines.find((one) => one.period === position && one.tallies[id] !== undefined)
      const whole =
        lines.find((one) => one.period === position && one.sides?.[id] !== undefined)?.sides?.[id] ?? {}
      const isFree = permitFor(facts.sight, dataOf(definition, id), context.scope) === 'free'
      const side = isFree ? whole : ofGroup(whole)
      const tally = line?.tallies[id] ?? null
      const gone = partial.has(`${id} ${position}`) ? goneOf(definition, id, context, period) : null
      if (gone !== null && tally === null) return nothingKept(definition, id, facts, gone)
      const told = gone === null ? side : withSince(side, onlySince(gone))
      const answer = definition.finish!(id, tally, told, { ...context, period })
      if (isTooFewAnswers(facts.sight, dataOf(definition, id), context.scope, answer.n))
        return { ...hidden(definition, id, facts), answer: withoutEnoughAnswers(answer) }
      const own = { tally, answer }
      const counted = isFree ? own : withoutSums(answerNamed(definition, id), own, told.note)
      return side.isComparable === false ? { ...counted, isComparable: false } : counted
    }),
  )
}

/**
 * What goes beside a figure that is told of a group: side figures and sentences count other things, of whom nobody knows how many
 * people are behind them.
 */
export function ofGroup({ unknown, isComparable }: Side): Side {
  return { ...(unknown !== undefined && { unknown }), ...(isComparable !== undefined && { isComparable }) }
}

// The whole organisation, not split: whose a deal was changes nothing, and costs two joins.
function unattributed(definition: MetricDefinition, context: MetricContext): MetricContext {
  const { scope } = context
  const isWhole = scope.kind === 'organisation' && scope.line === undefined
  return isWhole && definition.ignoresPeople ? { ...context, isUnattributed: true } : context
}

/** Nothing is left to count it from, and no figure was kept: that is no zero. */
function nothingKept(definition: MetricDefinition, id: string, { settings }: Facts, gone: Gone): Told {
  const own = answerNamed(definition, id)
  return { tally: null, answer: silent(id, unitOf(own.unit, settings), 'no-data', gone.reason), gone }
}

/** Said beside the value, and where there is none beside the reason. */
function withSince(side: Side, since: Words): Side {
  return side.unknown === undefined
    ? { ...side, note: joined(side.note, since) }
    : { ...side, unknown: joined(side.unknown, since) }
}

function hidden(definition: MetricDefinition, id: string, { sight, settings }: Facts): Told {
  const own = answerNamed(definition, id)
  return {
    tally: null,
    answer: withheld(definition, own, unitOf(own.unit, settings), sight),
    isWithheld: true,
  }
}
