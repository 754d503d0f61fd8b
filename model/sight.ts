// Whose data a reader may see: by name, in groups, or not at all. Worked out once per snapshot from the roles and the
// teams of the moment, so that a right taken away acts on the next read.
import type { Query } from './database.ts'
import type { Reader, Role } from './reader.ts'

/** What a figure is about; each kind has a column of its own in the table of who sees what. */
export const dataKinds = ['results', 'time', 'training', 'feedback'] as const
export type FigureData = (typeof dataKinds)[number]

/** Fewer people than this are no group. May be raised by the setting `smallest-group`, never lowered. */
export const smallestGroup = 5

/**
 * The rows that a reader may see by name, as conditions on a row's person and on that person's team on the row's day:
 * her own; those of the teams she manages; those of the people who report to her, but for their days in another
 * manager's team.
 */
export interface Line {
  readonly self: number | null
  /** People opened by breaking the glass. */
  readonly opened: readonly number[]
  readonly teams: readonly number[]
  readonly reports: readonly number[]
  /** Teams that somebody else manages: a report's days there are not the line's. */
  readonly otherTeams: readonly number[]
  /** Those of `reports`, members of `teams` and the reader herself all of whose rows are in the line. */
  readonly whole: readonly number[]
  /** Everybody with any row in the line; holds `whole`. */
  readonly people: readonly number[]
}

/** What a reader sees of one kind of data. */
export interface SightOf {
  /** Rows: everybody's by name, everybody's under pseudonyms, or those of the line alone. */
  readonly rows: 'all' | 'pseudonyms' | 'line'
  /** Figures that name nobody, outside the line: all, about groups of people only, or none. */
  readonly figures: 'all' | 'groups' | 'none'
  /** The line counts only where this is true; otherwise only the reader's own rows do. */
  readonly hasLine: boolean
}

export interface Sight {
  readonly line: Line
  readonly of: Readonly<Record<FigureData, SightOf>>
  /** Fewest people that a figure outside the line may be about. */
  readonly group: number
  /** Names people for readers who may see rows and no names; null when there is no key to make pseudonyms with. */
  readonly pseudonym: ((personId: number) => string) | null
}

const nobody: Line = { self: null, opened: [], teams: [], reports: [], otherTeams: [], whole: [], people: [] }
const all: SightOf = { rows: 'all', figures: 'all', hasLine: false }
const none: SightOf = { rows: 'line', figures: 'none', hasLine: false }
const groups: SightOf = { rows: 'line', figures: 'groups', hasLine: false }
const opened: SightOf = { rows: 'line', figures: 'none', hasLine: true }
const line: SightOf = { rows: 'line', figures: 'groups', hasLine: true }

// The table "who sees what". A reader of several roles sees what any of them sees.
const byRole: Readonly<Record<Role, Readonly<Record<FigureData, SightOf>>>> = {
  owner: { results: all, time: all, training: all, feedback: all },
  leader: { results: all, time: groups, training: groups, feedback: groups },
  manager: { results: line, time: line, training: line, feedback: line },
  rep: { results: groups, time: groups, training: groups, feedback: groups },
  marketing: { results: groups, time: none, training: groups, feedback: groups },
  analyst: {
    results: { rows: 'pseudonyms', figures: 'all', hasLine: false },
    time: groups,
    training: groups,
    feedback: groups,
  },
  administrator: { results: none, time: none, training: none, feedback: none },
  'break-glass': { results: opened, time: opened, training: opened, feedback: opened },
}

/** Sees everything: the person whose machine it is. */
export const everything: Sight = {
  line: nobody,
  of: byRole.owner,
  group: smallestGroup,
  pseudonym: null,
}

/** The sight of a reader, as roles and teams stand in this snapshot. */
export async function readSight(query: Query, reader: Reader): Promise<Sight> {
  if (reader.roles.includes('owner')) return everything
  return {
    line: withOpened(await readLine(query, reader), reader.opened ?? []),
    of: {
      results: widest(reader.roles, 'results'),
      time: widest(reader.roles, 'time'),
      training: widest(reader.roles, 'training'),
      feedback: widest(reader.roles, 'feedback'),
    },
    group: await readSmallestGroup(query),
    pseudonym: reader.pseudonym ?? null,
  }
}

/**
 * The kinds of data of which some account is told figures of groups, outside its line. An account sees what any of its roles sees; an
 * API token with some of them may be told of more kinds in groups.
 */
export async function toldInGroups(query: Query): Promise<ReadonlySet<FigureData>> {
  const accounts = await query
    .selectFrom('users')
    .select('roles')
    .where('state', '!=', 'deactivated')
    .execute()
  return new Set(
    dataKinds.filter((data) => accounts.some(({ roles }) => widest(roles, data).figures === 'groups')),
  )
}

