// Quotas as answers: what all reps sold of what they were to sell, and the share of them who sold theirs.
import { sql } from 'kysely'
import { missingRates, proportionAnswer } from '../../metric/answers/answers.ts'
import type { MetricContext, Side, Split } from '../../metric/definition.ts'
import { splittingBy } from '../../metric/rows/dimensions.ts'
import { grouped, type Lines } from '../../metric/tallies/lines.ts'
import type { Answer } from '../../metric/measurement.ts'
import { sumsAnswer, sumsOf } from '../../metric/answers/ratio-answers.ts'
import type { Tally } from '../../metric/tallies/tally.ts'
import { words } from '../../metric/words.ts'
import { countedQuotas } from './quotas.ts'

export const quotaAnswers: readonly string[] = ['quota-attainment', 'quota-attainment-deals', 'reps-at-quota']

interface CountedQuota {
  readonly period: number
  readonly key: string | null
  readonly rep_id: number
  readonly counts: 'amount' | 'deals'
  readonly quota_minor: bigint | null
  readonly sold_minor: bigint | null
  readonly deals: number | null
  readonly sold_deals: number | null
  readonly missing: readonly string[]
}

type Counts = CountedQuota['counts']

/** Of one rep: sold and quota, of each kind that she has. */
type OfRep = ReadonlyMap<Counts, readonly [sold: number, quota: number]>

export async function countQuotas(
  context: MetricContext,
  split: Split,
  lines: Lines,
  answers: readonly string[],
  said: Side,
): Promise<void> {
  const { key, join } = splittingBy(split.dimension, 'row', sql`row.starts_on`)
  const { rows } = await sql<CountedQuota>`
    select row.period, ${key} as key, row.rep_id, row.counts, row.quota_minor, row.sold_minor, row.deals, row.sold_deals, row.missing
    from ${countedQuotas(context, split.periods)} as row ${join}`.execute(context.query)
  for (const group of grouped(rows)) {
    const reps = byRep(group.rows)
    const lacking = { missingRates: [...new Set(group.rows.flatMap(({ missing }) => missing))].toSorted() }
    const unknown = missingRates(lacking, context.settings.currency)
    for (const answer of answers) {
      const tally = tallyOf(answer, reps, lacking)
      const isUnknown = answer === 'reps-at-quota' && lacking.missingRates.length > 0
      if (tally !== null)
        lines.add(group.period, group.key, answer, tally, { ...said, ...(isUnknown && { unknown }) })
    }
  }
}

function byRep(rows: readonly CountedQuota[]): readonly OfRep[] {
  const reps = new Map<number, Map<Counts, readonly [number, number]>>()
  for (const row of rows) {
    const own = reps.get(row.rep_id) ?? new Map<Counts, readonly [number, number]>()
    reps.set(row.rep_id, own)
    const [sold, quota] = own.get(row.counts) ?? [0, 0]
    own.set(
      row.counts,
      row.counts === 'amount'
        ? [sold + Number(row.sold_minor ?? 0n), quota + Number(row.quota_minor ?? 0n)]
        : [sold + (row.sold_deals ?? 0), quota + (row.deals ?? 0)],
    )
  }
  return [...reps.values()]
}

function tallyOf(
  answer: string,
  reps: readonly OfRep[],
  lacking: { readonly missingRates: readonly string[] },
): Tally | null {
  if (answer === 'reps-at-quota') {
    const reached = reps.filter((own) => [...own.values()].every(([sold, quota]) => sold >= quota))
    return { kind: 'proportion', successes: reached.length, trials: reps.length }
  }
  const units = reps.flatMap((own) => {
    const found = own.get(answer === 'quota-attainment' ? 'amount' : 'deals')
    return found === undefined ? [] : [found]
  })
  if (units.length === 0) return null
  return answer === 'quota-attainment' ? { ...sumsOf(units), ...lacking } : sumsOf(units)
}

const noQuota = words(
  'Aucun quota fini ne tient en entier dans cette période, parmi les jours dont les ventes sont connues : regardez une période plus longue.',
  'No quota that is over lies wholly in this period, among the days of which sales are known: look at a longer one.',
)

export function quotaAnswer(id: string, tally: Tally | null, given: Side, currency: string): Answer {
  const side = tally === null ? { ...given, unknown: noQuota } : given
  if (id === 'reps-at-quota') return proportionAnswer(id, tally, side)
  const isAmount = id === 'quota-attainment'
  return sumsAnswer(id, tally, side, {
    unit: { kind: 'ratio' },
    currency,
    bounds: [0, Infinity],
    parts: isAmount ? { unit: { kind: 'money', currency }, scale: 1 } : { unit: { kind: 'count' }, scale: 1 },
  })
}
