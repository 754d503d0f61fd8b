// Rows that name a colleague whom nobody knows, neither what is stored nor what this delivery brings, or a name of several.
import { emailIdentity, type Identity, nameIdentity, PeopleMap } from '../../../model/people-map.ts'
import type { EntityName } from '../../entities.ts'
import { isFault, readEmail } from '../../files/values/index.ts'
import { select } from '../sql.ts'
import { tableSpecs } from '../merge/tables/index.ts'
import { snake, stagingTable } from './columns.ts'
import type { BadRow } from './set-aside.ts'
import type { Staging } from './staging.ts'

/** Entity, field, and whether a row means nothing without the person. */
const naming: readonly (readonly [EntityName, string, boolean])[] = [
  ['people', 'manager', false],
  ['accounts', 'owner', false],
  ['opportunities', 'owner', false],
  ['stage-history', 'owner', false],
  ['leads', 'owner', false],
  ...tableSpecs.flatMap(({ entity, references }) =>
    references.flatMap((one) =>
      one.to === 'person' ? [[entity, one.field, one.isRequired === true] as const] : [],
    ),
  ),
]

interface StrictNames {
  readonly source: string
  readonly unknownPeople: 'keep' | 'refuse'
  /** Names that a translator made up: nobody was named, so nobody is unknown. */
  readonly placeholders: ReadonlySet<string>
}

/**
 * Rows that name somebody who is neither known nor in the delivery, where such rows are to be refused; and always those that mean
 * nothing without a person and give a name that several people share.
 */
export async function refuseUnknownPeople(
  staging: Staging,
  present: readonly EntityName[],
  { source, unknownPeople, placeholders }: StrictNames,
): Promise<BadRow[]> {
  const isStrict = unknownPeople === 'refuse'
  const asked = naming.filter(([entity]) => present.includes(entity))
  let map: PeopleMap | null = null
  const bad: BadRow[][] = []
  for (const [entity, field, isNeeded] of asked) {
    // Where nobody is refused for being unknown, only what is meant as an address can be broken.
    const isAsked = isStrict || isNeeded ? 'is not null' : "like '%@%'"
    const table = stagingTable(staging.importId, entity)
    const written = await select<{ name: string }>(
      staging.client,
      `select distinct ${snake(field)} as name from ${table} where ${snake(field)} ${isAsked}`,
    )
    if (written.length === 0) continue
    const known = (map ??= await everybody(staging, present, source))
    const refused = written
      .map(({ name }) => name)
      .filter((name) => {
        const match = known.lookUp(name, source)
        if (match === 'ambiguous') return isStrict || isNeeded
        return match === 'unknown' && !placeholders.has(name) && (isStrict || hasSlip(name))
      })
    if (refused.length === 0) continue
    const rows = await select<Omit<BadRow, 'entity' | 'field' | 'code' | 'detail'>>(
      staging.client,
      `delete from ${table} where ${snake(field)} = any($1) returning file_id, source_row, source_line, ${snake(field)} as value`,
      [refused],
    )
    bad.push(
      rows.map((row) => ({
        ...row,
        entity,
        field,
        code: isBrokenAddress(row.value) ? ('EMAIL_INVALID' as const) : ('REFERENCE_UNKNOWN' as const),
        detail: {},
      })),
    )
  }
  return bad.flat()
}

/** Meant as an address and none: whoever corrects it looks for a slip of the key, not for a colleague who is missing. */
function isBrokenAddress(written: string | null): boolean {
  return written !== null && /^[^\s@]*@\S*$/.test(written) && isFault(readEmail(written))
}

/** `nora@corp` may be how somebody signs in, and `@nora` what she is called; `nora@`, `nora@@corp.example` are nobody. */
function hasSlip(written: string): boolean {
  return isBrokenAddress(written) && !/^[^@]*@[\w-]+$/.test(written)
}

/** Everybody who is stored, and whom the delivery brings. */
async function everybody(
  staging: Staging,
  present: readonly EntityName[],
  source: string,
): Promise<PeopleMap> {
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
  return map
}
