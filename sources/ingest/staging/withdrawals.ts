// Rows that take an earlier one back: of a record that was deleted at its source, or is no longer what its table holds (a meeting that
// became private, an invoice that was voided). Where tables only add up what happened, the earlier row goes; deals, leads and companies
// are marked instead, because past figures name them.
import { type EntityName, entityNames } from '../../entities.ts'
import { specOf } from '../merge/tables/index.ts'
import { type Client, run, select } from '../sql.ts'
import { fieldsOf, stagingTable } from './columns.ts'

/** Entities whose rows go with their record. */
export const withdrawnWhole: ReadonlySet<EntityName> = new Set(
  entityNames.filter(
    (entity) =>
      'isDeleted' in fieldsOf(entity) && (specOf(entity) !== undefined || entity === 'opportunity-lines'),
  ),
)

const stands = (entity: EntityName, id: string): string => {
  const spec = specOf(entity)
  return spec === undefined
    ? `select t.external_id from source_identities as t where t.kind = 'line' and t.source = $1 and t.external_id = ${id}`
    : `select t.external_id from ${spec.table} as t where t.source = $1 and t.external_id = ${id}`
}

/** Which records of a source stand in the table of an entity whose rows go with them. */
export async function standingIds(
  client: Client,
  entity: EntityName,
  source: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (!withdrawnWhole.has(entity)) return new Set()
  const rows = await select<{ external_id: string }>(client, stands(entity, 'any($2)'), [source, ids])
  return new Set(rows.map(({ external_id }) => external_id))
}

/** Leaves out what takes back nothing: no earlier row stands, or another row of the delivery says that the record counts. */
export async function dropVainWithdrawals(
  client: Client,
  importId: number,
  present: readonly EntityName[],
  source: string,
): Promise<void> {
  for (const entity of present) {
    if (!withdrawnWhole.has(entity)) continue
    const table = stagingTable(importId, entity)
    await run(
      client,
      `delete from ${table} as s where s.is_deleted
         and (not exists (${stands(entity, 's.identity')})
           or exists (select from ${table} as o where o.identity = s.identity and o.is_deleted is not true))`,
      [source],
    )
  }
}
