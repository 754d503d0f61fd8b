// Rows that name a colleague or a deal whom nobody knows: neither what is stored nor what this delivery brings.
import { emailIdentity, type Identity, nameIdentity, PeopleMap } from '../../../model/people-map.ts'
import type { EntityName } from '../../entities.ts'
import { select } from '../sql.ts'
import { snake, stagingTable } from './columns.ts'
import type { BadRow } from './set-aside.ts'
import type { Staging } from './stage-files.ts'

const naming: readonly (readonly [EntityName, string])[] = [
  ['people', 'manager'],
  ['accounts', 'owner'],
  ['opportunities', 'owner'],
  ['stage-history', 'owner'],
  ['leads', 'owner'],
]

/** Rows that name somebody who is neither known nor in the delivery, or a name that several people share. */
export async function refuseUnknownPeople(
  staging: Staging,
  present: readonly EntityName[],
  source: string,
): Promise<BadRow[]> {
  const { client, importId } = staging
  const map = new PeopleMap()
  const stored = await select<{
    kind: Identity['kind']
    source: string
    value_key: string
    person_id: number
  }>(client, 'select kind, source, value_key, person_id from person_identities')
  for (const row of stored)
    map.learn({ kind: row.kind, source: row.source, valueKey: row.value_key, value: '' }, row.person_id)
  for (const row of await select<{ name_key: string; person_id: number }>(
    client,
    'select name_key, person_id from people',
  ))
    map.learn({ kind: 'name', source: '', valueKey: row.name_key, value: '' }, row.person_id)
  if (present.includes('people')) {
    const rows = await select<{
      n: number
      email: string | null
      name: string | null
      external_id: string | null
    }>(
      client,
      `select n, email, coalesce(name, nullif(concat_ws(' ', first_name, last_name), '')) as name, external_id
       from ${stagingTable(importId, 'people')}`,
    )
    for (const { n, email, name, external_id } of rows) {
      const known = email === null ? 'unknown' : map.find(emailIdentity(email))
      const id = typeof known === 'object' ? known.personId : -1 - n
      if (email !== null) map.learn(emailIdentity(email), id)
      if (name !== null) map.learn(nameIdentity(name), id)
      if (external_id !== null)
        map.learn({ kind: 'external-id', source, valueKey: external_id, value: '' }, id)
    }
  }
  const bad: BadRow[] = []
  for (const [entity, field] of naming) {
    if (!present.includes(entity)) continue
    const table = stagingTable(importId, entity)
    const written = await select<{ name: string }>(
      client,
      `select distinct ${snake(field)} as name from ${table} where ${snake(field)} is not null`,
    )
    const unknown = written
      .map(({ name }) => name)
      .filter((name) => typeof map.lookUp(name, source) !== 'object')
    if (unknown.length === 0) continue
    const rows = await select<Omit<BadRow, 'entity' | 'field' | 'code' | 'detail'>>(
      client,
      `delete from ${table} where ${snake(field)} = any($1) returning file_id, source_row, source_line, ${snake(field)} as value`,
      [unknown],
    )
    bad.push(
      ...rows.map((row) => ({ ...row, entity, field, code: 'REFERENCE_UNKNOWN' as const, detail: {} })),
    )
  }
  return bad
}

/** Lines and moves of opportunities that are neither known nor in the delivery. */
export async function refuseUnknownOpportunities(
  staging: Staging,
  present: readonly EntityName[],
  source: string,
): Promise<BadRow[]> {
  const bad: BadRow[] = []
  for (const entity of ['opportunity-lines', 'stage-history'] as const) {
    if (!present.includes(entity)) continue
    const isStaged = present.includes('opportunities')
      ? `and not exists (select from ${stagingTable(staging.importId, 'opportunities')} as o where o.identity = s.opportunity)`
      : ''
    const rows = await select<Omit<BadRow, 'entity' | 'field' | 'code' | 'detail'>>(
      staging.client,
      `delete from ${stagingTable(staging.importId, entity)} as s
       where not exists (select from source_identities as i where i.kind = 'opportunity' and i.source = $1 and i.external_id = s.opportunity)
         ${isStaged}
       returning file_id, source_row, source_line, opportunity as value`,
      [source],
    )
    bad.push(
      ...rows.map((row) => ({
        ...row,
        entity,
        field: 'opportunity',
        code: 'REFERENCE_UNKNOWN' as const,
        detail: {},
      })),
    )
  }
  return bad
}
