// Accounts judged by the leads that came of them: the score of an account, and whether those that look good buy more.
import { sql } from 'kysely'
import { scopeOf, type Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext, RowPage, RowRequest, Side, Split } from '../../metric/definition.ts'
import { splittingBy } from '../../metric/rows/dimensions.ts'
import { inSight } from '../../metric/rows/in-sight.ts'
import { grouped, type Lines } from '../../metric/tallies/lines.ts'
import { listRows } from '../../metric/rows/listing.ts'
import type { Detail } from '../../metric/measurement.ts'
import type { Period } from '../../metric/period.ts'
import { organisation } from '../../metric/scope.ts'
import { words } from '../../metric/words.ts'
import { type Moment, scoredLeads } from './judged-leads.ts'

/** Answers of which one row is one account. */
export const ofAccounts: ReadonlySet<string> = new Set([
  'account-lift',
  'account-sorting',
  'account-conversion',
])

/**
 * Grain: one row per period and known company with scored leads whose time to buy ended in it. Its score is that of its best lead
 * (`standing`, `band`): one person who is ready to buy makes an account worth a call, and three who are not take nothing from that. It is above
 * the bar when a lead of it is, and has bought when a lead of it did in time. `expected`: the chance that one of them buys if each did so by
 * itself, as often as all leads of its band in the period: 1 - product of (1 - rate). `rep_id`: the owner of the best lead, of the first of them.
 */
export function scoredAccounts(context: MetricContext, periods: readonly Period[], moment: Moment): Sql {
  // All leads of an account make its score, whoever asks; whose it is decides who is told.
  const everywhere: MetricContext = { ...context, scope: organisation, seen: 'everybody' }
  const first = sql`order by judged.standing desc, judged.created_on, judged.lead_id`
  return sql`(
    with judged as materialized (
      select lead.period, lead.account_id, lead.lead_id, lead.created_on, lead.standing, lead.band, lead.is_good,
        lead.is_converted_in_time, lead.is_identified, lead.rep_id, lead.team_id
      from ${scoredLeads(everywhere, periods, moment)} as lead where lead.is_good is not null
    ), rate as (
      select period, band, ln(greatest(1 - avg(is_converted_in_time::integer)::double precision, 1e-12)) as none from judged group by 1, 2
    )
    select known.* from (
      select judged.period, judged.account_id, count(*) as leads, max(judged.standing) as standing, max(judged.band) as band,
        bool_or(judged.is_good) as is_good, bool_or(judged.is_converted_in_time) as is_converted_in_time, min(judged.created_on) as created_on,
        (array_agg(judged.rep_id ${first}))[1] as rep_id, (array_agg(judged.team_id ${first}))[1] as team_id,
        1 - exp(sum(rate.none)) as expected
      from judged
      join rate on rate.period = judged.period and rate.band = judged.band
      where judged.is_identified
      group by 1, 2
    ) as known
    where ${scopeOf(context.scope, 'known')} and ${inSight(context, sql`known.rep_id`, sql`known.created_on`)}
  )`
}

interface Row {
  readonly period: number
  readonly key: string | null
  readonly is_good: boolean
  readonly standing: number
  readonly bought: number
  readonly accounts: number
  readonly leads: number
  readonly expected: number
}

/** How often accounts buy by whether they look good, by their score, and in all. */
export async function countAccounts(
  context: MetricContext,
  split: Split,
  moment: Moment,
  side: Side,
  lines: Lines,
): Promise<void> {
  const { key, join } = splitting(split.dimension)
  const { rows } = await sql<Row>`
    select row.period, ${key} as key, row.is_good, row.standing,
      count(*) filter (where row.is_converted_in_time) as bought, count(*) as accounts, sum(row.leads)::bigint as leads,
      sum(row.expected) as expected
    from ${scoredAccounts(context, split.periods, moment)} as row ${join} group by 1, 2, 3, 4 order by 1, 2, 3, 4`.execute(
    context.query,
  )
  for (const { period, key: value, rows: group } of grouped(rows)) {
    const isSame = group.every((row) => row.leads === row.accounts)
    const told = isSame && side.note === undefined ? { ...side, note: oneLeadEach } : side
    const of = (isGood: boolean, pick: (row: Row) => number) =>
      group.reduce((all, row) => all + (row.is_good === isGood ? pick(row) : 0), 0)
    const bought = (isGood: boolean) => of(isGood, (row) => row.bought)
    const others = (isGood: boolean) => of(isGood, (row) => row.accounts - row.bought)
    if (split.answers.includes('account-lift'))
      lines.add(
        period,
        value,
        'account-lift',
        {
          kind: 'two-by-two',
          exposedSuccess: bought(true),
          exposedFailure: others(true),
          unexposedSuccess: bought(false),
          unexposedFailure: others(false),
        },
        told,
      )
    if (split.answers.includes('account-sorting'))
      lines.add(period, value, 'account-sorting', { kind: 'scores', counts: byStanding(group) }, told)
    if (!split.answers.includes('account-conversion')) continue
    const successes = bought(true) + bought(false)
    const trials = successes + others(true) + others(false)
    lines.add(
      period,
      value,
      'account-conversion',
      { kind: 'proportion', successes, trials },
      { ...told, details: [...(side.details ?? []), ...besides(group, trials)] },
    )
  }
}

const oneLeadEach = words(
  'Chaque compte n’a ici qu’un lead : les chiffres par compte sont ceux par lead.',
  'Each account has one lead here: figures by account are those by lead.',
)

function besides(rows: readonly Row[], accounts: number): readonly Detail[] {
  const sum = (pick: (row: Row) => number) => rows.reduce((all, row) => all + pick(row), 0)
  return [
    {
      name: words('Attendue si chaque lead décidait seul', 'Expected if each lead decided alone'),
      // Sums of logarithms depend on their order in the last digits.
      value: Math.round((sum((row) => row.expected) / accounts) * 1e10) / 1e10,
      unit: { kind: 'ratio' },
    },
    {
      name: words('Leads notés de ces comptes', 'Scored leads of these accounts'),
      value: sum((row) => row.leads),
      unit: { kind: 'count' },
    },
  ]
}

function byStanding(rows: readonly Row[]) {
  const counts = new Map<number, { positives: number; negatives: number }>()
  for (const { standing, bought, accounts } of rows) {
    const there = counts.get(standing) ?? { positives: 0, negatives: 0 }
    counts.set(standing, {
      positives: there.positives + bought,
      negatives: there.negatives + accounts - bought,
    })
  }
  return counts
}

function splitting(dimension: string | null): { readonly key: Sql; readonly join: Sql } {
  switch (dimension) {
    case 'score-band':
      return { key: sql`row.band::text`, join: sql`` }
    case 'account-leads':
      return { key: sql`case when row.leads >= 3 then '3+' else row.leads::text end`, join: sql`` }
    default:
      return splittingBy(dimension, 'row', sql`row.created_on`)
  }
}

/** The accounts behind an answer. */
export function accountRows(context: MetricContext, request: RowRequest, moment: Moment): Promise<RowPage> {
  return listRows(
    context,
    {
      counted: scoredAccounts(context, [context.period], moment),
      with: ['account', 'rep', 'team'],
      cells: {
        leads: sql`row.leads`,
        first: sql`row.created_on`,
        standing: sql`round(row.standing * 100)::integer`,
        good: sql`row.is_good`,
        bought: sql`row.is_converted_in_time`,
      },
      usual: { column: 'standing', descending: true },
      tie: sql`row.account_id`,
    },
    request,
  )
}