const rowsRank = ['line', 'pseudonyms', 'all'] as const
const figuresRank = ['none', 'groups', 'all'] as const

function widest(roles: readonly Role[], data: FigureData): SightOf {
  const seen = roles.map((role) => byRole[role][data])
  return {
    rows: rowsRank[Math.max(0, ...seen.map((one) => rowsRank.indexOf(one.rows)))]!,
    figures: figuresRank[Math.max(0, ...seen.map((one) => figuresRank.indexOf(one.figures)))]!,
    hasLine: seen.some((one) => one.hasLine),
  }
}

/** What the line of a reader is for one kind of data: whole for a manager, her own rows for others. */
export function lineFor(sight: Sight, data: FigureData): Line {
  return sight.of[data].hasLine ? sight.line : ownLine(sight)
}

/**
 * Whose rows a list may show. What somebody declared of her time, and what customers said of her, is listed to her alone:
 * her manager reads totals, and averages from five answers on.
 */
export function listedFor(sight: Sight, data: FigureData): Line | 'everybody' {
  if (sight.of[data].rows !== 'line') return 'everybody'
  return data === 'time' || data === 'feedback' ? ownLine(sight) : lineFor(sight, data)
}

function ownLine({ line: { self, opened: ids } }: Sight): Line {
  return withOpened(self === null ? nobody : { ...nobody, self, whole: [self], people: [self] }, ids)
}

function withOpened(own: Line, ids: readonly number[]): Line {
  if (ids.length === 0) return own
  return {
    ...own,
    opened: ids,
    whole: [...new Set([...own.whole, ...ids])],
    people: [...new Set([...own.people, ...ids])].toSorted((a, b) => a - b),
  }
}

// A reader without one of these roles has no rows of her own to be told about: administrators read settings.
const ownRows: readonly Role[] = ['rep', 'manager', 'leader']

async function readLine(query: Query, { personId, roles }: Reader): Promise<Line> {
  if (personId === null || !roles.some((role) => ownRows.includes(role))) return nobody
  const alone: Line = { ...nobody, self: personId, whole: [personId], people: [personId] }
  if (!roles.includes('manager')) return alone
  const managed = await query.selectFrom('teams').select(['team_id', 'manager_id']).execute()
  const teams = managed.filter((team) => team.manager_id === personId).map((team) => team.team_id)
  const otherTeams = managed
    .filter((team) => team.manager_id !== null && team.manager_id !== personId)
    .map((team) => team.team_id)
  const reporting = await query
    .selectFrom('people')
    .select('person_id')
    .where('manager_id', '=', personId)
    .orderBy('person_id')
    .execute()
  const reports = reporting.map((person) => person.person_id).filter((id) => id !== personId)
  const stays =
    otherTeams.length + teams.length === 0
      ? []
      : await query
          .selectFrom('memberships')
          .select(['person_id', 'team_id'])
          .where('team_id', 'in', [...teams, ...otherTeams])
          .execute()
  const members = stays.filter((stay) => teams.includes(stay.team_id)).map((stay) => stay.person_id)
  const elsewhere = new Set(
    stays.filter((stay) => otherTeams.includes(stay.team_id)).map((stay) => stay.person_id),
  )
  return {
    self: personId,
    opened: [],
    teams,
    reports,
    otherTeams,
    // A member who does not report may have days outside every team: those are nobody's to see.
    whole: [personId, ...reports.filter((id) => !elsewhere.has(id))],
    people: [...new Set([personId, ...reports, ...members])].toSorted((a, b) => a - b),
  }
}

/**
 * Sets how many people a figure outside the line must be about.
 * @throws RangeError for anything but a whole number from 5 to 1,000
 */
export async function changeSmallestGroup(query: Query, people: number, now: Date): Promise<void> {
  if (!Number.isInteger(people) || people < smallestGroup || people > 1_000)
    throw new RangeError(`smallest-group: ${people} is not a whole number from ${smallestGroup} to 1,000`)
  const value = JSON.stringify(people)
  await query
    .insertInto('settings')
    .values({ key: 'smallest-group', value, changed_at: now })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, changed_at: now }))
    .execute()
}

/** The number in force; 5 until somebody raises it. */
export async function readSmallestGroup(query: Query): Promise<number> {
  const row = await query
    .selectFrom('settings')
    .select('value')
    .where('key', '=', 'smallest-group')
    .executeTakeFirst()
  const asked = row?.value
  return typeof asked === 'number' && Number.isInteger(asked) ? Math.max(smallestGroup, asked) : smallestGroup
}
