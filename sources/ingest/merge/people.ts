// People of a delivery into the organisation: rows about people, teams and memberships, then everybody whom a deal,
// a lead or an account names.
import {
  emailIdentity,
  identitiesOf,
  type Identity,
  isAddress,
  nameIdentity,
} from '../../../model/people-map.ts'
import { foldName } from '../../../model/names.ts'
import { readJob } from './jobs.ts'
import { select } from '../sql.ts'
import { brings, count, createMap, has, type Merge, table } from './context.ts'
import { mergeTeams, type Stay } from './teams.ts'
import type { EntityName } from '../../entities.ts'
import { snake } from '../staging/columns.ts'
import { tableSpecs } from './tables/index.ts'
import { Everybody, type Person } from './everybody.ts'
interface StagedPerson {
  file_id: number
  source_row: number
  content_hash: string
  external_id: string | null
  email: string | null
  name: string | null
  first_name: string | null
  last_name: string | null
  job: string | null
  team: string | null
  region: string | null
  manager: string | null
  hired_on: string | null
  left_on: string | null
  team_from: string | null
}

/** Merges people, teams and memberships, and makes the temporary table `person_of (written, person_id)`. */
export async function mergePeople(merge: Merge): Promise<void> {
  const everybody = new Everybody(merge)
  await everybody.load(merge.client)
  const stays = has(merge, 'people') ? await mergeStagedPeople(merge, everybody) : []
  const written = await mergeNamedPeople(merge, everybody)
  stays.push(...(await namedStays(merge, written, stays)))
  const lasting = await everybody.write()
  await mergeTeams(merge, everybody, stays, lasting)
  await createMap(
    merge,
    'person_of',
    'written text, person_id bigint',
    written.map(({ written: text, personId }) => ({ written: text, person_id: lasting(personId) })),
  )
}

async function mergeStagedPeople(merge: Merge, everybody: Everybody): Promise<Stay[]> {
  const rows = await select<StagedPerson>(
    merge.client,
    `select file_id, source_row, content_hash, external_id, email, name, first_name, last_name, job, team, region,
       manager, hired_on, left_on, team_from from ${table(merge, 'people')} order by n`,
  )
  const teamNames = await namesOfTeams(merge)
  const claimed = new Set<number>()
  const settled = rows.map((row) => ({ row, person: settle(merge, everybody, row, claimed) }))
  const stays: Stay[] = []
  for (const { row, person } of settled) {
    const manager = row.manager === null ? null : managerOf(merge, everybody, row)
    if (
      manager !== null &&
      manager.person_id !== person.person_id &&
      person.manager_id !== manager.person_id
    ) {
      person.manager_id = manager.person_id
      everybody.changed.add(person.person_id)
    }
    stays.push({
      personId: person.person_id,
      team: row.team === null ? null : (teamNames.get(row.team) ?? row.team),
      region: row.region,
      managerId: manager?.person_id ?? null,
      from: row.team_from,
      until: row.left_on,
    })
  }
  return stays
}

/** A list of teams or roles in the delivery: the names behind the ids that people carry. */
async function namesOfTeams(merge: Merge): Promise<ReadonlyMap<string, string>> {
  if (!has(merge, 'teams')) return new Map()
  const rows = await select<{ external_id: string; name: string }>(
    merge.client,
    `select external_id, name from ${table(merge, 'teams')} where external_id is not null and name is not null order by n`,
  )
  return new Map(rows.map((row) => [row.external_id, row.name]))
}

/** Finds or makes the person of a row, and brings what the row says. */
function settle(merge: Merge, everybody: Everybody, row: StagedPerson, claimed: Set<number>): Person {
  const composed = [row.first_name, row.last_name].filter((part) => part !== null).join(' ')
  const name = row.name ?? (composed === '' ? null : composed)
  const found = findPerson(merge, everybody, row, name, claimed)
  const said = {
    display_name: name ?? found?.display_name ?? row.email ?? row.external_id ?? '',
    email: row.email ?? found?.email ?? null,
    job: readJob(row.job) ?? found?.job ?? null,
    hired_on: row.hired_on ?? found?.hired_on ?? null,
    left_on: row.left_on ?? found?.left_on ?? null,
    is_provisional: false,
    import_file_id: row.file_id,
    source_row: row.source_row,
    content_hash: row.content_hash,
  }
  const person = found ?? everybody.add({ ...said, manager_id: null })
  if (found === null) count(merge.added, row.file_id)
  else if (found.content_hash !== row.content_hash && !claimed.has(found.person_id)) {
    Object.assign(found, said, { name_key: foldName(said.display_name), import_id: merge.importId })
    everybody.changed.add(found.person_id)
    count(merge.changed, row.file_id)
  }
  claimed.add(person.person_id)
  if (row.external_id !== null)
    everybody.learn(
      { kind: 'external-id', source: merge.source, valueKey: row.external_id, value: row.external_id },
      person.person_id,
    )
  if (row.email !== null) everybody.learn(emailIdentity(row.email), person.person_id)
  if (name !== null) everybody.learn(nameIdentity(name), person.person_id)
  return person
}

