// Teams, and the stays of people in them. A later list that puts somebody in another team ends the first stay and
// starts a new one: what was attributed before stays with the team of then.
import { foldName } from '../../../model/names.ts'
import { select } from '../sql.ts'
import { insertRows, type Merge, saveBefore, takeIds } from './context.ts'
import type { Everybody } from './everybody.ts'

/** What one row says about a person's place. */
export interface Stay {
  readonly personId: number
  readonly team: string | null
  readonly region: string | null
  readonly managerId: number | null
  /** First day in the team; null: as far back as the data goes. */
  readonly from: string | null
  /** First day no longer in the team. */
  readonly until: string | null
}

interface Team {
  team_id: number
  name: string
  name_key: string
  region: string | null
  manager_id: number | null
  created_import_id: number | null
  import_id: number | null
  content_hash: string | null
}

interface Membership {
  membership_id: number
  person_id: number
  team_id: number
  starts_on: string | null
  ends_on: string | null
  created_import_id: number | null
  import_id: number | null
}

const teamColumns = [
  'team_id',
  'name',
  'name_key',
  'region',
  'manager_id',
  'created_import_id',
  'import_id',
  'content_hash',
]
const membershipColumns = [
  'membership_id',
  'person_id',
  'team_id',
  'starts_on',
  'ends_on',
  'created_import_id',
  'import_id',
]

/** Writes teams and memberships. People without a team written are in their manager's, else in their region. */
export async function mergeTeams(
  merge: Merge,
  everybody: Everybody,
  stays: readonly Stay[],
  lasting: (personId: number) => number,
): Promise<void> {
  if (stays.length === 0) return
  const { client } = merge
  const teams = new Map<string, Team>()
  for (const team of await select<Team>(client, `select ${teamColumns.join(', ')} from teams`))
    teams.set(team.name_key, team)
  const wanted = new Map<string, { name: string; region: string | null; managers: Map<number, number> }>()
  const placed: { stay: Stay; key: string }[] = []
  for (const stay of stays) {
    const manager =
      stay.managerId === null ? null : (everybody.people.get(stay.managerId)?.display_name ?? null)
    const name = stay.team ?? manager ?? stay.region
    if (name === null) continue
    const key = foldName(name)
    const team = wanted.get(key) ?? { name, region: stay.region, managers: new Map() }
    if (stay.managerId !== null)
      team.managers.set(stay.managerId, (team.managers.get(stay.managerId) ?? 0) + 1)
    if (team.region !== stay.region) team.region = null
    wanted.set(key, team)
    placed.push({ stay, key })
  }
  const fresh: Team[] = []
  const changed: Team[] = []
  for (const [key, { name, region, managers }] of wanted) {
    const first = [...managers].toSorted((one, other) => other[1] - one[1])[0]?.[0]
    const managerId = first === undefined ? null : lasting(first)
    const team = teams.get(key)
    if (team === undefined) {
      const created = {
        team_id: 0,
        name,
        name_key: key,
        region,
        manager_id: managerId,
        created_import_id: merge.importId,
        import_id: merge.importId,
        content_hash: null,
      }
      fresh.push(created)
      teams.set(key, created)
    } else if ((region ?? team.region) !== team.region || (managerId ?? team.manager_id) !== team.manager_id)
      changed.push({
        ...team,
        region: region ?? team.region,
        manager_id: managerId ?? team.manager_id,
        import_id: merge.importId,
      })
  }
  const ids = await takeIds(client, 'teams_team_id_seq', fresh.length)
  for (const [index, team] of fresh.entries()) team.team_id = ids[index] ?? 0
  if (changed.length > 0) {
    const changedIds = changed.map((team) => team.team_id)
    await saveBefore(merge, 'teams', 't.team_id = any($1)', [changedIds])
    await client.query('delete from teams where team_id = any($1)', [changedIds])
  }
  await insertRows(client, 'teams', teamColumns, [...fresh, ...changed])
  await mergeMemberships(
    merge,
    placed.map(({ stay, key }) => ({
      ...stay,
      personId: lasting(stay.personId),
      teamId: teams.get(key)?.team_id ?? 0,
    })),
  )
}

async function mergeMemberships(merge: Merge, stays: readonly (Stay & { teamId: number })[]): Promise<void> {
  const rows = await select<Membership>(
    merge.client,
    `select ${membershipColumns.join(', ')} from memberships`,
  )
  const byPerson = new Map<number, Membership[]>()
  for (const row of rows) byPerson.set(row.person_id, [...(byPerson.get(row.person_id) ?? []), row])
  const touched = new Map<number, Membership>()
  const fresh: Membership[] = []
  const inOrder = stays.toSorted((one, other) => (one.from ?? '').localeCompare(other.from ?? ''))
  for (const stay of inOrder) {
    const mine = byPerson.get(stay.personId) ?? []
    const current = mine
      .toSorted((one, other) => (one.starts_on ?? '').localeCompare(other.starts_on ?? ''))
      .at(-1)
    if (current?.team_id === stay.teamId) {
      const starts = stay.from !== null && mine.length === 1 ? stay.from : current.starts_on
      const ends = stay.until ?? current.ends_on
      if (starts === current.starts_on && ends === current.ends_on) continue
      if (current.membership_id !== 0) touched.set(current.membership_id, current)
      Object.assign(current, { starts_on: starts, ends_on: ends, import_id: merge.importId })
      continue
    }
    const from = stay.from ?? (current === undefined ? null : merge.asOf)
    if (
      current !== undefined &&
      from !== null &&
      (current.starts_on ?? '') >= from &&
      current.starts_on !== null
    )
      continue
    if (current !== undefined && (current.ends_on === null || (from !== null && current.ends_on > from))) {
      if (current.membership_id !== 0) touched.set(current.membership_id, current)
      Object.assign(current, { ends_on: from, import_id: merge.importId })
    }
    const created: Membership = {
      membership_id: 0,
      person_id: stay.personId,
      team_id: stay.teamId,
      starts_on: from,
      ends_on: stay.until,
      created_import_id: merge.importId,
      import_id: merge.importId,
    }
    fresh.push(created)
    byPerson.set(stay.personId, [...mine, created])
  }
  const ids = [...touched.keys()]
  if (ids.length > 0) {
    await saveBefore(merge, 'memberships', 't.membership_id = any($1)', [ids])
    await merge.client.query('delete from memberships where membership_id = any($1)', [ids])
  }
  const taken = await takeIds(merge.client, 'memberships_membership_id_seq', fresh.length)
  for (const [index, membership] of fresh.entries()) membership.membership_id = taken[index] ?? 0
  await insertRows(merge.client, 'memberships', membershipColumns, [...touched.values(), ...fresh])
}
