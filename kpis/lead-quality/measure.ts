// How scored leads become a lift, a sorting power, and conversions by source and by score.
import { sql } from 'kysely'
import { proportionAnswer } from '../../metric/answers/answers.ts'
import {
  riskRatioAnswer,
  sortingAnswer,
  standardisedAnswer,
} from '../../metric/answers/comparison-answers.ts'
import type { CountedLine, MetricContext, Side, Split } from '../../metric/definition.ts'
import { splittingBy } from '../../metric/rows/dimensions.ts'
import { countedByReason } from '../../metric/rows/exclusions.ts'
import { leadHorizon } from '../../metric/rows/lead-horizon.ts'
import { grouped, type Lines, linesOf } from '../../metric/tallies/lines.ts'
import type { Answer } from '../../metric/measurement.ts'
import { organisation } from '../../metric/scope.ts'
import type { ScoresTally, Tally } from '../../metric/tallies/tally.ts'
import { words } from '../../metric/words.ts'
import { countAccounts, ofAccounts } from './accounts.ts'
import { scoredLeads, setAside } from './judged-leads.ts'

interface Row {
  readonly period: number
  readonly key: string | null
  /** Empty where nobody asks how segments convert. */
  readonly segment: string
  readonly is_good: boolean
  /** Null where nobody asks how scores sort. */
  readonly standing: number | null
  readonly converted: number
  readonly leads: number
}

const byLead = ['lift', 'conversion', 'sorting']
const bySegment = 'conversion-same-segment'

export async function count(context: MetricContext, split: Split): Promise<readonly CountedLine[]> {
  const lines = linesOf()
  const asks = (...answers: readonly string[]) => answers.some((answer) => split.answers.includes(answer))
  if (asks('above-bar')) await countAboveBar(context, split, lines)
  const horizon = await leadHorizon(context)
  if (asks(...byLead, bySegment)) await countJudged(context, split, horizon, lines)
  if (asks(...ofAccounts))
    await countAccounts(context, split, { by: 'judged', horizon }, sideOf(horizon), lines)
  return lines.all()
}

async function countAboveBar(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const { key, join } = splitting(split)
  const created = scoredLeads(context, split.periods, { by: 'created' })
  const { rows } = await sql<{ period: number; key: string | null; good: number; leads: number }>`
    select lead.period, ${key} as key, count(*) filter (where lead.is_good) as good, count(*) as leads
    from ${created} as lead ${join} where lead.is_good is not null group by 1, 2`.execute(context.query)
  for (const row of rows)
    lines.add(row.period, row.key, 'above-bar', {
      kind: 'proportion',
      successes: row.good,
      trials: row.leads,
    })
}

/** Lift, conversion and sorting power, and conversion with the segments as they are everywhere: the same leads, read once. */
async function countJudged(
  context: MetricContext,
  split: Split,
  horizon: number | null,
  lines: Lines,
): Promise<void> {
  const { key, join } = splitting(split)
  const side = sideOf(horizon)
  const isSorted = split.answers.includes('sorting')
  const isStandardised = split.answers.includes(bySegment)
  const { rows } = await sql<Row>`
    select lead.period, ${key} as key, ${isStandardised ? sql`lead.segment` : sql`''`} as segment, lead.is_good,
      ${isSorted ? sql`lead.standing` : sql`null::double precision`} as standing,
      count(*) filter (where lead.is_converted_in_time) as converted, count(*) as leads
    from ${scoredLeads(context, split.periods, { by: 'judged', horizon })} as lead ${join}
    where lead.is_good is not null group by 1, 2, 3, 4, 5`.execute(context.query)
  for (const { period, key: value, rows: group } of grouped(rows)) {
    const good = summed(group.filter((row) => row.is_good))
    const others = summed(group.filter((row) => !row.is_good))
    const tallies: Readonly<Record<string, Tally>> = {
      lift: {
        kind: 'two-by-two',
        exposedSuccess: good.converted,
        exposedFailure: good.leads - good.converted,
        unexposedSuccess: others.converted,
        unexposedFailure: others.leads - others.converted,
      },
      conversion: {
        kind: 'proportion',
        successes: good.converted + others.converted,
        trials: good.leads + others.leads,
      },
      ...(isSorted && { sorting: { kind: 'scores', counts: byStanding(group) } }),
    }
    for (const [answer, tally] of Object.entries(tallies))
      if (split.answers.includes(answer)) lines.add(period, value, answer, tally, side)
  }
  if (isStandardised) await standardise(context, split, horizon, rows, lines)
}

function summed(rows: readonly Row[]): Pick<Row, 'converted' | 'leads'> {
  return {
    converted: rows.reduce((all, row) => all + row.converted, 0),
    leads: rows.reduce((all, row) => all + row.leads, 0),
  }
}

