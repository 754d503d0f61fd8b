// Tallies of leads: created, converted within a horizon, time to become a customer, and those that nobody works.
import { sql } from 'kysely'
import { kaplanMeier, lastFollowed, survivalAt } from '../../statistics/survival.ts'
import type { MetricContext, Side, Split } from '../../metric/definition.ts'
import { splittingBy } from '../../metric/rows/dimensions.ts'
import { fewestForHorizon, leadHorizon } from '../../metric/rows/lead-horizon.ts'
import { daysIn, grouped, type Lines } from '../../metric/tallies/lines.ts'
import { formatNumber, formatValue } from '../../metric/phrase.ts'
import { words } from '../../metric/words.ts'
import { isOfAllDeals } from '../../metric/rows/closed-days.ts'
import { leadsByDay } from '../../metric/rows/counted-leads.ts'
import { wonBy } from './count-deals.ts'
import { diagnosis } from './diagnosis.ts'
import {
  cohortLeads,
  createdLeads,
  idleAfterDays,
  newCustomers,
  qualifiedLeads,
  undatedLeads,
} from './rows.ts'

/** Leads created, and the e-book's ratio of deals won to them, with its diagnosis. */
export async function countLeads(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const { key, join } = splittingBy(split.dimension, 'lead', sql`lead.created_on`)
  const created = isOfAllDeals(context, split)
    ? sql`select lead.period, null::text as key, sum(lead.leads)::bigint as leads
      from ${leadsByDay(context, split.periods)} as lead`
    : sql`select lead.period, ${key} as key, count(*) as leads
      from ${createdLeads(context, split.periods)} as lead ${join}`
  const { rows } = await sql<{
    period: number
    key: string | null
    leads: number
  }>`${created} group by 1, 2`.execute(context.query)
  if (split.answers.includes('leads-created'))
    for (const row of rows)
      lines.add(row.period, row.key, 'leads-created', {
        kind: 'count',
        count: row.leads,
        days: daysIn(split.periods[row.period]!, context.asOf),
      })
  if (!split.answers.includes('period-ratio')) return
  const won = await wonBy(context, split)
  const seen = new Set<string>()
  const note =
    split.dimension === null
      ? diagnosis(
          context,
          split,
          rows,
          await idleBy(context, { ...split, periods: split.periods.slice(0, 1) }),
        )
      : undefined
  for (const row of [...rows, ...won]) {
    const id = `${row.period} ${row.key}`
    if (seen.has(id)) continue
    seen.add(id)
    const isSame = (other: { period: number; key: string | null }) =>
      other.period === row.period && other.key === row.key
    lines.add(
      row.period,
      row.key,
      'period-ratio',
      {
        kind: 'ratio',
        numerator: won.find(isSame)?.won ?? 0,
        denominator: rows.find(isSame)?.leads ?? 0,
      },
      row.period === 0 && note !== undefined ? { note } : {},
    )
  }
}

/** Share of the leads of a period that became customers within the horizon; nothing while the period is too young. */
export async function countCohort(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const horizon = await leadHorizon(context)
  const { key, join } = splittingBy(split.dimension, 'lead', sql`lead.created_on`)
  const { rows } = await sql<{
    period: number
    key: string | null
    days: number
    became: number
    converted: number
    waiting: number
    last_created: string
  }>`
    select lead.period, ${key} as key, lead.days,
      count(*) filter (where lead.became_on is not null) as became,
      count(*) filter (where lead.is_customer and lead.became_on is null) as converted,
      count(*) filter (where not lead.is_customer) as waiting,
      max(lead.created_on) as last_created
    from ${cohortLeads(context, split.periods)} as lead ${join}
    group by 1, 2, 3`.execute(context.query)
  for (const { period, key: value, rows: group } of grouped(rows)) {
    const all = sum(group, (row) => row.became + row.converted + row.waiting)
    const toDate = sum(group, (row) => row.became + row.converted)
    if (horizon === null) {
      lines.add(
        period,
        value,
        'cohort',
        { kind: 'proportion', successes: toDate, trials: all },
        {
          isComparable: false,
          note: words(
            `Convertis à ce jour, sans délai fixe : moins de ${fewestForHorizon} conversions portent une date.`,
            `Converted to date, with no fixed delay: fewer than ${fewestForHorizon} conversions carry a day.`,
          ),
        },
      )
      continue
    }
    const within = sum(group, (row) => row.converted + (row.days <= horizon ? row.became : 0))
    const lastCreated = group.map((row) => row.last_created).reduce((a, b) => (a > b ? a : b))
    const isMature = daysBetween(lastCreated, context.asOf) >= horizon
    lines.add(
      period,
      value,
      'cohort',
      { kind: 'proportion', successes: within, trials: all },
      isMature
        ? {
            details: [
              { name: words('Délai observé', 'Delay observed'), value: horizon, unit: { kind: 'days' } },
            ],
          }
        : young(group, horizon, toDate, all),
    )
  }
}

