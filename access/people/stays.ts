// Teams and the stays of people in them, written by an administrator where no list of people says them. Days are
// half-open; stays of one person never overlap, so that every day counts for one team.
import type { Query } from '../../model/database.ts'
import { foldName } from '../../model/names.ts'
import { PrivacyRefused } from '../privacy/refused.ts'

export interface StayDays {
  /** First day in the team; null: as far back as the data goes. */
  readonly startsOn: string | null
  /** First day no longer in the team; null: still. */
  readonly endsOn: string | null
}

/** Makes a team. @returns its number @throws PrivacyRefused 'team-exists', 'not-a-value' */
export async function addTeam(query: Query, name: string, region: string | null): Promise<number> {
  const written = name.trim()
  const nameKey = foldName(written)
  if (nameKey === '' || written.includes('\0')) throw new PrivacyRefused('not-a-value')
  const made = await query
    .insertInto('teams')
    // The database counts team_id; the type of an insert does not know.
    .values({ name: written, name_key: nameKey, region: region?.trim() || null } as never)
    // Two who add it at once: one does.
    .onConflict((conflict) => conflict.column('name_key').doNothing())
    .returning('team_id')
    .executeTakeFirst()
  if (made === undefined) throw new PrivacyRefused('team-exists')
  return made.team_id
}

/**
 * Puts a person into a team.
 * @throws PrivacyRefused 'person-unknown', 'team-unknown', 'ends-before-start', 'stays-overlap'
 */
export async function addStay(
  query: Query,
  { personId, teamId, startsOn, endsOn }: StayDays & { readonly personId: number; readonly teamId: number },
): Promise<void> {
  await lockPerson(query, personId)
  const team = await query
    .selectFrom('teams')
    .select('team_id')
    .where('team_id', '=', teamId)
    .executeTakeFirst()
  if (team === undefined) throw new PrivacyRefused('team-unknown')
  await checkDays(query, personId, null, { startsOn, endsOn })
  await query
    .insertInto('memberships')
    .values({ person_id: personId, team_id: teamId, starts_on: startsOn, ends_on: endsOn } as never)
    .execute()
}

/**
 * Changes the days of a stay: ends it, or puts its start right.
 * @returns whose stay it is
 * @throws PrivacyRefused 'stay-unknown', 'ends-before-start', 'stays-overlap'
 */
export async function changeStay(query: Query, membershipId: number, days: StayDays): Promise<number> {
  const found = await query
    .selectFrom('memberships')
    .select('person_id')
    .where('membership_id', '=', membershipId)
    .executeTakeFirst()
  if (found === undefined) throw new PrivacyRefused('stay-unknown')
  await lockPerson(query, found.person_id)
  await checkDays(query, found.person_id, membershipId, days)
  await query
    .updateTable('memberships')
    .set({ starts_on: days.startsOn, ends_on: days.endsOn })
    .where('membership_id', '=', membershipId)
    .execute()
  return found.person_id
}

/** Two administrators who write stays of one person at once: the second one sees the first one's. */
async function lockPerson(query: Query, personId: number): Promise<void> {
  const person = await query
    .selectFrom('people')
    .select('person_id')
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirst()
  if (person === undefined) throw new PrivacyRefused('person-unknown')
}

async function checkDays(
  query: Query,
  personId: number,
  membershipId: number | null,
  days: StayDays,
): Promise<void> {
  if (days.startsOn !== null && days.endsOn !== null && days.endsOn <= days.startsOn)
    throw new PrivacyRefused('ends-before-start')
  const others = await query
    .selectFrom('memberships')
    .select(['membership_id', 'starts_on', 'ends_on'])
    .where('person_id', '=', personId)
    .execute()
  const overlaps = others.some(
    (other) =>
      other.membership_id !== membershipId &&
      startsBefore(days.startsOn, other.ends_on) &&
      startsBefore(other.starts_on, days.endsOn),
  )
  if (overlaps) throw new PrivacyRefused('stays-overlap')
}

/** Whether a stay that starts then has begun before a day on which another ends; null is "always" and "never". */
function startsBefore(startsOn: string | null, endsOn: string | null): boolean {
  return startsOn === null || endsOn === null || startsOn < endsOn
}
