// What is known before any metric is measured: the settings, which tables hold anything, up to which day the
// data goes, and where it came from. Read once per request, in the same snapshot as the figures.
import { sql } from 'kysely'
import { dataVersion } from '../model/data-version.ts'
import type { Database, Query } from '../model/database.ts'
import type { Going } from '../model/rollups/index.ts'
import type { TableName } from '../model/schema.ts'
import type { Reader } from '../model/reader.ts'
import { readSettings } from '../model/settings.ts'
import { readSight, type Sight } from '../model/sight.ts'
import type { OrganisationSettings } from './definition.ts'
import type { SourceFreshness } from './measurement.ts'

export interface Facts extends DataFacts {
  /** Whose data the reader may see. */
  readonly sight: Sight
  /** The day on which what is open is open: asked, else the last delivery's, else the last event. */
  readonly asOf: string | null
  /** What several figures of one request need and what is too large to be kept after it: see `workedOut`. */
  readonly passing: Map<string, Promise<unknown>>
  /** Tables are joined by hash in this snapshot. */
  readonly isByHash?: true
}

/** What is the same for every reader of one state of the data. */
interface DataFacts {
  /** Which state of the data this is. */
  readonly version: string
  readonly settings: OrganisationSettings
  /** Names of the tables that hold at least one row. */
  readonly filled: ReadonlySet<string>
  /** First and last day on which something happened. Null without any dated row. */
  readonly firstDay: string | null
  readonly lastDay: string | null
  /** The day that the last delivery describes. */
  readonly deliveredOn: string | null
  readonly sources: readonly SourceFreshness[]
  /** From which day on rows by person are kept, by table. */
  readonly cuts: ReadonlyMap<Going, string>
  /** From which day on pieces of time are kept with their hours, and what customers wrote. Null: from the first day on. */
  readonly hoursFrom: string | null
  readonly wordsFrom: string | null
  /** What several figures need, worked out once: see `workedOut`. */
  readonly worked: Map<string, Promise<unknown>>
}

/** Tables that metrics need. */
const feeding = [
  'opportunities',
  'leads',
  'stage_visits',
  'activities',
  'content_items',
  'content_work',
  'content_events',
  'training_results',
  'workshop_attendances',
  'coaching_sessions',
  'onboarding_milestones',
  'costs',
  'quotas',
  'revenue',
  'subscriptions',
  'renewals',
  'survey_answers',
  'feedback',
  'feedback_actions',
  'lead_scores',
] as const satisfies readonly TableName[]

/** Days on which something happened: what is planned (due days, ends of contracts) says nothing of how far data goes. */
export const happenings = [
  ['opportunities', 'opened_on'],
  ['opportunities', 'closed_on'],
  ['leads', 'created_on'],
  ['lead_days', 'created_on'],
  ['activities', 'day'],
  ['content_work', 'day'],
  ['content_events', 'day'],
  ['training_results', 'completed_on'],
  ['costs', 'day'],
  ['revenue', 'day'],
  ['subscriptions', 'starts_on'],
  ['survey_answers', 'answered_on'],
  ['feedback', 'received_on'],
] as const

/** The last facts of each open database, told again for as long as nothing changed. */
const known = new WeakMap<Database, DataFacts>()

/** Reads the facts; those of an equal snapshot of `database` are told again. */
export async function readFacts(
  query: Query,
  reader: Reader,
  askedAsOf?: string,
  database?: Database,
): Promise<Facts> {
  const version = await dataVersion(query)
  const found = knownFacts(database, version) ?? (await readDataFacts(query, version))
  // Whoever reads them at the same time takes the same ones, for what is worked out beside them.
  const facts = knownFacts(database, version) ?? found
  if (database !== undefined) known.set(database, facts)
  return {
    ...facts,
    sight: await readSight(query, reader),
    asOf: askedAsOf ?? facts.deliveredOn ?? facts.lastDay,
    passing: new Map(),
  }
}

function knownFacts(database: Database | undefined, version: string): DataFacts | undefined {
  const last = database === undefined ? undefined : known.get(database)
  return last?.version === version ? last : undefined
}

// Extremes come from indexes: no large table is read through.
async function readDataFacts(query: Query, version: string): Promise<DataFacts> {
  const settings = await readSettings(query)
  const filled = sql.join(
    feeding.map((table) => sql`case when exists (select from ${sql.table(table)}) then ${table}::text end`),
  )
  const first = sql.join(
    happenings.map(([table, column]) => sql`(select min(${sql.ref(column)}) from ${sql.table(table)})`),
  )
  const last = sql.join(
    happenings.map(([table, column]) => sql`(select max(${sql.ref(column)}) from ${sql.table(table)})`),
  )
  const { rows } = await sql<{
    filled: (string | null)[]
    has_purged_leads: boolean
    purged: string[]
    activities_from: string | null
    uses_from: string | null
    hours_from: string | null
    words_from: string | null
    has_scored_leads: boolean
    has_hires: boolean
    has_onboarding_course: boolean
    first_day: string | null
    last_day: string | null
    delivered: string | null
  }>`
    select array[${filled}] as filled, exists (select from lead_days) as has_purged_leads,
      exists (select from leads where score is not null) as has_scored_leads,
      exists (select from people where hired_on is not null) as has_hires,
      exists (
        select from training_results as result join courses as course on course.course_id = result.course_id
        where course.kind = 'onboarding') as has_onboarding_course,
      array(select rollup from rollups where first_day is not null) as purged,
      (select rows_from from rollups where rollup = 'activity_days') as activities_from,
      (select rows_from from rollups where rollup = 'content_days') as uses_from,
      (select hours_from from rollups where rollup = 'activity_days') as hours_from,
      (select max(before) from purge_runs where rule = 'answers') as words_from,
      least(${first}, (select min(first_day) from rollups)) as first_day,
      greatest(${last}, (select max(entered_on) from stage_visits), (select max(last_day) from rollups)) as last_day,
      (select max(as_of) from imports where state = 'visible') as delivered`.execute(query)
  const row = rows[0]!
  const tables = new Set<string>(row.filled.filter((table) => table !== null))
  // What figures need of rows that have gone is kept: the source was there.
  if (row.has_purged_leads) tables.add('leads')
  if (row.purged.includes('activity_days')) tables.add('activities')
  if (row.purged.includes('content_days')) tables.add('content_events')
  // A score written on the lead itself is a score.
  if (row.has_scored_leads) tables.add('lead_scores')
  // Of people, onboarding needs the days of hire; a course of welcome is a programme too.
  if (row.has_hires) tables.add('people')
  if (row.has_onboarding_course) tables.add('onboarding_milestones')
  return {
    version,
    settings,
    filled: tables,
    firstDay: row.first_day,
    lastDay: row.last_day,
    deliveredOn: row.delivered,
    sources: await readSources(query, row.last_day),
    cuts: new Map(
      (
        [
          ['activities', row.activities_from],
          ['content_events', row.uses_from],
        ] as const
      ).flatMap(([table, from]) => (from === null ? [] : [[table, from] as const])),
    ),
    hoursFrom: row.hours_from,
    wordsFrom: row.words_from,
    worked: new Map(),
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
