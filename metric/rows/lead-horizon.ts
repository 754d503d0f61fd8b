// The delay within which a lead is given the time to become a customer: younger leads are not judged yet.
import { sql } from 'kysely'
import { quantileOfCounts } from '../../statistics/quantiles.ts'
import { leadDelays } from './counted-leads.ts'
import type { MetricContext } from '../definition.ts'
import { workedOut } from '../worked-out.ts'

/** Fewer dated conversions than this give no horizon. */
export const fewestForHorizon = 10

/**
 * 90th percentile of the days from lead to customer, over the whole organisation and all of the data, rounded up. Null under
 * ten dated conversions.
 */
export function leadHorizon(context: MetricContext): Promise<number | null> {
  return workedOut(context, `lead horizon ${context.asOf}`, () => findHorizon(context))
}

async function findHorizon(context: MetricContext): Promise<number | null> {
  const { rows } = await sql<{ days: number; leads: number }>`
    select days, leads from ${leadDelays(context)} as delay`.execute(context.query)
  if (rows.reduce((all, row) => all + row.leads, 0) < fewestForHorizon) return null
  const found = quantileOfCounts(
    rows.map((row) => ({ value: row.days, count: row.leads })),
    0.9,
  )
  return found === null ? null : Math.ceil(found)
}
