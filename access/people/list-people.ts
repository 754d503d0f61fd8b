// The people of the organisation and their teams, as an administrator keeps them: in the order of names, with every
// stay in a team.
import type { Query } from '../../model/database.ts'

export interface Stay {
  readonly membershipId: number
  readonly teamId: number
  /** First day in the team; null: as far back as the data goes. */
  readonly startsOn: string | null
  /** First day no longer in the team; null: still. */
  readonly endsOn: string | null
}

export interface ListedPerson {
  readonly personId: number
  readonly name: string
  readonly email: string | null
  readonly job: string | null
  readonly managerId: number | null
  readonly hiredOn: string | null
  readonly leftOn: string | null
  /** Named by the data, absent from every list of people. */
  readonly isProvisional: boolean
  /** Every other way in which the sources write her. */
  readonly alsoWritten: readonly string[]
  /** Oldest first. */
  readonly stays: readonly Stay[]
}

export interface ListedTeam {
  readonly teamId: number
  readonly name: string
  readonly region: string | null
}

export interface Organisation {
  readonly people: readonly ListedPerson[]
  readonly teams: readonly ListedTeam[]
}

/** Everybody and every team, in the order of names. */
export async function listPeople(query: Query): Promise<Organisation> {
  const people = await query
    .selectFrom('people')
    .select([
      'person_id',
      'display_name',
      'email',
      'job',
      'manager_id',
      'hired_on',
      'left_on',
      'is_provisional',
    ])
    .orderBy('name_key')
    .orderBy('person_id')
    .execute()
  const identities = await query
    .selectFrom('person_identities')
    .select(['person_id', 'value'])
    .orderBy('value_key')
    .execute()
  const stays = await query
    .selectFrom('memberships')
    .select(['membership_id', 'person_id', 'team_id', 'starts_on', 'ends_on'])
    .orderBy((order) => order.fn.coalesce('starts_on', order.val('0001-01-01')))
    .orderBy('membership_id')
    .execute()
  const teams = await query
    .selectFrom('teams')
    .select(['team_id', 'name', 'region'])
    .orderBy('name_key')
    .execute()
  const staysOf = byPerson(stays)
  const writtenOf = byPerson(identities)
  return {
    teams: teams.map((team) => ({ teamId: team.team_id, name: team.name, region: team.region })),
    people: people.map((person) => ({
      personId: person.person_id,
      name: person.display_name,
      email: person.email,
      job: person.job,
      managerId: person.manager_id,
      hiredOn: person.hired_on,
      leftOn: person.left_on,
      isProvisional: person.is_provisional,
      alsoWritten: (writtenOf.get(person.person_id) ?? [])
        .map(({ value }) => value)
        .filter((value) => value !== person.display_name && value !== person.email),
      stays: (staysOf.get(person.person_id) ?? []).map((stay) => ({
        membershipId: stay.membership_id,
        teamId: stay.team_id,
        startsOn: stay.starts_on,
        endsOn: stay.ends_on,
      })),
    })),
  }
}

function byPerson<Row extends { readonly person_id: number }>(rows: readonly Row[]): Map<number, Row[]> {
  const found = new Map<number, Row[]>()
  for (const row of rows) {
    const hers = found.get(row.person_id)
    if (hers === undefined) found.set(row.person_id, [row])
    else hers.push(row)
  }
  return found
}