/** The surest match first: id in this source, address, then a name that contradicts neither. */
function findPerson(
  merge: Merge,
  everybody: Everybody,
  row: StagedPerson,
  name: string | null,
  claimed: ReadonlySet<number>,
): Person | null {
  const sure: Identity[] = []
  if (row.external_id !== null)
    sure.push({
      kind: 'external-id',
      source: merge.source,
      valueKey: row.external_id,
      value: row.external_id,
    })
  if (row.email !== null) sure.push(emailIdentity(row.email))
  for (const identity of sure) {
    const match = everybody.map.find(identity)
    if (typeof match === 'object') return everybody.people.get(match.personId) ?? null
  }
  const match = name === null ? 'unknown' : everybody.map.find(nameIdentity(name))
  const namesake = typeof match === 'object' ? everybody.people.get(match.personId) : undefined
  if (namesake === undefined || (sure.length > 0 && claimed.has(namesake.person_id))) return null
  const contradicts =
    (row.email !== null && namesake.email !== null) ||
    (row.external_id !== null && everybody.externalId(namesake.person_id) !== null)
  return contradicts ? null : namesake
}

/** The manager named by a row; somebody new to everyone is a manager whom this list names. */
function managerOf(merge: Merge, everybody: Everybody, row: StagedPerson): Person | null {
  const written = row.manager ?? ''
  const match = everybody.map.lookUp(written, merge.source)
  if (match === 'ambiguous') return null
  if (match !== 'unknown') return everybody.people.get(match.personId) ?? null
  const manager = everybody.add({
    ...named(written, 'manager'),
    is_provisional: false,
    import_file_id: row.file_id,
    source_row: row.source_row,
  })
  for (const identity of identitiesToKeep(written, merge.source)) everybody.learn(identity, manager.person_id)
  return manager
}

function named(written: string, job: string | null) {
  return {
    display_name: written,
    email: isAddress(written) ? written : null,
    job,
    manager_id: null,
    hired_on: null,
    left_on: null,
    content_hash: null,
  }
}

/** A written cell with digits and no space is an id; else a name. */
function identitiesToKeep(written: string, source: string): Identity[] {
  const identities = identitiesOf(written, source)
  if (identities.length === 1) return identities
  const isId = /\d/.test(written) && !/\s/.test(written.trim())
  return identities.filter((identity) => (identity.kind === 'external-id') === isId)
}

/** Fields that name people. */
const namingFields: readonly (readonly [EntityName, string])[] = [
  ['opportunities', 'owner'],
  ['leads', 'owner'],
  ['accounts', 'owner'],
  ['stage-history', 'owner'],
  ...tableSpecs.flatMap(({ entity, references }) =>
    references.flatMap((one) => (one.to === 'person' ? [[entity, one.field] as const] : [])),
  ),
]

async function mergeNamedPeople(
  merge: Merge,
  everybody: Everybody,
): Promise<{ written: string; personId: number }[]> {
  const found = new Map<string, number>()
  for (const [entity, field] of namingFields) {
    if (!has(merge, entity) || !brings(merge, entity, field)) continue
    const column = snake(field)
    const rows = await select<{ written: string; rows: number }>(
      merge.client,
      `select ${column} as written, count(*) as rows from ${table(merge, entity)} where ${column} is not null group by 1
       order by min(n)`,
    )
    for (const { written, rows: times } of rows) {
      if (found.has(written)) continue
      const personId = lookUpOrAdd(merge, everybody, written, times)
      if (personId !== null) found.set(written, personId)
    }
  }
  return [...found].map(([written, personId]) => ({ written, personId }))
}

/** Teams that answers give for the rep whom they are about, where nothing else has placed her. */
async function namedStays(
  merge: Merge,
  written: readonly { readonly written: string; readonly personId: number }[],
  stays: readonly Stay[],
): Promise<Stay[]> {
  if (!has(merge, 'survey-answers')) return []
  if (!brings(merge, 'survey-answers', 'team') || !brings(merge, 'survey-answers', 'rep')) return []
  const rows = await select<{ rep: string; team: string }>(
    merge.client,
    `select distinct on (rep) rep, team from ${table(merge, 'survey-answers')}
     where rep is not null and team is not null order by rep, team_key, n`,
  )
  const placed = new Set([
    ...stays.map(({ personId }) => personId),
    ...(await select<{ person_id: number }>(merge.client, 'select distinct person_id from memberships')).map(
      ({ person_id }) => person_id,
    ),
  ])
  const personOf = new Map(written.map((one) => [one.written, one.personId]))
  return rows.flatMap(({ rep, team }) => {
    const personId = personOf.get(rep)
    if (personId === undefined || placed.has(personId)) return []
    placed.add(personId)
    return [{ personId, team, region: null, managerId: null, from: null, until: null }]
  })
}

function lookUpOrAdd(merge: Merge, everybody: Everybody, written: string, times: number): number | null {
  const match = everybody.map.lookUp(written, merge.source)
  if (match === 'ambiguous') {
    merge.findings.push({
      code: 'PERSON_AMBIGUOUS',
      sentence: {
        fr: `« ${written} » est le nom de plusieurs personnes : ${times} lignes restent sans commercial. Indiquez leur e-mail dans l’export.`,
        en: `“${written}” is the name of several people: ${times} rows are left without an owner. Put e-mail addresses in the export.`,
      },
    })
    return null
  }
  if (match !== 'unknown') return match.personId
  const person = everybody.add({
    ...named(written, null),
    is_provisional: true,
    import_file_id: null,
    source_row: null,
  })
  for (const identity of identitiesToKeep(written, merge.source)) everybody.learn(identity, person.person_id)
  merge.provisionalPeople.push(written)
  return person.person_id
}
