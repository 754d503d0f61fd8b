// What the first screen needs to know: how far the data goes, which periods it covers, who is in it.
import { sql } from 'kysely'
import type { Query } from '../../model/database.ts'
import { lineFor } from '../../model/sight.ts'
import type { OrganisationSettings } from '../definition.ts'
import { type Facts, happenings } from '../facts.ts'
import { type Period, periodOf, shiftPeriod, wholeData } from '../period.ts'

export interface Home {
  readonly organisation: OrganisationSettings
  readonly hasData: boolean
  readonly asOf: string | null
  /** Last complete quarter in which anything happened that a metric counts; without one, the quarter that runs; null without data. */
  readonly defaultPeriod: Period | null
  /** Years, half-years, quarters and months with data, newest first, after 'all'. */
  readonly periods: readonly Period[]
  /** Teams and people whose figures the reader may ask for by name. */
  readonly teams: readonly { readonly id: number; readonly name: string; readonly people: number }[]
  readonly people: readonly {
    readonly id: number
    readonly name: string
    /** Team on the as-of day. */
    readonly teamId: number | null
    readonly isProvisional: boolean
  }[]
}

export async function readHome(query: Query, facts: Facts): Promise<Home> {
  const everybody = await readPeople(query, facts.asOf)
  const every = await query.selectFrom('teams').select(['team_id', 'name']).execute()
  const { rows } = facts.sight.of.results
  const line = lineFor(facts.sight, 'results')
  const teams = rows === 'line' ? every.filter((team) => line.teams.includes(team.team_id)) : every
  const people = rows === 'all' ? everybody : everybody.filter((person) => line.people.includes(person.id))
  const isThere = new Set(teams.map((team) => team.team_id))
  const hasData = facts.filled.size > 0
  return {
    organisation: facts.settings,
    hasData,
    asOf: facts.asOf,
    defaultPeriod: hasData ? await defaultPeriod(query, facts) : null,
    periods: hasData ? periodsWithData(facts) : [],
    teams: teams
      .map(({ team_id, name }) => ({
        id: team_id,
        name,
        people: everybody.filter((person) => person.teamId === team_id).length,
      }))
      .toSorted(byName),
    people: people.map((person) =>
      person.teamId === null || isThere.has(person.teamId) ? person : { ...person, teamId: null },
    ),
  }
}

/**
 * Whether the data covers a period to its last working day: an organisation that closes on Saturdays and
 * Sundays has nothing to add after Friday.
 */
export function isComplete(period: Period, asOf: string): boolean {
  const last = new Date(`${period.end}T00:00:00Z`)
  do last.setUTCDate(last.getUTCDate() - 1)
  while (last.getUTCDay() === 0 || last.getUTCDay() === 6)
  return asOf >= last.toISOString().slice(0, 10)
}

async function defaultPeriod(query: Query, facts: Facts): Promise<Period> {
  const { asOf, lastDay, settings } = facts
  if (asOf === null || lastDay === null) return wholeData
  const current = periodOf(asOf, 'quarter', settings.fiscalStart)
  const before = isComplete(current, asOf) ? current.end : current.start
  const day = await lastHappening(query, before)
  // All there is happened in the quarter that still runs.
  return periodOf(day ?? (lastDay < asOf ? lastDay : asOf), 'quarter', settings.fiscalStart)
}

/** The last day before another on which any metric finds something: of deals the close, since an open one says nothing of its day. */
async function lastHappening(query: Query, before: string): Promise<string | null> {
  const found = happenings
    .filter(([table]) => table !== 'opportunities')
    .map(([table, column]) => {
      const day = sql.ref(column)
      return sql`(select max(${day}) from ${sql.table(table)} where ${day} < ${before}::date)`
    })
  const { rows } = await sql<{ day: string | null }>`
    select greatest((
      select max(closed_on) from opportunities where not is_deleted and outcome <> 'open' and closed_on < ${before}::date
    ), ${sql.join(found)}) as day`.execute(query)
  return rows[0]!.day
}

function periodsWithData(facts: Facts): Period[] {
  const { firstDay, asOf, lastDay, settings } = facts
  const until = asOf ?? lastDay
  if (firstDay === null || until === null) return [wholeData]
  const all: Period[] = [wholeData]
  for (const kind of ['year', 'half-year', 'quarter', 'month'] as const) {
    let period: Period | null = periodOf(until, kind, settings.fiscalStart)
    // A wrong year far back must not make a list of thousands.
    for (let count = 0; period !== null && period.end > firstDay && count < 120; count++) {
      all.push(period)
      period = shiftPeriod(period, -1, settings.fiscalStart)
    }
  }
  return all
}

async function readPeople(query: Query, asOf: string | null): Promise<Home['people']> {
  const { rows } = await sql<{
    person_id: number
    display_name: string
    team_id: number | null
    is_provisional: boolean
  }>`
    select person.person_id, person.display_name, membership.team_id, person.is_provisional
    from people as person
    left join memberships as membership
      on membership.person_id = person.person_id
      and (membership.starts_on is null or membership.starts_on <= coalesce(${asOf}::date, 'infinity'))
      and (membership.ends_on is null or coalesce(${asOf}::date, 'infinity') < membership.ends_on)
    `.execute(query)
  return rows
    .map((row) => ({
      id: row.person_id,
      name: row.display_name,
      teamId: row.team_id,
      isProvisional: row.is_provisional,
    }))
    .toSorted(byName)
}

// The database's order of letters is that of their codes; people expect É beside E.
const collator = new Intl.Collator('fr', { sensitivity: 'base', numeric: true })

function byName(first: { id: number; name: string }, second: { id: number; name: string }): number {
  return collator.compare(first.name, second.name) || first.id - second.id
}
