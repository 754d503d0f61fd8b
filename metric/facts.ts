// What is known before any metric is measured: the settings, which tables hold anything, up to which day the
// data goes, and where it came from. Read once per request, in the same snapshot as the figures.
import { sql } from 'kysely'
import type { Query } from '../model/database.ts'
import { readSettings } from '../model/settings.ts'
import type { OrganisationSettings } from './definition.ts'
import type { SourceFreshness } from './measurement.ts'

export interface Facts {
  readonly settings: OrganisationSettings
  /** Names of the tables that hold at least one row. */
  readonly filled: ReadonlySet<string>
  /** First and last day on which something happened. Null without any dated row. */
  readonly firstDay: string | null
  readonly lastDay: string | null
  /** The day on which what is open is open: asked, else the last delivery's, else the last event. */
  readonly asOf: string | null
  readonly sources: readonly SourceFreshness[]
}

/** Reads the facts. Extremes come from indexes: no large table is read through. */
export async function readFacts(query: Query, askedAsOf?: string): Promise<Facts> {
  const settings = await readSettings(query)
  const { rows } = await sql<{
    has_opportunities: boolean
    has_leads: boolean
    has_stage_visits: boolean
    first_day: string | null
    last_day: string | null
    delivered: string | null
  }>`
    select
      exists (select from opportunities) as has_opportunities,
      exists (select from leads union all select from lead_days) as has_leads,
      exists (select from stage_visits) as has_stage_visits,
      least(
        (select min(opened_on) from opportunities), (select min(closed_on) from opportunities),
        (select min(created_on) from leads), (select min(created_on) from lead_days)) as first_day,
      greatest(
        (select max(opened_on) from opportunities), (select max(closed_on) from opportunities),
        (select max(created_on) from leads), (select max(created_on) from lead_days), (select max(entered_on) from stage_visits)) as last_day,
      (select max(as_of) from imports where state = 'visible') as delivered`.execute(query)
  const row = rows[0]!
  const filled = new Set<string>()
  if (row.has_opportunities) filled.add('opportunities')
  if (row.has_leads) filled.add('leads')
  if (row.has_stage_visits) filled.add('stage_visits')
  return {
    settings,
    filled,
    firstDay: row.first_day,
    lastDay: row.last_day,
    asOf: askedAsOf ?? row.delivered ?? row.last_day,
    sources: await readSources(query, row.last_day),
  }
}

// One source, the usual case, needs no reading through: its last day is the last day.
async function readSources(query: Query, lastDay: string | null): Promise<readonly SourceFreshness[]> {
  const delivered = await query
    .selectFrom('imports')
    .where('state', '=', 'visible')
    .groupBy('source')
    .orderBy('source')
    .select([
      'source',
      (eb) => eb.fn.max('visible_at').as('imported_at'),
      (eb) => eb.fn.max('as_of').as('as_of'),
    ])
    .execute()
  return delivered.map(({ source, imported_at, as_of }) => ({
    source,
    lastDay: as_of ?? (delivered.length === 1 ? lastDay : null),
    importedAt: imported_at,
  }))
}