type CohortRow = { days: number; became: number; converted: number; waiting: number }

function young(rows: readonly CohortRow[], horizon: number, toDate: number, all: number): Side {
  const curve = kaplanMeier(
    rows.map((row) => ({ time: row.days, events: row.became + row.converted, censored: row.waiting })),
  )
  // Read only as far as enough leads are followed.
  const followed = lastFollowed(curve)
  const seen = Math.min(horizon, followed ?? 0)
  const point = followed === null ? null : survivalAt(curve, seen)
  const ratio = { kind: 'ratio' } as const
  return {
    unknown: words(
      `Trop jeune : il faut ${formatNumber(horizon, 'fr')} jours de recul après le dernier lead. À ce jour, ${formatNumber(toDate, 'fr')} sur ${formatNumber(all, 'fr')} (${formatValue(toDate / all, ratio, 'fr')}).`,
      `Too young: ${formatNumber(horizon, 'en')} days must pass after the last lead. To date, ${formatNumber(toDate, 'en')} of ${formatNumber(all, 'en')} (${formatValue(toDate / all, ratio, 'en')}).`,
    ),
    details:
      point === null
        ? []
        : [
            {
              name: words(
                `Estimation à ${seen} jours, leads en cours comptés`,
                `Estimate at ${seen} days, leads in progress counted`,
              ),
              value: 1 - point.survival,
              unit: ratio,
            },
          ],
  }
}

/** Days from lead to customer, for those who became customers in a period. */
export async function countLeadTime(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const { key, join } = splittingBy(split.dimension, 'lead', sql`lead.created_on`)
  const { rows } = await sql<{ period: number; key: string | null; days: number; leads: number }>`
    select lead.period, ${key} as key, lead.days, count(*) as leads
    from ${newCustomers(context, split.periods)} as lead ${join}
    group by 1, 2, 3`.execute(context.query)
  for (const group of grouped(rows))
    lines.add(group.period, group.key, 'lead-time', {
      kind: 'days',
      counts: new Map(group.rows.map((row) => [row.days, row.leads])),
    })
}

/** Qualified leads that nobody works. */
export async function countIdle(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  for (const row of await idleBy(context, split))
    lines.add(
      row.period,
      row.key,
      'idle-leads',
      { kind: 'proportion', successes: row.idle, trials: row.qualified },
      { isComparable: false },
    )
}

/** Leads without a day of creation: one rate over the whole data. */
export async function countUndated(context: MetricContext, split: Split, lines: Lines): Promise<void> {
  const { key, join } = splittingBy(split.dimension, 'lead', sql`lead.created_on`)
  const { rows } = await sql<{ key: string | null; leads: number; customers: number }>`
    select ${key} as key, count(*) as leads, count(*) filter (where lead.is_customer) as customers
    from ${undatedLeads(context)} as lead ${join}
    group by 1`.execute(context.query)
  for (const row of rows)
    lines.add(0, row.key, 'undated-leads', {
      kind: 'proportion',
      successes: row.customers,
      trials: row.leads,
    })
}

async function idleBy(context: MetricContext, split: Split) {
  const { key, join } = splittingBy(split.dimension, 'lead', sql`lead.created_on`)
  const found = isOfAllDeals(context, split)
    ? sql`select lead.period, null::text as key, sum(lead.leads)::bigint as qualified,
        coalesce(sum(lead.leads) filter (where lead.is_idle), 0)::bigint as idle
      from ${leadsByDay(context, split.periods)} as lead
      where lead.is_qualified and lead.created_on <= ${context.asOf}::date - ${idleAfterDays}::integer`
    : sql`select lead.period, ${key} as key, count(*) as qualified, count(*) filter (where lead.is_idle) as idle
      from ${qualifiedLeads(context, split.periods)} as lead ${join}`
  const { rows } = await sql<{
    period: number
    key: string | null
    qualified: number
    idle: number
  }>`${found} group by 1, 2`.execute(context.query)
  return rows
}

function sum<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((all, row) => all + of(row), 0)
}

function daysBetween(first: string, last: string): number {
  return (Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / 86_400_000
}