/** A source may call good what stands below the bar of others: one standing, two rows. */
function byStanding(rows: readonly Row[]): ScoresTally['counts'] {
  const counts = new Map<number, { positives: number; negatives: number }>()
  for (const { standing, converted, leads } of rows) {
    const there = counts.get(standing!) ?? { positives: 0, negatives: 0 }
    counts.set(standing!, {
      positives: there.positives + converted,
      negatives: there.negatives + leads - converted,
    })
  }
  return counts
}

function splitting(split: Split) {
  return split.dimension === 'score-band'
    ? { key: sql`lead.band::text`, join: sql`` }
    : splittingBy(split.dimension, 'lead', sql`lead.created_on`)
}

interface Segment {
  readonly period: number
  readonly key: string | null
  readonly segment: string
  readonly successes: number
  readonly trials: number
}

/** The mix is that of all judged leads of the organisation in the period; `rows` are those of what is asked for. */
async function standardise(
  context: MetricContext,
  split: Split,
  horizon: number | null,
  rows: readonly Row[],
  lines: Lines,
): Promise<void> {
  const { scope, seen } = context
  const isOfAll = scope.kind === 'organisation' && scope.line === undefined && seen === 'everybody'
  const own = segmentsOf(rows)
  const mixes =
    isOfAll && split.dimension === null ? own : await everySegment(context, split.periods, horizon)
  for (const group of grouped(own)) {
    const mix = mixes.filter((one) => one.period === group.period)
    lines.add(
      group.period,
      group.key,
      bySegment,
      {
        kind: 'strata',
        strata: new Map(group.rows.map((row) => [row.segment, row])),
        weights: new Map(mix.map((row) => [row.segment, row.trials])),
      },
      sideOf(horizon),
    )
  }
}

async function everySegment(
  context: MetricContext,
  periods: Split['periods'],
  horizon: number | null,
): Promise<readonly Segment[]> {
  const everywhere: MetricContext = { ...context, scope: organisation, seen: 'everybody' }
  const { rows } = await sql<Segment>`
    select lead.period, null::text as key, lead.segment, count(*) filter (where lead.is_converted_in_time) as successes, count(*) as trials
    from ${scoredLeads(everywhere, periods, { by: 'judged', horizon })} as lead
    where lead.is_good is not null group by 1, 3`.execute(context.query)
  return rows
}

/** Grain: one row per period, value and segment, in the order of segments: sums of fractions depend on theirs. */
function segmentsOf(rows: readonly Row[]): readonly Segment[] {
  const found = new Map<string, Segment>()
  for (const { period, key, segment, converted, leads } of rows) {
    const id = JSON.stringify([period, key, segment])
    const { successes, trials } = found.get(id) ?? { successes: 0, trials: 0 }
    found.set(id, { period, key, segment, successes: successes + converted, trials: trials + leads })
  }
  return [...found.values()].toSorted((a, b) => (a.segment < b.segment ? -1 : 1))
}

function sideOf(horizon: number | null): Side {
  if (horizon === null) return { isComparable: false, note: noHorizon }
  return {
    details: [
      {
        name: words('Délai laissé aux leads', 'Time given to leads'),
        value: horizon,
        unit: { kind: 'days' },
      },
    ],
  }
}

const noHorizon = words(
  'Convertis à ce jour, sans délai fixe : trop peu de conversions portent une date.',
  'Converted to date, with no fixed delay: too few conversions carry a day.',
)

export function finish(answer: string, tally: Tally | null, side: Side): Answer {
  if (answer === 'lift')
    return riskRatioAnswer(answer, tally, side, {
      exposed: words('Conversion au-dessus du seuil', 'Conversion above the bar'),
      unexposed: words('Conversion des autres', 'Conversion of the others'),
    })
  if (answer === 'account-lift')
    return riskRatioAnswer(answer, tally, side, {
      exposed: words('Comptes au-dessus du seuil qui achètent', 'Accounts above the bar that buy'),
      unexposed: words('Les autres comptes', 'The other accounts'),
    })
  if (answer === 'sorting' || answer === 'account-sorting') return sortingAnswer(answer, tally, side)
  if (answer === 'conversion-same-segment') return standardisedAnswer(answer, tally, side)
  return proportionAnswer(answer, tally, side)
}

const reasons = {
  'no-score': words('Leads sans score.', 'Leads without a score.'),
  'scored-after': words(
    'Leads notés seulement une fois devenus clients : le score connaissait l’issue.',
    'Leads scored only once they were customers: the score knew the outcome.',
  ),
  'no-bar': words(
    'Leads dont tous les scores sont égaux : aucun seuil ne les sépare.',
    'Leads whose scores are all the same: no bar tells them apart.',
  ),
  'customer-before-lead': words(
    'Leads devenus clients avant leur création : erreur de saisie à corriger à la source.',
    'Leads that became customers before they were created: an error to mend at the source.',
  ),
}

export async function exclusions(context: MetricContext) {
  const horizon = await leadHorizon(context)
  return countedByReason(context, setAside(context, { by: 'judged', horizon }), reasons)
}
