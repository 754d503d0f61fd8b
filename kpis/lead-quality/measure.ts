// How scored leads become a lift, a sorting power, and conversions by source and by score.
import { sql } from 'kysely'
import { proportionAnswer } from '../../metric/answers.ts'
import { riskRatioAnswer, sortingAnswer, standardisedAnswer } from '../../metric/comparison-answers.ts'
import type { CountedLine, MetricContext, Side, Split } from '../../metric/definition.ts'
import { splittingBy } from '../../metric/dimensions.ts'
import { countedByReason } from '../../metric/exclusions.ts'
import { leadHorizon } from '../../metric/lead-horizon.ts'
import { grouped, linesOf } from '../../metric/lines.ts'
import type { Answer } from '../../metric/measurement.ts'
import { organisation } from '../../metric/scope.ts'
import type { Tally } from '../../metric/tally.ts'
import { words } from '../../metric/words.ts'
import { scoredLeads, setAside } from './rows.ts'

interface Row {
  readonly period: number
  readonly key: string | null
  readonly is_good: boolean
  readonly converted: number
  readonly leads: number
}

export async function count(context: MetricContext, split: Split): Promise<readonly CountedLine[]> {
  const lines = linesOf()
  const horizon = await leadHorizon(context)
  const side = sideOf(horizon)
  const judged = scoredLeads(context, split.periods, { by: 'judged', horizon })
  const { key, join } = splitting(split)
  const asks = (...answers: readonly string[]) => answers.some((answer) => split.answers.includes(answer))
  if (asks('above-bar')) {
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
  if (asks('lift', 'conversion')) {
    const { rows } = await sql<Row>`
      select lead.period, ${key} as key, lead.is_good,
        count(*) filter (where lead.is_converted_in_time) as converted, count(*) as leads
      from ${judged} as lead ${join} where lead.is_good is not null group by 1, 2, 3`.execute(context.query)
    for (const group of grouped(rows)) {
      const none = { converted: 0, leads: 0 }
      const good = group.rows.find((row) => row.is_good) ?? none
      const others = group.rows.find((row) => !row.is_good) ?? none
      if (asks('lift'))
        lines.add(
          group.period,
          group.key,
          'lift',
          {
            kind: 'two-by-two',
            exposedSuccess: good.converted,
            exposedFailure: good.leads - good.converted,
            unexposedSuccess: others.converted,
            unexposedFailure: others.leads - others.converted,
          },
          side,
        )
      if (asks('conversion'))
        lines.add(
          group.period,
          group.key,
          'conversion',
          {
            kind: 'proportion',
            successes: good.converted + others.converted,
            trials: good.leads + others.leads,
          },
          side,
        )
    }
  }
  if (asks('sorting')) {
    const { rows } = await sql<{
      period: number
      key: string | null
      standing: number
      positives: number
      negatives: number
    }>`
      select lead.period, ${key} as key, lead.standing::double precision as standing,
        count(*) filter (where lead.is_converted_in_time) as positives,
        count(*) filter (where not lead.is_converted_in_time) as negatives
      from ${judged} as lead ${join}
      where lead.is_good is not null
      group by 1, 2, 3`.execute(context.query)
    for (const group of grouped(rows))
      lines.add(
        group.period,
        group.key,
        'sorting',
        { kind: 'scores', counts: new Map(group.rows.map((row) => [row.standing, row])) },
        side,
      )
  }
  if (asks('conversion-same-segment')) await countStandardised(context, split, horizon, lines)
  return lines.all()
}

function splitting(split: Split) {
  return split.dimension === 'score-band'
    ? { key: sql`lead.band::text`, join: sql`` }
    : splittingBy(split.dimension, 'lead', sql`lead.created_on`)
}

/** The mix is that of all judged leads of the organisation in the period. */
async function countStandardised(
  context: MetricContext,
  split: Split,
  horizon: number | null,
  lines: ReturnType<typeof linesOf>,
): Promise<void> {
  const { key, join } = splitting(split)
  const bySegment = async (of: MetricContext, value: typeof key, joined: typeof join) => {
    const { rows } = await sql<{
      period: number
      key: string | null
      segment: string
      successes: number
      trials: number
    }>`
      select lead.period, ${value} as key, coalesce(company.segment, '') as segment,
        count(*) filter (where lead.is_converted_in_time) as successes, count(*) as trials
      from ${scoredLeads(of, split.periods, { by: 'judged', horizon })} as lead
      left join accounts as company on company.account_id = lead.account_id ${joined}
      where lead.is_good is not null
      group by 1, 2, 3`.execute(context.query)
    return grouped(rows)
  }
  const everywhere: MetricContext = { ...context, scope: organisation, seen: 'everybody' }
  const mixes = await bySegment(everywhere, sql`null::text`, sql``)
  for (const group of await bySegment(context, key, join)) {
    const mix = mixes.find((one) => one.period === group.period)!
    lines.add(
      group.period,
      group.key,
      'conversion-same-segment',
      {
        kind: 'strata',
        strata: new Map(group.rows.map((row) => [row.segment, row])),
        weights: new Map(mix.rows.map((row) => [row.segment, row.trials])),
      },
      sideOf(horizon),
    )
  }
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
  if (answer === 'sorting') return sortingAnswer(answer, tally, side)
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
